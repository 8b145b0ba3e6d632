package org.clv4j.core.formula;

import java.util.Objects;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.PeriodUnit;

/**
 * Customer lifetime value when margin growth, retention and discount rate never change.
 *
 * <p>With q = retention x (1 + growth) / (1 + d), the methods differ in whether a margin is due at
 * once; mixing them up is worth one margin per customer. The margin is that of the first period
 * counted; results are discounted to today, in the currency of the margin.
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
   * A customer just won, whose first margin is due now, for ever.
   *
   * <pre>sum(t=0..inf) m q^t = m (1 + d) / (1 + d - retention (1 + growth))</pre>
   *
   * @return the value
   * @throws ArithmeticException unless retention x (1 + growth) &lt; 1 + d
   */
  public double atAcquisition() {
    return Check.result(margin * (1 + discount()) / gap(), NAME);
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
    return Check.result(margin * retention / gap(), NAME);
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
    return Check.result(margin * powers(Check.notNegative(periods, "periods")), NAME);
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

  private double discount() {
    return discountRate.per(period);
  }

  private double gap() {
    double gap = 1 + discount() - retention * (1 + growth);
    if (gap > 0) {
      return gap;
    }
    throw new ArithmeticException(
        "retention x (1 + growth) must be below 1 + discount rate, but was "
            + retention * (1 + growth)
            + " against "
            + (1 + discount())
            + "; a finite number of periods has a value");
  }

  private double powers(int n) {
    double q = retention * (1 + growth) / (1 + discount());
    if (q == 1 || n == 0) {
      return n;
    }
    // (1 - q^n) / (1 - q) without cancellation near q = 1
    return q == 0 ? 1 : Math.expm1(n * Math.log(q)) / (q - 1);
  }
}
