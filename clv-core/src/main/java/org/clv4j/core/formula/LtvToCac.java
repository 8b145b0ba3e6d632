package org.clv4j.core.formula;

import java.util.Locale;
import java.util.Objects;
import org.clv4j.core.internal.Check;

/**
 * Lifetime value over acquisition cost, with its basis.
 *
 * <p>A ratio of revenue looks better than it is: revenue 400 over a cost of 80 is 5, but at a
 * margin of 55 % the customer brings back 2.75 times the cost.
 *
 * @param lifetimeValue what a customer brings, before the acquisition cost is taken off
 * @param acquisitionCost what it cost to win the customer, above 0
 * @param basis whether the value is margin or revenue
 */
public record LtvToCac(double lifetimeValue, double acquisitionCost, Basis basis) {

  /** What the lifetime value counts. */
  public enum Basis {
    /** The part of the revenue that is kept. */
    MARGIN,
    /** All that the customer pays. */
    REVENUE
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

  /** For example {@code 2.75 (margin)}. */
  @Override
  public String toString() {
    return ratio() + " (" + basis.name().toLowerCase(Locale.ROOT) + ")";
  }
}
