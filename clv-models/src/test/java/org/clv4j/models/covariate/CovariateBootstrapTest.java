package org.clv4j.models.covariate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.uncertainty.BootstrapOptions;
import org.clv4j.models.uncertainty.ModelDraws;
import org.clv4j.models.uncertainty.PurchaseForecast;
import org.clv4j.models.uncertainty.PurchasePrediction;
import org.junit.jupiter.api.Test;

class CovariateBootstrapTest {
  private static final BootstrapOptions OPTIONS = BootstrapOptions.DEFAULT.withReplicates(120);
  private static final CovariateModel TRUTH = Shop.truth("mbg-nbd");
  private static final Shop SHOP = Shop.of(TRUTH, 16, 100, 21);

  private static CovariateModel fit(CovariateData data) {
    return CovariateModel.fit("mbg-nbd", data).model();
  }

  private static double parameter(CovariateModel model, String name) {
    return model.parameters().getOrDefault(name, Double.NaN);
  }

  /**
   * Where the model is true, three ways to a standard error lead to the same: of 120 refits within
   * 4 / sqrt(240) of it, and 10 % because they are right to the first order only.
   */
  @Test
  void refitsVaryAsStandardErrorsSay() {
    FitResult<CovariateModel> fit = CovariateModel.fit("mbg-nbd", SHOP.data());
    ModelDraws<CovariateModel> drawn =
        ModelDraws.ofResampledCustomers(
            SHOP.data(), CovariateBootstrapTest::fit, OPTIONS.withThreads(2));
    ModelDraws<CovariateModel> simulated =
        ModelDraws.ofSimulatedCustomers(
            SHOP.data(), CovariateBootstrapTest::fit, OPTIONS.withThreads(2));
    assertEquals(0, drawn.failures());
    assertEquals(fit.model(), drawn.estimate());
    for (String name : List.of("rate.age", "rate.channel=web", "dropout.age")) {
      double error = fit.standardError(name).orElseThrow();
      double ofDrawn = drawn.estimate(m -> parameter(m, name), 0.95).standardError();
      double ofSimulated = simulated.estimate(m -> parameter(m, name), 0.95).standardError();
      assertEquals(1, ofDrawn / error, 0.36, name);
      assertEquals(1, ofSimulated / error, 0.36, name);
    }
    TimeSpan year = TimeSpan.of(52, Shop.UNIT);
    PurchaseForecast forecast =
        PurchasePrediction.of(drawn, SHOP.covariates(), List.of("1"), year)
            .get(0)
            .customer(SHOP.customers().get(0), 0.9);
    assertTrue(forecast.parameterVariance() > 0, forecast::toString);
  }

  @Test
  void neitherThreadsNorTheOrderOfCustomersChangesABit() {
    BootstrapOptions few = OPTIONS.withReplicates(6);
    ModelDraws<CovariateModel> one =
        ModelDraws.ofResampledCustomers(SHOP.data(), CovariateBootstrapTest::fit, few);
    ModelDraws<CovariateModel> two =
        ModelDraws.ofResampledCustomers(
            SHOP.data(SHOP.covariates(), new Random(3)),
            CovariateBootstrapTest::fit,
            few.withThreads(2));
    assertEquals(one.models(), two.models());
    assertNotEquals(one.models().get(0), one.models().get(1));
    ModelDraws<CovariateModel> other =
        ModelDraws.ofResampledCustomers(SHOP.data(), CovariateBootstrapTest::fit, few.withSeed(2));
    assertNotEquals(one.models(), other.models());
  }

  /** Each group has as many as are drawn of it; nobody gets the covariates of another. */
  @Test
  void customersAreDrawnWithTheirCovariates() {
    CovariateData data = SHOP.data();
    CovariateData drawn = data.resampled(4);
    assertEquals(1600, drawn.customers().customers());
    assertEquals(1600, drawn.groups().stream().mapToDouble(g -> g.customers().customers()).sum());
    int at = 0;
    for (CovariateData.Group group : drawn.groups()) {
      while (!Arrays.equals(data.groups().get(at).z(), group.z())) {
        at++;
      }
      CustomerSummaries own = data.groups().get(at).customers();
      Map<String, Double> known = triples(own);
      assertTrue(known.keySet().containsAll(triples(group.customers()).keySet()));
      // Binomial with 1/16 or 1/8 of 1600; ages may coincide, so groups of 100 or 200.
      double mean = own.customers();
      assertEquals(mean, group.customers().customers(), 5 * Math.sqrt(mean));
    }
    assertThrows(
        IllegalArgumentException.class,
        () ->
            CovariateData.of(
                    List.of("a", "b"),
                    new int[] {1, 2},
                    new double[] {1, 2},
                    new double[] {5, 5},
                    new double[] {1.5, 2},
                    Shop.UNIT,
                    Covariates.builder(List.of("a", "b")).number("age", 1, 2).build())
                .resampled(1));
  }

  private static Map<String, Double> triples(CustomerSummaries customers) {
    Map<String, Double> triples = new LinkedHashMap<>();
    for (int row = 0; row < customers.rows(); row++) {
      triples.put(
          customers.frequency(row) + " " + customers.recency(row) + " " + customers.age(row),
          customers.weight(row));
    }
    return triples;
  }

  @Test
  void simulatedCustomersHaveTheCovariatesAndAgesOfTheOthers() {
    CovariateData data = SHOP.data();
    CovariateData simulated = data.simulated(TRUTH, 9);
    assertEquals(data.names(), simulated.names());
    assertEquals(data.groups().size(), simulated.groups().size());
    for (int g = 0; g < data.groups().size(); g++) {
      CustomerSummaries before = data.groups().get(g).customers();
      CustomerSummaries after = simulated.groups().get(g).customers();
      assertEquals(before.customers(), after.customers());
      assertEquals(ages(before), ages(after), 1e-9 * ages(before));
    }
    CovariateModel stranger =
        new CovariateModel(
            "bg-nbd",
            Map.of("r", 1.0, "alpha", 1.0, "a", 1.0, "b", 1.0, "rate.shoe", 1.0),
            Map.of(),
            Shop.UNIT);
    assertThrows(IllegalArgumentException.class, () -> data.simulated(stranger, 1));
  }

  private static double ages(CustomerSummaries customers) {
    double sum = 0;
    for (int row = 0; row < customers.rows(); row++) {
      sum += customers.weight(row) * customers.age(row);
    }
    return sum;
  }

  /** One of 400 customers is by fax; of samples (1 - 1/400)^400 = 37 % have nobody by fax. */
  @Test
  void samplesWithoutARareLevelAreFailures() {
    Shop shop = Shop.of(TRUTH, 4, 100, 2);
    List<String> channel = new ArrayList<>(shop.channel());
    channel.set(7, "fax");
    CovariateData data =
        shop.data(Covariates.builder(shop.ids()).category("channel", channel, "shop").build());
    ModelDraws<CovariateModel> drawn =
        ModelDraws.ofResampledCustomers(
            data, CovariateBootstrapTest::fit, OPTIONS.withReplicates(40).withThreads(2));
    // 15 expected, with a standard deviation of 3.
    assertEquals(15, drawn.failures(), 12);
    assertTrue(drawn.failures() > 0);
  }
}
