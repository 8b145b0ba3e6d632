package org.clv4j.models.transaction;

import org.apache.commons.numbers.gamma.LogBeta;
import org.clv4j.models.internal.Quadrature;

/**
 * How many purchases come in t from a customer who is there, at stage j of k.
 *
 * <p>N, the events in t, is negative binomial; they complete M = floor((j + N) / k) purchases
 * unless the customer leaves before. With W_n = (B)_n / (a+B)_n, the probability of staying through
 * n purchases,
 *
 * <pre>
 * E[purchases]       = sum_h P(N = h) C_M,  C_M = W_0 + .. + W_(M-1)
 * P(still there)     = sum_h P(N = h) W_M
 * </pre>
 *
 * <p>All terms are positive. The sums end when what is left is below 1e-17 of them by a geometric
 * bound. After {@value #LONGEST} events the rest is a sum over n of a function that hardly changes
 * from n to n + 1, taken as an integral with two corrections of Euler and Maclaurin: relative error
 * below 1e-10, but up to 4e-9 for k near 100, of which so many events are few purchases.
 */
final class CnbdCounts {
  static final int LONGEST = 1 << 14;

  private final int k;
  private final double a;
  private final double big;
  private final double rate;
  private final double horizon;
  private final boolean purchases;
  private final int longest;

  /**
   * Sums for one customer and horizon.
   *
   * @param k events to a purchase
   * @param a of the dropout probability
   * @param b of the dropout probability, given the history
   * @param rate A
   * @param horizon t
   * @param purchases the expected purchases if true, the probability of staying otherwise
   * @param longest events to be summed one by one
   */
  CnbdCounts(
      int k, double a, double b, double rate, double horizon, boolean purchases, int longest) {
    this.k = k;
    this.a = a;
    this.big = b;
    this.rate = rate;
    this.horizon = horizon;
    this.purchases = purchases;
    this.longest = longest;
  }

  /** The quantity, given stage j and the shape of lambda. */
  double given(int j, double shape) {
    double value = purchases ? 0 : 1;
    if (horizon == 0) {
      return value;
    }
    double z = horizon / (rate + horizon);
    double logScale = -shape * Math.log1p(horizon / rate);
    double probability = 1;
    double sum = 0;
    double stays = 1;
    double n = 0;
    int stage = j;
    for (double h = 0; ; h++) {
      sum += probability * value;
      double step = (shape + h) * z / (h + 1);
      double ratio = Math.max(z, step);
      if (ratio < 1 && probability * (value + 1) <= 1e-17 * sum * (1 - ratio) * (1 - ratio)) {
        return sum * Math.exp(logScale);
      }
      probability *= step;
      if (probability > 1 / CnbdPosterior.SMALL) {
        probability *= CnbdPosterior.SMALL;
        sum *= CnbdPosterior.SMALL;
        logScale -= CnbdPosterior.LOG_SMALL;
      }
      if (++stage == k) {
        stage = 0;
        double leaves = a / (a + big + n);
        value = purchases ? value + stays : value * (1 - leaves);
        stays *= (big + n) / (a + big + n);
        n++;
        if (h + 1 >= longest) {
          return sum * Math.exp(logScale) + rest(j, shape, n, value);
        }
      }
    }
  }

  /** The sum over all M from n on, where {@code value} is that for M = n. */
  private double rest(int j, double shape, double n, double value) {
    double notBefore = NegativeBinomial.tail(shape, rate, n * k - j, horizon);
    double before = NegativeBinomial.below(shape, rate, n * k - j, horizon);
    double mean = shape * (horizon / rate);
    double spread = Math.sqrt(mean * (1 + horizon / rate));
    double logBeta = LogBeta.value(a, big);
    double sum = 0;
    double from = n - 0.5;
    while (true) {
      double event = (from + 1) * k - j;
      double width = Math.min(0.5 * from, Math.max(spread / 2, Math.abs(event - mean) / 4) / k);
      double panel = Quadrature.panel(i -> term(i, j, shape, before, logBeta), from, from + width);
      sum += panel;
      from += width;
      boolean past = event > mean + 10 * spread;
      if (purchases && (past || panel == 0) && panel <= 1e-17 * (sum + value)) {
        break;
      }
      if (!purchases && past && 1 - tail(from, j, shape) == 1) {
        sum += Math.exp(LogBeta.value(a, big + from + 0.5) - logBeta) * notBefore;
        sum -= slope(from, j, shape, before, logBeta) / 24;
        break;
      }
    }
    double slope = slope(n - 0.5, j, shape, before, logBeta);
    double third =
        slope(n + 0.5, j, shape, before, logBeta)
            - 2 * slope
            + slope(n - 1.5, j, shape, before, logBeta);
    return (purchases ? value * notBefore : 0) + sum + slope / 24 - 17.0 / 5760 * third;
  }

  /** The difference of two neighbouring terms. */
  private double slope(double at, int j, double shape, double before, double logBeta) {
    return term(at + 0.5, j, shape, before, logBeta) - term(at - 0.5, j, shape, before, logBeta);
  }

  /** P(M > i). */
  private double tail(double i, int j, double shape) {
    return NegativeBinomial.tail(shape, rate, (i + 1) * k - j, horizon);
  }

  private double term(double i, int j, double shape, double before, double logBeta) {
    double stays = Math.exp(LogBeta.value(a, big + i) - logBeta);
    if (purchases) {
      return stays == 0 ? 0 : stays * tail(i, j, shape);
    }
    double until = NegativeBinomial.below(shape, rate, (i + 1) * k - j, horizon);
    return stays * (a / (a + big + i)) * (until - before);
  }
}
