package org.clv4j.models.uncertainty;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.InverseErf;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.transaction.TransactionModel;

/**
 * How many purchases customers may make within a horizon: not only how many are expected.
 *
 * <p>Two things are uncertain. Customers whose rates are known still buy at random: the process.
 * And the parameters of the model are estimates. The prediction is the mean over models that the
 * data allow, each as likely, of what the model says; with one model it is that of the process
 * alone.
 *
 * <p>A forecast holds if the model does. That is another question, which a backtest answers.
 */
public final class PurchasePrediction {
  private static final double REST = 1e-10;
  private static final double NOTHING = 1e-14;
  private static final int MOST = 10_000_000;
  private static final int FEW = 200;

  private final TransactionModel estimate;
  private final List<TransactionModel> models;
  private final double horizon;

  private PurchasePrediction(
      TransactionModel estimate, List<? extends TransactionModel> models, TimeSpan horizon) {
    this.estimate = estimate;
    this.models = List.copyOf(models);
    this.horizon = horizon.in(estimate.unit());
  }

  /**
   * A prediction by a model whose parameters are known.
   *
   * @param model the model
   * @param horizon how far to look
   * @return the prediction
   */
  public static PurchasePrediction of(TransactionModel model, TimeSpan horizon) {
    return new PurchasePrediction(model, List.of(model), horizon);
  }

  /**
   * A prediction by a model whose parameters are estimates.
   *
   * @param parameters the model and the covariances of its parameters
   * @param horizon how far to look
   * @return the prediction
   */
  public static PurchasePrediction of(
      ParameterUncertainty<? extends TransactionModel> parameters, TimeSpan horizon) {
    return new PurchasePrediction(parameters.model(), parameters.representatives(), horizon);
  }

  /**
   * A prediction by a model that was fitted to many samples.
   *
   * @param draws the model and its refits
   * @param horizon how far to look
   * @return the prediction
   */
  public static PurchasePrediction of(
      ModelDraws<? extends TransactionModel> draws, TimeSpan horizon) {
    return new PurchasePrediction(draws.estimate(), draws.models(), horizon);
  }

  /**
   * The probabilities of 0, 1, 2 … purchases of a customer.
   *
   * @param customer the history, in the unit of the model
   * @return probabilities up to where less than 1e-10 is left, or the next are below 1e-14
   * @throws IllegalArgumentException if the unit is another
   */
  public double[] probabilities(CustomerSummary customer) {
    double mean = mean(customer);
    return probabilities(models, customer, mean);
  }

  private double[] probabilities(List<TransactionModel> of, CustomerSummary customer, double mean) {
    TimeSpan span = TimeSpan.of(horizon, estimate.unit());
    double[] probabilities = new double[16];
    double sum = 0;
    int n = 0;
    while (n < MOST) {
      if (n == probabilities.length) {
        probabilities = Arrays.copyOf(probabilities, 2 * n);
      }
      for (TransactionModel model : of) {
        probabilities[n] += model.probabilityOfPurchases(customer, n, span) / of.size();
      }
      sum += probabilities[n];
      n++;
      if (sum >= 1 - REST || (n > mean && probabilities[n - 1] < NOTHING)) {
        break;
      }
    }
    return Arrays.copyOf(probabilities, n);
  }

  private double mean(CustomerSummary customer) {
    TimeSpan span = TimeSpan.of(horizon, estimate.unit());
    return models.stream().mapToDouble(model -> model.expectedPurchases(customer, span)).sum()
        / models.size();
  }

  /**
   * What one customer may do.
   *
   * @param customer the history, in the unit of the model
   * @param level of the interval, for example 0.9
   * @return the forecast; its interval is that of the probabilities, exact
   * @throws IllegalArgumentException if the unit is another, or the level not between 0 and 1
   */
  public PurchaseForecast customer(CustomerSummary customer, double level) {
    double tail = (1 - Estimate.level(level)) / 2;
    TimeSpan span = TimeSpan.of(horizon, estimate.unit());
    double mean = mean(customer);
    double ofMean = 0;
    for (TransactionModel model : models) {
      double distance = model.expectedPurchases(customer, span) - mean;
      ofMean += distance * distance / models.size();
    }
    double[] probabilities = probabilities(models, customer, mean);
    return new PurchaseForecast(
        mean,
        Math.max(0, variance(probabilities, mean) - ofMean),
        ofMean,
        quantile(probabilities, tail, false),
        quantile(probabilities, 1 - tail, true),
        level);
  }

  private static double variance(double[] probabilities, double mean) {
    double sum = 0;
    for (int n = 0; n < probabilities.length; n++) {
      sum += probabilities[n] * (n - mean) * (n - mean);
    }
    return sum;
  }

