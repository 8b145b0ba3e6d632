package org.clv4j.segments.health;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.Money;
import org.clv4j.segments.metric.Metric;

/** The small shop of docs/metrics.md, and random ones. */
final class Shop {
  static final Currency EUR = Currency.getInstance("EUR");
  static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);
  static final LocalDate START = LocalDate.of(2024, 1, 1);

  private Shop() {}

  static Order order(String customer, String day, String amount) {
    return new Order(customer, LocalDate.parse(day), Money.of(amount, "EUR"));
  }

  static CustomerOrders small() {
    return orders(
        List.of(
            order("anna", "2024-01-10", "20.00"),
            order("anna", "2024-03-10", "30.00"),
            order("anna", "2024-12-01", "40.00"),
            order("bob", "2024-02-01", "50.00"),
            order("carl", "2024-11-20", "10.00"),
            order("dora", "2023-06-01", "15.00"),
            order("dora", "2023-07-01", "15.00")));
  }

  /** Of the small shop; bob ordered before he registered, eva and fay never did. */
  static CustomerEvents registrations() {
    return CustomerEvents.builder()
        .add("anna", LocalDate.of(2024, 1, 5))
        .add("anna", LocalDate.of(2024, 2, 5))
        .add("bob", LocalDate.of(2024, 2, 5))
        .add("carl", LocalDate.of(2024, 11, 10))
        .add("eva", LocalDate.of(2024, 11, 1))
        .add("fay", LocalDate.of(2024, 12, 20))
        .add("gus", LocalDate.of(2025, 1, 1))
        .build();
  }

  static long cents(Order order) {
    return requireNonNull(order.amount()).minorUnits();
  }

  static CustomerOrders orders(List<Order> orders) {
    return CustomerOrders.of(orders.stream().collect(OrderLog.collector(EUR)));
  }

  /** Few customers over 121 days, with ties of day and amount. */
  static Arbitrary<List<Order>> arbitrary() {
    return Combinators.combine(
            Arbitraries.of("1", "2", "3", "4", "5", "6", "a", "b"),
            Arbitraries.integers().between(0, 120),
            Arbitraries.longs().between(0, 5000))
        .as((id, day, minor) -> new Order(id, START.plusDays(day), Money.ofMinor(minor, EUR)))
        .list()
        .ofMaxSize(40);
  }

  static void assertMetric(double value, double numerator, double denominator, Metric metric) {
    assertEquals(value, metric.value().orElseThrow(), 1e-12 * Math.abs(value), metric.toString());
    assertEquals(numerator, requireNonNull(metric.numerator()).doubleValue(), metric.toString());
    assertEquals(
        denominator, requireNonNull(metric.denominator()).doubleValue(), metric.toString());
  }

  static void assertValue(double value, Metric metric) {
    assertEquals(value, metric.value().orElseThrow(), 1e-12 * Math.abs(value), metric.toString());
  }

  static void assertUnknown(String reason, Metric metric) {
    assertTrue(metric.value().isEmpty(), metric.toString());
    assertEquals(reason, metric.reason());
  }
}
