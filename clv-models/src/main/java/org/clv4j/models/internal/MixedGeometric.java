package org.clv4j.models.internal;

import java.util.function.DoubleBinaryOperator;

/**
 * Periods still to come for customers who leave each period with a probability p of their own, p ~
 * Beta(a, b): sums over k of E[(1 - p)^k], discounted or not.
 */
public final class MixedGeometric {
  private static final double NEGLIGIBLE = 1e-17;

  /** From this discount on, or up to this number of periods, terms are added one by one. */
  private static final double STEEP = 0.02;

  private static final double FEW = 500;

  private MixedGeometric() {}

  /**
   * The sum over k = 1 to m of E[(1 - p)^k].
   *
   * <pre>b / (a - 1) (1 - B(a - 1, b + 1 + m) / B(a - 1, b + 1))</pre>
   *
   * <p>The second factor vanishes with a - 1 and keeps its digits there.
   *
   * @param a above 0
   * @param b above 0
   * @param m 0 or more, whole
   * @return from 0 to m
   */
  public static double expected(double a, double b, double m) {
    if (m < 1) {
      return 0;
    }
    // The first period apart: a + b may be tiny, a + b + 1 is not.
    return b / (a + b) * (1 + further(a, b + 1, m - 1));
  }

  private static double further(double a, double b, double m) {
    if (m == 0) {
      return 0;
    }
    if (a == 1) {
      // The limit: digamma(b + 1 + m) - digamma(b + 1) periods, times b.
      double[] derivatives = new double[BetaRatio.SIZE];
      BetaRatio.derivatives(Double.MIN_NORMAL, b + 1, m, derivatives);
      return -b * derivatives[BetaRatio.A];
    }
    return b * (-Math.expm1(BetaRatio.log(a - 1, b + 1, m)) / (a - 1));
  }

  /**
   * The sum over k = 1 to m of E[(1 - p)^k] / (1 + d)^k: the mean of
   *
   * <pre>(1 - p) (1 - q^m) / (d + p),  q = (1 - p) / (1 + d)</pre>
   *
   * @param a above 0
   * @param b above 0
   * @param d above 0, or 0 with a finite m
   * @param m 0 or more, whole; infinity for ever
   * @return from 0 to {@code min(m, 1 / d)}; relative error about 1e-14
   */
  public static double discounted(double a, double b, double d, double m) {
    if (m < 1) {
      return 0;
    }
    if (d == 0) {
      return expected(a, b, m);
    }
    return d >= STEEP || m <= FEW ? sum(a, b, d, m, false) : mean(a, b, d, m, false);
  }

  /**
   * The sum over k from 1 of k E[(1 - p)^k] / (1 + d)^k: the mean of (1 - p) (1 + d) / (d + p)^2.
   *
   * @param a above 0
   * @param b above 0
   * @param d above 0
   * @return above 0; relative error about 1e-14
   */
  public static double discountedByPeriod(double a, double b, double d) {
    double m = Double.POSITIVE_INFINITY;
    return d >= STEEP ? sum(a, b, d, m, true) : mean(a, b, d, m, true);
  }

  private static double sum(double a, double b, double d, double m, boolean byPeriod) {
    double discount = 1 / (1 + d);
    double term = 1;
    double sum = 0;
    for (int k = 1; k <= m; k++) {
      term *= (b + (k - 1)) / (a + b + (k - 1)) * discount;
      sum += byPeriod ? k * term : term;
      // what is left if nobody left any more
      double rest = term / d * (byPeriod ? k + 1 + 1 / d : 1);
      if (!(rest > NEGLIGIBLE * sum)) {
        break;
      }
    }
    return sum;
  }

  private static double mean(double a, double b, double d, double m, boolean byPeriod) {
    DoubleBinaryOperator periods =
        byPeriod
            ? (p, q) -> q * (1 + d) / ((d + p) * (d + p))
            : (p, q) -> q / (d + p) * -Math.expm1(m * (Math.log1p(-p) - Math.log1p(d)));
    return BetaMixture.mean(a, b, periods, Math.max(d, 1 / m));
  }
}
