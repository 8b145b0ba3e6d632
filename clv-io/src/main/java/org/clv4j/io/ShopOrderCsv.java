package org.clv4j.io;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.RateProvider;
import org.jspecify.annotations.Nullable;

/**
 * Reads orders from CSV files with all that decides what they are worth: states, discounts, tax,
 * shipping, refunds, costs. {@link OrderCsv} reads plain ones, faster.
 *
 * <p>Files are read as {@link OrderCsv} says. Where there is a column of products, quantities or
 * unit prices, rows are lines: rows of one file with the same order id are one order, whether they
 * stand together or not. The columns of the order then say the same in each of its rows, 4.0 being
 * the same money as 4.00, or nothing. Else each row is an order. An order that comes again is
 * ignored and counted if it says the same, and an error if it does not, unless a {@linkplain
 * ShopColumn#REVISION revision} or {@link #laterFileWins} decides.
 *
 * <p>An empty field is 0 or none; customer, time and amount must not be empty, of costs an empty
 * one is unknown. An amount is the total that was charged where rows are orders, goods without tax
 * and shipping where they are lines, unless {@link #amountIs} states another meaning.
 *
 * <p>A row that breaks a rule ends the reading with its place, or after {@link #skipBadRows} leaves
 * out its whole order. A conflict between two rows of one order always ends it: nobody knows which
 * of them is right.
 *
 * <p>The same settings, but for delimiter and charset, hold for tables, queries and files of other
 * formats ({@link ShopOrderText}).
 *
 * <p>The settings are for one thread, and each returns this object.
 */
public final class ShopOrderCsv {
  final Map<ShopColumn, String> columns = new EnumMap<>(ShopColumn.class);
  OrderPolicy policy = OrderPolicy.NET;
  @Nullable AmountMeaning meaning;
  @Nullable Currency currency;
  @Nullable RateProvider rates;
  @Nullable CsvSource refunds;
  ZoneId zone = ZoneOffset.UTC;
  @Nullable String dateFormat;
  char decimal = '.';
  @Nullable Character delimiter;
  Charset charset = StandardCharsets.UTF_8;
  boolean laterFileWins;
  boolean skipBadRows;
  boolean amountsOptional;

  /**
   * Columns from the header, {@link OrderPolicy#NET}, UTC, decimal point, UTF-8; stops at the first
   * bad row.
   */
  public ShopOrderCsv() {}

  /**
   * Reads one file under these settings.
   *
   * @param file a CSV file, gzipped or not
   * @return the orders, their log and how they were read
   * @throws OrderCsvException if something in the file breaks a rule
   * @throws IOException if the file cannot be opened or read
   */
  public ShopOrderCsvResult readFile(Path file) throws IOException {
    return readAll(List.of(CsvSource.of(file)));
  }

