package org.clv4j.models.evaluate;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.clv4j.core.internal.Check;

/**
 * How near a forecast of many customers came to what they did.
 *
 * <p>The mean absolute error is least for a forecast of medians, which is 0 for most customers of
 * most shops; the mean squared error for one of expectations, which is what the models give and
 * what a total needs. Look at both.
 *
 * @param customers their number, at least 1
 * @param totalPredicted the sum of the predictions
 * @param totalActual the sum of what came
 * @param meanAbsoluteError mean of |predicted - actual|
 * @param rootMeanSquaredError root of the mean of (predicted - actual)<sup>2</sup>
 * @param rankCorrelation Spearman's, ties sharing their mean rank: 1 if those predicted to buy more
 *     did; empty where all predictions, or all customers, are alike
 * @param topDecileLift what the tenth of the customers with the highest predictions bought, as
 *     multiple of what a tenth taken at random buys; customers who tie at the edge count in equal
 *     parts; empty where nobody bought
 */
public record ForecastAccuracy(
    int customers,
    double totalPredicted,
    double totalActual,
    double meanAbsoluteError,
    double rootMeanSquaredError,
    OptionalDouble rankCorrelation,
    OptionalDouble topDecileLift) {
  static final double TOP = 0.1;

  /**
   * Compares.
   *
   * @param predicted by customer, finite
   * @param actual by customer in the same order, finite
   * @return the measures
   * @throws IllegalArgumentException if there is no customer, the lengths differ or a number is not
   *     finite
   */
  public static ForecastAccuracy of(double[] predicted, double[] actual) {
    int n = predicted.length;
    if (n == 0 || n != actual.length) {
      throw new IllegalArgumentException(
          "predicted and actual must have the same length, at least 1, but had "
              + n
              + " and "
              + actual.length);
    }
    double[] absolute = new double[n];
    double[] squared = new double[n];
    for (int i = 0; i < n; i++) {
      double error = Check.finite(predicted[i], "predicted") - Check.finite(actual[i], "actual");
      absolute[i] = Math.abs(error);
      squared[i] = error * error;
    }
    OptionalDouble top = Ranking.topShare(predicted, actual, TOP);
    return new ForecastAccuracy(
        n,
        Check.result(Arrays.stream(predicted).sum(), "total predicted"),
        Check.result(Arrays.stream(actual).sum(), "total actual"),
        Check.result(Arrays.stream(absolute).sum() / n, "mean absolute error"),
        Check.result(Math.sqrt(Arrays.stream(squared).sum() / n), "root mean squared error"),
        Ranking.correlation(predicted, actual),
        top.isPresent() ? OptionalDouble.of(top.getAsDouble() / TOP) : top);
  }

  /**
   * How much too much was predicted in all.
   *
   * @return total predicted - total actual
   */
  public double bias() {
    return totalPredicted - totalActual;
  }

  /**
   * The bias as a part of what came.
   *
   * @return 0.1 for a tenth too much, empty where nothing came
   */
  public OptionalDouble relativeBias() {
    return totalActual > 0 ? OptionalDouble.of(bias() / totalActual) : OptionalDouble.empty();
  }
}
