package org.clv4j.models.evaluate;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErf;
import org.apache.commons.numbers.gamma.InverseErfc;
import org.clv4j.core.internal.Check;
import org.clv4j.models.fit.FitResult;
import org.jspecify.annotations.Nullable;

/**
 * A mean over customers of the difference of two scores of the same customer, and how sure it is.
 *
 * <p>Pairing takes out what both scores have in common, for instance that some customers are hard
 * to foretell for any model.
 *
 * @param mean of the differences
 * @param standardError root of (variance of the differences / customers)
 */
public record MeanDifference(double mean, double standardError) {
  private static final double ERRORS = 2;

  /** Checks the ranges. */
  public MeanDifference {
    Check.finite(mean, "mean");
    Check.notNegative(standardError, "standard error");
  }

  /** Of a - b, weighted; at least two customers. */
  static MeanDifference of(double[] a, double[] b, double @Nullable [] weight) {
    int n = a.length;
    double[] terms = new double[n];
    for (int i = 0; i < n; i++) {
      terms[i] = (weight == null ? 1 : weight[i]) * (a[i] - b[i]);
    }
    double customers = weight == null ? n : Arrays.stream(weight).sum();
    double mean = Arrays.stream(terms).sum() / customers;
    for (int i = 0; i < n; i++) {
      double off = a[i] - b[i] - mean;
      terms[i] = (weight == null ? 1 : weight[i]) * off * off;
    }
    double variance = Arrays.stream(terms).sum() / Math.max(1, customers - 1);
    return new MeanDifference(
        Check.result(mean, "mean difference"),
        Check.result(Math.sqrt(variance / customers), "standard error"));
  }

  /**
   * Of a - b where a customer may come several times: what one customer does is one observation,
   * however often it was foretold.
   *
   * @param customerOf the customer of each entry, from 0
   */
  static MeanDifference byCustomer(double[] a, double[] b, int[] customerOf) {
    int customers = Arrays.stream(customerOf).max().orElse(0) + 1;
    double mean = 0;
    for (int i = 0; i < a.length; i++) {
      mean += (a[i] - b[i]) / a.length;
    }
    double[] off = new double[customers];
    for (int i = 0; i < a.length; i++) {
      off[customerOf[i]] += a[i] - b[i] - mean;
    }
    double squares = Arrays.stream(off).map(sum -> sum * sum).sum();
    double inflation = customers / Math.max(1.0, customers - 1);
    return new MeanDifference(
        Check.result(mean, "mean difference"),
        Check.result(Math.sqrt(inflation * squares) / a.length, "standard error"));
  }

  /**
   * Whether the mean lies more than two standard errors from 0.
   *
   * @return true if so
   */
  public boolean isClear() {
    return Math.abs(mean) > ERRORS * standardError;
  }

  /**
   * How many standard errors the best of several must be ahead, for the chance that any of them is
   * so without being better to be what {@link #ERRORS} leave to a single one (Bonferroni).
   */
  static double errorsForTheBestOf(int several) {
    double chance = Erfc.value(ERRORS / Math.sqrt(2)) / several;
    return Math.sqrt(2) * InverseErfc.value(chance);
  }

  /**
   * An interval for the difference in the long run: mean -+ z standard errors.
   *
   * @param level for example 0.95, in (0, 1)
   * @return the interval
   * @throws IllegalArgumentException if the level is out of range
   */
  public FitResult.ConfidenceInterval confidenceInterval(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be between 0 and 1, but was " + level);
    }
    double half = Math.sqrt(2) * InverseErf.value(level) * standardError;
    return new FitResult.ConfidenceInterval(mean - half, mean + half, level);
  }
}
