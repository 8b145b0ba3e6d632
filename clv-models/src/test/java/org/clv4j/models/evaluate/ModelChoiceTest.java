package org.clv4j.models.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitException;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.simulate.OrderSimulation;
import org.clv4j.models.simulate.PurchaseProcess;
import org.clv4j.models.simulate.SimulationOptions;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.Nbd;
import org.junit.jupiter.api.Test;

class ModelChoiceTest {
  private static final LocalDate START = LocalDate.of(2020, 1, 6);
  private static final LocalDate END = START.plusWeeks(104);

  private static OrderLog orders(PurchaseProcess process, int customers, int seed) {
    return OrderSimulation.of(
            process,
            SimulationOptions.of(customers, seed, START, END).withBirthsUntil(START.plusWeeks(40)))
        .orders();
  }

  @Test
  void regularBuyersAreFound() {
    OrderLog log = orders(PurchaseProcess.mbgCnbd(3, 0.8, 1.7, 0.6, 1.8, PeriodUnit.WEEK), 1500, 1);
    ModelChoice choice = ModelChoice.of(log, END, BacktestOptions.DEFAULT.withThreads(2));
    assertEquals("mbg-cnbd-k", choice.fit().model().name(), choice.toString());
    assertEquals(3, choice.fit().parameter("k"));
    assertEquals(ModelChoice.Criterion.HOLDOUT_LOG_SCORE, choice.criterion());
    assertEquals(CustomerBase.of(log, END).size(), (int) choice.fit().customers(), "fitted to all");
    assertTrue(choice.difference().orElseThrow().mean() > 0);
    assertTrue(choice.runnerUp().isPresent());
    assertTrue(choice.reasons().get(0).contains("1500 customers bought from 2021-05-"));
  }

  /** The others fit it too, at the bound where nobody leaves. */
  @Test
  void withoutDropoutTheSimplestIsTaken() {
    OrderLog log = orders(PurchaseProcess.nbd(0.8, 8, PeriodUnit.WEEK), 1500, 2);
    ModelChoice choice = ModelChoice.of(log, END, BacktestOptions.DEFAULT.withThreads(2));
    assertEquals("nbd", choice.fit().model().name(), choice.toString());
    for (Candidate candidate : choice.candidates()) {
      assertTrue(
          candidate.rejected().isPresent()
              || candidate.behindBest().orElseThrow().mean() >= -Contest.SAME);
    }
  }

  @Test
  void rowsAndThreadsDoNotMatter() {
    OrderLog log = orders(PurchaseProcess.bgNbd(0.6, 5, 0.8, 2.4, PeriodUnit.WEEK), 500, 3);
    OrderLogBuilder reversed = OrderLog.builderWithoutAmounts();
    for (int row = log.size() - 1; row >= 0; row--) {
      reversed.add(log.customers().id(log.customer(row)), log.day(row));
    }
    assertEquals(
        ModelChoice.of(log, END, BacktestOptions.DEFAULT),
        ModelChoice.of(reversed.build(), END, BacktestOptions.DEFAULT.withThreads(3)));
  }

  @Test
  void summariesAreJudgedByTheBayesianCriterion() {
    OrderLog log = orders(PurchaseProcess.mbgNbd(0.8, 5, 0.8, 1.4, PeriodUnit.WEEK), 2000, 4);
    CustomerSummaries data = CustomerSummaries.of(CustomerBase.of(log, END), PeriodUnit.WEEK);
    ModelChoice choice = ModelChoice.of(data, BacktestOptions.DEFAULT.models(), FitOptions.DEFAULT);
    assertEquals(ModelChoice.Criterion.BAYESIAN, choice.criterion());
    assertEquals("mbg-nbd", choice.fit().model().name(), choice.toString());
    for (Candidate candidate : choice.candidates()) {
      if (TransactionModels.needsInterpurchaseTimes(candidate.name())) {
        assertTrue(candidate.rejected().orElseThrow().contains("no interpurchase times"));
      } else if (candidate.rejected().isEmpty()) {
        double bic = TransactionModels.fit(candidate.name(), data, null, FitOptions.DEFAULT).bic();
        assertEquals(
            -bic / (2 * data.customers()), candidate.score().orElseThrow(), 1e-12, "the score");
      }
    }
  }

