package org.clv4j.core.order;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.internal.LogColumns;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CustomerAliasesTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final LocalDate DAY = LocalDate.of(2024, 1, 5);

  private static Order order(String customer, int day, long cents) {
    return new Order(customer, DAY.plusDays(day), Money.ofMinor(cents, EUR));
  }

  private static OrderLog log(List<Order> orders) {
    return orders.stream().collect(OrderLog.collector(EUR));
  }

  /** A guest of January opened an account in March: the account's first order is of January. */
  @Test
  void whatIsFirstFollowsFromAllOrders() {
    OrderLog log =
        log(List.of(order("guest-7", 0, 1000), order("ann", 60, 2000), order("bob", 10, 500)));
    OrderLog merged = log.withAliases(CustomerAliases.NONE.link("guest-7", "ann"));
    CustomerBase base = CustomerBase.of(merged);
    assertEquals(2, base.size());
    assertEquals("ann", base.id(0));
    assertEquals(DAY, base.firstOrder(0));
    assertEquals(2, base.orders(0));
    assertEquals(1, base.frequency(0));
    assertEquals(60, base.recencyDays(0));
    assertEquals(3000, base.spendMinor(0));
    assertEquals(-1, merged.customers().indexOf("guest-7"));
    assertEquals(Map.of("guest-7", "ann"), merged.aliases().links());
  }

  @Test
  void linksLeadToTheirEnd() {
    CustomerAliases aliases = CustomerAliases.NONE.link("g1", "a").link("a", "b").link("g2", "a");
    assertEquals("b", aliases.accountOf("g1"));
    assertEquals("b", aliases.accountOf("g2"));
    assertEquals("b", aliases.accountOf("a"));
    assertEquals("b", aliases.accountOf("b"));
    assertEquals("c", aliases.accountOf("c"));
    assertEquals("a", aliases.unlink("a").accountOf("g1"));
    assertEquals(List.of("a", "g1", "g2"), List.copyOf(aliases.links().keySet()));
    assertEquals("3 ids belong to other accounts", aliases.toString());
    assertEquals(aliases, CustomerAliases.of(Map.of("g2", "a", "a", "b", "g1", "a", "b", "b")));
  }

  @Test
  void aWrongLinkIsUndone() {
    OrderLog log = log(List.of(order("g", 0, 1), order("ann", 1, 2), order("g", 2, 4)));
    CustomerAliases wrong = CustomerAliases.NONE.link("g", "bob");
    OrderLog merged = log.withAliases(wrong);
    assertEquals(
        List.of("ann", "bob"), List.of(merged.customers().id(0), merged.customers().id(1)));
    assertSame(log, merged.withAliases(wrong.unlink("g")));
    assertSame(log, merged.withAliases(CustomerAliases.NONE));
    assertEquals(
        7, CustomerBase.of(merged.withAliases(wrong.unlink("g").link("g", "ann"))).spendMinor(0));
  }

  @Test
  void aLinkOfNobodyHereIsKeptForLater() {
    OrderLog log = log(List.of(order("ann", 0, 1)));
    CustomerAliases aliases = CustomerAliases.NONE.link("g", "bob");
    OrderLog same = log.withAliases(aliases);
    assertSame(log.customers(), same.customers());
    assertEquals(List.of("g"), same.unusedAliases());
    OrderLog more = OrderLog.merge(List.of(same, log(List.of(order("g", 1, 2)))));
    assertEquals("bob", more.customers().id(1));
    assertEquals(aliases, more.aliases());
    assertEquals(List.of(), more.unusedAliases());
  }

  /** A link further up is of use to those below it. */
  @Test
  void aliasesThatNoOrderHasNeedOf() {
    OrderLog log = log(List.of(order("a", 0, 1), order("z", 1, 2)));
    Map<String, String> links = Map.of("a", "b", "b", "c", "Z", "z", "x", "y");
    assertEquals(List.of("Z", "x"), log.withAliases(CustomerAliases.of(links)).unusedAliases());
    assertEquals(List.of(), log.unusedAliases());
  }

  @Test
  void contradictionsAreRefused() {
    CustomerAliases aliases = CustomerAliases.NONE.link("guest", "a");
    assertMessage(
        "aliases must not be circular, but are a -> guest -> a", () -> aliases.link("a", "guest"));
    Map<String, String> circle = new HashMap<>();
    circle.put("g", "d");
    circle.put("d", "c");
    circle.put("c", "b");
    circle.put("b", "d");
    assertMessage(
        "aliases must not be circular, but are b -> d -> c -> b", () -> CustomerAliases.of(circle));
    assertMessage(
        "customer guest must belong to one account, but belongs to [a, b]",
        () -> aliases.link("guest", "b"));
    assertMessage(
        "customer guest must belong to one account, but belongs to [a, b]",
        () -> CustomerAliases.NONE.link("guest", "b").merge(aliases));
    assertMessage("customer id must not be blank", () -> aliases.link(" ", "a"));
    assertMessage("account id must not be blank", () -> aliases.link("g", ""));
    assertMessage("customer a must be linked, but is not", () -> aliases.unlink("a"));
    assertEquals(aliases, aliases.link("guest", "a"));
    assertEquals(aliases, aliases.link("a", "a"));
    OrderLog one = OrderLog.builder(EUR).build().withAliases(aliases);
    OrderLog other =
        OrderLog.builder(EUR).build().withAliases(CustomerAliases.NONE.link("a", "guest"));
    assertMessage(
        "aliases must not be circular, but are a -> guest -> a",
        () -> OrderLog.merge(List.of(one, other)));
  }

  @Test
  void manyOrdersOfManyCustomers() {
    OrderLogBuilder came = OrderLog.builder(EUR);
    OrderLogBuilder accounts = OrderLog.builder(EUR);
    Map<String, String> links = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      int customer = i * 7 % 30_000;
      boolean guest = customer % 5 == 0;
      came.add(guest ? "g" + customer : Integer.toString(customer), 19_000 + i % 700, i);
      accounts.add(Integer.toString(guest ? customer + 1 : customer), 19_000 + i % 700, i);
      if (guest) {
        links.put("g" + customer, Integer.toString(customer + 1));
      }
    }
    assertSameBits(accounts.build(), came.build().withAliases(CustomerAliases.of(links)));
  }

  @Test
  void eventsFollow() {
    CustomerEvents events =
        CustomerEvents.builder().add("g", DAY.plusDays(3), "cart").add("ann", DAY).build();
    CustomerEvents merged = events.withAliases(CustomerAliases.NONE.link("g", "ann"));
    assertEquals(1, merged.customers().size());
    assertEquals(2, merged.start(1));
    assertEquals((int) DAY.toEpochDay(), merged.day(0));
    assertEquals("cart", merged.label(1));
  }

  @Provide
  Arbitrary<Map<String, String>> forests() {
    return parents().map(CustomerAliasesTest::forest);
  }

  /** Each id belongs to a later one, or to none, so that no links are circular. */
  private static Arbitrary<List<Integer>> parents() {
    return Arbitraries.integers().between(0, 9).list().ofSize(10);
  }

  private static final List<String> IDS =
      List.of("g", "7", "x", "-3", "07", "10", "ann", "2", "b", "a");

  private static Map<String, String> forest(List<Integer> parents) {
    Map<String, String> links = new HashMap<>();
    for (int i = 0; i < parents.size(); i++) {
      if (parents.get(i) > i) {
        links.put(IDS.get(i), IDS.get(parents.get(i)));
      }
    }
    return links;
  }

  @Provide
  Arbitrary<List<Order>> orders() {
    return Combinators.combine(
            Arbitraries.of(IDS),
            Arbitraries.integers().between(0, 60),
            Arbitraries.longs().between(0, 10_000))
        .as(CustomerAliasesTest::order)
        .list()
        .ofMaxSize(40);
  }

  private static String end(Map<String, String> links, String id) {
    return links.containsKey(id) ? end(links, links.get(id)) : id;
  }

  /** As if the orders had come with the ids of their accounts. */
  @Property(tries = 200)
  void aliasesGiveTheLogOfTheAccountsBitForBit(
      @ForAll("orders") List<Order> orders, @ForAll("forests") Map<String, String> links) {
    OrderLog came = log(orders);
    OrderLog aliased = came.withAliases(CustomerAliases.of(links));
    OrderLog direct =
        log(
            orders.stream()
                .map(
                    order -> new Order(end(links, order.customerId()), order.day(), order.amount()))
                .toList());
    assertSameBits(direct, aliased);
    assertSameBits(came, aliased.withAliases(CustomerAliases.NONE));
  }

  @Property(tries = 200)
  void linksAreASet(@ForAll("forests") Map<String, String> links, @ForAll long seed) {
    CustomerAliases all = CustomerAliases.of(links);
    List<Map.Entry<String, String>> shuffled = new ArrayList<>(links.entrySet());
    Collections.shuffle(shuffled, new Random(seed));
    CustomerAliases oneByOne = CustomerAliases.NONE;
    for (Map.Entry<String, String> link : shuffled) {
      oneByOne = oneByOne.link(link.getKey(), link.getValue());
    }
    assertEquals(all, oneByOne);
    assertEquals(all.hashCode(), oneByOne.hashCode());
    for (Map.Entry<String, String> link : shuffled) {
      oneByOne = oneByOne.unlink(link.getKey());
      assertNotEquals(all, oneByOne);
    }
    assertEquals(CustomerAliases.NONE, oneByOne);
    IDS.forEach(id -> assertEquals(end(links, id), all.accountOf(id)));
  }

  /** Three parts of one set of links, overlapping. */
  @Property(tries = 200)
  void mergingIsCommutativeAssociativeAndIdempotent(
      @ForAll("forests") Map<String, String> links, @ForAll long seed) {
    Random random = new Random(seed);
    CustomerAliases a = some(links, random);
    CustomerAliases b = some(links, random);
    CustomerAliases c = some(links, random);
    assertEquals(a.merge(b), b.merge(a));
    assertEquals(a.merge(b).merge(c), a.merge(b.merge(c)));
    assertEquals(a, a.merge(a));
    assertEquals(a, a.merge(CustomerAliases.NONE));
  }

  private static CustomerAliases some(Map<String, String> links, Random random) {
    Map<String, String> some = new HashMap<>(links);
    some.keySet().removeIf(id -> random.nextBoolean());
    return CustomerAliases.of(some);
  }

  /** Any two sets of links: both orders give the same aliases, or both are refused. */
  @Property(tries = 200)
  void contradictionsDoNotDependOnTheOrder(
      @ForAll("forests") Map<String, String> first, @ForAll("forests") Map<String, String> second) {
    CustomerAliases a = CustomerAliases.of(first);
    // From the end, so that circles between both are likely.
    Map<String, String> reversed = new HashMap<>();
    second.forEach(
        (guest, account) ->
            reversed.put(
                IDS.get(IDS.size() - 1 - IDS.indexOf(guest)),
                IDS.get(IDS.size() - 1 - IDS.indexOf(account))));
    CustomerAliases b = CustomerAliases.of(reversed);
    assertEquals(outcome(a, b).getClass(), outcome(b, a).getClass());
    if (outcome(a, b) instanceof CustomerAliases merged) {
      assertEquals(merged, outcome(b, a));
    }
  }

  private static Object outcome(CustomerAliases a, CustomerAliases b) {
    try {
      return a.merge(b);
    } catch (IllegalArgumentException e) {
      return e;
    }
  }

  @Property(tries = 200)
  void aliasesAndMergingLogsCommute(
      @ForAll("orders") List<Order> first,
      @ForAll("orders") List<Order> second,
      @ForAll("forests") Map<String, String> links,
      @ForAll long seed) {
    Random random = new Random(seed);
    CustomerAliases a = some(links, random);
    CustomerAliases b = some(links, random);
    OrderLog merged =
        OrderLog.merge(List.of(log(first).withAliases(a), log(second).withAliases(b)));
    OrderLog afterwards = OrderLog.merge(List.of(log(first), log(second))).withAliases(b.merge(a));
    assertSameBits(afterwards, merged);
    assertEquals(afterwards.aliases(), merged.aliases());
  }

  private static void assertSameBits(OrderLog expected, OrderLog found) {
    assertEquals(expected.customers().size(), found.customers().size());
    for (int i = 0; i < expected.customers().size(); i++) {
      assertEquals(expected.customers().id(i), found.customers().id(i));
    }
    OrderColumns a = LogColumns.of(expected);
    OrderColumns b = LogColumns.of(found);
    assertArrayEquals(a.customer(), b.customer());
    assertArrayEquals(a.day(), b.day());
    assertArrayEquals(a.amount(), b.amount());
    assertEquals(a.rows(), b.rows());
    assertEquals(a.minDay(), b.minDay());
    assertEquals(a.maxDay(), b.maxDay());
    assertEquals(a.maxAmount(), b.maxAmount());
    assertEquals(a.zeroAmounts(), b.zeroAmounts());
  }

  private static void assertMessage(String message, Executable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
  }
}
