package org.clv4j.core.formula;

import java.util.Objects;
import java.util.stream.IntStream;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.PeriodUnit;

/**
 * Customer lifetime value when the profit of a customer grows, first faster and then towards a
 * ceiling.
 *
 * <pre>profit(t) = v + h t^2                         up to t = g
 *          = v + h g^2 + N (1 - e^(-(t - g)))  after g</pre>
 *
 * @see "Berger &amp; Nasr (1998), Customer lifetime value: marketing models and applications,
 *     Journal of Interactive Marketing 12(1), cases 3 and 4"
 * @param start v, the profit at time 0
 * @param acceleration h, 0 or more
 * @param inflection g, when growth begins to slow down, in periods, 0 or more
 * @param furtherGain N, what is still to be gained after g, 0 or more
 * @param retention probability of staying from one period to the next, above 0, at most 1
 * @param discountRate with its own period; converted to {@code period}
 * @param period the period of profit and retention
 */
public record ProfitGrowthClv(
    double start,
    double acceleration,
    double inflection,
    double furtherGain,
    double retention,
    DiscountRate discountRate,
    PeriodUnit period) {

  private static final String NAME = "customer lifetime value";

  /** Checks the ranges. */
  public ProfitGrowthClv {
    Check.finite(start, "start");
    Check.notNegative(acceleration, "acceleration");
    Check.notNegative(inflection, "inflection");
    Check.notNegative(furtherGain, "further gain");
    Check.inRange(retention, Double.MIN_NORMAL, 1, "retention");
    Objects.requireNonNull(discountRate, "discountRate must not be null");
    Objects.requireNonNull(period, "period must not be null");
  }

  /**
   * The profit of a customer who is still there.
   *
   * @param time t, in periods, 0 or more
   * @return the profit per period at that time
   */
  public double profit(double time) {
    Check.notNegative(time, "time");
    double grown = Math.min(time, inflection);
    return start
        + acceleration * grown * grown
        - (time > inflection ? furtherGain * Math.expm1(inflection - time) : 0);
  }

  /**
   * A customer just won, whose first profit is due now, with one profit per period: case 3.
   *
   * <pre>sum(t=0..n) profit(t) (r / (1 + d))^t</pre>
   *
   * @param periods n
   * @return the value
   */
  public double atAcquisition(int periods) {
    return Check.result(explainAtAcquisition(periods).presentValue(), NAME);
  }

  /**
   * The profits of {@link #atAcquisition(int)} one by one.
   *
   * @param periods n
   * @return a flow at each of the times 0 to n
   */
  public CashFlowTable explainAtAcquisition(int periods) {
    double discount = discountRate.per(period);
    return new CashFlowTable(
        IntStream.rangeClosed(0, Check.notNegative(periods, "periods"))
            .mapToObj(
                t ->
                    new CashFlow(
                        t, "profit", profit(t), Math.pow(retention, t), Math.pow(1 + discount, -t)))
            .toList(),
        period);
  }

  /**
   * A customer whose profit flows from now on: case 4.
   *
   * <pre>integral(0..T) profit(t) (r / (1 + d))^t dt</pre>
   *
   * @param periods T, 0 or more
   * @return the value, in closed form
   */
  public double fromNow(double periods) {
    Check.notNegative(periods, "periods");
    double k = discountRate.continuous(period) - Math.log(retention);
    double early = Math.min(periods, inflection);
    double value = start * ContinuousClv.integral(k, early) + acceleration * ofSquares(k, early);
    double late = periods - early;
    double level = start + acceleration * inflection * inflection;
    double flat = ContinuousClv.integral(k, late);
    double gained = flat - ContinuousClv.integral(k + 1, late);
    return Check.result(value + Math.exp(-k * early) * (level * flat + furtherGain * gained), NAME);
  }

  /**
   * The integral of t^2 e^(-k t) from 0 to T: T^3 e^(-x) sum(j) x^j / (3 4 … (3 + j)) with x = k T,
   * whose terms are all positive, or from the other end where x is large.
   */
  private static double ofSquares(double k, double time) {
    double x = k * time;
    if (x > 30) {
      return (2 - Math.exp(-x) * (x * x + 2 * x + 2)) / (k * k * k);
    }
    double term = 1.0 / 3;
    double sum = term;
    for (int j = 1; term > sum * 1e-17; j++) {
      term *= x / (3 + j);
      sum += term;
    }
    return time * time * time * Math.exp(-x) * sum;
  }
}
