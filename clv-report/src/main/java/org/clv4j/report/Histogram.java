package org.clv4j.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Customers by value, in bins of one round width; the last bin takes all that lies beyond, the
 * first one whoever is worth less than 0.
 *
 * @param width of a bin, in minor units
 * @param counts customers by bin; the last one is open above
 */
record Histogram(long width, List<Integer> counts) {
  private static final int BINS = 20;

  /** Bins that hold {@code most} of the values before the open one begins. */
  static Histogram of(long[] ascending, double most) {
    long top = Math.max(0, ascending[(int) ((ascending.length - 1) * most)]);
    long width = roundUp(top / BINS + 1);
    int bins = (int) (top / width) + 1;
    int[] counts = new int[bins + 1];
    for (long value : ascending) {
      counts[(int) Math.min(bins, Math.max(0, value) / width)]++;
    }
    List<Integer> list = new ArrayList<>();
    for (int count : counts) {
      list.add(count);
    }
    return new Histogram(width, List.copyOf(list));
  }

  /** The next of 1, 2, 5, 10, 20, 50 … */
  private static long roundUp(long width) {
    long power = 1;
    while (power <= width / 10) {
      power *= 10;
    }
    for (long factor : new long[] {1, 2, 5}) {
      if (power * factor >= width) {
        return power * factor;
      }
    }
    return power * 10;
  }
}
