package org.clv4j.segments.health;

/** What of an order is a customer's value. */
public enum ValueBasis {
  /** Its amount, as the order policy makes it. */
  REVENUE,
  /** Its amount less the cost of its goods. */
  MARGIN
}
