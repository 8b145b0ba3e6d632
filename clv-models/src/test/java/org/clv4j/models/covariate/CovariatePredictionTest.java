package org.clv4j.models.covariate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.fit.Covariance;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.TransactionModel;
import org.clv4j.models.uncertainty.Estimate;
import org.clv4j.models.uncertainty.ParameterUncertainty;
import org.clv4j.models.uncertainty.PurchaseForecast;
import org.clv4j.models.uncertainty.PurchasePrediction;
import org.junit.jupiter.api.Test;

class CovariatePredictionTest {
  private static final TimeSpan HALF_YEAR = TimeSpan.of(26, Shop.UNIT);

  private static ParameterUncertainty<CovariateModel> fitted(Shop shop, String model) {
    FitResult<CovariateModel> fit = CovariateModel.fit(model, shop.data());
    return ParameterUncertainty.of(fit.model(), fit.covariance());
  }

  @Test
  void withoutEffectsPredictionsAreThoseOfTheModel() {
    Map<String, Double> p = new LinkedHashMap<>(Shop.truth("bg-nbd").parameters());
    p.replaceAll((name, value) -> name.indexOf('.') >= 0 ? 0.0 : value);
    CovariateModel none = new CovariateModel("bg-nbd", p, Map.of("channel", "shop"), Shop.UNIT);
    Covariance covariance =
        Covariance.of(List.of("r", "alpha"), new double[][] {{0.01, 0.004}, {0.004, 0.02}});
    BgNbd plain = new BgNbd(0.9, 8, 0.7, 2.4, Shop.UNIT);
    Shop shop = Shop.of(Shop.truth("bg-nbd"), 12, 30, 3);
    PurchasePrediction expected =
        PurchasePrediction.of(ParameterUncertainty.of(plain, covariance), HALF_YEAR);
    List<PurchasePrediction> found =
        PurchasePrediction.of(
            ParameterUncertainty.of(none, covariance), shop.covariates(), shop.ids(), HALF_YEAR);
    for (int i = 0; i < 40; i++) {
      CustomerSummary customer = shop.customers().get(i);
      assertEquals(expected.customer(customer, 0.9), found.get(i).customer(customer, 0.9));
    }
    PurchaseForecast all = expected.total(CustomerSummaries.of(shop.customers()), 0.9);
    PurchaseForecast together = PurchasePrediction.total(found, shop.customers(), 0.9);
    assertEquals(all.mean(), together.mean(), 1e-11 * all.mean());
    assertEquals(all.variance(), together.variance(), 1e-9 * all.variance());
    assertEquals(all.low(), together.low());
    assertEquals(all.high(), together.high());
  }

  @Test
  void coefficientsAreUncertainToo() {
    Shop shop = Shop.of(Shop.truth("mbg-nbd"), 20, 20, 4);
    ParameterUncertainty<CovariateModel> parameters = fitted(shop, "mbg-nbd");
    List<PurchasePrediction> predictions =
        PurchasePrediction.of(parameters, shop.covariates(), shop.ids(), HALF_YEAR);
    assertSame(predictions.get(0), predictions.get(1));
    assertNotEquals(predictions.get(0), predictions.get(20));
    CustomerSummary customer = shop.customers().get(20);
    PurchaseForecast forecast = predictions.get(20).customer(customer, 0.9);
    // By the delta method, which is right to the first order only.
    Estimate mean =
        parameters.estimate(
            m -> m.at(shop.covariates(), "21").expectedPurchases(customer, HALF_YEAR), 0.9);
    double error = Math.sqrt(forecast.parameterVariance());
    assertEquals(mean.standardError(), error, 0.2 * error);
    // Less is uncertain where the effects are known.
    double ofR = parameters.estimate(CovariatePredictionTest::logOfR, 0.9).standardError();
    Covariance some = Covariance.of(List.of("r"), new double[][] {{ofR * ofR}});
    PurchaseForecast surer =
        PurchasePrediction.of(
                ParameterUncertainty.of(parameters.model(), some),
                shop.covariates(),
                List.of("21"),
                HALF_YEAR)
            .get(0)
            .customer(customer, 0.9);
    assertTrue(surer.parameterVariance() < forecast.parameterVariance());
  }

  private static double logOfR(CovariateModel model) {
    return Math.log(model.parameters().getOrDefault("r", Double.NaN));
  }

  /** Two customers who differ in their covariates share parameters, and nothing else. */
  @Test
  void twoTogetherAreAConvolutionGivenTheParameters() {
    Shop shop = Shop.of(Shop.truth("mbg-nbd"), 20, 20, 4);
    ParameterUncertainty<CovariateModel> parameters = fitted(shop, "mbg-nbd");
    List<String> ids = List.of("1", "21");
    List<CustomerSummary> two = List.of(shop.customers().get(0), shop.customers().get(20));
    List<PurchasePrediction> predictions =
        PurchasePrediction.of(parameters, shop.covariates(), ids, HALF_YEAR);
    double[] sum = new double[400];
    List<CovariateModel> models = parameters.representatives();
    double mean = 0;
    for (CovariateModel model : models) {
      List<TransactionModel> of = model.at(shop.covariates(), ids);
      for (int total = 0; total < sum.length; total++) {
        for (int n = 0; n <= total; n++) {
          sum[total] +=
              of.get(0).probabilityOfPurchases(two.get(0), n, HALF_YEAR)
                  * of.get(1).probabilityOfPurchases(two.get(1), total - n, HALF_YEAR)
                  / models.size();
        }
      }
    }
    List<TransactionModel> estimate = parameters.model().at(shop.covariates(), ids);
    mean += estimate.get(0).expectedPurchases(two.get(0), HALF_YEAR);
    mean += estimate.get(1).expectedPurchases(two.get(1), HALF_YEAR);
    PurchaseForecast forecast = PurchasePrediction.total(predictions, two, 0.8);
    assertEquals(mean, forecast.mean(), 1e-12 * mean);
    double below = 0;
    int low = -1;
    int high = -1;
    for (int n = 0; high < 0; n++) {
      below += sum[n];
      low = low < 0 && below > 0.1 ? n : low;
      high = below >= 0.9 ? n : high;
    }
    assertEquals(low, forecast.low());
    assertEquals(high, forecast.high());
  }