  /**
   * Reads several files into one book. Each has a header of its own.
   *
   * @param sources at least one
   * @return all orders, their log and how they were read
   * @throws OrderCsvException if something in a file breaks a rule, or there is no order in any
   * @throws IOException if a file cannot be opened or read
   */
  public ShopOrderCsvResult readAll(List<CsvSource> sources) throws IOException {
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("sources must not be empty");
    }
    requireCurrencyBesideRates();
    ShopRows rows = new ShopRows(this);
    for (CsvSource source : sources) {
      rows.read(source);
    }
    return rows.result();
  }

  void requireCurrencyBesideRates() {
    if (rates != null && currency == null) {
      throw new IllegalArgumentException(
          "currency of the analysis must be stated where rates are, but is missing");
    }
  }

  /**
   * Names a column.
   *
   * @param role what the column is
   * @param column its name in the header; null to find it, empty to do without it
   * @return this
   */
  public ShopOrderCsv column(ShopColumn role, @Nullable String column) {
    if (column == null) {
      columns.remove(role);
    } else {
      columns.put(role, column);
    }
    return this;
  }

  /**
   * States which orders count and what they are worth.
   *
   * @param deciding {@link OrderPolicy#NET} unless stated
   * @return this
   */
  public ShopOrderCsv policy(OrderPolicy deciding) {
    policy = Objects.requireNonNull(deciding, "policy must not be null");
    return this;
  }

  /**
   * States what amounts or unit prices have within them.
   *
   * @param stated null for the total where rows are orders, for goods where they are lines
   * @return this
   */
  public ShopOrderCsv amountIs(@Nullable AmountMeaning stated) {
    meaning = stated;
    return this;
  }

  /**
   * States whether lines may lack amounts, because only their products are asked about.
   *
   * @param optional true for files of lines without amounts and prices, whose lines are worth 0
   * @return this
   */
  public ShopOrderCsv amountsOptional(boolean optional) {
    amountsOptional = optional;
    return this;
  }

  /**
   * States the currency of the analysis, which a currency column must then name in every row.
   *
   * @param code the currency, or null for that of the first row and, without a currency column,
   *     {@link Money#UNSTATED}
   * @return this
   * @throws IllegalArgumentException if the currency has no minor units
   */
  public ShopOrderCsv currency(@Nullable Currency code) {
    if (code != null) {
      Money.scale(code);
    }
    currency = code;
    return this;
  }

  /**
   * States at which rates orders in other currencies are converted, as {@code OrderBook.convertTo}
   * says; the currency of the analysis must be stated too, and a column must name that of each
   * order.
   *
   * @param provider knows the rates, or null for none
   * @return this
   */
  public ShopOrderCsv rates(@Nullable RateProvider provider) {
    rates = provider;
    return this;
  }

  /**
   * States where the refunds are, if they are in a file of their own: any number per order, with
   * days of their own, of orders or of lines.
   *
   * <p>The file has a column of the order's id and one of what was refunded, and may have one of
   * days or moments and one of products. The columns are those named for {@link ShopColumn#ORDER},
   * {@link ShopColumn#REFUND}, {@link ShopColumn#REFUND_TIME} and {@link ShopColumn#PRODUCT}, else
   * found by their usual names, those of {@link ShopColumn#AMOUNT} and {@link ShopColumn#TIME}
   * among them; other columns do not count. Days, amounts, delimiter and charset are as these
   * settings say. An empty amount or one of 0 is no refund, so that a file of lines which states
   * refunds may be given again; an empty day is that of the order; a product must be one of the
   * order, if its lines have products, and an empty one is the order as a whole.
   *
   * <p>The orders must have ids, and columns of refunds among theirs do not count. Each row is a
   * refund, so that two equal ones are two. A refund whose order does not come is left out and
   * counted ({@code refunds-without-order}). A row that cannot be read ends the reading, or leaves
   * its order out where bad rows are skipped, but one without an order's id always ends it.
   *
   * @param file a CSV file, gzipped or not, or null for none; it is read when the reading of orders
   *     begins
   * @return this
   */
  public ShopOrderCsv refunds(@Nullable CsvSource file) {
    refunds = file;
    return this;
  }

  /**
   * States whose local days the orders fall on.
   *
   * @param localDays the zone; UTC unless stated
   * @return this
   */
  public ShopOrderCsv zone(ZoneId localDays) {
    zone = Objects.requireNonNull(localDays, "zone must not be null");
    return this;
  }

  /**
   * States how days or moments are written.
   *
   * @param pattern as {@link OrderCsv#dateFormat}
   * @return this
   * @throws IllegalArgumentException if it is no pattern
   */
  public ShopOrderCsv dateFormat(@Nullable String pattern) {
    if (pattern != null) {
      DayParser.formatter(pattern);
    }
    dateFormat = pattern;
    return this;
  }

  /**
   * States the decimal sign of the amounts.
   *
   * @param sign {@code .} or {@code ,}; a point unless stated
   * @return this
   * @throws IllegalArgumentException if it is another sign
   */
  public ShopOrderCsv decimal(char sign) {
    new OrderCsv().decimal(sign);
    decimal = sign;
    return this;
  }

  /**
   * States what separates the fields.
   *
   * @param sign any character but a quote or a line end, or null to find it
   * @return this
   * @throws IllegalArgumentException if it is a quote or a line end
   */
  public ShopOrderCsv delimiter(@Nullable Character sign) {
    new OrderCsv().delimiter(sign);
    delimiter = sign;
    return this;
  }

  /**
   * States the encoding; a byte order mark wins over it.
   *
   * @param encoding UTF-8 unless stated
   * @return this
   */
  public ShopOrderCsv charset(Charset encoding) {
    charset = Objects.requireNonNull(encoding, "charset must not be null");
    return this;
  }

  /**
   * States what happens to an order that stands in several files and is not the same in all; there
   * must be a column of the order's id, and none of a revision.
   *
   * @param wins true for that of the last of them, false for an error
   * @return this
   */
  public ShopOrderCsv laterFileWins(boolean wins) {
    laterFileWins = wins;
    return this;
  }

  /**
   * States what happens to an order of which a row is bad.
   *
   * @param skip true to leave it out and list the row, false to stop
   * @return this
   */
  public ShopOrderCsv skipBadRows(boolean skip) {
    skipBadRows = skip;
    return this;
  }
}
