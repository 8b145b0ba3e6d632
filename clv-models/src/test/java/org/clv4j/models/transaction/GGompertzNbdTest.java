package org.clv4j.models.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.internal.DropoutSimulation;
import org.clv4j.models.internal.UntilDropout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GGompertzNbdTest {
  private static final ParetoNbd PARETO =
      new ParetoNbd(0.553, 10.578, 0.606, 11.669, PeriodUnit.WEEK);

  private static GGompertzNbd near(double b) {
    return new GGompertzNbd(0.553, 10.578, b, 0.606, 11.669, PeriodUnit.WEEK);
  }

  @Tag("reference-data")
  @Test
  void cdnowIsParetoNbd() {
    CustomerSummaries data = ReferenceData.cdnowWeeks();
    FitResult<GGompertzNbd> fit = GGompertzNbd.fit(data);
    assertEquals(-9594.976178940, fit.logLikelihood(), 1e-8);
    assertEquals(List.of("r", "alpha", "b", "s", "beta_over_b"), keys(fit));
    assertEquals(0, fit.parameter("b"));
    assertEquals(ParetoNbd.fit(data).parameter("beta"), fit.parameter("beta_over_b"));
    assertTrue(fit.warnings().get(0).contains("Pareto/NBD"), fit.warnings()::toString);
    assertEquals(6.2111136, fit.standardError("beta_over_b").orElseThrow(), 1e-6);
    assertTrue(fit.standardError("b").isEmpty());
    double alive = 0;
    double purchases = 0;
    for (int row = 0; row < data.rows(); row++) {
      int x = data.frequency(row);
      double weight = data.weight(row);
      alive += weight * fit.model().probabilityAlive(x, data.recency(row), data.age(row));
      purchases += weight * fit.model().expectedPurchases(x, data.recency(row), data.age(row), 39);
    }
    // CLVTools stops at b = 1e-5, where the likelihood is 1e-4 lower and s 0.001 off.
    assertEquals(1051.98853, alive, 2e-4 * 1051);
    assertEquals(1665.54783, purchases, 1e-4 * 1665);
    double recency = 213 / 7.0;
    double age = 272 / 7.0;
    assertEquals(.869133, fit.model().probabilityAlive(2, recency, age), 1e-4);
    assertEquals(1.455185, fit.model().expectedPurchases(2, recency, age, 39), 1e-4);
  }

  private static List<String> keys(FitResult<GGompertzNbd> fit) {
    return List.copyOf(fit.parameters().keySet());
  }

  @Test
  void itTendsToParetoNbd() {
    for (double b : new double[] {0, 1e-12, 1e-9, 1e-6}) {
      GGompertzNbd model = near(b);
      // Every quantity below changes by less than 40 b 40 relative, besides rounding.
      double relative = 1600 * b + 1e-12;
      assertClose(
          PARETO.logLikelihood(2, 30.43, 38.86), model.logLikelihood(2, 30.43, 38.86), relative);
      assertClose(
          PARETO.probabilityAlive(2, 30.43, 38.86),
          model.probabilityAlive(2, 30.43, 38.86),
          relative);
      assertClose(PARETO.expectedPurchases(39), model.expectedPurchases(39), relative);
      assertClose(
          PARETO.expectedPurchases(2, 30.43, 38.86, 39),
          model.expectedPurchases(2, 30.43, 38.86, 39),
          relative);
      assertClose(
          PARETO.probabilityOfPurchases(3, 39), model.probabilityOfPurchases(3, 39), relative);
      assertClose(
          PARETO.discountedExpectedResidualTransactions(2, 30.43, 38.86, .27),
          model.discountedExpectedResidualTransactions(2, 30.43, 38.86, .27),
          relative);
      assertClose(
          PARETO.probabilityAlive(2, 30.43, 38.86, 10),
          model.probabilityAlive(2, 30.43, 38.86, 10),
          relative);
      assertClose(
          PARETO.expectedTransactionRate(2, 30.43, 38.86),
          model.expectedTransactionRate(2, 30.43, 38.86),
          relative);
    }
  }

  private static void assertClose(double expected, double actual, double relative) {
    assertEquals(expected, actual, relative * Math.abs(expected));
  }

  @Test
  void aGrowingHazardIsFound() {
    UntilDropout truth = new UntilDropout(1.5, 20, 1.2, 4000, 0.02);
    CustomerSummaries data = DropoutSimulation.times(truth, 1500, 500, 8, PeriodUnit.DAY);
    FitResult<GGompertzNbd> fit = GGompertzNbd.fit(data);
    assertEquals(List.of("r", "alpha", "b", "s", "beta"), keys(fit));
    GGompertzNbd model = new GGompertzNbd(1.5, 20, 0.02, 1.2, 4000, PeriodUnit.DAY);
    double atTruth = model.logLikelihood(data);
    // Twice the rise is about chi-squared with five degrees of freedom.
    assertTrue(fit.logLikelihood() >= atTruth, () -> fit + " " + atTruth);
    assertTrue(fit.logLikelihood() < atTruth + 15, () -> fit + " " + atTruth);
    assertTrue(fit.logLikelihood() > ParetoNbd.fit(data).logLikelihood() + 10);
    for (String name : fit.parameters().keySet()) {
      double error = fit.standardError(name).orElseThrow();
      double value = Objects.requireNonNull(model.parameters().get(name));
      assertEquals(value, fit.parameter(name), 4.5 * error, name);
    }
    assertEquals(fit.logLikelihood(), fit.model().logLikelihood(data), 1e-7);
    assertEquals(fit, GGompertzNbd.fit(data, FitOptions.DEFAULT.withThreads(3)));
  }

  @Test
  void betaIsKeptAsATimeAndGivenBack() {
    GGompertzNbd model = GGompertzNbd.of(.55, 10.5, .25, .6, .5, PeriodUnit.WEEK);
    assertEquals(2, model.betaOverB());
    assertEquals(.5, model.beta());
    assertEquals(List.of("r", "alpha", "b", "s", "beta"), List.copyOf(model.parameters().keySet()));
    assertEquals(0, near(0).beta());
    assertEquals(11.669, near(0).parameters().get("beta_over_b"));
    IllegalArgumentException zero =
        assertThrows(
            IllegalArgumentException.class,
            () -> GGompertzNbd.of(.55, 10.5, 0, .6, .5, PeriodUnit.WEEK));
    assertEquals("b must be positive and finite, but was 0.0", zero.getMessage());
    IllegalArgumentException negative =
        assertThrows(IllegalArgumentException.class, () -> near(-1));
    assertEquals(
        "b must be between 0.0 and 1.7976931348623157E308, but was -1.0", negative.getMessage());
  }

  /**
   * The posterior mean of b eta by brute force: over ln(b eta) by the trapezoidal rule, and over
   * the time of dropout by Simpson's.
   */
  @Test
  void theInitialDropoutRateMatchesQuadrature() {
    double[][] histories = {{0, 0, 30}, {2, 10, 38.86}, {2, 38, 38.86}, {7, 20, 20}, {5, 4, 40}};
    for (double b : new double[] {0, 0.05, 0.4}) {
      GGompertzNbd model = new GGompertzNbd(0.8, 5, b, 0.6, 12, PeriodUnit.WEEK);
      for (double[] h : histories) {
        double power = model.r() + h[0];
        double mass = 0;
        double moment = 0;
        for (double u = -60; u < 4; u += 0.05) {
          double hazard = Math.exp(u);
          int panels = 2000;
          double width = (h[2] - h[1]) / panels;
          double gone = 0;
          for (int i = 0; i <= panels; i++) {
            double y = h[1] + i * width;
            double weight = i == 0 || i == panels ? 1 : i % 2 == 1 ? 4 : 2;
            gone +=
                weight
                    * Math.pow(model.alpha() + y, -power)
                    * hazard
                    * Math.exp(b * y - hazard * growth(b, y));
          }
          double there =
              Math.pow(model.alpha() + h[2], -power) * Math.exp(-hazard * growth(b, h[2]));
          double prior = Math.exp(model.s() * u - model.betaOverB() * hazard);
          mass += prior * (there + gone * width / 3);
          moment += hazard * prior * (there + gone * width / 3);
        }
        // Simpson's error with 2000 panels is below 1e-9, that of the other rule below 1e-12.
        assertClose(moment / mass, model.expectedInitialDropoutRate((int) h[0], h[1], h[2]), 1e-8);
      }
    }
    assertClose(
        PARETO.expectedDropoutRate(2, 30.43, 38.86),
        near(0).expectedInitialDropoutRate(2, 30.43, 38.86),
        0);
  }

  private static double growth(double b, double y) {
    return b == 0 ? y : Math.expm1(b * y) / b;
  }

  /** Whoever is there has a hazard that grows, and is gone sooner the larger b is. */
  @Test
  void aLargerBLeavesFewer() {
    double last = 1;
    for (double b : new double[] {0, 0.001, 0.01, 0.1, 1, 10, 1000}) {
      double there = near(b).probabilityAlive(2, 30.43, 30.43, 10);
      assertTrue(there <= last, () -> "b " + b);
      last = there;
    }
    assertEquals(0, last);
  }
}
