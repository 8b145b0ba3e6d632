package org.clv4j.segments.concentration;

import java.util.Locale;

/** What becomes of values below 0, for which a share of the whole and a Gini mean little. */
public enum NegativeValues {
  /** The first of them is an error that names it. */
  REFUSE,
  /** They count as 0: who cost more than he brought is one who brought nothing. */
  CLAMP,
  /** They count as they are: shares may exceed 1, the Gini too, and the whale curve has a peak. */
  KEEP;

  /** The name in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
