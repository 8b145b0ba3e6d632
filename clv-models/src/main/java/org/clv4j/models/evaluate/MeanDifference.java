package org.clv4j.models.evaluate;

import java.util.Arrays;
import org.clv4j.core.internal.Check;
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
   * Whether the mean lies more than two standard errors from 0.
   *
   * @return true if so
   */
  public boolean isClear() {
    return Math.abs(mean) > ERRORS * standardError;
  }
}
