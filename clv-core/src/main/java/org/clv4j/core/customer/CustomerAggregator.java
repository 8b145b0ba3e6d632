package org.clv4j.core.customer;

import java.util.Arrays;
import org.clv4j.core.internal.LogSum;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.order.CustomerIds;
import org.jspecify.annotations.Nullable;

/**
 * Turns the sorted orders of customers into their columns, in one walk.
 *
 * <p>Sums are exact, so the result depends neither on the order of the rows nor on the number of
 * threads.
 */
final class CustomerAggregator implements OrderSort.GroupWalk {
  private final OrderColumns log;
  private final CustomerIds ids;
  private final OrderSort sort;
  private final int @Nullable [] periodOfDay;
  private final CustomerColumns out;

  CustomerAggregator(
      OrderColumns log,
      CustomerIds ids,
      OrderSort sort,
      PurchasePeriod period,
      boolean interpurchaseTimes) {
    this.log = log;
    this.ids = ids;
    this.sort = sort;
    this.periodOfDay = period.equals(PurchasePeriod.DAY) ? null : periods(log, period);
    this.out = new CustomerColumns(ids.size(), log.amount() != null, interpurchaseTimes);
  }

  private static int[] periods(OrderColumns log, PurchasePeriod period) {
    int[] periods = new int[log.rows() == 0 ? 0 : log.maxDay() - log.minDay() + 1];
    Arrays.setAll(periods, i -> period.indexOf(log.minDay() + i));
    return periods;
  }

  /** The columns filled so far. */
  CustomerColumns columns() {
    return out;
  }

  @Override
  public void accept(int firstCustomer, long[] words, int[] end, long[] all, int start) {
    int from = 0;
    for (int c = 0; c < OrderSort.GROUP; c++) {
      if (end[c] > from) {
        sortByDay(words, from, end[c]);
        walkCustomer(firstCustomer + c, words, from, end[c]);
        from = end[c];
      }
    }
  }

  private static void sortByDay(long[] words, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (OrderSort.dayOf(words[i]) < OrderSort.dayOf(words[i - 1])) {
        Arrays.sort(words, from, to);
        return;
      }
    }
  }

  /** Fills the row of a customer from its words, at least one and sorted by day. */
  void walkCustomer(int customer, long[] words, int from, int to) {
    int first = OrderSort.dayOf(words[from]);
    int firstPeriod = periodOf(first);
    int period = firstPeriod;
    int purchaseDay = first;
    int purchases = 1;
    long spend = 0;
    long firstSpend = 0;
    for (int i = from; i < to; i++) {
      int day = OrderSort.dayOf(words[i]);
      if (periodOf(day) != period) {
        period = periodOf(day);
        purchaseDay = day;
        purchases++;
      }
      long amount = sort.amountOf(words[i]);
      spend = addExact(spend, amount, customer);
      firstSpend += period == firstPeriod ? amount : 0;
    }
    out.orders[customer] = to - from;
    out.firstDay[customer] = log.minDay() + first;
    out.lastDay[customer] = log.minDay() + OrderSort.dayOf(words[to - 1]);
    out.frequency[customer] = purchases - 1;
    out.recency[customer] = purchaseDay - first;
    if (out.spend.length > 0) {
      out.spend[customer] = spend;
      out.repeatSpend[customer] = spend - firstSpend;
    }
    if (out.interpurchaseTimes) {
      out.logGaps[customer] = logGaps(words, from, to);
    }
  }

  /** A walk of its own, so that those who do not ask for it do not pay for it. */
  private long logGaps(long[] words, int from, int to) {
    int purchaseDay = OrderSort.dayOf(words[from]);
    long sum = 0;
    for (int i = from + 1; i < to; i++) {
      int day = OrderSort.dayOf(words[i]);
      if (periodOf(day) != periodOf(purchaseDay)) {
        sum += LogSum.ofDays(day - purchaseDay);
        purchaseDay = day;
      }
    }
    return sum;
  }

  private int periodOf(int day) {
    return periodOfDay == null ? day : periodOfDay[day];
  }

  private long addExact(long sum, long amount, int customer) {
    try {
      return Math.addExact(sum, amount);
    } catch (ArithmeticException e) {
      throw new ArithmeticException(
          "total spend of customer \"" + ids.id(customer) + "\" must fit in a long of minor units");
    }
  }
}
