package org.clv4j.segments.cohort;

import java.util.Locale;

/** How much of the time that a cell covers had passed by the end of the as-of day. */
public enum Completeness {
  /** All of it, for all members: no later order can change what was done in the period. */
  COMPLETE,
  /** Some of it, or for some members only: the figure is one so far, too small to compare. */
  PARTIAL,
  /** None of it: there is no figure. */
  UNOBSERVED;

  /** The name in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
