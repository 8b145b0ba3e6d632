package org.clv4j.models.contract;

import org.clv4j.models.internal.Quadrature;

/**
 * Sums over k = 1, 2 … of k^power S(n + k) / S(n) e^(-delta k) for the lifetime of a {@link
 * BetaDiscreteWeibull}.
 *
 * <p>Terms are added one by one until what is left is negligible, or until they change so slowly
 * that the rest is an integral from half a period on with the first correction of Euler and
 * Maclaurin: the next is below 1e-13 of the sum. The integral is taken in the log of k.
 */
final class WeibullSum {
  private static final int FEWEST_TERMS = 256;
  private static final double SLOW = 3e-3;
  private static final double NEGLIGIBLE = 1e-17;
  private static final double STEEPEST = 8;

  private final WeibullLifetime lifetime;
  private final double tenure;
  private final double logTenure;
  private final double delta;
  private final double horizon;
  private final int power;

  private WeibullSum(
      WeibullLifetime lifetime, double tenure, double delta, double horizon, int power) {
    this.lifetime = lifetime;
    this.tenure = tenure;
    this.logTenure = Math.log(tenure);
    this.delta = delta;
    this.horizon = horizon;
    this.power = power;
  }

  /**
   * Sums.
   *
   * @param tenure n, whole
   * @param delta 0 or more; above 0 if there is no horizon, unless alpha c is above 1
   * @param horizon the last k, whole; infinity for none
   * @param power 0, or 1 with a delta above 0
   * @return the sum; infinite if too large for a double
   */
  static double of(
      WeibullLifetime lifetime, double tenure, double delta, double horizon, int power) {
    return new WeibullSum(lifetime, tenure, delta, horizon, power).sum();
  }

  private double sum() {
    double sum = 0;
    double previous = 1;
    for (int k = 1; k <= horizon; k++) {
      double term = term(k);
      sum += term;
      double fall = Math.log(previous / term);
      if (term == 0 || isNegligible(term, fall, k, sum)) {
        return sum;
      }
      if (k >= FEWEST_TERMS && Math.abs(fall) < SLOW) {
        double slope = term(k + 1) - term;
        double end = Double.isInfinite(horizon) ? 0 : term(horizon + 1) - term(horizon);
        return sum + integral(k + 0.5) + (slope - end) / 24;
      }
      previous = term;
    }
    return sum;
  }

  /** Whether what follows is, even if it falls as slowly as a power of k. */
  private static boolean isNegligible(double term, double fall, double k, double sum) {
    double exponent = fall * k;
    return exponent > 2 && term * k / (exponent - 1) < NEGLIGIBLE * sum;
  }

  private double term(double k) {
    return (power == 0 ? 1 : k) * Math.exp(lifetime.logRatio(tenure, tenure + k) - delta * k);
  }

  /** The log of k^(power + 1) S(n + k) / S(n) e^(-delta k), given ln k. */
  private double logIntegrand(double logK) {
    double ratio;
    if (tenure == 0) {
      ratio = lifetime.logSurvival(logK);
    } else {
      // ln((n + k) / n), where k / n may overflow
      double x = logK - logTenure;
      double difference = x > 40 ? x : Math.log1p(Math.exp(x));
      ratio = lifetime.logRatio(logTenure, logTenure + difference, difference);
    }
    double discount = delta == 0 ? 0 : delta * Math.exp(logK);
    return (power + 1) * logK + ratio - discount;
  }

  private double integral(double from) {
    double end = Double.isInfinite(horizon) ? Double.POSITIVE_INFINITY : Math.log(horizon + 0.5);
    double x = Math.log(from);
    double atX = logIntegrand(x);
    double sum = 0;
    while (x < end) {
      double width = Math.min(widest(x), end - x);
      double atEnd = logIntegrand(x + width);
      while (Math.abs(atEnd - atX) > STEEPEST) {
        width *= 0.6;
        atEnd = logIntegrand(x + width);
      }
      sum += Quadrature.panel(w -> Math.exp(logIntegrand(w)), x, x + width);
      x += width;
      double fall = (atX - atEnd) / width;
      atX = atEnd;
      if (!(sum <= Double.MAX_VALUE) || (fall > 0 && Math.exp(atX) / fall < NEGLIGIBLE * sum)) {
        return sum;
      }
      if (delta == 0 && Double.isInfinite(horizon) && isPowerLaw(x)) {
        return sum + Math.exp(atX) / (lifetime.alpha() * lifetime.c() - 1);
      }
    }
    return sum;
  }

  /** A panel may span the time over which t^c grows e-fold, once the tenure is long past. */
  private double widest(double logK) {
    boolean bendsSlowly = delta == 0 && logK > 40 + Math.max(0, logTenure);
    return bendsSlowly ? Math.max(1, 0.5 / lifetime.c()) : 1;
  }

  /** Whether S is (n + k)^(-alpha c) times a constant to the last bit, and n negligible. */
  private boolean isPowerLaw(double logK) {
    double size = 1 + lifetime.alpha() + lifetime.beta();
    return lifetime.c() * logK > 40 + 2 * Math.log(size) && logK > 40 + Math.max(0, logTenure);
  }
}
