package org.clv4j.segments.behavior;

import org.clv4j.core.customer.CustomerEvents;

/** Carts that no order followed. */
final class AbandonedCarts {
  private AbandonedCarts() {}

  /** Days since the last one by row; NaN where there is none. */
  static double[] column(Rows rows, CustomerEvents carts) {
    double[] days = new double[rows.size()];
    int[] there = rows.ids().indicesIn(carts.customers());
    for (int row = 0; row < days.length; row++) {
      int end = rows.end(row);
      int lastOrder = end > rows.start(row) ? rows.orders().day(end - 1) : Integer.MIN_VALUE;
      int lastCart = lastBefore(rows.asOfDay(), carts, there[row]);
      days[row] = lastCart > lastOrder ? rows.asOfDay() - lastCart : Double.NaN;
    }
    return days;
  }

  /** The day of the last cart before the as-of day, whose time is not over; or the least int. */
  private static int lastBefore(int asOfDay, CustomerEvents carts, int customer) {
    int i = customer < 0 ? -1 : carts.start(customer + 1) - 1;
    int first = customer < 0 ? 0 : carts.start(customer);
    while (i >= first && carts.day(i) >= asOfDay) {
      i--;
    }
    return i < first ? Integer.MIN_VALUE : carts.day(i);
  }
}
