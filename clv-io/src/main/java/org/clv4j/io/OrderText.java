package org.clv4j.io;

import java.util.Currency;
import java.util.List;
import org.clv4j.core.value.Money;

/**
 * Takes columns and texts that come from elsewhere, such as a database, as {@link OrderCsv} takes
 * those of a file.
 */
public final class OrderText {
  private final OrderCsv settings;
  private final DayParser days;

  /**
   * Texts under given settings.
   *
   * @param settings names of columns, zone, date format, decimal sign; not to be changed later
   */
  public OrderText(OrderCsv settings) {
    this.settings = settings;
    this.days = new DayParser(settings.zone, settings.dateFormat);
  }

  /**
   * What columns are taken for, by the names in the settings and by the usual ones.
   *
   * @param source how errors call what has the columns
   * @param names their names
   * @return the columns used and ignored
   * @throws OrderCsvException if a column is missing or in doubt
   */
  public CsvColumns columns(String source, List<String> names) {
    return CsvHeader.of(source, names, settings).columns();
  }

  /**
   * The local day that a text stands for.
   *
   * @param text a date, or a date and time
   * @return the epoch day
   * @throws IllegalArgumentException if it is none; the message is fit to follow the text
   */
  public int epochDay(CharSequence text) {
    try {
      return days.epochDay(text);
    } catch (BadValue e) {
      throw new IllegalArgumentException(e.reason(), e);
    }
  }

  /**
   * The amount that a text stands for.
   *
   * @param text a plain decimal number
   * @param currency its currency
   * @return minor units, not negative
   * @throws IllegalArgumentException if it is none or loses digits; the message is fit to follow
   *     the text
   */
  public long minorUnits(CharSequence text, Currency currency) {
    try {
      return new AmountParser(settings.decimal, Money.scale(currency)).minorUnits(text);
    } catch (BadValue e) {
      throw new IllegalArgumentException(e.reason(), e);
    }
  }
}
