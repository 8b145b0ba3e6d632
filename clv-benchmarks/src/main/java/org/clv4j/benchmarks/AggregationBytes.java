package org.clv4j.benchmarks;

/**
 * The bytes that {@code CustomerBase.of} allocates for its arrays on one thread.
 *
 * <p>Every order has a word of 8 bytes. Every customer has a row of 20 bytes, 36 with amounts.
 * Customers are taken in groups of 2048: each group has two counters of 4 bytes, and the largest
 * one has its words copied. The headers of the arrays, the 8 KiB of counters within a group and a
 * few small objects take at most {@link #CONSTANT} besides, whatever the size of the log.
 */
final class AggregationBytes {
  static final int CUSTOMERS_PER_GROUP = 2048;

  /** 2049 counters and 1 KiB for headers, padding and small objects. */
  static final long CONSTANT = 4 * (CUSTOMERS_PER_GROUP + 1) + 1024;

  private AggregationBytes() {}

  static long of(long rows, long customers, long rowsOfLargestGroup, boolean amounts) {
    long groups = (customers + CUSTOMERS_PER_GROUP - 1) / CUSTOMERS_PER_GROUP;
    return 8 * rows + (amounts ? 36 : 20) * customers + 8 * groups + 8 * rowsOfLargestGroup;
  }

  static long rowsOfLargestGroup(OrderSource source) {
    long[] rows = new long[source.customers() / CUSTOMERS_PER_GROUP + 1];
    long largest = 0;
    for (int row = 0; row < source.rows(); row++) {
      largest = Math.max(largest, ++rows[source.customer(row) / CUSTOMERS_PER_GROUP]);
    }
    return largest;
  }
}
