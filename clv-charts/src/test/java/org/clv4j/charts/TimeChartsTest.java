package org.clv4j.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.OrderLog;
import org.clv4j.segments.lifecycle.CustomerFlows;
import org.clv4j.segments.lifecycle.SalesSeries;
import org.clv4j.segments.metric.CalendarPeriod;
import org.junit.jupiter.api.Test;

class TimeChartsTest {
  private static final LocalDate AS_OF = LocalDate.of(2024, 3, 15);

  private static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }

  /** Ann in every month, Bob in the first alone. */
  private static CustomerOrders orders() {
    return CustomerOrders.of(
        OrderLog.builder(Currency.getInstance("EUR"))
            .add("ann", day("2024-01-10"), 1000)
            .add("ann", day("2024-02-10"), 2000)
            .add("ann", day("2024-03-10"), 3000)
            .add("bob", day("2024-01-20"), 400)
            .build());
  }

  private static SalesSeries sales() {
    return SalesSeries.of(orders(), AS_OF, CalendarPeriod.MONTH);
  }

  @Test
  void barsSayHowManyOrdersOfWhichKindAndWhetherThatIsAll() {
    Chart chart = Charts.ordersOverTime(sales());
    assertEquals(
        List.of(
            "Repeat orders: 1 (from Feb 1, 2024)",
            "Repeat orders: 1 so far (from Mar 1, 2024)",
            "First orders: 2 (from Jan 1, 2024)"),
        Svg.of(chart).meanings("rect"));
    assertTrue(Svg.of(chart).texts().contains("As of Mar 15, 2024. The last period is not over."));
    assertEquals(
        "Stacked bars of 3 periods. All together: 2 first orders, 2 repeat orders.",
        chart.description());
    assertEquals("no", chart.table().cell(2, 3));
  }

  @Test
  void revenueIsExactInTheTable() {
    Chart chart = Charts.revenueOverTime(sales());
    assertEquals(new BigDecimal("14.00"), chart.table().cell(0, 1));
    assertEquals(new BigDecimal("30.00"), chart.table().cell(2, 2));
    SalesSeries none =
        SalesSeries.of(
            CustomerOrders.of(OrderLog.builderWithoutAmounts().add("a", 19_000).build()),
            AS_OF,
            CalendarPeriod.YEAR);
    assertThrows(IllegalArgumentException.class, () -> Charts.revenueOverTime(none));
  }

  /** Bob lapsed in February; in March nobody can have yet. */
  @Test
  void whoLapsedHangsBelowAndOnlyFromPeriodsThatAreOver() {
    CustomerFlows flows = CustomerFlows.of(orders(), AS_OF, CalendarPeriod.MONTH);
    List<String> meanings = Svg.of(Charts.customerFlows(flows)).meanings("rect");
    assertTrue(meanings.contains("Lapsed: 1 (from Feb 1, 2024)"), meanings.toString());
    assertTrue(meanings.contains("New: 2 (from Jan 1, 2024)"), meanings.toString());
    assertFalse(meanings.toString().contains("Lapsed: 0"), meanings.toString());
    CustomerFlows before =
        CustomerFlows.of(orders(), LocalDate.of(2023, 1, 1), CalendarPeriod.MONTH);
    assertThrows(IllegalArgumentException.class, () -> Charts.customerFlows(before));
  }
}
