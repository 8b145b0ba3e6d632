package org.clv4j.models.contract;

import java.util.Map;
import java.util.OptionalDouble;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.PeriodUnit;

/**
 * A model of how long customers stay whose leaving is seen, with its parameters.
 *
 * <p>A <em>tenure</em> is how long a customer has been there, in {@link #unit()}. Models in
 * discrete time ({@link ShiftedBetaGeometric}, {@link BetaDiscreteWeibull}) count renewals: a
 * customer of tenure n has made n of them, and times are rounded down to whole periods. {@link
 * ExponentialGamma} takes any time. S(t) is the share that is still there at t, with S(0) = 1.
 *
 * <p>Customers differ, and those who are prone to leave do so early. So the retention rate of a
 * cohort rises with tenure though nobody becomes more loyal, and the value of an old customer
 * exceeds that of a new one; a constant rate misses both.
 *
 * <p>Discounted lifetimes differ in what counts first; mixing them up is worth about one period:
 *
 * <ul>
 *   <li>at acquisition: the first period counts in full, {@link
 *       #discountedExpectedLifetime(DiscountRate)};
 *   <li>residual, with the next renewal one period from now: {@link
 *       #discountedExpectedResidualLifetime(double, DiscountRate)};
 *   <li>residual, with the next renewal due at once: {@link
 *       ShiftedBetaGeometric#discountedExpectedResidualLifetimeAtRenewal}.
 * </ul>
 *
 * <p>All methods throw an {@link IllegalArgumentException} for a tenure or time that is not between
 * 0 and 1e15, and for a discount rate that must be above 0 and is not between 1e-100 and 1e15 per
 * period.
 */
public interface ContractModel {
  /**
   * The name, as the command knows it.
   *
   * @return for example {@code sbg}
   */
  String name();

  /**
   * The period of the model.
   *
   * @return the unit of all tenures and times
   */
  PeriodUnit unit();

  /**
   * The parameters.
   *
   * @return by name, in the model's order
   */
  Map<String, Double> parameters();

  /**
   * The log-likelihood of many customers.
   *
   * @param tenures how long they stayed
   * @return the weighted sum
   * @throws IllegalArgumentException if the unit is not that of the model, or the model counts
   *     whole periods and the tenures are not whole
   */
  double logLikelihood(Tenures tenures);

  /**
   * S(t), the share of new customers still there after a time.
   *
   * @param time t, 0 or more
   * @return in [0, 1]
   */
  default double survival(double time) {
    return survival(0, time);
  }

  /**
   * S(n + t) / S(n), the share of customers of some tenure still there after a further time.
   *
   * @param tenure n, 0 or more
   * @param later t, 0 or more
   * @return in [0, 1]
   */
  double survival(double tenure, double later);

  /**
   * S(n + 1) / S(n), the share of customers of some tenure who stay one more period.
   *
   * <p>The literature numbers retention rates by the renewal: r<sub>t</sub> = S(t) / S(t - 1) is
   * {@code retentionRate(t - 1)}.
   *
   * @param tenure n, 0 or more
   * @return in [0, 1]
   */
  default double retentionRate(double tenure) {
    return survival(tenure, 1);
  }

  /**
   * 1 - {@link #retentionRate}, the share of customers of some tenure who leave within one more
   * period, with all its digits however small.
   *
   * @param tenure n, 0 or more
   * @return in [0, 1]
   */
  double churnRate(double tenure);

  /**
   * By how many percent the residual lifetime rises if the retention rates of all periods to come
   * rise by one percent (of themselves):
   *
   * <pre>sum(k=1..inf) k S(n+k) v^k / sum(k=1..inf) S(n+k) v^k,  v = 1 / (1 + d)</pre>
   *
   * <p>The same for every customer's own rate or for that of the whole, and whether the next
   * renewal is due at once or in a period. If all customers were alike, it would be (1 + d) / (1 +
   * d - r), which is also 1 + DERL; when they differ, some authors call that sum elasticity.
   *
   * @param tenure n, 0 or more
   * @param rate above 0
   * @return at least 1 in discrete time, above 0 in continuous time
   * @throws IllegalArgumentException if the rate is 0
   */
  double retentionElasticity(double tenure, DiscountRate rate);

