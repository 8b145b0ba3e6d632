package org.clv4j.segments.metric;

import java.util.Locale;

/** What the value of a {@link Metric} is counted in. */
public enum MetricUnit {
  /** A number of customers. */
  CUSTOMERS,
  /** A number of orders. */
  ORDERS,
  /** Orders per customer. */
  ORDERS_PER_CUSTOMER,
  /** Days. */
  DAYS,
  /** Periods, as long as those of the figure or curve that it was made of. */
  PERIODS,
  /** Points of a loyalty programme. */
  POINTS,
  /** Major units of the scope's currency. */
  MONEY,
  /** A part of a whole, 0 to 1 where the whole has no negative part. */
  SHARE,
  /** A quotient of two like things that may exceed 1. */
  RATIO;

  /** The name in lower case, for example {@code orders_per_customer}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
