package org.clv4j.core.customer;

import org.clv4j.core.internal.OrderColumns;
import org.jspecify.annotations.Nullable;

/** Orders that are to be brought together by customer, read block by block. */
interface OrderRows {
  int rows();

  int firstDay();

  int lastDay();

  /** Whether no row's day is before that of the row above it. */
  boolean areInDayOrder();

  boolean hasAmounts();

  /** 0 without amounts. */
  long maxAmount();

  /** The amount of one row, where there are amounts. */
  long amount(int row);

  /** Shows the rows of a block, counted from 0, of {@link OrderColumns#BLOCK} rows but the last. */
  void show(int block, Block in);

  /** The number of blocks. */
  default int blocks() {
    return (rows() + OrderColumns.MASK) >>> OrderColumns.SHIFT;
  }

  /** The longest step back from one of some days to the next; more than 0 if there is one. */
  static int stepBack(int[] days, int from, int to) {
    int most = 0;
    for (int row = from + 1; row < to; row++) {
      most = Math.max(most, days[row - 1] - days[row]);
    }
    return most;
  }

  /** A window on the rows of a block; each thread has its own. */
  final class Block {
    int rows;
    int[] customer = {};
    int customerAt;
    int[] day = {};
    int dayAt;
    long @Nullable [] amount;
    int amountAt;
    private int[] customers = {};
    private int[] days = {};

    /** Room for customers that are not in an array yet. */
    int[] customers() {
      if (customers.length == 0) {
        customers = new int[OrderColumns.BLOCK];
      }
      return customers;
    }

    /** Room for days that are not in an array yet. */
    int[] days() {
      if (days.length == 0) {
        days = new int[OrderColumns.BLOCK];
      }
      return days;
    }
  }
}
