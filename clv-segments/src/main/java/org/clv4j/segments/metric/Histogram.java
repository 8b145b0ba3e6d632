package org.clv4j.segments.metric;

import java.util.ArrayList;
import java.util.List;
import org.clv4j.core.internal.Check;

/**
 * How many values lie where, in bins of one round width (1, 2 or 5 times a power of ten).
 *
 * <p>The first bin begins at 0 and takes all values below 0 too; the last one takes all that lies
 * beyond. So a few very large values do not squeeze all others into one bin.
 *
 * @param width of a bin, in the unit of the values, at least 1
 * @param counts values by bin; the last one is open above
 */
public record Histogram(long width, List<Integer> counts) {
  private static final int BINS = 20;

  /** Takes a copy. */
  public Histogram {
    counts = List.copyOf(counts);
  }

  /**
   * Bins that hold most of the values before the open one begins.
   *
   * @param ascending the values in ascending order, for example minor units or days; at least one
   * @param most the share of the values below the open bin, in [0, 1], for example 0.95
   * @return at most 20 bins and the open one
   * @throws IllegalArgumentException if there is no value, or the share is out of range
   */
  public static Histogram of(long[] ascending, double most) {
    if (ascending.length == 0) {
      throw new IllegalArgumentException("values must not be empty");
    }
    int rank = (int) ((ascending.length - 1) * Check.inRange(most, 0, 1, "most"));
    long top = Math.max(0, ascending[rank]);
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
    return new Histogram(width, list);
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
