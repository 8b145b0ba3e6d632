package org.clv4j.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.io.AmountMeaning;
import org.clv4j.io.CsvSource;
import org.clv4j.io.ShopColumn;
import org.clv4j.io.ShopOrderCsv;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of orders as a shop has them; with any of them, a policy decides on the orders. */
final class ShopOptions {
  /** All but the policy. */
  static final List<String> COLUMNS =
      List.of(
          "--order-id",
          "--revision",
          "--status",
          "--status-time",
          "--refund",
          "--refund-time",
          "--refunds",
          "--tax",
          "--shipping",
          "--product",
          "--quantity",
          "--unit-price",
          "--amount-is");

  @Option(
      names = "--policy",
      paramLabel = "KEY=VALUE,...",
      description =
          "Which orders count and what they are worth, for example"
              + " basis=net,refunds=restate,zero=count,statuses=paid+shipped; keys may be left out,"
              + " with --preset those of the system. docs/orders.md has them all.")
  @Nullable String policy;

  @Option(
      names = "--order-id",
      paramLabel = "COLUMN",
      description = "Column of the order ids; one order may have several rows, its lines.")
  @Nullable String orderId;

  @Option(
      names = "--revision",
      paramLabel = "COLUMN",
      description =
          "Column of the version of an order, a whole number; the highest counts. Without it an"
              + " order that comes again in another form is an error.")
  @Nullable String revision;

  @Option(
      names = "--later-file-wins",
      description =
          "Of an order that stands in several inputs, that of the last one counts, also where they"
              + " are exports of a --preset.")
  boolean laterFileWins;

  @Option(names = "--status", paramLabel = "COLUMN", description = "Column of the last status.")
  @Nullable String status;

  @Option(
      names = "--status-time",
      paramLabel = "COLUMN",
      description = "Column of the day or moment of the status; default: that of the order.")
  @Nullable String statusTime;

  @Option(
      names = "--refund",
      paramLabel = "COLUMN",
      description = "Column of what was refunded of the order in all.")
  @Nullable String refund;

  @Option(
      names = "--refund-time",
      paramLabel = "COLUMN",
      description = "Column of the day or moment of the refund; default: that of the order.")
  @Nullable String refundTime;

  @Option(
      names = "--refunds",
      paramLabel = "FILE",
      description =
          "A CSV of refunds, any number per order: id of the order, amount and, if there, day and"
              + " product. --refund and --refund-time name columns of it then.")
  @Nullable Path refunds;

  @Option(names = "--tax", paramLabel = "COLUMN", description = "Column of the tax on the goods.")
  @Nullable String tax;

  @Option(
      names = "--shipping",
      paramLabel = "COLUMN",
      description = "Column of what was charged for shipping.")
  @Nullable String shipping;

  @Option(
      names = "--product",
      paramLabel = "COLUMN",
      description = "Column of the products: each row is a line of an order.")
  @Nullable String product;

  @Option(
      names = "--quantity",
      paramLabel = "COLUMN",
      description = "Column of the number of pieces: each row is a line of an order.")
  @Nullable String quantity;

  @Option(
      names = "--unit-price",
      paramLabel = "COLUMN",
      description = "Column of the list price of one piece, in place of --amount.")
  @Nullable String unitPrice;

  @Option(
      names = "--amount-is",
      paramLabel = "goods|goods-and-tax|total",
      description =
          "What amounts or unit prices have within them; default: total, with tax and shipping,"
              + " where rows are orders, goods where they are lines.")
  @Nullable AmountMeaning amountIs;

  /** Whether any of them was given. */
  boolean isUsed() {
    return policy != null
        || amountIs != null
        || laterFileWins
        || refunds != null
        || columns().values().stream().anyMatch(c -> c != null);
  }

  /** An option for which one reader must see all orders, if any was given. */
  @Nullable String needingOneKind() {
    if (laterFileWins) {
      return "--later-file-wins";
    }
    return refunds == null ? null : "--refunds";
  }

  private Map<ShopColumn, @Nullable String> columns() {
    Map<ShopColumn, @Nullable String> columns = new LinkedHashMap<>();
    columns.put(ShopColumn.ORDER, orderId);
    columns.put(ShopColumn.REVISION, revision);
    columns.put(ShopColumn.STATUS, status);
    columns.put(ShopColumn.STATUS_TIME, statusTime);
    columns.put(ShopColumn.REFUND, refund);
    columns.put(ShopColumn.REFUND_TIME, refundTime);
    columns.put(ShopColumn.TAX, tax);
    columns.put(ShopColumn.SHIPPING, shipping);
    columns.put(ShopColumn.PRODUCT, product);
    columns.put(ShopColumn.QUANTITY, quantity);
    columns.put(ShopColumn.UNIT_PRICE, unitPrice);
    return columns;
  }

  /** Settings with these columns and this policy. */
  ShopOrderCsv settings() {
    ShopOrderCsv csv =
        new ShopOrderCsv()
            .amountIs(amountIs)
            .laterFileWins(laterFileWins)
            .refunds(refunds == null ? null : CsvSource.of(refunds));
    columns().forEach(csv::column);
    return policy == null ? csv : csv.policy(OrderPolicy.parse(policy));
  }

  /** A policy with what was given in place of its own. */
  OrderPolicy policyOver(OrderPolicy base) {
    return policy == null ? base : OrderPolicy.parse(policy, base);
  }
}
