package org.clv4j.models.uncertainty;

/**
 * A number of purchases to come, and how it may vary.
 *
 * @param mean what the estimate expects
 * @param processVariance that of customers who behave as the model says, its parameters known
 * @param parameterVariance that of the mean, because the parameters are estimates
 * @param low the fewest purchases of the interval: less have a probability of (1 - level) / 2 at
 *     most
 * @param high the most purchases of the interval: more have a probability of (1 - level) / 2 at
 *     most
 * @param level of the interval, for example 0.9
 */
public record PurchaseForecast(
    double mean,
    double processVariance,
    double parameterVariance,
    long low,
    long high,
    double level) {

  /**
   * The variance of the number itself.
   *
   * @return both variances together
   */
  public double variance() {
    return processVariance + parameterVariance;
  }
}
