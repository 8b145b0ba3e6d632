package org.clv4j.models.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.simulate.HistorySimulation;
import org.clv4j.models.simulate.OrderSimulation;
import org.clv4j.models.simulate.PurchaseProcess;
import org.clv4j.models.simulate.SimulationOptions;
import org.clv4j.models.transaction.BgBb;
import org.clv4j.models.transaction.BgCnbdK;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.GGompertzNbd;
import org.clv4j.models.transaction.MbgCnbdK;
import org.clv4j.models.transaction.MbgNbd;
import org.clv4j.models.transaction.Nbd;
import org.clv4j.models.transaction.OpportunityHistories;
import org.clv4j.models.transaction.ParetoNbd;
import org.clv4j.models.transaction.TransactionModel;
import org.junit.jupiter.api.Test;

class LikelihoodProfilesTest {
  private static final PeriodUnit WEEK = PeriodUnit.WEEK;

  private static CustomerSummaries simulated(TransactionModel truth, int n) {
    double[] age = new double[n];
    Arrays.setAll(age, i -> 20 + i % 60);
    CustomerSummaries ages = CustomerSummaries.of(new int[n], new double[n], age, null, WEEK);
    return HistorySimulation.like(TransactionModels.process(truth), ages, 3);
  }

  /**
   * Highest at the estimate; near it the parabola of the standard error, half its square; the ends
   * of the interval are where a likelihood-ratio test has a p-value of 5 %.
   */
  private static void check(FitResult<?> fit, LikelihoodProfiles profiles, List<String> names) {
    for (String name : names) {
      double estimate = fit.parameter(name);
      LikelihoodProfile profile = profiles.around(name, 0.2, 1);
      assertEquals(name, profile.parameter());
      assertEquals(estimate, profile.points().get(1).value(), 1e-12 * estimate);
      assertEquals(fit.logLikelihood(), profile.points().get(1).logLikelihood(), 1e-6, name);
      for (int side : new int[] {0, 2}) {
        double fall = fit.logLikelihood() - profile.points().get(side).logLikelihood();
        assertEquals(0.02, fall, 0.006, name + " of " + fit.model());
        assertFalse(profile.points().get(side).parameters().containsKey(name));
      }
      ProfileInterval interval = profiles.interval(name, 0.95);
      assertEquals(List.of(), interval.reasons(), name);
      double low = interval.low().orElseThrow();
      double high = interval.high().orElseThrow();
      for (double end : new double[] {low, high}) {
        double at = profiles.at(name, end).points().get(0).logLikelihood();
        // chi-squared(1) at 95 % is 3.841459
        assertEquals(3.841459, 2 * (fit.logLikelihood() - at), 1e-4, name + " of " + fit.model());
      }
      FitResult.ConfidenceInterval wald = fit.confidenceInterval(name, 0.95).orElseThrow();
      double width = Math.log(wald.high() / wald.low());
      // Curvature of the profile: a third of the width at most for these data.
      assertEquals(Math.log(wald.low()), Math.log(low), width / 3, name + " of " + fit.model());
      assertEquals(Math.log(wald.high()), Math.log(high), width / 3, name + " of " + fit.model());
    }
  }

  private static void check(TransactionModel truth, String... some) {
    FitOptions options = FitOptions.DEFAULT.withThreads(2);
    CustomerSummaries data = simulated(truth, 3000);
    Integer k = truth.parameters().containsKey("k") ? (Integer) 2 : null;
    FitResult<? extends TransactionModel> fit =
        TransactionModels.fit(truth.name(), data, k, options);
    check(
        fit,
        LikelihoodProfiles.of(fit, data, options),
        some.length == 0 ? List.copyOf(fit.parameters().keySet()) : List.of(some));
  }

  @Test
  void exponentialTimes() {
    check(new Nbd(0.8, 6, WEEK));
    check(new BgNbd(0.8, 6, 0.6, 2.4, WEEK));
    check(new MbgNbd(0.8, 6, 0.6, 2.4, WEEK));
    check(new ParetoNbd(0.8, 8, 0.9, 20, WEEK));
  }

  @Test
  void regularTimes() {
    check(new BgCnbdK(2, 0.8, 3, 0.6, 2.4, WEEK), "alpha", "a");
    check(new MbgCnbdK(2, 0.8, 3, 0.6, 2.4, WEEK), "r", "b");
  }

  @Test
  void growingHazard() {
    check(GGompertzNbd.of(1.5, 5, 0.08, 1.2, 48, WEEK), "b");
  }

  @Test
  void opportunities() {
    LocalDate start = LocalDate.of(2020, 1, 6);
    OpportunityHistories data =
        OrderSimulation.of(
                PurchaseProcess.bgBb(1.2, 0.75, 0.66, 2.78, WEEK),
                SimulationOptions.of(4000, 7, start, start.plusWeeks(12)))
            .opportunityHistories();
    FitResult<BgBb> fit = BgBb.fit(data);
    check(
        fit,
        LikelihoodProfiles.of(fit, options -> BgBb.fit(data, options), FitOptions.DEFAULT),
        List.copyOf(fit.parameters().keySet()));
  }

  /** Nobody leaves: b has no upper end, however large. */
  @Test
  void anEndThatTheDataDoNotSetIsEmptyWithItsReason() {
    CustomerSummaries data = simulated(new Nbd(0.8, 6, WEEK), 1000);
    FitResult<BgNbd> fit = BgNbd.fit(data);
    ProfileInterval b = LikelihoodProfiles.of(fit, data, FitOptions.DEFAULT).interval("b", 0.95);
    assertTrue(b.high().isEmpty(), b.toString());
    assertTrue(b.reasons().toString().contains("no upper end: up to b = "), b.reasons().toString());
    ProfileInterval r = LikelihoodProfiles.of(fit, data, FitOptions.DEFAULT).interval("r", 0.95);
    assertTrue(r.low().isPresent() && r.high().isPresent(), r.toString());
  }

  /** What is held counts as no parameter, so that the likelihood-ratio test is at hand. */
  @Test
  void heldParametersAreNoEstimates() {
    CustomerSummaries data = simulated(new BgNbd(0.8, 6, 0.6, 2.4, WEEK), 3000);
    FitResult<BgNbd> fit = BgNbd.fit(data);
    FitResult<BgNbd> held =
        BgNbd.fit(data, FitOptions.DEFAULT.withHeld("a", 0.6).withHeld("b", 2.4));
    assertEquals(List.of("r", "alpha"), List.copyOf(held.parameters().keySet()));
    assertEquals(List.of("r", "alpha"), held.covariance().names());
    assertEquals(0.6, held.model().a(), 1e-14);
    assertEquals(2.4, held.model().b(), 1e-14);
    assertEquals(List.of(), held.warnings());
    assertTrue(fit.likelihoodRatioTest(held).pValue() > 1e-3);
    assertEquals(2, fit.likelihoodRatioTest(held).degreesOfFreedom());
    FitOptions none = FitOptions.DEFAULT.withHeld("s", 1);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> BgNbd.fit(data, none));
    assertTrue(String.valueOf(e.getMessage()).contains("[r, alpha, a, b]"), e.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> BgNbd.fit(data, FitOptions.DEFAULT.withHeld("r", -1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> LikelihoodProfiles.of(fit, data, FitOptions.DEFAULT).at("x", 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> LikelihoodProfiles.of(fit, data, FitOptions.DEFAULT).interval("r", 1));
  }
}
