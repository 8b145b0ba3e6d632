package org.clv4j.io;

import static org.clv4j.io.ExportFiles.error;
import static org.clv4j.io.ExportFiles.order;
import static org.clv4j.io.ExportFiles.read;
import static org.clv4j.io.ExportFiles.resource;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.LeftOutReason;
import org.clv4j.core.order.Refund;
import org.clv4j.core.order.RefundTiming;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;

/** Exports of WooCommerce's Analytics; every figure was reckoned by hand. */
class WooAnalyticsTest {
  private static final String HEADER = "Date,Order #,Status,Customer,Net Sales\n";

  private static final String ROWS =
      HEADER
          + """
          2024-03-01 10:00:00,501,completed,Ann Example,45
          2024-03-06 11:00:00,506,completed,Dora Example,11.5
          2024-03-09 09:00:00,501,completed,Ann Example,-15.00
          2024-03-20 09:00:00,501,completed,Ann Example,-5
          """;

  private static ShopExportCsv settings() {
    return new ShopExportCsv(ShopPreset.WOOCOMMERCE).currency(Currency.getInstance("EUR"));
  }

  private static ShopOrderCsvResult booked(String... contents) {
    return read(
        settings().policy(ShopPreset.WOOCOMMERCE.policy().withRefunds(RefundTiming.BOOK)),
        contents);
  }

  private static Map<String, Long> spend(ShopOrderCsvResult read) {
    CustomerBase base =
        CustomerBase.of(
            read.account().log(), CustomerBase.Options.DEFAULT.withAsOf(LocalDate.of(2024, 3, 31)));
    Map<String, Long> spend = new TreeMap<>();
    for (int row = 0; row < base.size(); row++) {
      spend.put(base.id(row), base.spendMinor(row));
    }
    return spend;
  }

  private static List<Long> totals(ShopOrderCsvResult read, String id) {
    return order(read, id).refunds().stream().map(Refund::total).toList();
  }

  private static List<String> findings(ShopOrderCsvResult read) {
    return read.toOrders().quality(LocalDate.of(2024, 3, 31)).findings().stream()
        .map(found -> found.id() + " " + found.count() + " of " + found.of())
        .toList();
  }

  @Test
  void customersAreNames() {
    ShopOrderCsvResult read = read(settings(), resource("woocommerce-analytics.csv"));
    assertEquals(Money.of("56.50", "EUR"), read.account().value());
    assertEquals(Map.of("Ann Example", 4_500L, "Dora Example", 1_150L), spend(read));
    assertTrue(read.notes().get(0).contains("names customers without ids"));
  }

  @Test
  void refundsAreRowsOfTheirOwn() {
    ShopOrderCsvResult read = booked(ROWS);
    assertEquals(Money.of("36.50", "EUR"), read.account().value());
    assertEquals(2, read.book().size());
    assertEquals(
        List.of(LocalDate.of(2024, 3, 9), LocalDate.of(2024, 3, 20)),
        order(read, "501").refunds().stream().map(Refund::day).toList());
    CustomerBase march10 =
        CustomerBase.of(
            read.account().log(), CustomerBase.Options.DEFAULT.withAsOf(LocalDate.of(2024, 3, 10)));
    assertEquals(3_000, march10.spendMinor(march10.row("Ann Example")));
  }

  /** The refund of March is in the file of March, the order in that of February. */
  @Test
  void refundsFindTheirOrderInAnotherFile() {
    List<String> lines = ROWS.lines().toList();
    String orders = String.join("\n", lines.subList(0, 3)) + "\n";
    String refunds = HEADER + String.join("\n", lines.subList(3, 5)) + "\n";
    assertEquals(
        booked(ROWS).account().log().orders().toList(),
        booked(refunds, orders).account().log().orders().toList());
    ShopOrderCsvResult without =
        booked(orders, refunds + "2024-03-21 09:00:00,400,completed,Eve,-9\n");
    assertEquals(Money.of("36.50", "EUR"), without.account().value());
    assertEquals(
        "refunds-without-order: 1 of 5 rows: refunds are of orders that are in no file, so they are"
            + " left out like these (2.csv:4); read the export of the days of these orders too",
        without.toOrders().leftOut().get(1).toString());
  }

  /**
   * 501 45.00 less 15.00, 512 40.00 of which shipping went back, 513 25.00 of nobody, 514 for free.
   * Of 510 all 124.00 went back, 100.00 of them goods; of 511 30.00, and then the rest, which the
   * row says to be 80.00 again. 499 has a refund of shipping, but no order.
   */
  @Test
  void refundsOfEachForm() {
    ShopOrderCsvResult read = read(settings(), resource("woocommerce-analytics-refunds.csv"));
    assertEquals(Money.of("95.00", "EUR"), read.account().value());
    assertEquals(
        Map.of("Ann Example", 7_000L, "Dora Example", 0L, "order 513", 2_500L), spend(read));
    assertEquals(
        List.of("510", "511"),
        Objects.requireNonNull(read.account().leftOut().get(LeftOutReason.REFUNDED)).ids());
    assertEquals(List.of(10_000L), totals(read, "510"));
    assertEquals(List.of(3_000L, 5_000L), totals(read, "511"));
    assertEquals(List.of(), totals(read, "512"));
    assertEquals(
        List.of(
            "rows-read 12 of 12",
            "orders-used 4 of 12",
            "refund-rows 5 of 12",
            "refunds-without-order 1 of 12",
            "left-out-refunded 2 of 6",
            "zero-amounts 1 of 4"),
        findings(read));
    assertEquals(
        List.of(
            "1.csv: orders that name no customer, each counted as a customer of its own: 1",
            "1.csv: orders with the status refunded whose refunds exceed their net sales, taken for"
                + " tax and shipping as to the rest: 2"),
        read.notes().subList(1, 3));
    assertEquals(
        Map.of(
            "Ann Example", 7_000L,
            "Bob Example", 0L,
            "Cid Example", 0L,
            "Dora Example", 0L,
            "order 513", 2_500L),
        spend(
            read(
                settings()
                    .policy(
                        ShopPreset.WOOCOMMERCE
                            .policy()
                            .withRefunds(RefundTiming.BOOK)
                            .withFullyRefunded(true)),
                resource("woocommerce-analytics-refunds.csv"))));
  }

