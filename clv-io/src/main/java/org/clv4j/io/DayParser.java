package org.clv4j.io;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.Year;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.regex.Pattern;
import org.clv4j.core.internal.LocalDays;
import org.clv4j.core.internal.OrderColumns;
import org.jspecify.annotations.Nullable;

/** Reads a date, or a date and time, into the local day it falls on. */
final class DayParser {
  private static final Pattern DAY_OR_MONTH_FIRST =
      Pattern.compile("\\d{1,2}[/.-]\\d{1,2}[/.-](\\d{4}|\\d{2})(\\D.*)?");
  private static final Pattern OFFSET =
      Pattern.compile("(?:Z|UTC|GMT|([+-])(\\d\\d)(?::?(\\d\\d))?)(?:\\[([^\\]]+)])?");
  private static final Pattern TWO_DIGIT_YEAR = Pattern.compile("(?<![uy])(?:uu|yy)(?![uy])");
  private static final int SECONDS_PER_DAY = 86_400;

  private final LocalDays localDays;
  private final @Nullable DateTimeFormatter format;
  private final @Nullable String pattern;

  DayParser(ZoneId zone, @Nullable String pattern) {
    this.localDays = new LocalDays(zone);
    this.pattern = pattern;
    this.format = pattern == null ? null : formatter(pattern);
  }

  static DateTimeFormatter formatter(String pattern) {
    if (TWO_DIGIT_YEAR.matcher(pattern).find()) {
      throw new IllegalArgumentException(
          "date format must have a year of four digits, because two do not tell the century, but"
              + " was \""
              + pattern
              + "\"");
    }
    try {
      return new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern(pattern)
          .parseDefaulting(ChronoField.ERA, 1)
          .toFormatter(Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "date format must be a pattern such as dd/MM/yyyy, but was \"" + pattern + "\"", e);
    }
  }

  /** The local day of a date or moment; one without an offset is local. */
  int epochDay(CharSequence text) {
    return epochDay(text, false);
  }

  /** The local day of a date or moment; a time without an offset is in UTC. */
  int epochDayOfUtc(CharSequence text) {
    return epochDay(text, true);
  }

  private int epochDay(CharSequence text, boolean utc) {
    long day = format == null ? isoDay(text, utc) : patternDay(format, text, utc);
    if (day < OrderColumns.FIRST_DAY || day > OrderColumns.LAST_DAY) {
      throw new BadValue(
          "must be between "
              + LocalDate.ofEpochDay(OrderColumns.FIRST_DAY)
              + " and "
              + LocalDate.ofEpochDay(OrderColumns.LAST_DAY));
    }
    return (int) day;
  }

  private long isoDay(CharSequence text, boolean utc) {
    int length = text.length();
    if (length == 8) {
      return day(text, number(text, 0, 4), number(text, 4, 6), number(text, 6, 8));
    }
    if (length < 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      throw notADate(text);
    }
    long day = day(text, number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    return length == 10 ? day : dayOfMoment(text, day, utc);
  }

  private long day(CharSequence text, int year, int month, int dayOfMonth) {
    boolean exists =
        year >= 0
            && month >= 1
            && month <= 12
            && dayOfMonth >= 1
            && dayOfMonth <= Month.of(month).length(Year.isLeap(year));
    if (!exists) {
      throw notADate(text);
    }
    return LocalDate.of(year, month, dayOfMonth).toEpochDay();
  }

  /** The number in a part of the text, or -1 where there is none. */
  private static int number(CharSequence text, int from, int to) {
    if (to > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** From {@code T10:30}, {@code T10:30:15}, {@code T10:30:15.123}, each with or without offset. */
  private long dayOfMoment(CharSequence text, long day, boolean utc) {
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = 0;
    int at = 16;
    if (at < text.length() && text.charAt(at) == ':') {
      second = number(text, 17, 19);
      at = endOfFraction(text, 19);
    }
    boolean valid =
        (text.charAt(10) == 'T' || text.charAt(10) == ' ')
            && hour >= 0
            && hour <= 23
            && text.charAt(13) == ':'
            && minute >= 0
            && minute <= 59
            && second >= 0
            && second <= 59;
    if (!valid) {
      throw notADate(text);
    }
    long moment = day * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second;
    if (at >= text.length()) {
      return utc ? localDays.of(moment) : day;
    }
    return localDays.of(moment - offset(text, text.charAt(at) == ' ' ? at + 1 : at));
  }

  private static int endOfFraction(CharSequence text, int from) {
    int at = from;
    if (at + 1 < text.length() && text.charAt(at) == '.') {
      do {
        at++;
      } while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9');
    }
    return at;
  }

  private int offset(CharSequence text, int from) {
    if (from == text.length() - 1 && text.charAt(from) == 'Z') {
      return 0;
    }
    var matcher = OFFSET.matcher(text).region(from, text.length());
    if (!matcher.matches()) {
      throw notADate(text);
    }
    if (matcher.group(4) != null) {
      requireZone(text, matcher.group(4));
    }
    if (matcher.group(1) == null) {
      return 0;
    }
    int hours = Integer.parseInt(matcher.group(2));
    int minutes = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
    if (hours > 18 || minutes > 59) {
      throw notADate(text);
    }
    int seconds = hours * 3600 + minutes * 60;
    return matcher.group(1).equals("-") ? -seconds : seconds;
  }

  private void requireZone(CharSequence text, String region) {
    try {
      ZoneId.of(region);
    } catch (DateTimeException e) {
      throw notADate(text);
    }
  }

  private long patternDay(DateTimeFormatter formatter, CharSequence text, boolean utc) {
    try {
      TemporalAccessor parsed = formatter.parse(text);
      if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
        return localDays.of(parsed.getLong(ChronoField.INSTANT_SECONDS));
      }
      long day = parsed.getLong(ChronoField.EPOCH_DAY);
      LocalTime time = utc ? parsed.query(TemporalQueries.localTime()) : null;
      return time == null ? day : localDays.of(day * SECONDS_PER_DAY + time.toSecondOfDay());
    } catch (DateTimeException e) {
      throw notADate(text);
    }
  }

  private BadValue notADate(CharSequence text) {
    if (pattern != null) {
      return new BadValue("is not a date of the form " + pattern);
    }
    return DAY_OR_MONTH_FIRST.matcher(text).matches()
        ? new BadValue(
            "may have the day or the month first; state which with --date-format, for example"
                + " dd/MM/yyyy or MM/dd/yyyy")
        : new BadValue("is not a date like 2024-03-01; state another form with --date-format");
  }
}
