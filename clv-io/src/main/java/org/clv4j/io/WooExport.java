package org.clv4j.io;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.clv4j.core.order.OrderLine;
import org.clv4j.core.order.Refund;
import org.clv4j.core.order.ShopOrder;
import org.clv4j.core.order.ShopOrderBuilder;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * Exports of WooCommerce: of Customer / Order / Coupon Export and Import Export Suite, whose
 * columns have the same names, and of Analytics. Prices are without tax. The total of an order must
 * be its items, shipping, fees and taxes; the rounding of items, a minor unit each, is left to the
 * first.
 */
final class WooExport implements ExportFormat {
  private static final String ITEM = "item_subtotal";
  private static final String[] DATE = {"order_date", "date"};
  private static final String[] CURRENCY = {"order_currency", "currency"};

  @Override
  public void check(ExportFile file) {
    file.require(id());
    file.require(DATE);
    file.require("status");
    if (WooAnalytics.isIn(file)) {
      WooAnalytics.check(file);
      return;
    }
    for (String column : List.of("order_total", "shipping_total", "tax_total", "refunded_total")) {
      file.require(column);
    }
    file.require(CURRENCY);
    file.require("customer_id", "billing_email", "customer_email");
  }

  @Override
  public boolean hasLines(ExportFile file) {
    return file.has(ITEM);
  }

  @Override
  public boolean hasRefundRows(ExportFile file) {
    return WooAnalytics.isIn(file);
  }

  @Override
  public List<ExportOrder> orders(List<ExportOrder> rows) {
    return WooAnalytics.isIn(rows.get(0).file()) ? WooAnalytics.orders(rows) : rows;
  }

  @Override
  public String[] id() {
    return new String[] {"order_id", "Order #", "order_number"};
  }

  @Override
  public ShopOrder order(ExportOrder rows) {
    String status = rows.cell("status").needed().toLowerCase(Locale.ROOT);
    String state = status.startsWith("wc-") ? status.substring(3) : status;
    if (WooAnalytics.isIn(rows.file())) {
      return WooAnalytics.order(rows, state);
    }
    LocalDate day = rows.cell(DATE).day();
    Currency currency = rows.cell(CURRENCY).currency();
    String customer =
        rows.customer(
            new String[] {"customer_id"}, new String[] {"billing_email", "customer_email"});
    ShopOrderBuilder order =
        rows.builder(customer, day, currency).promotion(coupon(rows)).status(state);
    addFigures(rows, currency, order);
    refunds(rows, currency, day).forEach(order::refund);
    return order.build();
  }

  /** {@code id:7|code:SPRING|amount:5.00}, of several the first. */
  private static @Nullable String coupon(ExportOrder rows) {
    String text = rows.cell("coupon_items", "coupons").text();
    List<String> codes = values(text, "code");
    return codes.isEmpty() ? null : codes.get(0);
  }

  private static void addFigures(ExportOrder rows, Currency currency, ShopOrderBuilder order) {
    ExportOrder.Cell total = rows.cell("order_total");
    total.needed();
    long shipping = rows.money(currency, "shipping_total");
    long shippingTax = rows.money(currency, "shipping_tax_total");
    long fees = rows.cell("fee_total").signedMoney(currency);
    long tax = rows.money(currency, "tax_total");
    long goods = total.money(currency) - shipping - fees - tax;
    if (shippingTax > tax || goods < 0) {
      throw total.bad("must be at least shipping, fees and taxes, which include those of shipping");
    }
    List<OrderLine> lines =
        rows.file().has(ITEM) ? items(rows, currency, goods, total) : whole(rows, currency, goods);
    lines.forEach(order::line);
    if (fees > 0) {
      order.line("fee", 1, fees);
    }
    order.discount(fees < 0 ? -fees : 0).tax(tax - shippingTax).shipping(shipping, shippingTax);
  }

  /** Rows are orders: what they say of their items is left aside. */
  private static List<OrderLine> whole(ExportOrder rows, Currency currency, long goods) {
    long discount = rows.money(currency, "discount_total");
    return List.of(OrderLine.of(null, 1, Math.addExact(goods, discount)).withDiscount(discount));
  }

