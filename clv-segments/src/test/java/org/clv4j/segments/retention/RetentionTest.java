package org.clv4j.segments.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.OrderLog;
import org.clv4j.segments.cohort.Shops;
import org.clv4j.segments.metric.CalendarPeriod;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.clv4j.segments.metric.Scope;
import org.clv4j.segments.metric.WilsonInterval;
import org.junit.jupiter.api.Test;

/** The shop of docs/metrics.md, by hand, and odd logs. */
class RetentionTest {
  private static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);

  @Test
  void theShopQuarterByQuarter() {
    RetentionSeries series = RetentionSeries.of(Shops.ofThePage(), AS_OF, CalendarPeriod.QUARTER);
    assertEquals(7, series.periods());
    assertEquals(LocalDate.of(2023, 4, 1), series.start(0));
    assertEquals(
        List.of(1L, 1L, 0L, 2L, 0L, 0L, 2L),
        IntStream.range(0, 7).mapToObj(series::customers).toList());
    // Dora ordered in the second and the third quarter, for 15.00 each.
    assertEquals(
        "period_retention = none, there is no period before the first (0 of 0)",
        series.periodRetention(0).toString());
    assertEquals("period_retention = 1.0 share (1 of 1)", series.periodRetention(1).toString());
    assertEquals("period_churn = 1.0 share (1 of 1)", series.periodChurn(2).toString());
    assertEquals(
        "period_churn = none, nobody ordered in the period before (0 of 0)",
        series.periodChurn(3).toString());
    assertEquals(
        "net_revenue_retention = 1.0 ratio (15.00 of 15.00)",
        series.netRevenueRetention(1).toString());
    assertEquals(
        "gross_revenue_retention = 0.0 share (0.00 of 100.00)",
        series.grossRevenueRetention(4).toString());
    assertEquals(
        "gross_revenue_churn = 1.0 share (100.00 of 100.00)",
        series.grossRevenueChurn(4).toString());
    assertEquals(
        "net_revenue_churn = 0.0 ratio (0.00 of 15.00)", series.netRevenueChurn(1).toString());
    assertEquals(
        "net_revenue_churn = none, there is no period before the first (0.00 of 0.00)",
        series.netRevenueChurn(0).toString());
    assertTrue(series.isOver(6));
    assertTrue(series.toString().contains("2024-01-01          2                -"));
  }

  @Test
  void whatOneCustomerAddsDoesNotMakeUpForAnotherGross() {
    CustomerOrders orders =
        Shops.sorted(
            List.of(
                Shops.order("a", "2024-01-05", 1000),
                Shops.order("b", "2024-01-06", 3000),
                Shops.order("a", "2024-02-07", 2500),
                Shops.order("b", "2024-02-08", 2000),
                Shops.order("c", "2024-02-09", 9900)));
    RetentionSeries series = RetentionSeries.of(orders, LocalDate.of(2024, 2, 29), month());
    assertEquals(45.0 / 40, series.netRevenueRetention(1).value().getAsDouble());
    assertEquals(30.0 / 40, series.grossRevenueRetention(1).value().getAsDouble());
    // B spends 10.00 less, which the 15.00 that A adds make up for in the net figure alone.
    assertEquals(
        "gross_revenue_churn = 0.25 share (10.00 of 40.00)",
        series.grossRevenueChurn(1).toString());
    assertEquals(
        "net_revenue_churn = -0.125 ratio (-5.00 of 40.00)", series.netRevenueChurn(1).toString());
  }

  private static CalendarPeriod month() {
    return CalendarPeriod.MONTH;
  }

  @Test
  void aPeriodThatIsNotOverHasCountsAndNoValue() {
    RetentionSeries series =
        RetentionSeries.of(Shops.ofThePage(), LocalDate.of(2023, 7, 30), month());
    assertFalse(series.isOver(1));
    assertEquals(
        "period_retention = none, the period was not over on 2023-07-30 (1 of 1)",
        series.periodRetention(1).toString());
    assertEquals(
        "net_revenue_retention = none, the period was not over on 2023-07-30 (15.00 of 15.00)",
        series.netRevenueRetention(1).toString());
    assertTrue(series.grossRevenueChurn(1).value().isEmpty());
  }

  @Test
  void customerRetentionWithAndWithoutTheNewOnes() {
    // Active for 90 days: anna and bob at the end of March; anna and carl, who is new, in December.
    CustomerRetention retention =
        CustomerRetention.of(Shops.ofThePage(), LocalDate.of(2024, 3, 31), AS_OF, 90);
    assertEquals(
        "customer_retention = 0.5 share (1 of 2)", retention.customerRetention().toString());
    assertEquals("customer_churn = 0.5 share (1 of 2)", retention.customerChurn().toString());
    assertEquals(
        "stripe_customer_retention = 0.6666666666666666 share (2 of 3)",
        retention.stripeCustomerRetention().toString());
    assertEquals(
        "stripe_customer_churn = 0.3333333333333333 share (1 of 3)",
        retention.stripeCustomerChurn().toString());
    CustomerRetention year =
        CustomerRetention.of(Shops.ofThePage(), LocalDate.of(2023, 12, 31), AS_OF, 365);
    assertEquals("customer_churn = 1.0 share (1 of 1)", year.customerChurn().toString());
    assertEquals(
        "stripe_customer_churn = 0.25 share (1 of 4)", year.stripeCustomerChurn().toString());
    LocalDate before = LocalDate.of(2023, 1, 1);
    CustomerRetention none =
        CustomerRetention.of(Shops.ofThePage(), before, before.plusDays(1), 365);
    assertEquals(
        "customer_retention = none, nobody could be retained (0 of 0)",
        none.customerRetention().toString());
    assertThrows(
        IllegalArgumentException.class,
        () -> CustomerRetention.of(Shops.ofThePage(), AS_OF, AS_OF, 90));
    assertThrows(
        IllegalArgumentException.class,
        () -> CustomerRetention.of(Shops.ofThePage(), before, AS_OF, 0));
  }

  @Test
  void inactivityIsOfAllBuyers() {
    // Carl ordered 41 days ago, anna 30; bob and dora long before.
    assertEquals(
        "inactivity_churn = 0.5 share (2 of 4)",
        InactivityChurn.of(Shops.ofThePage(), AS_OF, 90).inactivityChurn().toString());
    assertEquals(
        3, InactivityChurn.of(Shops.ofThePage(), AS_OF, 41).inactive(), "day 41 is outside");
    assertEquals(2, InactivityChurn.of(Shops.ofThePage(), AS_OF, 42).inactive());
    assertEquals(
        "inactivity_churn = none, nobody had ordered (0 of 0)",
        InactivityChurn.of(Shops.ofThePage(), LocalDate.of(2023, 1, 1), 90)
            .inactivityChurn()
            .toString());
  }

  @Test
  void modelsHandInTheirProbabilities() {
    double[] alive = {1, 0.5, 0.75, 0.75};
    Scope scope = Scope.of(Shops.ofThePage(), AS_OF, "by hand");
    ModelChurn churn = ModelChurn.of(scope, alive);
    assertEquals("model_churn = 0.25 share (1.0 of 4)", churn.modelChurn().toString());
    assertEquals("by hand", churn.scope().window());
    assertEquals(
        "expected_without_order_within_90_days = 0.75 share (3.0 of 4)",
        ExpectedWithoutOrder.of(scope, 90, alive).expectedWithoutOrder().toString());
    assertEquals(
        "model_churn = none, there are no customers (0.0 of 0)",
        ModelChurn.of(scope, new double[0]).modelChurn().toString());
    for (double bad : new double[] {-1e-9, 1.1, Double.NaN}) {
      double[] one = {0, bad};
      assertEquals(
          "row 1: probabilityAlive must be between 0.0 and 1.0, but was " + bad,
          assertThrows(IllegalArgumentException.class, () -> ModelChurn.of(scope, one))
              .getMessage());
      assertThrows(IllegalArgumentException.class, () -> ExpectedWithoutOrder.of(scope, 90, one));
    }
    assertThrows(IllegalArgumentException.class, () -> ExpectedWithoutOrder.of(scope, 0, alive));
  }

  @Test
  void lifetimesFromChurn() {
    assertEquals(
        "customer_lifetime = 4.0 periods (4 of 1)",
        CustomerLifetime.fromChurn(Metric.ratio("c", 1, 4, MetricUnit.SHARE, "")).toString());
    assertEquals(
        8,
        CustomerLifetime.fromChurn(Metric.of("c", 0.125, MetricUnit.SHARE)).value().getAsDouble());
    assertEquals(
        "customer_lifetime = none, nobody left, so 1 / churn has no limit: ask for a restricted"
            + " mean (4 of 0)",
        CustomerLifetime.fromChurn(Metric.ratio("c", 0, 4, MetricUnit.SHARE, "")).toString());
    assertEquals(
        "customer_lifetime = none, why not",
        CustomerLifetime.fromChurn(Metric.unknown("c", MetricUnit.SHARE, "why not")).toString());
    assertThrows(
        IllegalArgumentException.class,
        () -> CustomerLifetime.fromChurn(Metric.of("c", 1.5, MetricUnit.RATIO)));
    assertEquals(
        "churn must be a rate per period, such as period_churn, but was inactivity_churn",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    CustomerLifetime.fromChurn(
                        InactivityChurn.of(Shops.ofThePage(), AS_OF, 90).inactivityChurn()))
            .getMessage());
  }

  @Test
  void emptyLogsHaveNoPeriods() {
    CustomerOrders none = CustomerOrders.of(OrderLog.builder(Shops.EUR).build());
    assertEquals(0, RetentionSeries.of(none, AS_OF, month()).periods());
    assertEquals(0, RetentionSeries.of(Shops.ofThePage(), AS_OF.minusYears(2), month()).periods());
    assertEquals(0, InactivityChurn.of(none, AS_OF, 90).buyers());
    CustomerOrders bare =
        CustomerOrders.of(OrderLog.builderWithoutAmounts().add("a", 19_000).build());
    RetentionSeries series = RetentionSeries.of(bare, LocalDate.ofEpochDay(19_000), month());
    assertEquals(
        "net_revenue_retention = none, the orders have no amounts",
        series.netRevenueRetention(0).toString());
    assertEquals(1, series.customers(0));
    assertThrows(IllegalArgumentException.class, () -> series.periodChurn(1));
    assertThrows(IllegalArgumentException.class, () -> RetentionSeries.of(bare, AS_OF, month(), 0));
  }

  /** Newcombe (1998), Statistics in Medicine 17: 857-872, table I, method 3, to four digits. */
  @Test
  void wilsonIntervalsAreThosePublished() {
    assertInterval(0.2553, 0.3662, 81, 263);
    assertInterval(0.0624, 0.1605, 15, 148);
    assertInterval(0.0000, 0.1611, 0, 20);
    assertInterval(0.0061, 0.1718, 1, 29);
    assertTrue(WilsonInterval.of(0, 0).isEmpty());
    assertEquals(1, WilsonInterval.of(7, 7).orElseThrow().high());
    assertThrows(IllegalArgumentException.class, () -> WilsonInterval.of(8, 7));
    assertThrows(IllegalArgumentException.class, () -> WilsonInterval.of(-1, 7));
  }

  private static void assertInterval(double low, double high, int k, int n) {
    WilsonInterval interval = WilsonInterval.of(k, n).orElseThrow();
    assertEquals(low, interval.low(), 5e-5);
    assertEquals(high, interval.high(), 5e-5);
  }
}
