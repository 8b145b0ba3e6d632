package org.clv4j.core.formula;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.stream.IntStream;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.PeriodUnit;

/**
 * Customer lifetime value when margin growth, retention and discount rate never change.
 *
 * <p>With q = retention x (1 + growth) / (1 + d), the methods differ in when the first margin is
 * due: now ({@code atAcquisition}), at the end of the first period from every customer ({@code
 * inArrears}), or there from those who were retained ({@code residual}). Mixing them up is worth
 * one margin per customer. The margin is that of the first period counted; results are discounted
 * to today, in the currency of the margin.
 *
 * <p>A value for ever is finite if retention x (1 + growth) is below 1 + d, in decimals as the
 * numbers are written (0.95 x 1.2 is 1.14), by more than rounding, four units in the last place.
 *
 * @see <a href="http://brucehardie.com/notes/024/">Fader &amp; Hardie (2012), "Reconciling and
 *     Clarifying CLV Formulas", equations (1) and (2)</a>
 * @see "Gupta &amp; Lehmann (2003), Customers as assets, Journal of Interactive Marketing 17(1)"
 * @param margin of the first period counted, per customer who is still there
 * @param retention probability of staying from one period to the next, in [0, 1]
 * @param growth of the margin per period, at least -1
 * @param discountRate with its own period; converted to {@code period}
 * @param period the period of margin, retention and growth
 */
public record MarginRetentionClv(
    double margin, double retention, double growth, DiscountRate discountRate, PeriodUnit period) {

  private static final String NAME = "customer lifetime value";

  /** Checks the ranges. */
  public MarginRetentionClv {
    Check.finite(margin, "margin");
    Check.inRange(retention, 0, 1, "retention");
    Check.inRange(growth, -1, Double.MAX_VALUE, "growth");
    Objects.requireNonNull(discountRate, "discountRate must not be null");
    Objects.requireNonNull(period, "period must not be null");
  }

  /**
   * A subscription: the margin is price x gross margin and grows by the expansion, retention is 1 -
   * churn. Who bills at the beginning of a period asks {@link #atAcquisition()}, who bills at its
   * end {@link #inArrears()}. Without discount and expansion the former is price x gross margin /
   * churn.
   *
   * @param price of a subscription per billing period
   * @param grossMargin the share of the price that is kept, at most 1
   * @param churn the share of the subscribers that leaves per period, in [0, 1]
   * @param expansion of the price per period, at least -1
   * @param discountRate with its own period
   * @param period the billing period
   * @return the closed form
   * @throws IllegalArgumentException if a rule above is broken
   */
  public static MarginRetentionClv ofSubscription(
      double price,
      double grossMargin,
      double churn,
      double expansion,
      DiscountRate discountRate,
      PeriodUnit period) {
    Check.finite(price, "price");
    Check.inRange(grossMargin, -Double.MAX_VALUE, 1, "gross margin");
    Check.inRange(churn, 0, 1, "churn");
    double retention = BigDecimal.ONE.subtract(BigDecimal.valueOf(churn)).doubleValue();
    return new MarginRetentionClv(price * grossMargin, retention, expansion, discountRate, period);
  }

  /**
   * A customer just won, whose first margin is due now, for ever.
   *
   * <pre>sum(t=0..inf) m q^t = m (1 + d) / (1 + d - retention (1 + growth))</pre>
   *
   * @return the value
   * @throws ArithmeticException unless retention x (1 + growth) &lt; 1 + d
   */
  public double atAcquisition() {
    return Check.result(margin * Geometric.sumForEver(retention, growth, discount()), NAME);
  }

  /**
   * A customer just won, whose first margin is due at the end of the first period, retained or not,
   * for ever.
   *
   * <pre>sum(t=1..inf) m q^(t-1) / (1 + d) = m / (1 + d - retention (1 + growth))</pre>
   *
   * @return the value
   * @throws ArithmeticException unless retention x (1 + growth) &lt; 1 + d
   */
  public double inArrears() {
    return Check.result(margin / Geometric.gap(retention, growth, discount()), NAME);
  }

  /**
   * A customer whose next margin is due in one period, if retained, for ever.
   *
   * <pre>sum(t=1..inf) m (1 + growth)^(t-1) (retention / (1 + d))^t
   *   = m retention / (1 + d - retention (1 + growth))</pre>
   *
   * @return the value
   * @throws ArithmeticException unless retention x (1 + growth) &lt; 1 + d
   */
  public double residual() {
    return Check.result(margin * retention / Geometric.gap(retention, growth, discount()), NAME);
  }

  /**
   * A customer just won, whose first margin is due now.
   *
   * <pre>sum(t=0..n-1) m q^t</pre>
   *
   * @param periods n, how many margins at most
   * @return the value
   */
  public double atAcquisition(int periods) {
    double q = retention * (1 + growth) / (1 + discount());
    return Check.result(margin * Geometric.sum(q, Check.notNegative(periods, "periods")), NAME);
  }

  /**
   * A customer just won, whose first margin is due at the end of the first period, retained or not.
   *
   * <pre>sum(t=1..n) m q^(t-1) / (1 + d)</pre>
   *
   * @param periods n, how many margins at most
   * @return the value
   */
  public double inArrears(int periods) {
    return Check.result(atAcquisition(periods) / (1 + discount()), NAME);
  }

  /**
   * A customer whose next margin is due in one period, if retained.
   *
   * <pre>retention / (1 + d) sum(t=0..n-1) m q^t</pre>
   *
   * @param periods n, how many margins at most
   * @return the value
   */
  public double residual(int periods) {
    return Check.result(retention / (1 + discount()) * atAcquisition(periods), NAME);
  }

  /**
   * The margins of {@link #atAcquisition(int)} one by one.
   *
   * @param periods how many
   * @return a flow at each of the times 0 to {@code periods} - 1
   */
  public CashFlowTable explainAtAcquisition(int periods) {
    return explain(periods, 0, 0);
  }

  /**
   * The margins of {@link #inArrears(int)} one by one.
   *
   * @param periods how many
   * @return a flow at each of the times 1 to {@code periods}
   */
  public CashFlowTable explainInArrears(int periods) {
    return explain(periods, 1, 0);
  }

  /**
   * The margins of {@link #residual(int)} one by one.
   *
   * @param periods how many
   * @return a flow at each of the times 1 to {@code periods}
   */
  public CashFlowTable explainResidual(int periods) {
    return explain(periods, 1, 1);
  }

  private CashFlowTable explain(int periods, int firstTime, int renewalsBefore) {
    Check.notNegative(periods, "periods");
    double discount = discount();
    return new CashFlowTable(
        IntStream.range(0, periods)
            .mapToObj(
                t ->
                    new CashFlow(
                        t + firstTime,
                        "margin",
                        margin * Math.pow(1 + growth, t),
                        Math.pow(retention, t + renewalsBefore),
                        Math.pow(1 + discount, -(t + firstTime))))
            .toList(),
        period);
  }

  private double discount() {
    return discountRate.per(period);
  }
}
