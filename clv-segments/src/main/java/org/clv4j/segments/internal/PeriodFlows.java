package org.clv4j.segments.internal;

import java.util.Arrays;
import java.util.TreeMap;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Parallel;

/** Customers and revenue of each calendar period, and of those who were there the period before. */
public final class PeriodFlows {
  private static final int ORDERS_WORTH_A_THREAD = 1 << 17;

  /** Who ordered in the period. */
  public final long[] customers;

  /** Whose first order of all is in the period. */
  public final long[] newcomers;

  /** Who ordered in the period before too. */
  public final long[] both;

  /** What they spent, in minor units. */
  public final long[] revenue;

  /** The revenue of {@link #both}. */
  public final long[] net;

  /** The same, of each customer no more than in the period before. */
  public final long[] gross;

  /** Which period a day is in. */
  @FunctionalInterface
  public interface Calendar {
    /** The numbers of the periods of the days from the first to the last. */
    int[] indices(int firstDay, int lastDay);
  }

  private PeriodFlows(int periods) {
    customers = new long[periods];
    newcomers = new long[periods];
    both = new long[periods];
    revenue = new long[periods];
    net = new long[periods];
    gross = new long[periods];
  }

  /** Every period from that of the first order to that of the as-of day. */
  public static PeriodFlows of(CustomerOrders orders, int asOfDay, Calendar calendar, int threads) {
    return of(orders, asOfDay, calendar, threads, true);
  }

  /** The same without revenue, which is 0 then and may be of any size in the orders. */
  public static PeriodFlows ofCustomers(
      CustomerOrders orders, int asOfDay, Calendar calendar, int threads) {
    return of(orders, asOfDay, calendar, threads, false);
  }

  private static PeriodFlows of(
      CustomerOrders orders, int asOfDay, Calendar calendar, int threads, boolean money) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but was " + threads);
    }
    int firstDay =
        orders.orderCount() == 0 ? asOfDay + 1 : (int) orders.log().firstDay().toEpochDay();
    if (firstDay > asOfDay) {
      return new PeriodFlows(0);
    }
    int[] index = calendar.indices(firstDay, asOfDay);
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
            part[t].add(orders, c, orders.end(c, asOfDay), index, firstDay, money);
          }
        });
    for (int t = 1; t < workers; t++) {
      part[0].merge(part[t]);
    }
    return part[0];
  }

  private void add(
      CustomerOrders orders, int customer, int end, int[] index, int firstDay, boolean money) {
    int last = -2;
    long lastSum = 0;
    int i = orders.start(customer);
    if (money && orders.firstDeduction(i) < orders.firstDeduction(end)) {
      addDeducted(orders, i, end, index, firstDay);
      return;
    }
    while (i < end) {
      int t = index[orders.day(i) - firstDay];
      long sum = money ? orders.amountMinor(i) : 0;
      for (i++; i < end && index[orders.day(i) - firstDay] == t; i++) {
        sum = Math.addExact(sum, money ? orders.amountMinor(i) : 0);
      }
      customers[t]++;
      newcomers[t] += last < 0 ? 1 : 0;
      revenue[t] = Math.addExact(revenue[t], sum);
      if (t == last + 1) {
        both[t]++;
        net[t] = Math.addExact(net[t], sum);
        gross[t] = Math.addExact(gross[t], Math.min(sum, lastSum));
      }
      last = t;
      lastSum = sum;
    }
  }

  /**
   * The same for a customer with deductions: each lies in the period of its own day, and who
   * ordered in the period before keeps what was deducted since, with an order or without.
   */
  private void addDeducted(CustomerOrders orders, int from, int end, int[] index, int firstDay) {
    TreeMap<Integer, Integer> count = new TreeMap<>();
    TreeMap<Integer, Long> sums = new TreeMap<>();
    for (int i = from; i < end; i++) {
      int t = index[orders.day(i) - firstDay];
      count.merge(t, 1, Integer::sum);
      sums.merge(t, orders.amountMinor(i), Math::addExact);
    }
    int to = orders.firstDeduction(end);
    for (int d = orders.firstDeduction(from); d < to; d++) {
      int day = orders.deductionDay(d) - firstDay;
      if (day < index.length) {
        sums.merge(index[day], -orders.deductionMinor(d), Math::addExact);
      }
    }
    sums.forEach(
        (t, sum) -> {
          boolean here = count.containsKey(t);
          customers[t] += here ? 1 : 0;
          newcomers[t] += here && count.firstKey().equals(t) ? 1 : 0;
          revenue[t] = Math.addExact(revenue[t], sum);
          if (count.containsKey(t - 1)) {
            both[t] += here ? 1 : 0;
            net[t] = Math.addExact(net[t], sum);
            long atMost = Math.max(0, sums.getOrDefault(t - 1, 0L));
            gross[t] = Math.addExact(gross[t], Math.min(sum, atMost));
          }
        });
  }

  private void merge(PeriodFlows other) {
    for (int t = 0; t < customers.length; t++) {
      customers[t] += other.customers[t];
      newcomers[t] += other.newcomers[t];
      both[t] += other.both[t];
      revenue[t] = Math.addExact(revenue[t], other.revenue[t]);
      net[t] = Math.addExact(net[t], other.net[t]);
      gross[t] = Math.addExact(gross[t], other.gross[t]);
    }
  }

  public int periods() {
    return customers.length;
  }
}
