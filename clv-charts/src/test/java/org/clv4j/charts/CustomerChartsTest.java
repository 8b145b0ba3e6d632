package org.clv4j.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.io.Table;
import org.clv4j.segments.cohort.CohortMeasure;
import org.clv4j.segments.cohort.CohortOptions;
import org.clv4j.segments.cohort.CohortTable;
import org.clv4j.segments.concentration.Concentration;
import org.clv4j.segments.concentration.NegativeValues;
import org.clv4j.segments.experiment.UpliftCurve;
import org.clv4j.segments.metric.CalendarPeriod;
import org.clv4j.segments.retention.RetentionCurve;
import org.clv4j.segments.rfm.RfmRules;
import org.clv4j.segments.rfm.RfmScoring;
import org.clv4j.segments.rfm.RfmTable;
import org.clv4j.segments.survival.KaplanMeier;
import org.clv4j.segments.survival.SurvivalTimes;
import org.junit.jupiter.api.Test;

/** Customers, segments, cohorts: the table holds what the other modules say, and all is drawn. */
class CustomerChartsTest {
  private static final Currency EUR = Currency.getInstance("EUR");

  /** The shop of docs/metrics.md. */
  private static OrderLog small() {
    OrderLogBuilder log = OrderLog.builder(EUR);
    String[][] orders = {
      {"anna", "2024-01-10", "2000"},
      {"anna", "2024-03-10", "3000"},
      {"anna", "2024-12-01", "4000"},
      {"bob", "2024-02-01", "5000"},
      {"carl", "2024-11-20", "1000"},
      {"dora", "2023-06-01", "1500"},
      {"dora", "2023-07-01", "1500"}
    };
    for (String[] order : orders) {
      int day = (int) LocalDate.parse(order[1]).toEpochDay();
      log.add(order[0], day, Long.parseLong(order[2]));
    }
    return log.build();
  }

  private static final LocalDate END = LocalDate.of(2024, 12, 31);

  private static List<Object> column(Table table, int column) {
    return IntStream.range(0, table.rows())
        .mapToObj(row -> (Object) String.valueOf(table.cell(row, column)))
        .toList();
  }

