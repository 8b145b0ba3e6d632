package org.clv4j.core.customer;

import static org.clv4j.core.customer.OrderLists.EUR;
import static org.clv4j.core.customer.OrderLists.assertSame;
import static org.clv4j.core.customer.OrderLists.assertSameDays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.order.OrderLog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A few orders unlike the others, so that those of which a sample is taken promise too much; the
 * base is still that of the log, and who breaks a rule is named.
 */
class StrayOrdersTest {
  private static final int FEW = 20_000;

  /** Enough for two threads and ten blocks. */
  private static final int MANY = 300_000;

  private static final int DAY = (int) LocalDate.of(2024, 1, 1).toEpochDay();
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  /** What makes an order unlike the others. */
  enum Stray {
    NOTHING,
    ID_FAR_BELOW,
    ID_FAR_ABOVE,
    ID_BELOW_AS_INT,
    ID_ABOVE_AS_INT,
    ID_A_LITTLE_BELOW,
    ID_A_LITTLE_ABOVE,
    ID_NEXT_BELOW,
    NO_AMOUNT,
    GREATEST_USUAL_AMOUNT,
    UNUSUAL_AMOUNT,
    GREATEST_IN_A_WORD,
    NOT_IN_A_WORD,
    GREAT_AMOUNT,
    FIRST_DAY,
    LAST_DAY
  }

  /** Which rule an order breaks. */
  enum Rule {
    AMOUNT,
    LEAST_AMOUNT,
    DAY_BEFORE,
    DAY_AFTER,
    LEAST_DAY,
    GREATEST_DAY
  }

  private static final class Columns {
    final long[] ids;
    final int[] days;
    final long[] amounts;

    Columns(int rows, boolean close) {
      Random random = new Random(4);
      ids = random.longs(rows, 0, 1000).map(id -> close ? id : id * 0x9E3779B97F4A7C15L).toArray();
      days = new int[rows];
      Arrays.setAll(days, row -> DAY + (int) (row * 90L / rows));
      amounts = random.longs(rows, 1, 10_000).toArray();
    }

    void put(Stray stray, int row) {
      switch (stray) {
        case NOTHING -> {}
        case ID_FAR_BELOW -> ids[row] = Long.MIN_VALUE;
        case ID_FAR_ABOVE -> ids[row] = Long.MAX_VALUE;
        case ID_BELOW_AS_INT -> ids[row] = Integer.MIN_VALUE;
        case ID_ABOVE_AS_INT -> ids[row] = Integer.MAX_VALUE;
        case ID_A_LITTLE_BELOW -> ids[row] = -400;
        case ID_A_LITTLE_ABOVE -> ids[row] = 1500;
        case ID_NEXT_BELOW -> ids[row] = -1;
        case NO_AMOUNT -> amounts[row] = 0;
        case GREATEST_USUAL_AMOUNT -> amounts[row] = 1L << 31;
        case UNUSUAL_AMOUNT -> amounts[row] = (1L << 31) + 1;
        case GREATEST_IN_A_WORD -> amounts[row] = (1L << 32) - 1;
        case NOT_IN_A_WORD -> amounts[row] = 1L << 32;
        case GREAT_AMOUNT -> amounts[row] = 1L << 60;
        case FIRST_DAY -> days[row] = (int) LocalDate.of(1900, 1, 1).toEpochDay();
        case LAST_DAY -> days[row] = (int) LocalDate.of(2199, 12, 31).toEpochDay();
      }
    }

    void breakRule(Rule rule, int row) {
      switch (rule) {
        case AMOUNT -> amounts[row] = -1;
        case LEAST_AMOUNT -> amounts[row] = Long.MIN_VALUE + 1;
        case DAY_BEFORE -> days[row] = (int) LocalDate.of(1899, 12, 31).toEpochDay();
        case DAY_AFTER -> days[row] = (int) LocalDate.of(2200, 1, 1).toEpochDay();
        case LEAST_DAY -> days[row] = Integer.MIN_VALUE;
        case GREATEST_DAY -> days[row] = Integer.MAX_VALUE;
      }
    }

    long[] seconds() {
      return Arrays.stream(days).mapToLong(day -> day * 86_400L + 43_200).toArray();
    }

    boolean areInts() {
      return Arrays.stream(ids).allMatch(id -> id == (int) id);
    }

    int[] ints() {
      return Arrays.stream(ids).mapToInt(Math::toIntExact).toArray();
    }

    String[] texts() {
      return Arrays.stream(ids).mapToObj(id -> "C" + id).toArray(String[]::new);
    }

    void assertAsALog(CustomerBase.Options options) {
      CustomerBase expected =
          CustomerBase.of(OrderLog.builder(EUR).addAll(ids, days, amounts).build(), options);
      OrderArrays bare = OrderArrays.of(ids, days);
      assertSame(expected, CustomerBase.of(bare.withAmounts(amounts, EUR), options));
      assertSameDays(expected, CustomerBase.of(bare, options));
      if (areInts()) {
        OrderArrays ofInts = OrderArrays.of(ints(), days);
        assertSame(expected, CustomerBase.of(ofInts.withAmounts(amounts, EUR), options));
      }
      OrderArrays moments = OrderArrays.of(ids, seconds(), PARIS);
      assertSameDays(expected, CustomerBase.of(moments.withAmounts(amounts, EUR), options));
      CustomerBase ofTexts =
          CustomerBase.of(OrderLog.builder(EUR).addAll(texts(), days, amounts).build(), options);
      OrderArrays texts = OrderArrays.of(texts(), days).withAmounts(amounts, EUR);
      assertSame(ofTexts, CustomerBase.of(texts, options));
    }

