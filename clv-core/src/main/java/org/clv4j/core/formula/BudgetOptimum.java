package org.clv4j.core.formula;

import org.clv4j.core.internal.Check;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.PeriodUnit;

/**
 * How much to spend on winning a prospect and on keeping a customer, so that customer equity is
 * largest.
 *
 * <pre>equity = a(A) (m + (m r(R) - R) / (1 + d - r(R))) - A</pre>
 *
 * <p>A prospect is approached at cost A and becomes a customer with probability a(A). A customer
 * brings m now; R is spent in every period on each who was there in the one before, and keeps the
 * share r(R) of them. R does not depend on A: R is where the value of a customer is largest, and A
 * then where a(A) times that value exceeds A most.
 *
 * <p>(m r - R) / (1 + d - r) has its maximum where r'(R) (m (1 + d) - R) = 1 + d - r(R), whose left
 * side less its right falls all the way to R = m (1 + d); if it does not begin above 0, the optimum
 * is R = 0. a(A) value - A has its maximum at A = ln(k ceiling value) / k, or at 0.
 *
 * @see "Blattberg &amp; Deighton (1996), Manage marketing by the customer equity test, Harvard
 *     Business Review 74(4)"
 * @param acquisitionSpend A per prospect
 * @param acquisitionRate a(A)
 * @param retentionSpend R per customer and period
 * @param retentionRate r(R)
 * @param customerValue what a customer is worth at acquisition, before A
 * @param equity per prospect
 */
public record BudgetOptimum(
    double acquisitionSpend,
    double acquisitionRate,
    double retentionSpend,
    double retentionRate,
    double customerValue,
    double equity) {

  /**
   * The optimum of two curves.
   *
   * @param acquisition a by A
   * @param retention r by R
   * @param margin m of a customer per period, 0 or more
   * @param discountRate with its own period
   * @param period the period of margin and retention
   * @return the optimum
   * @throws IllegalArgumentException if the margin is negative
   * @throws ArithmeticException if retention reaches 1 to rounding and nothing is discounted
   */
  public static BudgetOptimum of(
      ResponseCurve acquisition,
      ResponseCurve retention,
      double margin,
      DiscountRate discountRate,
      PeriodUnit period) {
    Check.notNegative(margin, "margin");
    double d = discountRate.per(period);
    double low = 0;
    double high = margin * (1 + d);
    if (gain(retention, 0, margin, d) <= 0) {
      high = 0;
    }
    for (double middle = high / 2; middle > low && middle < high; middle = low + (high - low) / 2) {
      if (gain(retention, middle, margin, d) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double spend = high;
    double customer = customerValue(retention, spend, margin, d);
    double steep = acquisition.steepness() * acquisition.ceiling() * customer;
    double offer = steep > 1 ? Math.log(steep) / acquisition.steepness() : 0;
    return new BudgetOptimum(
        offer,
        acquisition.rate(offer),
        spend,
        retention.rate(spend),
        customer,
        equity(acquisition, retention, offer, spend, margin, discountRate, period));
  }

  /**
   * The equity of any spending.
   *
   * @param acquisition a by A
   * @param retention r by R
   * @param acquisitionSpend A per prospect, 0 or more
   * @param retentionSpend R per customer and period, 0 or more
   * @param margin m of a customer per period
   * @param discountRate with its own period
   * @param period the period of margin and retention
   * @return the equity per prospect
   */
  public static double equity(
      ResponseCurve acquisition,
      ResponseCurve retention,
      double acquisitionSpend,
      double retentionSpend,
      double margin,
      DiscountRate discountRate,
      PeriodUnit period) {
    double customer = customerValue(retention, retentionSpend, margin, discountRate.per(period));
    return Check.result(
        acquisition.rate(acquisitionSpend) * customer - acquisitionSpend, "customer equity");
  }

  private static double customerValue(ResponseCurve retention, double spend, double m, double d) {
    double r = retention.rate(spend);
    return m + (m * r - spend) / Geometric.gap(r, 0, d);
  }

  private static double gain(ResponseCurve retention, double spend, double m, double d) {
    return retention.slope(spend) * (m * (1 + d) - spend) - (1 + d - retention.rate(spend));
  }
}
