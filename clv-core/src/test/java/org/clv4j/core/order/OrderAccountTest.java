package org.clv4j.core.order;

import static org.clv4j.core.order.ShopOrders.EUR;
import static org.clv4j.core.order.ShopOrders.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;

class OrderAccountTest {
  private static final LocalDate END = LocalDate.of(2199, 12, 31);

  @Provide
  Arbitrary<List<ShopOrder>> orders() {
    return ShopOrders.distinct();
  }

  @Provide
  Arbitrary<OrderPolicy> policies() {
    return ShopOrders.policies();
  }

  /** Adds up every amount of an order by itself, in major units, knowing no other class. */
  private static final class Oracle {
    BigDecimal gross = BigDecimal.ZERO;
    BigDecimal discounts = BigDecimal.ZERO;
    BigDecimal tax = BigDecimal.ZERO;
    BigDecimal shipping = BigDecimal.ZERO;
    BigDecimal shippingTax = BigDecimal.ZERO;

    Oracle(ShopOrder order) {
      for (OrderLine line : order.lines()) {
        gross = gross.add(cents(line.gross()));
        discounts = discounts.add(cents(line.discount()));
        tax = tax.add(cents(line.tax()));
      }
      discounts = discounts.add(cents(order.discount()));
      tax = tax.add(cents(order.tax()));
      shipping = cents(order.shipping());
      shippingTax = cents(order.shippingTax());
      if (order.taxIncluded()) {
        gross = gross.subtract(tax);
        shipping = shipping.subtract(shippingTax);
      }
    }

    static BigDecimal cents(long minor) {
      return BigDecimal.valueOf(minor, 2);
    }

    BigDecimal charged(OrderPolicy policy) {
      BigDecimal sum = policy.basis() == OrderBasis.GROSS ? gross : gross.subtract(discounts);
      if (policy.includesTax()) {
        sum = sum.add(tax);
      }
      if (policy.includesShipping()) {
        sum = sum.add(shipping).add(policy.includesTax() ? shippingTax : BigDecimal.ZERO);
      }
      return sum;
    }

    static BigDecimal back(ShopOrder order, OrderPolicy policy) {
      BigDecimal sum = BigDecimal.ZERO;
      if (policy.basis() != OrderBasis.NET) {
        return sum;
      }
      for (Refund refund : order.refunds()) {
        Refund.Parts parts = Objects.requireNonNull(refund.parts());
        sum = sum.add(cents(parts.goods()));
        if (policy.includesTax()) {
          sum = sum.add(cents(parts.tax()));
        }
        if (policy.includesShipping()) {
          sum = sum.add(cents(parts.shipping()));
          if (policy.includesTax()) {
            sum = sum.add(cents(parts.shippingTax()));
          }
        }
      }
      return sum;
    }
  }

  private static List<ShopOrder> withKnownParts(List<ShopOrder> orders) {
    return orders.stream()
        .filter(order -> order.refunds().stream().allMatch(refund -> refund.parts() != null))
        .toList();
  }

  private static OrderBook book(List<ShopOrder> orders) {
    OrderBook book = new OrderBook();
    orders.forEach(book::add);
    return book;
  }

  @Property(tries = 500)
  void netIsGrossLessDiscountsLessRefundsEachOnce(
      @ForAll("orders") List<ShopOrder> all, @ForAll("policies") OrderPolicy policy) {
    List<ShopOrder> orders = withKnownParts(all);
    if (orders.isEmpty()) {
      return;
    }
    OrderAccount account = book(orders).account(policy);
    BigDecimal gross = BigDecimal.ZERO;
    BigDecimal discounts = BigDecimal.ZERO;
    BigDecimal refunds = BigDecimal.ZERO;
    BigDecimal value = BigDecimal.ZERO;
    int counted = 0;
    Set<String> out = Set.of("cancelled", "failed");
    for (ShopOrder order : orders) {
      Oracle oracle = new Oracle(order);
      BigDecimal charged = oracle.charged(policy);
      BigDecimal back = Oracle.back(order, policy);
      boolean isNothing = charged.signum() == 0 && back.signum() == 0;
      boolean isBack = back.signum() > 0 && charged.compareTo(back) <= 0;
      boolean leftOut =
          order.status().filter(out::contains).isPresent()
              || (order.test() && !policy.countsTests())
              || (isNothing && !policy.countsZero())
              || (isBack && !policy.countsFullyRefunded());
      if (!leftOut) {
        counted++;
        gross = gross.add(oracle.gross);
        discounts = discounts.add(oracle.discounts);
        for (Refund refund : order.refunds()) {
          refunds = refunds.add(Oracle.cents(Objects.requireNonNull(refund.parts()).goods()));
        }
        value = value.add(charged.subtract(back));
      }
    }
    assertEquals(counted, account.log().size());
    assertEquals(orders.size(), account.orders());
    assertMoney(gross, account.totals().gross());
    assertMoney(discounts, account.totals().discounts());
    assertMoney(refunds, account.totals().refunds());
    assertMoney(gross.subtract(discounts).subtract(refunds), account.totals().net());
    assertMoney(value, account.value());
    assertEquals(account.value().minorUnits(), amounts(account.log()) - deducted(account.log()));
    if (counted > 0) {
      CustomerBase base = CustomerBase.of(account.log(), END);
      assertEquals(account.value(), base.totalSpend());
      assertEquals(policy, base.policy());
    }
    if (policy.basis() == OrderBasis.NET && !policy.includesTax() && !policy.includesShipping()) {
      assertEquals(account.totals().net(), account.value());
    }
  }

