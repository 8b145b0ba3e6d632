package org.clv4j.core.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The days over which customers were watched, both ends included, in one zone.
 *
 * <p>As moments it is half-open: from the start of the first day to the end of the last one, which
 * is the start of the day after.
 *
 * @param firstDay the first local day
 * @param lastDay the last local day, not before the first
 * @param zone the zone of the days
 */
public record ObservationPeriod(LocalDate firstDay, LocalDate lastDay, ZoneId zone) {

  /** Checks that the days are in order. */
  public ObservationPeriod {
    if (lastDay.isBefore(firstDay)) {
      throw new IllegalArgumentException(
          "last day must not be before " + firstDay + ", but was " + lastDay);
    }
    Objects.requireNonNull(zone, "zone must not be null");
  }

  /**
   * The number of days, both ends counted.
   *
   * @return at least 1
   */
  public long days() {
    return ChronoUnit.DAYS.between(firstDay, lastDay) + 1;
  }

  /**
   * Whether a day lies within.
   *
   * @param day a local day
   * @return true from the first to the last day
   */
  public boolean contains(LocalDate day) {
    return !day.isBefore(firstDay) && !day.isAfter(lastDay);
  }

  /**
   * The moment at which it begins.
   *
   * @return the start of the first day, which is within
   */
  public Instant start() {
    return firstDay.atStartOfDay(zone).toInstant();
  }

  /**
   * The moment at which it ends.
   *
   * @return the start of the day after the last one, which is not within
   */
  public Instant end() {
    return lastDay.plusDays(1).atStartOfDay(zone).toInstant();
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @param text for example {@code 1997-01-01/1997-09-30 Europe/Paris}
   * @return the period
   * @throws IllegalArgumentException if it does not look like that
   */
  public static ObservationPeriod parse(String text) {
    int slash = text.indexOf('/');
    int space = text.indexOf(' ');
    if (slash > 0 && space > slash) {
      try {
        return new ObservationPeriod(
            LocalDate.parse(text.substring(0, slash)),
            LocalDate.parse(text.substring(slash + 1, space)),
            ZoneId.of(text.substring(space + 1)));
      } catch (DateTimeException e) {
        throw malformed(text, e);
      }
    }
    throw malformed(text, null);
  }

  private static IllegalArgumentException malformed(String text, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "observation period must look like \"1997-01-01/1997-09-30 Europe/Paris\", but was \""
            + text
            + "\"",
        cause);
  }

  /** For example {@code 1997-01-01/1997-09-30 Europe/Paris}; {@link #parse} reads it. */
  @Override
  public String toString() {
    return firstDay + "/" + lastDay + " " + zone;
  }
}
