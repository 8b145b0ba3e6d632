package org.clv4j.segments.internal;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/** Tails of the normal, the chi-square and Student's distribution. */
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

  /** P(Z &lt;= z) of a standard normal variable. */
  public static double normalBelow(double z) {
    return 0.5 * Erfc.value(-z / SQRT_2);
  }

  /** The z with P(Z &lt;= z) = p, which must be above 0 and below 1. */
  public static double normalInverse(double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("p must be between 0 and 1, but was " + p);
    }
    return -SQRT_2 * InverseErfc.value(2 * p);
  }

  /** P(|T| &gt;= |t|) of Student's t with positive degrees of freedom, whole or not. */
  public static double student(double t, double degreesOfFreedom) {
    double x = degreesOfFreedom / (degreesOfFreedom + t * t);
    return RegularizedBeta.value(x, degreesOfFreedom / 2, 0.5);
  }

  /** The t with P(|T| &lt;= t) = level, which must be above 0 and below 1. */
  public static double studentQuantile(double level, double degreesOfFreedom) {
    double low = 0;
    double high = normalQuantile(level);
    while (student(high, degreesOfFreedom) > 1 - level) {
      low = high;
      high *= 2;
    }
    for (double middle = low + (high - low) / 2;
        middle > low && middle < high;
        middle = low + (high - low) / 2) {
      if (student(middle, degreesOfFreedom) > 1 - level) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
