package org.clv4j.core.internal;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies of whole columns of days and amounts by block, with what a log has to know of them. */
public final class OrderBatch {
  private final int rows;
  private final int[][] day;
  private final long @Nullable [][] amount;
  private int minDay = Integer.MAX_VALUE;
  private int maxDay = Integer.MIN_VALUE;
  private long minAmount = Long.MAX_VALUE;
  private long maxAmount;
  private long zeroAmounts;

  private OrderBatch(int rows, boolean hasAmounts) {
    this.rows = rows;
    this.day = new int[OrderColumns.blocks(rows)][];
    this.amount = hasAmounts ? new long[day.length][] : null;
  }

  /**
   * Copies columns.
   *
   * @param days by row
   * @param amounts by row; null if there are none
   * @param threads at most so many
   */
  public static OrderBatch copyOf(int[] days, long @Nullable [] amounts, int threads) {
    OrderBatch batch = new OrderBatch(days.length, amounts != null);
    int blocks = batch.day.length;
    int parts = Math.max(1, Math.min(threads, blocks));
    Parallel.run(
        parts,
        t -> {
          int end = Parallel.start(blocks, t + 1, parts);
          for (int b = Parallel.start(blocks, t, parts); b < end; b++) {
            batch.copyBlock(b, days, amounts);
          }
        });
    return batch;
  }

  private void copyBlock(int block, int[] days, long @Nullable [] amounts) {
    int from = block << OrderColumns.SHIFT;
    int count = OrderColumns.rowsInBlock(block, rows);
    int[] dayBlock = new int[OrderColumns.BLOCK];
    System.arraycopy(days, from, dayBlock, 0, count);
    day[block] = dayBlock;
    noteDays(dayBlock, count);
    if (amount != null && amounts != null) {
      long[] amountBlock = new long[OrderColumns.BLOCK];
      System.arraycopy(amounts, from, amountBlock, 0, count);
      amount[block] = amountBlock;
      noteAmounts(amountBlock, count);
    }
  }

  private void noteDays(int[] days, int count) {
    int least = Integer.MAX_VALUE;
    int most = Integer.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      least = Math.min(least, days[i]);
      most = Math.max(most, days[i]);
    }
    synchronized (this) {
      minDay = Math.min(minDay, least);
      maxDay = Math.max(maxDay, most);
    }
  }

  private void noteAmounts(long[] amounts, int count) {
    long least = Long.MAX_VALUE;
    long most = 0;
    int zeros = 0;
    for (int i = 0; i < count; i++) {
      least = Math.min(least, amounts[i]);
      most = Math.max(most, amounts[i]);
      zeros += amounts[i] == 0 ? 1 : 0;
    }
    synchronized (this) {
      minAmount = Math.min(minAmount, least);
      maxAmount = Math.max(maxAmount, most);
      zeroAmounts += zeros;
    }
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  /** Whether all days are among those that orders may have and no amount is negative. */
  public boolean isValid() {
    return rows == 0
        || (minDay >= OrderColumns.FIRST_DAY
            && maxDay <= OrderColumns.LAST_DAY
            && (amount == null || minAmount >= 0));
  }

  int minDay() {
    return minDay;
  }

  int maxDay() {
    return maxDay;
  }

  long maxAmount() {
    return maxAmount;
  }

  long zeroAmounts() {
    return zeroAmounts;
  }

  int day(int row) {
    return day[row >>> OrderColumns.SHIFT][row & OrderColumns.MASK];
  }

  long amount(int row) {
    return amount == null ? 0 : amount[row >>> OrderColumns.SHIFT][row & OrderColumns.MASK];
  }

  /** Hands over the blocks. */
  void addTo(List<int[]> days, List<long[]> amounts) {
    days.addAll(Arrays.asList(day));
    if (amount != null) {
      amounts.addAll(Arrays.asList(amount));
    }
  }
}
