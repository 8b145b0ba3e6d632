package org.clv4j.core.customer;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.internal.Parallel;
import org.clv4j.core.internal.PartRanks;
import org.clv4j.core.internal.Parts;
import org.jspecify.annotations.Nullable;

/**
 * Summaries of customers whose numbers lie anywhere among 64 bits.
 *
 * <p>Rows are dealt out by the leading bits of their numbers to parts that fit the cache, which
 * follow each other as the numbers do; what belongs to a row stays together on the way. In a part
 * the different numbers are found and ranked, and the {@linkplain OrderWord words} are added to the
 * customers of their ranks.
 */
final class IdParts {
  private final ArrayRows rows;
  private final IdOf idOf;
  private final int asOfDay;
  private final CustomerBase.Options options;
  private final OrderPayload payload;
  private final int @Nullable [] periodOfDay;
  private final int threads;
  private final Parts split;

  /**
   * How many numbers a dealt row has: its word, its first key and, where there is one, the second.
   */
  private final int width;

  /** The id of a customer by its rank, for errors. */
  interface IdOf {
    String apply(PartRanks.Distinct customers, int rank);
  }

  IdParts(ArrayRows rows, int asOfDay, CustomerBase.Options options, IdOf idOf) {
    this.idOf = idOf;
    this.rows = rows;
    this.asOfDay = asOfDay;
    this.options = options;
    this.payload = OrderPayload.amountIfItFits(rows);
    this.periodOfDay = CustomerFold.periods(rows, options.purchasePeriod());
    this.threads = OrderSort.threadsFor(rows.rows(), options.threads());
    this.width = rows.keys().haveSecond() ? 3 : 2;
    this.split = Parts.of(rows.keyRange().least(), rows.keyRange().most(), rows.rows());
  }

  /**
   * The customers of some parts.
   *
   * @param customers in order
   * @param columns a row for each
   */
  record Summary(PartRanks.Distinct customers, CustomerColumns columns) {}

  /** The customers of one part, in order, and what is known of them. */
  private record PartFold(PartRanks.Distinct customers, CustomerFold fold) {}

  Summary run() {
    return together(partFolds());
  }

  private PartFold[] partFolds() {
    int parts = split.count();
    int[][] place = new int[threads][];
    Parallel.run(threads, t -> place[t] = count(firstBlock(t), firstBlock(t + 1)));
    int[] start = Parts.turnCountsIntoPlaces(place, parts);
    long[] dealt = new long[Math.multiplyExact(width, start[parts])];
    Parallel.run(threads, t -> deal(firstBlock(t), firstBlock(t + 1), place[t], dealt));
    PartFold[] folds = new PartFold[parts];
    AtomicInteger next = new AtomicInteger();
    long seed = ThreadLocalRandom.current().nextLong() | 1;
    Parallel.run(
        threads,
        t -> {
          Part part = new Part(seed);
          for (int p; (p = next.getAndIncrement()) < parts; ) {
            folds[p] = part.fold(dealt, start[p], start[p + 1]);
          }
        });
    return folds;
  }

  private int firstBlock(int thread) {
    return Parallel.start(rows.blocks(), thread, threads);
  }

  private int[] count(int from, int to) {
    int[] count = new int[split.count()];
    boolean all = rows.lastDay() <= asOfDay;
    OrderRows.Block block = new OrderRows.Block();
    for (int b = from; b < to; b++) {
      rows.showCustomers(b, block);
      if (all) {
        count(block, b << OrderColumns.SHIFT, count);
      } else {
        rows.showTimes(b, block);
        countInTime(block, b << OrderColumns.SHIFT, count);
      }
    }
    return count;
  }

  private void count(OrderRows.Block block, int firstRow, int[] count) {
    RowKeys key = rows.keys();
    for (int i = 0; i < block.rows; i++) {
      count[split.of(key.first(firstRow + i))]++;
    }
  }