  /** Of few customers the criterion decides; the error of its difference is no second charge. */
  @Test
  void theBayesianCriterionChargesParametersOnce() {
    List<String> models = List.of("nbd", "mbg-nbd");
    int clear = 0;
    for (int seed = 1; seed <= 20; seed++) {
      OrderLog log = orders(PurchaseProcess.mbgNbd(1.2, 4, 0.8, 1.6, PeriodUnit.WEEK), 60, seed);
      CustomerSummaries data = CustomerSummaries.of(CustomerBase.of(log, END), PeriodUnit.WEEK);
      FitResult<?> nbd = TransactionModels.fit("nbd", data, null, FitOptions.DEFAULT);
      FitResult<?> mbg = TransactionModels.fit("mbg-nbd", data, null, FitOptions.DEFAULT);
      if (nbd.bic() - mbg.bic() > 2.1 && mbg.standardErrors().size() == 4) {
        ModelChoice choice = ModelChoice.of(data, models, FitOptions.DEFAULT);
        assertEquals("mbg-nbd", choice.fit().model().name(), choice.toString());
        clear++;
      }
    }
    assertTrue(clear >= 5, "clear: " + clear);
  }

  /** A weight of w is w customers. */
  @Test
  void weightsCount() {
    OrderLog log = orders(PurchaseProcess.bgNbd(0.8, 5, 0.8, 1.4, PeriodUnit.WEEK), 300, 5);
    CustomerSummaries once = CustomerSummaries.of(CustomerBase.of(log, END), PeriodUnit.WEEK);
    int n = once.rows();
    int[] x = IntStream.range(0, 2 * n).map(i -> once.frequency(i % n)).toArray();
    double[] t = IntStream.range(0, 2 * n).mapToDouble(i -> once.recency(i % n)).toArray();
    double[] age = IntStream.range(0, 2 * n).mapToDouble(i -> once.age(i % n)).toArray();
    double[] weight = IntStream.range(0, 2 * n).mapToDouble(i -> once.weight(i % n)).toArray();
    CustomerSummaries twice = CustomerSummaries.of(x, t, age, weight, PeriodUnit.WEEK);
    List<String> models = List.of("bg-nbd", "mbg-nbd");
    MeanDifference one =
        ModelChoice.of(once, models, FitOptions.DEFAULT).difference().orElseThrow();
    MeanDifference two =
        ModelChoice.of(twice, models, FitOptions.DEFAULT).difference().orElseThrow();
    // Fits stop within 1e-9 of the optimum; the error falls by root 2 but for n / (n - 1).
    assertEquals(one.mean(), two.mean(), 1e-7);
    assertEquals(
        one.standardError() / Math.sqrt(2), two.standardError(), 2e-3 * one.standardError());
  }

  @Test
  void tooFewOrdersForAHoldout() {
    OrderLog log = orders(PurchaseProcess.nbd(0.9, 25, PeriodUnit.WEEK), 30, 6);
    ModelChoice choice =
        ModelChoice.of(log, END, BacktestOptions.DEFAULT.withModels(List.of("nbd")));
    assertEquals(ModelChoice.Criterion.BAYESIAN, choice.criterion());
    assertTrue(choice.reasons().get(0).contains("30 are needed"), choice.toString());
    assertTrue(choice.runnerUp().isEmpty() && choice.difference().isEmpty());
  }

