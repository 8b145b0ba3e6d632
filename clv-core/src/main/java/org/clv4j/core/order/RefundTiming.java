package org.clv4j.core.order;

import java.util.Locale;

/** The day on which a refund takes from what a customer is worth. */
public enum RefundTiming {
  /**
   * The day of its order, which is worth less from the beginning. Sums by cohort and by period of
   * the order show what was kept in the end; what was known on an earlier day was more.
   */
  RESTATE,

  /**
   * Its own day, as the books have it: the order keeps its value, and the refund is a {@link
   * Deduction}. A result as of an earlier day does not know it yet.
   */
  BOOK;

  /** The name in the text of a policy, for example {@code restate}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
