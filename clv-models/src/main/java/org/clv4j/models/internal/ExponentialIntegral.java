package org.clv4j.models.internal;

/** The generalised exponential integral. */
public final class ExponentialIntegral {
  private static final int MOST_TERMS = 100_000;
  private static final double WIDEST = 2;
  private static final double STEEPEST = 14;

  private ExponentialIntegral() {}

  /**
   * e^z E_s(z) = int_0^inf e^(-z v) (1 + v)^(-s) dv.
   *
   * <p>From z = 1 by the even part of the continued fraction, below by quadrature in ln(1 + v),
   * which has no pole or difference near whole s.
   *
   * @param s any finite number from 0
   * @param z above 0
   * @return the scaled integral; relative error about 1e-14
   */
  public static double scaled(double s, double z) {
    return z >= 1 ? continuedFraction(s, z) : quadrature(s, z);
  }

  private static double continuedFraction(double s, double z) {
    double b = z + s;
    double c = Double.MAX_VALUE;
    double d = 1 / b;
    double h = d;
    for (int i = 1; i <= MOST_TERMS; i++) {
      double a = -i * (s + i - 1);
      b += 2;
      d = 1 / (a * d + b);
      c = b + a / c;
      double factor = c * d;
      h *= factor;
      if (Math.abs(factor - 1) < 1e-15) {
        return h;
      }
    }
    throw new ArithmeticException(
        "exponential integral must converge, but did not for s " + s + " and z " + z);
  }

  private static double quadrature(double s, double z) {
    double end = Math.log1p(60 / z);
    double sum = 0;
    double from = 0;
    while (from < end) {
      double width = Math.min(WIDEST, end - from);
      // The exponent is steepest at the far end.
      while (slope(s, z, from + width) * width > STEEPEST && width > 1e-12) {
        width *= 0.6;
      }
      double part =
          Quadrature.panel(t -> Math.exp(-z * Math.expm1(t) - (s - 1) * t), from, from + width);
      sum += part;
      from += width;
      if (part < 1e-18 * sum && slope(s, z, from) > 0) {
        break;
      }
    }
    return sum;
  }

  private static double slope(double s, double z, double t) {
    return Math.abs(z * Math.exp(t) + s - 1);
  }
}
