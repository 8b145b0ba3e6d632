package org.clv4j.io;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.clv4j.core.order.OrderLine;
import org.clv4j.core.order.Refund;
import org.clv4j.core.order.ShopOrder;
import org.clv4j.core.order.ShopOrderBuilder;
import org.clv4j.core.value.Money;

/**
 * Shopify's export of orders. The figures of an order must add up: lines less discounts are the
 * subtotal; subtotal, shipping and, unless prices include them, taxes and duties are the total.
 * Those of one with a tip, or that was edited, may not.
 */
final class ShopifyExport implements ExportFormat {
  private static final String MAY_BE =
      "; where an order has a tip or was edited they may not add up";

  private static final String[] CANCELLED = {"Cancelled at", "Canceled at"};

  @Override
  public void check(ExportFile file) {
    for (String column :
        List.of(
            "Name",
            "Email",
            "Financial Status",
            "Currency",
            "Subtotal",
            "Shipping",
            "Taxes",
            "Total",
            "Discount Amount",
            "Created at",
            "Lineitem quantity",
            "Lineitem name",
            "Lineitem price",
            "Refunded Amount")) {
      file.require(column);
    }
  }

  @Override
  public boolean hasLines(ExportFile file) {
    return true;
  }

  @Override
  public String[] id() {
    return new String[] {"Name"};
  }

  @Override
  public ShopOrder order(ExportOrder rows) {
    Currency currency = rows.cell("Currency").currency();
    LocalDate day = rows.cell("Created at").day();
    String customer = rows.customer(new String[0], new String[] {"Email", "Phone"});
    ShopOrderBuilder order =
        rows.builder(customer, day, currency)
            .promotion(rows.label("Discount Code"))
            .channel(rows.label("Source"))
            .test(rows.cell("Payment Method").text().toLowerCase(Locale.ROOT).contains("bogus"))
            .status(rows.cell("Financial Status").needed());
    ExportOrder.Cell cancelled = rows.cell(CANCELLED);
    if (!cancelled.isEmpty()) {
      order.status(cancelled.day(), "cancelled");
    }
    addFigures(rows, currency, order);
    long refunded = rows.money(currency, "Refunded Amount");
    if (refunded > 0) {
      rows.file().countUndatedRefund();
      order.refund(Refund.ofTotal(cancelled.isEmpty() ? day : cancelled.day(), refunded));
    }
    return order.build();
  }

  private static void addFigures(ExportOrder rows, Currency currency, ShopOrderBuilder order) {
    long gross = 0;
    long ofLines = 0;
    for (ExportOrder.Cell price : rows.cells("Lineitem price")) {
      gross = Math.addExact(gross, gross(price, currency));
      ofLines =
          Math.addExact(ofLines, ExportOrder.beside(price, "Lineitem discount").money(currency));
    }
    long stated = rows.money(currency, "Discount Amount");
    ExportOrder.Cell subtotal = rows.cell("Subtotal");
    subtotal.needed();
    long discount = gross - subtotal.money(currency);
    // The discounts of lines are part of the discount of the order or beside it.
    boolean byLine =
        ofLines > 0
            && discount != stated
            && (discount == ofLines || discount == Math.addExact(stated, ofLines));
    boolean addsUp = discount >= 0 && (discount <= stated || byLine);
    if (!addsUp) {
      throw subtotal.bad(
          "must be that of the lines, "
              + money(gross, currency)
              + ", less the discount, "
              + money(stated, currency)
              + MAY_BE);
    }
    for (ExportOrder.Cell price : rows.cells("Lineitem price")) {
      order.line(line(price, currency, byLine));
    }
    order.discount(byLine ? discount - ofLines : discount);
    addTaxAndShipping(rows, currency, Math.max(0, stated - discount), order);
  }

  /** What of the discount the lines do not have may have been taken off shipping. */
  private static void addTaxAndShipping(
      ExportOrder rows, Currency currency, long rest, ShopOrderBuilder order) {
    long goods = rows.money(currency, "Subtotal");
    long shipping = rows.money(currency, "Shipping");
    long taxes = rows.money(currency, "Taxes");
    long duties = rows.money(currency, "Duties");
    long both = Math.addExact(taxes, duties);
    ExportOrder.Cell total = rows.cell("Total");
    total.needed();
    for (long charged : new long[] {shipping, Math.max(0, shipping - rest)}) {
      long onTop = total.money(currency) - Math.addExact(goods, charged);
      if (onTop == 0) {
        addIncluded(both, goods, charged, order);
        return;
      }
      if (onTop == duties) {
        addIncluded(taxes, goods, charged, order);
        // A price that is nothing but tax, so that it is charged and no sale.
        order.line(OrderLine.of("duties", 1, duties).withTax(duties));
        return;
      }
      if (onTop == both) {
        order.tax(both).shipping(charged, 0);
        return;
      }
    }
    throw total.bad(
        "must be subtotal, "
            + money(goods, currency)
            + ", and shipping, "
            + money(shipping, currency)
            + ", with or without taxes and duties, "
            + money(both, currency)
            + MAY_BE);
  }

  private static void addIncluded(long tax, long goods, long shipping, ShopOrderBuilder order) {
    long ofShipping = proportion(tax, shipping, Math.addExact(goods, shipping));
    order.taxIncluded(true).tax(tax - ofShipping).shipping(shipping, ofShipping);
  }

  /**
   * Included taxes are those of shipping in its proportion: as a rule the rate is that of goods.
   */
  private static long proportion(long tax, long part, long all) {
    return all == 0
        ? 0
        : BigDecimal.valueOf(tax)
            .multiply(BigDecimal.valueOf(part))
            .divide(BigDecimal.valueOf(all), 0, RoundingMode.HALF_EVEN)
            .longValueExact();
  }

  private static long gross(ExportOrder.Cell price, Currency currency) {
    price.needed();
    BigDecimal quantity = ExportOrder.beside(price, "Lineitem quantity").quantity();
    try {
      return quantity.multiply(BigDecimal.valueOf(price.money(currency))).longValueExact();
    } catch (ArithmeticException e) {
      throw price.bad("times the quantity must be whole minor units that fit in a long");
    }
  }

  private static OrderLine line(ExportOrder.Cell price, Currency currency, boolean withDiscount) {
    ExportOrder.Cell sku = ExportOrder.beside(price, "Lineitem sku");
    ExportOrder.Cell name = ExportOrder.beside(price, "Lineitem name");
    String product = sku.isEmpty() ? name.needed() : sku.text();
    return new OrderLine(
        product,
        ExportOrder.beside(price, "Lineitem quantity").quantity(),
        gross(price, currency),
        withDiscount ? ExportOrder.beside(price, "Lineitem discount").money(currency) : 0,
        0,
        null);
  }

  private static String money(long minorUnits, Currency currency) {
    return Money.ofMinor(minorUnits, currency).toBigDecimal().toPlainString();
  }
}
