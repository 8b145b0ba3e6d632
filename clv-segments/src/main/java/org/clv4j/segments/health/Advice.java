package org.clv4j.segments.health;

import java.util.Locale;

/**
 * Whether to contact a customer, by the days since the last order against the percentiles of the
 * gaps between days with an order.
 */
public enum Advice {
  /** Fewer days than P10: has just bought. */
  SUPPRESS_JUST_BOUGHT,
  /** A model says that an order comes within 14 days anyway. */
  SUPPRESS_BUYS_ANYWAY,
  /** From P10 to P25: too early. */
  WAIT,
  /** Above P25, to P80: when customers usually come back. */
  IN_WINDOW,
  /** Above P80, to P95: late. */
  WIN_BACK,
  /** Above P95. */
  LOST,
  /** Nobody has come back yet, so there is no gap to judge by. */
  UNKNOWN;

  /** The name in lower case, for example {@code in_window}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
