package org.clv4j.segments.retention;

import java.util.Arrays;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Parallel;
import org.clv4j.segments.metric.CalendarPeriod;

/** Customers and revenue of each calendar period, and of those who were there the period before. */
final class PeriodFlows {
  private static final int ORDERS_WORTH_A_THREAD = 1 << 17;

  final long[] customers;
  final long[] both;
  final long[] revenue;
  final long[] net;
  final long[] gross;

  private PeriodFlows(int periods) {
    customers = new long[periods];
    both = new long[periods];
    revenue = new long[periods];
    net = new long[periods];
    gross = new long[periods];
  }

  static PeriodFlows of(CustomerOrders orders, int asOfDay, CalendarPeriod period, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but was " + threads);
    }
    int firstDay =
        orders.orderCount() == 0 ? asOfDay + 1 : (int) orders.log().firstDay().toEpochDay();
    if (firstDay > asOfDay) {
      return new PeriodFlows(0);
    }
    int[] index = period.indices(firstDay, asOfDay);
    int first = index[0];
    int periods = index[index.length - 1] - first + 1;
    Arrays.setAll(index, day -> index[day] - first);
    int workers = Math.max(1, Math.min(threads, orders.orderCount() / ORDERS_WORTH_A_THREAD));
    PeriodFlows[] part = new PeriodFlows[workers];
    Parallel.run(
        workers,
        t -> {
          part[t] = new PeriodFlows(periods);
          int to = Parallel.start(orders.size(), t + 1, workers);
          for (int c = Parallel.start(orders.size(), t, workers); c < to; c++) {
            part[t].add(orders, c, orders.end(c, asOfDay), index, firstDay);
          }
        });
    for (int t = 1; t < workers; t++) {
      part[0].merge(part[t]);
    }
    return part[0];
  }

  private void add(CustomerOrders orders, int customer, int end, int[] index, int firstDay) {
    int last = -2;
    long lastSum = 0;
    int i = orders.start(customer);
    while (i < end) {
      int t = index[orders.day(i) - firstDay];
      long sum = orders.amountMinor(i);
      for (i++; i < end && index[orders.day(i) - firstDay] == t; i++) {
        sum = Math.addExact(sum, orders.amountMinor(i));
      }
      customers[t]++;
      revenue[t] = Math.addExact(revenue[t], sum);
      if (t == last + 1) {
        both[t]++;
        // Neither exceeds the revenue of its period, which fits.
        net[t] += sum;
        gross[t] += Math.min(sum, lastSum);
      }
      last = t;
      lastSum = sum;
    }
  }

  private void merge(PeriodFlows other) {
    for (int t = 0; t < customers.length; t++) {
      customers[t] += other.customers[t];
      both[t] += other.both[t];
      revenue[t] = Math.addExact(revenue[t], other.revenue[t]);
      net[t] += other.net[t];
      gross[t] += other.gross[t];
    }
  }

  int periods() {
    return customers.length;
  }
}