  /** All leave with the same probability: a and b have no end, and are the best model still. */
  @Test
  void aFitThatEndedAtABoundIsTakenWhereItIsBest() {
    PurchaseProcess alike = PurchaseProcess.mbgNbd(0.8, 3, 2000, 6000, PeriodUnit.WEEK);
    BacktestOptions options = BacktestOptions.DEFAULT.withModels(List.of("nbd", "mbg-nbd"));
    int atBound = 0;
    for (int seed = 1; seed <= 8; seed++) {
      ModelChoice choice = ModelChoice.of(orders(alike, 1500, seed), END, options);
      assertEquals("mbg-nbd", choice.fit().model().name(), choice.toString());
      Candidate candidate = choice.candidates().get(0);
      String warning = String.join("; ", candidate.warnings());
      if (warning.contains("ended at a bound")) {
        assertTrue(
            choice.reasons().contains("mbg-nbd counts, but beware: " + warning), choice.toString());
        atBound++;
      }
    }
    assertTrue(atBound > 0, "some fits end at the bound");
  }

  @Test
  void itIsSaidWhereARejectedModelScoredBetter() {
    OrderLog log = orders(PurchaseProcess.bgNbd(0.8, 5, 0.8, 1.4, PeriodUnit.WEEK), 300, 5);
    CustomerSummaries data = CustomerSummaries.of(CustomerBase.of(log, END), PeriodUnit.WEEK);
    Contest contest = new Contest(List.of("nbd", "bg-nbd"), null);
    double[] even = new double[100];
    double[] better = IntStream.range(0, 100).mapToDouble(i -> 1 + i % 2).toArray();
    contest.enter("nbd", () -> Nbd.fit(data), fit -> even);
    contest.enter("bg-nbd", () -> BgNbd.fit(data), fit -> better);
    ModelChoice choice =
        contest.choose(
            ModelChoice.Criterion.HOLDOUT_LOG_SCORE,
            List.of(),
            name -> {
              if (name.equals("bg-nbd")) {
                throw new FitException("no end", java.util.Map.of(), 0);
              }
              return contest.fitOf(name);
            });
    assertEquals("nbd", choice.fit().model().name());
    assertEquals(1, choice.warnings().size());
    assertTrue(choice.warnings().get(0).contains("scored better than nbd, by 1.5"));
    assertTrue(choice.reasons().containsAll(choice.warnings()));
    assertTrue(choice.reasons().toString().contains("cannot be fitted to all data: no end"));
  }

  /** Within one standard error of the best the simpler one is taken, beyond it is not. */
  @Test
  void theRuleOfOneStandardError() {
    OrderLog log = orders(PurchaseProcess.bgNbd(0.8, 5, 0.8, 1.4, PeriodUnit.WEEK), 300, 5);
    CustomerSummaries data = CustomerSummaries.of(CustomerBase.of(log, END), PeriodUnit.WEEK);
    for (double mean : new double[] {0.09, 0.11}) {
      Contest contest = new Contest(List.of("nbd", "bg-nbd"), null);
      contest.enter("nbd", () -> Nbd.fit(data), fit -> new double[101]);
      // Differences of mean -+ 1, whose standard error is 0.1.
      double[] ahead = new double[101];
      java.util.Arrays.setAll(ahead, i -> i == 100 ? mean : mean + 2 * (i % 2) - 1);
      contest.enter("bg-nbd", () -> BgNbd.fit(data), fit -> ahead);
      ModelChoice choice =
          contest.choose(ModelChoice.Criterion.HOLDOUT_LOG_SCORE, List.of(), contest::fitOf);
      assertEquals(mean < 0.1 ? "nbd" : "bg-nbd", choice.fit().model().name());
      FitResult.ConfidenceInterval interval =
          choice.difference().orElseThrow().confidenceInterval(0.95);
      assertEquals(2 * 1.959964 * 0.0995, interval.high() - interval.low(), 1e-4);
    }
  }

  @Test
  void nothingUsable() {
    CustomerSummaries data =
        CustomerSummaries.of(
            new int[] {0, 1}, new double[] {0, 3}, new double[] {9, 9}, null, PeriodUnit.WEEK);
    FitException e =
        assertThrows(
            FitException.class,
            () -> ModelChoice.of(data, List.of("bg-cnbd-k"), FitOptions.DEFAULT));
    assertTrue(String.valueOf(e.getMessage()).contains("no interpurchase times"), e.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> ModelChoice.of(data, List.of(), FitOptions.DEFAULT));
  }
}