  @Test
  void timingHasADayForEachOrder() {
    Chart chart = Charts.timingPatterns(CustomerOrders.of(small()), END, 10);
    assertEquals(
        List.of("dora", "dora", "anna", "anna", "anna", "bob", "carl"), column(chart.table(), 0));
    assertEquals(List.of("1", "0", "1", "0", "0", "1", "1"), column(chart.table(), 2));
    assertEquals(LocalDate.of(2023, 7, 1), chart.table().cell(1, 1));
    Svg svg = Svg.of(chart);
    assertEquals(3, svg.meanings("circle").size(), "later orders");
    assertTrue(svg.meanings("circle").get(0).startsWith("Later order: dora"));
    assertTrue(svg.texts().containsAll(List.of("anna", "bob", "carl", "dora")));
    Chart some = Charts.timingPatterns(CustomerOrders.of(small()), END, 2);
    assertEquals(List.of("anna", "anna", "anna", "carl"), column(some.table(), 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> Charts.timingPatterns(CustomerOrders.of(small()), LocalDate.of(2023, 1, 1), 5));
  }

  /** Dora 30 days; Anna 326 days in two steps, 163 days. */
  @Test
  void interpurchaseTimesAreMeansOfCustomers() {
    Chart chart = Charts.interpurchaseTimes(CustomerBase.of(small(), END));
    Table table = chart.table();
    assertEquals(List.of("from", "to", "customers"), table.names());
    long width = (long) Shop.number(table, 0, 1);
    assertEquals(1, table.cell((int) (30 / width), 2));
    int last = table.rows() - 1;
    assertEquals(1, table.cell(last, 2));
    assertEquals(null, table.cell(last, 1));
    CustomerBase once = CustomerBase.of(OrderLog.builderWithoutAmounts().add("a", 0).build());
    assertThrows(IllegalArgumentException.class, () -> Charts.interpurchaseTimes(once));
  }

  @Test
  void valuesAreCountedInRoundBins() {
    CustomerBase base = CustomerBase.of(small(), END);
    Chart chart = Charts.valueDistribution(base);
    Table table = chart.table();
    assertEquals(new BigDecimal("0.00"), table.cell(0, 0));
    int customers = 0;
    int bars = 0;
    for (int row = 0; row < table.rows(); row++) {
      customers += (int) Shop.number(table, row, 2);
      bars += Shop.number(table, row, 2) > 0 ? 1 : 0;
    }
    assertEquals(4, customers);
    // A bar of no height is not drawn.
    assertEquals(bars, Svg.of(chart).meanings("rect").size());
    assertTrue(Svg.of(chart).texts().contains("Spend per customer (EUR)"));
    CustomerBase without = CustomerBase.of(OrderLog.builderWithoutAmounts().add("a", 0).build());
    assertThrows(IllegalStateException.class, () -> Charts.valueDistribution(without));
    assertThrows(
        IllegalArgumentException.class,
        () -> Charts.valueDistribution(CustomerBase.of(OrderLog.builder(EUR).build(), END)));
  }

  /** 10, 30, 50 and 90 of 180. */
  @Test
  void concentrationIsToldFromBothEnds() {
    Concentration value =
        Concentration.ofSpend(CustomerBase.of(small(), END), NegativeValues.REFUSE);
    Table lorenz = Charts.lorenz(value).table();
    assertEquals(5, lorenz.rows());
    assertEquals(40 / 180.0, Shop.number(lorenz, 2, 1), 1e-15);
    Table whale = Charts.whale(value).table();
    assertEquals(0.25, whale.cell(1, 0));
    assertEquals(0.5, Shop.number(whale, 1, 1), 1e-15);
    assertTrue(Svg.of(Charts.lorenz(value)).texts().stream().anyMatch(t -> t.startsWith("Gini")));
    Concentration nothing =
        Concentration.ofSpend(
            CustomerBase.of(OrderLog.builder(EUR).add("a", 0, 0).build()), NegativeValues.REFUSE);
    assertThrows(IllegalArgumentException.class, () -> Charts.lorenz(nothing));
  }

  @Test
  void theGridHasACellForEachPairOfScores() {
    RfmTable rfm = RfmTable.of(Shop.BASE);
    Chart chart = Charts.rfm(rfm);
    assertEquals(25, chart.table().rows());
    assertEquals(rfm.grid().get(3).customers(), chart.table().cell(3, 2));
    List<String> cells = Svg.of(chart).meanings("rect");
    assertEquals(25, cells.size());
    assertTrue(cells.get(0).startsWith("r 5, f 1: " + rfm.grid().get(0).customers()), cells.get(0));
    CustomerBase without = CustomerBase.of(OrderLog.builderWithoutAmounts().add("a", 0).build());
    Chart counted = Charts.rfm(RfmTable.of(without, RfmScoring.quantiles(), RfmRules.RF_10));
    assertEquals(List.of("r", "f", "customers"), counted.table().names());
  }

  @Test
  void cohortsHaveACellForEachFigureAndMarkThoseThatAreOpen() {
    CohortTable cohorts =
        CohortTable.of(
            CustomerOrders.of(small()),
            CohortOptions.asOf(LocalDate.of(2024, 12, 15)).withCohorts(CalendarPeriod.QUARTER));
    Chart chart = Charts.cohorts(cohorts, CohortMeasure.RETENTION);
    Table table = chart.table();
    // 1, 4 and 7 periods of the three cohorts with customers, from 2023 Q2, 2024 Q1 and 2024 Q4.
    assertEquals(7 + 4 + 1, table.rows());
    assertEquals(
        List.of("2023-04-01", "1", "0", "1.0", "complete"),
        List.of(
            column(table, 0).get(0),
            column(table, 1).get(0),
            column(table, 2).get(0),
            column(table, 3).get(0),
            column(table, 4).get(0)));
    assertEquals("partial", table.cell(6, 4));
    Svg svg = Svg.of(chart);
    assertEquals(12, svg.meanings("rect").size());
    assertEquals(3, svg.meanings("rect").stream().filter(m -> m.endsWith("so far")).count());
    assertTrue(
        svg.texts().containsAll(List.of("2023 Q2", "2024 Q1", "2024 Q4")), svg.texts()::toString);
    assertTrue(svg.texts().stream().anyMatch(text -> text.contains("Hatched")));
    assertEquals(3, svg.all("path").size(), "the hatches");
    CohortTable none =
        CohortTable.of(CustomerOrders.of(small()), CohortOptions.asOf(LocalDate.of(2020, 1, 1)));
    assertThrows(
        IllegalArgumentException.class, () -> Charts.cohorts(none, CohortMeasure.RETENTION));
    IllegalArgumentException costs =
        assertThrows(
            IllegalArgumentException.class, () -> Charts.cohorts(cohorts, CohortMeasure.MARGIN));
    assertEquals("the orders have no costs", costs.getMessage());
  }

  @Test
  void ofManyCohortsTheYoungestAreShown() {
    CohortTable days =
        CohortTable.of(Shop.ORDERS, CohortOptions.asOf(Shop.END).withCohorts(CalendarPeriod.DAY));
    Chart chart = Charts.cohorts(Shop.cohorts(), CohortMeasure.ORDERS);
    assertEquals(Shop.cohorts().start(0), chart.table().cell(0, 0));
    CohortTable brackets =
        CohortTable.of(Shop.ORDERS, CohortOptions.asOf(Shop.END).withBrackets(0, 1, 3, 6));
    Svg svg = Svg.of(Charts.cohorts(brackets, CohortMeasure.RETENTION));
    assertTrue(svg.texts().containsAll(List.of("0", "1-2", "3-5", "6+")), svg.texts()::toString);
    Table ofDays = Charts.cohorts(days, CohortMeasure.RETENTION).table();
    LocalDate youngest =
        LocalDate.ofEpochDay(
            IntStream.range(0, Shop.BASE.size()).map(Shop.BASE::firstOrderDay).max().orElseThrow());
    assertEquals(youngest, ofDays.cell(ofDays.rows() - 1, 0));
    assertEquals(youngest.minusDays(59), ofDays.cell(0, 0));
    assertEquals(
        59,
        IntStream.range(0, ofDays.rows())
            .mapToDouble(row -> Shop.number(ofDays, row, 2))
            .max()
            .orElseThrow());
  }

  /** The ten customers of docs/survival.md. */
  @Test
  void survivalHasARowForEachStep() {
    double[] days = {10, 20, 20, 30, 40, 50, 60, 60, 80, 100};
    boolean[] left = {true, true, true, false, true, false, true, false, true, false};
    KaplanMeier curve = KaplanMeier.of(SurvivalTimes.of(days, left));
    Chart chart = Charts.survival(curve, PeriodUnit.DAY);
    Table table = chart.table();
    assertEquals(curve.steps().size(), table.rows());
    assertEquals(0.9, table.cell(0, 3));
    assertEquals(40.0, table.cell(3, 0));
    assertEquals(0.5833, Shop.number(table, 3, 3), 5e-5);
    assertEquals(0.2298, Shop.number(table, 3, 4), 5e-5);
    assertTrue(Svg.of(chart).texts().contains("Time (days)"));
    Map<String, KaplanMeier> groups = new LinkedHashMap<>();
    groups.put("<7>", curve);
    groups.put("8", Shop.curve(1));
    Chart both = Charts.survival(groups, PeriodUnit.DAY);
    assertEquals("<7>", both.table().cell(0, 0));
    assertEquals(List.of("<7>", "8"), Svg.of(both).lines());
    assertThrows(IllegalArgumentException.class, () -> Charts.survival(Map.of(), PeriodUnit.DAY));
  }

  @Test
  void retentionTellsWhatIsProjected() {
    RetentionCurve curve = RetentionCurve.of(1, 0.6, 0.5).withConstantRate(0.8);
    Chart chart = Charts.retention(curve, 5);
    assertEquals(List.of("1.0", "0.6", "0.5"), column(chart.table(), 1).subList(0, 3));
    assertEquals(0.4, Shop.number(chart.table(), 3, 1), 1e-15);
    assertEquals(
        List.of("observed", "observed", "observed", "projected", "projected", "projected"),
        column(chart.table(), 2));
    List<String> told = Svg.of(chart).meanings("circle");
    assertEquals(3, told.stream().filter(m -> m.startsWith("Observed: ")).count());
    assertTrue(told.contains("Projected: 40.0% (3)"), told.toString());
    Chart observed = Charts.retention(RetentionCurve.of(1, 0.6, 0.5), 12);
    assertEquals(3, observed.table().rows());
    assertEquals(2, Charts.retention(curve, 1).table().rows());
    assertThrows(IllegalArgumentException.class, () -> Charts.retention(curve, 0));
  }

  @Test
  void qiniHasARowForEachScore() {
    UpliftCurve curve = Shop.uplift();
    Chart chart = Charts.qini(curve);
    assertEquals(curve.points().size(), chart.table().rows());
    UpliftCurve.Point point = curve.points().get(5);
    assertEquals(
        List.of(point.score(), point.share(), point.gain()),
        Arrays.asList(
            chart.table().cell(5, 0), chart.table().cell(5, 1), chart.table().cell(5, 2)));
    assertEquals(List.of("Treated at random", "By score"), Svg.of(chart).lines());
  }
}
