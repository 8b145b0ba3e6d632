package org.clv4j.segments.health;

import java.util.Locale;

/** Where a customer stands on the as-of day; each stands in one place. */
public enum CustomerState {
  /** The first order lies within the new window. */
  NEW,
  /** Not new, with an order within the active window. */
  ACTIVE,
  /**
   * Not new, with an order within the active window, and inactive when it came: the one before it
   * lies more than a window of days earlier. Part of {@link #ACTIVE} unless asked for.
   */
  REACTIVATED,
  /** Not new, without an order within the active window. */
  INACTIVE,
  /** Registered, without any order. Left out unless asked for. */
  PROSPECT;

  /** The name in lower case, for example {@code reactivated}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
