package org.clv4j.core.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.formula.HistoricValue;
import org.clv4j.core.order.Deduction;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderDetails;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class DeductionsTest {
  private static final LocalDate START = OrderLists.START;
  private static final int DAY = (int) START.toEpochDay();

  private static OrderLogBuilder builder() {
    return OrderLog.builder(OrderLists.EUR);
  }

  /** Ann: 10.00 on day 0, of which 4.00 go back on day 5; 20.00 on day 7, 25.00 back on day 9. */
  private static OrderLog ann() {
    return builder()
        .add("ann", DAY, 1000)
        .deduct(DAY + 5, 400)
        .add("ann", DAY + 7, 2000)
        .deduct(DAY + 9, 2500)
        .add("bob", DAY + 20, 100)
        .build();
  }

  @Test
  void aDeductionCountsFromItsDayOnAndIsNoOrder() {
    long[][] spendAndRepeat = {
      {0, 1000, 0}, {4, 1000, 0}, {5, 600, 0}, {7, 2600, 2000}, {9, 100, -500}, {30, 100, -500}
    };
    for (long[] known : spendAndRepeat) {
      CustomerBase base = CustomerBase.of(ann(), START.plusDays(known[0]));
      int row = base.row("ann");
      assertEquals(known[1], base.spendMinor(row), "day " + known[0]);
      assertEquals(known[2], base.repeatSpendMinor(row), "day " + known[0]);
    }
    CustomerBase base = CustomerBase.of(ann());
    assertEquals(3, base.orderCount());
    assertEquals(2, base.orders(base.row("ann")));
    assertEquals(START.plusDays(7), base.lastOrder(base.row("ann")));
    assertEquals(Money.ofMinor(200, OrderLists.EUR), base.totalSpend());
    assertEquals(0.5, base.meanOrderValue(base.row("ann")));
    assertEquals(-5.0, base.meanRepeatSpend(base.row("ann")).orElseThrow());
    assertEquals(1, CustomerBase.of(ann(), START.plusDays(8)).laterDeductions());
    assertEquals(0, CustomerBase.of(ann(), START.plusDays(6)).laterDeductions());
  }

  @Test
  void aCustomerMayBeWorthLessThanNothing() {
    OrderLog log = builder().add("ann", DAY, 100).deduct(DAY, 300).add("bob", DAY, 500).build();
    HistoricValue value = HistoricValue.of(CustomerBase.of(log));
    assertEquals(3.0, value.total().majorUnits());
    assertEquals(-2.0, value.quantile(0));
    assertEquals(5.0 / 3, value.shareOfTop(0.5).orElseThrow());
    OrderLog loss = builder().add("ann", DAY, 100).deduct(DAY, 300).build();
    assertTrue(HistoricValue.of(CustomerBase.of(loss)).shareOfTop(1).isEmpty());
  }

  @Test
  void theLogHandsThemOutWithTheirOrders() {
    OrderLog log = ann();
    assertEquals(2, log.deductionCount());
    assertEquals(1, log.deductionRow(1));
    assertEquals(DAY + 9, log.deductionDay(1));
    assertEquals(2500, log.deductionMinor(1));
    Order second = log.orders().toList().get(1);
    assertEquals(
        new Order(
            "ann",
            START.plusDays(7),
            Money.ofMinor(2000, OrderLists.EUR),
            new OrderDetails(
                null, null, null, null, List.of(new Deduction(START.plusDays(9), 2500)))),
        second);
    assertThrows(IndexOutOfBoundsException.class, () -> log.deductionRow(2));
    CustomerOrders orders = CustomerOrders.of(log);
    assertTrue(orders.hasDeductions());
    assertFalse(CustomerOrders.of(builder().add("a", DAY, 1).build()).hasDeductions());
    assertEquals(2000, orders.amountMinor(1));
    assertEquals(2000, orders.valueMinor(1, DAY + 8));
    assertEquals(-500, orders.valueMinor(1, DAY + 9));
    assertEquals(2, orders.firstDeduction(orders.orderCount()));
  }

  @Test
  void whatCannotBeIsRefusedAndChangesNothing() {
    refused("an order must be added before its details", () -> builder().deduct(DAY, 1));
    OrderLogBuilder one = builder().add("ann", DAY, 100);
    refused("deduction must be above 0, but was EUR 0.00", () -> one.deduct(DAY, 0));
    refused(
        "deduction must not be before its order, 2024-01-01, but was on 2023-12-31",
        () -> one.deduct(DAY - 1, 5));
    refused(
        "day must be between 1900-01-01 and 2199-12-31, but was 4636-09-21",
        () -> one.deduct(974_000, 5));
    assertEquals(0, one.build().deductionCount());
    OrderLogBuilder without = OrderLog.builderWithoutAmounts().add("ann", DAY);
    refused("deduction must be missing in a log without amounts", () -> without.deduct(DAY, 5));
    List<Deduction> some = List.of(new Deduction(START, 1));
    OrderDetails details = new OrderDetails(null, null, null, null, some);
    refused(
        "deduction must be missing where the amount is",
        () -> new Order("ann", START, null, details));
    refused(
        "deduction must not be before its order, 2024-01-02, but was on 2024-01-01",
        () -> new Order("ann", START.plusDays(1), Money.zero(OrderLists.EUR), details));
    refused("deduction must be above 0, but was -1", () -> new Deduction(START, -1));
    OrderLog stated = builder().add("ann", DAY, 100).build();
    OrderLog net = builder().policy(OrderPolicy.NET).add("ann", DAY, 100).build();
    refused(
        "policy must be basis=stated, but was " + OrderPolicy.NET,
        () -> OrderLog.merge(List.of(stated, net)));
    refused(
        "policy must be basis=stated, but was " + OrderPolicy.NET,
        () ->
            CustomerBase.mergeByDay(
                CustomerBase.of(stated, START), CustomerBase.of(net, START.plusDays(1))));
  }

  @Test
  void basesDoNotMergeOverARefundToCome() {
    CustomerBase earlier = CustomerBase.of(ann(), START.plusDays(8));
    CustomerBase later = CustomerBase.of(builder().add("bob", DAY + 20, 100).build());
    refused(
        "earlier orders must have no deduction after 2024-01-09, but have 1; merge the logs instead",
        () -> CustomerBase.mergeByDay(earlier, later));
  }

  private static void refused(String message, Executable act) {
    assertEquals(message, assertThrows(RuntimeException.class, act).getMessage());
  }

  @Provide
  Arbitrary<List<Order>> orders() {
    Arbitrary<List<int[]>> deductions =
        Combinators.combine(
                Arbitraries.integers().between(0, 20), Arbitraries.integers().between(1, 900))
            .as((day, minor) -> new int[] {day, minor})
            .list()
            .ofMaxSize(3);
    return Combinators.combine(
            Arbitraries.of("1", "2", "a", "b"),
            Arbitraries.integers().between(0, 12),
            Arbitraries.of(0L, 100L, 500L, 1L << 40),
            deductions)
        .as(
            (id, day, minor, taken) ->
                new Order(
                    id,
                    START.plusDays(day),
                    Money.ofMinor(minor, OrderLists.EUR),
                    new OrderDetails(
                        null,
                        null,
                        null,
                        null,
                        taken.stream()
                            .map(d -> new Deduction(START.plusDays(day + d[0]), d[1]))
                            .toList())))
        .list()
        .ofMinSize(1)
        .ofMaxSize(15);
  }

  private static long known(Order order, LocalDate asOf) {
    Money amount = order.amount();
    long value = amount == null ? 0 : amount.minorUnits();
    for (Deduction deduction : order.details().deductions()) {
      value -= deduction.day().isAfter(asOf) ? 0 : deduction.minorUnits();
    }
    return value;
  }

  @Property(tries = 300)
  void spendIsWhatTheOrdersOfTheDayAreWorthThatDay(
      @ForAll("orders") List<Order> orders, @ForAll @IntRange(max = 35) int days) {
    LocalDate asOf = START.plusDays(days);
    Map<String, Long> spend = new TreeMap<>();
    Map<String, LocalDate> first = new TreeMap<>();
    for (Order order : orders) {
      if (!order.day().isAfter(asOf)) {
        spend.merge(order.customerId(), known(order, asOf), Long::sum);
        first.merge(order.customerId(), order.day(), (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    Map<String, Long> repeat = new TreeMap<>();
    for (Order order : orders) {
      if (!order.day().isAfter(asOf)) {
        boolean isFirst = order.day().equals(first.get(order.customerId()));
        repeat.merge(order.customerId(), isFirst ? 0 : known(order, asOf), Long::sum);
      }
    }
    OrderLog log = OrderLists.log(orders);
    CustomerBase base = CustomerBase.of(log, asOf);
    CustomerOrders sorted = CustomerOrders.of(log);
    assertEquals(spend, spends(base, false));
    assertEquals(repeat, spends(base, true));
    CustomerBase.Options options = CustomerBase.Options.DEFAULT.withAsOf(asOf);
    assertEquals(spend, spends(sorted.base(options), false));
    int day = (int) asOf.toEpochDay();
    for (int c = 0; c < sorted.size(); c++) {
      long sum =
          IntStream.range(sorted.start(c), sorted.end(c, day))
              .mapToLong(order -> sorted.valueMinor(order, day))
              .sum();
      assertEquals(spend.getOrDefault(sorted.customers().id(c), 0L), sum);
    }
  }

  private static Map<String, Long> spends(CustomerBase base, boolean repeat) {
    Map<String, Long> spends = new TreeMap<>();
    for (int row = 0; row < base.size(); row++) {
      spends.put(base.id(row), repeat ? base.repeatSpendMinor(row) : base.spendMinor(row));
    }
    return spends;
  }

  @Property(tries = 300)
  void neitherTheOrderOfTheRowsNorASplitChangesAnything(
      @ForAll("orders") List<Order> orders, @ForAll Random random) {
    OrderLog whole = OrderLists.log(orders);
    List<Order> shuffled = new ArrayList<>(orders);
    Collections.shuffle(shuffled, random);
    int cut = random.nextInt(shuffled.size() + 1);
    OrderLog merged =
        OrderLog.merge(
            List.of(
                OrderLists.log(shuffled.subList(0, cut)),
                OrderLists.log(shuffled.subList(cut, shuffled.size()))));
    assertEquals(asText(CustomerOrders.of(whole)), asText(CustomerOrders.of(merged)));
  }

  private static String asText(CustomerOrders orders) {
    StringBuilder text = new StringBuilder();
    for (int order = 0; order < orders.orderCount(); order++) {
      text.append(orders.day(order)).append(' ').append(orders.amountMinor(order));
      for (int d = orders.firstDeduction(order); d < orders.firstDeduction(order + 1); d++) {
        text.append(" -")
            .append(orders.deductionMinor(d))
            .append('@')
            .append(orders.deductionDay(d));
      }
      text.append('\n');
    }
    return text.toString();
  }
}
