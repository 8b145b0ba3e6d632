package org.clv4j.segments.internal;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/** Tails of the normal, the chi-square, Student's and the hypergeometric distribution. */
public final class Tails {
  private static final double SQRT_2 = Math.sqrt(2);

  /** Terms that fall by more than this change no digit of their sum. */
  private static final double NO_MORE = 1e-17;

  private Tails() {}

  /** P(X &gt;= statistic) of a chi-square variable with at least one degree of freedom. */
  public static double chiSquare(double statistic, int degreesOfFreedom) {
    return RegularizedGamma.Q.value(degreesOfFreedom / 2.0, statistic / 2);
  }

  /** P(|Z| &gt;= |z|) of a standard normal variable. */
  public static double normal(double z) {
    return Erfc.value(Math.abs(z) / SQRT_2);
  }

  /** The z with P(|Z| &lt;= z) = level, which must be above 0 and below 1. */
  public static double normalQuantile(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be between 0 and 1, but was " + level);
    }
    return SQRT_2 * InverseErfc.value(1 - level);
  }

  /** P(Z &lt;= z) of a standard normal variable. */
  public static double normalBelow(double z) {
    return 0.5 * Erfc.value(-z / SQRT_2);
  }

  /** The z with P(Z &lt;= z) = p, which must be above 0 and below 1. */
  public static double normalInverse(double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("p must be between 0 and 1, but was " + p);
    }
    return -SQRT_2 * InverseErfc.value(2 * p);
  }

  /** P(|T| &gt;= |t|) of Student's t with positive degrees of freedom, whole or not. */
  public static double student(double t, double degreesOfFreedom) {
    double x = degreesOfFreedom / (degreesOfFreedom + t * t);
    return RegularizedBeta.value(x, degreesOfFreedom / 2, 0.5);
  }

  /** The t with P(|T| &lt;= t) = level, which must be above 0 and below 1. */
  public static double studentQuantile(double level, double degreesOfFreedom) {
    double low = 0;
    double high = normalQuantile(level);
    while (student(high, degreesOfFreedom) > 1 - level) {
      low = high;
      high *= 2;
    }
    for (double middle = low + (high - low) / 2;
        middle > low && middle < high;
        middle = low + (high - low) / 2) {
      if (student(middle, degreesOfFreedom) > 1 - level) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /**
   * P(X &gt;= found) of the marked among some drawn from all without putting back: the one-sided
   * exact test of Fisher (1935). What is below 1e-300 may be 0.
   *
   * @param found at least max(0, drawn + marked - all), at most min(drawn, marked)
   */
  public static double hypergeometric(int found, int drawn, int marked, int all) {
    long others = (long) all - marked;
    if ((double) found * all > (double) drawn * marked) {
      double term = hypergeometricTerm(found, drawn, marked, all);
      double sum = term;
      for (int x = found; term > NO_MORE * sum; x++) {
        // Ends at the latest where the factor is 0.
        term *=
            ((double) (marked - x) / (x + 1)) * ((double) (drawn - x) / (others - drawn + x + 1));
        sum += term;
      }
      return Math.min(1, sum);
    }
    if (found <= Math.max(0, drawn - others)) {
      return 1;
    }
    double term = hypergeometricTerm(found - 1, drawn, marked, all);
    double below = term;
    for (int x = found - 1; term > NO_MORE * below; x--) {
      term *= ((double) x / (marked - x + 1)) * ((double) (others - drawn + x) / (drawn - x + 1));
      below += term;
    }
    return Math.max(0, 1 - below);
  }

  private static double hypergeometricTerm(int found, int drawn, int marked, int all) {
    return Math.exp(
        logChoose(marked, found) + logChoose(all - marked, drawn - found) - logChoose(all, drawn));
  }

  private static double logChoose(int n, int k) {
    return -Math.log(n + 1.0) - LogBeta.value(n - k + 1.0, k + 1.0);
  }
}
