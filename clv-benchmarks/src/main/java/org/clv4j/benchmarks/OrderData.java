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
    OrderData data = new OrderData(source.rows());
    for (int row = 0; row < source.rows(); row++) {
      data.customer[row] = source.customer(row);
      data.day[row] = source.day(row);
      data.cents[row] = source.cents(row);
    }
    if (layout == Layout.SHUFFLED) {
      data.shuffle();
    }
    return data;
  }

  int rows() {
    return customer.length;
  }

  OrderLog log() {
    return OrderLog.builder(EUR).addAll(customer, day, cents).build();
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
