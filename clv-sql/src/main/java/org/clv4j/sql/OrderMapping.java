package org.clv4j.sql;

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
import org.clv4j.io.CsvColumns;
import org.clv4j.io.OrderCsv;
import org.clv4j.io.OrderText;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a table, query or file are which, and what their values mean, where each row is
 * an order that is worth what it states. {@link org.clv4j.io.ShopOrderCsv} does the same for orders
 * with states, refunds or lines.
 *
 * <p>Columns that are not named are found by their usual names, as {@link OrderCsv} finds them.
 *
 * <ul>
 *   <li>Customers are whole numbers, texts or UUIDs; spaces around a text do not count.
 *   <li>Days are a DATE, the date of a TIMESTAMP, or the local day of a TIMESTAMP WITH TIME ZONE in
 *       {@link #zone}. Texts are read as in a CSV file.
 *   <li>Amounts are decimals, whole numbers or texts in major units; a value with more decimals
 *       than the currency has is refused. A DOUBLE counts as the decimal that it is nearest to,
 *       with the currency's decimals and at most 2<sup>50</sup> minor units, if that decimal is
 *       read as the same DOUBLE; 12.34 is, 0.1 + 0.2 is not. {@link #amountsInMinorUnits} says that
 *       whole numbers are minor units.
 *   <li>Discount, cost, promotion and channel are details under the rules of {@link OrderCsv}; NULL
 *       is an empty field.
 * </ul>
 *
 * <p>The settings are for one thread, and each returns this object.
 */
public final class OrderMapping {
  private final OrderCsv csv = new OrderCsv();
  private final Map<OrderDetail, String> details = new EnumMap<>(OrderDetail.class);
  private @Nullable Currency currency;
  private @Nullable RateProvider rates;
  private ZoneId zone = ZoneOffset.UTC;
  private boolean minorUnits;
  private boolean skipBadRows;

  /** Everything by its usual name; UTC; major units; stops at the first bad row. */
  public OrderMapping() {}

  /**
   * Names the column of the customer ids.
   *
   * @param column its name, or null to find it
   * @return this
   */
  public OrderMapping customer(@Nullable String column) {
    csv.customer(column);
    return this;
  }

  /**
   * Names the column of the days or moments.
   *
   * @param column its name, or null to find it
   * @return this
   */
  public OrderMapping time(@Nullable String column) {
    csv.time(column);
    return this;
  }

  /**
   * Names the column of the amounts.
   *
   * @param column its name, or null to find it; without one the log has no amounts
   * @return this
   */
  public OrderMapping amount(@Nullable String column) {
    csv.amount(column);
    return this;
  }

  /**
   * Names the column of the currency codes.
   *
   * @param column its name, or null to find it
   * @return this
   */
  public OrderMapping currencyColumn(@Nullable String column) {
    csv.currencyColumn(column);
    return this;
  }

  /**
   * Names the column of a detail.
   *
   * @param detail discount, cost, promotion or channel
   * @param column its name, or null to find it
   * @return this
   */
  public OrderMapping detail(OrderDetail detail, @Nullable String column) {
    switch (detail) {
      case DISCOUNT -> csv.discount(column);
      case COST -> csv.cost(column);
      case PROMOTION -> csv.promotion(column);
      case CHANNEL -> csv.channel(column);
    }
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
  public OrderMapping currency(@Nullable Currency code) {
    csv.currency(code);
    currency = code;
    return this;
  }

  /**
   * States at which rates rows in other currencies are converted, each at the rate of its day; the
   * currency of the analysis must be stated too, and a column must name that of each row. A missing
   * rate ends the reading, bad rows skipped or not. A database that summarizes orders converts
   * none.
   *
   * @param provider knows the rates, or null for none
   * @return this
   */
  public OrderMapping rates(@Nullable RateProvider provider) {
    rates = provider;
    return this;
  }

  /**
   * States whose local days the orders fall on.
   *
   * @param localDays the zone; UTC unless stated
   * @return this
   */
  public OrderMapping zone(ZoneId localDays) {
    zone = Objects.requireNonNull(localDays, "zone must not be null");
    csv.zone(localDays);
    return this;
  }

  /**
   * States how texts of days or moments are written.
   *
   * @param pattern of {@link java.time.format.DateTimeFormatter}, or null for ISO and compact dates
   * @return this
   * @throws IllegalArgumentException if it is no pattern
   */
  public OrderMapping dateFormat(@Nullable String pattern) {
    csv.dateFormat(pattern);
    return this;
  }

  /**
   * States the decimal sign of amounts that are texts.
   *
   * @param sign {@code .} or {@code ,}; a point unless stated
   * @return this
   * @throws IllegalArgumentException if it is another sign
   */
  public OrderMapping decimal(char sign) {
    csv.decimal(sign);
    return this;
  }

  /**
   * States whether whole numbers are minor units, such as cents; if not, they are major units.
   *
   * @param minor true if they are minor units
   * @return this
   */
  public OrderMapping amountsInMinorUnits(boolean minor) {
    minorUnits = minor;
    return this;
  }

  /**
   * States what happens to a bad row.
   *
   * @param skip true to leave it out and list it, false to stop
   * @return this
   */
  public OrderMapping skipBadRows(boolean skip) {
    skipBadRows = skip;
    return this;
  }

  /** What columns of these names are taken for. */
  CsvColumns match(String source, List<String> names) {
    return texts().columns(source, names);
  }

  OrderText texts() {
    return new OrderText(csv);
  }

  /** Whether the column was named, so that what cannot be read there is a bad row. */
  boolean isStated(OrderDetail detail) {
    return details.containsKey(detail);
  }

  @Nullable Currency currency() {
    return currency;
  }

  @Nullable RateProvider rates() {
    return rates;
  }

  ZoneId zone() {
    return zone;
  }

  boolean minorUnits() {
    return minorUnits;
  }

  boolean skipsBadRows() {
    return skipBadRows;
  }
}
