package org.clv4j.core.customer;

import static org.clv4j.core.customer.OrderLists.EUR;
import static org.clv4j.core.customer.OrderLists.assertSame;
import static org.clv4j.core.customer.OrderLists.assertSameDays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.order.OrderLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A base of arrays is that of a log to which the same orders were added one by one. */
class OrderArraysTest {
  private static final int DAY = (int) LocalDate.of(2024, 1, 1).toEpochDay();

  /** Kinds of ids, by a whole number from 0 on that a few hundred customers have. */
  enum Ids {
    CLOSE(n -> (long) n),
    CLOSE_AND_NEGATIVE(n -> n - 100L),
    INTS_ANYWHERE(n -> (long) (int) (n * 0x9E3779B9L)),
    ANYWHERE(n -> n * 0x9E3779B97F4A7C15L),
    ENDS_OF_A_LONG(n -> n % 2 == 0 ? Long.MIN_VALUE + n : Long.MAX_VALUE - n),
    ONE_FAR_AWAY(n -> n == 3 ? Long.MAX_VALUE : n),
    DIGITS(n -> "C" + (100_000 + n)),
    NUMBERS_AS_TEXTS(n -> n % 3 == 0 ? Integer.toString(n) : "0" + n),
    UUIDS(n -> new UUID(n * 0x9E3779B97F4A7C15L, n).toString()),
    UUIDS_IN_CAPITALS(n -> UUIDS.of.apply(n).toString().toUpperCase(Locale.ROOT)),
    HASHES(n -> hash(n)),
    OBJECT_IDS(n -> hash(n).substring(8)),
    LONG_NAMES_OF_UUIDS(n -> "feed-face/" + UUIDS.of.apply(n)),
    SHORT_HASHES_WITH_ZEROS(n -> "0".repeat(16) + hash(n).substring(16)),
    PADDED_HASHES(n -> hash(n).substring(16) + "0".repeat(16)),
    NUMEROS(n -> "No\u2116" + String.format("%04x", n)),
    HASHES_BUT_ONE(n -> n == 3 ? "guest" : hash(n)),
    HASHES_BUT_FOR_A_LOOKALIKE(n -> n == 3 ? hash(n).substring(1) + (char) ('0' + 256) : hash(n)),
    TWO_NUMBERS_ALIKE_AT_FIRST(n -> "abcdefgh".repeat(3) + Integer.toString(n, 2) + "z".repeat(30)),
    MIXED(n -> n % 2 == 0 ? "a" + n : UUID.nameUUIDFromBytes(new byte[] {(byte) n}).toString()),
    LONG_TEXTS(n -> "x".repeat(70) + n),
    CHINESE(n -> "\u4e2d" + n);

    @SuppressWarnings("ImmutableEnumChecker") // a lambda that captures nothing
    final IntFunction<Object> of;

    Ids(IntFunction<Object> of) {
      this.of = of;
    }
  }

  private static String hash(int n) {
    return String.format("%016x%016x", n * 0x9E3779B97F4A7C15L, ~n * 0xBF58476D1CE4E5B9L);
  }

  /** Random orders; few customers have most of them. */
  private static final class Sample {
    final Object[] ids;
    final int[] days;
    final long[] amounts;

    Sample(Ids kind, int rows, int days, long mostAmount, long seed) {
      Random random = new Random(seed);
      this.ids =
          IntStream.range(0, rows)
              .mapToObj(i -> kind.of.apply((int) (300 * Math.pow(random.nextDouble(), 3))))
              .toArray();
      this.days = random.ints(rows, DAY, DAY + days).toArray();
      this.amounts = random.longs(rows, 0, mostAmount).toArray();
    }

    boolean areNumbers() {
      return ids.length == 0 || ids[0] instanceof Long;
    }

    boolean areInts() {
      return areNumbers() && Arrays.stream(numbers()).allMatch(id -> id == (int) id);
    }

    int[] ints() {
      return Arrays.stream(numbers()).mapToInt(Math::toIntExact).toArray();
    }

