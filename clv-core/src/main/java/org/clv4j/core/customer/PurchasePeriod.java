package org.clv4j.core.customer;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The calendar period within which the orders of one customer are one purchase for the models.
 *
 * <p>Orders are merged for frequency, recency and spend per purchase only; they stay separate
 * orders everywhere else.
 */
public final class PurchasePeriod {
  /** A calendar day, the default. */
  public static final PurchasePeriod DAY = new PurchasePeriod("day", null);

  /** A calendar month. */
  public static final PurchasePeriod MONTH = new PurchasePeriod("month", null);

  private final String name;
  private final @Nullable DayOfWeek start;

  private PurchasePeriod(String name, @Nullable DayOfWeek start) {
    this.name = name;
    this.start = start;
  }

  /**
   * A calendar week.
   *
   * @param start its first day, for example MONDAY
   * @return the period
   */
  public static PurchasePeriod week(DayOfWeek start) {
    return new PurchasePeriod("week", Objects.requireNonNull(start, "start must not be null"));
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @param text {@code day}, {@code week from MONDAY} (or another day) or {@code month}
   * @return the period
   * @throws IllegalArgumentException if the text is none of them
   */
  public static PurchasePeriod parse(String text) {
    if (text.equals(DAY.name) || text.equals(MONTH.name)) {
      return text.equals(DAY.name) ? DAY : MONTH;
    }
    for (DayOfWeek day : DayOfWeek.values()) {
      if (text.equals(week(day).toString())) {
        return week(day);
      }
    }
    throw new IllegalArgumentException(
        "purchase period must be \"day\", \"week from MONDAY\" or \"month\", but was \""
            + text
            + "\"");
  }

  /**
   * The number of the period that holds a day; consecutive periods have consecutive numbers.
   *
   * @param epochDay a local day, as {@link LocalDate#toEpochDay()}
   * @return the number
   */
  public int indexOf(int epochDay) {
    if (start != null) {
      // Epoch day 0 was a Thursday.
      int sinceStart = Math.floorMod(DayOfWeek.THURSDAY.getValue() - start.getValue(), 7);
      return Math.floorDiv(epochDay + sinceStart, 7);
    }
    return equals(MONTH)
        ? (int)
            LocalDate.ofEpochDay(epochDay).getLong(java.time.temporal.ChronoField.PROLEPTIC_MONTH)
        : epochDay;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PurchasePeriod that && name.equals(that.name) && start == that.start;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, start);
  }

  /** For example {@code day} or {@code week from MONDAY}; {@link #parse} reads it. */
  @Override
  public String toString() {
    return start == null ? name : name + " from " + start;
  }
}
