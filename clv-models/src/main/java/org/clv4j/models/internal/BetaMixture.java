package org.clv4j.models.internal;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.Trigamma;

/**
 * Means over a beta distribution, by the trapezoidal rule in ln(p / (1 - p)).
 *
 * <p>The rule converges geometrically because the integrand is analytic and dies off on both sides.
 * Where p or 1 - p is negligible, what is left is a geometric series.
 */
public final class BetaMixture {
  private static final double WIDEST_STEP = 0.26;
  private static final double NEGLIGIBLE = 1e-17;

  /** Far more than any mean needs: the tails end after some hundreds. */
  private static final int MOST_STEPS = 1_000_000;

  private BetaMixture() {}

  /**
   * E[f(p)] for p ~ Beta(a, b).
   *
   * @param a above 0
   * @param b above 0
   * @param f smooth and positive on (0, 1)
   * @param atZero its limit at 0
   * @param atOne its value at 1
   * @param flatBelow where f is as good as {@code atZero}
   * @return the mean; relative error about 1e-11
   */
  public static double mean(
      double a, double b, DoubleUnaryOperator f, double atZero, double atOne, double flatBelow) {
    double deviation = Math.sqrt(Trigamma.value(a) + Trigamma.value(b));
    double step = Math.min(WIDEST_STEP, 0.7 * deviation);
    double logBeta = LogBeta.value(a, b);
    double start = Math.log(a / b);
    double sum = 0;
    double smallest = NEGLIGIBLE * Math.min(1, flatBelow);
    for (int i = 0; within(i); i--) {
      double tau = start + i * step;
      double weight = weight(a, b, tau, logBeta);
      double p = 1 / (1 + Math.exp(-tau));
      if (p < smallest) {
        sum += atZero * weight / -Math.expm1(-a * step);
        break;
      }
      double term = weight * f.applyAsDouble(p);
      sum += term;
      // The weight rises as e^(a tau) at most: what is left is below this multiple of the term.
      if (i < 0 && term / -Math.expm1(-a * step) < NEGLIGIBLE * sum && tau < start - 1) {
        break;
      }
    }
    for (int i = 1; within(i); i++) {
      double tau = start + i * step;
      double weight = weight(a, b, tau, logBeta);
      double q = 1 / (1 + Math.exp(tau));
      if (q < NEGLIGIBLE) {
        sum += atOne * weight / -Math.expm1(-b * step);
        break;
      }
      double term = weight * f.applyAsDouble(1 / (1 + Math.exp(-tau)));
      sum += term;
      if (term / -Math.expm1(-b * step) < NEGLIGIBLE * sum && tau > start + 1) {
        break;
      }
    }
    return sum * step;
  }

  private static boolean within(int step) {
    if (Math.abs(step) <= MOST_STEPS) {
      return true;
    }
    throw new ArithmeticException("mean over a beta distribution must end, but did not");
  }

  private static double weight(double a, double b, double tau, double logBeta) {
    double logP = tau > 0 ? -Math.log1p(Math.exp(-tau)) : tau - Math.log1p(Math.exp(tau));
    return Math.exp(a * logP + b * (logP - tau) - logBeta);
  }
}
