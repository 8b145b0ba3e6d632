package org.clv4j.core.order;

/** Why an {@link OrderPolicy} leaves an order out; its refunds are left out with it. */
public enum LeftOutReason {
  /** It was placed after the day up to which orders were asked for. */
  LATER,
  /** Its last known status does not count. */
  STATUS,
  /** It is a test. */
  TEST,
  /** Nothing was charged for it, and nothing refunded. */
  ZERO,
  /** What was charged for it, or more, was refunded. */
  REFUNDED
}
