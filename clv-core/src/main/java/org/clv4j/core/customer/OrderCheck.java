package org.clv4j.core.customer;

/**
 * Looks at orders on their way: whether they are in time, and what {@link OrderRows} promises. Each
 * thread has its own.
 */
final class OrderCheck {
  private final int days;
  private final int daysInTime;
  private final long mostAmount;
  private int zeroAmounts;
  private boolean broken;

  /** Of orders that count up to the end of a day. */
  OrderCheck(OrderRows rows, int lastDay) {
    this.days = rows.lastDay() - rows.firstDay() + 1;
    this.daysInTime = Math.max(0, Math.min(days, lastDay - rows.firstDay() + 1));
    this.mostAmount = rows.maxAmount();
  }

  /** Whether an order counts, its day being counted from the first day of the rows. */
  boolean counts(int day, long amount) {
    if (OrderWord.isUnusual(amount)) {
      broken |= amount < 0 || amount > mostAmount;
      zeroAmounts += amount == 0 && isInTime(day) ? 1 : 0;
    }
    if (isInTime(day)) {
      return true;
    }
    broken |= day < 0 || day >= days;
    return false;
  }

  private boolean isInTime(int day) {
    return Integer.compareUnsigned(day, daysInTime) < 0;
  }

  /** Whether some order is not as promised. */
  boolean isBroken() {
    return broken;
  }

  /** How many of the orders that count have an amount of 0. */
  static long zeroAmounts(OrderCheck[] ofThreads) {
    long sum = 0;
    for (OrderCheck check : ofThreads) {
      sum += check.zeroAmounts;
    }
    return sum;
  }
}
