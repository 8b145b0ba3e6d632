package org.clv4j.benchmarks;

/**
 * The bytes that {@code CustomerBase.of} allocates for its arrays on one thread.
 *
 * <p>Every order has a word of 8 bytes. Every customer has a row of 20 bytes, 36 with amounts.
 * Customers are taken in groups of 2048, more where there are more than 131 072, each of which has
 * three counters of 4 bytes; what is known of a customer of the group that is added up takes 32
 * bytes, and again in the second pass that orders without amounts need. Where days go backwards the
 * words of the largest group are copied, and each of its days has a counter of 4 bytes. The headers
 * of the arrays and a few small objects take at most {@link #CONSTANT} besides, whatever the size
 * of the log.
 */
final class AggregationBytes {
  static final int CUSTOMERS_PER_GROUP = 2048;

  /** Headers, padding and small objects. */
  static final long CONSTANT = 3072;

  private AggregationBytes() {}

  /** Where the orders come in the order of their days. */
  static long of(long rows, long customers, boolean amounts) {
    long groups = (customers + CUSTOMERS_PER_GROUP - 1) / CUSTOMERS_PER_GROUP;
    return 8 * rows
        + (amounts ? 36 : 20) * customers
        + 12 * groups
        + (amounts ? 32 : 64) * Math.min(CUSTOMERS_PER_GROUP, customers);
  }

  /** What is added where they do not. */
  static long forDaysThatGoBackwards(long rowsOfLargestGroup, long days) {
    return 8 * rowsOfLargestGroup + 4 * (days + 1);
  }
}
