package org.clv4j.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.internal.LogColumns;
import org.clv4j.core.value.CurrencyMismatchException;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class OrderDetailsTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final LocalDate START = LocalDate.of(2024, 1, 5);
  private static final int DAY = (int) START.toEpochDay();

  @Test
  void detailsAreOfTheOrderAddedLast() {
    OrderLog log =
        OrderLog.builder(EUR)
            .add("ann", DAY, 4500)
            .discount(500)
            .cost(2000)
            .promotion("SPRING")
            .channel("shop")
            .add("bob", DAY, 100)
            .cost(0)
            .channel("newsletter")
            .build();
    assertTrue(log.hasDiscounts() && log.hasCosts() && log.hasPromotions() && log.hasChannels());
    assertEquals(500, log.discount(0));
    assertEquals(0, log.discount(1));
    assertEquals(2000, log.cost(0));
    assertEquals(0, log.cost(1));
    assertEquals(List.of("SPRING"), log.promotions());
    assertEquals(0, log.promotion(0));
    assertEquals(-1, log.promotion(1));
    assertEquals(List.of("newsletter", "shop"), log.channels());
    assertEquals(1, log.channel(0));
    assertEquals(0, log.channel(1));
    assertEquals(
        new Order(
            "bob",
            START,
            Money.ofMinor(100, EUR),
            new OrderDetails(Money.zero(EUR), Money.zero(EUR), null, "newsletter")),
        log.orders().toList().get(1));
  }

  @Test
  void aLogWithoutDetailsHoldsNoColumnOfThem() {
    OrderLog log = OrderLog.builder(EUR).add("ann", DAY, 1).build();
    assertFalse(log.hasDiscounts() || log.hasCosts() || log.hasPromotions() || log.hasChannels());
    assertEquals(0, log.discount(0));
    assertEquals(-1, log.promotion(0));
    assertEquals(-1, log.channel(0));
    assertEquals(List.of(), log.promotions());
    assertThrows(IllegalStateException.class, () -> log.cost(0));
    assertThrows(IndexOutOfBoundsException.class, () -> log.discount(1));
    assertThrows(IndexOutOfBoundsException.class, () -> log.promotion(-1));
    assertNull(LogColumns.of(log).details().discount());
    assertNull(LogColumns.of(log).details().cost());
    assertNull(LogColumns.of(log).details().promotion());
    assertNull(LogColumns.of(log).details().channel());
    assertEquals(OrderDetails.NONE, log.orders().findFirst().orElseThrow().details());
  }

  @Test
  void aDiscountOf0IsKnown() {
    assertTrue(OrderLog.builder(EUR).add("ann", DAY, 1).discount(0).build().hasDiscounts());
  }

  @Test
  void badDetailsAreRefusedAndChangeNothing() {
    OrderLogBuilder builder = OrderLog.builder(EUR);
    assertMessage("an order must be added before its details", () -> builder.discount(1));
    assertMessage("an order must be added before its details", () -> builder.cost(1));
    assertMessage("an order must be added before its details", () -> builder.promotion("a"));
    assertMessage("an order must be added before its details", () -> builder.channel("a"));
    builder.add("ann", DAY, 1);
    assertMessage("discount must not be negative, but was EUR -0.01", () -> builder.discount(-1));
    assertMessage("cost must not be negative, but was EUR -0.02", () -> builder.cost(-2));
    assertMessage("promotion must not be blank", () -> builder.promotion(" "));
    assertMessage("channel must not be blank", () -> builder.channel(""));
    assertMessage(
        "list price must fit in a long of minor units", () -> builder.discount(Long.MAX_VALUE));
    assertEquals(OrderDetails.NONE, builder.build().orders().findFirst().orElseThrow().details());
    builder.add("ann", DAY, 1).discount(2).cost(3).promotion("p").channel("c");
    assertMessage(
        "discount of an order must be stated once, but was twice", () -> builder.discount(0));
    assertMessage("cost of an order must be stated once, but was twice", () -> builder.cost(0));
    assertMessage(
        "promotion of an order must be stated once, but was twice", () -> builder.promotion("q"));
    assertMessage(
        "channel of an order must be stated once, but was twice", () -> builder.channel("d"));
    OrderLog log = builder.build();
    assertEquals(2, log.discount(0));
    assertEquals(3, log.cost(0));
    assertEquals(List.of("p"), log.promotions());
    assertEquals(List.of("c"), log.channels());
  }

  @Test
  void moneyNeedsAnAmountButLabelsDoNot() {
    OrderLogBuilder builder = OrderLog.builderWithoutAmounts().add("ann", DAY);
    assertMessage("discount must be missing in a log without amounts", () -> builder.discount(1));
    assertMessage("cost must be missing in a log without amounts", () -> builder.cost(1));
    OrderLog log = builder.promotion("p").channel("c").build();
    assertEquals(
        new Order("ann", START, null, new OrderDetails(null, null, "p", "c")),
        log.orders().findFirst().orElseThrow());
  }

  @Test
  void costsAreOfAllOrdersOrOfNone() {
    OrderLogBuilder some = OrderLog.builder(EUR).add("a", DAY, 5).cost(1).add("b", DAY, 5);
    String message = "cost must be stated for every order or for none, but 1 of 2 orders have none";
    assertMessage(message, some::build);
    assertEquals(1, some.cost(4).build().cost(0));
    OrderLog with = OrderLog.builder(EUR).add("a", DAY, 5).cost(1).build();
    OrderLog without = OrderLog.builder(EUR).add("b", DAY, 5).build();
    assertMessage(message, () -> OrderLog.merge(List.of(with, without)));
    assertMessage(message, () -> OrderLog.merge(List.of(without, with)));
    OrderLog empty = OrderLog.builder(EUR).build();
    assertEquals(1, OrderLog.merge(List.of(empty, with)).cost(0));
    OrderLogBuilder first = OrderLog.builder(EUR).add("a", DAY, 5).cost(1).add("b", DAY, 5);
    OrderLogBuilder second = OrderLog.builder(EUR).add("c", DAY, 5);
    assertMessage(
        "cost must be stated for every order or for none, but 2 of 3 orders have none",
        () -> first.addAll(second).build());
  }

  @Test
  void whatIsForgottenWasNeverStated() {
    OrderLogBuilder builder =
        OrderLog.builder(EUR).add("a", DAY, 5).discount(1).cost(1).promotion("p").channel("c");
    for (OrderDetail detail : OrderDetail.values()) {
      builder.forget(detail);
    }
    builder.channel("d");
    assertEquals(
        new OrderDetails(null, null, null, "d"),
        builder.build().orders().findFirst().orElseThrow().details());
  }

  @Test
  void anOrderChecksItsDetails() {
    Money euro = Money.of("1.00", "EUR");
    Money dollar = Money.of("1.00", "USD");
    assertMessage(
        "discount must be missing where the amount is",
        () -> new Order("a", START, null, new OrderDetails(euro, null, null, null)));
    assertMessage(
        "cost must be missing where the amount is",
        () -> new Order("a", START, null, new OrderDetails(null, euro, null, null)));
    assertThrows(
        CurrencyMismatchException.class,
        () -> new Order("a", START, euro, new OrderDetails(null, dollar, null, null)));
    Money most = Money.ofMinor(Long.MAX_VALUE, EUR);
    assertMessage(
        "list price must fit in a long of minor units",
        () -> new Order("a", START, most, new OrderDetails(euro, null, null, null)));
    assertMessage(
        "cost must not be negative, but was EUR -1.00",
        () -> new OrderDetails(null, euro.negated(), null, null));
    assertMessage("channel must not be blank", () -> new OrderDetails(null, null, null, " "));
    assertEquals(new Order("a", START, euro), new Order("a", START, euro, OrderDetails.NONE));
  }

  @Test
  void detailsThatBeginAndEndInOtherBlocksAreWhole() {
    OrderLogBuilder builder = OrderLog.builder(EUR);
    int n = 100_000;
    for (int i = 0; i < n; i++) {
      builder.add(i % 7, DAY, i);
      if (i >= 40_000 && i < 60_000) {
        builder.discount(i).promotion(Integer.toString(i % 300));
      }
    }
    OrderLog log = builder.build();
    OrderLog twice = OrderLog.merge(List.of(log, log));
    assertEquals(300, twice.promotions().size());
    for (int i = 0; i < 2 * n; i++) {
      int row = i % n;
      boolean stated = row >= 40_000 && row < 60_000;
      assertEquals(stated ? row : 0, twice.discount(i));
      assertEquals(stated ? row % 300 : -1, twice.promotion(i));
    }
  }

  @Property(tries = 200)
  void ordersComeBackAsTheyWent(@ForAll("orders") List<Order> orders) {
    OrderLog log = log(orders);
    List<Order> back = log.orders().toList();
    assertEquals(withKnownDiscounts(orders, log.hasDiscounts()), back);
    OrderLog again = log(back);
    assertEquals(back, again.orders().toList());
    assertEquals(log.promotions(), again.promotions());
    assertEquals(log.channels(), again.channels());
    OrderLog parallel = orders.parallelStream().collect(OrderLog.collector(EUR));
    assertEquals(back, parallel.orders().toList());
  }

  @Property(tries = 200)
  void noSplitAndNoOrderChangesTheDetails(
      @ForAll("orders") List<Order> orders,
      @ForAll @IntRange(min = 1, max = 4) int parts,
      @ForAll Random random) {
    OrderLog whole = log(orders);
    List<List<Order>> split = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      split.add(new ArrayList<>());
    }
    orders.forEach(order -> split.get(random.nextInt(parts)).add(order));
    OrderLog merged = OrderLog.merge(split.stream().map(OrderDetailsTest::log).toList());
    assertEquals(whole.hasDiscounts(), merged.hasDiscounts());
    assertEquals(whole.hasCosts(), merged.hasCosts());
    assertEquals(whole.promotions(), merged.promotions());
    assertEquals(whole.channels(), merged.channels());
    assertEquals(sorted(whole), sorted(merged));
    assertEquals(
        whole.promotions(),
        orders.stream()
            .map(order -> order.details().promotion())
            .filter(label -> label != null)
            .distinct()
            .sorted(Comparator.comparing(OrderDetailsTest::labelOrder))
            .toList());
  }

  private static String labelOrder(String label) {
    // Those of digits first, by value; all of one digit here.
    return (Character.isDigit(label.charAt(0)) ? "0" : "1") + label;
  }

  private static OrderLog log(List<Order> orders) {
    return orders.stream().collect(OrderLog.collector(EUR));
  }

  private static List<String> sorted(OrderLog log) {
    return log.orders().map(Order::toString).sorted().toList();
  }

  private static List<Order> withKnownDiscounts(List<Order> orders, boolean known) {
    return orders.stream()
        .map(
            order -> {
              OrderDetails details = order.details();
              return known && details.discount() == null
                  ? new Order(
                      order.customerId(),
                      order.day(),
                      order.amount(),
                      new OrderDetails(
                          Money.zero(EUR), details.cost(), details.promotion(), details.channel()))
                  : order;
            })
        .toList();
  }

  /** Lists in which every order has a cost or none has. */
  @Provide
  Arbitrary<List<Order>> orders() {
    return Arbitraries.of(true, false).flatMap(costs -> order(costs).list().ofMaxSize(20));
  }

  private static Arbitrary<Order> order(boolean costs) {
    Arbitrary<String> labels = Arbitraries.of("7", "3", "summer", "été", "Summer");
    Arbitrary<Money> money =
        Arbitraries.longs().between(0, 1L << 61).map(minor -> Money.ofMinor(minor, EUR));
    Arbitrary<OrderDetails> details =
        Combinators.combine(
                money.injectNull(0.7), money, labels.injectNull(0.5), labels.injectNull(0.5))
            .as(
                (discount, cost, promotion, channel) ->
                    new OrderDetails(discount, costs ? cost : null, promotion, channel));
    return Combinators.combine(
            Arbitraries.of("1", "2", "a"), Arbitraries.integers().between(0, 9), money, details)
        .as((id, day, amount, more) -> new Order(id, START.plusDays(day), amount, more));
  }

  @Test
  void theCustomerBaseIsThatOfTheSameOrdersWithoutDetails() {
    OrderLog plain = OrderLog.builder(EUR).add("a", DAY, 5).add("b", DAY + 3, 7).build();
    OrderLog detailed =
        OrderLog.builder(EUR)
            .add("a", DAY, 5)
            .discount(9)
            .add("b", DAY + 3, 7)
            .channel("c")
            .build();
    assertEquals(CustomerBase.of(plain).totalSpend(), CustomerBase.of(detailed).totalSpend());
  }

  private static void assertMessage(String message, Executable executable) {
    assertEquals(message, assertThrows(RuntimeException.class, executable).getMessage());
  }
}
