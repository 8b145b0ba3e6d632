package org.clv4j.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderPolicyTest {
  @Test
  void theTextNamesEveryRule() {
    assertEquals(
        "basis=net,tax=exclude,shipping=exclude,refunds=restate,over-refunds=refuse,refunded=skip,"
            + "zero=count,test=skip,except=canceled+cancelled+failed+voided",
        OrderPolicy.NET.toString());
    assertEquals("basis=stated", OrderPolicy.AS_STATED.toString());
  }

  @Test
  void keysLeftOutHaveTheValueOfThePresets() {
    assertEquals(OrderPolicy.NET, OrderPolicy.parse("basis=net"));
    assertEquals(OrderPolicy.AS_STATED, OrderPolicy.parse("basis=stated"));
    assertEquals(OrderPolicy.BOOKED, OrderPolicy.parse(" refunds = book "));
    assertTrue(OrderPolicy.parse("refunds=book").countsFullyRefunded());
    assertFalse(OrderPolicy.parse("refunds=restate").countsFullyRefunded());
    assertFalse(OrderPolicy.parse("refunds=book,refunded=skip").countsFullyRefunded());
    assertEquals(OrderPolicy.NET, OrderPolicy.parse("unknown-costs=refuse,variable-rate=0"));
    OrderPolicy stated =
        OrderPolicy.parse("basis=net,refunds=restate,zero=count,statuses=paid+shipped");
    assertEquals(OrderPolicy.NET.withStatuses("Shipped", " PAID "), stated);
    assertTrue(stated.countsStatus("Paid"));
    assertFalse(stated.countsStatus("pending"));
    assertFalse(stated.countsStatus(null));
  }

  @Test
  void aTextChangesAnotherPolicyWhereItSaysSo() {
    OrderPolicy base =
        OrderPolicy.NET
            .withStatuses("paid")
            .withTax(true)
            .withUnknownCostsAsZero(true)
            .withVariableCosts(new BigDecimal("0.03"), BigDecimal.ONE);
    assertEquals(base.withZero(false), OrderPolicy.parse("zero=skip", base));
    assertEquals(
        base.withRefunds(RefundTiming.BOOK).withFullyRefunded(true),
        OrderPolicy.parse("refunds=book", base));
    assertEquals(
        base.withRefunds(RefundTiming.BOOK), OrderPolicy.parse("refunds=book,refunded=skip", base));
    OrderPolicy booked = base.withRefunds(RefundTiming.BOOK);
    assertEquals(booked, OrderPolicy.parse("refunds=book", booked), "nothing changes");
    assertEquals(base.withBasis(OrderBasis.STATED), OrderPolicy.parse("basis=stated", base));
    assertEquals(base.withStatusesExcept("failed"), OrderPolicy.parse("except=failed", base));
    assertEquals(
        base.withVariableCosts(BigDecimal.ZERO, BigDecimal.ONE).withUnknownCostsAsZero(false),
        OrderPolicy.parse("variable-rate=0,unknown-costs=refuse", base));
  }

  @Test
  void policiesOfTheSameStatuses() {
    OrderPolicy paid = OrderPolicy.NET.withStatuses("paid", "shipped");
    assertTrue(paid.countsSameStatuses(OrderPolicy.AS_STATED.withStatuses("Shipped", "paid")));
    assertFalse(paid.countsSameStatuses(OrderPolicy.NET.withStatusesExcept("paid", "shipped")));
    assertFalse(paid.countsSameStatuses(OrderPolicy.NET));
    assertTrue(OrderPolicy.NET.withZero(false).countsSameStatuses(OrderPolicy.BOOKED));
  }

  @Test
  void statusesThatDoNotCountLeaveAllOthers() {
    OrderPolicy except = OrderPolicy.NET.withStatusesExcept("draft");
    assertFalse(except.countsStatus("Draft"));
    assertTrue(except.countsStatus("cancelled"));
    assertTrue(except.countsStatus(null));
    assertTrue(OrderPolicy.NET.withStatuses().countsStatus("cancelled"));
    assertEquals(OrderPolicy.NET.withStatuses(), OrderPolicy.NET.withStatusesExcept());
  }

  @Provide
  Arbitrary<OrderPolicy> policies() {
    return Combinators.combine(
            Arbitraries.of(OrderBasis.values()),
            Arbitraries.of(RefundTiming.values()),
            Arbitraries.integers().between(0, 127),
            Arbitraries.of("all", "some", "except"),
            Arbitraries.of("0", "0.029", "1", "0.10"),
            Arbitraries.of("0", "0.30", "2"))
        .as(
            (basis, refunds, bits, states, rate, perOrder) -> {
              OrderPolicy policy =
                  OrderPolicy.NET
                      .withBasis(basis)
                      .withRefunds(refunds)
                      .withTax((bits & 1) > 0)
                      .withShipping((bits & 2) > 0)
                      .withFullyRefunded((bits & 4) > 0)
                      .withZero((bits & 8) > 0)
                      .withTests((bits & 16) > 0)
                      .withOverRefundsRefused((bits & 32) > 0)
                      .withUnknownCostsAsZero((bits & 64) > 0)
                      .withVariableCosts(new BigDecimal(rate), new BigDecimal(perOrder));
              return states.equals("all")
                  ? policy.withStatuses()
                  : states.equals("some")
                      ? policy.withStatuses("paid", "on-hold", "À payer")
                      : policy.withStatusesExcept("wc-failed");
            });
  }

  @Property
  void theTextIsThePolicy(@ForAll("policies") OrderPolicy policy) {
    OrderPolicy read = OrderPolicy.parse(policy.toString());
    assertEquals(policy, read);
    assertEquals(policy.hashCode(), read.hashCode());
    assertEquals(policy.toString(), read.toString());
    assertEquals(policy.basis(), read.basis());
    assertEquals(policy.includesTax(), read.includesTax());
    assertEquals(policy.countsZero(), read.countsZero());
    assertEquals(policy.takesUnknownCostsAsZero(), read.takesUnknownCostsAsZero());
    assertTrue(policy.countsSameStatuses(read));
    assertNotEquals(policy, policy.withZero(!policy.countsZero()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "basis|policy must be made of key=value, but has \"basis\"",
        "''|policy must be made of key=value, but has \"\"",
        "bases=net|policy must have keys out of [basis, tax,",
        "basis=netto|policy must have basis one of [stated, gross, net-of-discounts, net,",
        "basis=NET|but has \"NET\"",
        "tax=yes|policy must have tax include or exclude, but has \"yes\"",
        "refunds=order|policy must have refunds one of [restate, book], but has \"order\"",
        "zero=0|policy must have zero count or skip, but has \"0\"",
        "zero=count,zero=skip|policy must have zero once, but has it twice",
        "statuses=|policy must have statuses names with + between them, but has \"\"",
        "statuses=paid+|policy must have statuses names with + between them, but has \"paid+\"",
        "statuses=paid+all|but has \"paid+all\"",
        "statuses=paid,except=failed|policy must have statuses or except, but has both",
        "variable-rate=2.9|policy must have variable-rate from 0 to 1, but has \"2.9\"",
        "variable-rate=-1|policy must have variable-rate 0 or more",
        "unknown-costs=0|policy must have unknown-costs zero or refuse, but has \"0\"",
        "variable-per-order=x|policy must have variable-per-order a number, but has \"x\"",
        "variable-per-order=1e99|policy must have variable-per-order 0 or more, with at most 18",
      })
  void badTextsAreNamed(String text, String message) {
    var thrown = assertThrows(IllegalArgumentException.class, () -> OrderPolicy.parse(text));
    assertTrue(String.valueOf(thrown.getMessage()).contains(message), thrown.getMessage());
  }

  @Test
  void aStatusMustNotBreakTheText() {
    assertThrows(
        IllegalArgumentException.class, () -> OrderPolicy.NET.withStatuses("paid+shipped"));
    assertThrows(IllegalArgumentException.class, () -> OrderPolicy.NET.withStatuses(" "));
    assertThrows(IllegalArgumentException.class, () -> OrderPolicy.NET.withStatusesExcept("a,b=c"));
  }
}
