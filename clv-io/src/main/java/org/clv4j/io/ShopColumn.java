package org.clv4j.io;

import java.util.List;
import java.util.Locale;

/**
 * What a column of a shop's orders is. Columns of a line differ from row to row of an order;
 * columns of the order say the same in each of its rows, or nothing.
 */
public enum ShopColumn {
  /** The id of the order; without it each row is an order of its own. */
  ORDER("order_id", "order_number", "order_no", "order", "invoice_no", "invoice"),
  /** The version of the order, a whole number; then the highest counts. */
  REVISION(),
  /** The customer. */
  CUSTOMER(
      "customer_id",
      "customer",
      "cust_id",
      "cust",
      "client_id",
      "client",
      "user_id",
      "user",
      "customer_email",
      "email"),
  /** The day or moment of the order. */
  TIME(
      "date",
      "order_date",
      "purchase_date",
      "transaction_date",
      "invoice_date",
      "timestamp",
      "datetime",
      "time",
      "created_at",
      "ordered_at",
      "day"),
  /** The code of the currency. */
  CURRENCY("currency", "currency_code"),
  /** The last known status. */
  STATUS("status", "order_status", "financial_status", "payment_status"),
  /** The day or moment of the last known status; without it that of the order. */
  STATUS_TIME("status_date", "status_time", "status_changed_at"),
  /** Whether it is a test: {@code true} or {@code false}, {@code 1} or {@code 0}. */
  TEST("test", "is_test"),
  /** Where the order came from. */
  CHANNEL("channel", "sales_channel", "acquisition_channel", "utm_source", "source"),
  /** The promotion that the order used. */
  PROMOTION(
      "promotion",
      "promotion_code",
      "promo",
      "promo_code",
      "coupon_code",
      "coupon",
      "discount_code",
      "voucher",
      "voucher_code"),
  /** What was charged for shipping, without tax unless the amount has tax within it. */
  SHIPPING("shipping", "shipping_total", "total_shipping", "shipping_amount"),
  /** The tax on shipping. */
  SHIPPING_TAX("shipping_tax"),
  /** What was taken off the order as a whole, where rows are lines. */
  ORDER_DISCOUNT(),
  /** The tax on goods of the order as a whole, where rows are lines. */
  ORDER_TAX(),
  /**
   * All that was refunded, its parts unknown; not negative. {@link ShopOrderCsv#refunds} reads
   * several per order, or those of lines.
   */
  REFUND("refund", "refunded", "refund_amount", "refunded_amount", "total_refunded"),
  /** The day or moment of the refund; without it that of the order. */
  REFUND_TIME("refund_date", "refunded_at"),
  /** What the order cost the shop beside the goods. */
  VARIABLE_COST("variable_cost", "payment_fee", "fee"),
  /** The product of a line. */
  PRODUCT(Level.LINE, "product_id", "product", "sku", "item", "product_name"),
  /** How many pieces, of a line. */
  QUANTITY(Level.LINE, "quantity", "qty", "units", "pieces"),
  /** The amount of the order or, where rows are lines, of the line: what discounts left of it. */
  AMOUNT(
      Level.LINE,
      "amount",
      "order_amount",
      "total",
      "order_total",
      "total_price",
      "total_amount",
      "order_value",
      "value",
      "revenue",
      "line_total"),
  /** The list price of one piece, in place of the amount; needs the quantity. */
  UNIT_PRICE(Level.LINE, "unit_price"),
  /** What was taken off the list price of the order or, where rows are lines, of the line. */
  DISCOUNT(Level.LINE, "total_discount", "discount_amount", "discount_total", "discount"),
  /** The tax on the goods of the order or, where rows are lines, of the line. */
  TAX(Level.LINE, "tax", "tax_amount", "total_tax", "taxes", "vat"),
  /** What the goods of the order or, where rows are lines, of the line cost the shop. */
  COST(Level.LINE, "total_cost", "cost_of_goods", "cost_of_goods_sold", "cogs", "cost");

  private enum Level {
    ORDER,
    LINE
  }

  private final Level level;
  private final String usualNames;

  ShopColumn(String... usualNames) {
    this(Level.ORDER, usualNames);
  }

  ShopColumn(Level level, String... usualNames) {
    this.level = level;
    this.usualNames = String.join(" ", usualNames);
  }

  boolean isOfLine() {
    return level == Level.LINE;
  }

  /** Whether it is money of an order, which may be written in several ways. */
  boolean isMoney() {
    return switch (this) {
      case SHIPPING, SHIPPING_TAX, ORDER_DISCOUNT, ORDER_TAX, REFUND, VARIABLE_COST -> true;
      default -> false;
    };
  }

  /** The surest first. */
  List<String> usualNames() {
    return usualNames.isEmpty() ? List.of() : List.of(usualNames.split(" ", -1));
  }

  /** The name of its option, without the dashes, for example {@code refund-time}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