    long[] numbers() {
      return Arrays.stream(ids).mapToLong(id -> (Long) id).toArray();
    }

    String[] texts() {
      return Arrays.stream(ids).map(Object::toString).toArray(String[]::new);
    }

    OrderArrays arrays() {
      OrderArrays orders =
          areNumbers() ? OrderArrays.of(numbers(), days) : OrderArrays.of(texts(), days);
      return orders.withAmounts(amounts, EUR);
    }

    OrderArrays withoutAmounts(long[] seconds, ZoneId zone) {
      return areNumbers()
          ? OrderArrays.of(numbers(), seconds, zone)
          : OrderArrays.of(texts(), seconds, zone);
    }

    OrderLog log() {
      var builder = OrderLog.builder(EUR);
      for (int i = 0; i < ids.length; i++) {
        builder.add(ids[i].toString(), days[i], amounts[i]);
      }
      return builder.build();
    }
  }

  @Property(tries = 200)
  void asALog(
      @ForAll Ids kind,
      @ForAll @IntRange(min = 1, max = 3000) int orders,
      @ForAll @IntRange(min = 1, max = 900) int days,
      @ForAll boolean wideAmounts,
      @ForAll boolean weeks,
      @ForAll boolean early,
      @ForAll boolean inTimeOrder,
      @ForAll long seed) {
    Sample sample = new Sample(kind, orders, days, wideAmounts ? 1L << 50 : 3000, seed);
    if (inTimeOrder) {
      Arrays.sort(sample.days);
    }
    CustomerBase.Options options = CustomerBase.Options.DEFAULT.withInterpurchaseTimes();
    if (weeks) {
      options = options.withPurchasePeriod(PurchasePeriod.week(DayOfWeek.MONDAY));
    }
    if (early) {
      options = options.withAsOf(LocalDate.ofEpochDay(DAY + days / 2));
    }
    CustomerBase expected = CustomerBase.of(sample.log(), options);
    assertSame(expected, CustomerBase.of(sample.arrays(), options));
    if (sample.areInts()) {
      OrderArrays ints = OrderArrays.of(sample.ints(), sample.days);
      assertSame(expected, CustomerBase.of(ints.withAmounts(sample.amounts, EUR), options));
    }
  }

  @ParameterizedTest
  @EnumSource
  void manyRowsAndThreads(Ids kind) {
    Sample sample = new Sample(kind, 300_000, 800, 100_000, 5);
    CustomerBase.Options two = CustomerBase.Options.DEFAULT.withThreads(2);
    assertSame(CustomerBase.of(sample.log()), CustomerBase.of(sample.arrays(), two));
  }

  @Test
  void manyDifferentCustomersAndOneGiant() {
    Random random = new Random(3);
    int n = 300_000;
    long[] numbers =
        IntStream.range(0, n).mapToLong(i -> i % 3 == 0 ? 7 : random.nextLong()).toArray();
    String[] texts =
        Arrays.stream(numbers).mapToObj(i -> new UUID(i, 1).toString()).toArray(String[]::new);
    int[] days = random.ints(n, DAY, DAY + 100_000 / 2).toArray();
    OrderLog ofNumbers = OrderLog.builderWithoutAmounts().addAll(numbers, days, null).build();
    OrderLog ofTexts = OrderLog.builderWithoutAmounts().addAll(texts, days, null).build();
    CustomerBase.Options two = CustomerBase.Options.DEFAULT.withThreads(2);
    assertSameDays(CustomerBase.of(ofNumbers), CustomerBase.of(OrderArrays.of(numbers, days), two));
    assertSameDays(CustomerBase.of(ofTexts), CustomerBase.of(OrderArrays.of(texts, days), two));
  }

  /** So many that groups are large, unless days go backwards. */
  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void manyCloseCustomers(boolean inTimeOrder, boolean amounts) {
    int customers = 200_000;
    long[] ids = new Random(1).longs(500_000, 0, customers).toArray();
    System.arraycopy(LongStream.range(0, customers).toArray(), 0, ids, 0, customers);
    assertSumsUp(ids, customers, inTimeOrder, amounts);
  }

