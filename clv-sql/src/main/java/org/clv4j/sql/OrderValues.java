package org.clv4j.sql;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Currency;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.value.Money;
import org.clv4j.io.OrderText;
import org.jspecify.annotations.Nullable;

/** Turns the values of a row into ids, days and minor units, exactly or not at all. */
final class OrderValues {
  static final long MICROS_PER_DAY = 86_400_000_000L;

  /** Up to here a double tells neighbouring minor units apart even after a multiplication. */
  static final long MOST_MINOR_UNITS_OF_A_DOUBLE = 1L << 50;

  static final String NOT_NULL = "must not be null";
  static final String NOT_EMPTY = "must not be empty";
  static final String NOT_NEGATIVE = "must not be negative";
  static final String FITS = "must fit in a long of minor units";
  static final String NOT_WHOLE = "must be a whole number or a text";
  static final String DAY_IN_RANGE =
      "must be between "
          + LocalDate.ofEpochDay(OrderColumns.FIRST_DAY)
          + " and "
          + LocalDate.ofEpochDay(OrderColumns.LAST_DAY);

  private final OrderText texts;
  private final boolean minorUnits;
  private final ZoneRules rules;

  /** The offset, in microseconds, from one instant to before another. */
  private long offset;

  private long offsetFrom = 1;
  private long offsetTo;

  OrderValues(OrderMapping mapping) {
    this.texts = mapping.texts();
    this.minorUnits = mapping.minorUnits();
    this.rules = mapping.zone().getRules();
  }

  static String tooManyDecimals(int scale) {
    return "has more than " + scale + " decimals, all that the currency has";
  }

  static String noMoneyInDouble(int scale) {
    return "is a DOUBLE that is no decimal number of "
        + scale
        + " decimals and at most 2^50 minor"
        + " units";
  }

  /** The id of a column that is no whole number. */
  String id(RowCursor row, int column, ColumnKind kind) {
    if (kind == ColumnKind.DECIMAL) {
      try {
        return row.decimal(column).toBigIntegerExact().toString();
      } catch (ArithmeticException e) {
        throw new BadCell(NOT_WHOLE);
      }
    }
    return text(row, column);
  }

  /** A text that says something. */
  static String text(RowCursor row, int column) {
    String text = row.text(column).strip();
    if (text.isEmpty()) {
      throw new BadCell(NOT_EMPTY);
    }
    return text;
  }

  int day(RowCursor row, int column, ColumnKind kind) {
    if (kind == ColumnKind.TEXT) {
      return textDay(text(row, column));
    }
    long micros = row.micros(column);
    if (kind == ColumnKind.INSTANT && Math.abs(micros) < Long.MAX_VALUE / 2) {
      micros += offset(micros);
    }
    long day = Math.floorDiv(micros, MICROS_PER_DAY);
    if (day < OrderColumns.FIRST_DAY || day > OrderColumns.LAST_DAY) {
      throw new BadCell(DAY_IN_RANGE);
    }
    return (int) day;
  }

  private int textDay(String text) {
    try {
      return texts.epochDay(text);
    } catch (IllegalArgumentException e) {
      throw new BadCell(String.valueOf(e.getMessage()));
    }
  }

  private long offset(long micros) {
    if (micros < offsetFrom || micros >= offsetTo) {
      Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
      offset = rules.getOffset(instant).getTotalSeconds() * 1_000_000L;
      // The transition at an instant itself is the one before what follows it.
      offsetFrom = micros(rules.previousTransition(instant.plusNanos(1)), Long.MIN_VALUE);
      offsetTo = micros(rules.nextTransition(instant), Long.MAX_VALUE);
    }
    return offset;
  }

  private static long micros(@Nullable ZoneOffsetTransition transition, long none) {
    return transition == null ? none : transition.toEpochSecond() * 1_000_000L;
  }

  long amount(RowCursor row, int column, ColumnKind kind, Currency currency) {
    int scale = Money.scale(currency);
    long amount =
        switch (kind) {
          case WHOLE -> minorUnits ? row.whole(column) : exact(row.whole(column), scale);
          case DECIMAL -> decimal(row.decimal(column), scale);
          case DOUBLE -> floating(row.floating(column), scale);
          default -> textAmount(text(row, column), currency);
        };
    if (amount < 0) {
      throw new BadCell(NOT_NEGATIVE);
    }
    return amount;
  }

  private static long exact(long majorUnits, int scale) {
    try {
      return Math.multiplyExact(majorUnits, (long) Math.pow(10, scale));
    } catch (ArithmeticException e) {
      throw new BadCell(FITS);
    }
  }

  private static long decimal(BigDecimal amount, int scale) {
    if (amount.scale() == scale && amount.precision() <= 18) {
      return amount.unscaledValue().longValue();
    }
    // Before digits are written out, of which 1e1000000000 has many.
    if (amount.signum() != 0 && (long) amount.precision() - amount.scale() > 20) {
      throw new BadCell(FITS);
    }
    if (amount.stripTrailingZeros().scale() > scale) {
      throw new BadCell(tooManyDecimals(scale));
    }
    try {
      return amount.movePointRight(scale).longValueExact();
    } catch (ArithmeticException e) {
      throw new BadCell(FITS);
    }
  }

  /** The nearest decimal, if it is read as the same double; SQL says it in the same operations. */
  private static long floating(double amount, int scale) {
    double power = Math.pow(10, scale);
    double minor = Math.rint(amount * power);
    if (!(Math.abs(minor) <= MOST_MINOR_UNITS_OF_A_DOUBLE) || minor / power != amount) {
      throw new BadCell(noMoneyInDouble(scale));
    }
    return (long) minor;
  }

  private long textAmount(String text, Currency currency) {
    try {
      return texts.minorUnits(text, currency);
    } catch (IllegalArgumentException e) {
      throw new BadCell(String.valueOf(e.getMessage()));
    }
  }

  /** A value as an error shows it. */
  static String display(RowCursor row, int column, ColumnKind kind) throws SQLException {
    if (row.isNull(column)) {
      return "NULL";
    }
    return switch (kind) {
      case WHOLE -> Long.toString(row.whole(column));
      case DECIMAL -> row.decimal(column).toString();
      case DOUBLE -> Double.toString(row.floating(column));
      case DATE, TIMESTAMP, INSTANT -> time(row.micros(column), kind);
      default -> row.text(column);
    };
  }

  private static String time(long micros, ColumnKind kind) {
    if (Math.abs(micros) >= Long.MAX_VALUE - 1) {
      return micros > 0 ? "infinity" : "-infinity";
    }
    Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    return switch (kind) {
      case DATE -> instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
      case TIMESTAMP -> instant.atOffset(ZoneOffset.UTC).toLocalDateTime().toString();
      default -> instant.toString();
    };
  }
}
