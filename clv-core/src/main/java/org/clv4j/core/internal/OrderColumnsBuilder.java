package org.clv4j.core.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the checked rows of a log that is being built. */
public final class OrderColumnsBuilder {
  private final boolean hasAmounts;
  private final OrderDetailBuilder details = new OrderDetailBuilder();
  private final List<int[]> customers = new ArrayList<>();
  private final List<int[]> days = new ArrayList<>();
  private final List<long[]> amounts = new ArrayList<>();
  private int rows;
  private int minDay = Integer.MAX_VALUE;
  private int maxDay = Integer.MIN_VALUE;
  private long maxAmount;
  private long zeroAmounts;

  /** Starts without a row. */
  public OrderColumnsBuilder(boolean hasAmounts) {
    this.hasAmounts = hasAmounts;
  }

  /** The number of rows so far. */
  public int rows() {
    return rows;
  }

  /** What else is stated of the rows. */
  public OrderDetailBuilder details() {
    return details;
  }

  /** The amount of the last row, when there is one and it has one. */
  public long lastAmount() {
    return amounts.get(amounts.size() - 1)[(rows - 1) & OrderColumns.MASK];
  }

  /** The day of the last row, when there is one. */
  public int lastDay() {
    return days.get(days.size() - 1)[(rows - 1) & OrderColumns.MASK];
  }

  /** Adds a row. */
  public void append(int customer, int epochDay, long minorUnits) {
    if (rows == Integer.MAX_VALUE) {
      throw new IllegalStateException("a log must have at most " + Integer.MAX_VALUE + " orders");
    }
    int at = rows & OrderColumns.MASK;
    if (at == 0) {
      customers.add(new int[OrderColumns.BLOCK]);
      days.add(new int[OrderColumns.BLOCK]);
      if (hasAmounts) {
        amounts.add(new long[OrderColumns.BLOCK]);
      }
    }
    int block = rows >>> OrderColumns.SHIFT;
    customers.get(block)[at] = customer;
    days.get(block)[at] = epochDay;
    if (hasAmounts) {
      amounts.get(block)[at] = minorUnits;
      maxAmount = Math.max(maxAmount, minorUnits);
      zeroAmounts += minorUnits == 0 ? 1 : 0;
    }
    minDay = Math.min(minDay, epochDay);
    maxDay = Math.max(maxDay, epochDay);
    rows++;
  }

  /**
   * Adds whole columns.
   *
   * @param customer by block, the last one whole too; the arrays are kept
   */
  public void appendAll(int[][] customer, OrderBatch batch) {
    if (batch.rows() > Integer.MAX_VALUE - rows) {
      throw new IllegalStateException("a log must have at most " + Integer.MAX_VALUE + " orders");
    }
    if ((rows & OrderColumns.MASK) != 0) {
      for (int row = 0; row < batch.rows(); row++) {
        int block = row >>> OrderColumns.SHIFT;
        int at = row & OrderColumns.MASK;
        append(customer[block][at], batch.day(row), batch.amount(row));
      }
      return;
    }
    customers.addAll(Arrays.asList(customer));
    batch.addTo(days, amounts);
    rows += batch.rows();
    minDay = Math.min(minDay, batch.minDay());
    maxDay = Math.max(maxDay, batch.maxDay());
    maxAmount = Math.max(maxAmount, batch.maxAmount());
    zeroAmounts += batch.zeroAmounts();
  }

  /**
   * Hands over the columns, after which this builder is not to be used.
   *
   * @param placeOfCustomer the index of each customer in the log; null if it is the one here
   */
  public OrderColumns build(int @Nullable [] placeOfCustomer) {
    if (placeOfCustomer != null) {
      for (int[] block : customers) {
        for (int i = 0; i < block.length; i++) {
          block[i] = placeOfCustomer[block[i]];
        }
      }
    }
    return new OrderColumns(
        rows,
        cutLast(customers.toArray(int[][]::new)),
        cutLast(days.toArray(int[][]::new)),
        hasAmounts ? cutLast(amounts.toArray(long[][]::new)) : null,
        minDay,
        maxDay,
        maxAmount,
        zeroAmounts,
        details.build(rows));
  }

  private int[][] cutLast(int[][] blocks) {
    if (blocks.length > 0) {
      int last = blocks.length - 1;
      blocks[last] = Arrays.copyOf(blocks[last], OrderColumns.rowsInBlock(last, rows));
    }
    return blocks;
  }

  private long[][] cutLast(long[][] blocks) {
    if (blocks.length > 0) {
      int last = blocks.length - 1;
      blocks[last] = Arrays.copyOf(blocks[last], OrderColumns.rowsInBlock(last, rows));
    }
    return blocks;
  }
}
