package org.clv4j.core.customer;

import org.clv4j.core.internal.OrderColumns;

/** The rows of a log, each block an array of its own. */
record LogRows(OrderColumns log) implements OrderRows {
  @Override
  public boolean areKnown() {
    return true;
  }

  @Override
  public int rows() {
    return log.rows();
  }

  @Override
  public int firstDay() {
    return log.minDay();
  }

  @Override
  public int lastDay() {
    return log.maxDay();
  }

  @Override
  public boolean hasAmounts() {
    return log.amount() != null;
  }

  @Override
  public int day(int row) {
    return log.day()[row >>> OrderColumns.SHIFT][row & OrderColumns.MASK];
  }

  @Override
  public long maxAmount() {
    return log.maxAmount();
  }

  @Override
  public long amount(int row) {
    long[][] amount = log.amount();
    return amount == null ? 0 : amount[row >>> OrderColumns.SHIFT][row & OrderColumns.MASK];
  }

  @Override
  public void showCustomers(int block, Block in) {
    in.customer = log.customer()[block];
    in.rows = in.customer.length;
  }

  @Override
  public void showTimes(int block, Block in) {
    in.day = log.day()[block];
    in.amount = log.amount() == null ? null : log.amount()[block];
    in.rows = in.day.length;
  }
}
