package org.clv4j.core.customer;

import static org.clv4j.core.customer.OrderLists.log;
import static org.clv4j.core.customer.OrderLists.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.customer.OrderLists.Row;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.ObservationPeriod;
import org.clv4j.core.value.PeriodUnit;
import org.junit.jupiter.api.Test;

class CustomerBaseTest {
  private static final Currency EUR = OrderLists.EUR;
  private static final LocalDate START = OrderLists.START;
  private static final LocalDate END = START.plusDays(60);

  @Test
  void aHandWorkedCustomer() {
    OrderLog log =
        OrderLog.builder(EUR)
            .add(order(10, "20.00"))
            .add(order(0, "5.00"))
            .add(order(10, "1.50"))
            .add(order(24, "8.50"))
            .add(order(40, "99.00"))
            .build();
    CustomerBase base = CustomerBase.of(log, START.plusDays(31));
    int row = base.row("ann");
    assertEquals(4, base.orders(row));
    assertEquals(2, base.frequency(row));
    assertEquals(START, base.firstOrder(row));
    assertEquals(START.plusDays(24), base.lastOrder(row));
    assertEquals(24, base.recencyDays(row));
    assertEquals(31, base.ageDays(row));
    assertEquals(7, base.daysSinceLastOrder(row));
    assertEquals(Money.of("35.00", "EUR"), base.spend(row));
    assertEquals(15.00, base.meanRepeatSpend(row).orElseThrow());
    assertEquals(8.75, base.meanOrderValue(row));
    assertEquals(1, base.mergedOrders());
    assertEquals(1, base.laterOrders());
    assertEquals("1 customers, 4 orders, EUR 35.00, as of 2024-02-01", base.toString());
    assertEquals(
        new CustomerSummary(2, 24 / 7.0, 31 / 7.0, PeriodUnit.WEEK),
        base.summary(row, PeriodUnit.WEEK));
  }

  @Test
  void ordersOfACalendarWeekAreOnePurchase() {
    // 2024-01-01 is a Monday; days 1 and 6 share its week, day 7 opens the next.
    OrderLog log =
        OrderLog.builder(EUR).add(order(1, "1")).add(order(6, "2")).add(order(7, "4")).build();
    CustomerBase.Options options = CustomerBase.Options.DEFAULT.withAsOf(END);
    CustomerBase monday =
        CustomerBase.of(log, options.withPurchasePeriod(PurchasePeriod.week(DayOfWeek.MONDAY)));
    assertEquals(1, monday.frequency(0));
    assertEquals(6, monday.recencyDays(0));
    assertEquals(400, monday.repeatSpendMinor(0));
    CustomerBase sunday =
        CustomerBase.of(log, options.withPurchasePeriod(PurchasePeriod.week(DayOfWeek.SUNDAY)));
    assertEquals(1, sunday.frequency(0));
    assertEquals(5, sunday.recencyDays(0));
    assertEquals(600, sunday.repeatSpendMinor(0));
    CustomerBase month = CustomerBase.of(log, options.withPurchasePeriod(PurchasePeriod.MONTH));
    assertEquals(0, month.frequency(0));
    assertEquals(0, month.recencyDays(0));
    assertEquals(2, month.mergedOrders());
  }

  @Property(tries = 20)
  void purchasePeriodsParse(@ForAll DayOfWeek start) {
    for (PurchasePeriod period :
        List.of(PurchasePeriod.DAY, PurchasePeriod.MONTH, PurchasePeriod.week(start))) {
      assertEquals(period, PurchasePeriod.parse(period.toString()));
    }
    assertThrows(IllegalArgumentException.class, () -> PurchasePeriod.parse("week"));
  }

  @Test
  void spendThatOverflowsIsAnError() {
    OrderLog log = OrderLog.builder(EUR).add("a", 0, Long.MAX_VALUE).add("a", 0, 1).build();
    assertEquals(
        "total spend of customer \"a\" must fit in a long of minor units",
        assertThrows(ArithmeticException.class, () -> CustomerBase.of(log)).getMessage());
    OrderLog two = OrderLog.builder(EUR).add("a", 0, Long.MAX_VALUE).add("b", 0, 1).build();
    assertEquals(
        "total spend must fit in a long of minor units",
        assertThrows(ArithmeticException.class, CustomerBase.of(two)::totalSpend).getMessage());
  }

  @Test
  void theAsOfDayMustBeOneThatOrdersCanHave() {
    OrderLog log = log(List.of(order(0, "1")));
    for (LocalDate bad :
        List.of(LocalDate.MAX, LocalDate.of(1899, 12, 31), LocalDate.of(2200, 1, 1))) {
      assertThrows(IllegalArgumentException.class, () -> CustomerBase.of(log, bad));
      assertThrows(
          IllegalArgumentException.class,
          () -> OrderLog.builder(EUR).add(new Order("a", bad, Money.of("1", "EUR"))));
    }
  }

