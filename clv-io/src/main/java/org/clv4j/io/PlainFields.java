package org.clv4j.io;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.clv4j.core.internal.LocalDays;
import org.clv4j.core.internal.OrderColumns;

/**
 * Reads the fields of a row out of bytes in UTF-8 without quotes, if it is sure to read them as
 * {@link DayParser}, {@link AmountParser} and {@link OrderCsvRows} do.
 */
final class PlainFields {
  private static final int UNSURE = -1;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int MOST_DIGITS = 18;
  private static final long[] POWERS = new long[MOST_DIGITS + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i <= MOST_DIGITS; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private final Format format;
  private final byte[] prefix;
  private final byte delimiter;
  private final IdCodes ids;
  private final LocalDays localDays;

  private byte[] bytes = {};
  private long code;
  private int day;
  private long amount;
  private long orderId;

  /** The day of the date read last, and how that was written: the next is mostly the same. */
  private int knownDay;

  private int knownYear = UNSURE;
  private int knownMonthAndDay;

  /** How the fields of a file are written, and which is which. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Format(
      int columns,
      int customer,
      int time,
      int amount,
      int currency,
      int orderId,
      byte delimiter,
      byte decimal,
      int scale,
      byte[] currencyCode,
      byte[] prefix) {}

  PlainFields(Format format, IdCodes ids, LocalDays localDays) {
    this.format = format;
    this.prefix = ids.prefix();
    this.delimiter = format.delimiter();
    this.ids = ids;
    this.localDays = localDays;
  }

  /** States where the rows are: in lines, each with its line feed, and bytes behind them. */
  void setBytes(byte[] content) {
    bytes = content;
  }

  /** The code of the customer of the row read last. */
  long code() {
    return code;
  }

  /** The local day of the row read last. */
  int day() {
    return day;
  }

  /** The amount of the row read last in minor units; 0 without amounts. */
  long amount() {
    return amount;
  }

  /** The hash of the order's id in the row read last, as {@link UnusedColumns} has it. */
  long orderId() {
    return orderId;
  }

  /** Where the next line begins if one ends here, else {@link #UNSURE}. */
  int lineEnd(int at) {
    if (bytes[at] == '\n') {
      return at + 1;
    }
    return bytes[at] == '\r' && bytes[at + 1] == '\n' ? at + 2 : UNSURE;
  }

  /** Reads a row; where the next line begins, or {@link #UNSURE}. */
  int row(int start) {
    int at = start;
    int last = format.columns() - 1;
    for (int column = 0; column <= last; column++) {
      if (column == format.customer()) {
        at = customer(at);
      } else if (column == format.time()) {
        at = time(at);
      } else if (column == format.amount()) {
        at = amount(at);
      } else if (column == format.orderId()) {
        at = orderId(at);
      } else {
        int end = fieldEnd(at);
        at = column == format.currency() && !isCurrency(at, end) ? UNSURE : end;
      }
      if (at < 0) {
        return UNSURE;
      }
      if (column < last) {
        if (bytes[at] != delimiter) {
          return UNSURE;
        }
        at++;
      }
    }
    return lineEnd(at);
  }

  private int fieldEnd(int start) {
    int at = start;
    while (bytes[at] != delimiter && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    return at;
  }

  private int orderId(int start) {
    int at = start;
    long hash = UnusedColumns.NO_ID;
    while (bytes[at] != delimiter && bytes[at] != '\n' && bytes[at] != '\r') {
      if (bytes[at] < ' ') {
        return UNSURE;
      }
      hash = UnusedColumns.step(hash, bytes[at]);
      at++;
    }
    if (at > start && (bytes[start] == ' ' || bytes[at - 1] == ' ')) {
      return UNSURE;
    }
    orderId = UnusedColumns.end(hash, at - start);
    return at;
  }

  private boolean isCurrency(int from, int to) {
    byte[] expected = format.currencyCode();
    return Arrays.equals(bytes, from, to, expected, 0, expected.length);
  }

  private int customer(int start) {
    int at = start;
    for (byte expected : prefix) {
      if (bytes[at] != expected) {
        return customerText(start);
      }
      at++;
    }
    int firstDigit = at;
    long value = 0;
    int digit = bytes[at] - '0';
    while (digit >= 0 && digit <= 9) {
      value = value * 10 + digit + 1;
      digit = bytes[++at] - '0';
    }
    int digits = at - firstDigit;
    boolean ends = bytes[at] == delimiter || bytes[at] == '\n' || bytes[at] == '\r';
    if (!ends || digits == 0 || digits > IdCodes.MOST_DIGITS) {
      return customerText(start);
    }
    if (bytes[firstDigit] == '0' && digits > 1) {
      ids.notePadded();
    }
    code = value;
    return at;
  }

  /** An id that is no usual prefix and digits; one of other than ASCII must be what it decodes. */
  private int customerText(int start) {
    int at = start;
    boolean ascii = true;
    while (bytes[at] != delimiter && bytes[at] != '\n' && bytes[at] != '\r') {
      if (bytes[at] >= 0 && bytes[at] < ' ') {
        return UNSURE;
      }
      ascii &= bytes[at] >= 0;
      at++;
    }
    if (at == start || bytes[start] == ' ' || bytes[at - 1] == ' ') {
      return UNSURE;
    }
    if (!ascii && !isClean(new String(bytes, start, at - start, StandardCharsets.UTF_8))) {
      return UNSURE;
    }
    code = ids.code(bytes, start, at);
    return at;
  }

  private static boolean isClean(String text) {
    return text.indexOf('\uFFFD') < 0
        && !Character.isWhitespace(text.charAt(0))
        && !Character.isWhitespace(text.charAt(text.length() - 1));
  }

  /** A number of digits, or a negative one if one of them is none. */
  private int number(int at, int digits) {
    int value = 0;
    int wrong = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = bytes[i] - '0';
      wrong |= digit | (9 - digit);
      value = value * 10 + digit;
    }
    return wrong < 0 ? UNSURE : value;
  }

  private int time(int start) {
    int year = number(start, 4);
    if (year < 0) {
      return UNSURE;
    }
    int at = start + 10;
    int month;
    int dayOfMonth;
    if (bytes[start + 4] == '-' && bytes[start + 7] == '-') {
      month = number(start + 5, 2);
      dayOfMonth = number(start + 8, 2);
    } else {
      month = number(start + 4, 2);
      dayOfMonth = number(start + 6, 2);
      at = start + 8;
    }
    if (month < 1 || dayOfMonth < 1) {
      return UNSURE;
    }
    int monthAndDay = month << 5 | dayOfMonth;
    if (year != knownYear || monthAndDay != knownMonthAndDay) {
      if (!isDate(year, month, dayOfMonth)) {
        return UNSURE;
      }
      knownDay = epochDay(year, month, dayOfMonth);
      knownYear = year;
      knownMonthAndDay = monthAndDay;
    }
    day = knownDay;
    boolean hasTime = at == start + 10 && (bytes[at] == 'T' || bytes[at] == ' ');
    int end = hasTime ? timeOfDay(at) : at;
    return day >= OrderColumns.FIRST_DAY && day <= OrderColumns.LAST_DAY ? end : UNSURE;
  }

  private static boolean isDate(int year, int month, int dayOfMonth) {
    if (month > 12 || dayOfMonth > 31) {
      return false;
    }
    boolean leap = (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    int days = month == 2 ? (leap ? 29 : 28) : 30 + ((month + (month >> 3)) & 1);
    return dayOfMonth <= days;
  }

  /**
   * The day since 1970-01-01 of a date in the proleptic Gregorian calendar.
   *
   * @see <a href="https://howardhinnant.github.io/date_algorithms.html#days_from_civil">Hinnant,
   *     chrono-compatible low-level date algorithms</a>
   */
  private static int epochDay(int year, int month, int dayOfMonth) {
    int shifted = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(shifted, 400);
    int yearOfEra = shifted - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + dayOfMonth - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }

  /** From {@code T10:30}, {@code T10:30:15} or {@code T10:30:15.123}, with or without offset. */
  private int timeOfDay(int start) {
    int hour = number(start + 1, 2);
    int minute = number(start + 4, 2);
    if (hour < 0 || hour > 23 || bytes[start + 3] != ':' || minute < 0 || minute > 59) {
      return UNSURE;
    }
    int second = 0;
    int at = start + 6;
    if (bytes[at] == ':') {
      second = number(at + 1, 2);
      if (second < 0 || second > 59) {
        return UNSURE;
      }
      at = endOfFraction(at + 3);
    }
    if (at >= 0 && (bytes[at] == 'Z' || bytes[at] == '+' || bytes[at] == '-')) {
      return offset(at, day * (long) SECONDS_PER_DAY + hour * 3600L + minute * 60L + second);
    }
    return at;
  }

  private int endOfFraction(int start) {
    if (bytes[start] != '.') {
      return start;
    }
    int at = start + 1;
    while (bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at == start + 1 ? UNSURE : at;
  }

  /** From {@code Z}, {@code +02}, {@code +0200} or {@code +02:00}. */
  private int offset(int start, long localSecond) {
    int seconds = 0;
    int at = start + 1;
    if (bytes[start] != 'Z') {
      int hours = number(at, 2);
      if (hours < 0 || hours > 18) {
        return UNSURE;
      }
      at += 2;
      int minutes = 0;
      if (bytes[at] == ':') {
        minutes = number(at + 1, 2);
        at += 3;
      } else if (bytes[at] >= '0' && bytes[at] <= '9') {
        minutes = number(at, 2);
        at += 2;
      }
      if (minutes < 0 || minutes > 59) {
        return UNSURE;
      }
      seconds = (hours * 60 + minutes) * (bytes[start] == '-' ? -60 : 60);
    }
    day = (int) localDays.of(localSecond - seconds);
    return at;
  }

  private int amount(int start) {
    int at = start;
    long value = 0;
    int digit = bytes[at] - '0';
    while (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      digit = bytes[++at] - '0';
    }
    int digits = at - start;
    int missing = format.scale();
    if (bytes[at] == format.decimal()) {
      digit = bytes[++at] - '0';
      while (digit >= 0 && digit <= 9) {
        if (missing > 0) {
          value = value * 10 + digit;
          missing--;
          digits++;
        } else if (digit != 0) {
          return UNSURE;
        }
        digit = bytes[++at] - '0';
      }
    }
    if (digits == 0 || digits + missing > MOST_DIGITS) {
      return UNSURE;
    }
    amount = value * POWERS[missing];
    return at;
  }
}
