package org.clv4j.segments.metric;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Objects;

/**
 * A kind of calendar period: days are put into periods, periods are numbered.
 *
 * <p>Consecutive periods have consecutive numbers, so the difference of two of them tells how many
 * periods lie between. Days are local days in the zone of the log, so a period begins at its local
 * midnight.
 *
 * @param unit day, week, month, quarter or year
 * @param weekStart the first day of a week; MONDAY for all other units, whatever was given
 */
public record CalendarPeriod(Unit unit, DayOfWeek weekStart) {
  /** A calendar day. */
  public static final CalendarPeriod DAY = new CalendarPeriod(Unit.DAY, DayOfWeek.MONDAY);

  /** A calendar month. */
  public static final CalendarPeriod MONTH = new CalendarPeriod(Unit.MONTH, DayOfWeek.MONDAY);

  /** Three calendar months, from January, April, July or October. */
  public static final CalendarPeriod QUARTER = new CalendarPeriod(Unit.QUARTER, DayOfWeek.MONDAY);

  /** A calendar year. */
  public static final CalendarPeriod YEAR = new CalendarPeriod(Unit.YEAR, DayOfWeek.MONDAY);

  private static final int MONTHS = 12;

  /** The lengths of calendar periods. */
  public enum Unit {
    /** One day. */
    DAY(1),
    /** Seven days. */
    WEEK(7),
    /** 28 to 31 days. */
    MONTH(30),
    /** Three months. */
    QUARTER(90),
    /** Twelve months. */
    YEAR(365);

    private final int days;

    Unit(int days) {
      this.days = days;
    }

    /**
     * The days of such a period on a clock that knows no calendar: 1, 7, 30, 90, 365.
     *
     * @return the days
     */
    public int days() {
      return days;
    }

    /** In lower case, for example {@code month}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks that nothing is missing. */
  public CalendarPeriod {
    Objects.requireNonNull(unit, "unit must not be null");
    Objects.requireNonNull(weekStart, "weekStart must not be null");
    weekStart = unit == Unit.WEEK ? weekStart : DayOfWeek.MONDAY;
  }

  /**
   * A calendar week.
   *
   * @param start its first day, for example MONDAY
   * @return the period
   */
  public static CalendarPeriod week(DayOfWeek start) {
    return new CalendarPeriod(Unit.WEEK, start);
  }

  /**
   * The number of the period that holds a day.
   *
   * @param epochDay a local day, as {@link LocalDate#toEpochDay()}
   * @return the number
   */
  public int indexOf(int epochDay) {
    return switch (unit) {
      case DAY -> epochDay;
      case WEEK -> Math.floorDiv(epochDay + daysFromWeekStartToEpoch(), 7);
      case MONTH -> monthOf(epochDay);
      case QUARTER -> Math.floorDiv(monthOf(epochDay), 3);
      case YEAR -> Math.floorDiv(monthOf(epochDay), MONTHS);
    };
  }

  /**
   * The first day of a period.
   *
   * @param index its number
   * @return the epoch day
   */
  public int firstDay(int index) {
    return switch (unit) {
      case DAY -> index;
      case WEEK -> 7 * index - daysFromWeekStartToEpoch();
      case MONTH -> firstDayOfMonth(index);
      case QUARTER -> firstDayOfMonth(3 * index);
      case YEAR -> firstDayOfMonth(MONTHS * index);
    };
  }

  /**
   * The numbers of the periods of consecutive days, for loops over orders.
   *
   * @param firstEpochDay the first day
   * @param lastEpochDay the last day, not before the first
   * @return the number of the period of day {@code firstEpochDay + i} at index i
   */
  public int[] indices(int firstEpochDay, int lastEpochDay) {
    int[] indices = new int[lastEpochDay - firstEpochDay + 1];
    int index = indexOf(firstEpochDay);
    int next = firstDay(index + 1);
    for (int i = 0; i < indices.length; i++) {
      if (firstEpochDay + i == next) {
        next = firstDay(++index + 1);
      }
      indices[i] = index;
    }
    return indices;
  }

  /** Epoch day 0 was a Thursday. */
  private int daysFromWeekStartToEpoch() {
    return Math.floorMod(DayOfWeek.THURSDAY.getValue() - weekStart.getValue(), 7);
  }

  private static int monthOf(int epochDay) {
    return (int) LocalDate.ofEpochDay(epochDay).getLong(ChronoField.PROLEPTIC_MONTH);
  }

  private static int firstDayOfMonth(int month) {
    int year = Math.floorDiv(month, MONTHS);
    return (int) LocalDate.of(year, Math.floorMod(month, MONTHS) + 1, 1).toEpochDay();
  }

  /** For example {@code month} or {@code week from MONDAY}. */
  @Override
  public String toString() {
    return unit == Unit.WEEK ? unit + " from " + weekStart : unit.toString();
  }
}
