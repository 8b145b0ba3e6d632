package org.clv4j.charts;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * What an axis tells.
 *
 * @param label its name
 * @param kind what its numbers are
 * @param names of {@link Kind#NAMES}, by number from 0
 */
record Axis(Text label, Kind kind, List<Text> names) {
  private static final int DIGITS = 4;

  enum Kind {
    NUMBER,
    WHOLE,
    PERCENT,
    /** Epoch days. */
    DAY,
    NAMES
  }

  Axis {
    names = List.copyOf(names);
  }

  static Axis of(Kind kind, Text label) {
    return new Axis(label, kind, List.of());
  }

  static Axis names(Text label, List<String> names) {
    return texts(label, names.stream().map(Text::plain).toList());
  }

  /** Names that differ from language to language. */
  static Axis texts(Text label, List<Text> names) {
    return new Axis(label, Kind.NAMES, names);
  }

  Ticks ticks(Locale locale) {
    return switch (kind) {
      case NUMBER, WHOLE, PERCENT ->
          Ticks.numbers(kind == Kind.WHOLE, kind == Kind.PERCENT, locale);
      case DAY -> Ticks.days(locale);
      case NAMES -> Ticks.names(names.stream().map(name -> name.in(locale)).toList());
    };
  }

  /** A value of the axis in words. */
  String shown(double value, Locale locale) {
    return switch (kind) {
      case NUMBER, WHOLE -> Numbers.significant(value, DIGITS, locale);
      case PERCENT -> Numbers.percent(value, 1, locale);
      case DAY -> Numbers.day(LocalDate.ofEpochDay((long) value), locale);
      case NAMES -> names.get((int) Math.rint(value)).in(locale);
    };
  }
}
