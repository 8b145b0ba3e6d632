package org.clv4j.cli;

import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.clv4j.core.order.OrderBook;
import org.clv4j.core.order.OrderDetail;
import org.clv4j.core.value.RateProvider;
import org.clv4j.io.OrderCsv;
import org.clv4j.io.ShopColumn;
import org.clv4j.io.ShopExportCsv;
import org.clv4j.io.ShopPreset;
import org.clv4j.sql.OrderMapping;
import org.jspecify.annotations.Nullable;

/** From options to the settings of each reader of orders. */
record OrderSettings(
    ColumnOptions columns,
    ShopOptions options,
    @Nullable Currency currency,
    @Nullable RateProvider rates,
    ZoneId zone,
    boolean skipsBadRows) {

  /** What a preset knows. */
  static final List<String> OF_COLUMNS =
      Stream.concat(ShopOptions.COLUMNS.stream(), ColumnOptions.NAMES.stream()).toList();

  /** What cannot be done where the orders are. */
  static final List<String> NEEDING_ORDERS =
      Stream.of(
              ShopOptions.COLUMNS.stream(),
              Stream.of("--policy", "--later-file-wins", "--preset", "--rates", "--aliases"),
              Stream.of("--on-bad-row", "--quality"))
          .flatMap(names -> names)
          .toList();

  /** Orders that are worth the amounts they state. */
  OrderReader<?> plain() {
    OrderCsv csv =
        new OrderCsv()
            .customer(columns.customer)
            .time(columns.time)
            .amount(columns.amount)
            .currencyColumn(columns.currencyColumn)
            .discount(columns.discount)
            .cost(columns.cost)
            .promotion(columns.promotion)
            .channel(columns.channel)
            .currency(currency)
            .rates(rates)
            .zone(zone)
            .dateFormat(columns.dateFormat)
            .decimal(columns.decimalSign())
            .delimiter(columns.delimiterSign())
            .charset(columns.charset)
            .threads(Runtime.getRuntime().availableProcessors())
            .skipBadRows(skipsBadRows);
    return new OrderReader.Plain(csv, mapping());
  }

  /** The same for what is no CSV. */
  OrderMapping mapping() {
    return new OrderMapping()
        .customer(columns.customer)
        .time(columns.time)
        .amount(columns.amount)
        .currencyColumn(columns.currencyColumn)
        .detail(OrderDetail.DISCOUNT, columns.discount)
        .detail(OrderDetail.COST, columns.cost)
        .detail(OrderDetail.PROMOTION, columns.promotion)
        .detail(OrderDetail.CHANNEL, columns.channel)
        .currency(currency)
        .rates(rates)
        .zone(zone)
        .dateFormat(columns.dateFormat)
        .decimal(columns.decimalSign())
        .skipBadRows(skipsBadRows);
  }

  /**
   * Orders with what decides whether they count and what they are worth.
   *
   * @param amountsOptional whether lines may have no amounts
   * @param book takes the orders with their lines
   */
  OrderReader<?> shop(boolean amountsOptional, Consumer<OrderBook> book) {
    return new OrderReader.Shop(
        options
            .settings()
            .amountsOptional(amountsOptional)
            .column(ShopColumn.CUSTOMER, columns.customer)
            .column(ShopColumn.TIME, columns.time)
            .column(ShopColumn.AMOUNT, columns.amount)
            .column(ShopColumn.CURRENCY, columns.currencyColumn)
            .column(ShopColumn.DISCOUNT, columns.discount)
            .column(ShopColumn.COST, columns.cost)
            .column(ShopColumn.PROMOTION, columns.promotion)
            .column(ShopColumn.CHANNEL, columns.channel)
            .currency(currency)
            .rates(rates)
            .zone(zone)
            .dateFormat(columns.dateFormat)
            .decimal(columns.decimalSign())
            .delimiter(columns.delimiterSign())
            .charset(columns.charset)
            .skipBadRows(skipsBadRows),
        book);
  }

  /**
   * Exports of a shop system.
   *
   * @param book takes the orders with their lines
   */
  OrderReader<?> export(ShopPreset preset, Consumer<OrderBook> book) {
    return new OrderReader.Export(
        new ShopExportCsv(preset)
            .policy(options.policyOver(preset.policy()))
            .laterFileWins(options.laterFileWins)
            .currency(currency)
            .rates(rates)
            .zone(zone)
            .dateFormat(columns.dateFormat)
            .decimal(columns.decimalSign())
            .delimiter(columns.delimiterSign())
            .charset(columns.charset)
            .skipBadRows(skipsBadRows),
        book);
  }
}
