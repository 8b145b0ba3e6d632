package org.clv4j.models.internal;

/**
 * Integrals over the time of dropout (see {@link DropoutTime} for s, c and b) by panels of {@value
 * Quadrature#NODES} Gauss-Legendre nodes.
 *
 * <p>A panel is at most so wide that the integrand is smooth in it, and falls by a factor of at
 * most about e^{@value #STEEPEST}; the sum ends when a bound on the rest is below its rounding. So
 * the nodes depend on the arguments alone.
 */
final class DropoutQuadrature {
  static final double STEEP = 12;
  static final double STEEPEST = 18;
  static final double SHRINK = 0.6;
  static final double NEGLIGIBLE = 1e-17;

  /** Where the exponent has risen by so much, sums are scaled anew. */
  static final double RISE = 100;

  private DropoutQuadrature() {}

  /**
   * The width of the panel from {@code y} on for (alpha + y)^-m f(y).
   *
   * @param room at most so wide
   */
  static double width(double m, double alpha, double s, double c, double b, double y, double room) {
    double widest = Math.min(room, DropoutTime.widest(alpha, c, b, y));
    double steepness = Math.abs(DropoutTime.slope(s, c, b, y) - m / (alpha + y));
    double width = Math.min(widest, STEEP / steepness);
    if (b == 0) {
      return width;
    }
    while (width * Math.abs(DropoutTime.slope(s, c, b, y + width) - m / (alpha + y + width))
        > STEEPEST) {
      width *= SHRINK;
    }
    return width;
  }

  /** ln of (alpha + y)^-m f(y) over the same at y + v. */
  static double exponent(double m, double alpha, double s, double c, double b, double y, double v) {
    return -m * DropoutTime.logRatio(alpha, y, v) + DropoutTime.logDensityRatio(s, c, b, y, v);
  }

  /**
   * ln of (alpha + y)^-m f(y) at a part of a panel over the same at its start.
   *
   * @param rateGrowth width of the panel / (alpha + y)
   * @param scaleGrowth width of the panel / (c + y)
   */
  static double change(
      double m,
      double rateGrowth,
      double s,
      double c,
      double b,
      double y,
      double width,
      double scaleGrowth,
      double part) {
    double density =
        b == 0
            ? -(s + 1) * DropoutTime.log1p(scaleGrowth * part)
            : -DropoutTime.logDensityRatio(s, c, b, y, width * part);
    return density - m * DropoutTime.log1p(rateGrowth * part);
  }

  /** An upper bound of ln f(y') / f(y) over the times y' from y to y + rest. */
  static double rise(double s, double c, double b, double y, double rest) {
    double later = Math.min(rest, DropoutTime.mode(s, c, b) - y);
    return later > 0 ? -DropoutTime.logDensityRatio(s, c, b, y, later) : 0;
  }

  /**
   * ln R, the log-odds of having dropped out between the last purchase and T:
   *
   * <pre>R = int_tx^T ((alpha + y)/(alpha + T))^-m f(y)/S(T) dy</pre>
   *
   * @return -infinity where T is t_x
   */
  static double logOdds(
      double m, double alpha, double s, double c, double b, double recency, double age) {
    if (!(recency < age)) {
      return Double.NEGATIVE_INFINITY;
    }
    return exponent(m, alpha, s, c, b, recency, age - recency)
        + Math.log(DropoutTime.hazard(s, c, b, age))
        + logIntegral(m, alpha, s, c, b, recency, age);
  }

  /** ln of the integral over [t_x, T] of (alpha + y)^-m f(y), divided by the same at t_x. */
  static double logIntegral(
      double m, double alpha, double s, double c, double b, double recency, double age) {
    double span = age - recency;
    double log = 0;
    double reference = 0;
    double sum = 0;
    double offset = 0;
    while (offset < span) {
      double y = recency + offset;
      double room = span - offset;
      double width = width(m, alpha, s, c, b, y, room);
      if (log > reference + RISE) {
        sum *= Math.exp(reference - log);
        reference = log;
      }
      double rateGrowth = width / (alpha + y);
      double scaleGrowth = width / (c + y);
      double part = 0;
      for (int i = 0; i < Quadrature.NODES; i++) {
        double change = change(m, rateGrowth, s, c, b, y, width, scaleGrowth, Quadrature.node(i));
        part += Quadrature.weight(i) * Math.exp(log - reference + change);
      }
      sum += width * part;
      log += change(m, rateGrowth, s, c, b, y, width, scaleGrowth, 1);
      offset = width < room ? offset + width : span;
      double rest = span - offset;
      double bound = log - reference + rise(s, c, b, recency + offset, rest);
      if (rest * Math.exp(bound) <= NEGLIGIBLE * sum) {
        break;
      }
    }
    return reference + Math.log(sum);
  }

