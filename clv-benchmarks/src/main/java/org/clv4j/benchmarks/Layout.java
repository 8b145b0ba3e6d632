package org.clv4j.benchmarks;

/** The order of the rows. */
public enum Layout {
  /** As the orders came in. */
  TIME_ORDER,
  /** At random. */
  SHUFFLED
}
