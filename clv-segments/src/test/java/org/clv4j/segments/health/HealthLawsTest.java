package org.clv4j.segments.health;

import static java.util.Objects.requireNonNull;
import static org.clv4j.segments.health.Shop.START;
import static org.clv4j.segments.health.Shop.assertMetric;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.Deduction;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderDetails;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthLawsTest {
  @Provide
  Arbitrary<List<Order>> orders() {
    return Shop.arbitrary();
  }

  private static HealthOptions options(int day, int window, OrderScope scope) {
    return HealthOptions.DEFAULT
        .withAsOf(START.plusDays(day))
        .withActiveWindow(window)
        .withNewWindow(20)
        .withHorizons(15, 10)
        .withScope(scope)
        .withRegistrations(registrations());
  }

  private static CustomerEvents registrations() {
    CustomerEvents.Builder builder = CustomerEvents.builder();
    for (String id : List.of("1", "2", "a", "c")) {
      builder.add(id, START.plusDays(id.charAt(0) % 50));
    }
    return builder.build();
  }

  @Property(tries = 200)
  void neitherTheOrderOfRowsNorWhatComesLaterChangesAnything(
      @ForAll("orders") List<Order> orders,
      @ForAll @IntRange(max = 130) int day,
      @ForAll @IntRange(min = 1, max = 60) int window,
      @ForAll OrderScope scope,
      @ForAll Random random) {
    HealthOptions options = options(day, window, scope);
    CustomerBaseHealth health = CustomerBaseHealth.of(Shop.orders(orders), options);
    List<Order> shuffled = new ArrayList<>(orders);
    Collections.shuffle(shuffled, random);
    assertSame(health, CustomerBaseHealth.of(Shop.orders(shuffled), options));
    List<Order> known =
        orders.stream().filter(order -> !order.day().isAfter(options.asOf())).toList();
    assertSame(health, CustomerBaseHealth.of(Shop.orders(known), options));
    HealthOptions adaptive = options.withAdaptiveWindow();
    assertEquals(
        CustomerBaseHealth.of(Shop.orders(orders), adaptive).toString(),
        CustomerBaseHealth.of(Shop.orders(known), adaptive).toString());
  }

  private static void assertSame(CustomerBaseHealth expected, CustomerBaseHealth found) {
    assertEquals(expected.toString(), found.toString());
    assertEquals(expected.metrics(), found.metrics());
    assertEquals(expected.partition(), found.partition());
    assertEquals(expected.orderDistribution(), found.orderDistribution());
  }

  @Property(tries = 100)
  void aSeriesIsAReplay(@ForAll("orders") List<Order> orders) {
    CustomerOrders sorted = Shop.orders(orders);
    List<LocalDate> dates = IntStream.range(-1, 14).mapToObj(i -> START.plusDays(10L * i)).toList();
    HealthOptions options = options(0, 30, OrderScope.LIFETIME);
    HealthSeries series = HealthSeries.of(sorted, options, dates);
    assertEquals(dates.size(), series.days().size());
    for (int i = 0; i < dates.size(); i++) {
      LocalDate date = dates.get(i);
      List<Order> known = orders.stream().filter(order -> !order.day().isAfter(date)).toList();
      assertSame(
          CustomerBaseHealth.of(Shop.orders(known), options.withAsOf(date)), series.days().get(i));
      assertEquals(series.days().get(i).metric("share_new"), series.metric("share_new").get(i));
    }
    assertEquals("15 days, 2023-12-22 to 2024-05-10", series.toString());
  }

  @Test
  void datesRise() {
    assertThrows(
        IllegalArgumentException.class,
        () -> HealthSeries.of(Shop.small(), HealthOptions.DEFAULT, List.of(START, START)));
    assertEquals(
        "no days", HealthSeries.of(Shop.small(), HealthOptions.DEFAULT, List.of()).toString());
  }

  /** Everything again, from lists. */
  @Property(tries = 300)
  void countsAreThoseOfTheDefinitions(
      @ForAll("orders") List<Order> orders,
      @ForAll @IntRange(max = 130) int day,
      @ForAll @IntRange(min = 1, max = 60) int window) {
    CustomerBaseHealth health =
        CustomerBaseHealth.of(Shop.orders(orders), options(day, window, OrderScope.WINDOW));
    LocalDate asOf = START.plusDays(day);
    Map<String, List<Order>> byCustomer = new TreeMap<>();
    orders.stream()
        .filter(order -> !order.day().isAfter(asOf))
        .sorted(java.util.Comparator.comparing(Order::day).thenComparing(Shop::cents))
        .forEach(
            order ->
                byCustomer.computeIfAbsent(order.customerId(), id -> new ArrayList<>()).add(order));
    int buyers = byCustomer.size();
    int actives = 0;
    int fresh = 0;
    int back = 0;
    int windowOrders = 0;
    int repeaters = 0;
    long firstCents = 0;
    long allCents = 0;
    List<Integer> gaps = new ArrayList<>();
    for (List<Order> own : byCustomer.values()) {
      List<Order> recent =
          own.stream().filter(o -> o.day().isAfter(asOf.minusDays(window))).toList();
      boolean isNew = own.get(0).day().isAfter(asOf.minusDays(20));
      actives += recent.isEmpty() ? 0 : 1;
      fresh += isNew ? 1 : 0;
      windowOrders += recent.size();
      repeaters += own.size() > 1 ? 1 : 0;
      allCents += recent.stream().mapToLong(Shop::cents).sum();
      firstCents += recent.contains(own.get(0)) ? Shop.cents(own.get(0)) : 0;
      boolean comeback = false;
      for (int i = 1; i < own.size(); i++) {
        int gap = (int) (own.get(i).day().toEpochDay() - own.get(i - 1).day().toEpochDay());
        gaps.add(gap);
        comeback |= gap > window && recent.contains(own.get(i));
      }
      back += comeback && !isNew ? 1 : 0;
    }
    assertMetric(actives, actives, buyers, health.metric("active_customers"));
    assertMetric(back, back, buyers, health.metric("reactivated_customers"));
    assertMetric(repeaters, repeaters, buyers, health.metric("repeat_customers"));
    if (buyers > 0) {
      assertMetric((double) fresh / buyers, fresh, buyers, health.metric("share_new"));
    }
    if (actives > 0) {
      assertMetric(
          (double) windowOrders / actives,
          windowOrders,
          actives,
          health.metric("orders_per_active_customer"));
      assertMetric(
          (double) allCents / windowOrders / 100,
          allCents / 100.0,
          windowOrders,
          health.metric("average_order_value"));
    }
    if (allCents > 0) {
      assertMetric(
          (double) firstCents / allCents,
          firstCents / 100.0,
          allCents / 100.0,
          health.metric("first_revenue_share"));
    }
    Collections.sort(gaps);
    if (!gaps.isEmpty()) {
      double place = 0.8 * (gaps.size() - 1);
      int low = gaps.get((int) place);
      int high = gaps.get((int) Math.ceil(place));
      assertEquals(
          low + (place - (int) place) * (high - low),
          health.metric("days_between_orders_p80").value().orElseThrow(),
          1e-9);
    }
  }

  @Property(tries = 200)
  void partitionsSumToOne(
      @ForAll("orders") List<Order> orders,
      @ForAll @IntRange(max = 130) int day,
      @ForAll @IntRange(min = 1, max = 60) int window) {
    CustomerBaseHealth health =
        CustomerBaseHealth.of(Shop.orders(orders), options(day, window, OrderScope.LIFETIME));
    for (CustomerPartition partition :
        List.of(
            health.partition(),
            health.partition(CustomerState.REACTIVATED, CustomerState.PROSPECT))) {
      long customers =
          partition.parts().stream().mapToLong(CustomerPartition.Part::customers).sum();
      for (CustomerPartition.Part part : partition.parts()) {
        assertEquals(customers, requireNonNull(part.share().denominator()).longValueExact());
        if (part.state() != CustomerState.PROSPECT) {
          assertEquals(part.customers(), part.byOrders().stream().mapToLong(Long::longValue).sum());
        }
      }
    }
    assertEquals(
        requireNonNull(health.metric("active_customers").numerator()).longValueExact(),
        health.orderDistribution().inWindow().stream().mapToLong(Long::longValue).sum());
  }

  @Test
  void threadsChangeNothing() {
    int rows = 3 << 17;
    Random random = new Random(11);
    long[] customers = random.longs(rows, 0, 50_000).toArray();
    int[] days = random.ints(rows, 19_000, 19_900).toArray();
    long[] amounts = random.longs(rows, 0, 20_000).toArray();
    CustomerOrders orders =
        CustomerOrders.of(OrderLog.builder(Shop.EUR).addAll(customers, days, amounts).build());
    for (HealthOptions options :
        List.of(HealthOptions.DEFAULT, HealthOptions.DEFAULT.withAdaptiveWindow())) {
      CustomerBaseHealth one = CustomerBaseHealth.of(orders, options);
      assertSame(one, CustomerBaseHealth.of(orders, options.withThreads(3)));
    }
    LocalDate asOf = orders.log().lastDay();
    ContactAdvice alone = ContactAdvice.of(orders, asOf);
    ContactAdvice three = ContactAdvice.of(orders, asOf, 3);
    assertEquals(alone.metrics(), three.metrics());
    for (int row = 0; row < alone.size(); row++) {
      assertEquals(alone.advice(row), three.advice(row));
      assertEquals(alone.percentiles(row), three.percentiles(row));
    }
    assertThrows(IllegalArgumentException.class, () -> ContactAdvice.of(orders, asOf, 0));
  }

  /** With costs, refunds and registrations, whoever counts. */
  @ParameterizedTest
  @EnumSource(CustomerPopulation.class)
  void threadsChangeNothingAboutMargins(CustomerPopulation population) {
    Random random = new Random(12);
    OrderLogBuilder log = OrderLog.builder(Shop.EUR);
    for (int row = 0; row < 3 << 17; row++) {
      LocalDate day = START.plusDays(random.nextInt(900));
      Money cost = Money.ofMinor(random.nextInt(9_000), Shop.EUR);
      List<Deduction> refunds =
          row % 10 == 0 ? List.of(new Deduction(day.plusDays(9), 500)) : List.of();
      OrderDetails details = new OrderDetails(null, cost, null, null, refunds);
      Money amount = Money.ofMinor(random.nextInt(20_000), Shop.EUR);
      log.add(new Order(Integer.toString(random.nextInt(50_000)), day, amount, details));
    }
    CustomerEvents.Builder registrations = CustomerEvents.builder();
    for (int i = 0; i < 60_000; i += 3) {
      registrations.add(Integer.toString(i), START.plusDays(i % 900));
    }
    CustomerOrders orders = CustomerOrders.of(log.build());
    for (OrderScope scope : OrderScope.values()) {
      HealthOptions options =
          HealthOptions.DEFAULT
              .withScope(scope)
              .withActiveWindow(60)
              .withBasis(ValueBasis.MARGIN)
              .withRegistrations(registrations.build())
              .withPopulation(population);
      CustomerBaseHealth one = CustomerBaseHealth.of(orders, options);
      assertSame(one, CustomerBaseHealth.of(orders, options.withThreads(3)));
    }
  }

  @Test
  void aMarginThatDoesNotFitIsAnError() {
    Money most = Money.ofMinor(Long.MAX_VALUE, Shop.EUR);
    Deduction refund = new Deduction(START, 10);
    OrderDetails details = new OrderDetails(null, most, null, null, List.of(refund));
    CustomerOrders orders =
        Shop.orders(List.of(new Order("a", START, Money.ofMinor(0, Shop.EUR), details)));
    ArithmeticException e =
        assertThrows(ArithmeticException.class, () -> CustomerBaseHealth.of(orders));
    assertEquals("margin of the orders must fit in a long of minor units", e.getMessage());
  }
}
