package org.clv4j.core.value;

import java.util.Arrays;
import java.util.Locale;

/**
 * A unit of time and its length in days: the only place where these lengths stand.
 *
 * <p>Twelve months are exactly one year: 12 x 30.4375 = 365.25 days.
 */
public enum PeriodUnit {
  /** One day. */
  DAY(1),
  /** Seven days. */
  WEEK(7),
  /** 30.4375 days, a twelfth of a year. */
  MONTH(30.4375),
  /** 365.25 days. */
  YEAR(365.25);

  private final double days;

  PeriodUnit(double days) {
    this.days = days;
  }

  /**
   * The length of the unit.
   *
   * @return its number of days
   */
  public double days() {
    return days;
  }

  /**
   * Converts a number of days to this unit.
   *
   * @param numberOfDays a time in days
   * @return the same time in this unit
   */
  public double fromDays(double numberOfDays) {
    return numberOfDays / days;
  }

  /**
   * Converts a time in this unit to days.
   *
   * @param length a time in this unit
   * @return the same time in days
   */
  public double toDays(double length) {
    return length * days;
  }

  /**
   * Reads what {@link #toString} writes, in any case.
   *
   * @param text {@code day}, {@code week}, {@code month} or {@code year}
   * @return the unit
   * @throws IllegalArgumentException if the text is none of them
   */
  public static PeriodUnit parse(String text) {
    return Arrays.stream(values())
        .filter(unit -> unit.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unit must be day, week, month or year, but was \"" + text + "\""));
  }

  /** The name in lower case, for example {@code week}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
