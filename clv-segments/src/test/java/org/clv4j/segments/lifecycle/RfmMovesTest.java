package org.clv4j.segments.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.Money;
import org.clv4j.segments.rfm.RfmCuts;
import org.clv4j.segments.rfm.RfmRules;
import org.clv4j.segments.rfm.RfmScoring;
import org.clv4j.segments.rfm.RfmTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Moves between the segments of RFM tables. */
class RfmMovesTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final LocalDate SPRING = LocalDate.of(2024, 3, 31);
  private static final LocalDate SUMMER = LocalDate.of(2024, 6, 30);
  private static final RfmCuts CUTS =
      RfmCuts.of(new double[] {30}, new double[] {1}, new double[] {20});
  private static final RfmRules RULES =
      RfmRules.parse("bins: 2\nActive: 22*\nNew: 21*\nAsleep: 1**");

  @Test
  void movesCountedByHand() {
    List<Order> orders =
        List.of(
            order("ann", "2024-03-20"), // New, then Asleep
            order("bob", "2024-03-21"), // New, then Active
            order("bob", "2024-06-21"),
            order("cyd", "2024-01-01"), // Asleep, then Asleep
            order("dee", "2024-06-01")); // arrives as New
    TransitionMatrix moves = between(orders, orders);
    assertEquals(List.of("Active", "New", "Asleep"), moves.states());
    assertEquals(1, moves.count("New", "Asleep"));
    assertEquals(1, moves.count("New", "Active"));
    assertEquals(0, moves.count("New", "New"));
    assertEquals(1, moves.count("Asleep", "Asleep"));
    assertEquals(1, moves.arrived("New"));
    assertEquals(0, moves.gone("New"));
    assertEquals(OptionalDouble.of(0.5), moves.probability("New", "Active").value());
    assertEquals(OptionalDouble.empty(), moves.probability("Active", "Active").value());
    assertEquals(
        """
        as of 2024-06-30 Z, 91 days from 2024-03-31, EUR, basis=stated
        from \\ to                         1        2        3     gone      all
        1 Active                          0        0        0        0        0
        2 New                             1        0        1        0        2
        3 Asleep                          0        0        1        0        1
        arrived                           0        1        0
        all                               1        1        2\
        """,
        moves.toString());
    assertMessage(
        "state must be one of [Active, New, Asleep], but was \"Lost\"",
        () -> moves.count("New", "Lost"));
  }

  @Test
  void customersWhoAreMissingAfterwardsAreCounted() {
    List<Order> orders = List.of(order("ann", "2024-03-20"), order("bob", "2024-03-21"));
    TransitionMatrix moves = between(orders, orders.subList(0, 1));
    assertEquals(1, moves.gone("New"));
    assertEquals(OptionalDouble.of(1), moves.probability("New", "Asleep").value());
  }

  @Property(tries = 300)
  void everyCustomerIsCountedOnceOnEachDay(
      @ForAll("orders") List<Order> ordersBefore, @ForAll("orders") List<Order> ordersAfter) {
    RfmTable before = table(ordersBefore, SPRING);
    RfmTable after = table(ordersAfter, SUMMER);
    TransitionMatrix moves = moves(before, after);
    Map<List<String>, Long> naive = new HashMap<>();
    for (int row = 0; row < before.size(); row++) {
      int then = after.base().row(before.base().id(row));
      String to = then < 0 ? "gone" : after.segment(then);
      naive.merge(List.of(before.segment(row), to), 1L, Long::sum);
    }
    for (int row = 0; row < after.size(); row++) {
      if (before.base().row(after.base().id(row)) < 0) {
        naive.merge(List.of("new", after.segment(row)), 1L, Long::sum);
      }
    }
    for (int i = 0; i < 3; i++) {
      String segment = moves.states().get(i);
      for (String to : moves.states()) {
        assertEquals(naive.getOrDefault(List.of(segment, to), 0L), moves.count(segment, to));
      }
      assertEquals(naive.getOrDefault(List.of(segment, "gone"), 0L), moves.gone(segment));
      assertEquals(naive.getOrDefault(List.of("new", segment), 0L), moves.arrived(segment));
      assertEquals(
          before.segments().get(i).customers(),
          moves.gone(segment)
              + moves.states().stream().mapToLong(to -> moves.count(segment, to)).sum());
      assertEquals(
          after.segments().get(i).customers(),
          moves.arrived(segment)
              + moves.states().stream().mapToLong(from -> moves.count(from, segment)).sum());
    }
  }

  @Test
  void quantilesOfTheDayBeforeAreFrozenForTheDayAfter() {
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      orders.add(new Order("" + i, SPRING.minusDays(i + 1), Money.ofMinor(1000L * (i + 1), EUR)));
    }
    OrderLog log = orders.stream().collect(OrderLog.collector(EUR));
    RfmTable first = RfmTable.of(CustomerBase.of(log, SPRING));
    CustomerBase later = CustomerBase.of(log, SPRING.plusDays(5));
    RfmTable frozen =
        RfmTable.of(later, RfmScoring.cuts(first.cuts().orElseThrow()), RfmRules.RFM_11);
    TransitionMatrix moves = moves(first, frozen);
    long all =
        moves.states().stream()
            .flatMapToLong(from -> moves.states().stream().mapToLong(to -> moves.count(from, to)))
            .sum();
    assertEquals(10, all);
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> moves(first, RfmTable.of(later)))
                .getMessage());
    assertTrue(
        message.contains(
            "days since last order: 2.8, 4.6, 6.4, 8.2; orders: 1, 1, 1, 1; spend: 28, 46, 64,"
                + " 82], but was [bins: 5;"),
        message);
  }

  @Test
  void tablesThatDoNotCompareAreRefused() {
    List<Order> orders = List.of(order("ann", "2024-03-20"));
    RfmTable before = table(orders, SPRING);
    RfmTable after = table(orders, SUMMER);
    RfmTable ranked = RfmTable.of(before.base(), RfmScoring.ranks().withBins(2), RULES);
    RfmTable rankedAfter = RfmTable.of(after.base(), RfmScoring.ranks().withBins(2), RULES);
    assertTrue(
        String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> moves(ranked, rankedAfter))
                    .getMessage())
            .contains("no cut points by average ranks, 2 bins, m by spend"));
    RfmRules sameNames = RfmRules.parse("bins: 2\nActive: 21*\nNew: 22*\nAsleep: 1**");
    OrderLog dollars =
        OrderLog.builder(Currency.getInstance("USD")).add("ann", 19_800, 100).build();
    for (RfmTable other :
        List.of(
            RfmTable.of(after.base(), RfmScoring.cuts(CUTS), sameNames),
            RfmTable.of(CustomerBase.of(dollars, SUMMER), RfmScoring.cuts(CUTS), RULES),
            before)) {
      assertThrows(IllegalArgumentException.class, () -> moves(before, other));
    }
  }

  private static TransitionMatrix moves(RfmTable before, RfmTable after) {
    return TransitionMatrix.between(Labelling.of(before), Labelling.of(after));
  }

  private static TransitionMatrix between(List<Order> before, List<Order> after) {
    return moves(table(before, SPRING), table(after, SUMMER));
  }

  private static RfmTable table(List<Order> orders, LocalDate asOf) {
    OrderLog log = orders.stream().collect(OrderLog.collector(EUR));
    return RfmTable.of(CustomerBase.of(log, asOf), RfmScoring.cuts(CUTS), RULES);
  }

  private static Order order(String id, String day) {
    return new Order(id, LocalDate.parse(day), Money.of("10.00", "EUR"));
  }

  private static void assertMessage(String message, Executable executable) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, executable).getMessage());
  }

  @Provide
  Arbitrary<List<Order>> orders() {
    return Combinators.combine(
            Arbitraries.of("1", "2", "10", "a", "b", "c"), Arbitraries.integers().between(0, 180))
        .as((id, day) -> order(id, LocalDate.of(2024, 1, 1).plusDays(day).toString()))
        .withoutEdgeCases()
        .list()
        .ofMaxSize(20);
  }
}
