package org.clv4j.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By hand: two mugs at 20.00 and a pot at 60.00, 10 off the pot, 15 off all, tax, shipping 5. */
class AccountingTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final LocalDate DAY = LocalDate.of(2024, 3, 1);
  private static final LocalDate LATER = LocalDate.of(2024, 4, 9);

  private static ShopOrderBuilder order() {
    return ShopOrder.builder("1001", "ann", DAY, EUR)
        .line(OrderLine.of("mug", 2, 4000).withTax(800).withCost(1500))
        .line(OrderLine.of("pot", 1, 6000).withDiscount(1000).withTax(1000).withCost(3500))
        .discount(1500)
        .shipping(500, 100)
        .variableCost(250)
        .status(DAY, "pending")
        .status(DAY.plusDays(1), "Paid");
  }

  private static Money eur(String amount) {
    return Money.of(amount, "EUR");
  }

  private static OrderValue value(String policy, ShopOrderBuilder order) {
    return OrderPolicy.parse(policy).value(order.build());
  }

  /** Gross 100, discounts 25, refunds of goods 20, tax 19, shipping 5 and 1 tax on it, costs 50. */
  @ParameterizedTest
  @CsvSource({
    "'basis=gross', 100.00",
    "'basis=net-of-discounts', 75.00",
    "'basis=net', 55.00",
    "'basis=net,tax=include', 69.00",
    "'basis=net,shipping=include', 58.00",
    "'basis=net,tax=include,shipping=include', 72.60",
    "'basis=gross,tax=include,shipping=include', 124.00",
    "'basis=gross-margin', 5.00",
    "'basis=contribution', 2.50",
    "'basis=contribution,variable-rate=0.01,variable-per-order=0.25', 1.26",
    "'basis=stated', 99.00",
    "'basis=net,refunds=book', 75.00",
    "'basis=gross-margin,refunds=book', 25.00",
  })
  void eachBasisByHand(String policy, String amount) {
    // 4 of the tax went back with the goods, 2 of the shipping and 0.40 of its tax.
    ShopOrderBuilder refunded =
        order().refund(Refund.of(LATER, new Refund.Parts(2000, 400, 200, 40)));
    refunded.tax(0);
    OrderValue value = value(policy, refunded);
    assertEquals(eur(amount), value.amount(), policy);
    assertTrue(value.counts());
    assertFalse(value.overRefunded());
  }

  @Test
  void totalsHaveEachAmountOnce() {
    OrderTotals totals =
        value("basis=net", order().refund(Refund.of(LATER, new Refund.Parts(2000, 400, 200, 40))))
            .totals();
    assertEquals(
        new OrderTotals(
            eur("100.00"),
            eur("25.00"),
            eur("20.00"),
            eur("19.00"),
            eur("4.40"),
            eur("5.00"),
            eur("2.00"),
            eur("50.00"),
            eur("2.50")),
        totals);
    assertEquals(eur("55.00"), totals.net());
  }

  @Test
  void aBookedRefundIsADeductionOfItsDay() {
    OrderValue value =
        value(
            "refunds=book",
            order().refund(Refund.ofGoods(LATER, 2000)).refund(Refund.ofGoods(DAY, 10)));
    assertEquals(eur("75.00"), value.amount());
    assertEquals(List.of(new Deduction(DAY, 10), new Deduction(LATER, 2000)), value.deductions());
    assertEquals(eur("54.90"), value.net());
  }

  /** WooCommerce 2522: refunded and cancelled, which was subtracted twice. */
  @Test
  void aCancelledOrderTakesItsRefundWithIt() {
    OrderValue value =
        value("basis=net", order().refund(Refund.ofTotal(LATER, 9900)).status(LATER, "Cancelled"));
    assertEquals(LeftOutReason.STATUS, value.leftOut());
    assertEquals(eur("0.00"), value.net());
    assertEquals(List.of(), value.deductions());
  }

  /** WooCommerce 5766: tax and shipping of a refund, taken from a net that never had them. */
  @Test
  void aRefundTakesOnlyFromWhatTheBasisHas() {
    ShopOrderBuilder taxOnly = order().refund(Refund.of(LATER, new Refund.Parts(0, 800, 500, 100)));
    assertEquals(eur("75.00"), value("basis=net", taxOnly).amount());
    assertEquals(eur("85.00"), value("basis=net,tax=include", taxOnly).amount());
    assertEquals(List.of(), value("basis=net,refunds=book", taxOnly).deductions());
  }

  /** WooCommerce 37065: a payment that failed is refunded, tax and all; nothing may be left. */
  @Test
  void aFullRefundOfUnknownPartsLeavesNothingOfAnyPart() {
    ShopOrderBuilder whole = order().status(DAY, "failed").refund(Refund.ofTotal(LATER, 9900));
    for (String parts :
        List.of("tax=include", "shipping=include", "tax=include,shipping=include")) {
      OrderValue value = value(parts, whole.status(LATER, "refunded"));
      assertEquals(LeftOutReason.REFUNDED, value.leftOut(), parts);
      OrderTotals totals = value.totals();
      assertEquals(totals.tax(), totals.refundedTax());
      assertEquals(totals.shipping(), totals.refundedShipping());
      assertEquals(eur("0.00"), totals.net());
    }
  }

  /**
   * 99.00 = 75 goods + 18 tax + 5 shipping + 1 tax on it. Of 10.00 the shares up to each of them
   * are 7.58 (7.576), 9.39 (9.394), 9.90 (9.899) and 10.00.
   */
  @Test
  void aPartialRefundOfUnknownPartsIsSharedOutInProportion() {
    OrderTotals totals = value("basis=net", order().refund(Refund.ofTotal(LATER, 1000))).totals();
    assertEquals(eur("7.58"), totals.refunds());
    assertEquals(eur("0.51"), totals.refundedShipping());
    assertEquals(eur("1.91"), totals.refundedTax());
    OrderTotals inTwo =
        value(
                "basis=net,refunded=count",
                order().refund(Refund.ofTotal(LATER, 1000)).refund(Refund.ofTotal(LATER, 8900)))
            .totals();
    assertEquals(eur("0.00"), inTwo.net());
    assertEquals(inTwo.tax(), inTwo.refundedTax());
  }

  /**
   * Of 55 of 110 nobody knows what for, 50 and 5 in proportion; then 52 and 3 are told. 2 of the
   * goods had been guessed wrongly and are shipping, so that all is back and no part more than
   * that.
   */
  @Test
  void whatIsToldLaterCorrectsAGuess() {
    ShopOrderBuilder order =
        ShopOrder.builder("1", "ann", DAY, EUR)
            .line("pot", 1, 10_000)
            .shipping(1000, 0)
            .refund(Refund.ofTotal(DAY, 5500))
            .refund(Refund.of(LATER, new Refund.Parts(5200, 0, 300, 0)));
    for (String policy : List.of("basis=net", "basis=net,shipping=include")) {
      assertEquals(LeftOutReason.REFUNDED, value(policy, order).leftOut(), policy);
    }
    OrderValue booked = value("refunds=book", order);
    assertEquals(
        List.of(new Deduction(DAY, 5000), new Deduction(LATER, 5000)), booked.deductions());
    assertEquals(eur("10.00"), booked.totals().refundedShipping());
    assertFalse(booked.overRefunded());
  }

  @Test
  void aRefundOfALineAndOneOfTheOrderBothCountOnce() {
    ShopOrderBuilder both =
        order().refund(Refund.ofGoods(DAY, 2500).ofLine("mug")).refund(Refund.ofGoods(LATER, 5000));
    assertEquals(LeftOutReason.REFUNDED, value("basis=net", both).leftOut());
    OrderValue counted = value("refunded=count", both);
    assertNull(counted.leftOut());
    assertEquals(eur("0.00"), counted.amount());
    assertEquals(eur("75.00"), counted.totals().refunds());
  }

  @Test
  void moreRefundsThanValueAreAnErrorUntilThePolicyTakesThem() {
    ShopOrderBuilder over = order().refund(Refund.ofGoods(LATER, 9000));
    var thrown = assertThrows(IllegalArgumentException.class, () -> value("basis=net", over));
    assertEquals(
        "order \"1001\": refunds of EUR 90.00 must be at most its value of EUR 75.00;"
            + " over-refunds=deduct leaves it out as refunded, and with refunded=count takes the rest"
            + " from the customer",
        thrown.getMessage());
    OrderValue restated = value("over-refunds=deduct,refunded=count", over);
    assertTrue(restated.overRefunded());
    assertEquals(eur("0.00"), restated.amount());
    assertEquals(List.of(new Deduction(DAY, 1500)), restated.deductions());
    OrderValue booked = value("refunds=book,over-refunds=deduct", over);
    assertEquals(eur("75.00"), booked.amount());
    assertEquals(List.of(new Deduction(LATER, 9000)), booked.deductions());
    assertEquals(restated.net(), booked.net());
    assertEquals(eur("99.00"), value("basis=stated", over).amount());
  }

  /** One cent more does not make an order of what is none; what it cost is told, not lost. */
  @ParameterizedTest
  @CsvSource({"7500, false", "7501, true", "9000, true"})
  void allOrMoreThanAllIsFullyRefunded(long back, boolean over) {
    ShopOrderBuilder order = order().refund(Refund.ofGoods(LATER, back));
    OrderValue skipped = value("over-refunds=deduct", order);
    assertEquals(LeftOutReason.REFUNDED, skipped.leftOut());
    assertEquals(eur("0.00"), skipped.net());
    assertEquals(List.of(), skipped.deductions());
    assertEquals(over, skipped.overRefunded());
    OrderAccount account =
        new OrderBook().add(order.build()).account(OrderPolicy.NET.withOverRefundsRefused(false));
    assertEquals(
        1, Objects.requireNonNull(account.leftOut().get(LeftOutReason.REFUNDED)).orders());
    assertEquals(over ? 1 : 0, account.overRefunded().orders());
    OrderValue counted = value("over-refunds=deduct,refunded=count", order);
    assertNull(counted.leftOut());
    assertEquals(Money.ofMinor(7500 - back, EUR), counted.net());
    assertNull(value("over-refunds=deduct", order().refund(Refund.ofGoods(DAY, 7499))).leftOut());
  }

  /** Nothing was charged, something went back: no purchase either. */
  @Test
  void aRefundOfAnOrderThatWasFree() {
    ShopOrderBuilder free =
        ShopOrder.builder("1", "ann", DAY, EUR)
            .line(OrderLine.of("gift", 1, 900).withDiscount(900))
            .refund(Refund.ofGoods(LATER, 100));
    assertEquals(LeftOutReason.REFUNDED, value("over-refunds=deduct", free).leftOut());
    assertEquals(eur("-1.00"), value("over-refunds=deduct,refunds=book", free).net());
  }

  /** Sold below cost: no error, and the loss is not lost. */
  @Test
  void aNegativeMarginIsADeductionOfTheOrdersDay() {
    ShopOrderBuilder loss =
        ShopOrder.builder("1", "ann", DAY, EUR).line(OrderLine.of("pot", 1, 1000).withCost(1800));
    OrderValue value = value("basis=gross-margin", loss);
    assertEquals(eur("0.00"), value.amount());
    assertEquals(List.of(new Deduction(DAY, 800)), value.deductions());
    assertEquals(eur("-8.00"), value.net());
    assertFalse(value.overRefunded());
  }

  @Test
  void aMarginNeedsTheCostOfEveryLine() {
    ShopOrderBuilder unknown = order().line("lid", 1, 500);
    var thrown =
        assertThrows(IllegalArgumentException.class, () -> value("basis=gross-margin", unknown));
    assertEquals(
        "order \"1001\": cost of the goods must be known of every line for basis=gross-margin; a"
            + " policy with unknown-costs=zero takes it for 0",
        thrown.getMessage());
    assertNull(value("basis=net", unknown).totals().costs());
  }

  /** 75 and the lid at 5.00, less the known costs of 50, less the fee of 2.50. */
  @Test
  void unknownCostsAreZeroIfThePolicySaysSo() {
    ShopOrderBuilder unknown = order().line("lid", 1, 500);
    assertEquals(eur("30.00"), value("basis=gross-margin,unknown-costs=zero", unknown).amount());
    OrderValue contribution = value("basis=contribution,unknown-costs=zero", unknown);
    assertEquals(eur("27.50"), contribution.amount());
    assertNull(contribution.totals().costs());
    assertThrows(
        IllegalArgumentException.class,
        () -> value("basis=contribution,unknown-costs=refuse", unknown));
  }

  /** 120.00 with 20 % within, as shops in Europe write it. */
  @Test
  void taxWithinThePricesIsTakenOutOnce() {
    ShopOrderBuilder included =
        ShopOrder.builder("1", "ann", DAY, EUR)
            .line(OrderLine.of("pot", 1, 13000).withDiscount(1000).withTax(2000))
            .shipping(600, 100)
            .taxIncluded(true);
    assertEquals(12600, included.build().charged());
    assertEquals(eur("100.00"), value("basis=net", included).amount());
    assertEquals(eur("120.00"), value("basis=net,tax=include", included).amount());
    assertEquals(eur("105.00"), value("basis=net,shipping=include", included).amount());
    assertEquals(eur("126.00"), value("basis=stated", included).amount());
    OrderTotals totals = value("basis=net", included).totals();
    assertEquals(eur("110.00"), totals.gross());
    assertEquals(eur("10.00"), totals.discounts());
  }

  @Test
  void zeroTestAndStatusDecide() {
    ShopOrderBuilder free =
        ShopOrder.builder("1", "ann", DAY, EUR)
            .line(OrderLine.of("gift", 1, 900).withDiscount(900));
    assertTrue(value("basis=net", free).counts());
    assertEquals(LeftOutReason.ZERO, value("zero=skip", free).leftOut());
    assertTrue(value("zero=skip,basis=gross", free).counts());
    assertEquals(LeftOutReason.TEST, value("basis=net", order().test(true)).leftOut());
    assertTrue(value("test=count", order().test(true)).counts());
    assertTrue(value("statuses=paid", order()).counts());
    assertEquals(LeftOutReason.STATUS, value("statuses=shipped", order()).leftOut());
  }

  @Test
  void theVariableCostOfThePolicyIsRoundedHalfToEven() {
    ShopOrder order =
        ShopOrder.builder("1", "ann", DAY, EUR)
            .line(OrderLine.of("pot", 1, 250).withCost(0))
            .build();
    OrderPolicy policy =
        OrderPolicy.NET
            .withBasis(OrderBasis.CONTRIBUTION)
            .withVariableCosts(new BigDecimal("0.01"), BigDecimal.ZERO);
    assertEquals(eur("2.48"), policy.value(order).amount());
    assertThrows(
        ArithmeticException.class,
        () -> policy.withVariableCosts(BigDecimal.ZERO, new BigDecimal("0.001")).value(order));
  }

  @ParameterizedTest
  @CsvSource({"JPY, 1980", "KWD, 12345"})
  void minorUnitsAreThoseOfTheCurrency(String code, long minor) {
    ShopOrder order =
        ShopOrder.builder("1", "ann", DAY, Currency.getInstance(code))
            .line("pot", 1, minor)
            .build();
    assertEquals(
        Money.ofMinor(minor, Currency.getInstance(code)), OrderPolicy.NET.value(order).amount());
  }
}
