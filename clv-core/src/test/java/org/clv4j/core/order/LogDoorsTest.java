package org.clv4j.core.order;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Rows one by one, whole columns, parts of them and any number of threads give one log. */
class LogDoorsTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final int ROWS = 70_000;

  private static int[] days(int rows) {
    return IntStream.range(0, rows).map(row -> 19_000 + row % 700).toArray();
  }

  private static long[] cents(int rows) {
    return IntStream.range(0, rows).mapToLong(row -> row % 100 * 31L).toArray();
  }

  private static OrderLog rowByRow(String[] ids) {
    OrderLogBuilder builder = OrderLog.builder(EUR);
    int[] days = days(ids.length);
    long[] cents = cents(ids.length);
    for (int row = 0; row < ids.length; row++) {
      builder.add(ids[row], days[row], cents[row]);
    }
    return builder.build();
  }

  private static OrderLog whole(String[] ids, int threads) {
    return OrderLog.builder(EUR)
        .threads(threads)
        .addAll(ids, days(ids.length), cents(ids.length))
        .build();
  }

  private static OrderLog whole(long[] ids, int threads) {
    return OrderLog.builder(EUR)
        .threads(threads)
        .addAll(ids, days(ids.length), cents(ids.length))
        .build();
  }

  /** Some rows one by one, then large and small columns, in between a detail of an order. */
  private static OrderLog inParts(String[] ids, int[] ends) {
    OrderLogBuilder builder = OrderLog.builder(EUR);
    int[] days = days(ids.length);
    long[] cents = cents(ids.length);
    int from = 0;
    for (int end : ends) {
      builder.addAll(
          Arrays.copyOfRange(ids, from, end),
          Arrays.copyOfRange(days, from, end),
          Arrays.copyOfRange(cents, from, end));
      from = end;
      if (from < ids.length) {
        builder.add(ids[from], days[from], cents[from]);
        from++;
      }
    }
    for (; from < ids.length; from++) {
      builder.add(ids[from], days[from], cents[from]);
    }
    return builder.build();
  }

  private static void assertSame(OrderLog expected, OrderLog log) {
    assertEquals(expected.size(), log.size());
    assertEquals(ids(expected), ids(log));
    assertEquals(expected.zeroAmounts(), log.zeroAmounts());
    assertEquals(expected.firstDay(), log.firstDay());
    assertEquals(expected.lastDay(), log.lastDay());
    assertArrayEquals(
        IntStream.range(0, log.size()).map(expected::customer).toArray(),
        IntStream.range(0, log.size()).map(log::customer).toArray());
    for (int row = 0; row < log.size(); row++) {
      assertEquals(expected.day(row), log.day(row));
      assertEquals(expected.amount(row), log.amount(row));
    }
  }

  private static List<String> ids(OrderLog log) {
    return IntStream.range(0, log.customers().size()).mapToObj(log.customers()::id).toList();
  }

  private static void assertAllDoorsAgree(int rows, IntFunction<String> id) {
    String[] ids = IntStream.range(0, rows).mapToObj(id).toArray(String[]::new);
    OrderLog expected = rowByRow(ids);
    assertSame(expected, whole(ids, 1));
    assertSame(expected, whole(ids, 3));
    assertSame(expected, inParts(ids, new int[] {rows / 2, rows / 2 + 9, rows}));
    assertSame(expected, inParts(ids, new int[] {3, rows - 1}));
    try {
      long[] numbers = Arrays.stream(ids).mapToLong(LogDoorsTest::shortestForm).toArray();
      assertSame(expected, whole(numbers, 1));
      assertSame(expected, whole(numbers, 3));
    } catch (NumberFormatException e) {
      assertEquals(false, id.apply(0).isEmpty());
    }
  }

  private static long shortestForm(String id) {
    long number = Long.parseLong(id);
    if (!Long.toString(number).equals(id)) {
      throw new NumberFormatException(id);
    }
    return number;
  }

  @Test
  void numbers() {
    assertAllDoorsAgree(ROWS, row -> Long.toString(row * 7919L % 10_007 - 5000));
    assertAllDoorsAgree(ROWS, row -> Long.toString((row % 9973 - 5000) * 1_234_567_890_123_457L));
    assertAllDoorsAgree(ROWS, row -> Long.toString(row % 2 == 0 ? Long.MIN_VALUE : row % 99));
  }

  @Test
  void texts() {
    assertAllDoorsAgree(ROWS, row -> "C" + (100_000 + row * 7919 % 10_007));
    assertAllDoorsAgree(ROWS, row -> "a customer with a long name, number " + row % 5003 + "!");
    assertAllDoorsAgree(ROWS, row -> "x".repeat(1 + row % 300));
    assertAllDoorsAgree(ROWS, row -> "\u00e9\u4e2d\ud83d\ude00" + (char) (0x2000 + row % 0x5000));
  }

  @Test
  void ofEveryKind() {
    assertAllDoorsAgree(
        ROWS,
        row ->
            switch (row % 7) {
              case 0 -> Integer.toString(row % 1009);
              case 1 -> "0" + row % 1009;
              case 2 -> "000000000000000000000" + row % 1009;
              case 3 -> "-" + row % 1009;
              case 4 -> "C\0" + "\0".repeat(row % 3);
              case 5 -> "9223372036854775" + (100 + row % 900);
              default -> "-9223372036854775" + (100 + row % 900);
            });
  }

  /** Strings of these halves all have one String.hashCode. */
  @Test
  void textsOfOneHashCode() {
    assertAllDoorsAgree(
        1 << 16,
        row -> {
          StringBuilder id = new StringBuilder();
          for (int bit = 0; bit < 12; bit++) {
            id.append((row >> bit & 1) == 0 ? "Aa" : "BB");
          }
          return id.toString();
        });
  }

  @Property(tries = 20)
  void anyMixture(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int longest) {
    Random random = new Random(seed);
    String letters = "01-a\u00ff\u4e2d";
    List<String> pool = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      StringBuilder id = new StringBuilder();
      for (int n = 1 + random.nextInt(longest); n > 0; n--) {
        id.append(letters.charAt(random.nextInt(letters.length())));
      }
      pool.add(id.toString());
    }
    assertAllDoorsAgree(35_000, row -> pool.get(random.nextInt(pool.size())));
  }

  @Test
  void aBadRowOfALargeColumnIsNamedAndChangesNothing() {
    OrderLogBuilder builder = OrderLog.builder(EUR);
    String[] ids = IntStream.range(0, ROWS).mapToObj(row -> "C" + row).toArray(String[]::new);
    int[] badDays = days(ROWS);
    badDays[40_000] = -1_000_000;
    long[] badCents = cents(ROWS);
    badCents[50_000] = -1;
    String[] badIds = ids.clone();
    badIds[60_000] = " ";
    assertRefused("row 40000: ", () -> builder.addAll(ids, badDays, cents(ROWS)));
    assertRefused("row 40000: ", () -> builder.addAll(new long[ROWS], badDays, cents(ROWS)));
    assertRefused("row 50000: ", () -> builder.addAll(new long[ROWS], days(ROWS), badCents));
    assertRefused("row 60000: ", () -> builder.addAll(badIds, days(ROWS), cents(ROWS)));
    assertRefused("row 0: ", () -> builder.addAll(new long[ROWS], days(ROWS), null));
    assertRefused("threads must be at least 1, but was 0", () -> builder.threads(0));
    assertEquals(0, builder.build().size());
  }

  private static void assertRefused(String start, Runnable action) {
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, action::run).getMessage());
    assertTrue(message.startsWith(start), message);
  }
}