  @Test
  void customersWhoComeLaterTakeNoRoom() {
    OrderLogBuilder builder = OrderLog.builder(EUR).add("first", 0, 1);
    for (int i = 0; i < 5000; i++) {
      builder.add(i, 10, 1);
    }
    CustomerBase base = CustomerBase.of(builder.build(), LocalDate.ofEpochDay(5));
    assertEquals(1, base.size());
    assertEquals(1, base.columns().orders.length);
    assertEquals(1, base.columns().spend.length);
  }

  @Test
  void withoutAmountsOnlyTheMoneyIsMissing() {
    OrderLog log = OrderLog.builderWithoutAmounts().add("a", 0).add("a", 9).build();
    CustomerBase base = CustomerBase.of(log);
    assertEquals(1, base.frequency(0));
    assertThrows(IllegalStateException.class, () -> base.spend(0));
    assertThrows(IllegalStateException.class, () -> base.meanRepeatSpend(0));
  }

  @Test
  void anEmptyLogNeedsAnAsOfDay() {
    OrderLog log = OrderLog.builder(EUR).build();
    assertThrows(IllegalStateException.class, () -> CustomerBase.of(log));
    assertTrue(CustomerBase.of(log, END).isEmpty());
    assertThrows(IllegalArgumentException.class, () -> CustomerBase.Options.DEFAULT.withThreads(0));
  }

  @Test
  void ordersOfNothingAreCountedAndThoseAfterTheAsOfDayAreNot() {
    OrderLog log = log(List.of(order(0, "0"), order(3, "1"), order(5, "0")));
    assertEquals(1, CustomerBase.of(log, START.plusDays(4)).zeroAmountOrders());
    assertEquals(2, CustomerBase.of(log).zeroAmountOrders());
    assertEquals(3, CustomerBase.of(log).orders(0));
  }

  @Test
  void theObservationPeriodRunsFromTheFirstOrderToTheAsOfDay() {
    CustomerBase base = CustomerBase.of(log(List.of(order(3, "1"))), END);
    assertEquals(
        new ObservationPeriod(START.plusDays(3), END, ZoneOffset.UTC), base.observationPeriod());
    assertThrows(
        IllegalStateException.class, CustomerBase.of(log(List.of()), END)::observationPeriod);
  }

  @Property(tries = 50)
  void aParallelStreamGivesTheSameTable(@ForAll("orders") List<Order> orders) {
    OrderLog collected = orders.parallelStream().collect(OrderLog.collector(EUR));
    assertEquals(rows(CustomerBase.of(log(orders), END)), rows(CustomerBase.of(collected, END)));
  }

  @Property(tries = 300)
  void theTableIsThatOfTheDefinition(
      @ForAll("orders") List<Order> orders, @ForAll @IntRange(max = 60) int cut) {
    LocalDate asOf = START.plusDays(cut);
    CustomerBase.Options options =
        CustomerBase.Options.DEFAULT.withAsOf(asOf).withInterpurchaseTimes();
    Map<String, Row> expected = byDefinition(orders, asOf);
    Map<String, Row> found = rows(CustomerBase.of(log(orders), options));
    assertEquals(expected.keySet(), found.keySet());
    expected.forEach(
        (id, row) -> {
          Row other = found.getOrDefault(id, row);
          // 60 gaps at most, each rounded to a multiple of 2^-44.
          assertEquals(row.logGaps(), other.logGaps(), 2e-12);
          assertEquals(row, other.withLogGaps(row.logGaps()));
        });
    assertEquals(withoutLogGaps(found), withoutLogGaps(rows(CustomerBase.of(log(orders), asOf))));
  }

  private static List<Row> withoutLogGaps(Map<String, Row> rows) {
    return rows.values().stream().map(row -> row.withLogGaps(0)).toList();
  }

  @Test
  void interpurchaseTimesAreThoseOfThePurchasePeriodsAndOnlyWhenAskedFor() {
    // 2024-01-01 is a Monday: the purchases of the weeks are on days 1, 8 and 20.
    OrderLog log =
        log(List.of(order(8, "1"), order(1, "1"), order(6, "2"), order(12, "4"), order(20, "1")));
    CustomerBase.Options options = CustomerBase.Options.DEFAULT.withInterpurchaseTimes();
    CustomerBase weeks =
        CustomerBase.of(log, options.withPurchasePeriod(PurchasePeriod.week(DayOfWeek.MONDAY)));
    assertEquals(Math.log(7) + Math.log(12), weeks.sumOfLogInterpurchaseDays(0), 1e-13);
    CustomerBase days = CustomerBase.of(log, options);
    assertEquals(Math.log(5 * 2 * 4 * 8), days.sumOfLogInterpurchaseDays(0), 2e-13);
    CustomerBase without = CustomerBase.of(log);
    IllegalStateException error =
        assertThrows(IllegalStateException.class, () -> without.sumOfLogInterpurchaseDays(0));
    assertTrue(String.valueOf(error.getMessage()).contains("withInterpurchaseTimes"));
  }

