package org.clv4j.segments.cohort;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.segments.metric.CalendarPeriod;

/**
 * How cohorts and their periods are cut.
 *
 * <p>A customer's cohort is the calendar period of the first order of the full history. On the
 * <em>calendar</em> clock, the default, period p is the p-th calendar period after that one: a
 * customer who first ordered on January 31 is in period 1 on February 1. On the <em>rolling</em>
 * clock each customer has periods of so many days from the day of the first order, which is day 0:
 * with 30 days, period 1 is day 30 to day 59. Analytics products mean 7 days by a week and 30 by a
 * month on that clock, and so does {@link #withRollingClock()}, with 90 for a quarter and 365 for a
 * year; twelve rolling months are 360 days.
 *
 * <p><em>Brackets</em> put periods together: brackets that start at 0, 1, 3 and 6 are period 0,
 * periods 1 to 2, 3 to 5, and 6 to the last. The last one has no end, so it is never complete. All
 * that is said of periods then holds for brackets.
 *
 * @param asOf the last day that counts, to its end
 * @param cohorts the calendar periods that make the cohorts, and the periods on the calendar clock
 * @param rollingDays the days of a period on each customer's own clock; 0 for the calendar clock
 * @param brackets the first period of each bracket, from 0 up; empty for none
 * @param threads at most so many, at least 1; they change nothing but the time it takes
 */
public record CohortOptions(
    LocalDate asOf, CalendarPeriod cohorts, int rollingDays, List<Integer> brackets, int threads) {

  /** Checks the ranges. */
  public CohortOptions {
    OrderColumns.checkDay(asOf, "as-of day");
    Objects.requireNonNull(cohorts, "cohorts must not be null");
    Check.notNegative(rollingDays, "rollingDays");
    brackets = List.copyOf(brackets);
    for (int b = 0; b < brackets.size(); b++) {
      if (b == 0 ? brackets.get(0) != 0 : brackets.get(b) <= brackets.get(b - 1)) {
        throw new IllegalArgumentException(
            "brackets must start at 0 and rise, but were " + brackets);
      }
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but was " + threads);
    }
  }

  /**
   * Monthly cohorts on the calendar clock, one thread.
   *
   * @param asOf the last day that counts, 1900-01-01 to 2199-12-31
   * @return the options
   * @throws IllegalArgumentException if the day lies outside
   */
  public static CohortOptions asOf(LocalDate asOf) {
    return new CohortOptions(asOf, CalendarPeriod.MONTH, 0, List.of(), 1);
  }

  /**
   * The same with other cohorts.
   *
   * @param period the calendar period of the first order, for example {@code YEAR}
   * @return new options
   */
  public CohortOptions withCohorts(CalendarPeriod period) {
    return new CohortOptions(asOf, period, rollingDays, brackets, threads);
  }

  /**
   * The same on each customer's own clock, with the usual days of the cohort's period: 1, 7, 30, 90
   * or 365.
   *
   * @return new options
   */
  public CohortOptions withRollingClock() {
    return withRollingClock(cohorts.unit().days());
  }

  /**
   * The same on each customer's own clock.
   *
   * @param days the days of a period, at least 1
   * @return new options
   * @throws IllegalArgumentException if there is less than a day
   */
  public CohortOptions withRollingClock(int days) {
    if (days < 1) {
      throw new IllegalArgumentException("days must be at least 1, but was " + days);
    }
    return new CohortOptions(asOf, cohorts, days, brackets, threads);
  }

  /**
   * The same with periods put together.
   *
   * @param starts the first period of each bracket, from 0 up; none to have single periods
   * @return new options
   * @throws IllegalArgumentException if they do not start at 0 or do not rise
   */
  public CohortOptions withBrackets(int... starts) {
    List<Integer> list = IntStream.of(starts).boxed().toList();
    return new CohortOptions(asOf, cohorts, rollingDays, list, threads);
  }

  /**
   * The same with another number of threads.
   *
   * @param number at least 1
   * @return new options
   */
  public CohortOptions withThreads(int number) {
    return new CohortOptions(asOf, cohorts, rollingDays, brackets, number);
  }

  /** In words, for a scope: for example {@code by month, calendar clock}. */
  String inWords() {
    return "by "
        + cohorts
        + (rollingDays == 0
            ? ", calendar clock"
            : ", rolling clock of " + rollingDays + (rollingDays == 1 ? " day" : " days"))
        + (brackets.isEmpty() ? "" : ", brackets from " + brackets);
  }
}
