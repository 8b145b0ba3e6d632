package org.clv4j.core.internal;

/** A set of numbers between two bounds that knows how many of it are less than one of it. */
final class RankedBits {
  private static final int BITS_PER_ROW = 8;

  private final long low;
  private final long[] bits;
  private final int[] before;

  RankedBits(long low, long high) {
    this.low = low;
    this.bits = new long[(int) ((high - low) >>> 6) + 1];
    this.before = new int[bits.length];
  }

  /** Whether the bits take little memory beside the rows. */
  static boolean suits(long low, long high, int rows) {
    return Long.compareUnsigned(high - low, (long) BITS_PER_ROW * rows) < 0;
  }

  void addAll(long[] numbers, int from, int to) {
    for (int i = from; i < to; i++) {
      long n = numbers[i] - low;
      bits[(int) (n >>> 6)] |= 1L << n;
    }
  }

  void addAll(RankedBits other) {
    for (int i = 0; i < bits.length; i++) {
      bits[i] |= other.bits[i];
    }
  }

  /** Counts, after which ranks are known; returns the numbers, ascending. */
  long[] count() {
    int count = 0;
    for (int i = 0; i < bits.length; i++) {
      before[i] = count;
      count += Long.bitCount(bits[i]);
    }
    long[] numbers = new long[count];
    int n = 0;
    for (int i = 0; i < bits.length; i++) {
      for (long rest = bits[i]; rest != 0; rest &= rest - 1) {
        numbers[n++] = low + ((long) i << 6) + Long.numberOfTrailingZeros(rest);
      }
    }
    return numbers;
  }

  /** How many numbers of the set are less than a number of it. */
  int rank(long number) {
    long n = number - low;
    int i = (int) (n >>> 6);
    return before[i] + Long.bitCount(bits[i] & ((1L << n) - 1));
  }
}
