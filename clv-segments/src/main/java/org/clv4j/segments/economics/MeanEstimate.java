package org.clv4j.segments.economics;

import org.clv4j.core.internal.Check;
import org.clv4j.segments.internal.Tails;

/**
 * A mean over customers with how sure it is, customers as independent and the next ones like these.
 *
 * <p>The interval is Student's, of 95 %: mean -+ t(n - 1) standard errors. It is too short above
 * where customers are few and a few of them bring most.
 *
 * @param value the mean, or the mean over a fixed cost
 * @param standardError its standard error, 0 or more
 * @param low the lower end
 * @param high the upper end
 */
public record MeanEstimate(double value, double standardError, double low, double high) {
  private static final double LEVEL = 0.95;

  /** Checks that the numbers are finite and in order. */
  public MeanEstimate {
    Check.finite(value, "value");
    Check.notNegative(standardError, "standard error");
    Check.inRange(low, -Double.MAX_VALUE, value, "low");
    Check.inRange(high, value, Double.MAX_VALUE, "high");
  }

  static MeanEstimate of(double value, double standardError, long customers) {
    double half = Tails.studentQuantile(LEVEL, customers - 1.0) * standardError;
    return new MeanEstimate(value, standardError, value - half, value + half);
  }

  /** For example {@code 125.2 from 117.9 to 132.6}. */
  @Override
  public String toString() {
    return value + " from " + low + " to " + high;
  }
}