  private static List<OrderLine> items(
      ExportOrder rows, Currency currency, long goods, ExportOrder.Cell total) {
    List<OrderLine> lines = new ArrayList<>();
    long sum = 0;
    for (ExportOrder.Cell subtotal : rows.cells(ITEM)) {
      subtotal.needed();
      long gross = subtotal.money(currency);
      long paid = ExportOrder.beside(subtotal, "item_total").money(currency);
      if (paid > gross) {
        throw subtotal.bad("must be at least the total of the item");
      }
      ExportOrder.Cell sku = ExportOrder.beside(subtotal, "item_sku");
      ExportOrder.Cell name = ExportOrder.beside(subtotal, "item_name");
      lines.add(
          new OrderLine(
              sku.isEmpty() ? name.needed() : sku.text(),
              ExportOrder.beside(subtotal, "item_quantity").quantity(),
              gross,
              gross - paid,
              0,
              null));
      sum = Math.addExact(sum, paid);
    }
    // The order of the rows must not decide which is the first.
    Collections.sort(lines);
    long rounding = goods - sum;
    OrderLine first = lines.get(0);
    if (Math.abs(rounding) > lines.size() || first.gross() - first.discount() + rounding < 0) {
      throw total.bad(
          "must be the totals of its items, "
              + Money.ofMinor(sum, currency)
              + ", with shipping, fees and taxes");
    }
    lines.set(
        0,
        new OrderLine(
            first.product(),
            first.quantity(),
            first.gross() + rounding,
            first.discount(),
            0,
            null));
    return lines;
  }

  /**
   * {@code id:9|date:2024-03-05 10\:00\:00|amount:20.00|reason:…}, separated by semicolons, or the
   * sum alone; for goods what the items say, where there is one refund.
   */
  private static List<Refund> refunds(ExportOrder rows, Currency currency, LocalDate day) {
    ExportOrder.Cell sum = rows.cell("refunded_total");
    long total = sum.money(currency);
    if (total == 0) {
      return List.of();
    }
    ExportOrder.Cell stated = rows.cell("refunds");
    List<String> days = values(stated.text(), "date");
    List<String> amounts = values(stated.text(), "amount");
    if (amounts.isEmpty() || days.size() != amounts.size()) {
      rows.note(ExportNote.UNDATED_REFUND);
      return List.of(refund(rows, currency, day, total));
    }
    List<Refund> refunds = new ArrayList<>();
    long of = 0;
    for (int i = 0; i < amounts.size(); i++) {
      try {
        long amount =
            new AmountParser(rows.file().settings().decimal, Money.scale(currency))
                .minorUnits(amounts.get(i));
        LocalDate refunded = LocalDate.ofEpochDay(rows.file().days().epochDay(days.get(i)));
        refunds.add(
            amounts.size() == 1
                ? refund(rows, currency, refunded, amount)
                : Refund.ofTotal(refunded, amount));
        of = Math.addExact(of, amount);
      } catch (BadValue e) {
        throw stated.bad("has a refund that " + e.reason());
      }
    }
    if (of != total) {
      throw sum.bad("must be the sum of the refunds, " + Money.ofMinor(of, currency));
    }
    return refunds;
  }

  /**
   * What the items do not say went back for tax first, then for shipping. Items that are worth more
   * than the order has of goods, as beside a fee below 0, do not say what for.
   */
  private static Refund refund(ExportOrder rows, Currency currency, LocalDate day, long total) {
    long goods = 0;
    for (ExportOrder.Cell item : rows.cells("item_refunded")) {
      goods = Math.addExact(goods, Math.abs(item.signedMoney(currency)));
    }
    long ofOrder =
        rows.money(currency, "order_total")
            - rows.money(currency, "shipping_total")
            - rows.money(currency, "tax_total");
    if (goods == 0 || goods > Math.min(total, ofOrder)) {
      return Refund.ofTotal(day, total);
    }
    long shippingTax = rows.money(currency, "shipping_tax_total");
    long rest = total - goods;
    long tax = Math.min(rest, rows.money(currency, "tax_total") - shippingTax);
    long shipping = Math.min(rest - tax, rows.money(currency, "shipping_total"));
    long more = rest - tax - shipping;
    long ofShippingTax = Math.min(more, shippingTax);
    return Refund.of(
        day, new Refund.Parts(goods + more - ofShippingTax, tax, shipping, ofShippingTax));
  }

  /** The values of a key in entries of {@code key:value} that bars and semicolons separate. */
  private static List<String> values(String text, String key) {
    List<String> values = new ArrayList<>();
    for (String part : text.split("(?<!\\\\)[|;]", -1)) {
      String[] entry = part.split("(?<!\\\\):", 2);
      if (entry.length == 2 && entry[0].strip().equals(key)) {
        values.add(entry[1].replaceAll("\\\\([|;:])", "$1").strip());
      }
    }
    return values;
  }
}
