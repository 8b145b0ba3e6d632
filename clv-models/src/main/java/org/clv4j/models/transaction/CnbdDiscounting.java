package org.clv4j.models.transaction;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.Trigamma;
import org.clv4j.models.internal.Quadrature;

/**
 * Discounted purchases of a customer who is there.
 *
 * <p>For ever, given lambda, the dropout probability p and stage j, with phi = lambda / (lambda +
 * delta), they are
 *
 * <pre>phi^(k-j) / (1 - (1-p) phi^k)</pre>
 *
 * <p>The means over ln lambda and over the logit of p are taken by the trapezoidal rule, which
 * converges exponentially for functions like these: relative error below 1e-10.
 */
final class CnbdDiscounting {
  private static final double NEGLIGIBLE = 1e-18;
  private static final int MOST_NODES = 4096;

  private final int k;
  private final double rate;
  private final double delta;
  private final double[] dropout;
  private final double[] weight;
  private final int nodes;

  /**
   * Prepares the nodes of p, Beta(a, b).
   *
   * @param k events to a purchase
   * @param shape the largest shape of lambda
   * @param rate its rate
   * @param a of p
   * @param b of p, given the history
   * @param delta the discount
   */
  CnbdDiscounting(int k, double shape, double rate, double a, double b, double delta) {
    this.k = k;
    this.rate = rate;
    this.delta = delta;
    double highest = (shape + 10 * Math.sqrt(shape) + 60) / rate;
    double leastLoss = -Math.expm1(-k * Math.log1p(delta / highest));
    double step = Math.min(0.26, 0.7 * Math.sqrt(Trigamma.value(a) + Trigamma.value(b)));
    double p0 = a / (a + b);
    double q0 = b / (a + b);
    double[] p = new double[MOST_NODES];
    double[] w = new double[MOST_NODES];
    int n = 0;
    double sum = 0;
    for (int i = 0; n < MOST_NODES - 1; i++) {
      double odds = Math.expm1(i * step);
      double q = q0 / (1 + p0 * odds);
      w[n] = betaWeight(a, b, p0, q0, i * step);
      p[n] = 1 - q;
      if (q < NEGLIGIBLE) {
        w[n] /= -Math.expm1(-b * step);
        p[n] = 1;
        sum += w[n++];
        break;
      }
      sum += w[n++];
      if (w[n - 1] < NEGLIGIBLE * sum * Math.min(1, b * step)) {
        break;
      }
    }
    for (int i = -1; n < MOST_NODES; i--) {
      w[n] = betaWeight(a, b, p0, q0, i * step);
      p[n] = p0 / (1 + q0 * Math.expm1(-i * step));
      boolean last = p[n] < NEGLIGIBLE * leastLoss;
      if (last) {
        w[n] /= -Math.expm1(-a * step);
        p[n] = 0;
      }
      sum += w[n++];
      if (last || w[n - 1] < NEGLIGIBLE * leastLoss * sum * Math.min(1, a * step)) {
        break;
      }
    }
    for (int i = 0; i < n; i++) {
      w[i] /= sum;
    }
    dropout = p;
    weight = w;
    nodes = n;
  }

  /** The density of the logit of p, u from that of the mean, as part of its value there. */
  private static double betaWeight(double a, double b, double p0, double q0, double u) {
    return Math.exp(-a * Math.log1p(q0 * Math.expm1(-u)) - b * Math.log1p(p0 * Math.expm1(u)));
  }

  /** The discounted purchases for ever, given stage j and the shape of lambda. */
  double forEver(int j, double shape) {
    double step = Math.min(0.2, 0.55 * Math.sqrt(Trigamma.value(shape)));
    double mean = shape / rate;
    double norm = 0;
    double sum = 0;
    for (int i = 0; ; i++) {
      double w = gammaWeight(shape, i * step);
      norm += w;
      sum += w * given(mean * Math.exp(i * step), j);
      if (w < NEGLIGIBLE * norm) {
        break;
      }
    }
    for (int i = -1; ; i--) {
      double lambda = mean * Math.exp(i * step);
      double w = gammaWeight(shape, i * step);
      boolean last = lambda * rate < NEGLIGIBLE;
      double part = w * given(lambda, j);
      sum += part;
      norm += last ? w / -Math.expm1(-shape * step) : w;
      if (last || w < NEGLIGIBLE * norm * Math.min(1, shape * step)) {
        // Below here the weight falls like lambda^shape and the value like lambda^(k-j).
        while (part > NEGLIGIBLE * sum) {
          i--;
          part = gammaWeight(shape, i * step) * given(mean * Math.exp(i * step), j);
          sum += part;
        }
        break;
      }
    }
    return sum / norm;
  }

  private static double gammaWeight(double shape, double u) {
    return Math.exp(shape * (u - Math.expm1(u)));
  }

  private double given(double lambda, int j) {
    double logPhi = -Math.log1p(delta / lambda);
    double loss = -Math.expm1(k * logPhi);
    double kept = 1 - loss;
    double sum = 0;
    for (int i = 0; i < nodes; i++) {
      sum += weight[i] / (loss + dropout[i] * kept);
    }
    return Math.exp((k - j) * logPhi) * sum;
  }

  /**
   * Discounted purchases up to a horizon: e^(-delta h) E(h) + delta int e^(-delta t) E(t) dt over
   * panels that follow what bends E: the first events of regular customers, then the distance to
   * its singularities, whose real part is -A/2.
   */
  static double within(
      DoubleUnaryOperator expected,
      int k,
      double shape,
      double rate,
      double delta,
      double horizon) {
    double whole = expected.applyAsDouble(horizon);
    if (delta == 0 || horizon == 0) {
      return whole;
    }
    double event = 10 * rate / shape;
    double damping = k == 1 ? 2 : 1 - Math.cos(2 * Math.PI / k);
    double regular = rate * Math.expm1(Math.min(700, 39 / shape)) / damping;
    double integral = 0;
    double from = 0;
    while (from < horizon) {
      double narrow = from < regular ? event : Math.max(event, from);
      double width = Math.min(Math.min(rate / 2 + from, narrow), 8 / delta);
      double to = Math.min(horizon, from + width);
      double part =
          Quadrature.panel(t -> Math.exp(-delta * t) * expected.applyAsDouble(t), from, to);
      integral += part;
      if (delta * from > 60) {
        break;
      }
      from = to;
    }
    return Math.exp(-delta * horizon) * whole + delta * integral;
  }
}
