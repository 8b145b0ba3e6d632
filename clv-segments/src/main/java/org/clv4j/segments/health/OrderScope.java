package org.clv4j.segments.health;

/** Which orders make order values and the shares of first and repeat orders. */
public enum OrderScope {
  /** All orders by the as-of day. */
  LIFETIME,
  /** The orders of the active window only; which order was a customer's first, all of them tell. */
  WINDOW
}
