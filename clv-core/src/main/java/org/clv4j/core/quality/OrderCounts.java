package org.clv4j.core.quality;

import org.clv4j.core.internal.LogColumns;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.order.OrderLog;

/** Orders by day, by customer and by size of the amount, of one walk over a log that has some. */
final class OrderCounts {
  /** Leading bits of an amount's double that tell its size: sign, exponent, 12 bits of mantissa. */
  private static final int DROPPED_BITS = 40;

  private static final int FIRST_SIZE = size(1);

  final int firstDay;
  final long orders;

  /** From the first day to the last. */
  final int[] byDay;

  final int[] byCustomer;

  /** By size, from that of one minor unit. */
  final int[] bySize;

  OrderCounts(OrderLog log) {
    OrderColumns columns = LogColumns.of(log);
    orders = columns.rows();
    firstDay = columns.minDay();
    byDay = new int[columns.maxDay() - firstDay + 1];
    byCustomer = new int[log.customers().size()];
    bySize = new int[place(Math.max(1, columns.maxAmount())) + 1];
    for (int block = 0; block < columns.blocks(); block++) {
      for (int customer : columns.customer()[block]) {
        byCustomer[customer]++;
      }
      for (int day : columns.day()[block]) {
        byDay[day - firstDay]++;
      }
      if (columns.amount() != null) {
        for (long amount : columns.amount()[block]) {
          if (amount > 0) {
            bySize[place(amount)]++;
          }
        }
      }
    }
  }

  private static int size(long amount) {
    return (int) (Double.doubleToRawLongBits((double) amount) >>> DROPPED_BITS);
  }

  /** The place of an amount above 0 among the sizes. */
  private static int place(long amount) {
    return size(amount) - FIRST_SIZE;
  }

  /** The middle of what a place among the sizes stands for, as a logarithm. */
  static double log(int place) {
    long low = (long) (place + FIRST_SIZE) << DROPPED_BITS;
    return Math.log(Double.longBitsToDouble(low | 1L << (DROPPED_BITS - 1)));
  }
}
