package org.clv4j.models.uncertainty;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.InverseErf;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.transaction.TransactionModel;

/** What groups of customers may do together, given models that are the same draws for all. */
final class PurchaseTotal {
  private static final int FEW = 200;

  /** Customers with one prediction. */
  record Part(PurchasePrediction prediction, CustomerSummaries customers) {
    CustomerSummary summary(int row) {
      return new CustomerSummary(
          customers.frequency(row), customers.recency(row), customers.age(row), customers.unit());
    }

    double mean(TransactionModel model, int row) {
      return model.expectedPurchases(summary(row), prediction.horizon());
    }

    double[] probabilities(TransactionModel model, int row, double mean) {
      return prediction.probabilities(List.of(model), summary(row), mean);
    }

    boolean hasWholeWeights() {
      return IntStream.range(0, customers.rows())
          .mapToDouble(customers::weight)
          .allMatch(weight -> weight == Math.rint(weight));
    }
  }

  private PurchaseTotal() {}

  static PurchaseForecast of(List<Part> parts, double level) {
    Estimate.level(level);
    double customers = parts.stream().mapToDouble(part -> part.customers.customers()).sum();
    return customers <= FEW && parts.stream().allMatch(Part::hasWholeWeights)
        ? fewTogether(parts, level)
        : manyTogether(parts, level);
  }

  private static PurchaseForecast manyTogether(List<Part> parts, double level) {
    double process = 0;
    double[] means = new double[parts.get(0).prediction.models().size()];
    for (Part part : parts) {
      TransactionModel estimate = part.prediction.estimate();
      for (int row = 0; row < part.customers.rows(); row++) {
        double weight = part.customers.weight(row);
        double own = part.mean(estimate, row);
        double[] probabilities = part.probabilities(estimate, row, own);
        process += weight * PurchasePrediction.variance(probabilities, own);
        for (int i = 0; i < means.length; i++) {
          means[i] += weight * part.mean(part.prediction.models().get(i), row);
        }
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

  /** The sum of the counts, given each model, by convolution. */
  private static PurchaseForecast fewTogether(List<Part> parts, double level) {
    double[] means = new double[parts.get(0).prediction.models().size()];
    double process = 0;
    double[] all = {};
    for (int i = 0; i < means.length; i++) {
      double[] sum = {1};
      for (Part part : parts) {
        TransactionModel model = part.prediction.models().get(i);
        for (int row = 0; row < part.customers.rows(); row++) {
          double mean = part.mean(model, row);
          double[] own = part.probabilities(model, row, mean);
          double weight = part.customers.weight(row);
          for (int copy = 0; copy < weight; copy++) {
            sum = convolution(sum, own);
          }
          means[i] += weight * mean;
          process += weight * PurchasePrediction.variance(own, mean) / means.length;
        }
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
        mean,
        process,
        ofMean,
        PurchasePrediction.quantile(all, tail, false),
        PurchasePrediction.quantile(all, 1 - tail, true),
        level);
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
