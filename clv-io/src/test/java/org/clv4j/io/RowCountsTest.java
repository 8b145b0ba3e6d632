package org.clv4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.clv4j.core.quality.DataQuality;
import org.clv4j.core.quality.QualityFinding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row that was read is told of once. */
class RowCountsTest {
  private static final List<String> PARTS =
      List.of(
          "orders-used",
          "rows-folded",
          "refund-rows",
          "refunds-without-order",
          "bad-rows",
          "duplicate-orders",
          "superseded-orders",
          "left-out-status",
          "left-out-test",
          "left-out-zero",
          "left-out-refunded");

  private static Map<String, Long> counts(ShopOrderCsvResult read) {
    DataQuality quality = read.toOrders().quality(LocalDate.of(2025, 1, 1));
    Map<String, Long> counts = new HashMap<>();
    for (QualityFinding finding : quality.findings()) {
      if (PARTS.contains(finding.id()) || finding.id().equals("rows-read")) {
        counts.merge(finding.id(), finding.count(), Long::sum);
      }
    }
    return counts;
  }

  private static void assertReconciled(ShopOrderCsvResult read) {
    Map<String, Long> counts = counts(read);
    long parts = PARTS.stream().mapToLong(part -> counts.getOrDefault(part, 0L)).sum();
    assertEquals(counts.get("rows-read"), parts, counts::toString);
    assertEquals(read.badRows(), counts.getOrDefault("bad-rows", 0L));
    assertEquals(read.badRows(), read.firstBadRows().size());
    assertEquals(read.badRows(), read.firstBadRows().stream().distinct().count());
  }

  @ParameterizedTest
  @CsvSource({
    "SHOPIFY, shopify.csv",
    "SHOPIFY, shopify-tax-included.csv",
    "WOOCOMMERCE, woocommerce.csv",
    "WOOCOMMERCE, woocommerce-analytics.csv",
    "WOOCOMMERCE, woocommerce-analytics-refunds.csv",
    "STRIPE, stripe.csv",
  })
  void rowsOfExports(ShopPreset preset, String name) {
    String content = ExportFiles.resource(name);
    ShopExportCsv settings =
        name.contains("analytics")
            ? new ShopExportCsv(preset).currency(Currency.getInstance("EUR"))
            : new ShopExportCsv(preset);
    assertReconciled(ExportFiles.read(settings, content));
    assertReconciled(ExportFiles.read(settings, content, content));
    assertReconciled(ExportFiles.read(settings.skipBadRows(true), content.replace("01,", "01x,")));
  }

  /** All rows of an order in another currency are left out. */
  @Test
  void rowsOfExportsInAnotherCurrency() {
    String content = ExportFiles.resource("shopify.csv");
    String other = content.replace("no,USD,47.00", "no,EUR,47.00");
    ShopOrderCsvResult read =
        ExportFiles.read(
            new ShopExportCsv(ShopPreset.SHOPIFY)
                .currency(Currency.getInstance("USD"))
                .skipBadRows(true),
            other);
    assertReconciled(read);
    assertEquals(2, read.badRows());
  }

  @Test
  void rowsOfLines() {
    ShopOrderCsvResult read =
        OrderRefundsTest.read(
            new ShopOrderCsv().skipBadRows(true),
            """
            order_id,customer,date,product,amount,status
            1,ann,2024-03-01,mug,5,paid
            1,ann,2024-03-01,pot,6,paid
            1,ann,2024-03-01,pan,7,paid
            2,bob,2024-03-02,mug,5,paid
            2,bob,2024-03-02,pot,x,paid
            2,bob,2024-03-02,pan,7,paid
            3,,2024-03-02,mug,5,paid
            3,,2024-03-02,pot,5,paid
            4,cid,2024-03-02,mug,5,cancelled
            4,cid,2024-03-02,pot,5,cancelled
            5,cid,2024-03-02,mug
            """);
    assertReconciled(read);
    assertEquals(
        Map.of(
            "rows-read", 11L,
            "orders-used", 1L,
            "rows-folded", 3L,
            "left-out-status", 1L,
            "bad-rows", 6L),
        counts(read));
    assertEquals(
        List.of(
            "orders.csv:6: amount \"x\" is not a plain decimal number",
            "orders.csv:12: the row has 4 fields, but the header has 6",
            "orders.csv:5: the row is of an order that is left out as a whole",
            "orders.csv:7: the row is of an order that is left out as a whole",
            "orders.csv:8: customer \"\" must not be empty",
            "orders.csv:9: the row is of an order that is left out as a whole"),
        read.firstBadRows().stream().map(BadRow::toString).toList());
  }

  @Property(tries = 100)
  void anyRowsOfLines(
      @ForAll @Size(min = 1, max = 15) List<@IntRange(max = 5) Integer> orders,
      @ForAll @Size(min = 15, max = 15) List<@IntRange(max = 9) Integer> amounts,
      @ForAll boolean twice) {
    StringBuilder file = new StringBuilder("order_id,customer,date,product,amount,status\n");
    file.append("9,ann,2024-03-01,mug,5,paid\n");
    for (int i = 0; i < orders.size(); i++) {
      int order = orders.get(i);
      String amount = amounts.get(i) == 0 ? "x" : String.valueOf(amounts.get(i));
      String status = order == 4 ? "cancelled" : "paid";
      file.append(order).append(",c,2024-03-02,p,").append(amount).append(',').append(status);
      file.append('\n');
    }
    List<String> files = new ArrayList<>(List.of(file.toString()));
    if (twice) {
      files.add(file.toString());
    }
    ShopOrderCsvResult read =
        OrderRefundsTest.read(new ShopOrderCsv().skipBadRows(true), files.toArray(new String[0]));
    Map<String, Long> counts = counts(read);
    long parts = PARTS.stream().mapToLong(part -> counts.getOrDefault(part, 0L)).sum();
    assertEquals(counts.get("rows-read"), parts, counts::toString);
  }
}
