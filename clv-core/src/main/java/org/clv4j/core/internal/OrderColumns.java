package org.clv4j.core.internal;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an order log in blocks of {@link #BLOCK} rows, the last one cut to its rows.
 *
 * <p>Blocks let a log grow without copying and keep every array small for the garbage collector.
 *
 * @param customer index into the log's customer ids, by block and row
 * @param day epoch day, by block and row
 * @param amount minor units, by block and row; null when the log has no amounts
 * @param minDay the first day, when there are rows
 * @param maxDay the last day, when there are rows
 * @param maxAmount the largest amount, 0 without amounts
 * @param zeroAmounts number of rows whose amount is 0
 * @param details what else is known of the orders
 */
@SuppressWarnings("ArrayRecordComponent") // shared inside the library, never compared
public record OrderColumns(
    int rows,
    int[][] customer,
    int[][] day,
    long @Nullable [][] amount,
    int minDay,
    int maxDay,
    long maxAmount,
    long zeroAmounts,
    OrderDetailColumns details) {

  /** log2 of the rows in a block. */
  public static final int SHIFT = 15;

  /** Rows in a block. */
  public static final int BLOCK = 1 << SHIFT;

  /** A row's place in its block. */
  public static final int MASK = BLOCK - 1;

  /** 1900-01-01, the first day that an order may have. */
  public static final int FIRST_DAY = (int) LocalDate.of(1900, 1, 1).toEpochDay();

  /** 2199-12-31, the last day that an order may have. */
  public static final int LAST_DAY = (int) LocalDate.of(2199, 12, 31).toEpochDay();

  /** The epoch day of a day that orders may have. */
  public static int checkDay(LocalDate day, String name) {
    long epochDay = day.toEpochDay();
    if (epochDay >= FIRST_DAY && epochDay <= LAST_DAY) {
      return (int) epochDay;
    }
    throw new IllegalArgumentException(
        name
            + " must be between "
            + LocalDate.ofEpochDay(FIRST_DAY)
            + " and "
            + LocalDate.ofEpochDay(LAST_DAY)
            + ", but was "
            + day);
  }

  /** The same orders of customers under other indices; several may become one. */
  public OrderColumns renumbered(int[] indexOf) {
    int[][] renumbered = new int[customer.length][];
    for (int block = 0; block < customer.length; block++) {
      renumbered[block] = new int[customer[block].length];
      for (int i = 0; i < customer[block].length; i++) {
        renumbered[block][i] = indexOf[customer[block][i]];
      }
    }
    return new OrderColumns(
        rows, renumbered, day, amount, minDay, maxDay, maxAmount, zeroAmounts, details);
  }

  /** The number of blocks. */
  public int blocks() {
    return customer.length;
  }

  /** The number of blocks that some rows take. */
  static int blocks(int rows) {
    return (rows + MASK) >>> SHIFT;
  }

  /** The number of rows in a block, which is whole unless it is the last one. */
  static int rowsInBlock(int block, int rows) {
    return Math.min(BLOCK, rows - (block << SHIFT));
  }
}
