package org.clv4j.segments.internal;

import java.math.BigDecimal;
import java.util.function.LongToDoubleFunction;

/**
 * A quantile of type 7 (Hyndman and Fan 1996): of n sorted values it lies at (n - 1) p, between two
 * of them on the line.
 *
 * <p>The place is that of p as it is written in decimals: at 0.9 of 11 values it is 9 and not a
 * rounding beside it.
 */
public final class Quantile {
  /** With so few decimals of p and a number of values that is an int, the place fits in a long. */
  private static final int FEW_DECIMALS = 9;

  private final BigDecimal level;

  /** With few decimals p is {@code part / one}, else one is 0. */
  private final long part;

  private final long one;

  private Quantile(BigDecimal level) {
    this.level = level;
    boolean few = level.scale() <= FEW_DECIMALS;
    this.part = few ? level.unscaledValue().longValueExact() : 0;
    this.one = few ? BigDecimal.TEN.pow(level.scale()).longValueExact() : 0;
  }

  /**
   * The quantile of a level.
   *
   * @param level p, 0 to 1
   * @return the quantile, of any values
   */
  public static Quantile of(double level) {
    return new Quantile(BigDecimal.valueOf(level));
  }

  /**
   * The quantile of sorted values.
   *
   * @param size n, at least 1
   * @param sorted the value at a place, 0 to n - 1
   * @return the value at (n - 1) p
   */
  public double of(long size, LongToDoubleFunction sorted) {
    long rank = rank(size);
    double fraction = fraction(size, rank);
    double low = sorted.applyAsDouble(rank);
    return fraction == 0 ? low : between(low, sorted.applyAsDouble(rank + 1), fraction);
  }

  /**
   * The quantile of values in any order, in linear time.
   *
   * @param values at least one; they stay as they are
   * @param meaning what a value means, which must rise with it
   * @return the meaning at (n - 1) p
   */
  public double ofUnsorted(long[] values, LongToDoubleFunction meaning) {
    return allOf(values, meaning, this)[0];
  }

  /**
   * Several quantiles of the same values in any order, in linear time.
   *
   * @param values at least one; they stay as they are
   * @param meaning what a value means, which must rise with it
   * @param quantiles in any order
   * @return the meaning at (n - 1) p for each
   */
  public static double[] allOf(long[] values, LongToDoubleFunction meaning, Quantile... quantiles) {
    int size = values.length;
    int[] ranks = new int[2 * quantiles.length];
    for (int q = 0; q < quantiles.length; q++) {
      ranks[2 * q] = (int) quantiles[q].rank(size);
      ranks[2 * q + 1] = Math.min(ranks[2 * q] + 1, size - 1);
    }
    long[] around = Selection.ofRanks(values, 0, size, ranks);
    double[] found = new double[quantiles.length];
    for (int q = 0; q < found.length; q++) {
      double fraction = quantiles[q].fraction(size, ranks[2 * q]);
      double low = meaning.applyAsDouble(around[2 * q]);
      found[q] =
          fraction == 0 ? low : between(low, meaning.applyAsDouble(around[2 * q + 1]), fraction);
    }
    return found;
  }

  private static double between(double low, double high, double fraction) {
    return low + fraction * (high - low);
  }

  private long rank(long size) {
    return fits(size) ? (size - 1) * part / one : place(size).longValue();
  }

  private double fraction(long size, long rank) {
    return fits(size)
        ? (double) ((size - 1) * part % one) / one
        : place(size).subtract(BigDecimal.valueOf(rank)).doubleValue();
  }

  private boolean fits(long size) {
    return one > 0 && size <= Integer.MAX_VALUE;
  }

  private BigDecimal place(long size) {
    return level.multiply(BigDecimal.valueOf(size - 1));
  }
}
