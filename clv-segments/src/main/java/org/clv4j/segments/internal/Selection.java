package org.clv4j.segments.internal;

import java.util.Arrays;

/** Values of a rank among many numbers without sorting them all: counting by leading bits. */
public final class Selection {
  private static final int FEW = 256;
  private static final int BITS = 16;

  private Selection() {}

  /**
   * The value that would stand at a place, from 0, if the values were sorted.
   *
   * @param values as they are; they stay so
   * @param rank from 0 to their number - 1
   * @return the value
   */
  public static long ofRank(long[] values, int rank) {
    long[] left = values;
    int place = rank;
    while (left.length > FEW) {
      long least = Long.MAX_VALUE;
      long most = Long.MIN_VALUE;
      for (long value : left) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      int shift = Math.max(0, Long.SIZE - BITS - Long.numberOfLeadingZeros(most - least));
      int[] count = new int[(int) ((most - least) >>> shift) + 1];
      for (long value : left) {
        count[(int) ((value - least) >>> shift)]++;
      }
      int bucket = 0;
      while (place >= count[bucket]) {
        place -= count[bucket++];
      }
      if (shift == 0) {
        return least + bucket;
      }
      left = ofBucket(left, least, shift, bucket, count[bucket]);
    }
    long[] few = left.clone();
    Arrays.sort(few);
    return few[place];
  }

  private static long[] ofBucket(long[] values, long least, int shift, int bucket, int size) {
    long[] kept = new long[size];
    int next = 0;
    for (long value : values) {
      if ((value - least) >>> shift == bucket) {
        kept[next++] = value;
      }
    }
    return kept;
  }

  /**
   * The value at the place after a rank.
   *
   * @param values as they are
   * @param value the value of the rank
   * @param rank from 0 to their number - 2
   * @return the value
   */
  static long after(long[] values, long value, int rank) {
    int upTo = 0;
    long next = Long.MAX_VALUE;
    for (long other : values) {
      if (other <= value) {
        upTo++;
      } else {
        next = Math.min(next, other);
      }
    }
    return upTo > rank + 1 ? value : next;
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
