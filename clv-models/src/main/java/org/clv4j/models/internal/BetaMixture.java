package org.clv4j.models.internal;

import java.util.function.DoubleBinaryOperator;

/**
 * Means over a beta distribution, by the trapezoidal rule in x = ln(p / (1 - p)) for the mean and
 * the weights alike.
 *
 * <p>The rule converges geometrically, because the integrand is analytic and dies off on both
 * sides. Where p or q = 1 - p is small, what is left is two geometric series: of the limit, and of
 * the deviation from it, which is proportional to p or q.
 *
 * <p>The lesser of a and b tells how fine the step must be for the weights, and for a mean that
 * comes from where they are. A function that falls by orders of magnitude towards the side of the
 * weights moves the mass to the other side, where the greater of the two counts: then the mean gets
 * a finer rule of its own, around the peak of the integrand.
 */
public final class BetaMixture {
  private static final double NEGLIGIBLE = 1e-17;

  /** The square of a deviation is negligible. */
  private static final double SMALL = 1e-8;

  /** The deviation itself is. */
  private static final double TINY = 1e-30;

  /** A mean so far below the largest value comes from elsewhere than the weights. */
  private static final double MOVED = 1e-4;

  private final double a;
  private final double b;
  private final DoubleBinaryOperator f;
  private final double flat;
  private double weights;
  private double sum;

  private BetaMixture(double a, double b, DoubleBinaryOperator f, double flatBelow) {
    this.a = a;
    this.b = b;
    this.f = f;
    this.flat = Math.max(1e-200, Math.min(Math.min(1, 1 / (a + b)), flatBelow));
  }

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
   * @return the mean; relative error about 1e-12 if it is above 1e-300
   */
  public static double mean(double a, double b, DoubleBinaryOperator f, double flatBelow) {
    if (a > b) {
      return mean(b, a, (q, p) -> f.applyAsDouble(p, q), flatBelow);
    }
    double step = step(a);
    BetaMixture all = new BetaMixture(a, b, f, flatBelow);
    all.add(0, step, Double.POSITIVE_INFINITY);
    if (!(all.sum < MOVED * all.limit(1) * all.weights)) {
      return all.sum / all.weights;
    }
    double finer = step(b);
    double whole = all.weights * step / finer;
    BetaMixture moved = new BetaMixture(a, b, f, flatBelow);
    moved.add(moved.peak(finer), finer, whole);
    return moved.sum / whole;
  }

  /** The value of f at the left or right end. */
  private double limit(int side) {
    return side < 0 ? f.applyAsDouble(TINY * flat, 1) : f.applyAsDouble(1, TINY * flat);
  }

  /**
   * Adds nodes from x on to both sides, until nothing is left. All x are relative to that of the
   * largest weight.
   *
   * @param whole the sum of all weights, if the sum of f is all that is wanted; else infinite
   */
  private void add(double from, double step, double whole) {
    double n = a + b;
    boolean weighing = Double.isInfinite(whole);
    for (int side = 0; side < 3; side++) {
      int direction = side == 2 ? 1 : -side;
      double shape = direction < 0 ? a : b;
      double limit = limit(direction);
      for (int i = 1; ; i++) {
        double x = from + direction * i * step;
        double growth = Math.expm1(Math.abs(x));
        double odds = x < 0 ? 1 / (1 + growth) : 1 + growth;
        double more = x < 0 ? -growth * odds : growth;
        double scale = b + a * odds;
        double p = a * odds / scale;
        double q = b / scale;
        double weight = Math.exp(a * x - n * Math.log1p(a / n * more));
        double value = f.applyAsDouble(p, q);
        double small = direction < 0 ? p : q;
        if (direction != 0 && small < SMALL * flat) {
          double first = -Math.expm1(-step * shape);
          double second = -Math.expm1(-step * (shape + 1));
          double end = weight * (1 + n * small);
          weights += end / first + (weight - end) / second;
          sum += end * limit / first + (weight * value - end * limit) / second;
          break;
        }
        weights += weight;
        sum += weight * value;
        if (direction == 0) {
          break;
        }
        // Beyond the largest weight they fall at least as fast as here.
        double slope = a * b / scale * more * direction;
        double rest = slope > 0 ? Math.min(whole, weight * (1 + 1 / (step * slope))) : whole;
        boolean counts = rest * Math.max(value, limit) > NEGLIGIBLE * sum;
        if (!counts && !(weighing && rest > NEGLIGIBLE * weights)) {
          break;
        }
      }
    }
  }

  /** Where weight times f is largest, right of the largest weight. */
  private double peak(double step) {
    double low = 0;
    double high = Math.log(b / a) - Math.log(SMALL * flat);
    while (high - low > step) {
      double middle = 0.5 * (low + high);
      double before = log(middle);
      if (before == Double.NEGATIVE_INFINITY || log(middle + 0.25 * step) > before) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private double log(double x) {
    double more = Math.expm1(x);
    double scale = b + a * (1 + more);
    double value = f.applyAsDouble(a * (1 + more) / scale, b / scale);
    return a * x - (a + b) * Math.log1p(a / (a + b) * more) + Math.log(value);
  }
}
