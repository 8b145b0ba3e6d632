package org.clv4j.segments.internal;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/** Tails of the normal and the chi-square distribution. */
public final class Tails {
  private static final double SQRT_2 = Math.sqrt(2);

  private Tails() {}

  /** P(X &gt;= statistic) of a chi-square variable with at least one degree of freedom. */
  public static double chiSquare(double statistic, int degreesOfFreedom) {
    return RegularizedGamma.Q.value(degreesOfFreedom / 2.0, statistic / 2);
  }

  /** P(|Z| &gt;= |z|) of a standard normal variable. */
  public static double normal(double z) {
    return Erfc.value(Math.abs(z) / SQRT_2);
  }

  /** The z with P(|Z| &lt;= z) = level, which must be above 0 and below 1. */
  public static double normalQuantile(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be between 0 and 1, but was " + level);
    }
    return SQRT_2 * InverseErfc.value(1 - level);
  }
}
