package org.clv4j.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.value.CurrencyMismatchException;
import org.clv4j.core.value.DailyRates;
import org.clv4j.core.value.MissingRateException;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;

/**
 * Orders of a shop in several currencies: the policy decides before, the rate of the day counts.
 */
class ConvertedBookTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final Currency JPY = Currency.getInstance("JPY");
  private static final Currency USD = Currency.getInstance("USD");
  private static final LocalDate DAY = LocalDate.of(2024, 3, 1);

  private static final DailyRates RATES =
      DailyRates.builder("rates")
          .add(DAY, USD, EUR, new BigDecimal("0.9217"))
          .add(DAY, JPY, EUR, new BigDecimal("0.006137"))
          .build();

  private static ShopOrderBuilder order(String id, Currency currency) {
    return ShopOrder.builder(id, "ann", DAY, currency);
  }

  /**
   * By hand: USD 100.00 less 10.00 less 30.00 refunded ten days later are 60.00; at 0.9217 these
   * are 92.17, 82.953 and 55.302, so gross 92.17, discounts 9.22 (92.17 - 82.95) and refunds 27.65
   * (82.95 - 55.30). The refund is converted at the day of the order, the only one that has a rate.
   */
  @Test
  void netIsGrossLessDiscountsLessRefunds() {
    OrderAccount account =
        new OrderBook()
            .convertTo(EUR, RATES)
            .add(
                order("1", USD)
                    .line("mug", 1, 10_000)
                    .discount(1_000)
                    .refund(Refund.ofGoods(DAY.plusDays(10), 3_000))
                    .build())
            .add(ShopOrder.builder("2", "bob", DAY.plusDays(1), EUR).line("pen", 1, 500).build())
            .account(OrderPolicy.NET);
    assertEquals(List.of(5_530L, 500L), List.of(account.log().amount(0), account.log().amount(1)));
    assertEquals(Money.of("97.17", "EUR"), account.totals().gross());
    assertEquals(Money.of("9.22", "EUR"), account.totals().discounts());
    assertEquals(Money.of("27.65", "EUR"), account.totals().refunds());
    assertEquals(Money.of("60.30", "EUR"), account.totals().net());
    assertEquals(account.totals().net(), account.value());
    assertEquals(922, account.log().discount(0));
    assertTrue(
        account.lines().contains("1 order converted, USD 1, at 1 rate of rates"),
        account.lines().toString());
  }

  /** Three refunds of a third each, booked at their days, leave nothing, not a cent. */
  @Test
  void whatWasRefundedWholeIsWorthNothing() {
    OrderAccount account =
        new OrderBook()
            .convertTo(EUR, RATES)
            .add(
                order("1", USD)
                    .line("mug", 1, 1_001)
                    .refund(Refund.ofGoods(DAY, 333))
                    .refund(Refund.ofGoods(DAY.plusDays(1), 334))
                    .refund(Refund.ofGoods(DAY.plusDays(2), 334))
                    .build())
            .account(OrderPolicy.BOOKED);
    // 10.01, 6.68, 3.34 and 0 at 0.9217: 9.226217, 6.156956, 3.078478, 0.
    assertEquals(923, account.log().amount(0));
    assertEquals(
        List.of(307L, 308L, 308L),
        List.of(
            account.log().deductionMinor(0),
            account.log().deductionMinor(1),
            account.log().deductionMinor(2)));
    assertEquals(Money.zero(EUR), account.value());
  }

  @Test
  void withoutRatesTwoCurrenciesDoNotMeet() {
    OrderBook book =
        new OrderBook()
            .add(order("1", USD).line("mug", 1, 100).build())
            .add(order("2", JPY).line("mug", 1, 100).build());
    assertEquals(
        "currency must be USD, but was JPY",
        assertThrows(CurrencyMismatchException.class, () -> book.account(OrderPolicy.NET))
            .getMessage());
  }

  @Test
  void aRateIsNeededOfOrdersThatCount() {
    OrderBook book =
        new OrderBook()
            .convertTo(EUR, RATES)
            .add(
                ShopOrder.builder("1", "ann", DAY.plusDays(1), USD)
                    .line("mug", 1, 100)
                    .status("cancelled")
                    .build());
    assertEquals(EUR, book.account(OrderPolicy.NET).log().currency());
    MissingRateException missing =
        assertThrows(MissingRateException.class, () -> book.account(OrderPolicy.AS_STATED));
    assertEquals(
        "order \"1\": a rate from USD to EUR must be known of 2024-03-02, but is missing",
        missing.getMessage());
    assertEquals("1", missing.orderId().orElseThrow());
  }

  @Test
  void theOrderThatDoesNotFitIsNamed() {
    OrderBook book =
        new OrderBook()
            .add(order("1", EUR).line("mug", 1, Long.MAX_VALUE).build())
            .add(order("2", EUR).line("mug", 1, 1).build());
    assertEquals(
        "order \"2\": totals of the orders must fit in a long of minor units",
        assertThrows(ArithmeticException.class, () -> book.account(OrderPolicy.NET)).getMessage());
    OrderBook dear =
        new OrderBook()
            .convertTo(
                JPY, DailyRates.builder("rates").add(DAY, EUR, JPY, new BigDecimal("1000")).build())
            .add(order("3", EUR).line("ring", 1, Long.MAX_VALUE / 5).build());
    String message =
        assertThrows(ArithmeticException.class, () -> dear.account(OrderPolicy.NET)).getMessage();
    assertTrue(String.valueOf(message).startsWith("order \"3\": "), message);
  }

  @Test
  void deductionsOfAnOrderFollowItsRate() {
    OrderDetails details =
        new OrderDetails(
            null,
            null,
            null,
            null,
            List.of(new Deduction(DAY, 333), new Deduction(DAY.plusDays(1), 668)));
    OrderLog log =
        List.of(new Order("ann", DAY, Money.of("10.01", "USD"), details)).stream()
            .collect(OrderLog.collector(EUR, RATES));
    assertEquals(List.of(307L, 616L), List.of(log.deductionMinor(0), log.deductionMinor(1)));
  }

  /** Against exact decimals, rounded once for each order. */
  @Property(tries = 200)
  void eachOrderIsRoundedOnce(@ForAll @IntRange(min = 1, max = 20) int size, @ForAll long seed) {
    Random random = new Random(seed);
    List<ShopOrder> orders = new ArrayList<>();
    BigDecimal expected = BigDecimal.ZERO;
    for (int i = 0; i < size; i++) {
      Currency currency = List.of(USD, JPY, EUR).get(random.nextInt(3));
      long gross = random.nextLong(100_000) + 1;
      long discount = random.nextLong(gross);
      long refund = random.nextLong(gross - discount) + 1;
      ShopOrderBuilder order =
          ShopOrder.builder("o" + i, "c" + random.nextInt(3), DAY, currency)
              .line("a", 1, gross - gross / 3)
              .line("b", 1, gross / 3)
              .discount(discount);
      if (random.nextBoolean()) {
        order.refund(Refund.ofGoods(DAY.plusDays(random.nextInt(9)), refund));
      } else {
        refund = 0;
      }
      orders.add(order.build());
      Money net = Money.ofMinor(gross - discount - refund, currency);
      BigDecimal rate =
          currency.equals(EUR) ? BigDecimal.ONE : RATES.required(currency, EUR, DAY).value();
      expected =
          expected.add(net.toBigDecimal().multiply(rate).setScale(2, RoundingMode.HALF_EVEN));
    }
    for (OrderPolicy policy :
        List.of(OrderPolicy.NET.withFullyRefunded(true), OrderPolicy.BOOKED)) {
      OrderAccount account = book(orders).account(policy);
      OrderTotals totals = account.totals();
      assertEquals(Money.of(expected, EUR), account.value());
      assertEquals(account.value(), totals.net());
      assertEquals(totals.gross().minus(totals.discounts()).minus(totals.refunds()), totals.net());
      Collections.shuffle(orders, random);
      OrderAccount shuffled = book(orders).account(policy);
      assertEquals(account.totals(), shuffled.totals());
      assertEquals(account.log().appliedRates(), shuffled.log().appliedRates());
      assertEquals(account.log().orders().toList(), shuffled.log().orders().toList());
    }
    OrderAccount net = book(orders).account(OrderPolicy.NET.withFullyRefunded(true));
    CustomerBase base = CustomerBase.of(net.log());
    long spend = 0;
    for (int row = 0; row < base.size(); row++) {
      spend += base.spendMinor(row);
    }
    assertEquals(net.value().minorUnits(), spend);
  }

  private static OrderBook book(List<ShopOrder> orders) {
    OrderBook book = new OrderBook().convertTo(EUR, RATES);
    orders.forEach(book::add);
    return book;
  }
}
