package org.clv4j.models.internal;

/** Integrals over a Pareto lifetime of the second kind, which Lomax described. */
public final class LomaxIntegral {
  private static final int MOST_TERMS = 100_000;
  private static final double WIDEST = 2;
  private static final double STEEPEST = 14;

  private LomaxIntegral() {}

  /**
   * The integral of u^power e^(-delta u) (1 + u / scale)^(-shape) from 0 to the horizon, by
   * quadrature in ln(1 + u / scale).
   *
   * @param shape 0 or more
   * @param scale above 0
   * @param delta above 0, or 0 with a finite horizon
   * @param horizon 0 or more; infinity for ever
   * @param power 0 or 1
   * @return the integral; relative error about 1e-14
   */
  public static double of(double shape, double scale, double delta, double horizon, int power) {
    double z = delta * scale;
    double end = Double.isInfinite(horizon) ? Math.log1p(60 / z) : Math.log1p(horizon / scale);
    double sum = 0;
    double from = 0;
    while (from < end) {
      double width = Math.min(WIDEST, end - from);
      // The exponent is steepest at one of the ends.
      while (Math.max(slope(shape, z, from), slope(shape, z, from + width)) * width > STEEPEST) {
        width *= 0.6;
      }
      double part =
          Quadrature.panel(
              w -> {
                double u = Math.expm1(w);
                return (power == 0 ? 1 : u) * Math.exp(-z * u - (shape - 1) * w);
              },
              from,
              from + width);
      sum += part;
      from += width;
      if (part < 1e-18 * sum && z * Math.exp(from) + shape - 1 > 0) {
        break;
      }
    }
    return sum * (power == 0 ? scale : scale * scale);
  }

  private static double slope(double shape, double z, double w) {
    return Math.abs(z * Math.exp(w) + shape - 1);
  }

  /**
   * The integral of e^(-delta u) (1 + u / scale)^(-shape) from 0 for ever: scale e^z E_shape(z) for
   * z = delta scale, from z = 1 by the even part of the continued fraction.
   *
   * @param shape 0 or more
   * @param scale above 0
   * @param delta above 0
   * @return the integral; relative error about 1e-14
   */
  public static double forEver(double shape, double scale, double delta) {
    double z = delta * scale;
    if (z < 1) {
      return of(shape, scale, delta, Double.POSITIVE_INFINITY, 0);
    }
    double b = z + shape;
    double c = Double.MAX_VALUE;
    double d = 1 / b;
    double h = d;
    for (int i = 1; i <= MOST_TERMS; i++) {
      double a = -i * (shape + i - 1);
      b += 2;
      d = 1 / (a * d + b);
      c = b + a / c;
      double factor = c * d;
      h *= factor;
      if (Math.abs(factor - 1) < 1e-15) {
        return scale * h;
      }
    }
    throw new ArithmeticException(
        "exponential integral must converge, but did not for s " + shape + " and z " + z);
  }
}
