package org.clv4j.core.order;

import static org.clv4j.core.order.ShopOrders.EUR;
import static org.clv4j.core.order.ShopOrders.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.clv4j.core.value.CurrencyMismatchException;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;

class OrderBookTest {
  @Provide
  Arbitrary<List<ShopOrder>> orders() {
    return ShopOrders.distinct();
  }

  @Provide
  Arbitrary<OrderPolicy> policies() {
    return ShopOrders.policies();
  }

  private static OrderBook book(List<ShopOrder> orders) {
    OrderBook book = new OrderBook();
    orders.forEach(book::add);
    return book;
  }

  @Property(tries = 300)
  void anyPermutationAndAnySplitGiveTheSameLog(
      @ForAll("orders") List<ShopOrder> distinct,
      @ForAll("policies") OrderPolicy policy,
      @ForAll Random random) {
    if (distinct.isEmpty()) {
      return;
    }
    List<ShopOrder> orders = new ArrayList<>(distinct);
    for (int i = random.nextInt(4); i > 0; i--) {
      orders.add(distinct.get(random.nextInt(distinct.size())));
    }
    OrderAccount once = book(orders).account(policy);
    Collections.shuffle(orders, random);
    List<OrderBook> parts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      parts.add(new OrderBook());
    }
    orders.forEach(order -> parts.get(random.nextInt(3)).add(order));
    Collections.shuffle(parts, random);
    OrderBook merged = parts.get(0).addAll(parts.get(1)).addAll(parts.get(2));
    assertSame(once, merged.account(policy));
    assertEquals(orders.size() - distinct.size(), merged.duplicates());
  }

  private static void assertSame(OrderAccount a, OrderAccount b) {
    assertEquals(a.log().orders().toList(), b.log().orders().toList());
    assertEquals(a.log().policy(), b.log().policy());
    assertEquals(a.lines(), b.lines());
    assertEquals(a.leftOut(), b.leftOut());
    assertEquals(a.totals(), b.totals());
  }

  @Property(tries = 200)
  void theHighestRevisionCountsInWhateverOrderTheyCome(
      @ForAll("orders") List<ShopOrder> orders, @ForAll Random random) {
    if (orders.isEmpty()) {
      return;
    }
    List<ShopOrder> revisions = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      revisions.add(ShopOrders.withRevision(ShopOrders.withId(orders.get(i), "x" + i % 3), i));
    }
    List<ShopOrder> last =
        List.copyOf(revisions.subList(Math.max(0, revisions.size() - 3), revisions.size()));
    Collections.shuffle(revisions, random);
    OrderBook book = OrderBook.ofRevisions();
    revisions.forEach(book::add);
    book.add(revisions.get(0));
    assertEquals(last.size(), book.size());
    assertEquals(Set.copyOf(last), Set.copyOf(book.orders()));
    OrderAccount account = book.account(OrderPolicy.AS_STATED);
    assertEquals(1, account.duplicates());
    assertEquals(revisions.size() - last.size(), account.superseded());
  }

  @Test
  void anotherPayloadIsAConflictThatNamesWhatDiffers() {
    ShopOrder order = ShopOrder.builder("7", "ann", START, EUR).line("pot", 1, 900).build();
    OrderBook book = new OrderBook().add(order).add(order);
    assertEquals(1, book.duplicates());
    var thrown =
        assertThrows(OrderConflictException.class, () -> book.add(order.withCustomer("bob")));
    assertEquals(
        "order \"7\" must state the same each time, but customerId was ann and bob",
        thrown.getMessage());
    assertEquals("7", thrown.orderId());
    assertEquals("1 orders, 1 added twice", book.toString());
    OrderBook other =
        new OrderBook().add(order.withCustomer("bob")).add(ShopOrders.withId(order, "8"));
    assertThrows(OrderConflictException.class, () -> book.addAll(other));
    assertEquals(1, book.size());
    OrderBook revised = OrderBook.ofRevisions().add(ShopOrders.withRevision(order, 2));
    revised.add(order.withCustomer("bob"));
    assertEquals(List.of(ShopOrders.withRevision(order, 2)), List.copyOf(revised.orders()));
    assertThrows(
        OrderConflictException.class,
        () -> revised.add(ShopOrders.withRevision(order, 2).withCustomer("bob")));
    assertThrows(IllegalArgumentException.class, () -> book.addAll(revised));
    assertThrows(
        IllegalArgumentException.class,
        () -> book.addAll(new OrderBook().zone(ZoneId.of("Asia/Tokyo"))));
  }

  @Test
  void currenciesDoNotMixUnlessTheOtherOrderDoesNotCount() {
    ShopOrder euros = ShopOrder.builder("1", "ann", START, EUR).line("pot", 1, 900).build();
    ShopOrderBuilder yen =
        ShopOrder.builder("2", "ann", START, Currency.getInstance("JPY")).line("pot", 1, 900);
    OrderBook mixed = new OrderBook().add(euros).add(yen.build());
    var thrown =
        assertThrows(CurrencyMismatchException.class, () -> mixed.account(OrderPolicy.NET));
    assertEquals("currency must be EUR, but was JPY", thrown.getMessage());
    OrderBook cancelled = new OrderBook().add(euros).add(yen.status("cancelled").build());
    assertEquals(Money.of("9.00", "EUR"), cancelled.account(OrderPolicy.NET).value());
    assertThrows(IllegalStateException.class, () -> new OrderBook().account(OrderPolicy.NET));
  }
}
