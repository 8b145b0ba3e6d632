package org.clv4j.io;

import static org.clv4j.io.CsvFiles.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.List;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.quality.DataQuality;
import org.clv4j.core.quality.QualityFinding;
import org.clv4j.core.quality.QualityFinding.Severity;
import org.junit.jupiter.api.Test;

class QualityTableTest {
  private static final String FILE =
      """
      customer,date,amount
      ann,2024-03-01,12.50
      bob,2024-03-02,
      bob,2024-03-02,12,5
      bob,2024-03-02,
      guest,2024-03-01,3.00
      guest,2024-03-02,3.00
      """;

  private static DataQuality quality() {
    return read(new OrderCsv().skipBadRows(true), FILE).quality(LocalDate.of(2024, 3, 2));
  }

  @Test
  void badRowsAreCountedByReason() {
    List<QualityFinding> bad =
        quality().findings().stream().filter(found -> found.id().equals("bad-rows")).toList();
    assertEquals(
        List.of(
            new QualityFinding(
                "bad-rows",
                Severity.SERIOUS,
                2,
                6,
                "rows",
                "rows were left out: amount must not be empty",
                "orders.csv:3 \"\"",
                "mend the export, or accept that these orders are missing"),
            new QualityFinding(
                "bad-rows",
                Severity.SERIOUS,
                1,
                6,
                "rows",
                "rows were left out: the row has 4 fields, but the header has 3",
                "orders.csv:4",
                "mend the export, or accept that these orders are missing")),
        bad);
    assertEquals(3, quality().used());
    assertEquals(6, quality().rows());
  }

  @Test
  void reasonsBeyondTheHundredthAreOne() {
    StringBuilder file = new StringBuilder("customer,date,amount\nann,2024-03-01,1\n");
    for (int fields = 1; fields <= 300; fields++) {
      file.append("x,".repeat(fields + 3)).append('\n');
    }
    OrderCsvResult result = read(new OrderCsv().skipBadRows(true), file.toString());
    List<QualityFinding> found = result.leftOut();
    assertEquals(BadRows.REASONS, found.size());
    assertEquals(300, found.stream().mapToLong(QualityFinding::count).sum());
    assertEquals(201, found.get(BadRows.REASONS - 1).count());
    assertEquals("rows were left out: other reasons", found.get(BadRows.REASONS - 1).finding());
  }

  @Test
  void findingsAreATableAndJson() throws IOException {
    Table table = QualityTable.of(quality());
    assertEquals(
        List.of(
            "finding", "severity", "count", "of", "unit", "share", "meaning", "example", "remedy"),
        table.names());
    StringWriter json = new StringWriter();
    table.write(json, TableFormat.JSON);
    assertTrue(json.toString().contains("\"finding\":\"placeholder-customer\""), json.toString());
    StringWriter csv = new StringWriter();
    table.write(csv, TableFormat.CSV);
    assertTrue(
        csv.toString().contains("rows-read,info,6,6,rows,1.0,rows were read,,"), csv.toString());
  }

  @Test
  void ordersThatCameAgainOrDoNotCountAreFindings() throws IOException {
    String orders =
        """
        order_id,customer,date,amount,status
        1,ann,2024-03-01,12.50,paid
        1,ann,2024-03-01,12.50,paid
        2,bob,2024-03-02,9.00,cancelled
        3,bob,2024-03-02,9.00,refunded
        4,bob,2024-03-02,x,paid
        """;
    OrderCsvResult result =
        new ShopOrderCsv().skipBadRows(true).readAll(List.of(CsvFiles.source(orders))).toOrders();
    assertEquals(
        List.of(
            "rows-read 5 of 5",
            "orders-used 2 of 5",
            "bad-rows 1 of 5",
            "duplicate-orders 1 of 4",
            "left-out-status 1 of 3",
            "refunded-without-refund 1 of 3",
            "no-currency 2 of 2"),
        result.quality(LocalDate.of(2024, 3, 2)).findings().stream()
            .map(found -> found.id() + " " + found.count() + " of " + found.of())
            .toList());
  }

  private static List<String> findings(OrderCsvResult result) {
    return result.leftOut().stream()
        .map(
            found ->
                found.severity()
                    + " "
                    + found.id()
                    + " "
                    + found.count()
                    + " of "
                    + found.of()
                    + ": "
                    + found.example())
        .toList();
  }

  /** An order that comes three times and a cancelled one count in full; that much is told. */
  @Test
  void whatPlainReadingDoesNotLookAtIsToldOf() {
    String orders =
        """
        Order ID,customer,date,amount,Status,refund
        1,ann,2024-03-01,12.50,paid,
        1,ann,2024-03-01,12.50,paid,
        2,bob,2024-03-02,9.00,cancelled,9.00
        ,cid,2024-03-02,9.00,,
        ,cid,2024-03-02,9.00,,
        1,ann,2024-03-01,12.50,paid,
        """;
    List<String> expected =
        List.of(
            "WARNING repeated-order-ids 2 of 4: Order ID",
            "WARNING unused-order-columns 2 of 6: Status, refund");
    OrderCsv withFastCsv = new OrderCsv();
    withFastCsv.chunkBytes = 0;
    assertEquals(expected, findings(read(withFastCsv, orders)));
    assertEquals(expected, findings(read(new OrderCsv(), orders)));
    assertEquals(expected, findings(read(new OrderCsv().threads(2), orders)));
  }

  @Test
  void idsThatAreAllDifferentAreNothingToTell() {
    StringBuilder orders = new StringBuilder("order_id,customer,date,amount\n");
    for (int i = 0; i < 200_000; i++) {
      orders.append(i).append(",c,2024-03-01,1\n");
    }
    assertEquals(List.of(), findings(read(new OrderCsv().threads(2), orders.toString())));
    orders.append("1e5,c,2024-03-01,1\n199999,c,2024-03-01,1\n");
    assertEquals(
        List.of("WARNING repeated-order-ids 1 of 200002: order_id"),
        findings(read(new OrderCsv().threads(2), orders.toString())));
  }

  @Test
  void ordersMergedIntoAPurchaseAreAFinding() {
    OrderCsvResult result =
        read(
            new OrderCsv(),
            "customer,date,amount\na,2024-03-01,1\na,2024-03-01,2\nb,2024-03-01,1\n");
    QualityFinding merged = result.quality(CustomerBase.of(result.log())).findings().get(2);
    assertEquals("merged-orders", merged.id());
    assertEquals(Severity.INFO, merged.severity());
    assertEquals(1, merged.count());
    assertEquals(3, merged.of());
  }

  @Test
  void badRowsThatAreNotListedAreCountedTogether() {
    BadRow listed = new BadRow("orders", 7, "amount", "x", "is no number");
    OrderCsvResult read = read(new OrderCsv(), "customer,date\na,2024-03-01\n");
    List<QualityFinding> found =
        OrderCsvResult.of(
                read.log(), read.columns(), 100, 30, List.of(listed, listed), List.of(), List.of())
            .leftOut();
    assertEquals(List.of(2L, 28L), found.stream().map(QualityFinding::count).toList());
    assertEquals("rows were left out: amount is no number", found.get(0).finding());
    assertEquals("rows were left out: other reasons", found.get(1).finding());
  }
}
