package org.clv4j.core.formula;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.TimeSpan;
import org.jspecify.annotations.Nullable;

/**
 * Lifetime value over acquisition cost, with its basis and its horizon.
 *
 * <p>A ratio of revenue looks better than it is: revenue 400 over a cost of 80 is 5, but at a
 * margin of 55 % the customer brings back 2.75 times the cost. Ratios of different horizons cannot
 * be compared either.
 *
 * @param lifetimeValue what a customer brings, before the acquisition cost is taken off
 * @param acquisitionCost what it cost to win the customer, above 0
 * @param basis whether the value is margin or revenue
 * @param horizon within what time from acquisition the value comes in; null for ever
 */
public record LtvToCac(
    double lifetimeValue, double acquisitionCost, Basis basis, @Nullable TimeSpan horizon) {

  /** What the lifetime value counts. */
  public enum Basis {
    /** The part of the revenue that is kept. */
    MARGIN,
    /** All that the customer pays. */
    REVENUE;

    /** The name in lower case, for example {@code margin}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks the ranges. */
  public LtvToCac {
    Check.finite(lifetimeValue, "lifetime value");
    Check.positive(acquisitionCost, "acquisition cost");
    Objects.requireNonNull(basis, "basis must not be null");
  }

  /**
   * The ratio.
   *
   * @return lifetime value / acquisition cost
   * @throws ArithmeticException if it is not finite
   */
  public double ratio() {
    return Check.result(lifetimeValue / acquisitionCost, "LTV:CAC");
  }

  /**
   * What a figure of this kind is called, with its basis and its horizon.
   *
   * @param basis whether the value is margin or revenue
   * @param horizon within what time the value comes in; null for ever
   * @return for example {@code revenue_ltv_to_cac} or {@code margin_ltv_to_cac_within_3_years}
   */
  public static String metricName(Basis basis, @Nullable TimeSpan horizon) {
    return basis
        + "_ltv_to_cac"
        + (horizon == null
            ? ""
            : "_within_"
                + BigDecimal.valueOf(horizon.length()).stripTrailingZeros().toPlainString()
                + "_"
                + horizon.unit()
                + "s");
  }

  /**
   * What a customer may cost so that the ratio reaches a target.
   *
   * @param target the least ratio wanted, for example 3, above 0
   * @return lifetime value / target; 0 where the value is negative
   */
  public double allowableCost(double target) {
    return allowableCost(lifetimeValue, target);
  }

  /**
   * What a customer may cost so that the ratio reaches a target.
   *
   * @param lifetimeValue what a customer brings, before the acquisition cost is taken off
   * @param target the least ratio wanted, for example 3, above 0
   * @return lifetime value / target; 0 where the value is negative
   */
  public static double allowableCost(double lifetimeValue, double target) {
    Check.finite(lifetimeValue, "lifetime value");
    return Check.result(
        Math.max(0, lifetimeValue) / Check.positive(target, "target ratio"), "allowable cost");
  }

  /** For example {@code 2.75 (margin, within 3.0 year)}. */
  @Override
  public String toString() {
    return ratio()
        + " ("
        + basis
        + ", "
        + (horizon == null ? "for ever" : "within " + horizon)
        + ")";
  }
}
