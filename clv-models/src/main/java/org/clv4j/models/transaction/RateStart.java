package org.clv4j.models.transaction;

import org.clv4j.models.fit.CustomerSummaries;

/**
 * Where the search for a gamma distribution of purchase rates starts, and its bounds: the logs of
 * the shape and of the mean, from the moments of the frequencies.
 */
record RateStart(double logShape, double logMean) {
  private static final double WIDEST = Math.log(1000);

  /** For rates {@code stages} times those of purchases; refuses what no model can be fitted to. */
  static RateStart of(CustomerSummaries data, int stages) {
    CustomerSummaries.Moments moments = data.fittableMoments();
    double mean = moments.meanFrequency();
    double beyondPoisson = moments.varianceOfFrequency() - mean;
    double shape = beyondPoisson > 0 ? mean * mean / beyondPoisson : 20;
    // Some of the customers left early, so that the rate while there is above the mean.
    double rate = stages * mean / (0.7 * moments.meanAge());
    return new RateStart(Math.log(Math.min(20, Math.max(0.05, shape))), Math.log(rate));
  }

  double lowestLogMean() {
    return logMean - WIDEST;
  }

  double highestLogMean() {
    return logMean + WIDEST;
  }
}
