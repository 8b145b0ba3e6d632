package org.clv4j.models.internal;

import org.apache.commons.numbers.gamma.LogBeta;

/**
 * The number of purchases up to t of a new customer: negative binomial until dropout (see {@link
 * DropoutTime} for s, c and b).
 *
 * <pre>P(X(t) = n) = NB(n; t) S(t) + int_0^t NB(n; y) f(y) dy</pre>
 */
final class DropoutCounts {
  private static final double WIDEST_LOG = 2;
  private static final double UNDERFLOW = -745;

  /** Up to this power of y, a panel that begins at 0 is integrated as a polynomial. */
  private static final int LOW_POWER = 12;

  private final int n;
  private final double r;
  private final double alpha;
  private final double s;
  private final double c;
  private final double b;
  private final double logWays;

  private DropoutCounts(int n, double r, double alpha, double s, double c, double b) {
    this.n = n;
    this.r = r;
    this.alpha = alpha;
    this.s = s;
    this.c = c;
    this.b = b;
    this.logWays = -LogBeta.value(r, n) - Math.log(n);
  }

  /** P(X(t) = n). */
  static double probability(int n, double r, double alpha, double s, double c, double b, double t) {
    if (t == 0) {
      return n == 0 ? 1 : 0;
    }
    if (n == 0) {
      return Math.min(1, Math.exp(new UntilDropout(r, alpha, s, c, b).logLikelihood(0, 0, t)));
    }
    DropoutCounts counts = new DropoutCounts(n, r, alpha, s, c, b);
    double throughout = Math.exp(counts.logCount(t) + DropoutTime.logSurvival(s, c, b, t));
    return Math.min(1, throughout + counts.integral(t));
  }

  /** ln NB(n; y). */
  private double logCount(double y) {
    return logWays - r * Math.log1p(y / alpha) + n * DropoutTime.logRatio(0, y, alpha);
  }

  private double integrand(double y) {
    return Math.exp(logCount(y) + DropoutTime.logDensity(s, c, b, y));
  }

  /** Panels in ln y from the end downward, and a last one from 0. */
  private double integral(double t) {
    double y = end(t);
    double sum = 0;
    double mostLikely = n * alpha / r;
    double mode = DropoutTime.mode(s, c, b);
    while (true) {
      if (nearZero(y)) {
        return sum + Quadrature.panel(this::integrand, 0, y);
      }
      double width = Math.min(WIDEST_LOG, DropoutQuadrature.STEEP / Math.abs(logSlope(y)));
      double low = y * Math.exp(-width);
      while (width * Math.abs(logSlope(low)) > DropoutQuadrature.STEEPEST
          || y - low > DropoutTime.widest(alpha, c, b, low)) {
        width *= DropoutQuadrature.SHRINK;
        low = y * Math.exp(-width);
      }
      for (int i = 0; i < Quadrature.NODES; i++) {
        double at = y * Math.exp(-width * Quadrature.node(i));
        sum += Quadrature.weight(i) * width * at * integrand(at);
      }
      y = low;
      double bound =
          logCount(Math.min(y, mostLikely)) + DropoutTime.logDensity(s, c, b, Math.min(y, mode));
      if (y * Math.exp(bound) <= DropoutQuadrature.NEGLIGIBLE * sum) {
        return sum;
      }
    }
  }

  /** d ln(y integrand) / d ln y. */
  private double logSlope(double y) {
    return n + 1 - (r + n) * y / (alpha + y) + y * DropoutTime.slope(s, c, b, y);
  }

  private boolean nearZero(double y) {
    double steepest = (r + n) / alpha + b + (s + 1) / Math.min(c, DropoutTime.scale(c, b, y));
    return n <= LOW_POWER
        && y <= DropoutTime.widest(alpha, c, b, 0)
        && y * steepest <= DropoutQuadrature.STEEP;
  }

  /** The last time that counts. */
  private double end(double t) {
    if (DropoutTime.logSurvival(s, c, b, t) > UNDERFLOW) {
      return t;
    }
    double alive = 1e-290;
    double gone = t;
    while (gone > 1.001 * alive) {
      double middle = Math.sqrt(alive) * Math.sqrt(gone);
      if (DropoutTime.logSurvival(s, c, b, middle) > UNDERFLOW) {
        alive = middle;
      } else {
        gone = middle;
      }
    }
    return gone;
  }
}