  /** Nine in ten numbers are close to each other and fall into one part with those around them. */
  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void manyCustomersInOnePart(boolean inTimeOrder, boolean amounts) {
    int customers = 60_000;
    Random random = new Random(2);
    long[] far = random.longs(customers / 10).toArray();
    long[] ids =
        random.ints(200_000, 0, customers).mapToLong(c -> c < far.length ? far[c] : c).toArray();
    assertSumsUp(ids, customers, inTimeOrder, amounts);
  }

  /** Some parts have no order in time, in either half. */
  @ParameterizedTest
  @EnumSource(names = {"CLOSE", "INTS_ANYWHERE", "ANYWHERE", "UUIDS", "DIGITS"})
  void someCustomersWithoutAmountsBeforeADay(Ids kind) {
    Sample sample = new Sample(kind, 300_000, 90, 2, 11);
    for (int i = 0; i < sample.days.length; i++) {
      sample.days[i] = DAY + Math.floorMod(sample.ids[i].hashCode(), 90);
    }
    OrderArrays orders =
        sample.areNumbers()
            ? OrderArrays.of(sample.numbers(), sample.days)
            : OrderArrays.of(sample.texts(), sample.days);
    for (int asOf : new int[] {DAY, DAY + 3, DAY + 89}) {
      CustomerBase.Options options =
          CustomerBase.Options.DEFAULT
              .withAsOf(LocalDate.ofEpochDay(asOf))
              .withInterpurchaseTimes()
              .withPurchasePeriod(PurchasePeriod.week(DayOfWeek.MONDAY));
      CustomerBase expected = CustomerBase.of(sample.log(), options);
      CustomerBase actual = CustomerBase.of(orders, options.withThreads(3));
      assertSameDays(expected, actual);
      assertEquals(expected.laterOrders(), actual.laterOrders());
    }
  }

