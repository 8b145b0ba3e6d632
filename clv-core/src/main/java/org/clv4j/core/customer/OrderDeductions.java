package org.clv4j.core.customer;

import java.util.BitSet;
import org.clv4j.core.internal.DeductionColumns;
import org.clv4j.core.internal.OrderColumns;

/** The deductions of a log by sorted order, then by day and amount. */
final class OrderDeductions {
  private static final OrderDeductions NONE =
      new OrderDeductions(new int[0], new int[0], new long[0]);

  private final int[] order;
  private final int[] day;
  private final long[] minor;

  private OrderDeductions(int[] order, int[] day, long[] minor) {
    this.order = order;
    this.day = day;
    this.minor = minor;
  }

  /** Of a log whose sorted words have the row as payload, if there are deductions. */
  static OrderDeductions of(OrderColumns log, long[] words) {
    DeductionColumns byRow = log.details().deductions();
    int size = byRow.size();
    if (size == 0) {
      return NONE;
    }
    BitSet rows = new BitSet(log.rows());
    for (int i = 0; i < size; i++) {
      rows.set(byRow.row(i));
    }
    int[] order = new int[size];
    int[] day = new int[size];
    long[] minor = new long[size];
    int n = 0;
    for (int at = 0; at < words.length; at++) {
      int row = OrderWord.rowOf(words[at]);
      if (rows.get(row)) {
        for (int i = byRow.firstOf(row); i < size && byRow.row(i) == row; i++) {
          order[n] = at;
          day[n] = byRow.day(i);
          minor[n++] = byRow.minor(i);
        }
      }
    }
    return new OrderDeductions(order, day, minor);
  }

  boolean isEmpty() {
    return order.length == 0;
  }

  /** The first one of an order or a later one. */
  int firstOf(int wanted) {
    int from = 0;
    int to = order.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (order[middle] < wanted) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  long sum(int ofOrder, int asOfDay) {
    long sum = 0;
    for (int i = firstOf(ofOrder); i < order.length && order[i] == ofOrder; i++) {
      sum = day[i] <= asOfDay ? Math.addExact(sum, minor[i]) : sum;
    }
    return sum;
  }

  int day(int index) {
    return day[index];
  }

  long minor(int index) {
    return minor[index];
  }
}
