package org.clv4j.core.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.OrderRate;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;

/**
 * The shop owner's customer lifetime value, without discounting:
 *
 * <pre>average order value x orders per time x lifespan x margin - acquisition cost</pre>
 *
 * <p>With a margin of 1 it is revenue less acquisition cost, not profit. Rate and lifespan carry
 * their units and are converted.
 *
 * @param averageOrderValue spend per order, 0 or more
 * @param orderRate orders per unit of time
 * @param lifespan how long the customer stays; {@link #lifespanOf} turns churn into it
 * @param margin the share of the spend that is kept, at most 1
 * @param acquisitionCost what it cost to win the customer, 0 or more
 */
public record SimpleClv(
    double averageOrderValue,
    OrderRate orderRate,
    TimeSpan lifespan,
    double margin,
    double acquisitionCost) {
  private static final String NAME = "lifetime value";

  /** Checks the ranges. */
  public SimpleClv {
    Check.inRange(averageOrderValue, 0, Double.MAX_VALUE, "average order value");
    Objects.requireNonNull(orderRate, "orderRate must not be null");
    Objects.requireNonNull(lifespan, "lifespan must not be null");
    Check.inRange(margin, -Double.MAX_VALUE, 1, "margin");
    Check.inRange(acquisitionCost, 0, Double.MAX_VALUE, "acquisition cost");
  }

  /**
   * The mean lifespan of customers of whom the same share leaves in every period, 1 / churn.
   *
   * @param churn the share that leaves per period, above 0 and at most 1
   * @param period the period
   * @return the lifespan
   * @throws IllegalArgumentException if churn is 0: such customers never leave, so give a lifespan
   */
  public static TimeSpan lifespanOf(double churn, PeriodUnit period) {
    if (churn == 0) {
      throw new IllegalArgumentException(
          "churn must be above 0 to give a lifespan, but was 0; state the lifespan instead");
    }
    return TimeSpan.of(1 / Check.inRange(churn, 0, 1, "churn"), period);
  }

  /**
   * The value before the acquisition cost is taken off, the lifetime value of LTV:CAC.
   *
   * @return the value in the currency of the order value
   * @throws ArithmeticException if it is not finite
   */
  public double beforeAcquisitionCost() {
    return Check.result(averageOrderValue * orderRate.in(lifespan) * margin, NAME);
  }

  /**
   * The value after the acquisition cost.
   *
   * @return the value in the currency of the order value; negative when the customer cost more
   * @throws ArithmeticException if it is not finite
   */
  public double value() {
    return Check.result(beforeAcquisitionCost() - acquisitionCost, NAME);
  }

  /**
   * The value period by period, periods of the unit of the lifespan.
   *
   * @param periods how many, 0 or more; after the lifespan nothing comes
   * @return {@code acquisition_cost}, if there is one, and the {@code margin} of each period, the
   *     last one a part where the lifespan ends in it; at the beginning of the period, certain and
   *     undiscounted. All periods of the lifespan add up to {@link #value()}
   * @throws IllegalArgumentException if the number is negative
   * @throws ArithmeticException if a margin is not finite
   */
  public CashFlowTable explain(int periods) {
    Check.notNegative(periods, "periods");
    List<CashFlow> flows = new ArrayList<>();
    if (acquisitionCost > 0) {
      flows.add(new CashFlow(0, "acquisition_cost", -acquisitionCost, 1, 1));
    }
    double perPeriod = averageOrderValue * orderRate.per(lifespan.unit()) * margin;
    for (int t = 0; t < periods && t < lifespan.length(); t++) {
      double part = Math.min(1, lifespan.length() - t);
      flows.add(new CashFlow(t, "margin", perPeriod * part, 1, 1));
    }
    return new CashFlowTable(flows, lifespan.unit());
  }
}
