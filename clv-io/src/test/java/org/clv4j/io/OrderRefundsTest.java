package org.clv4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.core.order.Refund;
import org.clv4j.core.order.ShopOrder;
import org.clv4j.core.value.DailyRates;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Refunds of a file of their own, and refunds and states of the orders' rows. */
class OrderRefundsTest {
  private static final LocalDate DAY = LocalDate.of(2024, 3, 1);

  private static final String ORDERS =
      """
      order_id,customer,date,amount,currency
      1,ann,2024-03-01,100.00,EUR
      2,bob,2024-03-02,50.00,EUR
      """;

  private static final String LINES =
      """
      order_id,customer,date,product,quantity,unit_price,refund,refund_date
      1,ann,2024-03-01,mug,1,10.00,4.00,2024-03-05
      1,ann,2024-03-01,pot,1,20.00,6.00,2024-03-07
      1,ann,2024-03-01,pan,1,30.00,0.00,
      """;

  static ShopOrderCsvResult read(ShopOrderCsv settings, String... contents) {
    try {
      return settings.readAll(Arrays.stream(contents).map(CsvFiles::source).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ShopOrderCsv refunds(String content) {
    return new ShopOrderCsv()
        .refunds(new CsvSource("refunds.csv", CsvFiles.source(content).opener()));
  }

  private static List<Refund> of(ShopOrderCsvResult read, String id) {
    return read.book().orders().stream()
        .filter(order -> order.id().equals(id))
        .map(ShopOrder::refunds)
        .findFirst()
        .orElseThrow();
  }

  private static String error(ShopOrderCsv settings, String content) {
    return String.valueOf(
        assertThrows(OrderCsvException.class, () -> read(settings, content)).getMessage());
  }

  @Test
  void anyNumberPerOrder() {
    String content =
        """
        Order ID,refund_amount,refund_date,note
        1,10.00,2024-03-05,
        2,50.00,,all
        1,20,2024-03-09T23:30:00Z,
        1,10.00,2024-03-05,
        ,,,
        1,0.00,2024-03-06,
        """;
    ShopOrderCsvResult read = read(refunds(content).zone(ZoneId.of("Europe/Paris")), ORDERS);
    assertEquals(
        List.of(
            Refund.ofTotal(LocalDate.of(2024, 3, 5), 1_000),
            Refund.ofTotal(LocalDate.of(2024, 3, 5), 1_000),
            Refund.ofTotal(LocalDate.of(2024, 3, 10), 2_000)),
        of(read, "1"));
    assertEquals(List.of(Refund.ofTotal(LocalDate.of(2024, 3, 2), 5_000)), of(read, "2"));
    assertEquals(Money.of("60.00", "EUR"), read.account().value());
    assertEquals(List.of("refunds.csv: refunds of orders: 4"), read.notes());
    assertEquals(List.of(), read.findings());
    CustomerBase march7 =
        CustomerBase.of(
            read.book().account(OrderPolicy.BOOKED).log(),
            CustomerBase.Options.DEFAULT.withAsOf(LocalDate.of(2024, 3, 7)));
    assertEquals(8_000, march7.spendMinor(march7.row("ann")));
  }

  /** The file of the lines says what of each went back, and when. */
  @Test
  void refundsOfLinesMayStandWithTheLines() {
    ShopOrderCsvResult read = read(refunds(LINES), LINES);
    assertEquals(
        List.of(
            Refund.ofTotal(LocalDate.of(2024, 3, 5), 400).ofLine("mug"),
            Refund.ofTotal(LocalDate.of(2024, 3, 7), 600).ofLine("pot")),
        of(read, "1"));
    assertEquals(List.of("refund", "refund_date"), read.columns().get(0).ignored());
    assertEquals(Money.of("50.00", "XXX"), read.account().value());
    assertEquals(
        "orders.csv:3: refund \"6.00\" must be \"4.00\" as in line 2, which is of the same order;"
            + " refunds of lines, or several of an order, are read with --refunds",
        error(new ShopOrderCsv(), LINES));
  }

  @Test
  void columnsMayBeNamed() {
    String content = "nr;back;on;what\n1;4,00;5.3.2024;mug\n1;6,00;7.3.2024;\n";
    ShopOrderCsv settings =
        refunds(content)
            .column(ShopColumn.ORDER, "nr")
            .column(ShopColumn.REFUND, "back")
            .column(ShopColumn.REFUND_TIME, "on")
            .column(ShopColumn.PRODUCT, "what")
            .dateFormat("d.M.uuuu")
            .decimal(',');
    String lines = "nr;customer;date;what;amount\n1;ann;1.3.2024;mug;9,00\n1;ann;1.3.2024;pot;9\n";
    assertEquals(
        List.of(
            Refund.ofTotal(LocalDate.of(2024, 3, 5), 400).ofLine("mug"),
            Refund.ofTotal(LocalDate.of(2024, 3, 7), 600)),
        of(read(settings, lines), "1"));
    assertEquals(
        "refunds.csv:1: there is no column \"back\"; the columns are [order_id, customer, date,"
            + " amount, currency]",
        error(refunds(ORDERS).column(ShopColumn.REFUND, "back"), ORDERS));
  }

  /** A product of a refund says nothing where orders have none. */
  @Test
  void productsCountWhereLinesHaveThem() {
    String content = "order_id,amount,product\n1,4.00,mug\n";
    assertEquals(List.of(Refund.ofTotal(DAY, 400)), of(read(refunds(content), ORDERS), "1"));
    assertEquals(
        "refunds.csv:2: product \"cup\" must be a product of the order",
        error(refunds(content.replace("mug", "cup")), LINES));
  }

  /** 500 yen, and 4.00 euros. */
  @Test
  void amountsAreInTheCurrencyOfTheirOrder() {
    String orders = ORDERS.replace("50.00,EUR", "1500,JPY");
    DailyRates rates =
        DailyRates.builder("rates")
            .add(
                LocalDate.of(2024, 3, 2),
                Currency.getInstance("JPY"),
                Currency.getInstance("EUR"),
                new BigDecimal("0.006"))
            .build();
    ShopOrderCsv settings =
        refunds("order_id,amount\n1,4.00\n2,500\n")
            .currency(Currency.getInstance("EUR"))
            .rates(rates);
    assertEquals(Money.of("102.00", "EUR"), read(settings, orders).account().value());
    assertEquals(
        "refunds.csv:2: amount \"5.50\" has more than 0 decimals, all that the currency has",
        error(
            settings.refunds(
                new CsvSource(
                    "refunds.csv", CsvFiles.source("order_id,amount\n2,5.50\n").opener())),
            orders));
  }

  @Test
  void thoseWithoutAnOrderAreCounted() {
    String content = "order_id,amount\n1,4.00\n7,1.00\n7,1.00\n3,1.00\n";
    String orders = ORDERS + "3,cid,2024-03-02,x,EUR\n";
    ShopOrderCsvResult read = read(refunds(content).skipBadRows(true), orders);
    assertEquals(
        "refunds-without-order: 2 of 4 refunds: refunds are of orders that are in no file, so they"
            + " are left out like these (refunds.csv:3); read the export of the days of these"
            + " orders too",
        read.findings().get(1).toString(),
        "order 3 is bad, but there");
    assertEquals(Money.of("146.00", "EUR"), read.account().value());
  }

  static Stream<Arguments> badRefunds() {
    return Stream.of(
        Arguments.of("1,-4.00,2024-03-05", "refunds.csv:2: amount \"-4.00\" must not be negative"),
        Arguments.of("1,x,2024-03-05", "refunds.csv:2: amount \"x\" is not a plain decimal"),
        Arguments.of("1,4.005,2024-03-05", "refunds.csv:2: amount \"4.005\" has more than 2"),
        Arguments.of("1,4.00,soon", "refunds.csv:2: refund_date \"soon\" is not a date"),
        Arguments.of(
            "1,4.00,2024-02-28",
            "refunds.csv:2: refund_date \"2024-02-28\" must not be before the day of the order,"
                + " 2024-03-01"),
        Arguments.of(
            "1,400.00,2024-03-05",
            "orders.csv:2: order \"1\": refunds of EUR 400.00 must be at most its value of EUR"
                + " 100.00"));
  }

  @ParameterizedTest
  @MethodSource("badRefunds")
  void aBadRefundIsNamedAndItsOrderCanBeLeftOut(String row, String message) {
    String content = "order_id,amount,refund_date\n" + row + "\n";
    String found = error(refunds(content), ORDERS);
    assertEquals(message, found.substring(0, Math.min(found.length(), message.length())));
    ShopOrderCsvResult skipped = read(refunds(content).skipBadRows(true), ORDERS);
    assertEquals(List.of("2"), skipped.book().orders().stream().map(ShopOrder::id).toList());
    assertEquals(1, skipped.badRows());
    assertTrue(skipped.firstBadRows().get(0).toString().startsWith(message));
  }

  static Stream<Arguments> badFiles() {
    return Stream.of(
        Arguments.of("", "refunds.csv:1: the file is empty"),
        Arguments.of(
            "order_id,when\n1,2\n", "refunds.csv:1: no column looks like the amount of the refund"),
        Arguments.of(
            "a,refund\n1,2\n",
            "refunds.csv:1: no column looks like the id of the order; the columns are [a, refund]"),
        Arguments.of(
            "order_id,refund,refund\n1,2,3\n",
            "refunds.csv:1: the column \"refund\" stands there twice"),
        Arguments.of(
            "order_id,refund\n1\n", "refunds.csv:2: the row has 1 fields, but the header has 2"),
        Arguments.of("order_id,refund\n,2\n", "refunds.csv:2: order_id \"\" must not be empty"),
        Arguments.of(
            "order_id,refund\n\uFFFD,2\n",
            "refunds.csv:2: order_id \"\uFFFD\" holds bytes that are no characters; state the"
                + " charset with --charset"));
  }

  /** Nobody knows whose refund it is, so it cannot be left out with its order. */
  @ParameterizedTest
  @MethodSource("badFiles")
  void aBadFileEndsTheReading(String content, String message) {
    String found = error(refunds(content).skipBadRows(true), ORDERS);
    assertEquals(message, found.substring(0, Math.min(found.length(), message.length())));
  }

  @Test
  void ordersMustHaveIdsAndTheFileMustBeThere() {
    String content = "order_id,refund\n1,2\n";
    assertTrue(
        error(refunds(content), "customer,date,amount\nann,2024-03-01,5\n")
            .startsWith("orders.csv:1: no column looks like the order; name it with --order-id"));
    ShopOrderCsv missing = new ShopOrderCsv().refunds(CsvSource.of(Path.of("no-such-refunds.csv")));
    assertThrows(
        NoSuchFileException.class, () -> missing.readAll(List.of(CsvFiles.source(ORDERS))));
  }

  /** Money is compared by value, all else by its text. */
  @Test
  void rowsOfAnOrderMayWriteMoneyDifferently() {
    String content =
        """
        order_id,customer,date,product,amount,shipping,refund
        1,ann,2024-03-01,mug,10.00,4.90,4.00
        1,ann,2024-03-01,pot,20.00,4.9,4
        1,ann,2024-03-01,pan,30.00,,04.000
        """;
    ShopOrderCsvResult read = read(new ShopOrderCsv(), content);
    assertEquals(List.of(Refund.ofTotal(DAY, 400)), of(read, "1"));
    assertEquals(490, read.book().orders().iterator().next().shipping());
    assertTrue(
        error(new ShopOrderCsv(), content.replace("4.9,4\n", "4.91,4\n"))
            .startsWith("orders.csv:3: shipping \"4.91\" must be \"4.90\" as in line 2"));
    assertTrue(
        error(new ShopOrderCsv(), content.replace("4.9,4\n", "x,4\n"))
            .startsWith("orders.csv:3: shipping \"x\" must be \"4.90\" as in line 2"));
    assertEquals(
        read.account().value(),
        read(new ShopOrderCsv().decimal(','), content.replace(',', ';').replace('.', ','))
            .account()
            .value());
  }

  /** What was cancelled on March 9 counts as it was known on March 8. */
  @Test
  void aStatusMayHaveADay() {
    String content =
        """
        order_id,customer,date,amount,currency,status,status_date
        1,ann,2024-03-01,100.00,EUR,cancelled,2024-03-09
        2,bob,2024-03-02,50.00,EUR,paid,
        """;
    ShopOrderCsvResult read = read(new ShopOrderCsv(), content);
    assertEquals(Money.of("50.00", "EUR"), read.account().value());
    assertEquals(
        Money.of("150.00", "EUR"),
        read.book().account(OrderPolicy.NET, LocalDate.of(2024, 3, 8)).value());
    assertTrue(
        error(new ShopOrderCsv(), content.replace("2024-03-09", "soon"))
            .startsWith("orders.csv:2: status_date \"soon\" is not a date"));
    assertEquals(
        "orders.csv:1: no column looks like the status; name it with --status, the columns are"
            + " [order_id, customer, date, amount, currency, s, status_date]",
        error(
            new ShopOrderCsv().column(ShopColumn.STATUS_TIME, "status_date"),
            content.replace("status,", "s,")));
    ShopOrderCsvResult without = read(new ShopOrderCsv(), content.replace("status,", "s,"));
    assertEquals(List.of("s", "status_date"), without.columns().get(0).ignored());
  }
}