  @Test
  void theOrderOfCustomersChangesNoBitOfATotal() {
    Shop shop = Shop.of(Shop.truth("bg-nbd"), 15, 20, 8);
    ParameterUncertainty<CovariateModel> parameters = fitted(shop, "bg-nbd");
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < shop.ids().size(); i++) {
      order.add(i);
    }
    PurchaseForecast there = total(shop, parameters, order);
    Collections.shuffle(order, new Random(5));
    assertEquals(there, total(shop, parameters, order));
    assertEquals(total(shop, parameters, order.subList(0, 90)).level(), 0.9);
  }

  private static PurchaseForecast total(
      Shop shop, ParameterUncertainty<CovariateModel> parameters, List<Integer> order) {
    return PurchasePrediction.total(
        PurchasePrediction.of(
            parameters, shop.covariates(), order.stream().map(shop.ids()::get).toList(), HALF_YEAR),
        order.stream().map(shop.customers()::get).toList(),
        0.9);
  }

  @Test
  void whatDoesNotBelongTogetherIsRefused() {
    Shop shop = Shop.of(Shop.truth("bg-nbd"), 10, 20, 8);
    ParameterUncertainty<CovariateModel> exact =
        ParameterUncertainty.of(Shop.truth("bg-nbd"), Covariance.NONE);
    PurchasePrediction one =
        PurchasePrediction.of(exact, shop.covariates(), List.of("1"), HALF_YEAR).get(0);
    PurchasePrediction other =
        PurchasePrediction.of(exact, shop.covariates(), List.of("2"), TimeSpan.of(1, Shop.UNIT))
            .get(0);
    List<CustomerSummary> two = shop.customers().subList(0, 2);
    assertThrows(
        IllegalArgumentException.class,
        () -> PurchasePrediction.total(List.of(one, other), two, 0.9));
    assertThrows(
        IllegalArgumentException.class, () -> PurchasePrediction.total(List.of(one), two, 0.9));
    assertThrows(
        IllegalArgumentException.class, () -> PurchasePrediction.total(List.of(), List.of(), 0.9));
    assertThrows(
        IllegalArgumentException.class,
        () -> PurchasePrediction.of(exact, shop.covariates(), List.of("x"), HALF_YEAR));
    assertArrayEquals(
        PurchasePrediction.of(exact.model().at(shop.covariates(), "1"), HALF_YEAR)
            .probabilities(two.get(0)),
        one.probabilities(two.get(0)));
  }

  /**
   * Customers of 40 to 65 weeks, the 26 weeks after: within randomised intervals of 90 % lie 90 %
   * of them, within four standard errors of as many.
   */
  @Test
  void intervalsHoldWhatComes() {
    CovariateModel truth = Shop.truth("mbg-nbd");
    List<String> ids = new ArrayList<>();
    List<CustomerSummary> customers = new ArrayList<>();
    List<Integer> later = new ArrayList<>();
    List<Double> age = new ArrayList<>();
    List<String> channel = new ArrayList<>();
    int n = 2000;
    for (int i = 0; i < n; i++) {
      double z = (i % 20 - 10) / 10.0;
      double web = i % 2;
      double t = 40 + i % 26;
      double[] times =
          TransactionModels.process(truth.at(Map.of("age", z, "channel=web", web)))
              .purchaseTimes(7, i, t + 26);
      int x = 0;
      while (x < times.length && times[x] <= t) {
        x++;
      }
      ids.add("c" + i);
      customers.add(new CustomerSummary(x, x == 0 ? 0 : times[x - 1], t, Shop.UNIT));
      later.add(times.length - x);
      age.add(z);
      channel.add(web == 1 ? "web" : "shop");
    }
    Shop shop = new Shop(ids, customers, age.stream().mapToDouble(a -> a).toArray(), channel);
    List<PurchasePrediction> predictions =
        PurchasePrediction.of(fitted(shop, "mbg-nbd"), shop.covariates(), ids, HALF_YEAR);
    double covered = 0;
    for (int i = 0; i < n; i++) {
      double[] p = predictions.get(i).probabilities(customers.get(i));
      double below = 0;
      for (int k = 0; k < Math.min(later.get(i), p.length); k++) {
        below += p[k];
      }
      double own = later.get(i) < p.length ? p[later.get(i)] : 0;
      double within = Math.min(below + own, 0.95) - Math.max(below, 0.05);
      covered += within > 0 && own > 0 ? Math.min(1, within / own) / n : 0;
    }
    assertEquals(0.9, covered, 4 * Math.sqrt(0.09 / n));
    PurchaseForecast all = PurchasePrediction.total(predictions, customers, 0.9999);
    int came = later.stream().mapToInt(k -> k).sum();
    assertTrue(all.low() <= came && came <= all.high(), all + " " + came);
  }
}