  @Test
  void theOrderOfTheRowsChangesNothing() {
    String content = resource("woocommerce-analytics-refunds.csv");
    List<String> lines = new ArrayList<>(content.lines().toList());
    ShopOrderCsvResult read = booked(content);
    Collections.shuffle(lines.subList(1, lines.size()), new Random(7));
    ShopOrderCsvResult shuffled = booked(String.join("\n", lines) + "\n");
    assertEquals(List.copyOf(read.book().orders()), List.copyOf(shuffled.book().orders()));
    assertEquals(
        read.account().log().orders().toList(), shuffled.account().log().orders().toList());
    assertEquals(read.notes(), shuffled.notes());
    assertEquals(findings(read), findings(shuffled));
  }

  /** Also the refunds in them; two equal ones of one file are two. */
  @Test
  void filesThatOverlapCountOnce() {
    ShopOrderCsvResult once = booked(ROWS);
    ShopOrderCsvResult twice = booked(ROWS, ROWS);
    assertEquals(once.account().value(), twice.account().value());
    assertEquals(once.account().log().orders().toList(), twice.account().log().orders().toList());
    assertEquals(
        List.of(
            "rows-read 8 of 8",
            "orders-used 2 of 8",
            "refund-rows 4 of 8",
            "duplicate-orders 2 of 4"),
        findings(twice));
    String again = ROWS + "2024-03-20 09:00:00,501,completed,Ann Example,-5\n";
    assertEquals(Money.of("31.50", "EUR"), booked(ROWS, again).account().value());
  }

  /** In March order 501 is refunded, in April 501 is exported again. */
  @Test
  void theLaterFileMayWin() {
    String later = HEADER + "2024-03-01 10:00:00,501,cancelled,Ann Example,45\n";
    assertEquals(
        "2.csv:2: order \"501\" must state the same each time, but history was"
            + " [StatusChange[day=2024-03-01, status=completed]] and [StatusChange[day=2024-03-01,"
            + " status=cancelled]]; it stands first at 1.csv:2",
        error(settings(), ROWS, later));
    ShopOrderCsvResult read = read(settings().laterFileWins(true), ROWS, later);
    assertEquals(Money.of("11.50", "EUR"), read.account().value());
    assertEquals(1, read.account().superseded());
  }

  /** Nothing says that more than the goods went back. */
  @Test
  void moreRefundsThanSalesAreAnErrorUnlessTheOrderIsRefunded() {
    String content = ROWS.replace("-15.00", "-45.00");
    assertEquals(
        "1.csv:2: order \"501\": refunds of EUR 50.00 must be at most its value of EUR 45.00;"
            + " over-refunds=deduct leaves it out as refunded, and with refunded=count takes the"
            + " rest from the customer",
        error(settings(), content));
    ShopOrderCsvResult skipped = read(settings().skipBadRows(true), content);
    assertEquals(Money.of("11.50", "EUR"), skipped.account().value());
    assertEquals(3, skipped.badRows());
    assertEquals(List.of(2L, 4L, 5L), skipped.firstBadRows().stream().map(BadRow::line).toList());
  }

  /** Without the number of items a row of 0 is the order if no other is. */
  @Test
  void ordersOfNothing() {
    String content =
        HEADER
            + """
            2024-03-01 10:00:00,1,completed,Ann,0
            2024-03-09 10:00:00,1,completed,Ann,0
            2024-03-02 10:00:00,2,completed,Bob,5
            2024-03-01 10:00:00,2,completed,Bob,0
            """;
    ShopOrderCsvResult read = read(settings(), content);
    assertEquals(LocalDate.of(2024, 3, 1), order(read, "1").day());
    assertEquals(LocalDate.of(2024, 3, 2), order(read, "2").day());
    assertEquals(
        List.of(
            "rows-read 4 of 4", "orders-used 2 of 4", "refund-rows 2 of 4", "zero-amounts 1 of 2"),
        findings(read));
  }

  @Test
  void theColumnOfEarlierVersions() {
    String content =
        """
        Date,Order #,N. Revenue (formatted),Status,Customer,Coupon(s),N. Revenue
        2024-03-01 10:00:00,501,€45.00,completed,Ann,ten,45
        """;
    assertEquals(Map.of("Ann", 4_500L), spend(read(settings(), content)));
  }

  /** A refund that cannot be read makes its order unknown. */
  @Test
  void aBadRefundLeavesItsOrderOut() {
    String content = ROWS.replace("-15.00", "-15.005");
    assertTrue(
        error(settings(), content)
            .startsWith("1.csv:4: Net Sales \"-15.005\" has more than 2 decimals"));
    ShopOrderCsvResult skipped = read(settings().skipBadRows(true), content);
    assertEquals(Map.of("Dora Example", 1_150L), spend(skipped));
    assertEquals(3, skipped.badRows());
    assertEquals(List.of(4L, 2L, 5L), skipped.firstBadRows().stream().map(BadRow::line).toList());
    ShopOrderCsvResult garbled =
        read(settings().skipBadRows(true), ROWS.replace("Ann Example,-5", "Ann\uFFFD,-5"));
    assertEquals(Map.of("Dora Example", 1_150L), spend(garbled));
    assertEquals(3, garbled.badRows());
  }
}
