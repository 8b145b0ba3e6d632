package org.clv4j.charts;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Numbers and days as readers of a language write them. */
final class Numbers {
  private Numbers() {}

  static String decimal(double number, int decimals, Locale locale) {
    return digits(NumberFormat.getNumberInstance(locale), decimals).format(number + 0.0);
  }

  static String percent(double part, int decimals, Locale locale) {
    return digits(NumberFormat.getPercentInstance(locale), decimals).format(part + 0.0);
  }

  private static NumberFormat digits(NumberFormat format, int decimals) {
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    format.setRoundingMode(RoundingMode.HALF_UP);
    return format;
  }

  /** So many significant digits and no zeros behind the last. */
  static String significant(double number, int digits, Locale locale) {
    BigDecimal rounded = new BigDecimal(number).round(new MathContext(digits));
    int decimals = Math.max(0, rounded.stripTrailingZeros().scale());
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMaximumFractionDigits(decimals);
    return format.format(rounded.signum() == 0 ? BigDecimal.ZERO : rounded);
  }

  static String day(LocalDate day, Locale locale) {
    String text =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale).format(day);
    return locale.getLanguage().equals("fr") && text.startsWith("1 ")
        ? "1er" + text.substring(1)
        : text;
  }
}
