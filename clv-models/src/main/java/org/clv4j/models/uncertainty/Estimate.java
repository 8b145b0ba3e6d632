package org.clv4j.models.uncertainty;

import org.clv4j.core.internal.Check;

/**
 * A quantity with its standard error and an interval.
 *
 * @param value what is estimated
 * @param standardError 0 or more
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param level of the interval, for example 0.95
 */
public record Estimate(double value, double standardError, double low, double high, double level) {
  /** Checks the ranges. */
  public Estimate {
    Check.finite(value, "estimate");
    Check.inRange(standardError, 0, Double.MAX_VALUE, "standard error");
    Check.finite(high, "upper end");
    Check.inRange(low, -Double.MAX_VALUE, high, "lower end");
    level(level);
  }

  static double level(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be between 0 and 1, but was " + level);
    }
    return level;
  }
}