  /** Compares with maps. */
  private static void assertSumsUp(long[] ids, int most, boolean inTimeOrder, boolean amounts) {
    Random random = new Random(7);
    int[] days = random.ints(ids.length, DAY, DAY + 700).toArray();
    if (inTimeOrder) {
      Arrays.sort(days);
    }
    long[] cents = random.longs(ids.length, 0, 10_000).toArray();
    Map<Long, TreeMap<Integer, Long>> spendByDay = new HashMap<>();
    Map<Long, Integer> orders = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      spendByDay.computeIfAbsent(ids[i], id -> new TreeMap<>()).merge(days[i], cents[i], Long::sum);
      orders.merge(ids[i], 1, Integer::sum);
    }
    OrderArrays arrays = OrderArrays.of(ids, days);
    for (int threads = 1; threads <= 2; threads++) {
      CustomerBase base =
          CustomerBase.of(
              amounts ? arrays.withAmounts(cents, EUR) : arrays,
              CustomerBase.Options.DEFAULT.withThreads(threads));
      assertEquals(spendByDay.size(), base.size());
      assertTrue(base.size() <= most);
      for (int row = 0; row < base.size(); row++) {
        long id = Long.parseLong(base.id(row));
        TreeMap<Integer, Long> spend = spendByDay.getOrDefault(id, new TreeMap<>());
        assertEquals(orders.get(id), base.orders(row));
        assertEquals(spend.firstKey(), base.firstOrderDay(row));
        assertEquals(spend.lastKey(), base.lastOrderDay(row));
        assertEquals(spend.size() - 1, base.frequency(row));
        if (amounts) {
          long sum = spend.values().stream().mapToLong(cent -> cent).sum();
          assertEquals(sum, base.spendMinor(row));
          assertEquals(sum - spend.firstEntry().getValue(), base.repeatSpendMinor(row));
        }
      }
    }
  }

  @Test
  void aFewOrdersMayBeCenturiesApartAndThreadsTooMany() {
    Random random = new Random(9);
    int n = 5000;
    long[] ids = random.longs(n).toArray();
    Arrays.setAll(ids, i -> ids[i % 700]);
    int[] days = random.ints(n, DAY, DAY + 9).toArray();
    days[n / 2] = (int) LocalDate.of(1900, 1, 1).toEpochDay();
    days[n / 3] = (int) LocalDate.of(2199, 12, 31).toEpochDay();
    OrderLog log = OrderLog.builderWithoutAmounts().addAll(ids, days, null).build();
    assertSameDays(
        CustomerBase.of(log),
        CustomerBase.of(OrderArrays.of(ids, days), CustomerBase.Options.DEFAULT.withThreads(4096)));
  }

  /** In St. John's clocks went from 00:01 of 2006-10-29 back to 23:01 of the day before. */
  @Test
  void momentsMayFallOnADayBeforeThatOfEarlierOnes() {
    ZoneId zone = ZoneId.of("America/St_Johns");
    long beforeMidnight = Instant.parse("2006-10-29T02:29:00Z").getEpochSecond();
    long firstMinute = Instant.parse("2006-10-29T02:30:30Z").getEpochSecond();
    long dayBeforeAgain = Instant.parse("2006-10-29T03:00:00Z").getEpochSecond();
    int day = (int) LocalDate.of(2006, 10, 28).toEpochDay();
    for (long[] seconds :
        new long[][] {
          {dayBeforeAgain},
          {beforeMidnight, firstMinute, dayBeforeAgain},
          {dayBeforeAgain, firstMinute, beforeMidnight, beforeMidnight + 8 * 86_400},
        }) {
      int[] days = new int[seconds.length];
      Arrays.setAll(
          days, i -> day + (seconds[i] == firstMinute ? 1 : seconds[i] > dayBeforeAgain ? 8 : 0));
      for (long[] ids : new long[][] {new long[days.length], {1, -7L << 40, 1, 1}}) {
        long[] ofRows = Arrays.copyOf(ids, days.length);
        CustomerBase expected =
            CustomerBase.of(
                OrderLog.builderWithoutAmounts().zone(zone).addAll(ofRows, days, null).build());
        CustomerBase actual =
            CustomerBase.of(OrderArrays.of(ofRows, seconds, zone), CustomerBase.Options.DEFAULT);
        assertSameDays(expected, actual);
        assertEquals(expected.asOf(), actual.asOf());
      }
    }
  }

  @Property(tries = 100)
  void momentsFallOnLocalDays(
      @ForAll Ids kind, @ForAll @IntRange(max = 5) int place, @ForAll long seed) {
    ZoneId zone =
        new ZoneId[] {
              ZoneOffset.UTC,
              ZoneId.of("Europe/Paris"),
              ZoneId.of("Pacific/Apia"),
              ZoneId.of("America/Sao_Paulo"),
              ZoneId.of("America/St_Johns"),
              ZoneOffset.ofHours(-11)
            }
            [place];
    Sample sample = new Sample(kind, 500, 900, 1, seed);
    Random random = new Random(seed);
    int from = (int) LocalDate.of(2010, 6, 1).toEpochDay() - DAY;
    long[] seconds =
        Arrays.stream(sample.days)
            .mapToLong(day -> (day + (long) from) * 86_400 + random.nextInt(86_400))
            .toArray();
    var builder = OrderLog.builderWithoutAmounts().zone(zone);
    for (int i = 0; i < seconds.length; i++) {
      LocalDate day =
          ZonedDateTime.ofInstant(Instant.ofEpochSecond(seconds[i]), zone).toLocalDate();
      builder.add(sample.ids[i].toString(), (int) day.toEpochDay());
    }
    OrderLog log = builder.build();
    CustomerBase actual =
        CustomerBase.of(sample.withoutAmounts(seconds, zone), CustomerBase.Options.DEFAULT);
    assertSameDays(CustomerBase.of(log), actual);
    if (sample.areInts()) {
      OrderArrays ints = OrderArrays.of(sample.ints(), seconds, zone);
      assertSameDays(actual, CustomerBase.of(ints, CustomerBase.Options.DEFAULT));
    }
  }

  @Test
  void smallNumbersAreTheSameCustomers() {
    int[] days = {DAY, DAY + 1, DAY};
    CustomerBase ints =
        CustomerBase.of(OrderArrays.of(new int[] {5, 5, -3}, days), CustomerBase.Options.DEFAULT);
    CustomerBase texts =
        CustomerBase.of(
            OrderArrays.of(new String[] {"5", "5", "-3"}, days).withZone(ZoneId.of("Asia/Tokyo")),
            CustomerBase.Options.DEFAULT);
    assertEquals("-3", ints.id(0));
    assertEquals(1, ints.frequency(ints.row("5")));
    assertEquals(1, texts.frequency(texts.row("5")));
    assertEquals(ZoneId.of("Asia/Tokyo"), texts.zone());
  }

  @Test
  void noOrders() {
    OrderArrays none = OrderArrays.of(new long[0], new int[0]);
    assertThrows(
        IllegalStateException.class, () -> CustomerBase.of(none, CustomerBase.Options.DEFAULT));
    LocalDate day = LocalDate.of(2024, 5, 1);
    assertEquals(0, CustomerBase.of(none, CustomerBase.Options.DEFAULT.withAsOf(day)).size());
  }

  @Test
  void rowsThatBreakARuleAreNamed() {
    long[] ids = {1, 2};
    int[] days = {DAY, DAY};
    assertError(
        "row 1: amount must not be negative, but was EUR -0.01",
        OrderArrays.of(ids, days).withAmounts(new long[] {0, -1}, EUR));
    assertError(
        "row 0: day must be between 1900-01-01 and 2199-12-31, but was 2200-01-01",
        OrderArrays.of(ids, new int[] {84_006, 0}));
    assertError(
        "row 1: day must be between 1900-01-01 and 2199-12-31, but was 2200-01-01",
        OrderArrays.of(ids, new long[] {0, 84_006L * 86_400 - 1}, ZoneOffset.ofHours(1)));
    assertError(
        "row 0: day must be between 1900-01-01 and 2199-12-31, but was +3170843-11-07",
        OrderArrays.of(ids, new long[] {Long.MAX_VALUE, 0}, ZoneOffset.UTC));
    for (ZoneId zone : new ZoneId[] {ZoneOffset.UTC, ZoneId.of("Europe/Paris")}) {
      assertError(
          "row 1: day must be between 1900-01-01 and 2199-12-31, but was +3170843-11-07",
          OrderArrays.of(new String[] {"\u4e2d", "a"}, new long[] {0, Long.MAX_VALUE}, zone));
    }
    assertError(
        "row 1: customer id must not be blank", OrderArrays.of(new String[] {"a", " "}, days));
    assertError(
        "total spend of customer \"a\" must fit in a long of minor units",
        OrderArrays.of(new String[] {"a", "a"}, days)
            .withAmounts(new long[] {Long.MAX_VALUE, 1}, EUR));
    assertError(
        "total spend of customer \"1\" must fit in a long of minor units",
        OrderArrays.of(new long[] {1, 1}, days).withAmounts(new long[] {Long.MAX_VALUE, 1}, EUR));
  }

  private static void assertError(String message, OrderArrays orders) {
    RuntimeException error =
        assertThrows(
            RuntimeException.class, () -> CustomerBase.of(orders, CustomerBase.Options.DEFAULT));
    assertEquals(message, error.getMessage());
  }

  @Test
  void columnsMustBeOfOneLength() {
    assertEquals(
        "columns must have the same length, but had 2 customers and 1 days",
        assertThrows(
                IllegalArgumentException.class,
                () -> OrderArrays.of(new long[] {1, 2}, new int[] {DAY}))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> OrderArrays.of(new long[] {1}, new int[] {DAY}).withAmounts(new long[2], EUR));
    assertThrows(
        IllegalStateException.class,
        () ->
            OrderArrays.of(new long[] {1}, new long[] {0}, ZoneOffset.UTC)
                .withZone(ZoneOffset.UTC));
  }
}
