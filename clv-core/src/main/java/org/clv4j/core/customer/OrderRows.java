package org.clv4j.core.customer;

import org.clv4j.core.internal.OrderColumns;
import org.jspecify.annotations.Nullable;

/**
 * Orders that are to be brought together by customer, read block by block.
 *
 * <p>What it says of all rows may be a promise that is drawn from some of them; who reads a row
 * that is not so gives up.
 */
interface OrderRows {
  /** Whether all rows have been seen, so that nothing is only a promise. */
  boolean areKnown();

  int rows();

  /** No day is before it. */
  int firstDay();

  /** No day is after it. */
  int lastDay();

  /** The day of one row. */
  int day(int row);

  boolean hasAmounts();

  /** No amount is greater; 0 without amounts. */
  long maxAmount();

  /** The amount of one row, where there are amounts. */
  long amount(int row);

  /** Shows the customers of a block, counted from 0, of {@link OrderColumns#BLOCK} rows or less. */
  void showCustomers(int block, Block in);

  /** Shows the days and amounts of a block. */
  void showTimes(int block, Block in);

  /** The number of blocks. */
  default int blocks() {
    return (rows() + OrderColumns.MASK) >>> OrderColumns.SHIFT;
  }

  /** A window on the rows of a block; each thread has its own. */
  final class Block {
    int rows;

    /**
     * The customers are these numbers, or if there are none those of {@link #customer}, less {@link
     * #least}.
     */
    long[] number = {};

    int numberAt;
    int[] customer = {};
    int customerAt;
    long least;
    int[] day = {};
    int dayAt;
    long @Nullable [] amount;
    int amountAt;
    private int[] days = {};
    private long[] numbers = {};

    /** The number of a row's customer: from 0 on, or any where that was only promised. */
    long customer(int row) {
      return number.length == 0
          ? customer[customerAt + row] - least
          : number[numberAt + row] - least;
    }

    /** Room for numbers that are not in an array yet. */
    long[] numbers() {
      if (numbers.length == 0) {
        numbers = new long[OrderColumns.BLOCK];
      }
      return numbers;
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
