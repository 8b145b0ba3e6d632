package org.clv4j.models.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.fit.Covariance;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.simulate.HistorySimulation;
import org.clv4j.models.simulate.PurchaseProcess;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.Nbd;
import org.clv4j.models.transaction.TransactionModel;
import org.junit.jupiter.api.Test;

class UncertaintyTest {
  private static final PeriodUnit WEEK = PeriodUnit.WEEK;
  private static final BgNbd MODEL = new BgNbd(0.8, 6, 0.6, 2.4, WEEK);

  /** Customers of 20 to 79 weeks, in whole days. */
  private static CustomerSummaries customers(int n, long seed) {
    int[] frequency = new int[n];
    double[] zero = new double[n];
    double[] age = new double[n];
    for (int i = 0; i < n; i++) {
      age[i] = 20 + i % 60;
    }
    return HistorySimulation.like(
        TransactionModels.process(MODEL),
        CustomerSummaries.of(frequency, zero, age, null, WEEK),
        seed);
  }

  private static ModelDraws<BgNbd> resampled(CustomerSummaries data, int threads) {
    return ModelDraws.ofResampledCustomers(
        data,
        some -> BgNbd.fit(some).model(),
        BootstrapOptions.DEFAULT.withReplicates(200).withThreads(threads).withSeed(5));
  }

  /** Where the model is true, four ways to a standard error lead to the same, within 15 %. */
  @Test
  void standardErrorsAgree() {
    CustomerSummaries data = customers(4000, 1);
    FitResult<BgNbd> fit = BgNbd.fit(data);
    ParameterUncertainty<TransactionModel> delta = ParameterUncertainty.of(fit);
    ParameterUncertainty<TransactionModel> robust =
        ParameterUncertainty.of(fit.model(), fit.sandwich());
    ModelDraws<BgNbd> resampled = resampled(data, 2);
    ModelDraws<BgNbd> simulated =
        ModelDraws.ofSimulatedCustomers(
            data,
            some -> BgNbd.fit(some).model(),
            TransactionModels::process,
            BootstrapOptions.DEFAULT.withReplicates(200).withThreads(2));
    double expected = delta.estimate(m -> m.expectedPurchases(52), 0.95).standardError();
    assertEquals(
        expected,
        robust.estimate(m -> m.expectedPurchases(52), 0.95).standardError(),
        0.15 * expected);
    assertEquals(
        expected,
        resampled.estimate(m -> m.expectedPurchases(52), 0.95).standardError(),
        0.15 * expected);
    assertEquals(
        expected,
        simulated.estimate(m -> m.expectedPurchases(52), 0.95).standardError(),
        0.15 * expected);
    assertEquals(0, resampled.failures());
    Estimate interval = simulated.estimate(BgNbd::r, 0.95);
    assertTrue(interval.low() < 0.8 && 0.8 < interval.high(), interval::toString);
  }

  /** Of a parameter itself the delta method gives the error of the fit, but for the step. */
  @Test
  void theDeltaMethodOfAParameter() {
    FitResult<BgNbd> fit = BgNbd.fit(customers(1000, 2));
    ParameterUncertainty<TransactionModel> delta = ParameterUncertainty.of(fit);
    for (String name : fit.parameters().keySet()) {
      Estimate estimate =
          delta.estimatePositive(m -> m.parameters().getOrDefault(name, Double.NaN), 0.9);
      double error = fit.standardError(name).orElseThrow();
      assertEquals(error, estimate.standardError(), 1e-6 * error);
      FitResult.ConfidenceInterval interval = fit.confidenceInterval(name, 0.9).orElseThrow();
      assertEquals(interval.low(), estimate.low(), 1e-6 * interval.low());
      assertEquals(interval.high(), estimate.high(), 1e-6 * interval.high());
    }
  }

