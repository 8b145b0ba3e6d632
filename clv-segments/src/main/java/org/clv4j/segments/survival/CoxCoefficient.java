package org.clv4j.segments.survival;

import org.clv4j.core.internal.Check;
import org.clv4j.segments.internal.Tails;

/**
 * The effect of a column in a {@link CoxModel}.
 *
 * @param column its name
 * @param value beta, what one unit more of the column adds to the log of the risk
 * @param standardError of beta
 * @param level of the interval, above 0 and below 1
 */
public record CoxCoefficient(String column, double value, double standardError, double level) {
  /** Checks the ranges. */
  public CoxCoefficient {
    Check.finite(value, "coefficient of \"" + column + "\"");
    Check.notNegative(standardError, "standard error of \"" + column + "\"");
    Tails.normalQuantile(level);
  }

  /**
   * What one unit more of the column multiplies the risk by.
   *
   * @return exp(beta)
   * @throws ArithmeticException if it is beyond the largest double: measure the column in larger
   *     units
   */
  public double hazardRatio() {
    return ratio(0);
  }

  /**
   * The lower end of the interval of the hazard ratio.
   *
   * @return exp(beta - z standard errors)
   * @throws ArithmeticException as for {@link #hazardRatio()}
   */
  public double low() {
    return ratio(-Tails.normalQuantile(level));
  }

  /**
   * The upper end of the interval of the hazard ratio.
   *
   * @return exp(beta + z standard errors)
   * @throws ArithmeticException as for {@link #hazardRatio()}
   */
  public double high() {
    return ratio(Tails.normalQuantile(level));
  }

  private double ratio(double errors) {
    return Check.result(
        Math.exp(value + errors * standardError), "hazard ratio of \"" + column + "\"");
  }

  /**
   * The coefficient in standard errors.
   *
   * @return beta / standard error
   */
  public double z() {
    return value / standardError;
  }

  /**
   * The probability of a coefficient as far from 0, or farther, if the column had no effect.
   *
   * @return the p-value of Wald's test
   */
  public double pValue() {
    return Tails.normal(z());
  }
}
