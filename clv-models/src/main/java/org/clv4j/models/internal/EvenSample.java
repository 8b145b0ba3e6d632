package org.clv4j.models.internal;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.clv4j.models.fit.CustomerSummaries;

/**
 * A part of many customers, for a fit to find where the fit of all may begin: from there it takes
 * two or three steps instead of ten.
 *
 * <p>Of the customers in the order of (x, t<sub>x</sub>, T) each n-th is taken, so that all
 * frequencies and times are represented as they are in the whole.
 */
public final class EvenSample {
  private static final int CUSTOMERS = 16_384;
  private static final int ROWS_WORTH_A_SAMPLE = 8 * CUSTOMERS;

  private EvenSample() {}

  /**
   * The likelihood of a sample, as {@link LikelihoodFit.Likelihood#sample} wants it.
   *
   * @param data all customers
   * @param likelihood of customers
   * @return empty where there are too few rows to be worth it
   */
  public static Optional<LikelihoodFit.Likelihood> of(
      CustomerSummaries data,
      Function<CustomerSummaries, ? extends LikelihoodFit.Likelihood> likelihood) {
    return data.rows() < ROWS_WORTH_A_SAMPLE
        ? Optional.empty()
        : Optional.of(likelihood.apply(sample(data)));
  }

  private static CustomerSummaries sample(CustomerSummaries data) {
    int rows = data.rows();
    int[] frequency = new int[rows];
    double[] recency = new double[rows];
    double[] age = new double[rows];
    double[] logTimes = new double[rows];
    double[] weight = new double[rows];
    double step = data.customers() / CUSTOMERS;
    double passed = step / 2;
    int size = 0;
    for (int row = 0; row < rows; row++) {
      double before = Math.floor(passed / step);
      passed += data.weight(row);
      double chosen = Math.floor(passed / step) - before;
      if (chosen > 0) {
        frequency[size] = data.frequency(row);
        recency[size] = data.recency(row);
        age[size] = data.age(row);
        logTimes[size] = data.hasInterpurchaseTimes() ? data.sumOfLogInterpurchaseTimes(row) : 0;
        weight[size++] = chosen;
      }
    }
    int[] x = Arrays.copyOf(frequency, size);
    double[] tx = Arrays.copyOf(recency, size);
    double[] t = Arrays.copyOf(age, size);
    double[] w = Arrays.copyOf(weight, size);
    return data.hasInterpurchaseTimes()
        ? CustomerSummaries.withInterpurchaseTimes(
            x, tx, t, Arrays.copyOf(logTimes, size), w, data.unit())
        : CustomerSummaries.of(x, tx, t, w, data.unit());
  }
}
