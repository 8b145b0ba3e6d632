package org.clv4j.io;

import java.time.LocalDate;
import java.util.Currency;
import java.util.Locale;
import org.clv4j.core.order.Refund;
import org.clv4j.core.order.ShopOrder;
import org.clv4j.core.order.ShopOrderBuilder;

/**
 * Stripe's export of payments, whose amounts are in major units. A payment is an order of one line;
 * its fee is a variable cost where it was settled in the currency of the payment, and is noted
 * where it was not.
 */
final class StripeExport implements ExportFormat {
  private static final String[] CREATED = {"Created (UTC)", "Created date (UTC)"};
  private static final String[] DISPUTED = {"Dispute Date (UTC)"};
  private static final String[] REFUNDED = {"Refunded date (UTC)"};

  @Override
  public void check(ExportFile file) {
    file.require(id());
    file.require(CREATED);
    file.require("Amount");
    file.require("Amount Refunded");
    file.require("Currency");
    file.require("Status");
    file.require("Customer ID", "Customer Email");
  }

  @Override
  public boolean hasLines(ExportFile file) {
    return false;
  }

  @Override
  public String[] id() {
    return new String[] {"id"};
  }

  @Override
  public ShopOrder order(ExportOrder rows) {
    Currency currency = rows.cell("Currency").currency();
    LocalDate day = rows.cell(CREATED).utcDay();
    String customer = rows.customer(new String[] {"Customer ID"}, new String[] {"Customer Email"});
    ExportOrder.Cell amount = rows.cell("Amount");
    amount.needed();
    ShopOrderBuilder order =
        rows.builder(customer, day, currency)
            .line(null, 1, amount.money(currency))
            .variableCost(fee(rows, currency))
            .test(rows.cell("Mode").text().equalsIgnoreCase("test"))
            .status(status(rows));
    addBack(rows, currency, day, "Amount Refunded", REFUNDED, order);
    if (rows.cell("Dispute Status").text().equalsIgnoreCase("lost")) {
      addBack(rows, currency, day, "Disputed Amount", DISPUTED, order);
    }
    return order.build();
  }

  /** A payment that was authorised and never captured was paid to nobody. */
  private static String status(ExportOrder rows) {
    String status = rows.cell("Status").needed();
    boolean uncaptured = rows.cell("Captured").text().equalsIgnoreCase("false");
    boolean looksPaid = status.toLowerCase(Locale.ROOT).matches("paid|succeeded");
    return uncaptured && looksPaid ? "uncaptured" : status;
  }

  private static long fee(ExportOrder rows, Currency currency) {
    ExportOrder.Cell settled = rows.cell("Converted Currency");
    if (settled.isEmpty() || settled.currency().equals(currency)) {
      return rows.money(currency, "Fee");
    }
    if (rows.money(settled.currency(), "Fee") > 0) {
      rows.file().count(ExportNote.FOREIGN_FEE);
    }
    return 0;
  }

  private static void addBack(
      ExportOrder rows,
      Currency currency,
      LocalDate day,
      String column,
      String[] dayColumn,
      ShopOrderBuilder order) {
    long back = rows.money(currency, column);
    if (back > 0) {
      ExportOrder.Cell moment = rows.cell(dayColumn);
      if (moment.isEmpty()) {
        rows.note(ExportNote.UNDATED_REFUND);
      }
      order.refund(Refund.ofTotal(moment.isEmpty() ? day : moment.utcDay(), back));
    }
  }
}
