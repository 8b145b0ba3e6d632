package org.clv4j.core.customer;

import org.clv4j.core.internal.LocalDays;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.internal.Sample;
import org.jspecify.annotations.Nullable;

/** The rows of {@link OrderArrays}, as some of them promise or as all have been seen to be. */
final class ArrayRows implements OrderRows {
  private static final int FEW_PLACES = 1 << 11;
  private static final int SAMPLE = 1 << 10;

  private final OrderArrays orders;
  private final RowKeys keys;
  private final Range key;
  private final boolean areKnown;
  private final long maxAmount;
  private final @Nullable LocalDays localDays;
  private final Range times;

  private ArrayRows(OrderArrays orders, RowKeys keys, Range key, boolean areKnown, long maxAmount) {
    this.orders = orders;
    this.keys = keys;
    this.key = key;
    this.areKnown = areKnown;
    this.maxAmount = maxAmount;
    this.localDays = orders.seconds == null ? null : new LocalDays(orders.zone);
    this.times = orders.times();
  }

  /**
   * As some rows promise.
   *
   * @param orders at least one
   */
  static ArrayRows promising(OrderArrays orders, RowKeys keys) {
    Range some = keys.rangeOfFirst(Sample.rows(orders.size(), SAMPLE));
    boolean close = areClose(keys, some, orders.size());
    Range likely = close && orders.size() > SAMPLE ? some.wider(margin(some, orders.size())) : some;
    return new ArrayRows(orders, keys, likely, false, likelyMost(orders.minorUnits));
  }

  /** An eighth of the width, but so that keys stay close. */
  private static long margin(Range close, int rows) {
    long width = close.most() - close.least();
    return Math.min(width / 8, (mostPlaces(rows) - 1 - width) / 2);
  }

  private static long likelyMost(long @Nullable [] amounts) {
    if (amounts == null) {
      return 0;
    }
    long most = 0;
    for (int row : Sample.rows(amounts.length, SAMPLE)) {
      most = Math.max(most, amounts[row]);
    }
    return most <= OrderWord.PAYLOAD_MASK ? OrderWord.PAYLOAD_MASK : Long.MAX_VALUE;
  }

  /**
   * As all rows are.
   *
   * @param orders at least one
   * @throws IllegalArgumentException if a row breaks a rule
   */
  static ArrayRows known(OrderArrays orders, RowKeys keys, int threads) {
    int rows = orders.size();
    Range time = Range.ofAll(rows, threads, orders::timesOf);
    long[] minor = orders.minorUnits;
    Range amount =
        minor == null
            ? new Range(0, 0)
            : Range.ofAll(rows, threads, (from, to) -> Range.of(minor, from, to));
    if (amount.least() < 0 || !orders.times().covers(time)) {
      throw orders.firstError();
    }
    Range key = Range.ofAll(rows, threads, keys::rangeOfFirst);
    return new ArrayRows(orders, keys, key, true, amount.most());
  }

  /** Whether a column with a place for each number between the least and the most is no waste. */
  private static boolean areClose(RowKeys keys, Range range, int rows) {
    long width = range.most() - range.least();
    return !keys.haveSecond() && width >= 0 && width < mostPlaces(rows);
  }

  private static int mostPlaces(int rows) {
    return Math.max(FEW_PLACES, rows / 4);
  }

  /** The customers as numbers. */
  RowKeys keys() {
    return keys;
  }

  /** The least and the most key there may be, if they are close. */
  Range keyRange() {
    return key;
  }

  /** Whether a column with a place for each key is no waste. */
  boolean keysAreClose() {
    return areClose(keys, key, orders.size());
  }

  @Override
  public boolean areKnown() {
    return areKnown;
  }

  @Override
  public int rows() {
    return orders.size();
  }

  @Override
  public int firstDay() {
    return OrderColumns.FIRST_DAY;
  }

  @Override
  public int lastDay() {
    return OrderColumns.LAST_DAY;
  }

  @Override
  public int day(int row) {
    return orders.seconds == null ? orders.days[row] : dayOf(orders.seconds[row]);
  }

  @Override
  public boolean hasAmounts() {
    return orders.minorUnits != null;
  }

  @Override
  public long maxAmount() {
    return maxAmount;
  }

  @Override
  public long amount(int row) {
    return orders.minorUnits == null ? 0 : orders.minorUnits[row];
  }

  /** Customers are keys counted from the least, where these are close. */
  @Override
  public void showCustomers(int block, Block in) {
    in.rows = rowsOf(block);
    keys.show(block << OrderColumns.SHIFT, key.least(), in);
  }

  /** Shows the first keys of a block as they are, in {@link Block#number}. */
  void showNumbers(int block, Block in) {
    in.rows = rowsOf(block);
    keys.showNumbers(block << OrderColumns.SHIFT, in);
  }

  private int rowsOf(int block) {
    return Math.min(OrderColumns.BLOCK, rows() - (block << OrderColumns.SHIFT));
  }

  @Override
  public void showTimes(int block, Block in) {
    int from = block << OrderColumns.SHIFT;
    in.rows = rowsOf(block);
    in.amount = orders.minorUnits;
    in.amountAt = from;
    if (localDays == null || orders.seconds == null) {
      in.day = orders.days;
      in.dayAt = from;
      return;
    }
    in.day = in.days();
    for (int i = 0; i < in.rows; i++) {
      in.day[i] = dayOf(orders.seconds[from + i]);
    }
  }

  /** The local day of a moment; a day after the last one for moments that no order may have. */
  private int dayOf(long second) {
    return localDays == null || !times.has(second)
        ? OrderColumns.LAST_DAY + 1
        : (int) localDays.of(second);
  }
}
