package org.clv4j.core.customer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.clv4j.core.internal.OrderColumns;

/** The local days of moments between two moments, by arithmetic and a table of when days begin. */
final class LocalDays {
  private static final int SECONDS_A_DAY = 86_400;
  private static final long FARTHEST = 100_000_000_000_000L;

  private final int firstDay;

  /** The first second of each day, and of the day after the last. */
  private final long[] start;

  /**
   * Prepares.
   *
   * @param firstSecond the first moment
   * @param lastSecond the last moment
   */
  LocalDays(long firstSecond, long lastSecond, ZoneId zone) {
    firstDay = (int) dateOf(firstSecond, zone).toEpochDay();
    int lastDay = (int) dateOf(lastSecond, zone).toEpochDay();
    start = new long[lastDay - firstDay + 2];
    for (int i = 0; i < start.length; i++) {
      start[i] = startOf(firstDay + i, zone);
    }
  }

  /** Whether orders may have been placed at all moments between two. */
  static boolean mayHaveOrders(long firstSecond, long lastSecond, ZoneId zone) {
    return firstSecond >= startOf(OrderColumns.FIRST_DAY, zone)
        && lastSecond < startOf(OrderColumns.LAST_DAY + 1, zone);
  }

  private static long startOf(int day, ZoneId zone) {
    return LocalDate.ofEpochDay(day).atStartOfDay(zone).toEpochSecond();
  }

  /** The local day of any moment, those millions of years away being moved nearer. */
  static LocalDate dateOf(long second, ZoneId zone) {
    long near = Math.max(-FARTHEST, Math.min(second, FARTHEST));
    return Instant.ofEpochSecond(near)
        .atOffset(ZoneOffset.UTC)
        .atZoneSameInstant(zone)
        .toLocalDate();
  }

  /** Fills in the epoch days of some moments. */
  void fill(int[] days, long[] seconds, int from, int count) {
    for (int i = 0; i < count; i++) {
      long second = seconds[from + i];
      int day = (int) ((second - start[0]) / SECONDS_A_DAY);
      while (second < start[day]) {
        day--;
      }
      while (second >= start[day + 1]) {
        day++;
      }
      days[i] = firstDay + day;
    }
  }
}
