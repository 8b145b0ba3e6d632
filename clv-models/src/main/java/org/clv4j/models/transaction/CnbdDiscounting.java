package org.clv4j.models.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.clv4j.models.internal.BetaDensity;
import org.clv4j.models.internal.BetaMixture;

/** Discounted purchases of a customer who is there. */
final class CnbdDiscounting {
  /** After so many time constants of the discount, e^-60 of the purchases are left. */
  static final double FOR_EVER = 60;

  private static final double NEGLIGIBLE = 1e-17;

  private CnbdDiscounting() {}

  /**
   * The discounted purchases for ever, given stage j: the mean over the rate lambda and the dropout
   * probability p, with phi = lambda / (lambda + delta), of
   *
   * <pre>phi^(k-j) / (1 - (1-p) phi^k)</pre>
   *
   * <p>Over ln lambda it is taken by the trapezoidal rule, which converges exponentially: relative
   * error below 1e-10.
   *
   * @param k events to a purchase
   * @param j of them that have happened
   * @param shape of lambda
   * @param rate of lambda
   * @param a of p
   * @param b of p, given the history
   * @param delta the discount
   */
  static double forEver(int k, int j, double shape, double rate, double a, double b, double delta) {
    double step = BetaMixture.step(shape);
    double least = 1;
    double sum = 0;
    List<double[]> nodes = new ArrayList<>();
    for (int side = 1; side >= -1; side -= 2) {
      for (int i = Math.min(0, side); ; i += side) {
        double u = i * step;
        double logPhi = -Math.log1p(delta * rate / (shape * Math.exp(u)));
        double loss = -Math.expm1(k * logPhi);
        double weight = Math.exp(shape * (u - Math.expm1(u)) + (k - j) * logPhi);
        nodes.add(new double[] {loss, weight});
        sum += weight;
        least = Math.min(least, loss);
        if (!(weight > NEGLIGIBLE * loss * sum)) {
          break;
        }
      }
    }
    double mean =
        BetaMixture.mean(
            a,
            b,
            (p, q) -> {
              double purchases = 0;
              for (double[] node : nodes) {
                purchases += node[1] / (node[0] + p * (1 - node[0]));
              }
              return purchases;
            },
            least);
    // Gamma(shape) e^shape shape^-shape is the integral of the weights without phi.
    return mean * step * Math.sqrt(shape / (2 * Math.PI)) / Math.exp(BetaDensity.stirling(shape));
  }

  /**
   * Panels in ln(1 + t / rate) that follow what bends the expected purchases: the first events of
   * regular customers, then the distance to their singularities, whose real part is -rate / 2.
   */
  static DoubleUnaryOperator panels(int k, double shape) {
    double event = 10 / shape;
    double damping = k == 1 ? 2 : 1 - Math.cos(2 * Math.PI / k);
    double regular = Math.expm1(Math.min(700, 39 / shape)) / damping;
    return s -> {
      double t = Math.expm1(s);
      double width = Math.min(0.5 + t, t < regular ? event : Math.max(event, t));
      return Math.log1p(width / (1 + t));
    };
  }
}
