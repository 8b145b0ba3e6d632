package org.clv4j.segments.behavior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
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
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderDetails;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.Money;
import org.clv4j.segments.rfm.RfmTable;
import org.junit.jupiter.api.Test;

class BehaviorSegmentsTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);

  /** {@code id day amount [discount]}, with amounts in cents. */
  private static CustomerOrders orders(String... rows) {
    OrderLogBuilder log = OrderLog.builder(EUR);
    for (String row : rows) {
      String[] part = row.split(" ", -1);
      OrderDetails details =
          part.length < 4
              ? OrderDetails.NONE
              : new OrderDetails(Money.ofMinor(Long.parseLong(part[3]), EUR), null, null, null);
      log.add(
          new Order(
              part[0],
              LocalDate.parse(part[1]),
              Money.ofMinor(Long.parseLong(part[2]), EUR),
              details));
    }
    return CustomerOrders.of(log.build());
  }

  private static List<String> members(BehaviorSegments segments, String name) {
    return IntStream.range(0, segments.size())
        .filter(row -> segments.has(row, name))
        .mapToObj(row -> segments.columns().id(row))
        .toList();
  }

  private static List<String> members(CustomerOrders orders, String rule) {
    return members(Columns.of(orders, AS_OF), rule);
  }

  private static List<String> members(Columns columns, String rule) {
    return members(BehaviorSegments.of(columns, SegmentRules.parse("it: " + rule)), "it");
  }

  private static String ruleOf(String name) {
    return SegmentRules.DEFAULT.segments().stream()
        .filter(segment -> segment.name().equals(name))
        .findFirst()
        .orElseThrow()
        .rule()
        .toString();
  }

  @Test
  void firstTimeBuyersOrderedOnceWithinNinetyDays() {
    CustomerOrders orders =
        orders(
            "new 2024-10-03 100",
            "old 2024-10-02 100",
            "two 2024-10-03 100",
            "two 2024-10-03 100",
            "today 2024-12-31 100");
    assertEquals(List.of("new", "today"), members(orders, ruleOf("First-time buyers")));
  }

  @Test
  void bigSpendersAreThoseFromTheQuantileOn() {
    String[] rows = new String[11];
    Arrays.setAll(rows, i -> "c" + (char) ('a' + i) + " 2024-01-01 " + 100 * (i + 1));
    CustomerOrders eleven = orders(rows);
    // h = 10 x 0.9 = 9: the tenth of eleven, 10.00.
    assertEquals(List.of("cj", "ck"), members(eleven, ruleOf("Big spenders")));
    // h = 10 x 0.85 = 8.5: 9.50, between the ninth and the tenth.
    assertEquals(List.of("cj", "ck"), members(eleven, "spend >= P85"));
    BehaviorSegments segments =
        BehaviorSegments.of(eleven, AS_OF, SegmentRules.parse("big: spend >= P85"));
    assertEquals("spend 11 >= 9.5 (P85)", segments.explain(10).get(0).met());
    assertEquals("big: spend >= 9.5", segments.frozenRules().toString());
    // 66.00 in all; 11 + 10 + 9 = 30 is less than 33, with 8 it is 38.
    assertEquals(List.of("ch", "ci", "cj", "ck"), members(eleven, "spend >= COVER50"));
  }

  @Test
  void aShareThatIsReachedToTheCentNeedsNoMore() {
    CustomerOrders orders = orders("a 2024-01-01 30", "b 2024-01-01 10", "c 2024-01-01 20");
    assertEquals(List.of("a"), members(orders, "spend >= COVER50"));
    assertEquals(List.of("a", "b", "c"), members(orders, "spend >= COVER100"));
    assertEquals(List.of(), members(orders, "spend >= COVER0"));
  }

  @Test
  void fullPriceAndDiscountBuyersByTheirDiscounts() {
    CustomerOrders orders =
        orders(
            // 90 of 100 at full price; one of two orders discounted, 10 of 110.
            "full 2024-01-01 9000 0",
            "full 2024-02-01 1000 1000",
            // three of four discounted
            "often 2024-01-01 1000 1",
            "often 2024-01-02 1000 1",
            "often 2024-01-03 1000 1",
            "often 2024-01-04 1000 0",
            // one of two, but 25 of 100 list
            "much 2024-01-01 5000 0",
            "much 2024-01-02 2500 2500",
            "once 2024-01-01 1000 900",
            // amounts of 0: nothing is known of the full price
            "free 2024-01-01 0 0",
            "free 2024-01-02 0 0");
    assertEquals(List.of("full"), members(orders, ruleOf("Full-price buyers")));
    assertEquals(List.of("much", "often"), members(orders, ruleOf("Discount buyers")));
    Columns columns = Columns.of(orders, AS_OF);
    assertEquals(0.9, columns.value("full_price_share", columns.row("full")).getAsDouble());
    assertEquals(0.25, columns.value("discount_share", columns.row("much")).getAsDouble());
    assertEquals(0.75, columns.value("discounted_order_share", columns.row("often")).getAsDouble());
    assertEquals(OptionalDouble.empty(), columns.value("full_price_share", columns.row("free")));
    assertEquals(OptionalDouble.empty(), columns.value("discount_share", columns.row("free")));
  }

  @Test
  void cartsAreAbandonedIfNoOrderFollowed() {
    CustomerOrders orders =
        orders(
            "after 2024-12-11 100",
            "before 2024-12-09 100",
            "same 2024-12-10 100",
            "later 2024-12-30 100",
            "long 2024-01-01 100",
            "today 2024-01-01 100",
            "both 2024-01-01 100",
            "future 2024-01-01 100",
            "none 2024-01-01 100");
    CustomerEvents.Builder carts = CustomerEvents.builder();
    for (String id : List.of("after", "before", "same", "later", "prospect")) {
      carts.add(id, LocalDate.of(2024, 12, 10));
    }
    carts
        .add("long", LocalDate.of(2024, 12, 1))
        .add("today", AS_OF)
        .add("both", AS_OF)
        .add("both", LocalDate.of(2024, 12, 2))
        .add("future", LocalDate.of(2025, 1, 5));
    Columns columns = Columns.of(orders, AS_OF).withCarts(carts.build());
    // "long" was 30 days ago, outside of the 30 days up to the as-of day.
    assertEquals(List.of("before", "both"), members(columns, ruleOf("Cart abandoners")));
    assertEquals(30, columns.value("days_since_abandoned_cart", columns.row("long")).getAsDouble());
    assertEquals(
        OptionalDouble.empty(), columns.value("days_since_abandoned_cart", columns.row("today")));
  }

  @Test
  void regularBuyersHaveEvenGapsAndAreNotOverdue() {
    CustomerOrders orders =
        orders(
            "even 2024-10-01 100",
            "even 2024-11-01 100",
            "even 2024-12-01 100",
            // gaps 10, 50: mean 30, deviation sqrt(800), 0.94 of the mean
            "uneven 2024-10-02 100",
            "uneven 2024-10-12 100",
            "uneven 2024-12-01 100",
            "overdue 2024-06-01 100",
            "overdue 2024-07-01 100",
            "overdue 2024-08-01 100",
            "day 2024-12-31 100",
            "day 2024-12-31 100",
            "day 2024-12-31 100",
            "two 2024-12-01 100",
            "two 2024-12-31 100");
    assertEquals(List.of("even"), members(orders, ruleOf("Regular buyers")));
    Columns columns = Columns.of(orders, AS_OF);
    assertEquals(
        Math.sqrt(800) / 30,
        columns.value("gap_variation", columns.row("uneven")).getAsDouble(),
        1e-15);
    assertEquals(1, columns.value("gaps_since_last_order", columns.row("uneven")).getAsDouble());
    assertEquals(30, columns.value("mean_gap", columns.row("two")).getAsDouble());
    assertEquals(OptionalDouble.empty(), columns.value("gap_variation", columns.row("two")));
    assertEquals(OptionalDouble.empty(), columns.value("gap_variation", columns.row("day")));
    assertEquals(
        OptionalDouble.empty(), columns.value("gaps_since_last_order", columns.row("day")));
  }

  @Test
  void highOrderValuesAreThoseFromTheQuantileOn() {
    CustomerOrders orders =
        orders(
            "a 2024-01-01 100",
            "b 2024-01-01 200",
            "c 2024-01-01 300",
            "d 2024-01-01 400",
            "e 2024-01-01 400",
            "e 2024-01-02 600",
            "f 2024-01-01 600");
    // h = 5 x 0.8 = 4: the fifth of six, 5.00.
    assertEquals(List.of("e", "f"), members(orders, ruleOf("High average order value")));
  }

  @Test
  void vipsAreChampionsAndLoyalOrBestByAModel() {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      for (int order = 0; order <= i; order++) {
        rows.add("c" + (10 + i) + " " + AS_OF.minusDays(200 - 8L * i + order) + " 1000");
      }
    }
    CustomerOrders orders = orders(rows.toArray(String[]::new));
    Columns columns = Columns.of(orders, AS_OF);
    RfmTable rfm =
        RfmTable.of(
            orders.base(org.clv4j.core.customer.CustomerBase.Options.DEFAULT.withAsOf(AS_OF)));
    List<String> best =
        IntStream.range(0, 25)
            .filter(row -> List.of("Champions", "Loyal").contains(rfm.segment(row)))
            .mapToObj(columns::id)
            .toList();
    assertFalse(best.isEmpty());
    String rule = ruleOf("VIP and loyal");
    assertEquals(best, members(columns, rule));
    assertEquals(best, members(columns.withRfm(rfm), rule));
    double[] clv = new double[25];
    double[] alive = new double[25];
    clv[0] = 30;
    clv[1] = 20;
    clv[2] = 10;
    alive[0] = 0.7;
    alive[1] = 0.69;
    alive[2] = 1;
    // h = 24 x 0.9 = 21.6 of 22 zeros and 10, 20, 30: 6.
    Columns scored = columns.with("clv", clv).with("probability_alive", alive);
    List<String> all = new ArrayList<>(List.of("c10", "c12"));
    all.addAll(best);
    assertEquals(all, members(scored, rule));
    assertThrows(
        IllegalArgumentException.class, () -> Columns.of(orders, AS_OF.minusDays(1)).withRfm(rfm));
  }

  @Test
  void oneTimersArePastTheTimeOfAlmostAllWhoCameBack() {
    CustomerOrders orders =
        orders(
            "a 2024-01-01 100",
            "a 2024-01-11 100",
            "b 2024-01-01 100",
            "b 2024-01-31 100",
            // P90 of 10 and 30 days: 28
            "late 2024-12-02 100",
            "intime 2024-12-03 100");
    assertEquals(List.of("late"), members(orders, ruleOf("One-timers")));
    assertEquals(
        List.of(), members(orders("a 2024-01-01 100"), ruleOf("One-timers")), "nobody came back");
  }

  @Test
  void seasonalBuyersComeInTheSameThreeMonthsOfTwoYears() {
    CustomerOrders orders =
        orders(
            "winter 2022-11-30 100",
            "winter 2023-01-02 100",
            "winter 2023-12-24 100",
            "winter 2024-01-31 100",
            "winter 2024-06-01 100",
            "oneyear 2023-11-01 100",
            "oneyear 2024-01-31 100",
            "always 2023-01-01 100",
            "always 2023-05-01 100",
            "always 2024-01-01 100",
            "once 2024-03-01 100");
    assertEquals(List.of("winter"), members(orders, ruleOf("Seasonal buyers")));
    Columns columns = Columns.of(orders, AS_OF);
    assertEquals(0.8, columns.value("season_share", columns.row("winter")).getAsDouble());
    assertEquals(2, columns.value("season_years", columns.row("winter")).getAsDouble());
    assertEquals(1, columns.value("season_years", columns.row("oneyear")).getAsDouble());
    assertEquals(2.0 / 3, columns.value("season_share", columns.row("always")).getAsDouble());
    assertEquals(1, columns.value("season_share", columns.row("once")).getAsDouble());
  }

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
          no  spend 1 > 5""",
        segments.explain(0, "rich").toString());
    assertEquals("days_since_last_order 1 < 60", segments.explain(1).get(1).met());
    assertEquals(
        """
        2 customers, as of 2024-12-31 Z, all days, EUR, every order counts, zero included, at its \
        stated amount
        rich: 1 customers, 2 orders, EUR 10.00
        recent: 2 customers, 3 orders, EUR 11.00
        no: 0 customers, 0 orders, EUR 0.00""",
        segments.toString());
    assertThrows(IllegalArgumentException.class, () -> segments.has(0, "poor"));
    assertThrows(IndexOutOfBoundsException.class, () -> segments.labels(2));
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
