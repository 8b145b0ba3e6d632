package org.clv4j.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.io.Table;
import org.clv4j.models.evaluate.CalibrationBin;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.Nbd;
import org.clv4j.models.uncertainty.TrackingBand;
import org.clv4j.models.value.CohortTracking;
import org.junit.jupiter.api.Test;

/** The table holds what the other modules say, and the drawing has a shape for each of its rows. */
class ModelChartsTest {
  private static final BgNbd MODEL = new BgNbd(0.243, 4.414, 0.793, 2.426, PeriodUnit.WEEK);

  private static List<Object> row(Table table, int row) {
    return java.util.stream.IntStream.range(0, table.names().size())
        .mapToObj(column -> table.cell(row, column))
        .toList();
  }

  @Test
  void trackingHasTheSumsOfEachPeriod() {
    CohortTracking tracking = Shop.tracking();
    Chart cumulative = Charts.tracking(tracking);
    Chart incremental = Charts.trackingIncremental(tracking);
    assertEquals(List.of("period_end", "expected", "actual"), cumulative.table().names());
    assertEquals(tracking.periods(), cumulative.table().rows());
    int at = 80;
    assertEquals(
        List.of(
            tracking.end(at),
            tracking.expectedCumulative(at),
            tracking.actualCumulative(at).orElseThrow()),
        row(cumulative.table(), at));
    assertEquals(
        List.of(
            tracking.end(at),
            tracking.expectedIncremental(at),
            tracking.actualIncremental(at).orElseThrow()),
        row(incremental.table(), at));
    assertEquals(List.of("Actual", "Expected by the model"), Svg.of(cumulative).lines());
    assertTrue(Svg.of(cumulative).texts().contains("Calibration ends"));
  }

  @Test
  void withoutActualPurchasesOnlyTheExpectationIsDrawn() {
    CohortTracking tracking = CohortTracking.of(Shop.MODEL, Shop.BASE, Shop.weeks(4), Shop.SPLIT);
    Chart chart = Charts.tracking(tracking);
    assertEquals(null, chart.table().cell(3, 2));
    assertEquals(List.of("Expected by the model"), Svg.of(chart).lines());
    assertTrue(chart.description().contains("expected"), chart.description());
    assertTrue(!chart.description().contains("actual"), chart.description());
    assertTrue(!Svg.of(chart).texts().contains("Calibration ends"), "nothing comes after it");
  }

  @Test
  void aBandMustHaveTheSamePeriods() {
    CohortTracking tracking = Shop.tracking();
    TrackingBand other =
        new TrackingBand(List.of(new TrackingBand.Period(Shop.START, 1, 0, 2)), 0.9);
    assertThrows(IllegalArgumentException.class, () -> Charts.tracking(tracking, other));
  }

  @Test
  void frequencyHasABarForEachCount() {
    Chart chart = Charts.frequency(Shop.MODEL, Shop.BASE);
    Table table = chart.table();
    assertEquals(8, table.rows());
    assertEquals("7+", table.cell(7, 0));
    double actual = 0;
    double expected = 0;
    for (int row = 0; row < 8; row++) {
      actual += Shop.number(table, row, 1);
      expected += Shop.number(table, row, 2);
    }
    assertEquals(Shop.BASE.size(), actual);
    assertEquals(Shop.BASE.size(), expected, 1e-9);
    List<String> bars = Svg.of(chart).meanings("rect");
    assertEquals(16, bars.size());
    long none =
        java.util.stream.IntStream.range(0, Shop.BASE.size())
            .filter(row -> Shop.BASE.frequency(row) == 0)
            .count();
    assertTrue(bars.contains("Actual: " + none + " (0)"), bars.toString());
  }

  @Test
  void conditionalExpectationsAreThoseOfTheBacktest() {
    List<CalibrationBin> bins = Shop.BACKTEST.byFrequency("mbg-nbd");
    Chart chart = Charts.conditionalExpectationByFrequency(Shop.BACKTEST, "mbg-nbd");
    assertEquals(bins.size(), chart.table().rows());
    assertEquals(
        List.of(
            bins.get(2).label(),
            bins.get(2).customers(),
            bins.get(2).meanActual(),
            bins.get(2).meanPredicted()),
        row(chart.table(), 2));
    assertEquals(bins.size(), Svg.of(chart).meanings("circle").size());
    Chart recency = Charts.conditionalExpectationByRecency(Shop.BACKTEST, "naive-same-rate");
    assertEquals(Shop.BACKTEST.byRecency("naive-same-rate").size(), recency.table().rows());
    assertTrue(Svg.of(recency).texts().contains("naive-same-rate"));
  }