  /**
   * The mean lifetime of a new customer. In discrete time the period paid at the start counts: the
   * sum of S(t) over t = 0, 1, 2 …; in continuous time the integral of S.
   *
   * @return the mean in periods, empty where it is infinite
   */
  OptionalDouble expectedLifetime();

  /**
   * The mean time still to come. In discrete time the renewals still to be made: the sum of S(n +
   * k) / S(n) over k = 1, 2 …; in continuous time the integral of S(n + u) / S(n) over u.
   *
   * @param tenure n, 0 or more
   * @return the mean in periods, empty where it is infinite
   */
  OptionalDouble expectedResidualLifetime(double tenure);

  /**
   * The mean time still to come within a horizon.
   *
   * @param tenure n, 0 or more
   * @param horizon how far from now, 0 or more
   * @return the mean in periods, at most the horizon
   */
  double expectedResidualLifetime(double tenure, double horizon);

  /**
   * The discounted lifetime of a new customer, whose first period counts in full: the sum of S(t) /
   * (1 + d)^t over t = 0, 1, 2 …; in continuous time the integral of e^(-delta t) S(t).
   *
   * @param rate above 0
   * @return discounted periods
   * @throws IllegalArgumentException if the rate is 0
   */
  double discountedExpectedLifetime(DiscountRate rate);

  /**
   * DERL: the time still to come, discounted. The next renewal is one period from now:
   *
   * <pre>sum(k=1..inf) S(n+k) / S(n) / (1 + d)^k</pre>
   *
   * <p>In continuous time the integral of e^(-delta u) S(n + u) / S(n), delta = ln(1 + d).
   *
   * @param tenure n, 0 or more
   * @param rate above 0
   * @return discounted periods
   * @throws IllegalArgumentException if the rate is 0
   */
  double discountedExpectedResidualLifetime(double tenure, DiscountRate rate);

  /**
   * The time still to come within a horizon, discounted; the next renewal is one period from now.
   *
   * @param tenure n, 0 or more
   * @param rate the discount rate
   * @param horizon how far from now, 0 or more
   * @return discounted periods, at most the horizon
   */
  double discountedExpectedResidualLifetime(double tenure, DiscountRate rate, double horizon);

  /**
   * The value of a new customer, whose first cash flow is due now.
   *
   * @param netCashFlow per period while the customer is there, in the currency of the result
   * @param rate above 0
   * @return the cash flow times {@link #discountedExpectedLifetime(DiscountRate)}
   * @throws IllegalArgumentException if the rate is 0 or the cash flow not finite
   * @throws ArithmeticException if the value is too large for a double
   */
  default double atAcquisitionClv(double netCashFlow, DiscountRate rate) {
    return Check.result(
        Check.finite(netCashFlow, "net cash flow") * discountedExpectedLifetime(rate),
        "customer lifetime value");
  }

  /**
   * What a customer of some tenure is still worth, with the next cash flow due one period from now
   * if the customer renews.
   *
   * @param netCashFlow per period while the customer is there, in the currency of the result
   * @param tenure n, 0 or more
   * @param rate above 0
   * @return the cash flow times {@link #discountedExpectedResidualLifetime(double, DiscountRate)}
   * @throws IllegalArgumentException if the rate is 0 or the cash flow not finite
   * @throws ArithmeticException if the value is too large for a double
   */
  default double residualClv(double netCashFlow, double tenure, DiscountRate rate) {
    return Check.result(
        Check.finite(netCashFlow, "net cash flow")
            * discountedExpectedResidualLifetime(tenure, rate),
        "customer lifetime value");
  }

  /**
   * What a customer of some tenure is worth within a horizon, with the next cash flow due one
   * period from now if the customer renews.
   *
   * @param netCashFlow per period while the customer is there, in the currency of the result
   * @param tenure n, 0 or more
   * @param rate the discount rate
   * @param horizon how far from now, 0 or more
   * @return the cash flow times {@link #discountedExpectedResidualLifetime(double, DiscountRate,
   *     double)}
   * @throws IllegalArgumentException if the cash flow is not finite
   * @throws ArithmeticException if the value is too large for a double
   */
  default double residualClv(double netCashFlow, double tenure, DiscountRate rate, double horizon) {
    return Check.result(
        Check.finite(netCashFlow, "net cash flow")
            * discountedExpectedResidualLifetime(tenure, rate, horizon),
        "customer lifetime value");
  }
}
