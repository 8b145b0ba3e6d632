package org.clv4j.models.internal;

/** Integrals over a Pareto lifetime of the second kind, which Lomax described. */
public final class LomaxIntegral {
  private static final double WIDEST = 2;
  private static final double STEEPEST = 12;

  private LomaxIntegral() {}

  /**
   * The integral of u^power e^(-delta u) (1 + u / scale)^(-shape) from 0 to the horizon, by
   * quadrature in ln(1 + u / scale).
   *
   * @param shape above 0
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
      double start = from;
      double part =
          Quadrature.panel(
              w -> {
                double u = Math.expm1(w);
                return (power == 0 ? 1 : u) * Math.exp(-z * u - (shape - 1) * w);
              },
              start,
              start + width);
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
}
