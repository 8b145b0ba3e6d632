package org.clv4j.core.order;

/** What an {@link OrderLog} may know of its orders beside customer, day and amount. */
public enum OrderDetail {
  /** What was taken off the list price; the amount is what is left of it. */
  DISCOUNT,
  /** What the goods of the order cost the shop; the margin is the amount less the cost. */
  COST,
  /** The promotion that the order used, such as a coupon code. */
  PROMOTION,
  /** Where the order came from, such as shop, marketplace or newsletter. */
  CHANNEL
}
