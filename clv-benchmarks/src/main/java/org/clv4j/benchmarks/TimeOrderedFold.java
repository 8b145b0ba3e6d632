package org.clv4j.benchmarks;

/** The reference: summaries of orders that come in time order, one order after the other. */
final class TimeOrderedFold {
  private final int[] orders;
  private final int[] firstDay;
  private final int[] lastDay;
  private final int[] days;
  private final long[] spend;
  private final long[] firstDaySpend;

  TimeOrderedFold(int customers) {
    orders = new int[customers];
    firstDay = new int[customers];
    lastDay = new int[customers];
    days = new int[customers];
    spend = new long[customers];
    firstDaySpend = new long[customers];
  }

  void add(int customer, int day, long cents) {
    if (orders[customer] == 0) {
      firstDay[customer] = day;
    }
    if (orders[customer] == 0 || day > lastDay[customer]) {
      days[customer]++;
    }
    if (day == firstDay[customer]) {
      firstDaySpend[customer] += cents;
    }
    orders[customer]++;
    lastDay[customer] = day;
    spend[customer] += cents;
  }

  long checksum() {
    Summaries all = new Summaries();
    for (int c = 0; c < orders.length; c++) {
      all.add(
          c,
          orders[c],
          firstDay[c],
          lastDay[c],
          days[c] - 1,
          spend[c],
          spend[c] - firstDaySpend[c]);
    }
    return all.checksum();
  }
}
