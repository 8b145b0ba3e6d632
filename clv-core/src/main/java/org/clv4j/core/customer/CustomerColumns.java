package org.clv4j.core.customer;

import java.util.function.IntFunction;
import org.clv4j.core.internal.LogSum;

/** One row per customer; {@code orders} is 0 where the customer has none in time. */
final class CustomerColumns {
  private static final int WORTH_A_BLOCK = 16;

  final int[] orders;
  final int[] firstDay;
  final int[] lastDay;
  final int[] frequency;
  final int[] recency;
  final long[] spend;
  final long[] repeatSpend;
  final boolean interpurchaseTimes;
  final long[] logGaps;

  CustomerColumns(int customers, boolean amounts, boolean interpurchaseTimes) {
    orders = new int[customers];
    firstDay = new int[customers];
    lastDay = new int[customers];
    frequency = new int[customers];
    recency = new int[customers];
    spend = new long[amounts ? customers : 0];
    repeatSpend = new long[amounts ? customers : 0];
    this.interpurchaseTimes = interpurchaseTimes;
    logGaps = new long[interpurchaseTimes ? customers : 0];
  }

  int size() {
    return orders.length;
  }

  int withOrders() {
    int rows = 0;
    for (int number : orders) {
      rows += number > 0 ? 1 : 0;
    }
    return rows;
  }

  /** The customers that have orders, ascending. */
  int[] present() {
    int[] present = new int[withOrders()];
    int rows = 0;
    for (int c = 0; c < orders.length; c++) {
      if (orders[c] > 0) {
        present[rows++] = c;
      }
    }
    return present;
  }

  /** Some of the customers, in columns of their own. */
  CustomerColumns select(int[] customers) {
    CustomerColumns some =
        new CustomerColumns(customers.length, spend.length > 0, interpurchaseTimes);
    for (int row = 0; row < customers.length; row++) {
      some.copy(this, customers[row], row);
    }
    return some;
  }

  void copy(CustomerColumns other, int from, int to) {
    orders[to] = other.orders[from];
    firstDay[to] = other.firstDay[from];
    lastDay[to] = other.lastDay[from];
    frequency[to] = other.frequency[from];
    recency[to] = other.recency[from];
    if (spend.length > 0) {
      spend[to] = other.spend[from];
      repeatSpend[to] = other.repeatSpend[from];
    }
    if (interpurchaseTimes) {
      logGaps[to] = other.logGaps[from];
    }
  }

  /** Copies the rows {@code from} to {@code to} - 1 to as many places further on as are given. */
  void copyRun(CustomerColumns other, int from, int to, int further) {
    if (to - from < WORTH_A_BLOCK) {
      for (int row = from; row < to; row++) {
        copy(other, row, row + further);
      }
      return;
    }
    int at = from + further;
    int rows = to - from;
    System.arraycopy(other.orders, from, orders, at, rows);
    System.arraycopy(other.firstDay, from, firstDay, at, rows);
    System.arraycopy(other.lastDay, from, lastDay, at, rows);
    System.arraycopy(other.frequency, from, frequency, at, rows);
    System.arraycopy(other.recency, from, recency, at, rows);
    if (spend.length > 0) {
      System.arraycopy(other.spend, from, spend, at, rows);
      System.arraycopy(other.repeatSpend, from, repeatSpend, at, rows);
    }
    if (interpurchaseTimes) {
      System.arraycopy(other.logGaps, from, logGaps, at, rows);
    }
  }

  /**
   * Lets the later history of the same customer follow the one that stands in a row.
   *
   * @param idOfLater the id of a later row, for errors
   */
  void append(CustomerColumns later, int from, int to, IntFunction<String> idOfLater) {
    if (interpurchaseTimes) {
      int gap = later.firstDay[from] - (firstDay[to] + recency[to]);
      logGaps[to] += LogSum.ofDays(gap) + later.logGaps[from];
    }
    orders[to] = Math.addExact(orders[to], later.orders[from]);
    lastDay[to] = later.lastDay[from];
    frequency[to] += later.frequency[from] + 1;
    recency[to] = later.firstDay[from] + later.recency[from] - firstDay[to];
    if (spend.length > 0) {
      long sum = spend[to] + later.spend[from];
      if (overflows(spend[to], later.spend[from], sum)) {
        throw spendOverflow(idOfLater.apply(from));
      }
      spend[to] = sum;
      repeatSpend[to] += later.spend[from];
    }
  }

  static boolean overflows(long a, long b, long sum) {
    return ((a ^ sum) & (b ^ sum)) < 0;
  }

  static ArithmeticException spendOverflow(String id) {
    return new ArithmeticException(
        "total spend of customer \"" + id + "\" must fit in a long of minor units");
  }
}
