package org.clv4j.sql;

import java.util.Arrays;
import org.clv4j.core.order.OrderLogBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Rows that wait to go into the log as whole columns, which is many times faster than one by one.
 *
 * <p>They take at most an eighth of the heap: about 64 bytes a row where ids are texts.
 */
final class OrderBatch {
  private static final int START = 1 << 12;
  private static final long LEAST = 1 << 16;
  private static final long MOST = 1 << 24;
  private static final int MOST_ROWS =
      (int) Math.max(LEAST, Math.min(MOST, Runtime.getRuntime().maxMemory() / 512));

  private final OrderLogBuilder builder;
  private final boolean amounts;
  private int rows;
  private boolean numbers;
  private long[] number = {};
  private @Nullable String[] text = {};
  private int[] day = {};
  private long[] amount = {};

  OrderBatch(OrderLogBuilder builder, boolean amounts) {
    this.builder = builder;
    this.amounts = amounts;
  }

  void add(boolean isNumber, long newNumber, String newText, int newDay, long newAmount) {
    if (rows == MOST_ROWS || (rows > 0 && isNumber != numbers)) {
      flush();
    }
    numbers = isNumber;
    if (rows == day.length || (isNumber ? number.length : text.length) < day.length) {
      grow();
    }
    if (isNumber) {
      number[rows] = newNumber;
    } else {
      text[rows] = newText;
    }
    day[rows] = newDay;
    if (amounts) {
      amount[rows] = newAmount;
    }
    rows++;
  }

  private void grow() {
    int more =
        rows < day.length ? day.length : Math.min(MOST_ROWS, Math.max(START, rows + rows / 2));
    number = numbers ? Arrays.copyOf(number, more) : new long[0];
    text = numbers ? new @Nullable String[0] : Arrays.copyOf(text, more);
    day = Arrays.copyOf(day, more);
    amount = amounts ? Arrays.copyOf(amount, more) : amount;
  }

  /** Hands the rows to the log. */
  void flush() {
    if (rows == 0) {
      return;
    }
    int[] days = Arrays.copyOf(day, rows);
    long[] units = Arrays.copyOf(amount, rows);
    if (numbers) {
      builder.addAll(Arrays.copyOf(number, rows), days, amounts ? units : null);
    } else {
      builder.addAll(ids(), days, amounts ? units : null);
      Arrays.fill(text, null);
    }
    rows = 0;
  }

  private String[] ids() {
    String[] ids = new String[rows];
    System.arraycopy(text, 0, ids, 0, rows);
    return ids;
  }
}
