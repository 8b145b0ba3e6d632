package org.clv4j.segments.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.Money;
import org.clv4j.segments.metric.CalendarPeriod;
import org.junit.jupiter.api.Test;

class SalesSeriesTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final LocalDate START = LocalDate.of(2024, 1, 1);

  private static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }

  private static Money eur(String amount) {
    return Money.of(amount, "EUR");
  }

  @Test
  void firstOrdersAreApartFromRepeatOrdersMonthByMonth() {
    OrderLog log =
        OrderLog.builder(EUR)
            .add("anna", day("2024-01-10"), 1000)
            .add("anna", day("2024-01-11"), 200)
            .add("bob", day("2024-01-31"), 500)
            .add("bob", day("2024-03-01"), 700)
            .add("carl", day("2024-03-20"), 900)
            .build();
    SalesSeries sales =
        SalesSeries.of(CustomerOrders.of(log), LocalDate.of(2024, 3, 19), CalendarPeriod.MONTH);
    assertEquals(
        List.of(
            new SalesPeriod(START, true, 2, 1, eur("15.00"), eur("2.00")),
            new SalesPeriod(LocalDate.of(2024, 2, 1), true, 0, 0, eur("0.00"), eur("0.00")),
            new SalesPeriod(LocalDate.of(2024, 3, 1), false, 0, 1, eur("0.00"), eur("7.00"))),
        sales.periods());
  }

  @Test
  void withoutAmountsThereIsNoRevenueAndWithoutOrdersNoPeriod() {
    OrderLog log = OrderLog.builderWithoutAmounts().add("a", day("2024-01-31")).build();
    CustomerOrders orders = CustomerOrders.of(log);
    assertEquals(
        List.of(new SalesPeriod(START, true, 1, 0, null, null)),
        SalesSeries.of(orders, LocalDate.of(2024, 1, 31), CalendarPeriod.MONTH).periods());
    assertEquals(
        List.of(),
        SalesSeries.of(orders, LocalDate.of(2024, 1, 30), CalendarPeriod.MONTH).periods());
    assertThrows(
        IllegalArgumentException.class,
        () -> SalesSeries.of(orders, LocalDate.of(1066, 1, 1), CalendarPeriod.MONTH));
  }

  /** All periods together are the customer base, whatever the order of the rows. */
  @Property(tries = 50)
  void thePeriodsAddUpToTheBase(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int n) {
    Random random = new Random(seed);
    List<int[]> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rows.add(new int[] {random.nextInt(8), random.nextInt(400), random.nextInt(5000)});
    }
    CustomerOrders orders = orders(rows);
    LocalDate asOf = START.plusDays(300);
    SalesSeries sales = SalesSeries.of(orders, asOf, CalendarPeriod.QUARTER);
    CustomerBase base = CustomerBase.of(orders.log(), asOf);
    long first = sales.periods().stream().mapToLong(SalesPeriod::firstOrders).sum();
    long repeat = sales.periods().stream().mapToLong(SalesPeriod::repeatOrders).sum();
    long revenue =
        sales.periods().stream()
            .mapToLong(
                p ->
                    Objects.requireNonNull(p.firstRevenue()).minorUnits()
                        + Objects.requireNonNull(p.repeatRevenue()).minorUnits())
            .sum();
    assertEquals(base.size(), first);
    assertEquals(base.orderCount(), first + repeat);
    assertEquals(base.isEmpty() ? 0 : base.totalSpend().minorUnits(), revenue);
    Collections.shuffle(rows, random);
    assertEquals(sales, SalesSeries.of(orders(rows), asOf, CalendarPeriod.QUARTER));
  }

  private static CustomerOrders orders(List<int[]> rows) {
    OrderLogBuilder log = OrderLog.builder(EUR);
    rows.forEach(row -> log.add("c" + row[0], (int) START.toEpochDay() + row[1], row[2]));
    return CustomerOrders.of(log.build());
  }
}
