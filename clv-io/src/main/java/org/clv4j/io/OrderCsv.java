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
import org.clv4j.core.order.OrderDetail;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.RateProvider;
import org.jspecify.annotations.Nullable;

/**
 * Reads orders from CSV files: how they are written is found from the header or stated here.
 *
 * <p>Columns may come in any order; the usual names are recognised in any spelling ({@code Customer
 * ID}, {@code customer_id}). Fields are separated by comma, semicolon, tab or bar, as the header
 * shows, and may be quoted as RFC 4180 says; spaces around them do not count. A file may be gzipped
 * and may begin with a byte order mark. Days are ISO dates or date-times, with or without an offset
 * ({@code 2024-03-01T23:30:00+01:00}), or compact dates ({@code 19970101}); anything else, such as
 * 03/04/2021, needs {@link #dateFormat}. A currency column must name one currency in every row,
 * unless {@link #rates} convert the others. Without an amount column the log has no amounts.
 *
 * <p>Columns of discount, cost, promotion and channel are details: an empty field is a discount of
 * 0, no promotion, no channel. If one order has no cost, none has. A detail's column that is named
 * here must be readable in every row; one that was only recognised is ignored as a whole, with a
 * note, where a row is not. Beside a quantity {@code discount} and {@code cost} are not recognised:
 * they may be those of one piece. Where only some files have discounts, those of the others are 0.
 *
 * <p>Nothing is dropped silently: a row that breaks a rule ends the reading with its file, line,
 * column, value and reason or, after {@link #skipBadRows}, is left out, counted and listed. A file
 * whose quotes do not close, or whose gzip ends too early, always ends it, because nobody knows
 * what is missing.
 *
 * <p>Lines of UTF-8 without quotes, with ISO or compact dates and without columns of details, are
 * read as bytes, several times as fast as others and by {@link #threads} threads; results and
 * errors are the same either way. Rows wait in batches of up to a quarter of the memory before they
 * go into the log.
 *
 * <p>The settings are for one thread, and each returns this object: {@code new
 * OrderCsv().decimal(',').readFile(path)}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
public final class OrderCsv {
  @Nullable String customer;
  @Nullable String time;
  @Nullable String amount;
  @Nullable String currencyColumn;
  final Map<OrderDetail, String> details = new EnumMap<>(OrderDetail.class);
  @Nullable Currency currency;
  @Nullable RateProvider rates;
  ZoneId zone = ZoneOffset.UTC;
  @Nullable String dateFormat;
  char decimal = '.';
  @Nullable Character delimiter;
  Charset charset = StandardCharsets.UTF_8;
  boolean skipBadRows;
  int threads = 1;

  /** Bytes that a thread reads at once; 0 for FastCSV alone. */
  int chunkBytes = 1 << 18;

  /** Rows that wait before they go into the log; 0 for what the memory allows. */
  int batchRows;

  /** Everything from the header; UTC, decimal point, UTF-8; stops at the first bad row. */
  public OrderCsv() {}

  /**
   * Reads one file as it is.
   *
   * @param file a CSV file, gzipped or not
   * @return the orders and how they were read
   * @throws OrderCsvException if something in the file breaks a rule
   * @throws IOException if the file cannot be opened or read
   */
  public static OrderCsvResult read(Path file) throws IOException {
    return new OrderCsv().readFile(file);
  }

  /**
   * Reads one file under these settings.
   *
   * @param file a CSV file, gzipped or not
   * @return the orders and how they were read
   * @throws OrderCsvException if something in the file breaks a rule
   * @throws IOException if the file cannot be opened or read
   */
  public OrderCsvResult readFile(Path file) throws IOException {
    return readAll(List.of(CsvSource.of(file)));
  }

  /**
   * Reads several files into one log. Each has a header of its own; all have amounts or none has.
   *
   * @param sources at least one
   * @return all orders and how they were read
   * @throws OrderCsvException if something in a file breaks a rule, or there is no row in any
   * @throws IOException if a file cannot be opened or read
   */
  public OrderCsvResult readAll(List<CsvSource> sources) throws IOException {
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("sources must not be empty");
    }
    if (rates != null && currency == null) {
      throw new IllegalArgumentException(
          "currency of the analysis must be stated where rates are, but is missing");
    }
    OrderCsvRows rows = new OrderCsvRows(this);
    for (CsvSource source : sources) {
      new OrderCsvFile(this, source, rows).read();
    }
    return rows.result();
  }

  /**
   * Names the column of the customer ids.
   *
   * @param column its name in the header, or null to find it
   * @return this
   */
  public OrderCsv customer(@Nullable String column) {
    customer = column;
    return this;
  }

  /**
   * Names the column of the days or moments.
   *
   * @param column its name in the header, or null to find it
   * @return this
   */
  public OrderCsv time(@Nullable String column) {
    time = column;
    return this;
  }

  /**
   * Names the column of the amounts.
   *
   * @param column its name in the header, or null to find it
   * @return this
   */
  public OrderCsv amount(@Nullable String column) {
    amount = column;
    return this;
  }

  /**
   * Names the column of the currency codes.
   *
   * @param column its name in the header, or null to find it
   * @return this
   */
  public OrderCsv currencyColumn(@Nullable String column) {
    currencyColumn = column;
    return this;
  }

  /**
   * Names the column of the discounts.
   *
   * @param column its name in the header, or null to find it
   * @return this
   */
  public OrderCsv discount(@Nullable String column) {
    return detail(OrderDetail.DISCOUNT, column);
  }

  /**
   * Names the column of what the goods cost the shop.
   *
   * @param column its name in the header, or null to find it
   * @return this
   */
  public OrderCsv cost(@Nullable String column) {
    return detail(OrderDetail.COST, column);
  }

  /**
   * Names the column of the promotions.
   *
   * @param column its name in the header, or null to find it
   * @return this
   */
  public OrderCsv promotion(@Nullable String column) {
    return detail(OrderDetail.PROMOTION, column);
  }

  /**
   * Names the column of the channels.
   *
   * @param column its name in the header, or null to find it
   * @return this
   */
  public OrderCsv channel(@Nullable String column) {
    return detail(OrderDetail.CHANNEL, column);
  }

  private OrderCsv detail(OrderDetail detail, @Nullable String column) {
    if (column == null) {
      details.remove(detail);
    } else {
      details.put(detail, column);
    }
    return this;
  }

  /**
   * States the currency of the analysis, which a currency column must then name in every row, or
   * which {@link #rates} lead to.
   *
   * @param code the currency, or null for that of the first row and, without a currency column,
   *     {@link Money#UNSTATED}
   * @return this
   * @throws IllegalArgumentException if the currency has no minor units
   */
  public OrderCsv currency(@Nullable Currency code) {
    if (code != null) {
      Money.scale(code);
    }
    currency = code;
    return this;
  }

  /**
   * States at which rates rows in other currencies are converted, each at the rate of its day; the
   * currency of the analysis must be stated too, and a column must name that of each row. A missing
   * rate ends the reading, bad rows skipped or not: to leave out a currency is no conversion.
   *
   * @param provider knows the rates, or null for none
   * @return this
   */
  public OrderCsv rates(@Nullable RateProvider provider) {
    rates = provider;
    return this;
  }

  /**
   * States whose local days the orders fall on. A moment with an offset is converted, one without
   * is taken as local.
   *
   * @param localDays the zone; UTC unless stated
   * @return this
   */
  public OrderCsv zone(ZoneId localDays) {
    zone = Objects.requireNonNull(localDays, "zone must not be null");
    return this;
  }

  /**
   * States how days or moments are written.
   *
   * @param pattern of {@link java.time.format.DateTimeFormatter}, such as {@code dd/MM/yyyy}, or
   *     null for ISO and compact dates
   * @return this
   * @throws IllegalArgumentException if it is no pattern
   */
  public OrderCsv dateFormat(@Nullable String pattern) {
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
  public OrderCsv decimal(char sign) {
    if (sign != '.' && sign != ',') {
      throw new IllegalArgumentException(
          "decimal sign must be \".\" or \",\", but was \"" + sign + "\"");
    }
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
  public OrderCsv delimiter(@Nullable Character sign) {
    if (sign != null && "\"\r\n".indexOf(sign) >= 0) {
      throw new IllegalArgumentException(
          "delimiter must be neither a quote nor a line end, but was " + Character.getName(sign));
    }
    delimiter = sign;
    return this;
  }

  /**
   * States the encoding; a byte order mark wins over it.
   *
   * @param encoding UTF-8 unless stated
   * @return this
   */
  public OrderCsv charset(Charset encoding) {
    charset = Objects.requireNonNull(encoding, "charset must not be null");
    return this;
  }

  /**
   * States what happens to a bad row.
   *
   * @param skip true to leave it out and list it, false to stop
   * @return this
   */
  public OrderCsv skipBadRows(boolean skip) {
    skipBadRows = skip;
    return this;
  }

  /**
   * States how many threads may read; the orders and errors are the same.
   *
   * @param number at least 1, which it is unless stated
   * @return this
   * @throws IllegalArgumentException if it is less than 1
   */
  public OrderCsv threads(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but was " + number);
    }
    threads = number;
    return this;
  }
}
