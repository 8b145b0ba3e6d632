package org.clv4j.models.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * A forecast as the verdict sees it.
 *
 * @param squaredErrors of each customer, in the same order for all that are compared
 * @param logScores of the same, null for naive rules
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
record Entrant(
    String name,
    boolean naive,
    double[] squaredErrors,
    double @Nullable [] logScores,
    ForecastAccuracy accuracy) {
  /** Above what two fits of one model differ by, far below what matters. */
  private static final double SAME = 1e-6;

  static Entrant of(String name, boolean naive, double[] predicted, double[] actual) {
    double[] squared = new double[predicted.length];
    for (int i = 0; i < squared.length; i++) {
      squared[i] = (predicted[i] - actual[i]) * (predicted[i] - actual[i]);
    }
    return new Entrant(name, naive, squared, null, ForecastAccuracy.of(predicted, actual));
  }

  Entrant withLogScores(double[] scores) {
    return new Entrant(name, naive, squaredErrors, scores, accuracy);
  }

  boolean saysTheSameAs(Entrant other) {
    for (int i = 0; i < squaredErrors.length; i++) {
      double error = squaredErrors[i];
      if (!(Math.abs(error - other.squaredErrors[i]) <= SAME * (1 + error))) {
        return false;
      }
    }
    return true;
  }
}
