package org.clv4j.core.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.Money;

/** Random orders of few customers over 61 days, and a base's rows as comparable values. */
final class OrderLists {
  static final Currency EUR = Currency.getInstance("EUR");
  static final LocalDate START = LocalDate.of(2024, 1, 1);

  private OrderLists() {}

  static Arbitrary<List<Order>> arbitrary() {
    Arbitrary<String> ids = Arbitraries.of("1", "2", "02", "010", "10", "-3", "a", "b");
    Arbitrary<Integer> days = Arbitraries.integers().between(0, 60);
    Arbitrary<Long> amounts =
        Arbitraries.oneOf(
            Arbitraries.longs().between(0, 10_000), Arbitraries.longs().between(0, 1L << 40));
    return Combinators.combine(ids, days, amounts)
        .as((id, day, minor) -> new Order(id, START.plusDays(day), Money.ofMinor(minor, EUR)))
        .list()
        .ofMaxSize(40);
  }

  static OrderLog log(List<Order> orders) {
    return orders.stream().collect(OrderLog.collector(EUR));
  }

  record Row(
      int orders,
      LocalDate first,
      LocalDate last,
      int frequency,
      int recency,
      long spend,
      long repeat,
      double logGaps) {
    Row withLogGaps(double other) {
      return new Row(orders, first, last, frequency, recency, spend, repeat, other);
    }
  }

  static Map<String, Row> rows(CustomerBase base) {
    Map<String, Row> rows = new TreeMap<>();
    for (int row = 0; row < base.size(); row++) {
      rows.put(
          base.id(row),
          new Row(
              base.orders(row),
              base.firstOrder(row),
              base.lastOrder(row),
              base.frequency(row),
              base.recencyDays(row),
              base.spendMinor(row),
              base.repeatSpendMinor(row),
              base.hasInterpurchaseTimes() ? base.sumOfLogInterpurchaseDays(row) : Double.NaN));
      assertEquals(row, base.row(base.id(row)));
    }
    return rows;
  }

  /** Bases with amounts. */
  static void assertSame(CustomerBase expected, CustomerBase actual) {
    assertEquals(rows(expected), rows(actual));
    for (int row = 0; row < expected.size(); row++) {
      assertEquals(expected.id(row), actual.id(row));
    }
    assertEquals(expected.orderCount(), actual.orderCount());
    assertEquals(expected.laterOrders(), actual.laterOrders());
    assertEquals(expected.zeroAmountOrders(), actual.zeroAmountOrders());
    assertEquals(expected.asOf(), actual.asOf());
    assertEquals(expected.zone(), actual.zone());
    assertEquals(expected.toString(), actual.toString());
  }

  /** Bases whose amounts do not matter. */
  static void assertSameDays(CustomerBase expected, CustomerBase actual) {
    assertEquals(expected.size(), actual.size());
    for (int row = 0; row < expected.size(); row++) {
      assertSameDays(expected, actual, row);
    }
  }

  /** Bases that have the same customer in a row. */
  static void assertSameDays(CustomerBase expected, CustomerBase actual, int row) {
    assertEquals(expected.id(row), actual.id(row));
    assertEquals(expected.orders(row), actual.orders(row));
    assertEquals(expected.firstOrderDay(row), actual.firstOrderDay(row));
    assertEquals(expected.lastOrderDay(row), actual.lastOrderDay(row));
    assertEquals(expected.frequency(row), actual.frequency(row));
    assertEquals(expected.recencyDays(row), actual.recencyDays(row));
  }
}
