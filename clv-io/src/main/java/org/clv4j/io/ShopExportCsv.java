package org.clv4j.io;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.RateProvider;
import org.jspecify.annotations.Nullable;

/**
 * Reads the order exports of {@linkplain ShopPreset shop systems} as they come: rows of line items
 * become orders, and what the export says of discounts, tax, shipping, refunds and states is taken
 * for that.
 *
 * <p>The figures of an order must add up to its total; one that does not, or of which a field
 * cannot be read, ends the reading with its place or, after {@link #skipBadRows}, is left out as a
 * whole, all its rows counted and listed. Of an order of Shopify that was edited the subtotal will
 * do, which is a finding ({@code unexplained-subtotals}); a tip is charged and no sale. Orders that
 * come twice are ignored and counted if they say the same, and an error if they do not, unless
 * {@link #laterFileWins}.
 *
 * <p>A customer is the id that the export has or, for guests, the e-mail address in lower case; an
 * order that names neither is a customer of its own. What the export does not tell, such as the day
 * of a refund, is told in the notes of the result.
 *
 * <p>Files are in UTF-8, gzipped or not; the header shows whether comma, semicolon, tab or bar
 * separates fields. The settings are for one thread, and each returns this object.
 */
public final class ShopExportCsv {
  final ShopPreset preset;
  OrderPolicy policy;
  ZoneId zone = ZoneOffset.UTC;
  @Nullable Currency currency;
  @Nullable RateProvider rates;
  @Nullable String dateFormat;
  char decimal = '.';
  @Nullable Character delimiter;
  Charset charset = StandardCharsets.UTF_8;
  boolean laterFileWins;
  boolean skipBadRows;

  /**
   * The {@linkplain ShopPreset#policy policy of the system}, UTC, decimal point, UTF-8; stops at
   * the first bad order.
   *
   * @param preset whose export it is
   */
  public ShopExportCsv(ShopPreset preset) {
    this.preset = Objects.requireNonNull(preset, "preset must not be null");
    this.policy = preset.policy();
  }

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
   * Reads several files into one book.
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
    if (rates != null && currency == null) {
      throw new IllegalArgumentException(
          "currency of the analysis must be stated where rates are, but is missing");
    }
    ExportRows rows = new ExportRows(this);
    for (CsvSource source : sources) {
      rows.read(source);
    }
    return rows.result();
  }

  /**
   * States which orders count and what they are worth. A policy that changes that of the system
   * keeps its states: {@code OrderPolicy.parse("refunds=book", preset.policy())}.
   *
   * @param decides the policy, or null for that of the system
   * @return this
   */
  public ShopExportCsv policy(@Nullable OrderPolicy decides) {
    policy = decides == null ? preset.policy() : decides;
    return this;
  }

  /**
   * States the currency of the analysis, which all orders that count must have unless {@link
   * #rates} convert them.
   *
   * @param code the currency, or null for that of the orders
   * @return this
   * @throws IllegalArgumentException if the currency has no minor units
   */
  public ShopExportCsv currency(@Nullable Currency code) {
    if (code != null) {
      Money.scale(code);
    }
    currency = code;
    return this;
  }

  /**
   * States at which rates orders in other currencies are converted, each at the rate of its day.
   *
   * @param provider knows the rates, or null for none
   * @return this
   */
  public ShopExportCsv rates(@Nullable RateProvider provider) {
    rates = provider;
    return this;
  }

  /**
   * States whose local days the orders fall on. A moment with an offset is converted, and one of
   * Stripe's, which is in UTC; another one without is taken as local.
   *
   * @param localDays the zone; UTC unless stated
   * @return this
   */
  public ShopExportCsv zone(ZoneId localDays) {
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
  public ShopExportCsv dateFormat(@Nullable String pattern) {
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
  public ShopExportCsv decimal(char sign) {
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
  public ShopExportCsv delimiter(@Nullable Character sign) {
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
  public ShopExportCsv charset(Charset encoding) {
    charset = Objects.requireNonNull(encoding, "charset must not be null");
    return this;
  }

  /**
   * States what happens to an order that stands in several files and is not the same in all, for
   * example because of a refund between two exports.
   *
   * @param wins true for that of the last of them, false for an error
   * @return this
   */
  public ShopExportCsv laterFileWins(boolean wins) {
    laterFileWins = wins;
    return this;
  }

  /**
   * States what happens to an order that cannot be read.
   *
   * @param skip true to leave it out and list it, false to stop
   * @return this
   */
  public ShopExportCsv skipBadRows(boolean skip) {
    skipBadRows = skip;
    return this;
  }
}
