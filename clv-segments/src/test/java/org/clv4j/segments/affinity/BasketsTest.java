package org.clv4j.segments.affinity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clv4j.core.order.CustomerAliases;
import org.clv4j.core.order.OrderBook;
import org.clv4j.core.order.OrderLine;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.core.order.Refund;
import org.clv4j.core.order.ShopOrder;
import org.clv4j.core.order.ShopOrderBuilder;
import org.clv4j.segments.metric.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Baskets from columns, rows and orders, and what they tell of dearer products. */
class BasketsTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);
  private static final Scope SCOPE = scope(OrderPolicy.AS_STATED);

  private static Scope scope(OrderPolicy policy) {
    return new Scope(AS_OF, "by hand", ZoneOffset.UTC, policy, EUR);
  }

  private static LocalDate day(int daysBefore) {
    return AS_OF.minusDays(daysBefore);
  }

  @Test
  void columnsInAnyOrderAndTwice() {
    Baskets baskets =
        Baskets.of(
            SCOPE,
            new int[] {2, 0, 2, 0, 2, 0},
            new int[] {1, 2, 0, 0, 1, 2},
            List.of("a", "b", "c", "d"));
    // No row has order 1.
    assertEquals("2 baskets of 4 products, single orders", baskets.toString());
    assertArrayEquals(new int[] {0, 2}, baskets.basket(0));
    assertArrayEquals(new int[] {0, 1}, baskets.basket(1));
    assertFalse(baskets.hasCustomers());
    assertThrows(IllegalStateException.class, () -> baskets.within(3));
  }

  @Test
  void wrongColumnsAreTold() {
    List<String> names = List.of("a");
    int[] one = {0};
    assertEquals(
        "row 0: order must be between 0 and 0, but was -1",
        assertThrows(
                IllegalArgumentException.class,
                () -> Baskets.of(SCOPE, new int[] {-1, 0}, new int[] {0, 0}, names))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> Baskets.of(SCOPE, one, new int[] {1}, names));
    assertThrows(
        IllegalArgumentException.class, () -> Baskets.of(SCOPE, one, new int[] {0, 0}, names));
    assertThrows(
        IllegalArgumentException.class, () -> Baskets.of(SCOPE, one, one, List.of("a", "a")));
    assertThrows(
        IllegalArgumentException.class,
        () -> Baskets.of(SCOPE, one, one, names, new int[] {-1}, new int[] {19_000}));
    assertThrows(
        IllegalArgumentException.class,
        () -> Baskets.of(SCOPE, one, one, names, one, new int[] {Integer.MIN_VALUE}));
    assertThrows(
        IllegalArgumentException.class,
        () -> Baskets.of(SCOPE, new int[] {1}, one, names, one, new int[] {19_000}));
  }

  /** Ann on days 30, 27, 26 and 20 before, Bob on 27 before and one day too late. */
  private static Baskets shop() {
    return Baskets.builder(SCOPE)
        .add("4", "ann", day(20), "jam")
        .add("1", "ann", day(30), "tea")
        .add("2", "ann", day(27), "milk")
        .add("3", "ann", day(26), "ham")
        .add("3", "ann", day(26), "tea")
        .add("5", "bob", day(27), "milk")
        .add("6", "bob", AS_OF.plusDays(1), "tea")
        .build();
  }

  @Test
  void ordersAfterTheAsOfDayDoNotCount() {
    assertEquals(5, shop().size());
    assertTrue(shop().hasCustomers());
  }

  @Test
  void withinSomeDaysOfTheFirstOrderIsOneBasket() {
    Baskets three = shop().within(3);
    // Ann: 30 and 27, then 26 by itself as 20 is six days later.
    assertEquals("orders of a customer within 3 days of the first", three.scope().window());
    assertEquals(4, three.size());
    assertEquals(List.of("ham", "jam", "milk", "tea"), three.products());
    assertArrayEquals(new int[] {2, 3}, three.basket(0));
    assertArrayEquals(new int[] {0, 3}, three.basket(1));
    assertArrayEquals(new int[] {1}, three.basket(2));
    assertArrayEquals(new int[] {2}, three.basket(3));
    assertEquals(5, shop().within(0).size());
    Baskets all = shop().within(1000);
    assertEquals(2, all.size());
    assertArrayEquals(new int[] {0, 1, 2, 3}, all.basket(0));
  }

  /** Fork and knife are always bought on two days in a row, by ten of twenty customers. */
  @Test
  void rulesAcrossOrdersAreFoundWithinDaysAlone() {
    BasketsBuilder orders = Baskets.builder(SCOPE);
    for (int i = 0; i < 20; i++) {
      orders.add("a" + i, "c" + i, day(30), i < 10 ? "fork" : "spoon");
      orders.add("b" + i, "c" + i, day(29), i < 10 ? "knife" : "pot");
    }
    assertEquals(List.of(), Affinity.of(orders.build()).rules());
    Affinity within = Affinity.of(orders.build().within(1));
    assertEquals(20, within.baskets());
    assertEquals(
        "fork -> knife: 10 of 10, lift 2.0",
        within.rules().get(0).toString().split(", adj", -1)[0]);
    assertEquals(4, within.rules().size());
  }

  @Test
  void oneOrderHasOneCustomerAndDay() {
    BasketsBuilder builder = Baskets.builder(SCOPE).add("1", "ann", day(1), "tea");
    assertThrows(IllegalArgumentException.class, () -> builder.add("1", "bob", day(1), "milk"));
    assertThrows(IllegalArgumentException.class, () -> builder.add("2", "milk"));
    assertThrows(
        IllegalArgumentException.class,
        () -> Baskets.builder(SCOPE).add("1", "tea").add("2", "ann", day(1), "tea"));
    assertThrows(IllegalArgumentException.class, () -> Baskets.builder(SCOPE).add("1", " "));
  }

  private static ShopOrderBuilder order(String id, String customer, int daysBefore) {
    return ShopOrder.builder(id, customer, day(daysBefore), EUR);
  }

  private static OrderBook book() {
    return new OrderBook()
        .add(
            order("1", "guest", 9)
                .line(OrderLine.of("tea", 2, 1000))
                .line(OrderLine.of(null, 1, 1))
                .build())
        .add(
            order("2", "ann", 5)
                .line(OrderLine.of("fine tea", 1, 550))
                .line(OrderLine.of("gift", 1, 0))
                .build())
        .add(order("3", "bob", 5).line(OrderLine.of("tea", 1, 510)).build())
        .add(order("4", "bob", 4).line(OrderLine.of("milk", 1, 90)).status("canceled").build())
        .add(
            order("5", "bob", 3)
                .line(OrderLine.of("milk", 1, 100))
                .refund(Refund.ofGoods(day(2), 100))
                .build())
        .add(order("6", "bob", -1).line(OrderLine.of("fine tea", 1, 600)).build());
  }

  @Test
  void ordersThatCountUnderThePolicyAreBaskets() {
    CustomerAliases ann = CustomerAliases.of(Map.of("guest", "ann"));
    Baskets net = Baskets.of(book(), scope(OrderPolicy.NET), ann);
    // Neither the cancelled nor the refunded order, nor that of tomorrow.
    assertEquals(List.of("fine tea", "gift", "tea"), net.products());
    assertEquals(3, net.size());
    assertEquals(2, net.within(10).size(), "guest and ann are one");
    assertEquals(
        5, Baskets.of(book(), SCOPE, CustomerAliases.NONE).size(), "all count as they are stated");
  }

  @Test
  void listPricesOfTheLastDay() {
    assertEquals(
        List.of(
            Product.of("fine tea", new BigDecimal("5.50")),
            Product.of("tea", new BigDecimal("5.10"))),
        Product.ofLastOrders(book(), scope(OrderPolicy.NET)));
    OrderBook two =
        book()
            .add(
                ShopOrder.builder("7", "c", day(1), Currency.getInstance("USD"))
                    .line(OrderLine.of("tea", 1, 1))
                    .build());
    assertThrows(
        IllegalArgumentException.class, () -> Product.ofLastOrders(two, scope(OrderPolicy.NET)));
  }

  private static Product product(String name, String price, double rating) {
    return Product.of(name, new BigDecimal(price)).withRating(rating);
  }

  /** Four bought tea; later one bought fine tea and one, twice, green tea. */
  @Test
  void upsellCandidatesAreRankedByUptakeRatingAndPrice() {
    BasketsBuilder orders = Baskets.builder(SCOPE);
    for (String customer : List.of("a", "b", "c", "d")) {
      orders.add(customer + 1, customer, day(50), "tea");
    }
    orders.add("a2", "a", day(40), "fine tea").add("a3", "a", day(30), "fine tea");
    orders.add("b2", "b", day(40), "green tea");
    // Before, and on the same day, is no move.
    orders.add("c0", "c", day(60), "rare tea").add("d1", "d", day(50), "rare tea");
    List<Product> catalogue =
        List.of(
            product("tea", "10.00", 3),
            product("fine tea", "11.00", 3),
            product("green tea", "10.50", 5),
            product("rare tea", "11.50", 4),
            Product.of("new tea", new BigDecimal("11.00")),
            product("cheap tea", "10.49", 5),
            product("dear tea", "11.51", 5));
    List<UpsellCandidate> found =
        Upsell.of(orders.build(), catalogue, PriceBand.DEFAULT).candidates("tea");
    assertEquals(
        List.of("green tea", "fine tea", "rare tea", "new tea"),
        found.stream().map(candidate -> candidate.candidate().name()).toList());
    assertEquals("uptake = 0.25 share (1 of 4)", found.get(1).uptake().toString());
    assertEquals(0.1, found.get(1).premium());
    assertEquals(0, found.get(2).uptake().value().getAsDouble());
  }

  /**
   * Two bought tea 50 days ago, one 20 days ago; the first came back 10 days, the second 40 later.
   */
  @Test
  void uptakeWithinDaysIsOfCustomersObservedSoLong() {
    Baskets orders =
        Baskets.builder(SCOPE)
            .add("1", "ann", day(50), "tea")
            .add("2", "ann", day(40), "fine tea")
            .add("3", "bob", day(50), "tea")
            .add("4", "bob", day(10), "fine tea")
            .add("5", "cyd", day(20), "tea")
            .add("6", "cyd", day(15), "fine tea")
            .build();
    List<Product> catalogue =
        List.of(
            Product.of("tea", new BigDecimal("10.00")),
            Product.of("fine tea", new BigDecimal("11.00")));
    assertEquals("uptake = 1.0 share (3 of 3)", uptake(orders, catalogue, null));
    assertEquals("uptake_within_40_days = 1.0 share (2 of 2)", uptake(orders, catalogue, 40));
    assertEquals("uptake_within_39_days = 0.5 share (1 of 2)", uptake(orders, catalogue, 39));
    assertEquals(
        "uptake_within_20_days = 0.6666666666666666 share (2 of 3)", uptake(orders, catalogue, 20));
    assertEquals(
        "uptake_within_51_days = none, nobody bought the product 51 days ago or earlier (0 of 0)",
        uptake(orders, catalogue, 51));
    assertThrows(IllegalArgumentException.class, () -> uptake(orders, catalogue, 0));
  }

  private static String uptake(Baskets orders, List<Product> catalogue, @Nullable Integer days) {
    Upsell upsell =
        days == null
            ? Upsell.of(orders, catalogue, PriceBand.DEFAULT)
            : Upsell.of(orders, catalogue, PriceBand.DEFAULT, days);
    return upsell.candidates("tea").get(0).uptake().toString();
  }

  /** In one basket a later order is lost. */
  @Test
  void mergedBasketsHaveNoUptake() {
    Baskets merged = shop().within(3);
    assertTrue(merged.areMerged());
    assertFalse(shop().areMerged());
    assertEquals(
        "baskets must be single orders, as a later one is looked for, but were orders of a customer"
            + " within 3 days of the first",
        assertThrows(
                IllegalArgumentException.class,
                () -> Upsell.of(merged, List.of(), PriceBand.DEFAULT))
            .getMessage());
  }

  @Test
  void marginsOfCandidatesWhereCostsAreKnown() {
    Product tea = Product.of("tea", new BigDecimal("10.00")).withCost(new BigDecimal("4.00"));
    Product fine = Product.of("fine tea", new BigDecimal("11.00"));
    List<Product> catalogue =
        List.of(
            tea,
            fine.withCost(new BigDecimal("4.25")),
            Product.of("rare tea", new BigDecimal("11.20")).withCost(new BigDecimal("6")),
            Product.of("new tea", new BigDecimal("11.40")));
    List<UpsellCandidate> found = Upsell.of(shop(), catalogue, PriceBand.DEFAULT).candidates("tea");
    assertEquals(
        List.of(
            // 11.00 - 4.25 - 6.00, 11.20 - 6.00 - 6.00
            Optional.of(new BigDecimal("0.75")),
            Optional.of(new BigDecimal("-0.80")),
            Optional.empty()),
        found.stream().map(UpsellCandidate::marginUplift).toList());
    BigDecimal below = new BigDecimal("-0.01");
    assertEquals(
        "cost of \"tea\" must be between 0 and 1E+15, but was -0.01",
        assertThrows(IllegalArgumentException.class, () -> tea.withCost(below)).getMessage());
    BigDecimal tiny = new BigDecimal("1E-400");
    assertThrows(IllegalArgumentException.class, () -> Product.of("tea", tiny));
    assertThrows(IllegalArgumentException.class, () -> tea.withRating(Double.NaN));
  }

  @Test
  void whatIsNotKnownOfCandidatesHasAReason() {
    List<Product> catalogue =
        List.of(
            Product.of("tea", new BigDecimal("10")),
            Product.of("fine tea", new BigDecimal("11.2")),
            Product.of("green tea", new BigDecimal("10.9")));
    Baskets anonymous = Baskets.builder(SCOPE).add("1", "tea").build();
    Upsell upsell = Upsell.of(anonymous, catalogue, PriceBand.DEFAULT);
    List<UpsellCandidate> found = upsell.candidates("tea");
    assertEquals("the baskets name no customers", found.get(0).uptake().reason());
    assertEquals("green tea", found.get(0).candidate().name(), "nearer to 10 %");
    assertEquals(List.of(), upsell.candidates("fine tea"));
    assertThrows(IllegalArgumentException.class, () -> upsell.candidates("milk"));
    assertEquals(
        "nobody bought the product",
        Upsell.of(
                shop(),
                List.of(Product.of("x", BigDecimal.TEN), Product.of("y", new BigDecimal(11))),
                PriceBand.DEFAULT)
            .candidates("x")
            .get(0)
            .uptake()
            .reason());
    assertThrows(
        IllegalArgumentException.class,
        () -> Upsell.of(shop(), List.of(catalogue.get(0), catalogue.get(0)), PriceBand.DEFAULT));
    assertThrows(IllegalArgumentException.class, () -> new PriceBand(0.2, 0.1, 0.15));
    assertThrows(IllegalArgumentException.class, () -> Product.of("a", BigDecimal.ZERO));
  }
}
