package org.clv4j.segments.behavior;

import static org.clv4j.segments.behavior.Labels.AS_OF;
import static org.clv4j.segments.behavior.Labels.EUR;
import static org.clv4j.segments.behavior.Labels.members;
import static org.clv4j.segments.behavior.Labels.orders;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderDetails;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;

class BehaviorSegmentsTest {
  @Test
  void aCustomerHasSeveralLabelsAndOneByPriority() {
    CustomerOrders orders = orders("a 2024-12-01 100", "b 2024-01-01 900", "b 2024-12-30 100");
    SegmentRules rules =
        SegmentRules.parse("rich: spend > 5\nrecent: days_since_last_order < 60\nno: orders > 9");
    BehaviorSegments segments = BehaviorSegments.of(orders, AS_OF, rules);
    assertEquals(List.of("recent"), segments.labels(0));
    assertEquals(List.of("rich", "recent"), segments.labels(1));
    assertEquals(Optional.of("rich"), segments.single(1));
    assertEquals("rich: 1 customers, 2 orders, EUR 10.00", segments.segments().get(0).toString());
    assertEquals("recent: 2 customers, 3 orders, EUR 11.00", segments.segments().get(1).toString());
    assertEquals(
        """
        a is not in rich: spend > 5
          no  spend 1 > 5\
        """,
        segments.explain(0, "rich").toString());
    assertEquals("days_since_last_order 1 < 60", segments.explain(1).get(1).met());
    assertEquals(
        """
        2 customers, as of 2024-12-31 Z, days as in the rules, EUR, basis=stated
        rich: 1 customers, 2 orders, EUR 10.00
        recent: 2 customers, 3 orders, EUR 11.00
        no: 0 customers, 0 orders, EUR 0.00\
        """,
        segments.toString());
    assertThrows(IllegalArgumentException.class, () -> segments.has(0, "poor"));
    assertThrows(IndexOutOfBoundsException.class, () -> segments.labels(2));
  }

  @Test
  void evidenceOfAlternativesHasOnlyWhatMakesAMember() {
    CustomerOrders orders = orders("a 2024-12-01 100", "b 2024-01-01 900", "b 2024-12-30 100");
    SegmentRules rules =
        SegmentRules.parse(
            "it: spend > 5 and orders >= 2 or orders >= 1 and (spend < 2 or orders > 9)");
    BehaviorSegments segments = BehaviorSegments.of(orders, AS_OF, rules);
    assertEquals("orders 1 >= 1, spend 1 < 2", segments.explain(0, "it").met());
    assertEquals("spend 10 > 5, orders 2 >= 2", segments.explain(1, "it").met());
    BehaviorSegments nobody =
        BehaviorSegments.of(orders, AS_OF, SegmentRules.parse("it: orders >= 1 and spend > 99"));
    assertEquals("", nobody.explain(0, "it").met());
  }

