package org.clv4j.core.internal;

/**
 * Parts of a column of numbers by their leading bits: they fit the cache where the numbers lie
 * evenly between the least and the most, and follow each other as the numbers do.
 *
 * @param least no number is less
 * @param bits how many leading bits tell parts apart
 * @param shift how many bits come after those
 */
public record Parts(long least, int bits, int shift) {
  /** With more parts, the TLB holds fewer pages than the streams touch. */
  private static final int MOST_BITS = 10;

  private static final int ROWS_OF_A_PART = 1 << 11;

  /** Of so many rows with numbers from the least to the most. */
  public static Parts of(long least, long most, int rows) {
    int bits =
        Math.min(
            MOST_BITS, Integer.SIZE - Integer.numberOfLeadingZeros((rows / ROWS_OF_A_PART) | 1));
    return new Parts(
        least, bits, Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(most - least) - bits));
  }

  /** How many there are. */
  public int count() {
    return 1 << bits;
  }

  /** The part of a number. */
  public int of(long number) {
    return (int) ((number - least) >>> shift);
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
}