  @Property(tries = 200)
  void rowOrderChangesNothing(@ForAll("orders") List<Order> orders, @ForAll Random random) {
    List<Order> shuffled = new ArrayList<>(orders);
    Collections.shuffle(shuffled, random);
    assertEquals(
        rows(CustomerBase.of(log(orders), END)), rows(CustomerBase.of(log(shuffled), END)));
  }

  @Property(tries = 200)
  void logsMergeOverAnySplit(@ForAll("orders") List<Order> orders, @ForAll Random random) {
    List<List<Order>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    orders.forEach(order -> parts.get(random.nextInt(3)).add(order));
    OrderLog merged = OrderLog.merge(parts.stream().map(OrderLists::log).toList());
    assertEquals(rows(CustomerBase.of(log(orders), END)), rows(CustomerBase.of(merged, END)));
  }

  @Test
  void threadsRowOrderAndWideAmountsChangeNothing() {
    Random random = new Random(7);
    OrderLogBuilder inTime = OrderLog.builder(EUR);
    OrderLogBuilder shuffled = OrderLog.builder(EUR);
    OrderLogBuilder wide = OrderLog.builder(EUR);
    int n = 600_000;
    long[] customers = random.longs(n, 0, 50_000).toArray();
    int[] days = random.ints(n, 0, 700).sorted().toArray();
    long[] amounts = random.longs(n, 0, 100_000).toArray();
    inTime.addAll(customers, days, amounts);
    List<Integer> order = new ArrayList<>(java.util.stream.IntStream.range(0, n).boxed().toList());
    Collections.shuffle(order, random);
    for (int i : order) {
      shuffled.add(customers[i], days[i], amounts[i]);
      wide.add(customers[i], days[i], amounts[i]);
    }
    wide.add("giant", 5, 1L << 50);
    CustomerBase.Options one =
        CustomerBase.Options.DEFAULT.withAsOf(LocalDate.ofEpochDay(600)).withInterpurchaseTimes();
    CustomerBase expected = CustomerBase.of(inTime.build(), one);
    assertSame(expected, CustomerBase.of(shuffled.build(), one.withThreads(2)));
    OrderLog wideLog = wide.build();
    CustomerBase wideBase = CustomerBase.of(wideLog, one.withThreads(4));
    assertEquals(1L << 50, wideBase.spendMinor(wideBase.row("giant")));
    assertSame(expected, wideBase);
  }

  private static void assertSame(CustomerBase expected, CustomerBase actual) {
    for (int row = 0; row < expected.size(); row++) {
      OrderLists.assertSameDays(expected, actual, row);
      assertEquals(expected.sumOfLogInterpurchaseDays(row), actual.sumOfLogInterpurchaseDays(row));
      assertEquals(expected.spendMinor(row), actual.spendMinor(row));
      assertEquals(expected.repeatSpendMinor(row), actual.repeatSpendMinor(row));
    }
  }

  @Provide
  Arbitrary<List<Order>> orders() {
    return OrderLists.arbitrary();
  }

  private static Order order(int day, String amount) {
    return new Order("ann", START.plusDays(day), Money.of(amount, "EUR"));
  }

  private static Map<String, Row> byDefinition(List<Order> orders, LocalDate asOf) {
    Map<String, Row> rows = new TreeMap<>();
    for (String id : orders.stream().map(Order::customerId).distinct().toList()) {
      List<Order> own =
          orders.stream().filter(o -> o.customerId().equals(id) && !o.day().isAfter(asOf)).toList();
      if (!own.isEmpty()) {
        List<LocalDate> days = own.stream().map(Order::day).distinct().sorted().toList();
        long spend = own.stream().mapToLong(CustomerBaseTest::minor).sum();
        long first =
            own.stream()
                .filter(o -> o.day().equals(days.get(0)))
                .mapToLong(CustomerBaseTest::minor)
                .sum();
        rows.put(
            id,
            new Row(
                own.size(),
                days.get(0),
                days.get(days.size() - 1),
                days.size() - 1,
                (int) ChronoUnit.DAYS.between(days.get(0), days.get(days.size() - 1)),
                spend,
                spend - first,
                logGaps(days)));
      }
    }
    return rows;
  }

  private static double logGaps(List<LocalDate> days) {
    double sum = 0;
    for (int i = 1; i < days.size(); i++) {
      sum += Math.log((double) ChronoUnit.DAYS.between(days.get(i - 1), days.get(i)));
    }
    return sum;
  }

  private static long minor(Order order) {
    return java.util.Objects.requireNonNull(order.amount()).minorUnits();
  }
}