    void assertNamed(int row, Rule rule, CustomerBase.Options options) {
      boolean byAmount = rule == Rule.AMOUNT || rule == Rule.LEAST_AMOUNT;
      OrderArrays bare = OrderArrays.of(ids, days);
      OrderArrays moments = OrderArrays.of(ids, seconds(), PARIS);
      OrderArrays texts = OrderArrays.of(texts(), days);
      for (OrderArrays arrays : new OrderArrays[] {bare, moments, texts}) {
        assertNamed(row, byAmount, arrays.withAmounts(amounts, EUR), options);
        if (!byAmount) {
          assertNamed(row, false, arrays, options);
        }
      }
    }

    private static void assertNamed(
        int row, boolean byAmount, OrderArrays arrays, CustomerBase.Options options) {
      Throwable error =
          assertThrows(IllegalArgumentException.class, () -> CustomerBase.of(arrays, options));
      String start =
          "row " + row + (byAmount ? ": amount must not be negative" : ": day must be between");
      assertTrue(String.valueOf(error.getMessage()).startsWith(start), error::toString);
    }
  }

  private static CustomerBase.Options options(int kind) {
    CustomerBase.Options options = CustomerBase.Options.DEFAULT.withThreads(2);
    return switch (kind) {
      case 0 -> options;
      case 1 -> options.withAsOf(LocalDate.of(2024, 2, 20));
      case 2 -> options.withAsOf(LocalDate.of(1900, 1, 1));
      default ->
          options
              .withPurchasePeriod(PurchasePeriod.week(DayOfWeek.MONDAY))
              .withInterpurchaseTimes();
    };
  }

  @Property(tries = 100)
  void areTakenAsTheyAre(
      @ForAll Stray stray,
      @ForAll Stray another,
      @ForAll @IntRange(max = FEW - 1) int row,
      @ForAll @IntRange(max = FEW - 1) int later,
      @ForAll boolean idsAreClose,
      @ForAll @IntRange(max = 3) int kind) {
    Columns columns = new Columns(FEW, idsAreClose);
    columns.put(stray, row);
    columns.put(another, later);
    columns.assertAsALog(options(kind));
  }

  @Property(tries = 60)
  void areNamedWhereTheyBreakARule(
      @ForAll Rule rule,
      @ForAll Rule another,
      @ForAll Stray stray,
      @ForAll @IntRange(max = FEW - 1) int row,
      @ForAll @IntRange(max = FEW - 1) int later,
      @ForAll boolean idsAreClose,
      @ForAll @IntRange(max = 3) int kind) {
    Columns columns = new Columns(FEW, idsAreClose);
    columns.put(stray, row / 2);
    columns.breakRule(rule, Math.min(row, later));
    if (rule != Rule.AMOUNT && rule != Rule.LEAST_AMOUNT) {
      columns.breakRule(another, Math.max(row, later));
    }
    columns.assertNamed(Math.min(row, later), rule, options(kind));
  }

  @ParameterizedTest
  @EnumSource(names = {"ID_FAR_ABOVE", "ID_NEXT_BELOW", "NO_AMOUNT", "NOT_IN_A_WORD", "LAST_DAY"})
  void oneAmongManyIsTakenAsItIs(Stray stray) {
    for (boolean close : new boolean[] {true, false}) {
      Columns columns = new Columns(MANY, close);
      columns.put(stray, close ? 32_768 : MANY - 1);
      columns.assertAsALog(options(0));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 32_767, 32_768, 149_999, 150_000, MANY - 1})
  void oneAmongManyIsNamed(int row) {
    for (boolean close : new boolean[] {true, false}) {
      Columns columns = new Columns(MANY, close);
      columns.breakRule(Rule.AMOUNT, row);
      columns.assertNamed(row, Rule.AMOUNT, options(1));
      columns.breakRule(Rule.DAY_AFTER, row);
      columns.assertNamed(row, Rule.DAY_AFTER, options(0));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRuleComesBeforeSumsThatAreTooLarge(boolean close) {
    Columns columns = new Columns(FEW, close);
    columns.amounts[1] = Long.MAX_VALUE;
    columns.ids[2] = columns.ids[1];
    OrderArrays arrays = OrderArrays.of(columns.ids, columns.days);
    Throwable tooLarge =
        assertThrows(
            ArithmeticException.class,
            () -> CustomerBase.of(arrays.withAmounts(columns.amounts, EUR), options(0)));
    assertEquals(
        "total spend of customer \"" + columns.ids[1] + "\" must fit in a long of minor units",
        tooLarge.getMessage());
    columns.breakRule(Rule.DAY_BEFORE, FEW - 1);
    columns.assertNamed(FEW - 1, Rule.DAY_BEFORE, options(0));
  }

  /** Every customer's sum is too large, so that threads find many at the same time. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoseSumIsTooLargeIsTheSameWithAnyNumberOfThreads(boolean close) {
    Columns columns = new Columns(MANY, close);
    Arrays.fill(columns.amounts, Long.MAX_VALUE / 2);
    OrderArrays arrays =
        OrderArrays.of(columns.ids, columns.days).withAmounts(columns.amounts, EUR);
    String expected = tooLarge(arrays, 1);
    for (int turn = 0; turn < 10; turn++) {
      assertEquals(expected, tooLarge(arrays, 2));
    }
  }

  private static String tooLarge(OrderArrays arrays, int threads) {
    CustomerBase.Options options = CustomerBase.Options.DEFAULT.withThreads(threads);
    return String.valueOf(
        assertThrows(ArithmeticException.class, () -> CustomerBase.of(arrays, options))
            .getMessage());
  }
}
