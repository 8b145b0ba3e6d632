package org.clv4j.models.internal;

import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The kernel of the beta density by deviances, which keeps its digits for parameters of any size:
 * ln B(a, b) and a ln u + b ln(1 - u) are huge and nearly cancel where u is near a / (a + b).
 *
 * <p>With n = a + b, Stirling's remainder d(k) and D(k, m) = k ln(k / m) + m - k,
 *
 * <pre>ln(u^a (1-u)^b / B(a, b))
 *   = ln(a b / (2 pi n)) / 2 + d(n) - d(a) - d(b) - D(a, n u) - D(b, n (1-u))</pre>
 *
 * @see "Loader (2000), Fast and accurate computation of binomial probabilities"
 */
public final class BetaDensity {
  private static final double STIRLING_FROM = 16;
  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  private BetaDensity() {}

  /**
   * ln(u^a (1-u)^b / B(a, b)) for u = s / (s + c).
   *
   * @param a above 0
   * @param b above 0
   * @param s above 0
   * @param c above 0
   * @return the logarithm
   */
  public static double log(double a, double b, double s, double c) {
    double n = a + b;
    double u = s / (s + c);
    double v = c / (s + c);
    double above = a * v - b * u;
    return 0.5 * (Math.log(a) + Math.log(b) - Math.log(n) - LOG_TWO_PI)
        + stirling(n)
        - stirling(a)
        - stirling(b)
        - deviance(a, n * u, above)
        - deviance(b, n * v, -above);
  }

  /** k ln(k / m) + m - k, with k - m given. */
  private static double deviance(double k, double m, double difference) {
    double relative = difference / m;
    return Math.abs(relative) < 0.5
        ? k * Math.log1p(relative) - difference
        : k * (Math.log(k) - Math.log(m)) - difference;
  }

  /** ln Gamma(k) - (k - 1/2) ln k + k - ln(2 pi) / 2. */
  public static double stirling(double k) {
    if (k < STIRLING_FROM) {
      return LogGamma.value(k) - (k - 0.5) * Math.log(k) + k - 0.5 * LOG_TWO_PI;
    }
    double inverse = 1 / k;
    double square = inverse * inverse;
    return inverse
        * (1.0 / 12
            - square
                * (1.0 / 360
                    - square
                        * (1.0 / 1260
                            - square
                                * (1.0 / 1680 - square * (1.0 / 1188 - square * 691 / 360360)))));
  }
}
