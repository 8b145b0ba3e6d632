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
  private static final double NEGLIGIBLE_LOG = 80;
  private static final double SMALLEST = 1e-290;
  private static final double CLOSE = 1.001;

  /** Up to this power of y, a panel that begins at 0 is integrated as a polynomial. */
  private static final int LOW_POWER = 12;

  private final int n;
  private final double r;
  private final double alpha;
  private final double s;
  private final double c;
  private final double b;
  private final double logWays;

  /** Where NB(n; y) is largest, and f. */
  private final double mostLikely;

  private final double mode;

  private DropoutCounts(int n, double r, double alpha, double s, double c, double b) {
    this.n = n;
    this.r = r;
    this.alpha = alpha;
    this.s = s;
    this.c = c;
    this.b = b;
    this.logWays = -LogBeta.value(r, n) - Math.log(n);
    this.mostLikely = n * alpha / r;
    this.mode = DropoutTime.mode(s, c, b);
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

  /** Panels in ln y downward from the last time that counts, and one from 0 where that will do. */
  private double integral(double t) {
    double least = highest(t) - NEGLIGIBLE_LOG;
    double y = t;
    double sum = 0;
    while (true) {
      y = nextThatCounts(y, least);
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

  /** About the highest value of ln(y integrand), and at least that of some y. */
  private double highest(double t) {
    double rising = SMALLEST;
    double falling = t;
    while (falling > CLOSE * rising) {
      double middle = Math.sqrt(rising) * Math.sqrt(falling);
      if (logSlope(middle) > 0) {
        rising = middle;
      } else {
        falling = middle;
      }
    }
    double highest = Math.max(logInLog(t), logInLog(rising));
    highest = Math.max(highest, logInLog(Math.min(t, mostLikely)));
    return mode > 0 ? Math.max(highest, logInLog(Math.min(t, mode))) : highest;
  }

  private double logInLog(double y) {
    return logCount(y) + DropoutTime.logDensity(s, c, b, y) + Math.log(y);
  }

  /** The largest time up to y before which the integrand may be worth adding. */
  private double nextThatCounts(double y, double least) {
    if (!(boundAbove(y, y) < least)) {
      return y;
    }
    double counts = SMALLEST;
    double tooLate = y;
    while (tooLate > CLOSE * counts) {
      double middle = Math.sqrt(counts) * Math.sqrt(tooLate);
      if (boundAbove(middle, y) < least) {
        tooLate = middle;
      } else {
        counts = middle;
      }
    }
    return tooLate;
  }

  /** A bound of ln(y integrand) from a time on up to another. */
  private double boundAbove(double from, double to) {
    return logCount(Math.min(to, Math.max(from, mostLikely)))
        + DropoutTime.logDensity(s, c, b, Math.min(to, Math.max(from, mode)))
        + Math.log(to);
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
}
