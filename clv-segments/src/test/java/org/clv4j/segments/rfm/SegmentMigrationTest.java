package org.clv4j.segments.rfm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SegmentMigrationTest {
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
    SegmentMigration moves = between(orders, orders);
    assertEquals(List.of("Active", "New", "Asleep"), moves.segments());
    assertEquals(1, moves.count("New", "Asleep"));
    assertEquals(1, moves.count("New", "Active"));
    assertEquals(0, moves.count("New", "New"));
    assertEquals(1, moves.count("Asleep", "Asleep"));
    assertEquals(1, moves.arrived("New"));
    assertEquals(0, moves.gone("New"));
    assertEquals(2, moves.before("New"));
    assertEquals(2, moves.after("Asleep"));
    assertEquals(OptionalDouble.of(0.5), moves.share("New", "Active"));
    assertEquals(OptionalDouble.empty(), moves.share("Active", "Active"));
    assertEquals(
        """
        2024-03-31 \\ 2024-06-30           1        2        3     gone      all
        1 Active                          0        0        0        0        0
        2 New                             1        0        1        0        2
        3 Asleep                          0        0        1        0        1
        new                               0        1        0
        all                               1        1        2""",
        moves.toString());
    assertMessage(
        "segment must be one of [Active, New, Asleep], but was \"Lost\"",
        () -> moves.count("New", "Lost"));
  }

  @Test
  void customersWhoAreMissingAfterwardsAreCounted() {
    List<Order> orders = List.of(order("ann", "2024-03-20"), order("bob", "2024-03-21"));
    SegmentMigration moves = between(orders, orders.subList(0, 1));
    assertEquals(1, moves.gone("New"));
    assertEquals(2, moves.before("New"));
    assertEquals(OptionalDouble.of(0.5), moves.share("New", "Asleep"));
  }

  @Property(tries = 300)
  void everyCustomerIsCountedOnceOnEachDay(
      @ForAll("orders") List<Order> ordersBefore, @ForAll("orders") List<Order> ordersAfter) {
    RfmTable before = table(ordersBefore, SPRING);
    RfmTable after = table(ordersAfter, SUMMER);
    SegmentMigration moves = SegmentMigration.between(before, after);
    Map<List<String>, Integer> naive = new HashMap<>();
    for (int row = 0; row < before.size(); row++) {
      int then = after.base().row(before.base().id(row));
      String to = then < 0 ? "gone" : after.segment(then);
      naive.merge(List.of(before.segment(row), to), 1, Integer::sum);
    }
    for (int row = 0; row < after.size(); row++) {
      if (before.base().row(after.base().id(row)) < 0) {
        naive.merge(List.of("new", after.segment(row)), 1, Integer::sum);
      }
    }
    for (int i = 0; i < 3; i++) {
      String segment = moves.segments().get(i);
      for (String to : moves.segments()) {
        assertEquals(naive.getOrDefault(List.of(segment, to), 0), moves.count(segment, to));
      }
      assertEquals(naive.getOrDefault(List.of(segment, "gone"), 0), moves.gone(segment));
      assertEquals(naive.getOrDefault(List.of("new", segment), 0), moves.arrived(segment));
      assertEquals(before.segments().get(i).customers(), moves.before(segment));
      assertEquals(after.segments().get(i).customers(), moves.after(segment));
    }
  }

  @Test
  void quantilesOfTheDayBeforeAreFrozenForTheDayAfter() {
    CustomerBase before = Bases.of(Bases.ten());
    RfmTable first = RfmTable.of(before);
    CustomerBase later =
        CustomerBase.of(
            OrderLog.builder(Bases.EUR).add("1", (int) Bases.AS_OF.toEpochDay(), 100).build(),
            Bases.AS_OF.plusDays(5));
    RfmTable frozen =
        RfmTable.of(later, RfmScoring.cuts(first.cuts().orElseThrow()), RfmRules.RFM_11);
    assertEquals("311", frozen.code(0));
    SegmentMigration moves = SegmentMigration.between(first, frozen);
    assertEquals(1, moves.count("New Customers", "New Customers"));
    assertEquals(9, moves.segments().stream().mapToInt(moves::gone).sum());
    Exception refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> SegmentMigration.between(first, RfmTable.of(later)));
    String message = String.valueOf(refused.getMessage());
    assertTrue(
        message.startsWith(
            "the table after must be scored with the cut points before, RfmScoring.cuts(days since"
                + " last order: 2.8, 4.6, 6.4, 8.2; orders: 1, 1, 1, 2.2;"),
        message);
    assertTrue(message.endsWith("but was by value quantiles, 5 bins, m by spend"), message);
  }

  @Test
  void tablesThatDoNotCompareAreRefused() {
    List<Order> orders = List.of(order("ann", "2024-03-20"));
    RfmTable before = table(orders, SPRING);
    assertMessage(
        "rules must be the same before and after, but differ",
        () ->
            SegmentMigration.between(
                before,
                RfmTable.of(
                    before.base(), RfmScoring.cuts(CUTS), RfmRules.parse("bins: 2\nAll: ***"))));
    assertMessage(
        "as-of day after must be later than 2024-03-31, but was 2024-03-31",
        () -> SegmentMigration.between(before, table(orders, SPRING)));
    RfmTable ranked = RfmTable.of(before.base(), RfmScoring.ranks().withBins(2), RULES);
    assertMessage(
        "the table before must have cut points, but average ranks, 2 bins, m by spend of 1"
            + " customers made none",
        () -> SegmentMigration.between(ranked, table(orders, SUMMER)));
    OrderLog dollars =
        OrderLog.builder(Currency.getInstance("USD")).add("ann", 19_800, 100).build();
    assertMessage(
        "currency must be EUR, but was USD",
        () ->
            SegmentMigration.between(
                before,
                RfmTable.of(CustomerBase.of(dollars, SUMMER), RfmScoring.cuts(CUTS), RULES)));
  }

  private static SegmentMigration between(List<Order> before, List<Order> after) {
    return SegmentMigration.between(table(before, SPRING), table(after, SUMMER));
  }

  private static RfmTable table(List<Order> orders, LocalDate asOf) {
    OrderLog log = orders.stream().collect(OrderLog.collector(Bases.EUR));
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
