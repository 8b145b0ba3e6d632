package org.clv4j.segments.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderLog;
import org.clv4j.segments.cohort.Shops;
import org.clv4j.segments.metric.CalendarPeriod;
import org.clv4j.segments.metric.Metric;
import org.junit.jupiter.api.Test;

/** Random shops against counts from the list of orders, and the laws of every metric. */
class RetentionReplayTest {
  @Provide
  Arbitrary<List<Order>> orders() {
    return Shops.arbitrary();
  }

  @Provide
  Arbitrary<CalendarPeriod> periods() {
    return Arbitraries.of(CalendarPeriod.MONTH, CalendarPeriod.QUARTER, CalendarPeriod.YEAR);
  }

  private static Set<String> buyers(List<Order> orders, Predicate<LocalDate> when) {
    return orders.stream()
        .filter(order -> when.test(order.day()))
        .map(Order::customerId)
        .collect(Collectors.toSet());
  }

  private static long spent(List<Order> orders, String id, Predicate<LocalDate> when) {
    return orders.stream()
        .filter(order -> order.customerId().equals(id) && when.test(order.day()))
        .mapToLong(order -> Objects.requireNonNull(order.amount()).minorUnits())
        .sum();
  }

  @Property(tries = 200)
  void everyPeriodIsThatOfTheList(
      @ForAll("orders") List<Order> orders,
      @ForAll("periods") CalendarPeriod period,
      @ForAll @IntRange(min = -2, max = 460) int day) {
    LocalDate asOf = Shops.START.plusDays(day);
    RetentionSeries series = RetentionSeries.of(Shops.sorted(orders), asOf, period);
    for (int t = 1; t < series.periods(); t++) {
      LocalDate start = series.start(t);
      LocalDate before = series.start(t - 1);
      Predicate<LocalDate> then = d -> !d.isBefore(before) && d.isBefore(start);
      Predicate<LocalDate> now = d -> inPeriod(period, d, start) && !d.isAfter(asOf);
      Set<String> both = buyers(orders, then);
      assertEquals(both.size(), series.customers(t - 1));
      long atRisk = both.size();
      long revenue = both.stream().mapToLong(id -> spent(orders, id, then)).sum();
      both.retainAll(buyers(orders, now));
      long net = both.stream().mapToLong(id -> spent(orders, id, now)).sum();
      long gross =
          both.stream()
              .mapToLong(id -> Math.min(spent(orders, id, then), spent(orders, id, now)))
              .sum();
      assertParts(both.size(), atRisk, series.periodRetention(t));
      assertParts(atRisk - both.size(), atRisk, series.periodChurn(t));
      assertMinor(net, revenue, series.netRevenueRetention(t));
      assertMinor(gross, revenue, series.grossRevenueRetention(t));
      assertMinor(revenue - net, revenue, series.netRevenueChurn(t));
      assertMinor(revenue - gross, revenue, series.grossRevenueChurn(t));
      boolean whole = series.isOver(t) && atRisk > 0;
      assertEquals(whole, series.periodRetention(t).value().isPresent());
    }
  }

  private static boolean inPeriod(CalendarPeriod period, LocalDate day, LocalDate start) {
    return period.indexOf((int) day.toEpochDay()) == period.indexOf((int) start.toEpochDay());
  }

  private static void assertParts(long part, long whole, Metric metric) {
    assertEquals(part, Objects.requireNonNull(metric.numerator()).longValueExact());
    assertEquals(whole, Objects.requireNonNull(metric.denominator()).longValueExact());
  }

  private static void assertMinor(long part, long whole, Metric metric) {
    assertEquals(
        part, Objects.requireNonNull(metric.numerator()).movePointRight(2).longValueExact());
    assertEquals(
        whole, Objects.requireNonNull(metric.denominator()).movePointRight(2).longValueExact());
  }

  @Property(tries = 200)
  void customerRetentionIsThatOfTheList(
      @ForAll("orders") List<Order> orders,
      @ForAll @IntRange(min = -2, max = 400) int day,
      @ForAll @IntRange(min = 1, max = 60) int length,
      @ForAll @IntRange(min = 1, max = 120) int window) {
    LocalDate from = Shops.START.plusDays(day);
    LocalDate asOf = from.plusDays(length);
    Set<String> known = buyers(orders, d -> !d.isAfter(from));
    Set<String> start = buyers(orders, d -> !d.isAfter(from) && d.isAfter(from.minusDays(window)));
    Set<String> end = buyers(orders, d -> !d.isAfter(asOf) && d.isAfter(asOf.minusDays(window)));
    Set<String> fresh = buyers(orders, d -> !d.isAfter(asOf));
    final int all = fresh.size();
    fresh.removeAll(known);
    CustomerRetention found = CustomerRetention.of(Shops.sorted(orders), from, asOf, window);
    assertEquals(start.size(), found.atStart());
    start.retainAll(end);
    assertEquals(start.size(), found.retained());
    assertEquals(fresh.size(), found.newCustomers());
    fresh.retainAll(end);
    assertEquals(fresh.size(), found.newRetained());
    InactivityChurn inactive = InactivityChurn.of(Shops.sorted(orders), asOf, window);
    assertEquals(all, inactive.buyers());
    assertEquals(all - end.size(), inactive.inactive());
  }

  @Property(tries = 100)
  void neitherRowOrderNorLaterOrdersCountAndTheSeriesIsAReplay(
      @ForAll("orders") List<Order> orders,
      @ForAll @IntRange(min = -2, max = 460) int day,
      @ForAll Random random) {
    LocalDate asOf = Shops.START.plusDays(day);
    List<Order> shuffled =
        new ArrayList<>(orders.stream().filter(order -> !order.day().isAfter(asOf)).toList());
    Collections.shuffle(shuffled, random);
    CustomerOrders sorted = Shops.sorted(orders);
    RetentionSeries series = RetentionSeries.of(sorted, asOf, CalendarPeriod.MONTH);
    assertEquals(
        rows(series), rows(RetentionSeries.of(Shops.sorted(shuffled), asOf, CalendarPeriod.MONTH)));
    for (int t = 0; t < series.periods(); t++) {
      if (series.isOver(t)) {
        LocalDate end = series.start(t).plusMonths(1).minusDays(1);
        RetentionSeries then = RetentionSeries.of(sorted, end, CalendarPeriod.MONTH);
        assertEquals(rows(series).subList(0, t + 1), rows(then));
      }
    }
  }

  @Test
  void threadsChangeNothing() {
    int size = 1 << 18;
    Random random = new Random(5);
    long[] customers = random.longs(size, 0, 30_000).toArray();
    int[] days = random.ints(size, 19_000, 19_400).toArray();
    long[] amounts = random.longs(size, 0, 1L << 30).toArray();
    CustomerOrders orders =
        CustomerOrders.of(OrderLog.builder(Shops.EUR).addAll(customers, days, amounts).build());
    LocalDate asOf = LocalDate.ofEpochDay(19_390);
    assertEquals(
        rows(RetentionSeries.of(orders, asOf, CalendarPeriod.MONTH, 1)),
        rows(RetentionSeries.of(orders, asOf, CalendarPeriod.MONTH, 2)));
  }

  private static List<List<Metric>> rows(RetentionSeries series) {
    return IntStream.range(0, series.periods())
        .mapToObj(
            t ->
                List.of(
                    series.periodRetention(t),
                    series.periodChurn(t),
                    series.netRevenueRetention(t),
                    series.grossRevenueRetention(t),
                    series.netRevenueChurn(t),
                    series.grossRevenueChurn(t)))
        .toList();
  }
}
