package org.clv4j.core.customer;

import java.util.Arrays;
import java.util.stream.IntStream;
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

  /** Finds the places of the rows among the sorted orders, whose payload is the row. */
  static OrderDeductions of(OrderColumns log, long[] words, int[] start) {
    DeductionColumns rows = log.details().deductions();
    if (rows.size() == 0) {
      return NONE;
    }
    int[] place =
        IntStream.range(0, rows.size()).map(i -> place(log, rows.row(i), words, start)).toArray();
    int[] sorted =
        IntStream.range(0, rows.size())
            .mapToObj(i -> new long[] {place[i], i})
            .sorted((a, b) -> a[0] != b[0] ? Long.compare(a[0], b[0]) : Long.compare(a[1], b[1]))
            .mapToInt(pair -> (int) pair[1])
            .toArray();
    return new OrderDeductions(
        Arrays.stream(sorted).map(i -> place[i]).toArray(),
        Arrays.stream(sorted).map(rows::day).toArray(),
        Arrays.stream(sorted).mapToLong(rows::minor).toArray());
  }

  private static int place(OrderColumns log, int row, long[] words, int[] start) {
    int block = row >>> OrderColumns.SHIFT;
    int customer = log.customer()[block][row & OrderColumns.MASK];
    int wanted = log.day()[block][row & OrderColumns.MASK] - log.minDay();
    int at = start[customer];
    int to = start[customer + 1];
    while (at < to) {
      int middle = (at + to) >>> 1;
      if (OrderWord.dayOf(words[middle]) < wanted) {
        at = middle + 1;
      } else {
        to = middle;
      }
    }
    while (OrderWord.rowOf(words[at]) != row) {
      at++;
    }
    return at;
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
