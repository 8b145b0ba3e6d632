package org.clv4j.segments.internal;

import java.util.Arrays;

/**
 * The values of given ranks without a sort: counting by leading bits, and within a counter that
 * holds a rank wanted by the bits after these, of values put aside if they are not too many. Takes
 * 2 MiB at most, however many the values.
 */
public final class Selection {
  private static final int FEW = 256;
  private static final int PUT_ASIDE = 1 << 15;
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
   * The values that would stand in places if a part of an array were sorted.
   *
   * @param values in any order; not changed
   * @param from first index of the part
   * @param to after its last index
   * @param ranks places, counted from 0 at the least value of the part
   * @return the value of each rank
   */
  public static long[] ofRanks(long[] values, int from, int to, int... ranks) {
    int[] ascending = ranks.clone();
    Arrays.sort(ascending);
    long[] found = ofAscending(values, from, to, ascending);
    return Arrays.stream(ranks)
        .mapToLong(rank -> found[Arrays.binarySearch(ascending, rank)])
        .toArray();
  }

  private static long[] ofAscending(long[] values, int from, int to, int[] ranks) {
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
      long known = leading << counted | bucket;
      if (left > 0 && count[bucket] <= PUT_ASIDE) {
        findAside(rank, next, left, known, below, count[bucket]);
      } else {
        find(rank, next, left, known, below);
      }
      rank = next;
    }
  }

  private void findAside(int firstRank, int endRank, int open, long leading, int before, int size) {
    long[] aside = new long[size];
    int n = 0;
    for (int i = from; i < to; i++) {
      if ((values[i] - least) >>> open == leading) {
        aside[n++] = values[i];
      }
    }
    int[] inside = new int[endRank - firstRank];
    Arrays.setAll(inside, i -> ranks[firstRank + i] - before);
    System.arraycopy(ofAscending(aside, 0, n, inside), 0, found, firstRank, inside.length);
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

  /**
   * A whole number that is ordered among others as a number is; -0 comes before 0.
   *
   * @param number not NaN
   * @return its key
   */
  public static long key(double number) {
    return flipped(Double.doubleToRawLongBits(number));
  }

  /**
   * The number of a key.
   *
   * @param key from {@link #key}
   * @return the number
   */
  public static double number(long key) {
    return Double.longBitsToDouble(flipped(key));
  }

  private static long flipped(long bits) {
    return bits < 0 ? bits ^ Long.MAX_VALUE : bits;
  }
}
