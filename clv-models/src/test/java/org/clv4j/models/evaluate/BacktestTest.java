package org.clv4j.models.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.clv4j.core.customer.CalibrationHoldout;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.simulate.OrderSimulation;
import org.clv4j.models.simulate.PurchaseProcess;
import org.clv4j.models.simulate.SimulationOptions;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.transaction.Nbd;
import org.junit.jupiter.api.Test;

class BacktestTest {
  private static final LocalDate START = LocalDate.of(2020, 1, 1);
  private static final LocalDate SPLIT = LocalDate.of(2021, 6, 30);
  private static final LocalDate END = LocalDate.of(2022, 3, 31);
  private static final BacktestOptions NAIVE = BacktestOptions.DEFAULT.withModels(List.of());

  private record Row(String customer, int day, long cents) {}

  private static OrderLog log(List<Row> rows) {
    OrderLogBuilder builder = OrderLog.builder(Money.UNSTATED);
    rows.forEach(row -> builder.add(row.customer, row.day, row.cents));
    return builder.build();
  }

  private static Row row(String customer, int day, long cents) {
    return new Row(customer, (int) START.toEpochDay() + day, cents);
  }

  /** Calibration days 0 to 10, holdout 11 to 20; D comes too late to be foretold. */
  private static OrderLog tiny() {
    return log(
        List.of(
            row("A", 0, 1000),
            row("A", 5, 3000),
            row("A", 12, 700),
            row("B", 0, 500),
            row("C", 4, 200),
            row("C", 6, 200),
            row("C", 8, 500),
            row("C", 15, 100),
            row("C", 18, 200),
            row("D", 16, 900),
            row("D", 19, 900)));
  }

  @Test
  void naiveRulesByHand() {
    Backtest test = Backtest.of(tiny(), START.plusDays(10), START.plusDays(20), NAIVE);
    assertEquals(3, test.calibration().size());
    assertEquals(List.of(1, 0, 2), List.of(test.actual(0), test.actual(1), test.actual(2)));
    Forecast same = test.forecast(Backtest.SAME_RATE);
    // x / T x 10: 1/10, 0/10, 2/6.
    assertEquals(1, same.purchases(0), 1e-15);
    assertEquals(0, same.purchases(1));
    assertEquals(10 / 3.0, same.purchases(2), 1e-14);
    assertEquals(4 / 9.0, same.accuracy().meanAbsoluteError(), 1e-14);
    assertEquals(Math.sqrt(16 / 27.0), same.accuracy().rootMeanSquaredError(), 1e-14);
    assertEquals(4 / 3.0, same.accuracy().bias(), 1e-14);
    assertEquals(1, same.accuracy().rankCorrelation().orElseThrow(), 1e-15);
    // At the mean spend of all purchases: 20 and 3.
    assertEquals(20, same.spend(0).orElseThrow(), 1e-14);
    assertEquals(10, same.spend(2).orElseThrow(), 1e-14);
    // 0.3 of A, who is worth most, of 7 in 10.
    assertEquals(0.21, same.valueCapture().orElseThrow(), 1e-15);
    Forecast cohort = test.forecast(Backtest.COHORT_MEAN);
    assertEquals(30 / 26.0, cohort.purchases(1), 1e-15);
    assertEquals(30 / 26.0 * 54 / 6, cohort.spend(1).orElseThrow(), 1e-14);
    assertTrue(cohort.accuracy().rankCorrelation().isEmpty());
    assertTrue(cohort.isNaive() && cohort.fit().isEmpty() && cohort.logScore().isEmpty());
    assertTrue(test.failures().toString().contains("must go back to 2019-01-12"));
    assertThrows(IllegalArgumentException.class, () -> test.forecast(Backtest.LAST_YEAR));
    assertFalse(test.verdict().modelIsBetter());
  }

  /** Whole weeks after the split: days 14 to 20, with 2 purchases; 4 repeat purchases before. */
  @Test
  void trackingByHand() {
    Backtest test = Backtest.of(tiny(), START.plusDays(10), START.plusDays(20), NAIVE);
    TrackingError error = test.forecast(Backtest.SAME_RATE).trackingError().orElseThrow();
    double total = 3 + 13 / 3.0;
    assertEquals((total - 6) / 6, error.cumulative(), 1e-14);
    assertEquals((2 - 13 / 3.0 * 0.7) / -2, error.incremental(), 1e-14);
  }

