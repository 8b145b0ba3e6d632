package org.clv4j.core.order;

import java.util.Locale;

/** What an {@link OrderPolicy} states, in the order in which its text does. */
enum PolicyKey {
  BASIS,
  TAX,
  SHIPPING,
  REFUNDS,
  OVER_REFUNDS,
  REFUNDED,
  ZERO,
  TEST,
  STATUSES,
  EXCEPT,
  VARIABLE_RATE,
  VARIABLE_PER_ORDER,
  UNKNOWN_COSTS;

  /** The name in the text, for example {@code over-refunds}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
