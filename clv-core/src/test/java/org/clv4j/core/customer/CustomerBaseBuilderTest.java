package org.clv4j.core.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.Currency;
import org.clv4j.core.order.OrderLog;
import org.junit.jupiter.api.Test;

class CustomerBaseBuilderTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final int DAY = 19_000;
  private static final LocalDate AS_OF = LocalDate.ofEpochDay(DAY + 100);

  private static CustomerBaseBuilder builder() {
    return CustomerBase.builder(EUR, true);
  }

  @Test
  void whatWasSummarizedElsewhereIsTheBaseOfTheOrders() {
    OrderLog log =
        OrderLog.builder(EUR)
            .add("ann", DAY, 500)
            .add("ann", DAY, 0)
            .add("ann", DAY + 30, 700)
            .add("7", DAY + 3, 100)
            .build();
    CustomerBase.Options options =
        CustomerBase.Options.DEFAULT.withAsOf(AS_OF).withInterpurchaseTimes();
    CustomerBase expected = CustomerBase.of(log, options);
    CustomerBase made =
        builder()
            .add("ann", 3, DAY, DAY + 30)
            .purchases(1, 30)
            .spend(1200, 700)
            .interpurchaseTimes(Math.log(30))
            .add(7, 1, DAY + 3, DAY + 3)
            .spend(100, 0)
            .zeroAmountOrders(1)
            .build(AS_OF);
    assertEquals(expected.toString(), made.toString());
    assertEquals("7", made.id(0));
    assertEquals(1, made.row("ann"));
    for (int row = 0; row < 2; row++) {
      OrderLists.assertSameDays(expected, made, row);
      assertEquals(expected.spendMinor(row), made.spendMinor(row));
      assertEquals(expected.repeatSpendMinor(row), made.repeatSpendMinor(row));
      assertEquals(
          expected.sumOfLogInterpurchaseDays(row), made.sumOfLogInterpurchaseDays(row), 0.0);
    }
    assertEquals(expected.zeroAmountOrders(), made.zeroAmountOrders());
    assertEquals(expected.mergedOrders(), made.mergedOrders());
  }

  @Test
  void manyRowsOfNumbersComeInTheirOrder() {
    CustomerBaseBuilder builder = CustomerBase.builder(null, false);
    int rows = 40_000;
    for (int i = 0; i < rows; i++) {
      builder.add(i * 7919L % rows, 1, DAY, DAY);
    }
    CustomerBase base = builder.build(AS_OF);
    assertEquals(rows, base.size());
    assertEquals("0", base.id(0));
    assertEquals("39999", base.id(rows - 1));
  }

  @Test
  void anEmptyBaseIsEmpty() {
    assertEquals(0, builder().build(AS_OF).size());
  }

  @Test
  void aRowThatContradictsItselfIsRefused() {
    assertRefused(builder().add("a", 0, DAY, DAY), "orders must be at least 1, but was 0");
    assertRefused(builder().add("a", 1, DAY, DAY - 1), "last day must not be before the first");
    assertRefused(
        builder().add("a", 1, Integer.MIN_VALUE, 0),
        "first day must be between 1900-01-01 and 2199-12-31");
    assertRefused(
        builder().add("a", 2, DAY, DAY).zeroAmountOrders(3),
        "orders with an amount of 0 must be at most the orders with amounts, 2, but were 3");
    assertRefused(builder().add("a", 1, DAY, DAY + 101), "must not be after the as-of day");
    assertRefused(builder().add("a", 2, DAY, DAY + 1).purchases(2, 1), "frequency must be");
    assertRefused(builder().add("a", 2, DAY, DAY + 1).purchases(1, 2), "recency must be");
    assertRefused(builder().add("a", 2, DAY, DAY + 1).purchases(0, 1), "recency must be");
    assertRefused(builder().add("a", 1, DAY, DAY).spend(-1, 0), "spend must not be negative");
    assertRefused(builder().add("a", 1, DAY, DAY).spend(5, 5), "repeat spend must be 0");
    assertRefused(
        builder().add("a", 1, DAY, DAY).interpurchaseTimes(1), "sum of logs must be 0 where");
    assertRefused(builder().add("a", 1, DAY, DAY).add("a", 1, DAY, DAY), "\"a\" came twice");
    assertRefused(builder().add(" ", 1, DAY, DAY), "must not be blank");
    assertRefused(builder().add("a", 1, -99_999, DAY), "between 1900-01-01 and 2199-12-31");
  }

  private static void assertRefused(CustomerBaseBuilder builder, String reason) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> builder.build(AS_OF)).toString();
    assertEquals(reason, message.contains(reason) ? reason : message);
  }

  @Test
  void whatIsStatedNeedsItsPlace() {
    assertThrows(IllegalStateException.class, () -> builder().purchases(1, 1));
    assertThrows(
        IllegalStateException.class,
        () -> CustomerBase.builder(null, false).add("a", 1, DAY, DAY).spend(1, 0));
    assertThrows(
        IllegalStateException.class,
        () -> CustomerBase.builder(null, false).add("a", 1, DAY, DAY).interpurchaseTimes(0));
    assertThrows(
        IllegalArgumentException.class,
        () -> builder().add("a", 1, DAY, DAY).interpurchaseTimes(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> builder().laterOrders(-1));
  }
}
