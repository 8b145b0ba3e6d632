package org.clv4j.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Currency;
import java.util.Locale;
import org.clv4j.core.value.Money;

/** Numbers as the page prints them. */
final class Numbers {
  private Numbers() {}

  static String whole(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  static String decimal(double number, int decimals) {
    return String.format(Locale.ENGLISH, "%,." + decimals + "f", number);
  }

  static String money(Money amount) {
    return money(amount.toBigDecimal());
  }

  static String money(BigDecimal amount) {
    return String.format(Locale.ENGLISH, "%,." + amount.scale() + "f", amount);
  }

  static String money(double majorUnits, Currency currency) {
    return decimal(majorUnits, Money.scale(currency));
  }

  /** Shares are of a whole that is not 0. */
  static String percent(double part, double whole) {
    return decimal(100 * part / whole, 1) + " %";
  }

  /** Four significant digits. */
  static String significant(double number) {
    return new BigDecimal(number).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }
}