  /**
   * What all customers of a shop or a segment may do together.
   *
   * <p>Given the parameters customers are independent, so that their variances add up; the
   * parameters are the same for all. Of up to 200 customers the interval is that of the exact
   * distribution; of more it is that of a negative binomial distribution with this mean and
   * variance, or of a normal one where the variance is less than the mean, and the variance of the
   * process is that at the estimate.
   *
   * @param customers the histories, in the unit of the model
   * @param level of the interval, for example 0.9
   * @return the forecast
   * @throws IllegalArgumentException if the unit is another, or the level not between 0 and 1
   */
  public PurchaseForecast total(CustomerSummaries customers, double level) {
    Estimate.level(level);
    if (customers.customers() <= FEW && hasWholeWeights(customers)) {
      return fewTogether(customers, level);
    }
    double process = 0;
    List<TransactionModel> known = List.of(estimate);
    double[] means = new double[models.size()];
    for (int row = 0; row < customers.rows(); row++) {
      CustomerSummary customer = summary(customers, row);
      double weight = customers.weight(row);
      double own = estimate.expectedPurchases(customer, TimeSpan.of(horizon, estimate.unit()));
      process += weight * variance(probabilities(known, customer, own), own);
      for (int i = 0; i < means.length; i++) {
        means[i] +=
            weight
                * models.get(i).expectedPurchases(customer, TimeSpan.of(horizon, estimate.unit()));
      }
    }
    double mean = Arrays.stream(means).sum() / means.length;
    double ofMean = Arrays.stream(means).map(m -> (m - mean) * (m - mean)).sum() / means.length;
    double tail = (1 - level) / 2;
    double variance = process + ofMean;
    return new PurchaseForecast(
        mean,
        process,
        ofMean,
        quantile(mean, variance, tail),
        quantile(mean, variance, 1 - tail),
        level);
  }

  private static boolean hasWholeWeights(CustomerSummaries customers) {
    return IntStream.range(0, customers.rows())
        .mapToDouble(customers::weight)
        .allMatch(weight -> weight == Math.rint(weight));
  }

  /** The sum of the counts, given each model, by convolution. */
  private PurchaseForecast fewTogether(CustomerSummaries customers, double level) {
    double[] means = new double[models.size()];
    double process = 0;
    double[] all = {};
    for (int i = 0; i < means.length; i++) {
      TransactionModel model = models.get(i);
      double[] sum = {1};
      for (int row = 0; row < customers.rows(); row++) {
        CustomerSummary customer = summary(customers, row);
        double mean = model.expectedPurchases(customer, TimeSpan.of(horizon, estimate.unit()));
        double[] own = probabilities(List.of(model), customer, mean);
        for (int copy = 0; copy < customers.weight(row); copy++) {
          sum = convolution(sum, own);
        }
        means[i] += customers.weight(row) * mean;
        process += customers.weight(row) * variance(own, mean) / means.length;
      }
      all = Arrays.copyOf(all, Math.max(all.length, sum.length));
      for (int n = 0; n < sum.length; n++) {
        all[n] += sum[n] / means.length;
      }
    }
    double mean = Arrays.stream(means).average().orElse(0);
    double ofMean = Arrays.stream(means).map(m -> (m - mean) * (m - mean)).sum() / means.length;
    double tail = (1 - level) / 2;
    return new PurchaseForecast(
        mean, process, ofMean, quantile(all, tail, false), quantile(all, 1 - tail, true), level);
  }

  private static double[] convolution(double[] a, double[] b) {
    double[] sum = new double[a.length + b.length - 1];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        sum[i + j] += a[i] * b[j];
      }
    }
    return sum;
  }

  /** The least n with F(n) above the probability, or from it on. */
  private static int quantile(double[] probabilities, double probability, boolean from) {
    double below = 0;
    for (int n = 0; n < probabilities.length; n++) {
      below += probabilities[n];
      if (from ? below >= probability : below > probability) {
        return n;
      }
    }
    return probabilities.length - 1;
  }

  private static CustomerSummary summary(CustomerSummaries customers, int row) {
    return new CustomerSummary(
        customers.frequency(row), customers.recency(row), customers.age(row), customers.unit());
  }

  /** The fewest purchases that are not exceeded with the probability. */
  private static long quantile(double mean, double variance, double probability) {
    if (mean == 0) {
      return 0;
    }
    if (variance <= mean * (1 + 1e-6) || mean > 1e5) {
      double deviations = -Math.sqrt(2) * InverseErf.value(1 - 2 * probability);
      return Math.max(0, Math.round(mean + deviations * Math.sqrt(variance)));
    }
    double shape = mean * mean / (variance - mean);
    double success = mean / variance;
    long low = -1;
    long high = (long) Math.ceil(mean + 1);
    while (RegularizedBeta.value(success, shape, high + 1.0) < probability) {
      low = high;
      high *= 2;
    }
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      if (RegularizedBeta.value(success, shape, middle + 1.0) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
