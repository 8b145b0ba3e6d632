package org.clv4j.segments.internal;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.LongToDoubleFunction;

/**
 * The values of given ranks without a sort: counting by leading bits, and within a counter that
 * holds a rank wanted by the bits after these. Takes 512 KiB at most, however many the values.
 */
public final class Selection {
  private static final int FEW = 256;
  private static final int BITS = 16;

  private final long[] values;
  private final int from;
  private final int to;
  private final long least;
  private final int[] ranks;
  private final long[] found;

  private Selection(long[] values, int from, int to, long least, int[] ranks) {
    this.values = values;
    this.from = from;
    this.to = to;
    this.least = least;
    this.ranks = ranks;
    this.found = new long[ranks.length];
  }

  /**
   * A quantile of type 7.
   *
   * @param values the values, in any order
   * @param p from 0 to 1
   * @param meaning what a value means, increasing
   * @return the quantile of what they mean; empty without values
   */
  public static OptionalDouble quantile(long[] values, double p, LongToDoubleFunction meaning) {
    if (values.length == 0) {
      return OptionalDouble.empty();
    }
    double place = (values.length - 1) * p;
    int rank = (int) place;
    long[] around = ofRanks(values, 0, values.length, rank, Math.min(rank + 1, values.length - 1));
    double low = meaning.applyAsDouble(around[0]);
    double high = meaning.applyAsDouble(around[1]);
    return OptionalDouble.of(place == rank ? low : low + (place - rank) * (high - low));
  }

  /**
   * The values that would stand in places if a part of an array were sorted.
   *
   * @param values in any order; not changed
   * @param from first index of the part
   * @param to after its last index
   * @param ranks ascending places, counted from 0 at the least value of the part
   * @return a value for each rank
   */
  public static long[] ofRanks(long[] values, int from, int to, int... ranks) {
    if (to - from <= FEW) {
      long[] few = Arrays.copyOfRange(values, from, to);
      Arrays.sort(few);
      return Arrays.stream(ranks).mapToLong(rank -> few[rank]).toArray();
    }
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (int i = from; i < to; i++) {
      least = Math.min(least, values[i]);
      most = Math.max(most, values[i]);
    }
    Selection selection = new Selection(values, from, to, least, ranks);
    selection.find(0, ranks.length, Long.SIZE - Long.numberOfLeadingZeros(most - least), 0, 0);
    return selection.found;
  }

  /**
   * Finds some of the ranks among the values whose distance from the least has known leading bits.
   *
   * @param open how many bits after these are not known yet
   * @param before how many values are below
   */
  private void find(int firstRank, int endRank, int open, long leading, int before) {
    if (open == 0) {
      Arrays.fill(found, firstRank, endRank, least + leading);
      return;
    }
    int counted = Math.min(BITS, open);
    int left = open - counted;
    int[] count = count(leading, counted, left);
    int below = before;
    int bucket = 0;
    int rank = firstRank;
    while (rank < endRank) {
      while (ranks[rank] - below >= count[bucket]) {
        below += count[bucket++];
      }
      int next = rank + 1;
      while (next < endRank && ranks[next] - below < count[bucket]) {
        next++;
      }
      find(rank, next, left, leading << counted | bucket, below);
      rank = next;
    }
  }

  private int[] count(long leading, int counted, int left) {
    int[] count = new int[1 << counted];
    int mask = count.length - 1;
    for (int i = from; i < to; i++) {
      long bits = (values[i] - least) >>> left;
      if (bits >>> counted == leading) {
        count[(int) bits & mask]++;
      }
    }
    return count;
  }
}
