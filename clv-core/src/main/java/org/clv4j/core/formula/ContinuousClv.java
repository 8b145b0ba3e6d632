package org.clv4j.core.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.PeriodUnit;

/**
 * Customer lifetime value when margin flows all the time, customers may leave at any moment and
 * discounting is continuous.
 *
 * <p>With k = ln(1 + d) - ln(retention) - ln(1 + growth), margin flows at the rate m (1 + growth)^t
 * from now on, a customer is still there at t with probability retention^t.
 *
 * @param margin m, per period at its present rate, of a customer who is there
 * @param retention probability of staying for a period, above 0, at most 1
 * @param growth of the margin per period, above -1
 * @param discountRate with its own period; converted to {@code period}
 * @param period the period of margin, retention and growth
 */
public record ContinuousClv(
    double margin, double retention, double growth, DiscountRate discountRate, PeriodUnit period) {

  private static final String NAME = "customer lifetime value";

  /** Checks the ranges. */
  public ContinuousClv {
    Check.finite(margin, "margin");
    Check.inRange(retention, Double.MIN_NORMAL, 1, "retention");
    Check.inRange(growth, Math.nextUp(-1.0), Double.MAX_VALUE, "growth");
    Objects.requireNonNull(discountRate, "discountRate must not be null");
    Objects.requireNonNull(period, "period must not be null");
  }

  /**
   * A customer whose margin flows from now on, for ever.
   *
   * <pre>m / k</pre>
   *
   * @return the value
   * @throws ArithmeticException unless k is above 0, that is retention x (1 + growth) &lt; 1 + d
   */
  public double fromNow() {
    double factor = retention * (1 + growth);
    double gap = Geometric.gap(retention, growth, discountRate.per(period));
    // beside the boundary the difference of logs would lose its digits
    double k = gap < factor ? Math.log1p(gap / factor) : decay();
    return Check.result(margin / k, NAME);
  }

  /**
   * A customer whose margin flows from now on, for some time.
   *
   * <pre>m (1 - e^(-k T)) / k</pre>
   *
   * @param periods T, 0 or more
   * @return the value
   */
  public double fromNow(double periods) {
    return Check.result(margin * integral(decay(), Check.notNegative(periods, "periods")), NAME);
  }

  /**
   * The margin of each period.
   *
   * @param periods how many
   * @return a flow in the middle of each period: the amount of a customer who stays, the share of
   *     it that those who stay bring, and the discount factor that both together have on average
   */
  public CashFlowTable explainFromNow(int periods) {
    Check.notNegative(periods, "periods");
    double stay = Math.log(retention);
    double grow = Math.log1p(growth);
    double discount = discountRate.continuous(period);
    List<CashFlow> flows = new ArrayList<>();
    for (int t = 0; t < periods; t++) {
      double amount = integral(-grow, 1);
      double expected = integral(-grow - stay, 1);
      double present = integral(decay(), 1);
      flows.add(
          new CashFlow(
              t + 0.5,
              "margin",
              margin * Math.exp(grow * t) * amount,
              Math.min(1, Math.exp(stay * t) * (expected / amount)),
              Math.exp(-discount * t) * (present / expected)));
    }
    return new CashFlowTable(flows, period);
  }

  /** The integral of e^(-k t) from 0 to T. */
  static double integral(double k, double time) {
    return k == 0 ? time : -Math.expm1(-k * time) / k;
  }

  private double decay() {
    return discountRate.continuous(period) - Math.log(retention) - Math.log1p(growth);
  }
}
