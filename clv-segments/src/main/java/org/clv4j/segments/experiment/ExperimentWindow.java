package org.clv4j.segments.experiment;

import java.time.LocalDate;
import java.util.Objects;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.segments.health.ValueBasis;

/**
 * Which orders make a customer's value in an experiment: those from the day of assignment, that day
 * included, for a number of days that is the same for all; and before it, those of the days that
 * end with the day before.
 *
 * @param asOf the last day that is known, to its end
 * @param horizonDays how many days make the value, 1 to 100 000
 * @param preDays how many days make the value of before, 0 for none
 * @param basis revenue or margin
 */
public record ExperimentWindow(LocalDate asOf, int horizonDays, int preDays, ValueBasis basis) {
  private static final int MOST_DAYS = 100_000;

  /** Checks the ranges. */
  public ExperimentWindow {
    OrderColumns.checkDay(asOf, "as-of day");
    Check.inRange(horizonDays, 1, MOST_DAYS, "horizonDays");
    Check.inRange(preDays, 0, MOST_DAYS, "preDays");
    Objects.requireNonNull(basis, "basis must not be null");
  }

  /**
   * Revenue, with as many days before as after.
   *
   * @param asOf the last day that is known, to its end
   * @param horizonDays how many days make the value
   * @return the window
   */
  public static ExperimentWindow of(LocalDate asOf, int horizonDays) {
    return new ExperimentWindow(asOf, horizonDays, horizonDays, ValueBasis.REVENUE);
  }
}
