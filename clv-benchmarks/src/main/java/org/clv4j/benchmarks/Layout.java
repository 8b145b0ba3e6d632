package org.clv4j.benchmarks;

/** The order of the rows. */
public enum Layout {
  /** As the orders came in. */
  TIME_ORDER,
  /** Customer by customer, each one's as they came in. */
  CUSTOMER_ORDER,
  /** At random. */
  SHUFFLED
}