  private void countInTime(OrderRows.Block block, int firstRow, int[] count) {
    RowKeys key = rows.keys();
    int[] day = block.day;
    int dayAt = block.dayAt;
    for (int i = 0; i < block.rows; i++) {
      if (day[dayAt + i] <= asOfDay) {
        count[split.of(key.first(firstRow + i))]++;
      }
    }
  }

  private void deal(int from, int to, int[] place, long[] dealt) {
    OrderRows.Block block = new OrderRows.Block();
    for (int b = from; b < to; b++) {
      rows.showTimes(b, block);
      deal(block, b << OrderColumns.SHIFT, place, dealt);
    }
  }

  private void deal(OrderRows.Block block, int firstRow, int[] place, long[] dealt) {
    RowKeys key = rows.keys();
    boolean two = key.haveSecond();
    int[] day = block.day;
    long[] amount = payload.isAmount() ? block.amount : null;
    int dayAt = block.dayAt;
    int amountAt = block.amountAt;
    int origin = rows.firstDay();
    for (int i = 0; i < block.rows; i++) {
      int dayOfRow = day[dayAt + i];
      if (dayOfRow <= asOfDay) {
        long first = key.first(firstRow + i);
        int at = width * place[split.of(first)]++;
        dealt[at] =
            OrderWord.of(
                0, dayOfRow - origin, amount != null ? amount[amountAt + i] : firstRow + i);
        dealt[at + 1] = first;
        if (two) {
          dealt[at + 2] = key.second(firstRow + i);
        }
      }
    }
  }

  private Summary together(PartFold[] folds) {
    int[] firstRow = new int[folds.length + 1];
    for (int p = 0; p < folds.length; p++) {
      firstRow[p + 1] = firstRow[p] + folds[p].customers.size();
    }
    int size = firstRow[folds.length];
    long[] first = new long[size];
    long[] second = new long[rows.keys().haveSecond() ? size : 0];
    CustomerColumns columns =
        new CustomerColumns(size, rows.hasAmounts(), options.interpurchaseTimes());
    Parallel.run(
        threads,
        t -> {
          int to = Parallel.start(folds.length, t + 1, threads);
          for (int p = Parallel.start(folds.length, t, threads); p < to; p++) {
            PartRanks.Distinct customers = folds[p].customers;
            System.arraycopy(customers.first(), 0, first, firstRow[p], customers.size());
            if (second.length > 0) {
              System.arraycopy(customers.second(), 0, second, firstRow[p], customers.size());
            }
            folds[p].fold.putInColumns(columns, firstRow[p]);
          }
        });
    return new Summary(new PartRanks.Distinct(first, second), columns);
  }

  /** The work on one part after another; each thread has its own. */
  private final class Part {
    private final long seed;
    private final DaySort days = new DaySort();
    private long[] words = {};
    private PartRanks ranks;

    Part(long seed) {
      this.seed = seed;
      this.ranks = new PartRanks(words, words, seed);
    }

    PartFold fold(long[] dealt, int from, int to) {
      int size = to - from;
      if (words.length < size) {
        words = new long[size];
        ranks = new PartRanks(new long[size], new long[width == 3 ? size : 0], seed);
      }
      for (int i = 0, at = width * from; i < size; i++, at += width) {
        words[i] = dealt[at];
        ranks.set(i, dealt[at + 1], width == 3 ? dealt[at + 2] : 0);
      }
      PartRanks.Distinct customers = ranks.rank(0, size);
      CustomerFold fold =
          new CustomerFold(
              rows,
              payload,
              customers.size(),
              periodOfDay,
              options.interpurchaseTimes(),
              rank -> idOf.apply(customers, rank));
      if (days.sort(words, ranks.ranks(), 0, size)) {
        fold.addRanked(days.ranks(), days.words(), 0, size);
      } else {
        fold.addRanked(ranks.ranks(), words, 0, size);
      }
      return new PartFold(customers, fold);
    }
  }
}
