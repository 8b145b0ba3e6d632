package org.clv4j.core.customer;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.clv4j.core.internal.LogSum;
import org.jspecify.annotations.Nullable;

/**
 * Adds orders to the rows of their customers, each customer's orders in the order of their days.
 *
 * <p>Sums are exact, so the rows depend neither on the order of orders within a day nor on the
 * number of threads.
 */
final class CustomerFold {
  private final int firstDay;
  private final OrderPayload payload;
  private final int @Nullable [] periodOfDay;
  private final CustomerColumns out;
  private final IntFunction<String> idOf;

  /**
   * Prepares to fill columns.
   *
   * @param periodOfDay what {@link #periods} gave
   * @param out to be filled
   * @param idOf the id of a customer, for errors
   */
  CustomerFold(
      OrderRows rows,
      OrderPayload payload,
      int @Nullable [] periodOfDay,
      CustomerColumns out,
      IntFunction<String> idOf) {
    this.firstDay = rows.firstDay();
    this.payload = payload;
    this.periodOfDay = periodOfDay;
    this.out = out;
    this.idOf = idOf;
  }

  /** The index of each day's period; null where each day is a period of its own. */
  static int @Nullable [] periods(OrderRows rows, PurchasePeriod period) {
    if (period.equals(PurchasePeriod.DAY)) {
      return null;
    }
    int[] periods = new int[rows.rows() == 0 ? 0 : rows.lastDay() - rows.firstDay() + 1];
    Arrays.setAll(periods, i -> period.indexOf(rows.firstDay() + i));
    return periods;
  }

  /** Adds the words of a group of customers. */
  void addGroup(int firstCustomer, long[] words, int from, int to) {
    if (periodOfDay == null) {
      for (int i = from; i < to; i++) {
        addByDay(firstCustomer + OrderWord.customerOf(words[i]), words[i]);
      }
    } else {
      for (int i = from; i < to; i++) {
        addByPeriod(firstCustomer + OrderWord.customerOf(words[i]), words[i], periodOfDay);
      }
    }
  }

  /** Adds words beside which their customers stand, from index 0 on. */
  void addRanked(int[] customers, long[] words, int from, int to) {
    if (periodOfDay == null) {
      for (int i = from; i < to; i++) {
        addByDay(customers[i - from], words[i]);
      }
    } else {
      for (int i = from; i < to; i++) {
        addByPeriod(customers[i - from], words[i], periodOfDay);
      }
    }
  }

  private void addByDay(int customer, long word) {
    int day = firstDay + OrderWord.dayOf(word);
    boolean isNew = out.orders[customer]++ == 0;
    if (isNew) {
      out.firstDay[customer] = day;
      out.lastDay[customer] = day;
    } else if (day != out.lastDay[customer]) {
      if (out.interpurchaseTimes) {
        out.logGaps[customer] += LogSum.ofDays(day - out.lastDay[customer]);
      }
      out.frequency[customer]++;
      out.lastDay[customer] = day;
    }
    addAmount(customer, word);
  }

  private void addByPeriod(int customer, long word, int[] period) {
    int day = firstDay + OrderWord.dayOf(word);
    if (out.orders[customer]++ == 0) {
      out.firstDay[customer] = day;
    } else if (period[day - firstDay] != period[out.lastDay[customer] - firstDay]) {
      int purchaseDay = out.firstDay[customer] + out.recency[customer];
      if (out.interpurchaseTimes) {
        out.logGaps[customer] += LogSum.ofDays(day - purchaseDay);
      }
      out.frequency[customer]++;
      out.recency[customer] = day - out.firstDay[customer];
    }
    out.lastDay[customer] = day;
    addAmount(customer, word);
  }

  /** Until {@link #finish}, the spend of the first period stands in the place of the other. */
  private void addAmount(int customer, long word) {
    if (out.spend.length > 0) {
      long amount = payload.amountOf(word);
      out.spend[customer] = addExact(out.spend[customer], amount, customer);
      if (out.frequency[customer] == 0) {
        out.repeatSpend[customer] += amount;
      }
    }
  }

  /** Works out what does not change from order to order. */
  static void finish(CustomerColumns columns, PurchasePeriod period) {
    if (period.equals(PurchasePeriod.DAY)) {
      for (int c = 0; c < columns.recency.length; c++) {
        columns.recency[c] = columns.lastDay[c] - columns.firstDay[c];
      }
    }
    for (int c = 0; c < columns.spend.length; c++) {
      columns.repeatSpend[c] = columns.spend[c] - columns.repeatSpend[c];
    }
  }

  private long addExact(long sum, long amount, int customer) {
    try {
      return Math.addExact(sum, amount);
    } catch (ArithmeticException e) {
      throw new ArithmeticException(
          "total spend of customer \""
              + idOf.apply(customer)
              + "\" must fit in a long of minor units");
    }
  }
}