  @Test
  void matricesHaveTheModelsNumbersAndNoImpossibleCell() {
    Chart alive = Charts.probabilityAlive(MODEL, Shop.weeks(40), 5);
    Table table = alive.table();
    // Frequency 0 with recency 0, and 5 frequencies with 41 recencies.
    assertEquals(1 + 5 * 41, table.rows());
    assertEquals(List.of(0, 0.0, MODEL.probabilityAlive(0, 0, 40)), row(table, 0));
    assertEquals(List.of(2, 30.0, MODEL.probabilityAlive(2, 30, 40)), row(table, 1 + 41 + 30));
    List<String> cells = Svg.of(alive).meanings("rect");
    assertEquals(table.rows(), cells.size());
    assertTrue(cells.get(0).endsWith(": frequency 0, recency 0 weeks"), cells.get(0));
    Chart expected = Charts.expectedPurchases(MODEL, Shop.weeks(40), 5, Shop.weeks(52));
    assertEquals(
        List.of(5, 40.0, MODEL.expectedPurchases(5, 40, 40, 52)),
        row(expected.table(), expected.table().rows() - 1));
    assertEquals("expected_purchases", expected.table().names().get(2));
  }

  @Test
  void densitiesAreThoseOfTheMixingLaws() {
    Chart rate = Charts.transactionRateHeterogeneity(MODEL);
    double mean = 0.243 / 4.414;
    double spread = Math.sqrt(0.243) / 4.414;
    double first = Shop.number(rate.table(), 0, 0);
    assertEquals((mean + 4 * spread) / 800, first, 1e-15);
    Chart dropout = Charts.dropoutHeterogeneity(MODEL);
    assertEquals(400, dropout.table().rows());
    double sum = 0;
    for (int row = 0; row < 400; row++) {
      sum += Shop.number(dropout.table(), row, 1) / 400;
    }
    // The midpoint rule misses a part of the peak at 0, where x^-0.207 has no bound.
    assertEquals(1, sum, 0.01);
    assertTrue(dropout.description().contains("0.2463"), dropout.description());
    assertThrows(
        IllegalArgumentException.class,
        () -> Charts.dropoutHeterogeneity(new Nbd(1, 2, PeriodUnit.WEEK)));
  }

  @Test
  void aHistoryHasADayForEachRow() {
    Chart chart = Charts.aliveHistory(Shop.MODEL, Shop.ORDERS, "101", Shop.END);
    int row = Shop.BASE.row("101");
    LocalDate first = Shop.BASE.firstOrder(row);
    assertEquals(first, chart.table().cell(0, 0));
    assertEquals(1, chart.table().cell(0, 1));
    int last = chart.table().rows() - 1;
    assertEquals(Shop.END, chart.table().cell(last, 0));
    CustomerBase then = CustomerBase.of(Shop.LOG, Shop.END);
    assertEquals(
        Shop.MODEL.probabilityAlive(then.summary(then.row("101"), PeriodUnit.WEEK)),
        chart.table().cell(last, 2));
    assertEquals(then.frequency(then.row("101")) + 1, Svg.of(chart).meanings("path").size());
    assertThrows(
        IllegalArgumentException.class,
        () -> Charts.aliveHistory(Shop.MODEL, Shop.ORDERS, "nobody", Shop.END));
  }

  @Test
  void probabilitiesOfNumbersOfPurchases() {
    Chart chart = Charts.pmf(MODEL, Shop.weeks(39), 5);
    assertEquals(6, chart.table().rows());
    assertEquals(List.of(3, MODEL.probabilityOfPurchases(3, 39)), row(chart.table(), 3));
    assertEquals(6, Svg.of(chart).meanings("rect").size());
    CustomerSummary history = new CustomerSummary(2, 30.4, 38.9, PeriodUnit.WEEK);
    Chart ofHistory = Charts.pmf(MODEL, history, Shop.weeks(39), 5);
    assertEquals(MODEL.probabilityOfPurchases(2, 30.4, 38.9, 4, 39), ofHistory.table().cell(4, 1));
    assertThrows(IllegalArgumentException.class, () -> Charts.pmf(MODEL, Shop.weeks(39), 1001));
  }

  @Test
  void likelihoodHasTheSurfaceAndItsContours() {
    CustomerSummaries customers = CustomerSummaries.of(Shop.BASE, PeriodUnit.WEEK);
    Chart chart = Charts.likelihood(Shop.FIT, customers, "r", "alpha");
    assertEquals(List.of("r", "alpha", "log_likelihood"), chart.table().names());
    assertEquals(41 * 41, chart.table().rows());
    int middle = 20 * 41 + 20;
    assertEquals(Shop.MODEL.r(), chart.table().cell(middle, 0));
    assertEquals(Shop.MODEL.alpha(), chart.table().cell(middle, 1));
    assertEquals(Shop.FIT.logLikelihood(), Shop.number(chart.table(), middle, 2), 1e-6);
    // Three standard errors away the likelihood falls by 4.5 at least.
    assertTrue(Svg.of(chart).meanings("path").containsAll(List.of("−0.5", "−1", "−2", "−4")));
    assertThrows(
        IllegalArgumentException.class, () -> Charts.likelihood(Shop.FIT, customers, "r", "gamma"));
  }
}
