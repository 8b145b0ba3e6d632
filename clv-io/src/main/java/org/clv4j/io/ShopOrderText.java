package org.clv4j.io;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows of texts that come from elsewhere, such as a database, as {@link ShopOrderCsv} takes
 * those of files: source by source into one book.
 */
public final class ShopOrderText {
  private final ShopOrderCsv settings;
  private final ShopRows rows;

  /**
   * Texts under given settings.
   *
   * @param settings not to be changed later; delimiter and charset do not count
   * @throws IllegalArgumentException if there are rates, but no currency of the analysis
   * @throws OrderCsvException if something in the file of refunds breaks a rule
   * @throws IOException if the file of refunds cannot be opened or read
   */
  public ShopOrderText(ShopOrderCsv settings) throws IOException {
    settings.requireCurrencyBesideRates();
    this.settings = settings;
    this.rows = new ShopRows(settings);
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
    return ShopHeader.of(source, names, settings).columns();
  }

  /**
   * Begins a source.
   *
   * @param source how errors call it
   * @param names the names of its columns
   * @param isoDays whether its days and moments are handed over as ISO 8601 has them, whatever the
   *     settings say
   * @throws OrderCsvException if a column is missing or in doubt
   */
  public void begin(String source, List<String> names, boolean isoDays) {
    rows.begin(ShopHeader.of(source, names, settings), isoDays);
  }

  /**
   * Takes a row.
   *
   * @param number the number of the row in its source, from 1
   * @param values by column; null is an empty field
   * @throws OrderCsvException if it breaks a rule and bad rows are not skipped, or contradicts
   *     another row
   */
  public void add(long number, @Nullable String... values) {
    rows.accept(
        new ShopRow(
            rows.header(),
            number,
            Arrays.stream(values).map(value -> value == null ? "" : value).toList()));
  }

  /**
   * A number as the settings write it.
   *
   * @param number any
   * @return its digits, without such as say nothing
   */
  public String number(BigDecimal number) {
    // Digits are written out, of which 1e1000000000 has many.
    if (number.signum() != 0 && Math.abs((long) number.precision() - number.scale()) > 60) {
      return number.toString();
    }
    BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    return plain.toPlainString().replace('.', settings.decimal);
  }

  /** Ends a source: rows that are lines become orders. */
  public void end() {
    rows.end();
  }

  /**
   * All orders of all sources.
   *
   * @return the orders, their log and how they were read
   * @throws OrderCsvException if there is none
   */
  public ShopOrderCsvResult result() {
    return rows.result();
  }
}
