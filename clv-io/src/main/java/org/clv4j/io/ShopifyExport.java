package org.clv4j.io;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.clv4j.core.order.Refund;
import org.clv4j.core.order.ShopOrder;
import org.clv4j.core.order.ShopOrderBuilder;

/** Shopify's export of orders, whose figures {@link ShopifyFigures} adds up. */
final class ShopifyExport implements ExportFormat {
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
    new ShopifyFigures(rows, currency).addTo(order);
    long refunded = rows.money(currency, "Refunded Amount");
    if (refunded > 0) {
      rows.note(ExportNote.UNDATED_REFUND);
      order.refund(Refund.ofTotal(cancelled.isEmpty() ? day : cancelled.day(), refunded));
    }
    return order.build();
  }
}