  /**
   * The integral of e^(-discount u) S(u) from 0 to the horizon.
   *
   * @param horizon may be infinite if the discount is above 0
   */
  static double discountedSurvival(double s, double c, double b, double discount, double horizon) {
    return survival(0, Double.MAX_VALUE, s, c, b, discount, horizon);
  }

  /** The integral of (1 + u/alpha)^-m e^(-discount u) S(u) from 0 to the horizon. */
  static double survival(
      double m, double alpha, double s, double c, double b, double discount, double horizon) {
    double sum = 0;
    double from = 0;
    while (from < horizon) {
      double room = horizon - from;
      double steepness = discount + m / (alpha + from) + DropoutTime.hazard(s, c, b, from);
      double width =
          Math.min(Math.min(room, STEEP / steepness), DropoutTime.widest(alpha, c, b, from));
      while (b > 0 && width * (discount + DropoutTime.hazard(s, c, b, from + width)) > STEEPEST) {
        width *= SHRINK;
      }
      double part = 0;
      for (int i = 0; i < Quadrature.NODES; i++) {
        double u = from + width * Quadrature.node(i);
        part += Quadrature.weight(i) * Math.exp(logIntegrand(m, alpha, s, c, b, discount, u));
      }
      sum += width * part;
      from = width < room ? from + width : horizon;
      double end = Math.exp(logIntegrand(m, alpha, s, c, b, discount, from));
      if (Math.min(horizon - from, 1 / discount) * end <= NEGLIGIBLE * sum) {
        break;
      }
    }
    return sum;
  }

  /**
   * The mean of the time u to the next purchase of someone who is there and makes one, with density
   * proportional to (1 + u/alpha)^-(m+1) S(u).
   *
   * @return infinity where the mean is
   */
  static double timeToNextPurchase(double m, double alpha, double s, double c, double b) {
    if (b == 0 && m + s <= 1) {
      return Double.POSITIVE_INFINITY;
    }
    double far = 1e17 * Math.max(alpha, c);
    double mass = 0;
    double moment = 0;
    double from = 0;
    while (true) {
      double steepness = (m + 1) / (alpha + from) + DropoutTime.hazard(s, c, b, from);
      double width = Math.min(STEEP / steepness, DropoutTime.widest(alpha, c, b, from));
      while (b > 0 && width * DropoutTime.hazard(s, c, b, from + width) > STEEPEST) {
        width *= SHRINK;
      }
      for (int i = 0; i < Quadrature.NODES; i++) {
        double u = from + width * Quadrature.node(i);
        double weight = width * Quadrature.weight(i) * next(m, alpha, s, c, b, u);
        mass += weight;
        moment += weight * u;
      }
      from += width;
      // From here on the integrand of the moment falls at least as u^-(falling + 1).
      double hazards = (m + 1) * from / (alpha + from) + from * DropoutTime.hazard(s, c, b, from);
      double falling = hazards - 2;
      double end = from * next(m, alpha, s, c, b, from);
      if (falling > 0 && from * end / falling <= NEGLIGIBLE * moment) {
        return moment / mass;
      }
      if (b == 0 && from > far) {
        // A pure power by now.
        return (moment + from * end / (m + s - 1)) / (mass + end / (m + s));
      }
    }
  }

  private static double next(double m, double alpha, double s, double c, double b, double u) {
    return Math.exp(logIntegrand(m + 1, alpha, s, c, b, 0, u));
  }

  private static double logIntegrand(
      double m, double alpha, double s, double c, double b, double discount, double u) {
    return -m * Math.log1p(u / alpha) - discount * u + DropoutTime.logSurvival(s, c, b, u);
  }
}