  /** The log of s of a Pareto/NBD may have a standard error of hundreds in a small shop. */
  @Test
  void whatIsNotKnownAtAllOverflowsNothing() {
    Covariance covariance =
        Covariance.of(List.of("r", "alpha"), new double[][] {{160_000, 0}, {0, 160_000}});
    ParameterUncertainty<TransactionModel> uncertain =
        ParameterUncertainty.of(new Nbd(1, 10, WEEK), covariance);
    assertEquals(1000, ((Nbd) uncertain.representatives().get(0)).r(), 1e-9);
    PurchasePrediction prediction = PurchasePrediction.of(uncertain, TimeSpan.of(10, WEEK));
    CustomerSummary customer = new CustomerSummary(4, 30, 40, WEEK);
    PurchaseForecast total = prediction.total(copies(customer, 50), 0.9);
    assertEquals(50, total.mean(), 1e-9);
    assertTrue(total.low() >= 0 && total.high() > 50, total::toString);
    assertTrue(Double.isFinite(total.variance()), total::toString);
  }

  @Test
  void representativesHaveTheMomentsOfTheEstimates() {
    Covariance covariance =
        Covariance.of(List.of("r", "alpha"), new double[][] {{0.04, 0}, {0.03, 0.09}});
    ParameterUncertainty<TransactionModel> uncertain =
        ParameterUncertainty.of(new Nbd(1, 10, WEEK), covariance);
    List<TransactionModel> models = uncertain.representatives();
    assertEquals(4, models.size());
    double mean = 0;
    double variance = 0;
    double together = 0;
    for (TransactionModel model : models) {
      double r = Math.log(((Nbd) model).r());
      double alpha = Math.log(((Nbd) model).alpha() / 10);
      mean += r / 4;
      variance += r * r / 4;
      together += r * alpha / 4;
    }
    assertEquals(0, mean, 1e-15);
    assertEquals(0.04, variance, 1e-15);
    assertEquals(0.03, together, 1e-15);
    assertEquals(
        List.of(new Nbd(1, 10, WEEK)),
        ParameterUncertainty.of(new Nbd(1, 10, WEEK), Covariance.NONE).representatives());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            ParameterUncertainty.of(
                new Nbd(1, 10, WEEK), Covariance.of(List.of("s"), new double[][] {{1}})));
  }

  @Test
  void refitsDependOnTheSeedAlone() {
    CustomerSummaries data = customers(500, 3);
    assertEquals(resampled(data, 1).models(), resampled(data, 3).models());
    assertEquals(data.customers(), data.withWeights(weights(data)).customers());
    assertThrows(IllegalArgumentException.class, () -> data.withWeights(new double[1]));
    CustomerSummaries halves = data.withWeights(new double[data.rows()]);
    assertEquals(0, halves.rows());
  }

  /**
   * Means, variances and covariances of the weights are those of the multinomial distribution, of
   * two thousand million customers as of thirty.
   */
  @Test
  void samplesAreMultinomialOverTheGroups() {
    for (double unit : new double[] {1, 1e8}) {
      double[] weight = {12 * unit, 3 * unit, 5 * unit};
      double n = 20 * unit;
      CustomerSummaries data =
          CustomerSummaries.of(
              new int[] {0, 1, 2}, new double[] {0, 4, 9}, new double[] {20, 20, 20}, weight, WEEK);
      int times = 4000;
      List<CustomerSummaries> samples =
          ModelDraws.ofResampledCustomers(
                  data, some -> some, BootstrapOptions.DEFAULT.withReplicates(times))
              .models();
      double[] means = new double[3];
      double[][] products = new double[3][3];
      for (CustomerSummaries sample : samples) {
        assertEquals(n, sample.customers());
        double[] off = new double[3];
        for (int row = 0; row < 3; row++) {
          off[row] = -weight[row];
        }
        for (int row = 0; row < sample.rows(); row++) {
          off[sample.frequency(row)] += sample.weight(row);
        }
        for (int i = 0; i < 3; i++) {
          means[i] += off[i] / times;
          for (int j = 0; j < 3; j++) {
            products[i][j] += off[i] * off[j] / times;
          }
        }
      }
      for (int i = 0; i < 3; i++) {
        double variance = weight[i] * (1 - weight[i] / n);
        assertEquals(0, means[i], 5 * Math.sqrt(variance / times));
        assertEquals(variance, products[i][i], 5 * variance * Math.sqrt(2.0 / times));
        for (int j = 0; j < i; j++) {
          double other = weight[j] * (1 - weight[j] / n);
          double error = 5 * Math.sqrt(2 * variance * other / times);
          assertEquals(-weight[i] * weight[j] / n, products[i][j], error);
        }
      }
    }
  }

  /** A mistake of the caller's is not swallowed. */
  @Test
  void whyRefitsFailedIsTheCause() {
    CustomerSummaries data = customers(100, 4);
    AtomicInteger calls = new AtomicInteger();
    IllegalArgumentException mistake = new IllegalArgumentException("horizon must be positive");
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () ->
                ModelDraws.ofResampledCustomers(
                    data,
                    some -> {
                      if (calls.getAndIncrement() > 0) {
                        throw mistake;
                      }
                      return some;
                    },
                    BootstrapOptions.DEFAULT.withReplicates(10)));
    assertSame(mistake, e.getCause());
    assertTrue(String.valueOf(e.getMessage()).contains("horizon must be positive"), e.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> resampled(data.withWeights(halves(data)), 1),
        "half customers");
  }

  private static double[] halves(CustomerSummaries data) {
    double[] halves = weights(data);
    java.util.Arrays.setAll(halves, row -> halves[row] / 2);
    return halves;
  }

  private static double[] weights(CustomerSummaries data) {
    double[] weights = new double[data.rows()];
    for (int row = 0; row < weights.length; row++) {
      weights[row] = data.weight(row);
    }
    return weights;
  }

  /** A Poisson process with a gamma rate: the purchases to come are negative binomial. */
  @Test
  void aPredictionOfNbd() {
    Nbd model = new Nbd(1, 10, WEEK);
    PurchasePrediction prediction = PurchasePrediction.of(model, TimeSpan.of(10, WEEK));
    CustomerSummary customer = new CustomerSummary(4, 30, 40, WEEK);
    // r + x = 5 and t / (alpha + T + t) = 1/6.
    PurchaseForecast forecast = prediction.customer(customer, 0.9);
    assertEquals(1, forecast.mean(), 1e-14);
    assertEquals(1 * 6 / 5.0, forecast.processVariance(), 1e-6);
    assertEquals(0, forecast.parameterVariance());
    // (5/6)^5 = 0.402 is above 5 %; P(X <= 2) = 0.9042 (1 - 0.05 is not reached), P(X <= 3) =
    // 0.9690.
    assertEquals(0, forecast.low());
    assertEquals(3, forecast.high());
    double[] probabilities = prediction.probabilities(customer);
    assertEquals(Math.pow(5 / 6.0, 5), probabilities[0], 1e-14);

    PurchaseForecast all =
        prediction.total(
            CustomerSummaries.of(
                new int[] {4}, new double[] {30}, new double[] {40}, new double[] {50}, WEEK),
            0.9);
    assertEquals(50, all.mean(), 1e-12);
    assertEquals(60, all.processVariance(), 1e-4);
    // Negative binomial with 250 and 5/6, by its exact sums: 38 and 63.
    assertEquals(38, all.low());
    assertEquals(63, all.high());
  }

  /**
   * One customer together is that customer; the sum of a few is a convolution, of many nearly so.
   */
  @Test
  void aSegmentIsTheSumOfItsCustomers() {
    BgNbd model = new BgNbd(.243, 4.414, .793, 2.426, WEEK);
    PurchasePrediction prediction = PurchasePrediction.of(model, TimeSpan.of(39, WEEK));
    CustomerSummary heavy = new CustomerSummary(20, 38, 39, WEEK);
    PurchaseForecast alone = prediction.customer(heavy, 0.9);
    assertEquals(0, alone.low());
    PurchaseForecast together = prediction.total(CustomerSummaries.of(List.of(heavy)), 0.9);
    assertEquals(alone.low(), together.low());
    assertEquals(alone.high(), together.high());
    assertEquals(alone.processVariance(), together.processVariance(), 1e-9);
    PurchaseForecast few = prediction.total(copies(heavy, 20), 0.9);
    PurchaseForecast many = prediction.total(copies(heavy, 21), 0.9);
    assertEquals(20 * alone.mean(), few.mean(), 1e-9);
    // Exact, and negative binomial: within a fifth of the standard deviation.
    double near = 0.2 * Math.sqrt(few.variance());
    assertEquals(few.low() * 1.0, many.low() * 20.0 / 21, near);
    assertEquals(few.high() * 1.0, many.high() * 20.0 / 21, near);
  }

  private static CustomerSummaries copies(CustomerSummary customer, int n) {
    return CustomerSummaries.of(
        new int[] {customer.frequency()},
        new double[] {customer.recency()},
        new double[] {customer.age()},
        new double[] {n},
        WEEK);
  }

  @Test
  void uncertainParametersWidenAPrediction() {
    FitResult<BgNbd> fit = BgNbd.fit(customers(300, 4));
    TimeSpan year = TimeSpan.of(52, WEEK);
    CustomerSummary customer = new CustomerSummary(5, 40, 44, WEEK);
    ParameterUncertainty<TransactionModel> parameters = ParameterUncertainty.of(fit);
    PurchaseForecast estimated = PurchasePrediction.of(parameters, year).customer(customer, 0.9);
    double error =
        parameters.estimate(m -> m.expectedPurchases(customer, year), 0.9).standardError();
    assertEquals(error, Math.sqrt(estimated.parameterVariance()), 0.1 * error);
    assertTrue(estimated.processVariance() > estimated.mean(), estimated::toString);
    CustomerSummaries data = customers(300, 4);
    PurchaseForecast total = PurchasePrediction.of(fit.model(), year).total(data, 0.9);
    PurchaseForecast wider = PurchasePrediction.of(parameters, year).total(data, 0.9);
    assertTrue(wider.high() - wider.low() > total.high() - total.low(), () -> total + " " + wider);
    assertEquals(total.mean(), wider.mean());
    assertEquals(
        PurchasePrediction.of(fit.model(), year).customer(customer, 0.9).mean(), estimated.mean());
    double logError =
        parameters
            .estimate(m -> Math.log(PurchasePrediction.of(m, year).total(data, 0.9).mean()), 0.9)
            .standardError();
    assertEquals(
        logError * total.mean(),
        Math.sqrt(wider.parameterVariance()),
        2e-3 * logError * total.mean());
    assertThrows(
        IllegalArgumentException.class,
        () -> PurchasePrediction.of(fit.model(), year).customer(customer, 1));
  }

  @Test
  void simulatedHistoriesHaveTheAgesOfTheOthers() {
    CustomerSummaries data = customers(700, 6);
    PurchaseProcess process = TransactionModels.process(MODEL);
    CustomerSummaries one = HistorySimulation.like(process, data, 9);
    assertEquals(700, one.customers());
    assertTrue(one.wholeDays());
    double ages = 0;
    double same = 0;
    for (int row = 0; row < data.rows(); row++) {
      ages += data.weight(row) * data.age(row);
    }
    for (int row = 0; row < one.rows(); row++) {
      same += one.weight(row) * one.age(row);
    }
    assertEquals(ages, same, 1e-9 * ages);
    assertThrows(
        IllegalArgumentException.class,
        () -> HistorySimulation.like(PurchaseProcess.nbd(1, 1, PeriodUnit.DAY), data, 1));
    assertEquals(Map.of(), Covariance.NONE.standardErrors(MODEL.parameters()));
  }
}
