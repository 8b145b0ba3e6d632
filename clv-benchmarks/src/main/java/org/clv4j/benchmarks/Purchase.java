package org.clv4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An order as an object, and what one writes with streams to summarise such orders. */
record Purchase(int customer, int day, long cents) {

  /** What {@link org.clv4j.core.customer.CustomerBase} knows of a customer. */
  record Summary(
      int orders, int firstDay, int lastDay, int frequency, long spend, long repeatSpend) {

    static Summary of(List<Purchase> purchases) {
      int first = purchases.stream().mapToInt(Purchase::day).min().orElseThrow();
      int last = purchases.stream().mapToInt(Purchase::day).max().orElseThrow();
      int days = (int) purchases.stream().mapToInt(Purchase::day).distinct().count();
      long spend = purchases.stream().mapToLong(Purchase::cents).sum();
      long firstDaySpend =
          purchases.stream().filter(p -> p.day == first).mapToLong(Purchase::cents).sum();
      return new Summary(purchases.size(), first, last, days - 1, spend, spend - firstDaySpend);
    }
  }

  static List<Purchase> list(OrderData data) {
    List<Purchase> purchases = new ArrayList<>(data.rows());
    for (int row = 0; row < data.rows(); row++) {
      purchases.add(new Purchase((int) data.customer[row], data.day[row], data.cents[row]));
    }
    return purchases;
  }

  static Map<Integer, Summary> summaries(List<Purchase> purchases) {
    return purchases.stream()
        .collect(
            Collectors.groupingBy(
                Purchase::customer,
                Collectors.collectingAndThen(Collectors.toList(), Summary::of)));
  }
}
