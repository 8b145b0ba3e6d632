package org.clv4j.core.customer;

import org.clv4j.core.internal.LocalDays;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.internal.Parallel;
import org.jspecify.annotations.Nullable;

/** The rows of {@link OrderArrays}, once all of them have been seen to keep the rules. */
final class ArrayRows implements OrderRows {
  private static final int FEW_PLACES = 1 << 11;

  private final OrderArrays orders;
  private final RowKeys keys;
  private final Range key;
  private final int firstDay;
  private final int lastDay;
  private final Amounts amounts;
  private final @Nullable LocalDays localDays;

  /** What there is to know of all amounts before they are added up. */
  private record Amounts(Range range, int zeros) {
    static final Amounts NONE = new Amounts(new Range(0, 0), 0);

    static Amounts of(long[] column, int from, int to) {
      long least = Long.MAX_VALUE;
      long most = Long.MIN_VALUE;
      int zeros = 0;
      for (int row = from; row < to; row++) {
        long amount = column[row];
        least = Math.min(least, amount);
        most = Math.max(most, amount);
        zeros += amount == 0 ? 1 : 0;
      }
      return new Amounts(new Range(least, most), zeros);
    }

    Amounts and(Amounts other) {
      return new Amounts(range.and(other.range), zeros + other.zeros);
    }
  }

  /** What one thread finds out. */
  private record Seen(Range key, Range time, Amounts amounts) {
    Seen and(Seen other) {
      return new Seen(key.and(other.key), time.and(other.time), amounts.and(other.amounts));
    }
  }

  /**
   * Looks at all rows.
   *
   * @param orders at least one
   * @throws IllegalArgumentException if a row breaks a rule
   */
  ArrayRows(OrderArrays orders, RowKeys keys, int threads) {
    this.orders = orders;
    this.keys = keys;
    Range some = keys.rangeOfSome();
    Seen seen = look(mayBeClose(some) ? null : some, threads);
    Range time = seen.time;
    this.key = seen.key;
    this.amounts = seen.amounts;
    if (amounts.range.least() < 0 || !orders.mayHaveTimes(time.least(), time.most())) {
      throw orders.firstError();
    }
    if (orders.seconds == null) {
      localDays = null;
      firstDay = (int) time.least();
      lastDay = (int) time.most();
    } else {
      localDays = new LocalDays(orders.zone);
      firstDay = (int) localDays.of(time.least()) - 1;
      lastDay = lastDay(orders.seconds, time, localDays);
    }
  }

  /**
   * Looks at all rows.
   *
   * @param keyRange null if it is to be found
   */
  private Seen look(@Nullable Range keyRange, int threads) {
    Seen[] seen = new Seen[threads];
    Parallel.run(
        threads,
        t -> {
          int from = Parallel.start(rows(), t, threads);
          int to = Parallel.start(rows(), t + 1, threads);
          seen[t] =
              new Seen(
                  keyRange == null ? keys.rangeOfFirst(from, to) : keyRange,
                  orders.times(from, to),
                  orders.minorUnits == null
                      ? Amounts.NONE
                      : Amounts.of(orders.minorUnits, from, to));
        });
    Seen all = seen[0];
    for (int t = 1; t < threads; t++) {
      all = all.and(seen[t]);
    }
    return all;
  }

  private static int lastDay(long[] seconds, Range time, LocalDays localDays) {
    long last = localDays.of(time.most());
    if (localDays.mayGoBack(time.least(), time.most())) {
      for (long second : seconds) {
        last = Math.max(last, localDays.of(second));
      }
    }
    return (int) last;
  }

  /** The customers as numbers. */
  RowKeys keys() {
    return keys;
  }

  /** The least and the most key if they are close, otherwise two keys that are not. */
  Range keyRange() {
    return key;
  }

  /** Whether a column with a place for each number between the least and the most is no waste. */
  boolean keysAreClose() {
    return mayBeClose(key);
  }

  /** The same, as far as can be known from some of the keys. */
  private boolean mayBeClose(Range range) {
    long width = range.most() - range.least();
    return !keys.haveSecond() && width >= 0 && width < Math.max(FEW_PLACES, rows() / 4);
  }

  /** How many orders by the end of a day have an amount of 0. */
  long zeroAmounts(int asOfDay) {
    if (amounts.zeros == 0 || asOfDay >= lastDay) {
      return amounts.zeros;
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
  public boolean hasAmounts() {
    return orders.minorUnits != null;
  }

  @Override
  public int day(int row) {
    return localDays == null || orders.seconds == null
        ? orders.days[row]
        : (int) localDays.of(orders.seconds[row]);
  }

  @Override
  public long maxAmount() {
    return amounts.range.most();
  }

  @Override
  public long amount(int row) {
    return orders.minorUnits == null ? 0 : orders.minorUnits[row];
  }

  /** Customers are shown as numbers from 0 on, which fit only where the keys are close together. */
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
    } else {
      in.day = in.days();
      for (int i = 0; i < in.rows; i++) {
        in.day[i] = (int) localDays.of(orders.seconds[from + i]);
      }
    }
  }
}
