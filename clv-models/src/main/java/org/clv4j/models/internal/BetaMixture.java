package org.clv4j.models.internal;

import java.util.function.DoubleBinaryOperator;

/**
 * Means over a beta distribution, by the trapezoidal rule in x = ln(p / (1 - p)) for the mean and
 * the weights alike.
 *
 * <p>The rule converges geometrically, because the integrand is analytic and dies off on both
 * sides. Where p or q = 1 - p is small, what is left is two geometric series: of the limit, and of
 * the deviation from it, which is proportional to p or q.
 */
public final class BetaMixture {
  private static final double NEGLIGIBLE = 1e-17;

  /** The square of a deviation is negligible. */
  private static final double SMALL = 1e-8;

  /** The deviation itself is. */
  private static final double TINY = 1e-30;

  private BetaMixture() {}

  /**
   * The error of the rule is the Fourier transform of the weight at w = 2 pi / step, at most
   * |Gamma(shape + i w)| / Gamma(shape) for either shape: below 1e-17 for this step.
   *
   * @param shape the lesser of a and b, or that of a gamma distribution
   */
  public static double step(double shape) {
    return 2 * Math.PI / Math.sqrt(900 + 95 * shape);
  }

  /**
   * E[f(p, 1 - p)] for p ~ Beta(a, b).
   *
   * @param a above 0
   * @param b above 0
   * @param f smooth, positive and monotone between 0 and 1, where it may lack a value
   * @param flatBelow how small p must be for f to be almost its limit; the same for 1 - p
   * @return the mean; relative error about 1e-13 if it is above 1e-20 of the largest f
   */
  public static double mean(double a, double b, DoubleBinaryOperator f, double flatBelow) {
    if (a > b) {
      return mean(b, a, (q, p) -> f.applyAsDouble(p, q), flatBelow);
    }
    double n = a + b;
    double step = step(a);
    double flat = Math.max(1e-200, Math.min(Math.min(1, 1 / n), flatBelow));
    double weights = 1;
    double sum = f.applyAsDouble(a / n, b / n);
    for (int side = -1; side <= 1; side += 2) {
      boolean left = side < 0;
      double shape = left ? a : b;
      double limit = left ? f.applyAsDouble(TINY * flat, 1) : f.applyAsDouble(1, TINY * flat);
      for (int i = 1; ; i++) {
        double growth = Math.expm1(i * step);
        double odds = left ? 1 / (1 + growth) : 1 + growth;
        double more = left ? -growth * odds : growth;
        double scale = b + a * odds;
        double p = a * odds / scale;
        double q = b / scale;
        double weight = Math.exp(a * side * i * step - n * Math.log1p(a / n * more));
        double value = f.applyAsDouble(p, q);
        double small = left ? p : q;
        if (small < SMALL * flat) {
          double first = -Math.expm1(-step * shape);
          double second = -Math.expm1(-step * (shape + 1));
          double end = weight * (1 + n * small);
          weights += end / first + (weight - end) / second;
          sum += end * limit / first + (weight * value - end * limit) / second;
          break;
        }
        weights += weight;
        sum += weight * value;
        // Further on the weight falls at least as fast as here.
        double slope = a * b / scale * Math.abs(more);
        double rest = weight * (1 + 1 / (step * slope));
        if (!(rest * Math.max(value, limit) > NEGLIGIBLE * sum || rest > NEGLIGIBLE * weights)) {
          break;
        }
      }
    }
    return sum / weights;
  }
}
