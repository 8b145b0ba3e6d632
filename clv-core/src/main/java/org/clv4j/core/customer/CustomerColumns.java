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

  void move(int from, int to) {
    orders[to] = orders[from];
    firstDay[to] = firstDay[from];
    lastDay[to] = lastDay[from];
    frequency[to] = frequency[from];
    recency[to] = recency[from];
    if (spend.length > 0) {
      spend[to] = spend[from];
      repeatSpend[to] = repeatSpend[from];
    }
  }
}
