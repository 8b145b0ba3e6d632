package org.clv4j.models.uncertainty;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErf;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.transaction.TransactionModel;

/**
 * What groups of customers may do together.
 *
 * <p>The expectation of a total is about log-normal around that of the estimate. The total itself
 * is a mixture over its quantiles of what the process says where so many are expected. Points far
 * from the estimate say nothing here: where little is known the likelihood is no parabola there.
 */
final class PurchaseTotal {
  private static final int FEW = 20;
  private static final int POINTS = 100;
  private static final double MOST = 1e15;
  private static final double LEAST = 1e-15;
  private static final double MANY = 1e5;

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

    double estimatedMean() {
      return IntStream.range(0, customers.rows())
          .mapToDouble(row -> customers.weight(row) * mean(prediction.estimate(), row))
          .sum();
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
    PurchasePrediction any = parts.get(0).prediction;
    double mean = 0;
    double process = 0;
    double[] means = new double[any.near().size()];
    for (Part part : parts) {
      TransactionModel estimate = part.prediction.estimate();
      for (int row = 0; row < part.customers.rows(); row++) {
        double weight = part.customers.weight(row);
        double own = part.mean(estimate, row);
        double[] probabilities = part.probabilities(estimate, row, own);
        mean += weight * own;
        process += weight * PurchasePrediction.variance(probabilities, own);
        for (int i = 0; i < means.length; i++) {
          means[i] += weight * part.mean(part.prediction.near().get(i), row);
        }
      }
    }
    double error = any.distance() * deviationOfLogs(means);
    double[] expected = new double[error > 0 ? POINTS : 1];
    for (int i = 0; i < expected.length; i++) {
      double deviations = Math.sqrt(2) * InverseErf.value((2 * i + 1.0) / expected.length - 1);
      expected[i] = Math.min(MOST, mean * Math.exp(error * deviations));
    }
    double shape = mean * mean / (process - mean);
    double tail = (1 - level) / 2;
    return new PurchaseForecast(
        mean,
        process,
        mean * error * mean * error,
        quantile(expected, shape, process / mean, tail),
        quantile(expected, shape, process / mean, 1 - tail),
        level);
  }

  private static double deviationOfLogs(double[] means) {
    double[] logs =
        Arrays.stream(means).map(mean -> Math.log(Math.max(Double.MIN_NORMAL, mean))).toArray();
    double mean = Arrays.stream(logs).sum() / logs.length;
    return Math.sqrt(Arrays.stream(logs).map(x -> (x - mean) * (x - mean)).sum() / logs.length);
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
    double estimated = parts.stream().mapToDouble(Part::estimatedMean).sum();
    double mean = Arrays.stream(means).average().orElse(0);
    double ofMean = Arrays.stream(means).map(m -> (m - mean) * (m - mean)).sum() / means.length;
    double tail = (1 - level) / 2;
    return new PurchaseForecast(
        estimated,
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
  private static long quantile(
      double[] means, double shape, double dispersion, double probability) {
    long low = -1;
    long high = 1;
    while (high < Long.MAX_VALUE / 2 && notAbove(high, means, shape, dispersion) < probability) {
      low = high;
      high *= 2;
    }
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      if (notAbove(middle, means, shape, dispersion) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double notAbove(long n, double[] means, double shape, double dispersion) {
    double sum = 0;
    for (double mean : means) {
      sum += mean < LEAST ? 1 : notAbove(n, mean, shape, dispersion);
    }
    return sum / means.length;
  }

  /** Negative binomial with the shape at any mean; normal where it is close, or nothing else is. */
  private static double notAbove(long n, double mean, double shape, double dispersion) {
    boolean narrow = dispersion <= 1 + 1e-6;
    if (narrow || mean > MANY) {
      double variance = narrow ? mean * dispersion : mean * (1 + mean / shape);
      return 0.5 * Erfc.value((mean - n - 0.5) / Math.sqrt(2 * variance));
    }
    return RegularizedBeta.value(shape / (shape + mean), shape, n + 1.0);
  }
}
