package org.clv4j.io;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.clv4j.core.order.Refund;
import org.clv4j.core.order.ShopOrder;
import org.clv4j.core.order.ShopOrderBuilder;
import org.clv4j.core.value.Money;

/**
 * The export of WooCommerce's Analytics: a row for each order and for each refund, which has the
 * number of its order, its own day and sales of 0 or less.
 *
 * <p>Net sales are the total of a row less its tax and shipping. A refund without items has no tax
 * and shipping of its own, so that an order set to "refunded" has one of its whole total, and after
 * an earlier refund of part of it one of all its net sales once more. What such refunds have more
 * than the order is tax, shipping or known before. A refund of shipping alone is a row of 0.
 */
final class WooAnalytics {
  private static final String[] DATE = {"Date"};

  /** The second one is that of earlier versions. */
  private static final String[] SALES = {"Net Sales", "N. Revenue"};

  private WooAnalytics() {}

  static boolean isIn(ExportFile file) {
    return file.has(SALES) && !file.has("order_total");
  }

  static void check(ExportFile file) {
    file.require(DATE);
    file.require("Customer");
    file.note(
        "the export of Analytics names customers without ids, and knows neither tax nor shipping:"
            + " two customers of one name are one, and its net sales are taken as they are, those"
            + " of 0 or less beside another row of their order as refunds of it");
  }

  /**
   * The rows of an order: those with sales or, of a free one, the earliest that is no refund. It
   * comes once for each file that has it.
   */
  static List<ExportOrder> orders(List<ExportOrder> rows) {
    List<ExportOrder> orders = rows.stream().filter(row -> sales(row) > 0).toList();
    if (orders.isEmpty()) {
      List<ExportOrder> free = rows.stream().filter(WooAnalytics::mayBeFree).toList();
      LocalDate first =
          free.stream().map(WooAnalytics::day).min(Comparator.naturalOrder()).orElse(LocalDate.MIN);
      orders = free.stream().filter(row -> day(row).equals(first)).toList();
    }
    List<ExportOrder> refunds = refunds(rows);
    orders.forEach(order -> order.refunds().addAll(refunds));
    return orders;
  }

  /** A row of 0 is a refund of shipping where no item was sold. */
  private static boolean mayBeFree(ExportOrder row) {
    String items = row.cell("Items sold").text();
    return sales(row) == 0 && !items.matches("0|-[0-9]+");
  }

  /** Each as often as it stands in the file that has it most often, for files may overlap. */
  private static List<ExportOrder> refunds(List<ExportOrder> rows) {
    record Told(String moment, long sales) {}
    Map<Told, Map<ExportFile, List<ExportOrder>>> told =
        rows.stream()
            .filter(row -> sales(row) < 0)
            .collect(
                Collectors.groupingBy(
                    row -> new Told(row.cell(DATE).text(), sales(row)),
                    LinkedHashMap::new,
                    Collectors.groupingBy(ExportOrder::file)));
    return told.values().stream()
        .flatMap(files -> files.values().stream().max(Comparator.comparing(List::size)).stream())
        .flatMap(Collection::stream)
        .toList();
  }

  static ShopOrder order(ExportOrder row, String status) {
    ShopOrderBuilder order =
        row.builder(
                row.customer(new String[] {"Customer"}, new String[0]),
                day(row),
                currency(row.file()))
            .line(null, 1, sales(row))
            .promotion(row.label("Coupon(s)"))
            .status(status);
    back(row, status).forEach(order::refund);
    return order.build();
  }

  private static List<Refund> back(ExportOrder row, String status) {
    List<ExportOrder> refunds = new ArrayList<>(row.refunds());
    refunds.sort(Comparator.comparing(WooAnalytics::day).thenComparingLong(WooAnalytics::sales));
    boolean isWhole = status.equals("refunded");
    long left = sales(row);
    List<Refund> back = new ArrayList<>();
    for (ExportOrder refund : refunds) {
      long stated = -sales(refund);
      long goods = isWhole ? Math.min(stated, left) : stated;
      if (goods < stated && !row.notes().contains(ExportNote.REFUND_BEYOND_GOODS)) {
        row.note(ExportNote.REFUND_BEYOND_GOODS);
      }
      if (goods > 0) {
        back.add(Refund.ofGoods(day(refund), goods));
        left -= goods;
      }
    }
    return back;
  }

  private static LocalDate day(ExportOrder row) {
    return row.cell(DATE).day();
  }

  private static long sales(ExportOrder row) {
    ExportOrder.Cell sales = row.cell(SALES);
    sales.needed();
    return sales.signedMoney(currency(row.file()));
  }

  private static Currency currency(ExportFile file) {
    Currency stated = file.settings().currency;
    return stated == null ? Money.UNSTATED : stated;
  }
}
