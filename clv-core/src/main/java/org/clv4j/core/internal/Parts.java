package org.clv4j.core.internal;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * Parts of a column of numbers by their leading bits, which follow each other as the numbers do.
 *
 * <p>They are even where the numbers lie evenly; a few numbers far off do not matter, as the bounds
 * come from a sample.
 *
 * @param least where the first part begins, which has all numbers before it too
 * @param bits how many leading bits tell parts apart
 * @param shift how many bits come after those
 */
public record Parts(long least, int bits, int shift) {
  private static final int SAMPLE = 1 << 10;
  private static final int ROWS_OF_A_PART = 1 << 11;

  /** With more parts, the TLB holds fewer pages than the streams touch. */
  private static final int MOST_BITS = 10;

  /**
   * Of the numbers of a column.
   *
   * @param rows how many there are
   * @param numberOf by row
   */
  public static Parts of(int rows, IntToLongFunction numberOf) {
    if (rows == 0) {
      return new Parts(0, 0, 1);
    }
    long[] different =
        Arrays.stream(Sample.rows(rows, SAMPLE)).mapToLong(numberOf).sorted().distinct().toArray();
    int outside = different.length / 32;
    long from = different[outside];
    long to = different[different.length - 1 - outside];
    long beyond = (to - from) >>> 3;
    long least = from - unsignedMin(beyond, from - different[0]);
    long most = to + unsignedMin(beyond, different[different.length - 1] - to);
    int bits =
        Math.min(
            MOST_BITS, Integer.SIZE - Integer.numberOfLeadingZeros((rows / ROWS_OF_A_PART) | 1));
    int rangeBits = Long.SIZE - Long.numberOfLeadingZeros(most - least);
    return new Parts(least, bits, Math.max(1, rangeBits - bits));
  }

  private static long unsignedMin(long a, long b) {
    return Long.compareUnsigned(a, b) < 0 ? a : b;
  }

  /** How many there are. */
  public int count() {
    return 1 << bits;
  }

  /** The part of a number. */
  public int of(long number) {
    return number < least ? 0 : (int) Math.min((number - least) >>> shift, count() - 1);
  }

  /**
   * Turns the rows that each thread counted by part into the first places of its rows.
   *
   * @return where each part starts, and at last where all end
   */
  public static int[] turnCountsIntoPlaces(int[][] count, int parts) {
    int[] start = new int[parts + 1];
    int next = 0;
    for (int part = 0; part < parts; part++) {
      start[part] = next;
      for (int[] ofThread : count) {
        int rows = ofThread[part];
        ofThread[part] = next;
        next += rows;
      }
    }
    start[parts] = next;
    return start;
  }

  /**
   * Splits parts that follow each other so that all have about the same number of rows.
   *
   * @param start where each part starts, and at last where all end
   * @return the first part of each, and at last the number of parts
   */
  public static int[] evenBounds(int[] start, int count) {
    int parts = start.length - 1;
    int[] bound = new int[count + 1];
    bound[count] = parts;
    for (int i = 1; i < count; i++) {
      int at = Arrays.binarySearch(start, Parallel.start(start[parts], i, count));
      bound[i] = Math.min(parts, Math.max(bound[i - 1], at < 0 ? -at - 1 : at));
    }
    return bound;
  }
}
