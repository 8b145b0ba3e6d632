package org.clv4j.core.customer;

/** One slot per customer of the log; {@code orders} is 0 where the customer has none in time. */
final class CustomerColumns {
  final int[] orders;
  final int[] firstDay;
  final int[] lastDay;
  final int[] frequency;
  final int[] recency;
  final long[] spend;
  final long[] repeatSpend;

  CustomerColumns(int customers, boolean amounts) {
    orders = new int[customers];
    firstDay = new int[customers];
    lastDay = new int[customers];
    frequency = new int[customers];
    recency = new int[customers];
    spend = new long[amounts ? customers : 0];
    repeatSpend = new long[amounts ? customers : 0];
  }

  int withOrders() {
    int rows = 0;
    for (int number : orders) {
      rows += number > 0 ? 1 : 0;
    }
    return rows;
  }

  /** The customers that have orders, ascending. */
  int[] present() {
    int[] present = new int[withOrders()];
    int rows = 0;
    for (int c = 0; c < orders.length; c++) {
      if (orders[c] > 0) {
        present[rows++] = c;
      }
    }
    return present;
  }

  /** Some of the customers, in columns of their own. */
  CustomerColumns select(int[] customers) {
    CustomerColumns some = new CustomerColumns(customers.length, spend.length > 0);
    for (int row = 0; row < customers.length; row++) {
      some.copy(this, customers[row], row);
    }
    return some;
  }

  void copy(CustomerColumns other, int from, int to) {
    orders[to] = other.orders[from];
    firstDay[to] = other.firstDay[from];
    lastDay[to] = other.lastDay[from];
    frequency[to] = other.frequency[from];
    recency[to] = other.recency[from];
    if (spend.length > 0) {
      spend[to] = other.spend[from];
      repeatSpend[to] = other.repeatSpend[from];
    }
  }

  /** Lets the later history of the same customer follow the one that stands in a row. */
  void append(CustomerColumns later, int from, int to) {
    orders[to] = Math.addExact(orders[to], later.orders[from]);
    lastDay[to] = later.lastDay[from];
    frequency[to] += later.frequency[from] + 1;
    recency[to] = later.firstDay[from] + later.recency[from] - firstDay[to];
    if (spend.length > 0) {
      spend[to] = Math.addExact(spend[to], later.spend[from]);
      repeatSpend[to] = Math.addExact(repeatSpend[to], later.spend[from]);
    }
  }
}
