package org.clv4j.core.customer;

import static org.clv4j.core.customer.OrderLists.EUR;
import static org.clv4j.core.customer.OrderLists.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;
import org.clv4j.core.order.OrderLog;

/**
 * A few orders unlike the others, so that those of which a sample is taken promise too much; the
 * base is still that of the log, or the error the log's.
 */
class StrayOrdersTest {
  private static final int ROWS = 20_000;
  private static final int DAY = (int) LocalDate.of(2024, 1, 1).toEpochDay();
  private static final LocalDate AS_OF = LocalDate.of(2024, 2, 20);

  /** What makes an order unlike the others. */
  enum Stray {
    NOTHING,
    ID_FAR_BELOW,
    ID_FAR_ABOVE,
    ID_A_LITTLE_BELOW,
    ID_A_LITTLE_ABOVE,
    NO_AMOUNT,
    GREAT_AMOUNT,
    GREATEST_AMOUNT,
    FIRST_DAY,
    LAST_DAY;

    void put(long[] ids, int[] days, long[] amounts, int row) {
      switch (this) {
        case NOTHING -> {}
        case ID_FAR_BELOW -> ids[row] = Long.MIN_VALUE;
        case ID_FAR_ABOVE -> ids[row] = Long.MAX_VALUE;
        case ID_A_LITTLE_BELOW -> ids[row] = -400;
        case ID_A_LITTLE_ABOVE -> ids[row] = 1500;
        case NO_AMOUNT -> amounts[row] = 0;
        case GREAT_AMOUNT -> amounts[row] = 1L << 31;
        case GREATEST_AMOUNT -> amounts[row] = 1L << 60;
        case FIRST_DAY -> days[row] = (int) LocalDate.of(1900, 1, 1).toEpochDay();
        case LAST_DAY -> days[row] = (int) LocalDate.of(2199, 12, 31).toEpochDay();
      }
    }
  }

  private final long[] ids = new long[ROWS];
  private final int[] days = new int[ROWS];
  private final long[] amounts = new long[ROWS];

  @BeforeTry
  void makeOrders() {
    Random random = new Random(4);
    for (int row = 0; row < ROWS; row++) {
      ids[row] = random.nextInt(1000);
      days[row] = DAY + row * 90 / ROWS;
      amounts[row] = 1L + random.nextInt(9999);
    }
  }

  @Property(tries = 150)
  void areTakenAsTheyAre(
      @ForAll Stray stray,
      @ForAll Stray another,
      @ForAll @IntRange(max = ROWS - 1) int row,
      @ForAll @IntRange(max = ROWS - 1) int later,
      @ForAll boolean idsAreClose,
      @ForAll boolean haveAmounts,
      @ForAll boolean asOf) {
    if (!idsAreClose) {
      for (int i = 0; i < ROWS; i++) {
        ids[i] *= 0x9E3779B97F4A7C15L;
      }
    }
    stray.put(ids, days, amounts, row);
    another.put(ids, days, amounts, later);
    CustomerBase.Options options =
        asOf ? CustomerBase.Options.DEFAULT.withAsOf(AS_OF) : CustomerBase.Options.DEFAULT;
    OrderArrays arrays = OrderArrays.of(ids, days);
    CustomerBase expected =
        CustomerBase.of(
            haveAmounts
                ? OrderLog.builder(EUR).addAll(ids, days, amounts).build()
                : OrderLog.builderWithoutAmounts().addAll(ids, days, null).build(),
            options);
    CustomerBase actual =
        CustomerBase.of(haveAmounts ? arrays.withAmounts(amounts, EUR) : arrays, options);
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.id(i), actual.id(i));
      assertEquals(expected.lastOrderDay(i), actual.lastOrderDay(i));
    }
    if (haveAmounts) {
      assertEquals(rows(expected), rows(actual));
    }
    assertEquals(expected.toString(), actual.toString());
    assertEquals(expected.asOf(), actual.asOf());
    assertEquals(expected.orderCount(), actual.orderCount());
    assertEquals(expected.laterOrders(), actual.laterOrders());
    assertEquals(expected.zeroAmountOrders(), actual.zeroAmountOrders());
  }

  @Property(tries = 60)
  void areNamedWhereTheyBreakARule(
      @ForAll @IntRange(max = ROWS - 1) int row,
      @ForAll @IntRange(max = 2) int rule,
      @ForAll boolean idsAreClose,
      @ForAll boolean asOf) {
    if (!idsAreClose) {
      ids[row / 2] = 1L << 60;
    }
    long[] seconds = new long[ROWS];
    for (int i = 0; i < ROWS; i++) {
      seconds[i] = days[i] * 86_400L;
    }
    OrderArrays arrays =
        switch (rule) {
          case 0 -> {
            amounts[row] = Long.MIN_VALUE + 1;
            yield OrderArrays.of(ids, days);
          }
          case 1 -> {
            days[row] = row % 2 == 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
            yield OrderArrays.of(ids, days);
          }
          default -> {
            seconds[row] = row % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
            yield OrderArrays.of(ids, seconds, ZoneOffset.UTC);
          }
        };
    CustomerBase.Options options =
        asOf ? CustomerBase.Options.DEFAULT.withAsOf(AS_OF) : CustomerBase.Options.DEFAULT;
    Throwable error =
        assertThrows(
            IllegalArgumentException.class,
            () -> CustomerBase.of(arrays.withAmounts(amounts, EUR), options));
    String start =
        "row " + row + (rule == 0 ? ": amount must not be negative" : ": day must be between");
    assertTrue(String.valueOf(error.getMessage()).startsWith(start), error::toString);
  }
}
