package org.clv4j.io;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/** Reads what stands in the fields of a shop's rows; an empty field is 0, 1 piece or false. */
final class ShopFields {
  private final ShopOrderCsv settings;
  private DayParser days;
  private @Nullable Currency currency;
  private final Map<Currency, AmountParser> amounts = new HashMap<>();

  ShopFields(ShopOrderCsv settings) {
    this.settings = settings;
    this.days = new DayParser(settings.zone, settings.dateFormat);
    this.currency = settings.currency;
  }

  /** Says whether the days to come are ISO, whatever the settings say. */
  void useIsoDays(boolean iso) {
    days = new DayParser(settings.zone, iso ? null : settings.dateFormat);
  }

  /**
   * The currency of all orders, settled once it is asked for; with rates that of the order read.
   */
  Currency currency() {
    if (currency == null) {
      currency = Money.UNSTATED;
    }
    return currency;
  }

  /** Takes the currency of a row; false if it is another one than that of the rows before. */
  boolean settle(String code) {
    Currency found = OrderCsvRows.currencyOf(code);
    if (currency == null || settings.rates != null) {
      currency = found;
    }
    return currency.equals(found);
  }

  long money(String text) {
    return text.isEmpty()
        ? 0
        : amounts
            .computeIfAbsent(
                currency(), code -> new AmountParser(settings.decimal, Money.scale(code)))
            .minorUnits(text);
  }

  /** Whether two texts say the same, as 4.0 and 4.00 do where they are money. */
  boolean isSame(ShopColumn role, String a, String b) {
    return a.equals(b)
        || (role.isMoney() && isNumber(a) && isNumber(b) && number(a).compareTo(number(b)) == 0);
  }

  private boolean isNumber(String text) {
    return text.replace(settings.decimal, '.').matches("[0-9]{1,19}(\\.[0-9]{0,9})?");
  }

  private BigDecimal number(String text) {
    return new BigDecimal(text.replace(settings.decimal, '.'));
  }

  LocalDate day(String text) {
    return LocalDate.ofEpochDay(days.epochDay(text));
  }

  BigDecimal quantity(String text) {
    if (text.isEmpty()) {
      return BigDecimal.ONE;
    }
    String plain = text.replace(settings.decimal, '.');
    if (!plain.matches("[0-9]{1,12}(\\.[0-9]{1,6})?") || new BigDecimal(plain).signum() == 0) {
      throw new BadValue("is not a quantity: a plain number above 0");
    }
    return new BigDecimal(plain);
  }

  static boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "", "false", "0", "no" -> false;
      case "true", "1", "yes" -> true;
      default -> throw new BadValue("is neither true nor false");
    };
  }

  static long revision(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new BadValue("is not a whole number");
    }
  }
}