  private static void assertMoney(BigDecimal expected, Money found) {
    assertEquals(0, expected.compareTo(found.toBigDecimal()), () -> expected + " " + found);
  }

  private static long amounts(OrderLog log) {
    long sum = 0;
    for (int row = 0; row < log.size(); row++) {
      sum += log.amount(row);
    }
    return sum;
  }

  private static long deducted(OrderLog log) {
    long sum = 0;
    for (int i = 0; i < log.deductionCount(); i++) {
      sum += log.deductionMinor(i);
    }
    return sum;
  }

  @Property(tries = 300)
  void refundsOfUnknownPartsAddUpAndTakeNoMoreThanThereIs(@ForAll("orders") List<ShopOrder> all) {
    OrderPolicy whole =
        OrderPolicy.NET
            .withTax(true)
            .withShipping(true)
            .withStatuses()
            .withTests(true)
            .withFullyRefunded(true)
            .withOverRefundsRefused(false);
    for (ShopOrder order : all) {
      OrderValue value = whole.value(order);
      OrderTotals totals = value.totals();
      assertEquals(order.charged() - order.refunded(), value.net().minorUnits());
      assertEquals(
          order.refunded(),
          totals.refunds().plus(totals.refundedTax()).plus(totals.refundedShipping()).minorUnits());
      boolean noneKnown = order.refunds().stream().allMatch(refund -> refund.parts() == null);
      if (noneKnown) {
        assertTrue(totals.refundedTax().compareTo(totals.tax()) <= 0);
        assertTrue(totals.refundedShipping().compareTo(totals.shipping()) <= 0);
        assertEquals(order.refunded() > order.charged(), value.overRefunded());
      }
    }
  }

  /** Refunds that fit take from no part more than it has, told or not, whatever their days. */
  @Property(tries = 1000)
  void refundsThatFitTakeNoMoreOfAnyPartThanThereIs(@ForAll long seed) {
    Random random = new Random(seed);
    long[] charged = random.longs(4, 0, 400).toArray();
    ShopOrderBuilder order =
        ShopOrder.builder("1", "ann", START, EUR)
            .line(OrderLine.of(null, 1, charged[0]).withTax(charged[1]))
            .shipping(charged[2], charged[3]);
    long[] untold = charged.clone();
    for (int i = random.nextInt(4); i > 0; i--) {
      long[] parts = new long[4];
      for (int part = 0; part < parts.length; part++) {
        parts[part] = random.nextLong(untold[part] + 1);
        untold[part] -= parts[part];
      }
      Refund.Parts told = new Refund.Parts(parts[0], parts[1], parts[2], parts[3]);
      if (told.total() > 0) {
        order.refund(Refund.of(START.plusDays(random.nextInt(9)), told));
      }
    }
    long left = Arrays.stream(untold).sum();
    for (int i = random.nextInt(4); i > 0 && left > 0; i--) {
      long total = 1 + random.nextLong(left);
      order.refund(Refund.ofTotal(START.plusDays(random.nextInt(9)), total));
      left -= total;
    }
    OrderTotals totals =
        OrderPolicy.NET.withZero(true).withFullyRefunded(true).value(order.build()).totals();
    assertTrue(totals.refunds().minorUnits() <= charged[0], totals.toString());
    assertTrue(totals.refundedTax().minorUnits() <= charged[1] + charged[3], totals.toString());
    assertTrue(totals.refundedShipping().minorUnits() <= charged[2], totals.toString());
  }

