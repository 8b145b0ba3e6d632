package org.clv4j.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import org.clv4j.core.value.CurrencyMismatchException;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;

class OrderLogTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final int DAY = (int) LocalDate.of(2024, 1, 5).toEpochDay();

  @Test
  void rowsComeBackAsTheyWent() {
    Order order = new Order("bob", LocalDate.of(2024, 1, 5), Money.of("9.90", "EUR"));
    OrderLog log = OrderLog.builder(EUR).add(order).add("alice", DAY + 1, 0).build();
    assertEquals(order, log.orders().findFirst().orElseThrow());
    assertEquals(2, log.size());
    assertEquals("2 orders of 2 customers, 2024-01-05 to 2024-01-06", log.toString());
    assertEquals(1, log.zeroAmounts());
    assertEquals(LocalDate.of(2024, 1, 5), log.firstDay());
    assertEquals(LocalDate.of(2024, 1, 6), log.lastDay());
  }

  @Test
  void numbersComeFirstByValueThenTexts() {
    OrderLog log =
        OrderLog.builder(EUR)
            .addAll(
                new String[] {"b", "10", "007", "7", "-1", "1234567890123456789"},
                new int[] {DAY, DAY, DAY, DAY, DAY, DAY},
                new long[6])
            .add(7, DAY, 1)
            .add(1234567890123456789L, DAY, 1)
            .build();
    List<String> ids =
        IntStream.range(0, log.customers().size()).mapToObj(log.customers()::id).toList();
    assertEquals(List.of("-1", "7", "007", "10", "1234567890123456789", "b"), ids);
    for (int i = 0; i < ids.size(); i++) {
      assertEquals(i, log.customers().indexOf(ids.get(i)));
    }
    assertEquals(-1, log.customers().indexOf("8"));
    assertEquals(-1, log.customers().indexOf("nobody"));
  }

  @Test
  void manyIdsOfBothKindsAreKeptApart() {
    OrderLogBuilder builder = OrderLog.builder(EUR);
    int n = 100_000;
    for (int i = 0; i < n; i++) {
      builder.add(i % 2 == 0 ? "c" + i % 5000 : Integer.toString(i % 5000), DAY, i);
    }
    OrderLog log = builder.build();
    assertEquals(5000, log.customers().size());
    for (int i = 0; i < n; i++) {
      String id = i % 2 == 0 ? "c" + i % 5000 : Integer.toString(i % 5000);
      assertEquals(id, log.customers().id(log.customer(i)));
      assertEquals(i, log.amount(i));
    }
  }

  @Test
  void badRowsAreRefusedAndChangeNothing() {
    OrderLogBuilder builder = OrderLog.builder(EUR).add("a", DAY, 1);
    assertMessage(
        "amount must not be negative, but was EUR -0.01", () -> builder.add("b", DAY, -1));
    assertMessage("customer id must not be blank", () -> builder.add(" ", DAY, 1));
    assertMessage(
        "day must be between 1900-01-01 and 2199-12-31, but was 9999-12-31",
        () -> builder.add("b", (int) LocalDate.of(9999, 12, 31).toEpochDay(), 1));
    assertMessage(
        "row 1: amount must not be negative, but was EUR -0.05",
        () -> builder.addAll(new long[] {1, 2}, new int[] {DAY, DAY}, new long[] {1, -5}));
    assertMessage(
        "columns must have the same length, but had 1 customers, 2 days and 1 amounts",
        () -> builder.addAll(new long[1], new int[2], new long[1]));
    assertMessage(
        "row 1: customer id must not be blank",
        () -> builder.addAll(new String[] {"b", ""}, new int[] {DAY, DAY}, new long[2]));
    assertMessage(
        "row 0: amount must not be missing in a log with amounts",
        () -> builder.addAll(new long[1], new int[] {DAY}, null));
    assertMessage("amount must not be missing in a log with amounts", () -> builder.add("b", DAY));
    assertThrows(
        CurrencyMismatchException.class,
        () -> builder.add(new Order("b", LocalDate.of(2024, 1, 1), Money.of("1", "USD"))));
    OrderLog log = builder.build();
    assertEquals(1, log.size());
    assertEquals(1, log.customers().size());
  }

  @Test
  void aLogWithoutAmountsSaysSo() {
    OrderLog log = OrderLog.builderWithoutAmounts().add("a", DAY).build();
    assertEquals(
        new Order("a", LocalDate.of(2024, 1, 5), null), log.orders().findFirst().orElseThrow());
    assertThrows(IllegalStateException.class, log::currency);
    assertThrows(IllegalStateException.class, () -> log.amount(0));
    OrderLogBuilder builder =
        OrderLog.builderWithoutAmounts()
            .addAll(new long[] {1}, new int[] {DAY}, null)
            .addAll(new String[] {"a"}, new int[] {DAY}, null);
    assertEquals(2, builder.build().size());
    assertMessage(
        "amount must be missing in a log without amounts", () -> builder.add("a", DAY, 1));
  }

  @Test
  void onlyLogsOfOneKindMerge() {
    OrderLog euro = OrderLog.builder(EUR).add("a", DAY, 1).build();
    OrderLog dollar = OrderLog.builder(Currency.getInstance("USD")).build();
    OrderLog paris = OrderLog.builder(EUR).zone(ZoneId.of("Europe/Paris")).build();
    OrderLog none = OrderLog.builderWithoutAmounts().build();
    assertThrows(CurrencyMismatchException.class, () -> OrderLog.merge(List.of(euro, dollar)));
    assertMessage(
        "zone must be Z, but was Europe/Paris", () -> OrderLog.merge(List.of(euro, paris)));
    assertMessage(
        "logs must all have amounts or all have none", () -> OrderLog.merge(List.of(euro, none)));
    assertMessage("logs must not be empty", () -> OrderLog.merge(List.of()));
    assertEquals(0, OrderLog.merge(List.of(none, none)).size());
  }

  @Test
  void anEmptyLogHasNoDays() {
    OrderLog log = OrderLog.builder(EUR).build();
    assertTrue(log.isEmpty());
    assertEquals("0 orders of 0 customers", log.toString());
    assertThrows(IllegalStateException.class, log::firstDay);
    assertThrows(IndexOutOfBoundsException.class, () -> log.customer(0));
  }

  private static void assertMessage(
      String message, org.junit.jupiter.api.function.Executable executable) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, executable).getMessage());
  }
}
