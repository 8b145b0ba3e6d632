package org.clv4j.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ShopOrderTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final LocalDate DAY = LocalDate.of(2024, 3, 1);

  private static ShopOrderBuilder order() {
    return ShopOrder.builder("1001", "ann", DAY, EUR);
  }

  @Test
  void whatIsStatedInAnotherOrderIsTheSameOrder() {
    ShopOrder a =
        order()
            .line("mug", 2, 400)
            .line("pot", 1, 900)
            .refund(Refund.ofGoods(DAY.plusDays(2), 100))
            .refund(Refund.ofGoods(DAY.plusDays(1), 100))
            .status(DAY.plusDays(3), "shipped")
            .status(DAY, "paid")
            .build();
    ShopOrder b =
        order()
            .status(DAY, " PAID")
            .status(DAY.plusDays(3), "Shipped")
            .refund(Refund.ofGoods(DAY.plusDays(1), 100))
            .refund(Refund.ofGoods(DAY.plusDays(2), 100))
            .line("pot", 1, 900)
            .line(new OrderLine("mug", new BigDecimal("2.0"), 400, 0, 0, null))
            .build();
    assertEquals(a, b);
    assertEquals(a.hashCode(), b.hashCode());
    assertEquals(Optional.of("shipped"), a.status());
    assertNotEquals(a, order().line("mug", 2, 400).build());
  }

  @Test
  void whatWasKnownOnADayHasNoLaterRefundOrStatus() {
    ShopOrder whole =
        order()
            .line("pot", 1, 900)
            .refund(Refund.ofGoods(DAY.plusDays(2), 100))
            .status(DAY, "paid")
            .status(DAY.plusDays(2), "cancelled")
            .build();
    ShopOrder then = whole.knownBy(DAY.plusDays(1));
    assertEquals(Optional.of("paid"), then.status());
    assertEquals(0, then.refunded());
    assertEquals(whole, whole.knownBy(DAY.plusDays(2)));
    assertEquals("bob", whole.withCustomer("bob").customerId());
    assertEquals(whole, whole.withCustomer("bob").withCustomer("ann"));
  }

  private static void refused(String message, UnaryOperator<ShopOrderBuilder> change) {
    refused(message, () -> change.apply(order().line("pot", 1, 900)).build());
  }

  private static void refused(String message, Executable act) {
    assertEquals(message, assertThrows(RuntimeException.class, act).getMessage());
  }

  @Test
  void whatCannotBeIsNamed() {
    refused("order id must not be blank", () -> ShopOrder.builder(" ", "ann", DAY, EUR).build());
    refused("customer id must not be blank", () -> ShopOrder.builder("1", "", DAY, EUR).build());
    refused(
        "day must be between 1900-01-01 and 2199-12-31, but was 9999-12-31",
        () -> ShopOrder.builder("1", "a", LocalDate.of(9999, 12, 31), EUR).build());
    refused(
        "currency must have minor units, but was XAU",
        () -> ShopOrder.builder("1", "a", DAY, Currency.getInstance("XAU")).build());
    refused(
        "discount must be at most what the lines leave, EUR 9.00, but was EUR 9.01",
        order -> order.discount(901));
    refused("tax must not be negative, but was -1 minor units", order -> order.tax(-1));
    refused(
        "included tax must be at most the goods after discounts, EUR 9.00, but was EUR 9.01",
        order -> order.tax(901).taxIncluded(true));
    refused(
        "included tax on shipping must be at most shipping, EUR 1.00, but was EUR 2.00",
        order -> order.shipping(100, 200).taxIncluded(true));
    refused(
        "day of a refund must not be before that of the order, 2024-03-01, but was 2024-02-29",
        order -> order.refund(Refund.ofGoods(DAY.minusDays(1), 1)));
    refused(
        "product of a refund must be that of a line, but was \"lid\"",
        order -> order.refund(Refund.ofGoods(DAY, 1).ofLine("lid")));
    refused("channel must not be blank", order -> order.channel(" "));
    refused(
        "goods of the order must fit in a long of minor units",
        order -> order.line("pot", 1, Long.MAX_VALUE));
    refused(
        "what was charged must fit in a long of minor units",
        order -> order.shipping(Long.MAX_VALUE, 0));
    refused("refund must be above 0, but was 0", () -> Refund.ofTotal(DAY, 0));
    refused(
        "refund must be the sum of its parts, 3, but was 4",
        () -> new Refund(DAY, 4, new Refund.Parts(1, 1, 1, 0), null));
    refused("status must not be blank", () -> new StatusChange(DAY, " "));
    refused("quantity must be above 0, but was 0", () -> OrderLine.of("pot", 0, 1));
    refused("product must not be blank", () -> OrderLine.of("", 1, 1));
    refused(
        "discount of a line must be at most its list price of 10 minor units, but was 11",
        () -> OrderLine.of("pot", 1, 10).withDiscount(11));
  }
}