  @Test
  void binsByHand() {
    Backtest test = Backtest.of(tiny(), START.plusDays(10), START.plusDays(20), NAIVE);
    assertEquals(
        List.of("0", "1", "2"),
        test.byFrequency(Backtest.SAME_RATE).stream().map(CalibrationBin::label).toList());
    // Eighths of 10 days are 2 days each: C with 4, A with 5.
    List<CalibrationBin> recency = test.byRecency(Backtest.SAME_RATE);
    assertEquals(List.of("0", "3-4", "5-6"), recency.stream().map(CalibrationBin::label).toList());
    assertEquals(2, recency.get(1).meanActual());
    assertEquals(10 / 3.0, recency.get(1).meanPredicted(), 1e-14);
  }

  /** Ages 10, 10 and 6 days, and 5, 10 and 2 days of silence. */
  @Test
  void binsOfAgeAndSilenceByHand() {
    Backtest test = Backtest.of(tiny(), START.plusDays(10), START.plusDays(20), NAIVE);
    List<CalibrationBin> age = test.byAge(Backtest.SAME_RATE);
    assertEquals(List.of("5-6", "9-10"), age.stream().map(CalibrationBin::label).toList());
    assertEquals(List.of(1, 2), age.stream().map(CalibrationBin::customers).toList());
    assertEquals(0.5, age.get(1).meanActual());
    List<CalibrationBin> silence = test.byTimeSinceLastPurchase(Backtest.SAME_RATE);
    assertEquals(
        List.of("0-2", "5-6", "9-10"), silence.stream().map(CalibrationBin::label).toList());
    assertEquals(2, silence.get(0).meanActual());
    assertThrows(IllegalArgumentException.class, () -> test.byActivity(Backtest.SAME_RATE));
  }

  /** In each tenth about as many buy as the true model says, within 4 standard errors. */
  @Test
  void activityOfATrueModelIsAsForetold() {
    Backtest test = Backtest.of(log(simulated()), SPLIT, END, SOME);
    List<CalibrationBin> bins = test.byActivity("mbg-cnbd-k");
    assertEquals(
        test.calibration().size(), bins.stream().mapToInt(CalibrationBin::customers).sum());
    double before = -1;
    for (CalibrationBin bin : bins) {
      double p = bin.meanPredicted();
      assertTrue(p > before && p <= 1, bins.toString());
      before = p;
      double error = Math.sqrt(p * (1 - p) / bin.customers());
      assertEquals(p, bin.meanActual(), 4 * error + 1e-9, bin.toString());
    }
  }

  @Test
  void lastYearIsRepeated() {
    LocalDate split = LocalDate.of(2021, 3, 1);
    OrderLog log =
        log(
            List.of(
                row("A", 0, 100),
                row("A", 61, 300), // 2020-03-02, the first day of the span
                row("A", 91, 500), // 2020-04-01, its last
                row("A", 92, 700),
                row("B", 70, 900),
                row("C", 300, 100),
                row("C", 440, 100)));
    Forecast forecast =
        Backtest.of(log, split, LocalDate.of(2021, 4, 1), NAIVE).forecast(Backtest.LAST_YEAR);
    assertEquals(2, forecast.purchases(0));
    assertEquals(8, forecast.spend(0).orElseThrow());
    assertEquals(1, forecast.purchases(1));
    assertEquals(0, forecast.purchases(2));
  }

