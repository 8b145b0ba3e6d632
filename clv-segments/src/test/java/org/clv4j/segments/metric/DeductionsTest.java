package org.clv4j.segments.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.Deduction;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderDetails;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.Money;
import org.clv4j.segments.behavior.BehaviorSegments;
import org.clv4j.segments.cohort.CohortMeasure;
import org.clv4j.segments.cohort.CohortOptions;
import org.clv4j.segments.cohort.CohortTable;
import org.clv4j.segments.health.CustomerBaseHealth;
import org.clv4j.segments.health.HealthOptions;
import org.clv4j.segments.retention.RetentionSeries;
import org.clv4j.segments.rfm.RfmTable;
import org.junit.jupiter.api.Test;

/** What is deducted from orders on days of their own, against sums over the list of orders. */
class DeductionsTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final LocalDate START = LocalDate.of(2024, 1, 10);

  private static Order order(String id, int day, long minor, int... deductions) {
    return new Order(
        id,
        START.plusDays(day),
        Money.ofMinor(minor, EUR),
        new OrderDetails(
            null,
            null,
            null,
            null,
            IntStream.range(0, deductions.length / 2)
                .mapToObj(
                    i ->
                        new Deduction(
                            START.plusDays(day + deductions[2 * i]), deductions[2 * i + 1]))
                .toList()));
  }

  private static CustomerOrders sorted(List<Order> orders) {
    return CustomerOrders.of(orders.stream().collect(OrderLog.collector(EUR)));
  }

  /**
   * Ann: 100.00 in January, of which 30.00 go back in March, without an order; 50.00 in February.
   * Bob: 40.00 in January, all back in February.
   */
  @Test
  void refundsLieInTheirOwnMonth() {
    List<Order> orders =
        List.of(
            order("ann", 0, 10000, 60, 3000),
            order("ann", 30, 5000),
            order("bob", 1, 4000, 30, 4000));
    LocalDate asOf = LocalDate.of(2024, 3, 31);
    CohortTable cohorts = CohortTable.of(sorted(orders), CohortOptions.asOf(asOf));
    List<BigDecimal> revenue =
        List.of(0, 1, 2).stream()
            .map(
                t -> Objects.requireNonNull(cohorts.value(CohortMeasure.REVENUE, 0, t).numerator()))
            .toList();
    assertEquals(
        List.of(new BigDecimal("140.00"), new BigDecimal("10.00"), new BigDecimal("-30.00")),
        revenue);
    assertEquals(60.0, cohorts.value(CohortMeasure.CUMULATIVE_VALUE, 0, 2).value().orElseThrow());
    assertEquals(0.0, cohorts.value(CohortMeasure.RETENTION, 0, 2).value().orElseThrow());
    RetentionSeries series = RetentionSeries.of(sorted(orders), asOf, CalendarPeriod.MONTH);
    assertEquals(10.0 / 140, series.netRevenueRetention(1).value().orElseThrow());
    assertEquals(-3.0, series.netRevenueRetention(2).value().orElseThrow());
    CustomerBaseHealth health =
        CustomerBaseHealth.of(sorted(orders), HealthOptions.DEFAULT.withAsOf(asOf));
    assertEquals(60.0, health.metric("mean_customer_value").value().orElseThrow());
    assertEquals(35.0, health.metric("average_first_order_value").value().orElseThrow());
    assertEquals(50.0, health.metric("average_repeat_order_value").value().orElseThrow());
  }

  /** All that was sold came back, and more. */
  @Test
  void valuesBelow0GiveNoShares() {
    List<Order> orders = List.of(order("ann", 0, 100, 1, 300), order("bob", 0, 100, 1, 150));
    CustomerBaseHealth health =
        CustomerBaseHealth.of(sorted(orders), HealthOptions.DEFAULT.withAsOf(START.plusDays(9)));
    assertEquals(-1.25, health.metric("mean_customer_value").value().orElseThrow());
    assertEquals(
        "the orders are worth less than 0", health.metric("repeat_revenue_share").reason());
    CustomerBase base = CustomerBase.of(sorted(orders).log(), START.plusDays(9));
    RfmTable rfm = RfmTable.of(base);
    assertEquals(rfm.m(0), rfm.m(1));
    assertEquals(Money.ofMinor(-250, EUR), base.totalSpend());
  }

  @Provide
  Arbitrary<List<Order>> orders() {
    Arbitrary<int[]> deductions =
        Arbitraries.integers().between(1, 2000).array(int[].class).ofMinSize(0).ofMaxSize(4);
    return Combinators.combine(
            Arbitraries.of("a", "b", "c", "d"),
            Arbitraries.integers().between(0, 150),
            Arbitraries.of(0L, 500L, 900L, 3000L),
            deductions)
        .as(
            (id, day, minor, numbers) -> {
              int[] pairs = Arrays.copyOf(numbers, numbers.length / 2 * 2);
              for (int i = 0; i < pairs.length; i += 2) {
                pairs[i] = pairs[i] % 90;
              }
              return order(id, day, minor, pairs);
            })
        .list()
        .ofMinSize(1)
        .ofMaxSize(14);
  }

  private static long moved(List<Order> orders, String id, Predicate<LocalDate> days) {
    long sum = 0;
    for (Order order : orders) {
      if (order.customerId().equals(id)) {
        Money amount = Objects.requireNonNull(order.amount());
        sum += days.test(order.day()) ? amount.minorUnits() : 0;
        for (Deduction deduction : order.details().deductions()) {
          sum -= days.test(deduction.day()) ? deduction.minorUnits() : 0;
        }
      }
    }
    return sum;
  }

  private static Set<String> buyers(List<Order> orders, Predicate<LocalDate> days) {
    Set<String> buyers = new HashSet<>();
    for (Order order : orders) {
      if (days.test(order.day())) {
        buyers.add(order.customerId());
      }
    }
    return buyers;
  }

  private static Predicate<LocalDate> month(LocalDate start, LocalDate asOf) {
    return day -> !day.isBefore(start) && day.isBefore(start.plusMonths(1)) && !day.isAfter(asOf);
  }

  @Property(tries = 150)
  void revenueRetentionIsThatOfTheList(
      @ForAll("orders") List<Order> orders, @ForAll @IntRange(min = 0, max = 240) int day) {
    LocalDate asOf = START.plusDays(day);
    RetentionSeries series = RetentionSeries.of(sorted(orders), asOf, CalendarPeriod.MONTH);
    for (int t = 1; t < series.periods(); t++) {
      Predicate<LocalDate> then = month(series.start(t - 1), asOf);
      Predicate<LocalDate> now = month(series.start(t), asOf);
      Set<String> all = buyers(orders, d -> true);
      long before = all.stream().mapToLong(id -> moved(orders, id, then)).sum();
      Set<String> there = buyers(orders, then);
      long net = there.stream().mapToLong(id -> moved(orders, id, now)).sum();
      long gross =
          there.stream()
              .mapToLong(
                  id -> Math.min(moved(orders, id, now), Math.max(0, moved(orders, id, then))))
              .sum();
      if (before < 0) {
        assertTrue(series.netRevenueRetention(t).value().isEmpty());
      } else {
        assertMinor(net, before, series.netRevenueRetention(t));
        assertMinor(gross, before, series.grossRevenueRetention(t));
        assertMinor(before - net, before, series.netRevenueChurn(t));
      }
      assertEquals(there.size(), series.customers(t - 1));
    }
  }

  private static void assertMinor(long part, long whole, Metric metric) {
    assertEquals(
        part, Objects.requireNonNull(metric.numerator()).movePointRight(2).longValueExact());
    assertEquals(
        whole, Objects.requireNonNull(metric.denominator()).movePointRight(2).longValueExact());
  }

  @Property(tries = 150)
  void cohortsAndHealthAreThoseOfTheList(
      @ForAll("orders") List<Order> orders, @ForAll @IntRange(min = 0, max = 240) int day) {
    LocalDate asOf = START.plusDays(day);
    Map<String, LocalDate> first = new TreeMap<>();
    for (Order order : orders) {
      if (!order.day().isAfter(asOf)) {
        first.merge(order.customerId(), order.day(), (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    if (first.isEmpty()) {
      return;
    }
    CohortTable table = CohortTable.of(sorted(orders), CohortOptions.asOf(asOf));
    for (int cohort = 0; cohort < table.cohorts(); cohort++) {
      LocalDate start = table.start(cohort);
      for (int t = 0; !start.plusMonths(t).isAfter(asOf); t++) {
        Predicate<LocalDate> days = month(start.plusMonths(t), asOf);
        long sum =
            first.entrySet().stream()
                .filter(customer -> month(start, asOf).test(customer.getValue()))
                .mapToLong(customer -> moved(orders, customer.getKey(), days))
                .sum();
        BigDecimal found =
            Objects.requireNonNull(table.value(CohortMeasure.REVENUE, cohort, t).numerator());
        assertEquals(0, BigDecimal.valueOf(sum, 2).compareTo(found), start + " " + t);
      }
    }
    Map<String, Long> values = new HashMap<>();
    first.keySet().forEach(id -> values.put(id, moved(orders, id, d -> !d.isAfter(asOf))));
    long total = values.values().stream().mapToLong(Long::longValue).sum();
    CustomerBaseHealth health =
        CustomerBaseHealth.of(sorted(orders), HealthOptions.DEFAULT.withAsOf(asOf));
    assertMinor(total, first.size() * 100L, health.metric("mean_customer_value"));
    assertMinor(
        total,
        orders.stream().filter(order -> !order.day().isAfter(asOf)).count() * 100,
        health.metric("average_order_value"));
    double satisfying = health.metric("satisfying_basket").value().orElseThrow();
    assertTrue(Double.isFinite(satisfying));
    BehaviorSegments segments = BehaviorSegments.of(sorted(orders), asOf);
    assertEquals(first.size(), segments.size());
    CustomerBase base = CustomerBase.of(sorted(orders).log(), asOf);
    RfmTable rfm = RfmTable.of(base);
    for (int row = 0; row < base.size(); row++) {
      assertEquals(values.get(base.id(row)), base.spendMinor(row));
      assertTrue(rfm.m(row) >= 1);
    }
  }
}
