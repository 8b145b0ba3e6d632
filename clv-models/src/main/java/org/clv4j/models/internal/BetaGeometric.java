package org.clv4j.models.internal;

import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.clv4j.core.internal.Ranges;

/**
 * A customer who is there now, buys at a rate ~ Gamma(m, A), and after each purchase is gone with
 * probability p ~ Beta(a, b): what is to be expected within a time t.
 *
 * <p>With parameters (r, alpha, a, b) that is a new customer of BG/NBD; with (r + x, alpha + T, a,
 * b + x) a customer of BG/NBD who is alive at T, and with (r + x, alpha + T, a, b + x + 1) one of
 * MBG/NBD.
 */
public final class BetaGeometric {
  private static final double FEW_MEAN_PURCHASES = 600;
  private static final int FEW = 64;

  private BetaGeometric() {}

  /**
   * The purchases expected within t, E[(1 - (1 + p t / A)^-m) / p].
   *
   * <p>Summed over j as P(more than j arrivals) x P(j survivals), which has nothing special at a =
   * 1; by the trapezoidal rule over p where that series would be long.
   */
  public static double expected(double m, double rate, double a, double b, double t) {
    if (Ranges.time(t, "horizon") == 0) {
      return 0;
    }
    double log = Math.log1p(t / rate);
    if (t < 40 * rate && m * t / rate < FEW_MEAN_PURCHASES && m * log < FEW_MEAN_PURCHASES) {
      return series(m, t / (rate + t), log, a, b);
    }
    return BetaMixture.mean(
        a, b, (p, q) -> -Math.expm1(-m * Math.log1p(p * t / rate)) / p, rate / (t * (m + 1)));
  }

  /**
   * The purchases expected after {@code from} and until {@code to}, E[((1 + p from / A)^-m - (1 + p
   * to / A)^-m) / p].
   */
  public static double expected(double m, double rate, double a, double b, double from, double to) {
    double length = to - from;
    if (from == 0 || length == 0) {
      return expected(m, rate, a, b, length);
    }
    return BetaMixture.mean(
        a,
        b,
        (p, q) ->
            Math.exp(-m * Math.log1p(p * from / rate))
                * -Math.expm1(-m * Math.log1p(p * length / (rate + p * from)))
                / p,
        rate / (to * (m + 1)));
  }

  private static double series(double m, double z, double log, double a, double b) {
    double probability = Math.exp(-m * log);
    double more = -Math.expm1(-m * log);
    double survival = 1;
    double sum = 0;
    for (int j = 0; ; j++) {
      sum += more * survival;
      probability *= (m + j) * z / (j + 1);
      more -= probability;
      survival *= (b + j) / (a + b + j);
      if (probability * survival <= 1e-17 * sum) {
        double ratio = Math.max(z, (m + j + 1) * z / (j + 2));
        if (ratio < 1 && probability * survival <= 1e-17 * sum * (1 - ratio) * (1 - ratio)) {
          return sum;
        }
      }
    }
  }

  /** The probability of being there after t, E[(1 + p t / A)^-m]. */
  public static double alive(double m, double rate, double a, double b, double t) {
    if (Ranges.time(t, "later") == 0) {
      return 1;
    }
    return Math.min(
        1,
        BetaMixture.mean(
            a, b, (p, q) -> Math.exp(-m * Math.log1p(p * t / rate)), rate / (t * (m + 1))));
  }

  /** The purchases to come for ever, discounted continuously: E[lambda / (delta + lambda p)]. */
  public static double discounted(double m, double rate, double a, double b, double delta) {
    double scaled = Ranges.discount(delta, "discount rate") * rate;
    return BetaMixture.mean(
        a, b, (p, q) -> m * LomaxIntegral.forEver(m + 1, 1 / p, scaled), scaled / (m + 1));
  }

  /** The probability of n purchases within t. */
  public static double probability(double m, double rate, double a, double b, int n, double t) {
    double arrivals = arrivals(m, rate, n, t);
    if (n == 0) {
      return arrivals;
    }
    double leaving = a / (b + n - 1) * moreArrivals(m, rate, n, t);
    return Math.min(1, Math.exp(logSurvivals(a, b, n)) * (arrivals + leaving));
  }

  /** P(N = n) for the number N of arrivals within t, gone or not: negative binomial. */
  public static double arrivals(double m, double rate, int n, double t) {
    Ranges.purchases(n, "purchases");
    double log = Math.log1p(Ranges.time(t, "horizon") / rate);
    if (n == 0) {
      return Math.exp(-m * log);
    }
    return t == 0
        ? 0
        : Math.exp(-LogBeta.value(m, n) - Math.log(n) - m * log + n * Math.log(t / (rate + t)));
  }

  /**
   * ln of the density of n arrivals at given moments within t, of which the moments do not matter:
   * Gamma(m + n) / Gamma(m) A^m / (A + t)^(m + n).
   */
  public static double logArrivals(double m, double rate, int n, double t) {
    double log = -m * Math.log1p(t / rate) - n * Math.log(rate + t);
    if (n > FEW) {
      return log + LogGamma.value(n) - LogBeta.value(m, n);
    }
    for (int j = 0; j < n; j++) {
      log += Math.log(m + j);
    }
    return log;
  }

  /** ln(1 + e^u). */
  public static double log1pExp(double u) {
    return Math.max(u, 0) + Math.log1p(Math.exp(-Math.abs(u)));
  }

  /** P(N at least 1). */
  public static double anyArrival(double m, double rate, double t) {
    return -Math.expm1(-m * Math.log1p(Ranges.time(t, "horizon") / rate));
  }

  /** P(N at least n). */
  public static double moreArrivals(double m, double rate, int n, double t) {
    return n == 0 ? 1 : RegularizedBeta.value(t / (rate + t), n, m);
  }

  /** ln of E[(1 - p)^n] = B(a, b + n) / B(a, b). */
  public static double logSurvivals(double a, double b, int n) {
    if (n > FEW) {
      return LogBeta.value(a, b + n) - LogBeta.value(a, b);
    }
    double sum = 0;
    for (int j = 0; j < n; j++) {
      sum -= Math.log1p(a / (b + j));
    }
    return sum;
  }
}
