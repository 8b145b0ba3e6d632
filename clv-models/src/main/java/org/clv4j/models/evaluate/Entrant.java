package org.clv4j.models.evaluate;

/**
 * A forecast as the verdict sees it.
 *
 * @param squaredErrors of each customer, in the same order for all that are compared
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
record Entrant(String name, boolean naive, double[] squaredErrors, ForecastAccuracy accuracy) {
  static Entrant of(String name, boolean naive, double[] predicted, double[] actual) {
    double[] squared = new double[predicted.length];
    for (int i = 0; i < squared.length; i++) {
      squared[i] = (predicted[i] - actual[i]) * (predicted[i] - actual[i]);
    }
    return new Entrant(name, naive, squared, ForecastAccuracy.of(predicted, actual));
  }
}
