package org.clv4j.core.customer;

import org.jspecify.annotations.Nullable;

/**
 * The purchase periods of days, each found when it is first asked for, as few days may have orders.
 *
 * <p>Threads may share it: each finds the same period for a day, whichever writes it.
 */
final class PeriodOfDay {
  private static final int UNKNOWN = 0;

  private final PurchasePeriod period;
  private final int dayBeforeFirst;

  /** Twice the number of the period and 1, by day. */
  private final int[] found;

  private PeriodOfDay(PurchasePeriod period, int dayBeforeFirst, int days) {
    this.period = period;
    this.dayBeforeFirst = dayBeforeFirst;
    this.found = new int[days + 1];
  }

  /** Of the days that rows may have, counted from 1; null where each day is a period of its own. */
  static @Nullable PeriodOfDay of(OrderRows rows, PurchasePeriod period) {
    return period.equals(PurchasePeriod.DAY)
        ? null
        : new PeriodOfDay(
            period,
            rows.firstDay() - 1,
            rows.rows() == 0 ? 0 : rows.lastDay() - rows.firstDay() + 1);
  }

  boolean isSame(int day, int other) {
    return of(day) == of(other);
  }

  private int of(int day) {
    int kept = found[day];
    if (kept == UNKNOWN) {
      kept = period.indexOf(dayBeforeFirst + day) << 1 | 1;
      found[day] = kept;
    }
    return kept;
  }
}
