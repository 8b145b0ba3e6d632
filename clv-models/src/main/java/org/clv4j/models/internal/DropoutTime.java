package org.clv4j.models.internal;

/**
 * The time from a customer's first purchase until dropout, mixed over customers: the hazard at age
 * y is mu e^(by), and mu is Gamma(s, c) over the customers.
 *
 * <pre>
 * S(y) = (1 + phi(y)/c)^-s,  phi(y) = (e^(by) - 1)/b
 * f(y) = (s/c) e^(by) (1 + phi(y)/c)^-(s+1)
 * </pre>
 *
 * <p>b = 0 is the Pareto distribution, phi(y) = y. With E(y) = c e^(-by) + (1 - e^(-by))/b, which
 * is c + y at b = 0 and never overflows, S(y) = e^(-sby) (E(y)/c)^-s and the mean hazard of those
 * still there is s/E(y). Whoever is there at T is again Gamma(s, E(T)).
 */
final class DropoutTime {
  /** Panels reach this many times as far as the nearest singularity behind them. */
  private static final double REACH = 2.5;

  private static final double REACH_OF_POWERS = 3;

  private static final double LARGEST_EXPONENT = 600;

  private DropoutTime() {}

  /** E(y). */
  static double scale(double c, double b, double y) {
    return b == 0 ? c + y : c * Math.exp(-b * y) + saturation(b, y);
  }

  /** (1 - e^(-by))/b. */
  static double saturation(double b, double y) {
    return b == 0 ? y : -Math.expm1(-b * y) / b;
  }

  /** s/E(y). */
  static double hazard(double s, double c, double b, double y) {
    return s / scale(c, b, y);
  }

  /** ln S(y). */
  static double logSurvival(double s, double c, double b, double y) {
    if (b == 0) {
      return -s * Math.log1p(y / c);
    }
    double growth = b * y;
    return growth < LARGEST_EXPONENT
        ? -s * Math.log1p(Math.expm1(growth) / b / c)
        : -s * (growth + Math.log(scale(c, b, y) / c));
  }

  /** ln f(y). */
  static double logDensity(double s, double c, double b, double y) {
    double growth = b * y;
    double log;
    if (b == 0) {
      log = -(s + 1) * Math.log1p(y / c);
    } else if (growth < LARGEST_EXPONENT) {
      log = growth - (s + 1) * Math.log1p(Math.expm1(growth) / b / c);
    } else {
      log = -s * growth - (s + 1) * Math.log(scale(c, b, y) / c);
    }
    return Math.log(s / c) + log;
  }

  /** ln((a + y) / (a + y + v)), with full relative accuracy for any a above 0. */
  static double logRatio(double a, double y, double v) {
    double ratio = (a + y) / (a + y + v);
    return ratio < 0.9 ? Math.log(ratio) : Math.log1p(-v / (a + y + v));
  }

  /** ln(f(y) / f(y + v)). */
  static double logDensityRatio(double s, double c, double b, double y, double v) {
    if (b == 0) {
      return -(s + 1) * logRatio(c, y, v);
    }
    double end = scale(c, b, y + v);
    double change = (b * c - 1) * Math.exp(-b * y) * saturation(b, v) / end;
    double log = Math.abs(change) < 0.1 ? Math.log1p(change) : Math.log(scale(c, b, y) / end);
    return s * b * v - (s + 1) * log;
  }

  /** (ln f)'(y). */
  static double slope(double s, double c, double b, double y) {
    return b - (s + 1) / scale(c, b, y);
  }

  /** Where f is largest. */
  static double mode(double s, double c, double b) {
    return b * c - 1 > s ? Math.log((b * c - 1) / s) / b : 0;
  }

  /**
   * How wide a panel that begins at y may be: (alpha + y)^-m has a singularity at -alpha, f where E
   * is 0.
   */
  static double widest(double alpha, double c, double b, double y) {
    if (b == 0) {
      return REACH_OF_POWERS * (Math.min(alpha, c) + y);
    }
    double excess = b * c - 1;
    double distance =
        excess < 0 ? Math.max(c + y, y - Math.log(-excess) / b) : y - Math.log(excess) / b;
    return Math.min(REACH * (alpha + y), Math.max(excess < 0 ? 0 : 4 / b, REACH * distance));
  }

  // Derivatives at a time, in this order; the purchases' first.
  static final int BY_R = 0;
  static final int Y_OVER_ALPHA_END = 1;
  static final int INVERSE_END = 2;
  static final int BY_S = 3;
  static final int BY_C = 4;
  static final int SS = 5;
  static final int SC = 6;
  static final int CC = 7;
  static final int BY_B = 8;
  static final int SB = 9;
  static final int CB = 10;
  static final int BB = 11;
  static final int DERIVATIVES = 12;

  /**
   * What all first and second derivatives are made of: those of ln f(y) ({@code death} 1) or of ln
   * S(y) ({@code death} 0) by s, c and b, and of -r ln(1 + y/alpha) by r.
   */
  static void derivatives(
      double alpha,
      double s,
      double c,
      double b,
      boolean byB,
      int death,
      double y,
      double[] into,
      int at) {
    double inverse = 1 / (alpha + y);
    into[at + BY_R] = -log1p(y / alpha);
    into[at + Y_OVER_ALPHA_END] = y * inverse / alpha;
    into[at + INVERSE_END] = inverse;
    double often = s + death;
    double e = scale(c, b, y);
    double ec = (b == 0 ? 1 : Math.exp(-b * y)) / e;
    into[at + BY_S] = death / s + (b == 0 ? -log1p(y / c) : logSurvival(1, c, b, y));
    into[at + BY_C] = s / c - often * ec;
    into[at + SS] = -death / (s * s);
    into[at + SC] = 1 / c - ec;
    into[at + CC] = -s / (c * c) + often * ec * ec;
    if (byB) {
      double eb = -y * c * ec + y * y * meanDecaySlope(b * y) / e;
      double ebb = y * y * c * ec + y * y * y * meanDecayCurvature(b * y) / e;
      into[at + BY_B] = -s * y - often * eb;
      into[at + SB] = -y - eb;
      into[at + CB] = often * (y * ec + ec * eb);
      into[at + BB] = often * (eb * eb - ebb);
    }
  }

  /** Accurate for small u from 0, and quick for others. */
  static double log1p(double u) {
    return u < 0.01 ? Math.log1p(u) : Math.log(1 + u);
  }

  /** The derivative of (1 - e^-k)/k. */
  private static double meanDecaySlope(double k) {
    return k < 0.5 ? series(k, 1) : (k * Math.exp(-k) + Math.expm1(-k)) / (k * k);
  }

  /** Its second derivative. */
  private static double meanDecayCurvature(double k) {
    return k < 0.5 ? series(k, 2) : (2 - Math.exp(-k) * (2 + 2 * k + k * k)) / (k * k * k);
  }

  /** A derivative of sum (-k)^j / (j+1)!: sum over i of (-1)^(i+n) k^i / (i! (i+n+1)). */
  private static double series(double k, int derivative) {
    double term = derivative == 1 ? -1 : 1;
    double sum = 0;
    for (int i = 0; i < 16; i++) {
      sum += term / (i + derivative + 1);
      term *= -k / (i + 1);
    }
    return sum;
  }
}
