package org.clv4j.models.transaction;

import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * The number of events in t of a Poisson process whose rate is gamma distributed with a shape and a
 * rate A: negative binomial, with success probability z = t / (A + t).
 */
final class NegativeBinomial {
  private NegativeBinomial() {}

  /** P(N = n). */
  static double probability(double shape, double rate, double n, double horizon) {
    if (horizon == 0) {
      return n == 0 ? 1 : 0;
    }
    if (n == 0) {
      return Math.exp(-shape * Math.log1p(horizon / rate));
    }
    double log =
        logRatio(shape, n) - shape * Math.log1p(horizon / rate) - n * Math.log1p(rate / horizon);
    return Math.exp(log);
  }

  /** ln(Gamma(shape + n) / (Gamma(shape) n!)). */
  private static double logRatio(double shape, double n) {
    if (n <= 64) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += Math.log((shape + i) / (i + 1));
      }
      return sum;
    }
    return -Math.log(n) - LogBeta.value(shape, n);
  }

  /** P(from <= N < to). */
  static double between(double shape, double rate, double from, double to, double horizon) {
    double z = horizon / (rate + horizon);
    double probability = probability(shape, rate, from, horizon);
    double sum = 0;
    for (double n = from; n < to; n++) {
      sum += probability;
      probability *= (shape + n) / (n + 1) * z;
    }
    return sum;
  }

  /** P(N >= n) for n above 0. */
  static double tail(double shape, double rate, double n, double horizon) {
    double z = horizon / (rate + horizon);
    return z <= 0.5
        ? RegularizedBeta.value(z, n, shape)
        : RegularizedBeta.complement(rate / (rate + horizon), shape, n);
  }

  /** P(N < n) for n above 0, with all its digits however small. */
  static double below(double shape, double rate, double n, double horizon) {
    double z = horizon / (rate + horizon);
    return z <= 0.5
        ? RegularizedBeta.complement(z, n, shape)
        : RegularizedBeta.value(rate / (rate + horizon), shape, n);
  }
}
