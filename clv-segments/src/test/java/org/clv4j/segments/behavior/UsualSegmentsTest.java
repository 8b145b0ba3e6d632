package org.clv4j.segments.behavior;

import static org.clv4j.segments.behavior.Labels.AS_OF;
import static org.clv4j.segments.behavior.Labels.members;
import static org.clv4j.segments.behavior.Labels.orders;
import static org.clv4j.segments.behavior.Labels.ruleOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.segments.health.CustomerBaseHealth;
import org.clv4j.segments.health.HealthOptions;
import org.clv4j.segments.rfm.RfmTable;
import org.junit.jupiter.api.Test;

/** Each of the ten usual segments by hand. */
class UsualSegmentsTest {
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
    assertEquals(
        List.of("before", "both", "prospect"), members(columns, ruleOf("Cart abandoners")));
    assertEquals(30, columns.value("days_since_abandoned_cart", columns.row("long")).getAsDouble());
    assertEquals(
        OptionalDouble.empty(), columns.value("days_since_abandoned_cart", columns.row("today")));
  }

  @Test
  void whoFilledACartButNeverOrderedHasARow() {
    CustomerOrders orders = orders("b 2024-01-01 100", "d 2024-06-01 300", "late 2025-01-01 100");
    CustomerEvents carts =
        CustomerEvents.builder()
            .add("a", AS_OF.minusDays(2))
            .add("d", AS_OF.minusDays(3))
            .add("late", AS_OF.minusDays(9))
            .add("tomorrow", AS_OF.plusDays(1))
            .build();
    Columns buyers = Columns.of(orders, AS_OF).with("clv", 20, 40);
    Columns columns = buyers.withCarts(carts);
    assertEquals(
        List.of("a", "b", "d", "late"), IntStream.range(0, 4).mapToObj(columns::id).toList());
    assertEquals(4, columns.size());
    assertEquals(-1, columns.row("tomorrow"));
    assertEquals(OptionalDouble.of(0), columns.value("orders", 0));
    assertEquals(OptionalDouble.of(40), columns.value("clv", 2));
    for (String unknown : columns.names()) {
      boolean known = unknown.equals("orders") || unknown.equals("days_since_abandoned_cart");
      assertEquals(known, columns.value(unknown, 3).isPresent(), unknown);
    }
    assertEquals(List.of("a", "d", "late"), members(columns, "days_since_abandoned_cart < 30"));
    // Quantiles of what orders give are those of the buyers.
    BehaviorSegments with = BehaviorSegments.of(columns, SegmentRules.DEFAULT);
    BehaviorSegments without = BehaviorSegments.of(buyers, SegmentRules.DEFAULT);
    for (String name : List.of("Big spenders", "VIP and loyal", "One-timers", "Seasonal buyers")) {
      assertEquals(members(without, name), members(with, name), name);
    }
    assertEquals(
        "Cart abandoners: 3 customers, 1 orders, EUR 3.00", with.segments().get(3).toString());
    RfmTable rfm = buyers.rfm();
    assertEquals(
        columns.value("champion_or_loyal", 2), columns.withRfm(rfm).value("champion_or_loyal", 2));
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
  void oneTimersArePastTheRepurchaseDeadlineOfHealth() {
    CustomerOrders orders =
        orders(
            "a 2024-01-01 100",
            "a 2024-01-11 100",
            "b 2024-01-01 100",
            "b 2024-01-31 100",
            // S falls to 3/4 at day 10; the younger one is gone at 29, so that it is 3/8 at day 30:
            // 9/10 of the fall are made there.
            "late 2024-12-01 100",
            "intime 2024-12-02 100");
    String rule = ruleOf("One-timers");
    assertEquals(List.of(), members(orders, rule), "30 days are not past 30 days");
    LocalDate dayAfter = AS_OF.plusDays(1);
    for (LocalDate asOf : List.of(AS_OF, dayAfter, AS_OF.plusDays(2))) {
      BehaviorSegments segments = BehaviorSegments.of(orders, asOf);
      assertEquals(
          pastDeadline(orders, asOf), members(segments, "One-timers").size(), asOf.toString());
    }
    BehaviorSegments segments = BehaviorSegments.of(orders, dayAfter);
    assertEquals(List.of("late"), members(segments, "One-timers"));
    assertEquals(
        "orders 1 = 1, days_past_repurchase_deadline 1 > 0",
        segments.explain(segments.columns().row("late"), "One-timers").met());
    assertEquals(
        "One-timers: orders = 1 and days_since_first_order > 30",
        segments.frozenRules().segments().get(9).toString());
    assertEquals(
        "One-timers: unknown, nobody has ordered twice by 2024-12-31",
        BehaviorSegments.of(orders("a 2024-01-01 100"), AS_OF).segments().get(9).toString());
  }

  private static double pastDeadline(CustomerOrders orders, LocalDate asOf) {
    return CustomerBaseHealth.of(orders, HealthOptions.DEFAULT.withAsOf(asOf)).metrics().stream()
        .filter(metric -> metric.name().equals("single_order_customers_past_deadline"))
        .findFirst()
        .orElseThrow()
        .value()
        .getAsDouble();
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
}
