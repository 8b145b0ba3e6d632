package org.clv4j.core.internal;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The different numbers of a column, ascending, and for each row the rank of its number.
 *
 * <p>Numbers close to each other are marked in a set of bits, and a rank is the count of marks
 * before. Others are dealt out by their leading bits to parts whose tables fit the cache; the parts
 * follow each other as their numbers do, so only the numbers of a part are sorted. Rows meet their
 * ranks again by dealing out once more.
 *
 * <p>A row may have a second number, which decides where the first ones are the same.
 *
 * @param distinct ascending
 * @param more the second numbers of the same; empty where there is one number
 * @param ranks by block of {@link OrderColumns#BLOCK} rows, the last one whole too
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record IdRanks(long[] distinct, long[] more, int[][] ranks) {
  private static final long[] NONE = {};

  /**
   * Ranks the rows of a column.
   *
   * @param numbers the column
   * @param threads at most so many
   */
  public static IdRanks of(long[] numbers, int threads) {
    return of(numbers, NONE, threads);
  }

  /**
   * Ranks the rows of two columns.
   *
   * @param numbers the column
   * @param seconds decide where the first numbers are the same; empty if there is one column
   * @param threads at most so many
   */
  public static IdRanks of(long[] numbers, long[] seconds, int threads) {
    return new Ranking(numbers, seconds, threads).run();
  }

  /** The rank of a row. */
  int rank(int row) {
    return ranks[row >>> OrderColumns.SHIFT][row & OrderColumns.MASK];
  }

  /** Replaces the rank of each row by what stands for that rank. */
  public static void replace(int[][] ranks, int[] standsFor, int threads) {
    int parts = Math.max(1, Math.min(threads, ranks.length));
    Parallel.run(
        parts,
        t -> {
          int end = Parallel.start(ranks.length, t + 1, parts);
          for (int b = Parallel.start(ranks.length, t, parts); b < end; b++) {
            for (int i = 0; i < ranks[b].length; i++) {
              ranks[b][i] = standsFor[ranks[b][i]];
            }
          }
        });
  }

  /** The work on one column. */
  private static final class Ranking {
    private final long[] numbers;
    private final long[] seconds;
    private final int threads;
    private final int[][] ranks;
    private final long seed = ThreadLocalRandom.current().nextLong() | 1;

    Ranking(long[] numbers, long[] seconds, int threads) {
      this.numbers = numbers;
      this.seconds = seconds;
      this.ranks = new int[OrderColumns.blocks(numbers.length)][];
      this.threads = Math.max(1, Math.min(threads, ranks.length));
    }

    IdRanks run() {
      long[] least = new long[threads];
      long[] most = new long[threads];
      Parallel.run(
          threads,
          t -> {
            long low = Long.MAX_VALUE;
            long high = Long.MIN_VALUE;
            for (int row = firstRow(t); row < firstRow(t + 1); row++) {
              low = Math.min(low, numbers[row]);
              high = Math.max(high, numbers[row]);
            }
            least[t] = low;
            most[t] = high;
          });
      long low = least[0];
      long high = most[0];
      for (int t = 1; t < threads; t++) {
        low = Math.min(low, least[t]);
        high = Math.max(high, most[t]);
      }
      return seconds.length == 0 && RankedBits.suits(low, high, numbers.length)
          ? byBits(low, high)
          : byParts();
    }

    private int firstRow(int thread) {
      int block = Parallel.start(ranks.length, thread, threads);
      return (int) Math.min(numbers.length, (long) block << OrderColumns.SHIFT);
    }

    private IdRanks byBits(long low, long high) {
      RankedBits[] ofThread = new RankedBits[threads];
      Parallel.run(
          threads,
          t -> {
            RankedBits bits = new RankedBits(low, high);
            bits.addAll(numbers, firstRow(t), firstRow(t + 1));
            ofThread[t] = bits;
          });
      RankedBits bits = ofThread[0];
      for (int t = 1; t < threads; t++) {
        bits.addAll(ofThread[t]);
      }
      long[] distinct = bits.count();
      forEachBlock(
          (block, from, to) -> {
            for (int row = from; row < to; row++) {
              block[row - from] = bits.rank(numbers[row]);
            }
          });
      return new IdRanks(distinct, NONE, ranks);
    }

    /** What is done with the rows of a block. */
    private interface BlockWork {
      void accept(int[] ranks, int from, int to);
    }

    private void forEachBlock(BlockWork work) {
      Parallel.run(threads, t -> forEachBlock(t, work));
    }

    private void forEachBlock(int thread, BlockWork work) {
      int end = Parallel.start(ranks.length, thread + 1, threads);
      for (int b = Parallel.start(ranks.length, thread, threads); b < end; b++) {
        ranks[b] = new int[OrderColumns.BLOCK];
        int from = b << OrderColumns.SHIFT;
        work.accept(ranks[b], from, from + OrderColumns.rowsInBlock(b, numbers.length));
      }
    }

    private IdRanks byParts() {
      Parts split = Parts.of(numbers.length, row -> numbers[row]);
      int parts = split.count();
      int[][] place = new int[threads][];
      Parallel.run(threads, t -> place[t] = countParts(firstRow(t), firstRow(t + 1), split));
      int[] start = Parts.turnCountsIntoPlaces(place, parts);
      long[] dealt = new long[numbers.length];
      long[] dealtSeconds = new long[seconds.length];
      Parallel.run(
          threads,
          t -> {
            int[] at = place[t].clone();
            for (int row = firstRow(t); row < firstRow(t + 1); row++) {
              int to = at[split.of(numbers[row])]++;
              dealt[to] = numbers[row];
              if (seconds.length > 0) {
                dealtSeconds[to] = seconds[row];
              }
            }
          });

      KeyTable.Keys[] ofPart = new KeyTable.Keys[parts];
      AtomicInteger nextPart = new AtomicInteger();
      Parallel.run(
          threads,
          t -> {
            KeyTable table = new KeyTable(seconds.length > 0, seed);
            for (int p; (p = nextPart.getAndIncrement()) < parts; ) {
              ofPart[p] = rank(table, dealt, dealtSeconds, start[p], start[p + 1]);
            }
          });

      int[] firstRank = new int[parts + 1];
      for (int p = 0; p < parts; p++) {
        firstRank[p + 1] = firstRank[p] + ofPart[p].first().length;
      }
      long[] distinct = new long[firstRank[parts]];
      long[] more = new long[seconds.length > 0 ? distinct.length : 0];
      for (int p = 0; p < parts; p++) {
        int size = ofPart[p].first().length;
        System.arraycopy(ofPart[p].first(), 0, distinct, firstRank[p], size);
        if (more.length > 0) {
          System.arraycopy(ofPart[p].second(), 0, more, firstRank[p], size);
        }
      }

      Parallel.run(
          threads,
          t -> {
            int[] at = place[t];
            forEachBlock(
                t,
                (block, from, to) -> {
                  for (int row = from; row < to; row++) {
                    int part = split.of(numbers[row]);
                    block[row - from] = firstRank[part] + (int) dealt[at[part]++];
                  }
                });
          });
      return new IdRanks(distinct, more, ranks);
    }

    /** Replaces the numbers of a part by their ranks among them. */
    private static KeyTable.Keys rank(
        KeyTable table, long[] dealt, long[] dealtSeconds, int from, int to) {
      table.clear();
      boolean pairs = dealtSeconds.length > 0;
      for (int i = from; i < to; i++) {
        dealt[i] = pairs ? table.code(dealt[i], dealtSeconds[i]) : table.code(dealt[i]);
      }
      int[] codes = table.codesInOrder();
      int[] rankOfCode = new int[codes.length];
      for (int rank = 0; rank < codes.length; rank++) {
        rankOfCode[codes[rank]] = rank;
      }
      for (int i = from; i < to; i++) {
        dealt[i] = rankOfCode[(int) dealt[i]];
      }
      return table.keys(codes);
    }

    private int[] countParts(int from, int to, Parts split) {
      int[] count = new int[split.count()];
      for (int row = from; row < to; row++) {
        count[split.of(numbers[row])]++;
      }
      return count;
    }
  }
}