  private static List<Row> simulated() {
    OrderLog log =
        OrderSimulation.of(
                PurchaseProcess.mbgCnbd(2, 0.8, 4, 0.6, 2.5, PeriodUnit.WEEK),
                SimulationOptions.of(400, 7, START, END).withBirthsUntil(END.minusMonths(3)))
            .orders(new GammaGamma(6, 4, 15), Money.UNSTATED);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < log.size(); i++) {
      rows.add(new Row(log.customers().id(log.customer(i)), log.day(i), log.amount(i)));
    }
    return rows;
  }

  private static final BacktestOptions SOME =
      BacktestOptions.DEFAULT.withModels(List.of("nbd", "bg-nbd", "pareto-nbd", "mbg-cnbd-k"));

  /** Orders after the split are dropped, moved, priced anew, doubled, and new customers come. */
  @Test
  void aPoisonedFutureChangesNoBitOfTheForecast() {
    List<Row> rows = simulated();
    Random random = new Random(3);
    List<Row> poisoned = new ArrayList<>();
    for (Row row : rows) {
      if (row.day <= SPLIT.toEpochDay()) {
        poisoned.add(row);
      } else if (random.nextBoolean()) {
        int later = (int) SPLIT.toEpochDay() + 1 + random.nextInt(270);
        poisoned.add(new Row(row.customer, later, 1_000_000L * random.nextInt(50)));
        poisoned.add(new Row("new " + random.nextInt(90), later, 1));
        poisoned.add(new Row("1", later, 77));
      }
    }
    Backtest clean = Backtest.of(log(rows), SPLIT, END, SOME);
    Backtest dirty = Backtest.of(log(poisoned), SPLIT, END, SOME);
    assertSameForecasts(clean, dirty);
    assertFalse(
        clean.forecasts().get(0).accuracy().totalActual()
            == dirty.forecasts().get(0).accuracy().totalActual());
  }

  private static void assertSameForecasts(Backtest a, Backtest b) {
    assertEquals(a.calibration().size(), b.calibration().size());
    assertEquals(a.failures().keySet(), b.failures().keySet());
    assertEquals(7, a.forecasts().size());
    for (Forecast forecast : a.forecasts()) {
      Forecast other = b.forecast(forecast.name());
      assertEquals(
          forecast.fit().map(fit -> fit.parameters()), other.fit().map(fit -> fit.parameters()));
      for (int row = 0; row < a.calibration().size(); row++) {
        assertEquals(a.calibration().id(row), b.calibration().id(row));
        assertEquals(a.calibration().spendMinor(row), b.calibration().spendMinor(row));
        assertEquals(forecast.purchases(row), other.purchases(row), forecast.name());
        assertEquals(forecast.spend(row), other.spend(row), forecast.name());
      }
    }
  }

  @Test
  void neitherRowsInOrderNorThreadsMatter() {
    List<Row> rows = simulated();
    Backtest there = Backtest.of(log(rows), SPLIT, END, SOME);
    Collections.shuffle(rows, new Random(5));
    Backtest back = Backtest.of(log(rows), SPLIT, END, SOME.withThreads(3));
    assertSameForecasts(there, back);
    for (Forecast forecast : there.forecasts()) {
      Forecast other = back.forecast(forecast.name());
      assertEquals(forecast.accuracy(), other.accuracy());
      assertEquals(forecast.trackingError(), other.trackingError());
      assertEquals(forecast.valueCapture(), other.valueCapture());
      assertEquals(forecast.logScore(), other.logScore());
      assertEquals(forecast.intervalCoverage(), other.intervalCoverage());
      assertEquals(there.byFrequency(forecast.name()), back.byFrequency(forecast.name()));
      assertEquals(there.byRecency(forecast.name()), back.byRecency(forecast.name()));
    }
    assertEquals(there.verdict(), back.verdict());
  }

  @Test
  void aTrueModelBeatsTheNaiveRules() {
    Backtest test = Backtest.of(log(simulated()), SPLIT, END, SOME);
    Verdict verdict = test.verdict();
    assertTrue(verdict.modelIsBetter(), verdict.toString());
    assertTrue(verdict.sentences().get(0).contains(", the nearest naive rule: mean squared"));
    assertTrue(
        test.forecast("mbg-cnbd-k").logScore().orElseThrow()
            > test.forecast("nbd").logScore().orElseThrow());
    assertTrue(test.forecast(Backtest.SAME_RATE).intervalCoverage().isEmpty());
    // Of as many customers within 4 standard errors.
    double error = Math.sqrt(0.09 / test.calibration().size());
    assertEquals(0.9, test.forecast("mbg-cnbd-k").intervalCoverage().orElseThrow(), 4 * error);
  }

  /**
   * One customer who bought nothing: P(0) = p, of which the part above 5 % and up to 95 % counts.
   */
  @Test
  void coverageByHand() {
    Holdout holdout =
        new Holdout(
            tiny(),
            CalibrationHoldout.of(
                tiny(),
                START.plusDays(10),
                CustomerBase.Options.DEFAULT.withAsOf(START.plusDays(20))),
            PeriodUnit.DAY);
    Nbd model = new Nbd(2, 30, PeriodUnit.DAY);
    double expected = 0;
    int n = holdout.calibration.size();
    for (int row = 0; row < n; row++) {
      CustomerSummary customer = holdout.calibration.summary(row, PeriodUnit.DAY);
      double below = 0;
      TimeSpan span = TimeSpan.of(10, PeriodUnit.DAY);
      for (int i = 0; i < holdout.purchases[row]; i++) {
        below += model.probabilityOfPurchases(customer, i, span);
      }
      double own = model.probabilityOfPurchases(customer, (int) holdout.purchases[row], span);
      double within = Math.max(0, Math.min(below + own, 0.95) - Math.max(below, 0.05));
      expected += within / own / n;
    }
    assertEquals(expected, holdout.coverage(RowModels.same(model), 0.9, 1), 1e-14);
    assertTrue(expected > 0 && expected < 1, "expected: " + expected);
  }

  /** What nobody can foretell: as many each fortnight, for all customers alike. */
  @Test
  void itIsSaidWhereNoModelIsBetter() {
    List<Row> rows = new ArrayList<>();
    Random random = new Random(11);
    for (int customer = 0; customer < 60; customer++) {
      for (int day = random.nextInt(14); day < 400; day += 10 + random.nextInt(9)) {
        rows.add(row("c" + customer, day, 100));
      }
    }
    Backtest test =
        Backtest.of(
            log(rows),
            START.plusDays(260),
            START.plusDays(390),
            BacktestOptions.DEFAULT.withModels(List.of("mbg-nbd")));
    assertFalse(test.verdict().modelIsBetter());
    assertTrue(test.verdict().sentences().get(0).startsWith("This trial cannot tell"));
  }

  @Test
  void originsRoll() {
    OrderLog log = log(simulated());
    TimeSpan length = TimeSpan.of(90, PeriodUnit.DAY);
    List<LocalDate> origins = List.of(SPLIT, SPLIT.plusDays(90));
    List<Backtest> tests = Backtest.rolling(log, origins, length, NAIVE);
    assertEquals(origins, tests.stream().map(test -> test.calibration().asOf()).toList());
    assertEquals(SPLIT.plusDays(180), tests.get(1).holdoutEnd());
    assertThrows(
        IllegalArgumentException.class, () -> Backtest.rolling(log, List.of(END), length, NAIVE));
  }

  /** Over all origins each measure is the mean over customers and origins. */
  @Test
  void originsArePooled() {
    OrderLog log = log(simulated());
    List<LocalDate> origins = List.of(SPLIT, SPLIT.plusDays(90));
    List<Backtest> tests =
        Backtest.rolling(
            log,
            origins,
            TimeSpan.of(90, PeriodUnit.DAY),
            BacktestOptions.DEFAULT.withModels(List.of("mbg-nbd")));
    PooledBacktest pooled = PooledBacktest.of(tests);
    assertEquals(
        tests.get(0).forecasts().stream().map(Forecast::name).toList(),
        pooled.forecasts().stream().map(PooledBacktest.PooledForecast::name).toList());
    for (PooledBacktest.PooledForecast forecast : pooled.forecasts()) {
      double absolute = 0;
      double scores = 0;
      int customers = 0;
      for (Backtest test : tests) {
        ForecastAccuracy accuracy = test.forecast(forecast.name()).accuracy();
        absolute += accuracy.customers() * accuracy.meanAbsoluteError();
        scores += accuracy.customers() * test.forecast(forecast.name()).logScore().orElse(0);
        customers += accuracy.customers();
      }
      assertEquals(customers, forecast.accuracy().customers());
      assertEquals(absolute / customers, forecast.accuracy().meanAbsoluteError(), 1e-12);
      assertEquals(scores / customers, forecast.logScore().orElse(0), 1e-12);
    }
    assertEquals("mbg-nbd", pooled.verdict().bestModel().orElseThrow());
    assertEquals(tests.get(0).verdict(), PooledBacktest.of(tests.subList(0, 1)).verdict());
    assertThrows(IllegalArgumentException.class, () -> PooledBacktest.of(List.of()));
  }

  @Test
  void aModelThatCannotBeFittedIsNamed() {
    Backtest test =
        Backtest.of(
            log(List.of(row("A", 0, 1), row("B", 3, 1), row("B", 30, 1))),
            START.plusDays(20),
            START.plusDays(40),
            NAIVE.withModels(List.of("bg-nbd")));
    assertTrue(test.failures().containsKey("bg-nbd"));
    assertTrue(test.verdict().sentences().get(0).startsWith("No model could be fitted"));
    assertThrows(IllegalArgumentException.class, () -> NAIVE.withModels(List.of("nbd", "nbd")));
    assertThrows(IllegalArgumentException.class, () -> NAIVE.withModels(List.of("gg-nbd")));
  }
}
