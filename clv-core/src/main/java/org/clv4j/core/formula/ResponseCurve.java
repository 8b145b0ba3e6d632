package org.clv4j.core.formula;

import org.clv4j.core.internal.Check;

/**
 * How a rate answers spending: quickly at first, then less and less, never above its ceiling.
 *
 * <pre>rate(spend) = ceiling (1 - e^(-k spend))</pre>
 *
 * @see "Blattberg &amp; Deighton (1996), Manage marketing by the customer equity test, Harvard
 *     Business Review 74(4)"
 * @param ceiling the rate that no spending exceeds, above 0, at most 1
 * @param steepness k, per unit of money, above 0
 */
public record ResponseCurve(double ceiling, double steepness) {

  /** Checks the ranges. */
  public ResponseCurve {
    Check.positive(ceiling, "ceiling");
    Check.inRange(ceiling, 0, 1, "ceiling");
    Check.positive(steepness, "steepness");
  }

  /**
   * The curve through what is spent and reached today: two answers of a manager fix it.
   *
   * @param spend what is spent per head today, above 0
   * @param rate what that reaches, above 0, below the ceiling
   * @param ceiling what could be reached without limit of spending, at most 1
   * @return the curve
   * @throws IllegalArgumentException if a rule above is broken
   */
  public static ResponseCurve through(double spend, double rate, double ceiling) {
    Check.positive(spend, "spend");
    Check.positive(rate, "rate");
    if (!(rate < ceiling)) {
      throw new IllegalArgumentException(
          "rate must be below its ceiling of " + ceiling + ", but was " + rate);
    }
    return new ResponseCurve(ceiling, -Math.log1p(-rate / ceiling) / spend);
  }

  /**
   * The rate that a spending reaches.
   *
   * @param spend per head, 0 or more
   * @return 0 to the ceiling
   */
  public double rate(double spend) {
    return -ceiling * Math.expm1(-steepness * Check.notNegative(spend, "spend"));
  }

  /**
   * What another unit of money adds.
   *
   * @param spend per head, 0 or more
   * @return the derivative of the rate
   */
  public double slope(double spend) {
    return ceiling * steepness * Math.exp(-steepness * Check.notNegative(spend, "spend"));
  }
}