  @Property(tries = 300)
  void restatedAndBookedAreTheSameInTheEnd(@ForAll("orders") List<ShopOrder> orders) {
    if (orders.isEmpty()) {
      return;
    }
    OrderPolicy restated =
        OrderPolicy.NET.withOverRefundsRefused(false).withFullyRefunded(true).withTax(true);
    OrderAccount a = book(orders).account(restated);
    OrderAccount b = book(orders).account(restated.withRefunds(RefundTiming.BOOK));
    assertEquals(a.value(), b.value());
    assertEquals(a.totals(), b.totals());
    if (!a.log().isEmpty()) {
      assertEquals(spends(CustomerBase.of(a.log(), END)), spends(CustomerBase.of(b.log(), END)));
    }
  }

  private static Map<String, List<Long>> spends(CustomerBase base) {
    Map<String, List<Long>> spends = new TreeMap<>();
    for (int row = 0; row < base.size(); row++) {
      spends.put(base.id(row), List.of(base.spendMinor(row), base.repeatSpendMinor(row)));
    }
    return spends;
  }

  /** The book as it was on a day, restated, is what booked refunds make of all orders that day. */
  @Property(tries = 300)
  void whatWasKnownOnADayIsWhatBookedRefundsSay(
      @ForAll("orders") List<ShopOrder> orders, @ForAll @IntRange(max = 60) int days) {
    LocalDate day = START.plusDays(days);
    if (orders.stream().allMatch(order -> order.day().isAfter(day))) {
      return;
    }
    OrderPolicy restated =
        OrderPolicy.NET.withOverRefundsRefused(false).withFullyRefunded(true).withStatuses();
    OrderLog then = book(orders).account(restated, day).log();
    OrderLog booked = book(orders).account(restated.withRefunds(RefundTiming.BOOK)).log();
    if (then.isEmpty()) {
      return;
    }
    assertEquals(spends(CustomerBase.of(then, day)), spends(CustomerBase.of(booked, day)));
  }

  @Test
  void theAccountSaysWhatBecameOfEveryOrder() {
    OrderBook book =
        new OrderBook()
            .add(
                ShopOrder.builder("1", "ann", START, EUR)
                    .line(OrderLine.of("pot", 1, 1000).withDiscount(100).withTax(180).withCost(500))
                    .shipping(490, 98)
                    .status("paid")
                    .channel("web")
                    .promotion("SPRING")
                    .refund(Refund.of(START.plusDays(9), new Refund.Parts(200, 40, 0, 0)))
                    .build())
            .add(
                ShopOrder.builder("2", "bob", START, EUR)
                    .line("mug", 1, 500)
                    .status("failed")
                    .build())
            .add(
                ShopOrder.builder("3", "bob", START, EUR)
                    .line(OrderLine.of("mug", 1, 500).withCost(200))
                    .status("refunded")
                    .build())
            .add(ShopOrder.builder("4", "cleo", START, EUR).line("mug", 1, 500).test(true).build());
    OrderAccount account = book.account(OrderPolicy.NET);
    assertEquals(
        List.of(
            "policy: " + OrderPolicy.NET,
            "orders: 2 of 4 count; left out: status 1 (2), test 1 (4)",
            "statuses: (none) 1, failed 1, paid 1, refunded 1",
            "gross EUR 15.00 - discounts 1.00 - refunds 2.00 = net 12.00; tax 2.38, shipping 4.90;"
                + " value under the policy 12.00",
            "refunded by status, but without a refund, so worth all: 1 (3)"),
        account.lines());
    OrderLog log = account.log();
    assertEquals(
        List.of(
            new Order(
                "ann",
                START,
                Money.of("7.00", "EUR"),
                new OrderDetails(
                    Money.of("1.00", "EUR"), Money.of("5.00", "EUR"), "SPRING", "web")),
            new Order(
                "bob",
                START,
                Money.of("5.00", "EUR"),
                new OrderDetails(Money.zero(EUR), Money.of("2.00", "EUR"), null, null))),
        log.orders().toList());
  }

  /** Costs of some orders only are those of none; a margin has them already. */
  @Test
  void costsStandInTheLogWhereTheyWouldNotBeTakenTwice() {
    ShopOrder known =
        ShopOrder.builder("1", "ann", START, EUR)
            .line(OrderLine.of("pot", 1, 900).withCost(400))
            .build();
    ShopOrder unknown = ShopOrder.builder("2", "ann", START, EUR).line("pot", 1, 900).build();
    assertTrue(new OrderBook().add(known).account(OrderPolicy.NET).log().hasCosts());
    assertEquals(
        false, new OrderBook().add(known).add(unknown).account(OrderPolicy.NET).log().hasCosts());
    OrderLog margin =
        new OrderBook()
            .add(known)
            .account(OrderPolicy.NET.withBasis(OrderBasis.GROSS_MARGIN))
            .log();
    assertEquals(false, margin.hasCosts());
    assertEquals(500, margin.amount(0));
  }
}
