package org.clv4j.models.internal;

import java.util.OptionalDouble;
import org.clv4j.core.internal.Ranges;

/**
 * Customers who buy at a gamma rate until they drop out at a time that is Pareto (b = 0) or gamma
 * mixed Gompertz: Pareto/NBD and GGompertz/NBD.
 *
 * @param r shape of the purchase rates
 * @param alpha rate of the purchase rates
 * @param s shape of the dropout rates
 * @param c rate of the dropout rates; beta in Pareto/NBD, beta/b in GGompertz/NBD
 * @param b how fast the hazard grows, 0 for Pareto/NBD
 */
public record UntilDropout(double r, double alpha, double s, double c, double b) {

  /** ln of the density of a history. */
  public double logLikelihood(int x, double recency, double age) {
    double odds = logOdds(x, recency, age);
    if (odds > 0) {
      // From t_x on, because the logs at T may be huge beside their sum.
      return BetaGeometric.logArrivals(r, alpha, x, recency)
          + DropoutTime.logDensity(s, c, b, recency)
          + DropoutQuadrature.logIntegral(r + x, alpha, s, c, b, recency, age)
          + Math.log1p(Math.exp(-odds));
    }
    return BetaGeometric.logArrivals(r, alpha, x, age)
        + DropoutTime.logSurvival(s, c, b, age)
        + Math.log1p(Math.exp(odds));
  }

  /** ln of the odds of having dropped out by T. */
  private double logOdds(int x, double recency, double age) {
    Ranges.history(x, recency, age);
    return DropoutQuadrature.logOdds(r + x, alpha, s, c, b, recency, age);
  }

  /** The probability of being there at T. */
  public double probabilityAlive(int x, double recency, double age) {
    return 1 / (1 + Math.exp(logOdds(x, recency, age)));
  }

  /** The probability of having dropped out by T. */
  public double probabilityGone(int x, double recency, double age) {
    return 1 / (1 + Math.exp(-logOdds(x, recency, age)));
  }

  /** Those who are there at T after x purchases, as new customers from then on. */
  public UntilDropout from(int x, double age) {
    Ranges.seen(x, age);
    return new UntilDropout(r + x, alpha + age, s, DropoutTime.scale(c, b, age), b);
  }

  /** The probability that a new customer is there at t. */
  public double survival(double t) {
    return Math.exp(DropoutTime.logSurvival(s, c, b, Ranges.time(t, "later")));
  }

  /** The purchases expected of a new customer. */
  public double purchases(double t) {
    Ranges.time(t, "horizon");
    if (b > 0) {
      return discounted(0, t);
    }
    double log = Math.log1p(t / c);
    double shape = s - 1;
    return r / alpha * c * (shape == 0 ? log : -Math.expm1(-shape * log) / shape);
  }

  /** The purchases expected of a new customer, discounted continuously to the beginning. */
  public double discountedPurchases(double discount, double horizon) {
    Ranges.time(horizon, "horizon");
    return Ranges.discountOrNone(discount, "discount rate") == 0
        ? purchases(horizon)
        : discounted(discount, horizon);
  }

  private double discounted(double discount, double horizon) {
    return r / alpha * DropoutQuadrature.discountedSurvival(s, c, b, discount, horizon);
  }

  /** The same for ever. */
  public double discountedPurchases(double discount) {
    Ranges.discount(discount, "discount rate");
    return b == 0
        ? r / alpha * LomaxIntegral.forEver(s, c, discount)
        : discounted(discount, Double.POSITIVE_INFINITY);
  }

  /** The probability of n purchases of a new customer. */
  public double probability(int n, double t) {
    Ranges.purchases(n, "purchases");
    Ranges.time(t, "horizon");
    return DropoutCounts.probability(n, r, alpha, s, c, b, t);
  }

  /** The probability of n purchases after a history. */
  public double probability(int x, double recency, double age, int n, double horizon) {
    double there = probabilityAlive(x, recency, age) * from(x, age).probability(n, horizon);
    return n == 0 ? Math.min(1, there + probabilityGone(x, recency, age)) : there;
  }

  /** The purchases expected of a new customer after {@code from} and until {@code to}. */
  public double purchases(double from, double to) {
    UntilDropout later = new UntilDropout(r, alpha, s, DropoutTime.scale(c, b, from), b);
    return survival(from) * later.purchases(to - from);
  }

  /**
   * The probability that a new customer buys at least once, r/alpha int_0^t (1 + u/alpha)^-(r+1)
   * S(u) du.
   */
  public double probabilityOfAnyPurchase(double t) {
    Ranges.time(t, "horizon");
    return Math.min(1, r / alpha * DropoutQuadrature.survival(r + 1, alpha, s, c, b, 0, t));
  }

  /** The posterior mean of the purchase rate. */
  public double purchaseRate(int x, double recency, double age) {
    double once = logOdds(x, recency, age);
    double more = DropoutQuadrature.logOdds(r + x + 1, alpha, s, c, b, recency, age);
    return (r + x)
        / (alpha + age)
        * Math.exp(BetaGeometric.log1pExp(more) - BetaGeometric.log1pExp(once));
  }

  /** The posterior mean of the hazard at age 0, which is the dropout rate at b = 0. */
  public double dropoutRate(int x, double recency, double age) {
    double once = logOdds(x, recency, age);
    double more = DropoutQuadrature.logOdds(r + x, alpha, s + 1, c, b, recency, age);
    if (once > 0) {
      // From t_x on, as the likelihood is.
      double atLast = (s + 1) / DropoutTime.scale(c, b, recency) * Math.exp(-b * recency);
      double ratio =
          DropoutQuadrature.logIntegral(r + x, alpha, s + 1, c, b, recency, age)
              - DropoutQuadrature.logIntegral(r + x, alpha, s, c, b, recency, age);
      return atLast
          * Math.exp(ratio + BetaGeometric.log1pExp(-more) - BetaGeometric.log1pExp(-once));
    }
    double atFirst = s / DropoutTime.scale(c, b, age) * Math.exp(-b * age);
    return atFirst * Math.exp(BetaGeometric.log1pExp(more) - BetaGeometric.log1pExp(once));
  }

  /** The mean time to the next purchase of a new customer who makes one, empty if infinite. */
  public OptionalDouble timeToNextPurchase() {
    double mean = DropoutQuadrature.timeToNextPurchase(r, alpha, s, c, b);
    return mean < Double.POSITIVE_INFINITY ? OptionalDouble.of(mean) : OptionalDouble.empty();
  }
}
