package org.clv4j.segments.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.segments.metric.CalendarPeriod;
import org.junit.jupiter.api.Test;

class CustomerFlowsTest {
  private static final LocalDate START = LocalDate.of(2024, 1, 1);

  record Visit(int customer, int day) {}

  private static CustomerOrders orders(List<Visit> visits) {
    OrderLogBuilder log = OrderLog.builderWithoutAmounts();
    visits.forEach(
        visit -> log.add("c" + visit.customer(), (int) START.toEpochDay() + visit.day()));
    return CustomerOrders.of(log.build());
  }

  private static CustomerOrders orders(String... visits) {
    OrderLogBuilder log = OrderLog.builderWithoutAmounts();
    for (String visit : visits) {
      String[] part = visit.split(" ", -1);
      log.add(part[0], (int) LocalDate.parse(part[1]).toEpochDay());
    }
    return CustomerOrders.of(log.build());
  }

  @Test
  void aShopOfThreeCustomersMonthByMonth() {
    CustomerOrders orders =
        orders(
            "anna 2024-01-10",
            "anna 2024-02-10",
            "anna 2024-02-11",
            "anna 2024-05-01",
            "bob 2024-01-31",
            "carl 2024-02-01",
            "carl 2024-03-31",
            "carl 2024-06-01");
    CustomerFlows flows = CustomerFlows.of(orders, LocalDate.of(2024, 5, 15), CalendarPeriod.MONTH);
    assertEquals(
        """
        as of 2024-05-15 Z, each month, no amounts, basis=stated
        2024-01-01: 2 active, 2 new, 0 returning, 0 reactivated, 0 lapsed
        2024-02-01: 2 active, 1 new, 1 returning, 0 reactivated, 1 lapsed
        2024-03-01: 1 active, 0 new, 1 returning, 0 reactivated, 1 lapsed
        2024-04-01: 0 active, 0 new, 0 returning, 0 reactivated, 1 lapsed
        2024-05-01: 1 active, 0 new, 0 returning, 1 reactivated, 0 lapsed (not complete)\
        """,
        flows.toString());
    assertEquals(OptionalDouble.of(1), flows.periods().get(1).quickRatio().value());
    assertEquals(
        "customer_quick_ratio = none, nobody lapsed in the period from 2024-01-01 (2 of 0)",
        flows.periods().get(0).quickRatio().toString());
    assertEquals(
        "customer_quick_ratio = none, the period from 2024-05-01 is not complete (1 of 0)",
        flows.periods().get(4).quickRatio().toString());
    // The as-of day is the last of its month.
    assertTrue(
        CustomerFlows.of(orders, LocalDate.of(2024, 4, 30), CalendarPeriod.MONTH)
            .periods()
            .get(3)
            .complete());
  }

  @Test
  void whatIsNotThereHasNoPeriods() {
    CustomerOrders none = orders();
    assertEquals(List.of(), CustomerFlows.of(none, START, CalendarPeriod.DAY).periods());
    CustomerOrders later = orders("a 2024-01-02");
    assertEquals(List.of(), CustomerFlows.of(later, START, CalendarPeriod.DAY).periods());
    assertEquals(
        1, CustomerFlows.of(later, START.plusDays(1), CalendarPeriod.YEAR).periods().size());
    assertThrows(
        IllegalArgumentException.class,
        () -> CustomerFlows.of(later, START, CalendarPeriod.DAY, 0));
  }

  @Provide
  Arbitrary<List<Visit>> visits() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 8), Arbitraries.integers().between(0, 200))
        .as(Visit::new)
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 200)
  void whoIsThereWasThereOrCameAndNobodyIsLost(
      @ForAll("visits") List<Visit> visits,
      @ForAll @IntRange(max = 220) int day,
      @ForAll Random random) {
    LocalDate asOf = START.plusDays(day);
    for (CalendarPeriod period :
        List.of(CalendarPeriod.week(DayOfWeek.SUNDAY), CalendarPeriod.MONTH, CalendarPeriod.DAY)) {
      CustomerFlows flows = CustomerFlows.of(orders(visits), asOf, period);
      int before = 0;
      int newcomers = 0;
      for (CustomerFlow flow : flows.periods()) {
        assertEquals(flow.active(), before + flow.newcomers() + flow.reactivated() - flow.lapsed());
        assertEquals(flow.active(), flow.newcomers() + flow.returning() + flow.reactivated());
        int index = period.indexOf((int) flow.start().toEpochDay());
        long ordered =
            visits.stream()
                .filter(visit -> visit.day() <= day)
                .filter(v -> period.indexOf((int) START.toEpochDay() + v.day()) == index)
                .map(Visit::customer)
                .distinct()
                .count();
        assertEquals(ordered, flow.active());
        before = flow.active();
        newcomers += flow.newcomers();
      }
      List<Visit> known = visits.stream().filter(visit -> visit.day() <= day).toList();
      assertEquals(known.stream().map(Visit::customer).distinct().count(), newcomers);
      List<Visit> shuffled = new ArrayList<>(visits);
      Collections.shuffle(shuffled, random);
      assertEquals(flows, CustomerFlows.of(orders(shuffled), asOf, period));
      assertEquals(flows.periods(), CustomerFlows.of(orders(known), asOf, period).periods());
    }
  }

  @Test
  void threadsChangeNothing() {
    Random random = new Random(3);
    int rows = 60_000;
    long[] customers = random.longs(rows, 0, 20_000).toArray();
    int[] days = random.ints(rows, 19_000, 19_700).toArray();
    CustomerOrders orders =
        CustomerOrders.of(
            OrderLog.builder(java.util.Currency.getInstance("EUR"))
                .addAll(customers, days, new long[rows])
                .build());
    LocalDate asOf = LocalDate.ofEpochDay(19_650);
    assertEquals(
        CustomerFlows.of(orders, asOf, CalendarPeriod.MONTH),
        CustomerFlows.of(orders, asOf, CalendarPeriod.MONTH, 3));
  }
}
