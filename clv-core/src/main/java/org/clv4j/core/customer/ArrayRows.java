package org.clv4j.core.customer;

import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.internal.Parallel;
import org.jspecify.annotations.Nullable;

/** The rows of {@link OrderArrays}, once all of them have been seen to keep the rules. */
final class ArrayRows implements OrderRows {
  private final OrderArrays orders;
  private final long[] keys;
  private final long[] seconds;
  private final Range key;
  private final int firstDay;
  private final int lastDay;
  private final Range amount;
  private final @Nullable LocalDays localDays;

  /** The least and the most of a column. */
  record Range(long least, long most) {
    static final Range NONE = new Range(Long.MAX_VALUE, Long.MIN_VALUE);

    static Range of(int[] column, int from, int to) {
      int least = Integer.MAX_VALUE;
      int most = Integer.MIN_VALUE;
      for (int row = from; row < to; row++) {
        least = Math.min(least, column[row]);
        most = Math.max(most, column[row]);
      }
      return from == to ? NONE : new Range(least, most);
    }

    static Range of(long[] column, int from, int to) {
      long least = Long.MAX_VALUE;
      long most = Long.MIN_VALUE;
      for (int row = from; row < to; row++) {
        least = Math.min(least, column[row]);
        most = Math.max(most, column[row]);
      }
      return new Range(least, most);
    }

    Range and(Range other) {
      return new Range(Math.min(least, other.least), Math.max(most, other.most));
    }
  }

  private interface RangeOfRows {
    Range of(int from, int to);
  }

  /**
   * Looks at all rows.
   *
   * @param orders at least one
   * @param keys the customers as numbers, by row
   * @param seconds their second numbers, which decide where the first are the same; or empty
   * @throws IllegalArgumentException if a row breaks a rule
   */
  ArrayRows(OrderArrays orders, long[] keys, long[] seconds, int threads) {
    this.orders = orders;
    this.keys = keys;
    this.seconds = seconds;
    this.key = range(threads, (from, to) -> Range.of(keys, from, to));
    Range time = range(threads, orders::times);
    long[] amounts = orders.minorUnits;
    this.amount =
        amounts == null
            ? new Range(0, 0)
            : range(threads, (from, to) -> Range.of(amounts, from, to));
    if (amount.least < 0 || !orders.mayHaveTimes(time.least, time.most)) {
      throw orders.firstError();
    }
    if (orders.seconds == null) {
      localDays = null;
      firstDay = (int) time.least;
      lastDay = (int) time.most;
    } else {
      localDays = new LocalDays(time.least, time.most, orders.zone);
      firstDay = (int) LocalDays.dateOf(time.least, orders.zone).toEpochDay();
      lastDay = (int) LocalDays.dateOf(time.most, orders.zone).toEpochDay();
    }
  }

  private Range range(int threads, RangeOfRows range) {
    Range[] ofThread = new Range[threads];
    int rows = orders.size();
    Parallel.run(
        threads,
        t ->
            ofThread[t] =
                range.of(Parallel.start(rows, t, threads), Parallel.start(rows, t + 1, threads)));
    Range all = ofThread[0];
    for (Range other : ofThread) {
      all = all.and(other);
    }
    return all;
  }

  /** The customers as numbers, by row. */
  long[] keys() {
    return keys;
  }

  /** The second numbers of the customers by row; empty if one number is enough. */
  long[] seconds() {
    return seconds;
  }

  Range keyRange() {
    return key;
  }

  /** Whether a column with a place for each number between the least and the most is no waste. */
  boolean keysAreClose() {
    long range = key.most - key.least;
    return seconds.length == 0 && range >= 0 && range < Math.max(OrderSort.GROUP, rows() / 2);
  }

  /** How many orders by the end of a day have an amount of 0. */
  long zeroAmounts(int asOfDay) {
    if (orders.minorUnits == null || amount.least > 0) {
      return 0;
    }
    long zeros = 0;
    Block block = new Block();
    for (int b = 0; b < blocks(); b++) {
      showTimes(b, block);
      for (int i = 0; i < block.rows; i++) {
        boolean counts = block.day[block.dayAt + i] <= asOfDay;
        zeros += counts && amount(b * OrderColumns.BLOCK + i) == 0 ? 1 : 0;
      }
    }
    return zeros;
  }

  @Override
  public int rows() {
    return orders.size();
  }

  @Override
  public int firstDay() {
    return firstDay;
  }

  @Override
  public int lastDay() {
    return lastDay;
  }

  @Override
  public boolean areInDayOrder() {
    if (orders.seconds == null) {
      return OrderRows.stepBack(orders.days, 0, rows()) <= 0;
    }
    for (int row = 1; row < rows(); row++) {
      if (orders.seconds[row] < orders.seconds[row - 1]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean hasAmounts() {
    return orders.minorUnits != null;
  }

  @Override
  public long maxAmount() {
    return amount.most;
  }

  @Override
  public long amount(int row) {
    return orders.minorUnits == null ? 0 : orders.minorUnits[row];
  }

  /** Customers are shown as numbers from 0 on, which fit only where the keys are close together. */
  @Override
  public void show(int block, Block in) {
    showTimes(block, in);
    int from = block << OrderColumns.SHIFT;
    int[] customers = in.customers();
    for (int i = 0; i < in.rows; i++) {
      customers[i] = (int) (keys[from + i] - key.least);
    }
    in.customer = customers;
  }

  /** Shows days and amounts. */
  void showTimes(int block, Block in) {
    int from = block << OrderColumns.SHIFT;
    in.rows = Math.min(OrderColumns.BLOCK, rows() - from);
    in.amount = orders.minorUnits;
    in.amountAt = from;
    if (localDays == null || orders.seconds == null) {
      in.day = orders.days;
      in.dayAt = from;
    } else {
      in.day = in.days();
      localDays.fill(in.day, orders.seconds, from, in.rows);
    }
  }
}
