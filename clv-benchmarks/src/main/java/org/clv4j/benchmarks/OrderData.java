package org.clv4j.benchmarks;

import java.time.LocalDate;
import java.util.Currency;
import java.util.SplittableRandom;
import org.clv4j.core.order.OrderLog;

/** The orders of an {@link OrderSource} as flat columns. */
final class OrderData {
  static final Currency EUR = Currency.getInstance("EUR");

  static final LocalDate LAST_DAY =
      LocalDate.ofEpochDay(OrderSource.FIRST_DAY + OrderSource.DAYS - 1L);

  private static final long SEED = 42;

  final long[] customer;
  final int[] day;
  final long[] cents;

  private OrderData(int rows) {
    customer = new long[rows];
    day = new int[rows];
    cents = new long[rows];
  }

  static OrderData of(OrderSource source, Layout layout) {
    return of(source, layout, Crowd.JOINING);
  }

  static OrderData of(OrderSource source, Layout layout, Crowd crowd) {
    OrderData data = new OrderData(source.rows());
    for (int row = 0; row < source.rows(); row++) {
      data.customer[row] = crowd.customer(source, row);
      data.day[row] = source.day(row);
      data.cents[row] = source.cents(row);
    }
    return switch (layout) {
      case TIME_ORDER -> data;
      case CUSTOMER_ORDER -> data.byCustomer(source.customers());
      case SHUFFLED -> {
        data.shuffle();
        yield data;
      }
    };
  }

  int rows() {
    return customer.length;
  }

  OrderLog log() {
    return OrderLog.builder(EUR).addAll(customer, day, cents).build();
  }

  /** Moments on the days, some time of the day each. */
  long[] seconds() {
    long[] seconds = new long[rows()];
    for (int row = 0; row < seconds.length; row++) {
      seconds[row] = day[row] * 86_400L + row % 86_400;
    }
    return seconds;
  }

  private OrderData byCustomer(int customers) {
    int[] place = new int[customers + 1];
    for (long c : customer) {
      place[(int) c + 1]++;
    }
    for (int c = 0; c < customers; c++) {
      place[c + 1] += place[c];
    }
    OrderData sorted = new OrderData(rows());
    for (int row = 0; row < rows(); row++) {
      int to = place[(int) customer[row]]++;
      sorted.customer[to] = customer[row];
      sorted.day[to] = day[row];
      sorted.cents[to] = cents[row];
    }
    return sorted;
  }

  private void shuffle() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int row = rows() - 1; row > 0; row--) {
      swap(row, random.nextInt(row + 1));
    }
  }

  private void swap(int a, int b) {
    long customerOfA = customer[a];
    customer[a] = customer[b];
    customer[b] = customerOfA;
    int dayOfA = day[a];
    day[a] = day[b];
    day[b] = dayOfA;
    long centsOfA = cents[a];
    cents[a] = cents[b];
    cents[b] = centsOfA;
  }
}
