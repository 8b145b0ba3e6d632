package org.clv4j.segments.cohort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.OrderLog;
import org.clv4j.segments.metric.CalendarPeriod;
import org.clv4j.segments.metric.Metric;
import org.junit.jupiter.api.Test;

/** The shop of docs/metrics.md, by hand, and odd logs. */
class CohortTableTest {
  private static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);
  private static final CohortOptions QUARTERS =
      CohortOptions.asOf(AS_OF).withCohorts(CalendarPeriod.QUARTER);

  private static CohortTable quarters() {
    return CohortTable.of(Shops.ofThePage(), QUARTERS);
  }

  @Test
  void theShopByQuarters() {
    CohortTable table = quarters();
    assertEquals(7, table.cohorts());
    assertEquals(7, table.periods());
    assertEquals(LocalDate.of(2023, 4, 1), table.start(0));
    assertEquals(
        List.of(1, 0, 0, 2, 0, 0, 1), IntStream.range(0, 7).mapToObj(table::customers).toList());
    // Anna came back in the fourth quarter, bob did not.
    assertEquals("retention = 0.5 share (1 of 2)", cell(table, CohortMeasure.RETENTION, 3, 3));
    assertEquals(
        "retention_on_or_after = 0.5 share (1 of 2)",
        cell(table, CohortMeasure.RETENTION_ON_OR_AFTER, 3, 1));
    assertEquals(
        "retention_every = 0.0 share (0 of 2)", cell(table, CohortMeasure.RETENTION_EVERY, 3, 3));
    assertEquals("orders = 3.0 orders", cell(table, CohortMeasure.ORDERS, 3, 0));
    assertEquals("revenue = 100.0 money", cell(table, CohortMeasure.REVENUE, 3, 0));
    assertEquals(
        "cumulative_value = 70.0 money (140.00 of 2)",
        cell(table, CohortMeasure.CUMULATIVE_VALUE, 3, 3));
    assertEquals(
        "average_order_value = 40.0 money (40.00 of 1)",
        cell(table, CohortMeasure.AVERAGE_ORDER_VALUE, 3, 3));
    assertEquals(
        "average_order_value = none, there was no order in the period (0.00 of 0)",
        cell(table, CohortMeasure.AVERAGE_ORDER_VALUE, 3, 1));
    assertEquals(
        "retention = none, nobody first ordered in the cohort's time (0 of 0)",
        cell(table, CohortMeasure.RETENTION, 1, 0));
    assertEquals(
        "retention = none, the period had not begun by 2024-12-31",
        cell(table, CohortMeasure.RETENTION, 6, 1));
    assertEquals(
        "margin = none, the orders have no costs", cell(table, CohortMeasure.MARGIN, 3, 0));
  }

  private static String cell(CohortTable table, CohortMeasure measure, int cohort, int period) {
    return table.value(measure, cohort, period).toString();
  }

  @Test
  void averagesWeighCustomersOrCohorts() {
    CohortTable table = quarters();
    // Period 1: dora of 1, nobody of 2; the fourth quarter of 2024 has no period 1 yet.
    assertEquals(
        "retention_weighted_average = 0.3333333333333333 share (1 of 3)",
        table.weightedAverage(CohortMeasure.RETENTION, 1).toString());
    assertEquals(
        "retention_unweighted_average = 0.5 share (1.0 of 2)",
        table.unweightedAverage(CohortMeasure.RETENTION, 1).toString());
    // Period 0: revenue 15, 100 and 10 of 1, 2 and 1 customers.
    assertEquals(56.25, table.weightedAverage(CohortMeasure.REVENUE, 0).value().getAsDouble(), 0);
    assertEquals(
        125.0 / 3, table.unweightedAverage(CohortMeasure.REVENUE, 0).value().getAsDouble(), 1e-14);
    assertEquals(
        "margin_weighted_average = none, the orders have no costs",
        table.weightedAverage(CohortMeasure.MARGIN, 0).toString());
  }

  @Test
  void aDayBeforeItsEndAPeriodIsPartialAndNotAveraged() {
    CohortTable table =
        CohortTable.of(
            Shops.ofThePage(), QUARTERS.withThreads(2).withCohorts(CalendarPeriod.MONTH));
    assertEquals(Completeness.COMPLETE, table.completeness(7, 11));
    CohortOptions early = CohortOptions.asOf(AS_OF.minusDays(1));
    CohortTable cut = CohortTable.of(Shops.ofThePage(), early);
    assertEquals(LocalDate.of(2024, 1, 1), cut.start(7));
    assertEquals(Completeness.COMPLETE, cut.completeness(7, 10));
    assertEquals(Completeness.PARTIAL, cut.completeness(7, 11));
    assertEquals(Completeness.UNOBSERVED, cut.completeness(7, 12));
    assertEquals(1.0, cut.value(CohortMeasure.RETENTION, 7, 11).value().getAsDouble());
    // Of dora's, anna's and bob's cohorts only dora's has a complete period 11.
    assertEquals(
        "retention_weighted_average = 0.0 share (0 of 1)",
        cut.weightedAverage(CohortMeasure.RETENTION, 11).toString());
    assertEquals(
        "retention_weighted_average = 0.5 share (1 of 2)",
        table.weightedAverage(CohortMeasure.RETENTION, 11).toString());
    assertEquals(
        "retention_unweighted_average = none, no cohort is complete in period 18 (0.0 of 0)",
        cut.unweightedAverage(CohortMeasure.RETENTION, 18).toString());
  }

  @Test
  void onTheRollingClockDayThirtyIsPeriodOne() {
    CustomerOrders orders =
        Shops.sorted(
            List.of(
                Shops.order("a", "2024-01-31", 100),
                Shops.order("a", "2024-02-29", 100),
                Shops.order("b", "2024-01-02", 100),
                Shops.order("b", "2024-02-01", 100)));
    CohortOptions options = CohortOptions.asOf(LocalDate.of(2024, 3, 30)).withRollingClock();
    CohortTable table = CohortTable.of(orders, options);
    // Day 29 of a, day 30 of b.
    assertEquals(3, table.value(CohortMeasure.ORDERS, 0, 0).value().getAsDouble());
    assertEquals(1, table.value(CohortMeasure.ORDERS, 0, 1).value().getAsDouble());
    // Day 59 of a is March 30.
    assertEquals(Completeness.COMPLETE, table.completeness(0, 1));
    assertEquals(Completeness.PARTIAL, table.completeness(0, 2));
    CohortOptions early = CohortOptions.asOf(LocalDate.of(2024, 3, 29)).withRollingClock(30);
    assertEquals(Completeness.PARTIAL, CohortTable.of(orders, early).completeness(0, 1));
    // Somebody can still join on the last day of the month.
    CohortOptions forming = CohortOptions.asOf(LocalDate.of(2024, 1, 30)).withRollingClock(1);
    assertEquals(Completeness.PARTIAL, CohortTable.of(orders, forming).completeness(0, 0));
  }

  @Test
  void labelsMakeATriangleEach() {
    CustomerOrders orders = Shops.ofThePage();
    Map<String, CohortTable> tables =
        CohortTable.byLabel(
            orders,
            QUARTERS,
            CustomerLabels.of(
                orders, id -> id.equals("dora") ? null : id.equals("bob") ? "web" : "shop"));
    assertEquals(List.of("shop", "web", "(none)"), List.copyOf(tables.keySet()));
    assertEquals(1, at(tables, "shop").customers(3));
    assertEquals(1, at(tables, "web").customers(3));
    assertEquals(0, at(tables, "(none)").customers(3));
    assertEquals(
        1.0, at(tables, "shop").value(CohortMeasure.RETENTION, 3, 3).value().getAsDouble());
    CustomerLabels channels = CustomerLabels.firstChannel(orders);
    assertEquals(List.of("(none)"), channels.names());
    assertEquals(
        CohortReplayTest.cells(quarters()),
        CohortReplayTest.cells(at(CohortTable.byLabel(orders, QUARTERS, channels), "(none)")));
  }

  private static CohortTable at(Map<String, CohortTable> tables, String name) {
    return java.util.Objects.requireNonNull(tables.get(name));
  }

  @Test
  void tenThousandLabelsFitOrAreRefused() {
    CustomerOrders orders = Shops.ofThePage();
    List<String> names = IntStream.range(0, 10_000).mapToObj(i -> "label " + i).toList();
    CustomerLabels labels = CustomerLabels.of(names, new int[] {0, 9_999, -1, 5});
    assertEquals(10_001, CohortTable.byLabel(orders, QUARTERS, labels).size());
    CohortOptions days = QUARTERS.withCohorts(CalendarPeriod.DAY);
    Throwable refused =
        assertThrows(
            IllegalArgumentException.class, () -> CohortTable.byLabel(orders, days, labels));
    assertEquals(
        "cells must be at most 8388608, but 580 cohorts of 10001 groups have 1685068490: take"
            + " longer cohorts or fewer groups, longer periods or brackets",
        refused.getMessage());
  }

  @Test
  void labelsThatDoNotFitAreRefused() {
    List<String> names = List.of("x");
    assertThrows(IllegalArgumentException.class, () -> CustomerLabels.of(names, new int[] {1}));
    assertThrows(IllegalArgumentException.class, () -> CustomerLabels.of(names, new int[] {-2}));
    assertThrows(
        IllegalArgumentException.class, () -> CustomerLabels.of(List.of("x", "x"), new int[0]));
    CustomerLabels one = CustomerLabels.of(names, new int[] {0});
    assertThrows(
        IllegalArgumentException.class,
        () -> CohortTable.byLabel(Shops.ofThePage(), QUARTERS, one));
  }

  @Test
  void elevenYearsOfDailyCohortsFitAndMoreAreRefused() {
    CustomerOrders orders = Shops.sorted(List.of(Shops.order("a", "2010-01-01", 100)));
    CohortOptions days = QUARTERS.withCohorts(CalendarPeriod.DAY);
    LocalDate last = LocalDate.of(2010, 1, 1).plusDays(4_094);
    CohortOptions most = CohortOptions.asOf(last).withCohorts(CalendarPeriod.DAY);
    assertEquals(4_095, CohortTable.of(orders, most).periods());
    Throwable refused =
        assertThrows(IllegalArgumentException.class, () -> CohortTable.of(orders, days));
    assertTrue(String.valueOf(refused.getMessage()).startsWith("cells must be at most 8388608"));
    assertEquals(
        3,
        CohortTable.of(orders, days.withBrackets(0, 30, 365).withCohorts(CalendarPeriod.DAY))
            .periods());
  }

  @Test
  void emptyLogsAndDaysBeforeTheFirstOrderHaveNoCohorts() {
    CustomerOrders none = CustomerOrders.of(OrderLog.builder(Shops.EUR).build());
    for (CohortTable table :
        List.of(
            CohortTable.of(none, QUARTERS),
            CohortTable.of(Shops.ofThePage(), CohortOptions.asOf(LocalDate.of(2023, 5, 31))))) {
      assertEquals(0, table.cohorts());
      assertEquals(0, table.periods());
      assertThrows(IllegalArgumentException.class, () -> table.customers(0));
      assertTrue(table.toString().startsWith("retention of cohorts, as of "));
    }
    assertEquals(Map.of(), CohortTable.byLabel(none, QUARTERS, CustomerLabels.firstChannel(none)));
  }

  @Test
  void withoutAmountsMoneyIsUnknown() {
    CustomerOrders orders =
        CustomerOrders.of(OrderLog.builderWithoutAmounts().add("a", 19_000).build());
    CohortTable table = CohortTable.of(orders, CohortOptions.asOf(LocalDate.ofEpochDay(19_000)));
    assertEquals(1, table.cohorts());
    assertEquals("retention = 1.0 share (1 of 1)", cell(table, CohortMeasure.RETENTION, 0, 0));
    assertEquals(
        "revenue = none, the orders have no amounts", cell(table, CohortMeasure.REVENUE, 0, 0));
    assertEquals(Completeness.PARTIAL, table.completeness(0, 0));
  }

  @Test
  void threadsChangeNothing() {
    int rows = 1 << 18;
    Random random = new Random(3);
    long[] customers = random.longs(rows, 0, 60_000).toArray();
    int[] days = random.ints(rows, 19_000, 19_400).toArray();
    long[] amounts = random.longs(rows, 0, 1L << 30).toArray();
    CustomerOrders orders =
        CustomerOrders.of(OrderLog.builder(Shops.EUR).addAll(customers, days, amounts).build());
    CohortOptions options = CohortOptions.asOf(LocalDate.ofEpochDay(19_390));
    CohortTable one = CohortTable.of(orders, options);
    CohortTable two = CohortTable.of(orders, options.withThreads(2));
    assertEquals(CohortReplayTest.cells(one), CohortReplayTest.cells(two));
    assertEquals(
        Arrays.stream(days).filter(day -> day <= 19_390).count(),
        CohortReplayTest.sum(two, CohortMeasure.ORDERS).longValueExact());
  }

  @Test
  void revenueThatDoesNotFitIsToldNotWrapped() {
    long most = 1L << 62;
    CustomerOrders orders =
        Shops.sorted(
            List.of(Shops.order("a", "2024-01-01", most), Shops.order("b", "2024-02-01", most)));
    assertEquals(
        2,
        CohortTable.of(orders, QUARTERS.withCohorts(CalendarPeriod.MONTH)).customers(0)
            + CohortTable.of(orders, QUARTERS.withCohorts(CalendarPeriod.MONTH)).customers(1));
    assertThrows(ArithmeticException.class, () -> CohortTable.of(orders, QUARTERS));
  }

  @Test
  void aTableCanBeRead() {
    assertEquals(
        """
        retention of cohorts, as of 2024-12-31 Z, by quarter, calendar clock, EUR, basis=stated
        cohort      customers      0       1       2       3       4       5       6\s
        2023-04-01          1  1.000   1.000   0.000   0.000   0.000   0.000   0.000\s
        2023-07-01          0                                                        \n\
        """
            .strip(),
        quarters()
            .toString()
            .lines()
            .limit(4)
            .reduce((a, b) -> a + "\n" + b)
            .orElseThrow()
            .strip());
  }

  @Test
  void optionsAreChecked() {
    assertThrows(IllegalArgumentException.class, () -> QUARTERS.withBrackets(1, 2));
    assertThrows(IllegalArgumentException.class, () -> QUARTERS.withBrackets(0, 2, 2));
    assertThrows(IllegalArgumentException.class, () -> QUARTERS.withRollingClock(0));
    assertThrows(IllegalArgumentException.class, () -> QUARTERS.withThreads(0));
    assertThrows(
        IllegalArgumentException.class, () -> CohortOptions.asOf(LocalDate.of(2200, 1, 1)));
    Metric period = quarters().value(CohortMeasure.RETENTION, 0, 0);
    assertEquals("share", period.unit().toString());
    assertThrows(IllegalArgumentException.class, () -> quarters().completeness(0, 7));
  }
}