  @Test
  void aColumnThatThereIsNotIsToldWithThoseThereAre() {
    Columns columns = Columns.of(orders("a 2024-12-01 100"), AS_OF).with("mine", 3);
    String told =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class,
                    () -> BehaviorSegments.of(columns, SegmentRules.parse("Big: spent > 3")))
                .getMessage());
    assertTrue(
        told.startsWith("segment \"Big\": column must be one of [orders, spend, mean_order_value,"),
        told);
    assertTrue(told.endsWith("clv, probability_alive, mine], but was \"spent\""), told);
    assertThrows(IllegalArgumentException.class, () -> columns.with("mine", 4));
    assertThrows(IllegalArgumentException.class, () -> columns.with("orders", 4));
    assertThrows(IllegalArgumentException.class, () -> columns.with("more", 4, 5));
    assertThrows(
        IllegalArgumentException.class, () -> columns.with("more", Double.POSITIVE_INFINITY));
    assertEquals(
        OptionalDouble.empty(), columns.with("gap", Double.NaN).value("gap", 0), "not known");
  }

  @Test
  void whatTheDataCannotSayHasAReason() {
    OrderLog log = OrderLog.builderWithoutAmounts().add("a", (int) AS_OF.toEpochDay()).build();
    BehaviorSegments segments = BehaviorSegments.of(CustomerOrders.of(log), AS_OF);
    List<String> lines = segments.segments().stream().map(BehaviorSegment::toString).toList();
    assertTrue(
        lines.contains("Big spenders: unknown, the orders have no amounts"), lines::toString);
    assertTrue(
        lines.contains("Discount buyers: unknown, the orders have no discounts"), lines::toString);
    assertTrue(lines.contains("Cart abandoners: unknown, no carts were given"), lines::toString);
    assertTrue(lines.contains("First-time buyers: 1 customers, 1 orders"), lines::toString);
    // Without a model the RFM table decides alone.
    assertTrue(lines.contains("VIP and loyal: 0 customers, 0 orders"), lines::toString);
    assertEquals(OptionalDouble.empty(), segments.columns().value("spend", 0));
  }

  @Test
  void anEmptyBaseHasNobody() {
    CustomerOrders none = CustomerOrders.of(OrderLog.builder(EUR).build());
    assertEquals(0, BehaviorSegments.of(none, AS_OF).size());
    BehaviorSegments before =
        BehaviorSegments.of(orders("a 2024-12-01 100"), LocalDate.of(2024, 11, 30));
    assertEquals(0, before.size());
    assertTrue(before.segments().stream().allMatch(segment -> segment.customers() == 0));
    assertEquals(-1, before.columns().row("a"));
  }

  @Test
  void tenThousandSegmentsWork() {
    String[] rows = new String[300];
    Arrays.setAll(rows, i -> "c" + (100 + i) + " 2024-01-01 " + 100 * i);
    SegmentRules rules =
        new SegmentRules(
            IntStream.range(0, 10_000)
                .mapToObj(i -> new SegmentRule("s" + i, Rule.where("spend").atLeast(i)))
                .toList());
    BehaviorSegments segments = BehaviorSegments.of(orders(rows), AS_OF, rules);
    for (int row = 0; row < 300; row++) {
      assertEquals(row + 1, segments.labels(row).size());
      assertEquals(Optional.of("s0"), segments.single(row));
    }
    assertEquals(1, segments.segments().get(299).customers());
    assertEquals("s299", segments.labels(299).get(299));
  }

  private static final String[] CHECKED = {
    "orders = 2",
    "spend >= P90",
    "spend >= COVER50",
    "mean_order_value < P20 or gap_variation <= 0.6",
    "mean_gap > P50 and season_share >= 0.8",
    "days_since_first_order > P90(days_to_second_order)",
    "orders = 1 and days_past_repurchase_deadline > 0",
    "champion_or_loyal = 1",
    "discount_share > 0.1 or full_price_share >= 0.9",
    "season_years != 1 and days_since_last_order < 100",
    "gaps_since_last_order <= P75 and discounted_order_share < 0.5",
    "spend >= P10 and spend <= P30 and spend != P20 and spend < P95"
  };

  @Provide
  Arbitrary<List<Order>> logs() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 8),
            Arbitraries.integers().between(0, 800),
            Arbitraries.longs().between(0, 3000),
            Arbitraries.longs().between(0, 2).map(x -> 500 * x))
        .as(
            (id, day, amount, discount) ->
                new Order(
                    "c" + id,
                    LocalDate.of(2023, 1, 1).plusDays(day),
                    Money.ofMinor(amount, EUR),
                    new OrderDetails(Money.ofMinor(discount, EUR), null, null, null)))
        .list()
        .ofMaxSize(60);
  }

  private static String all(List<Order> orders, LocalDate asOf) {
    OrderLogBuilder log = OrderLog.builder(EUR);
    orders.forEach(log::add);
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < CHECKED.length; i++) {
      rules.append("s").append(i).append(": ").append(CHECKED[i]).append("\n");
    }
    BehaviorSegments segments =
        BehaviorSegments.of(
            CustomerOrders.of(log.build()), asOf, SegmentRules.parse(rules.toString()));
    StringBuilder text = new StringBuilder(segments.toString());
    for (int row = 0; row < segments.size(); row++) {
      text.append(segments.columns().id(row)).append(segments.labels(row)).append("\n");
      for (String column : segments.columns().names()) {
        text.append(segments.columns().value(column, row)).append(" ");
      }
      for (int i = 0; i < CHECKED.length; i++) {
        Evidence evidence = segments.explain(row, "s" + i);
        assertEquals(
            evidence.member(), holds(evidence.segment().rule(), evidence), evidence::toString);
        assertEquals(evidence.member(), !evidence.met().isEmpty(), evidence::toString);
      }
    }
    return text.toString();
  }

  /** The rule, decided by what the evidence says of its comparisons. */
  private static boolean holds(Rule rule, Evidence evidence) {
    if (rule instanceof Rule.All all) {
      return all.rules().stream().allMatch(part -> holds(part, evidence));
    }
    if (rule instanceof Rule.Any any) {
      return any.rules().stream().anyMatch(part -> holds(part, evidence));
    }
    return evidence.comparisons().stream()
        .filter(compared -> compared.condition().equals(rule))
        .findFirst()
        .orElseThrow()
        .holds();
  }

  @Property(tries = 200)
  void neitherTheOrderOfRowsNorLaterOrdersChangeAnything(
      @ForAll("logs") List<Order> orders,
      @ForAll Random random,
      @ForAll @IntRange(max = 900) int day) {
    LocalDate asOf = LocalDate.of(2023, 1, 1).plusDays(day);
    List<Order> shuffled = new ArrayList<>(orders);
    Collections.shuffle(shuffled, random);
    String expected = all(orders, asOf);
    assertEquals(expected, all(shuffled, asOf));
    List<Order> known = orders.stream().filter(order -> !order.day().isAfter(asOf)).toList();
    if (known.isEmpty() == orders.isEmpty()) {
      assertEquals(expected, all(known, asOf));
    }
  }

  @Test
  void threadsChangeNothing() {
    Random random = new Random(3);
    int rows = 60_000;
    long[] customers = random.longs(rows, 0, 20_000).toArray();
    int[] days = random.ints(rows, 19_000, 19_700).toArray();
    long[] amounts = random.longs(rows, 0, 10_000).toArray();
    CustomerOrders orders =
        CustomerOrders.of(OrderLog.builder(EUR).addAll(customers, days, amounts).build());
    LocalDate asOf = LocalDate.ofEpochDay(19_600);
    BehaviorSegments one = BehaviorSegments.of(orders, asOf);
    BehaviorSegments three =
        BehaviorSegments.of(Columns.of(orders, asOf).withThreads(3), SegmentRules.DEFAULT);
    assertEquals(one.toString(), three.toString());
    for (int row = 0; row < one.size(); row++) {
      assertEquals(one.labels(row), three.labels(row));
    }
    for (BehaviorSegment segment : one.segments()) {
      assertEquals(members(one, segment.name()).size(), segment.customers());
    }
  }

  @Test
  void quantilesAreThoseOfTheSortedValues() {
    Random random = new Random(5);
    double[] values = random.doubles(5000, -1e3, 1e3).map(Math::rint).toArray();
    values[7] = Double.NaN;
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    for (double level : new double[] {0, 0.1, 0.25, 0.333, 0.5, 0.9, 0.99, 1}) {
      double h = (sorted.length - 1) * level;
      int low = (int) h;
      double expected =
          sorted[low] + (h - low) * (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]);
      // A Ranked of its own selects; the last of many sorts. h of a decimal level is off by 1e-12.
      assertEquals(
          expected,
          new Ranked(values).threshold(Threshold.quantile(level)).getAsDouble(),
          1e-8,
          "level " + level);
    }
    Ranked many = new Ranked(values);
    for (int i = 0; i <= 100; i++) {
      Threshold threshold = Threshold.quantile(i / 100.0);
      assertEquals(new Ranked(values).threshold(threshold), many.threshold(threshold));
    }
  }
}
