package org.clv4j.io;

import static org.clv4j.io.CsvFiles.read;
import static org.clv4j.io.CsvFiles.source;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderCsvTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final String ORDERS = "customer,date,amount\nann,2024-03-01,12.34\n";

  private static OrderCsv settings() {
    return new OrderCsv();
  }

  private static Order order(String customer, String day, String amount) {
    return new Order(customer, LocalDate.parse(day), Money.of(amount, "XXX"));
  }

  private static List<Order> orders(String content) {
    return read(settings(), content).log().orders().toList();
  }

  @Test
  void columnsComeInAnyOrderAndTheOthersAreIgnored() {
    OrderCsvResult result =
        read(
            settings(),
            "status,Order Total,E-mail,Created At\npaid,12.34,ann@example.org,2024-03-01\n");
    assertEquals(
        List.of(order("ann@example.org", "2024-03-01", "12.34")), result.log().orders().toList());
    assertEquals(
        List.of(
            new CsvColumns(
                "orders.csv",
                Map.of("customer", "E-mail", "time", "Created At", "amount", "Order Total"),
                List.of("status"))),
        result.columns());
    assertEquals(1, result.rows());
    assertEquals(0, result.badRows());
  }

  @Test
  void theSurerNameWinsAndAStatedOneBeatsBoth() {
    String file = "email,customer_id,date,other\na@x,7,2024-03-01,8\n";
    assertEquals("customer_id", read(settings(), file).columns().get(0).used().get("customer"));
    assertEquals("8", read(settings().customer("other"), file).log().customers().id(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "customer;date;amount\nann;2024-03-01;12.34\n",
        "customer\tdate\tamount\nann\t2024-03-01\t12.34\n",
        "customer|date|amount\nann|2024-03-01|12.34\n",
        "\"customer\",\"date\",\"amount\"\r\n\"ann\",\"2024-03-01\",\"12.34\"\r\n",
        "customer,date,amount\nann,2024-03-01,12.34",
        "customer,date,amount\n\n ann , 2024-03-01 ,+12.340\n\n",
        "customer,date,amount\rann,20240301,12.34\r",
        "\uFEFFcustomer,date,amount\nann,2024-03-01,12.34\n",
        "customer,\"a\nnote\",date,amount\nann,\"x,\n\"\"y\"\"\",2024-03-01,12.34\n",
        "customer,date,amount\nann,2024-03-01T23:59:59.999,12.34\n",
        "customer,date,amount\nann,2024-03-01 23:59,12.34\n",
        "customer,date,amount\nann,2024-03-01T23:59:59Z,12.34\n",
        "customer,date,amount\nann,2024-03-02T00:30:00+01:00,12.34\n",
        "customer,date,amount\nann,2024-03-01 20:30:00 -0300,12.34\n",
        "customer,date,amount\nann,2024-03-01 20:30:00 UTC,12.34\n",
        "customer,date,amount\nann,2024-03-02T00:30:00+01:00[Europe/Paris],12.34\n"
      })
  void theSameOrderIsWrittenInManyWays(String content) {
    assertEquals(List.of(order("ann", "2024-03-01", "12.34")), orders(content));
  }

  @Test
  void gzipAndUtf16AreRecognisedAndOtherCharsetsAreStated() {
    List<Order> expected = List.of(order("zoé", "2024-03-01", "12.34"));
    String content = ORDERS.replace("ann", "zoé");
    assertEquals(expected, read(settings(), CsvFiles.gzip(content)).log().orders().toList());
    byte[] utf16 = ("\uFEFF" + content).getBytes(StandardCharsets.UTF_16LE);
    assertEquals(expected, read(settings(), utf16).log().orders().toList());
    Charset latin = StandardCharsets.ISO_8859_1;
    assertEquals(
        expected, read(settings().charset(latin), content.getBytes(latin)).log().orders().toList());
  }

  @Test
  void daysAreThoseOfTheZone() {
    ZoneId auckland = ZoneId.of("Pacific/Auckland");
    String file =
        """
        customer,date
        a,2024-03-01T12:00:00Z
        a,2024-03-01T23:00:00
        a,2024-03-01
        a,2024-07-01T11:59:59.9Z
        a,2024-07-01T12:00Z
        """;
    OrderLog log = read(settings().zone(auckland), file).log();
    assertEquals(
        List.of("2024-03-02", "2024-03-01", "2024-03-01", "2024-07-01", "2024-07-02"),
        log.orders().map(order -> order.day().toString()).toList());
    assertEquals(auckland, log.zone());
  }

  @Test
  void aStatedDateFormatIsReadStrictly() {
    OrderCsv french = settings().dateFormat("dd/MM/yyyy").decimal(',').delimiter(';');
    assertEquals(
        List.of(order("ann", "2021-04-03", "1234.50")),
        read(french, "customer;date;amount\nann;03/04/2021;1234,5\n").log().orders().toList());
    OrderCsvException error =
        assertThrows(
            OrderCsvException.class,
            () -> read(french, "customer;date;amount\nann;31/02/2021;1\n"));
    assertEquals(
        "orders.csv:2: date \"31/02/2021\" is not a date of the form dd/MM/yyyy",
        error.getMessage());
    OrderLog log =
        read(
                settings().zone(ZoneId.of("Asia/Tokyo")).dateFormat("MMM d, uuuu h:mm a XXX"),
                "customer,date\nann,\"Mar 1, 2024 3:30 PM +00:00\"\n")
            .log();
    assertEquals("2024-03-02", log.firstDay().toString());
    assertThrows(IllegalArgumentException.class, () -> settings().dateFormat("no pattern"));
    assertThrows(IllegalArgumentException.class, () -> settings().dateFormat("dd/MM/yy"));
  }

  @Test
  void theCurrencyComesFromItsColumnOrIsStatedOrIsUnknown() {
    String yen = "customer,date,amount,currency\nann,2024-03-01,1200,JPY\n";
    assertEquals(
        List.of(new Order("ann", LocalDate.of(2024, 3, 1), Money.of("1200", "JPY"))),
        read(settings(), yen).log().orders().toList());
    assertEquals(Money.UNSTATED, read(settings(), ORDERS).log().currency());
    assertEquals(EUR, read(settings().currency(EUR), ORDERS).log().currency());
    Currency gold = Currency.getInstance("XAU");
    assertThrows(IllegalArgumentException.class, () -> settings().currency(gold));
  }

  @Test
  void withoutAnAmountColumnThereAreNoAmounts() {
    OrderLog log = read(settings().currency(EUR), "cust,date\n1,2006-01-01\n").log();
    assertFalse(log.hasAmounts());
    assertEquals(1, log.size());
  }

  @Test
  void aPriceBesideAQuantityIsNotTakenForTheAmount() {
    String lines = "customer,date,price,Quantity\nann,2024-03-01,10,3\n";
    OrderCsvException error = assertThrows(OrderCsvException.class, () -> read(settings(), lines));
    assertTrue(
        error.place().toString().contains("may be the price of one piece"), error.getMessage());
    assertEquals(1000, read(settings().amount("price"), lines).log().amount(0));
  }

  @Test
  void severalFilesAreOneLog(@TempDir Path dir) throws IOException {
    Path more = Files.writeString(dir.resolve("more.csv"), "date;cust;total\n2024-03-02;bob;1\n");
    OrderCsvResult result =
        settings().readAll(List.of(source(ORDERS), CsvSource.of(more), source(ORDERS)));
    assertEquals(3, result.log().size());
    assertEquals(3, result.rows());
    assertEquals(
        List.of("customer", "cust", "customer"),
        result.columns().stream().map(columns -> columns.used().get("customer")).toList());
    OrderCsvException error =
        assertThrows(
            OrderCsvException.class,
            () ->
                settings()
                    .readAll(List.of(source(ORDERS), source("customer,date\na,2024-03-01\n"))));
    assertTrue(error.place().toString().contains("all files must have an amount column or none"));
    assertThrows(IllegalArgumentException.class, () -> settings().readAll(List.of()));
    assertThrows(
        java.nio.file.NoSuchFileException.class, () -> OrderCsv.read(dir.resolve("none.csv")));
    assertThrows(IOException.class, () -> OrderCsv.read(dir));
  }

  @Test
  void currenciesOfSeveralFilesDoNotMix() {
    CsvSource euros = source("customer,date,amount,currency\na,2024-03-01,1,EUR\n");
    CsvSource dollars = source("customer,date,amount,currency\na,2024-03-01,1,USD\n");
    OrderCsvException error =
        assertThrows(OrderCsvException.class, () -> settings().readAll(List.of(euros, dollars)));
    assertEquals(
        "orders.csv:2: currency \"USD\" must be EUR, the currency of the analysis; state the one that"
            + " counts",
        error.getMessage());
  }

  @Test
  void moreBadRowsThanAreListedAreStillCounted() {
    int bad = OrderCsvResult.LISTED + 5;
    OrderCsvResult result =
        read(settings().skipBadRows(true), ORDERS + "bob,2024-03-01,x\n".repeat(bad));
    assertEquals(bad, result.badRows());
    assertEquals(OrderCsvResult.LISTED, result.firstBadRows().size());
    assertEquals(bad + 1, result.rows());
    assertEquals(1, result.log().size());
  }

  @Property(tries = 300)
  void whatATableWritesIsReadBack(@ForAll("orders") List<Order> orders) throws IOException {
    Table table =
        new Table(orders.size())
            .with("amount", row -> Objects.requireNonNull(orders.get(row).amount()).toBigDecimal())
            .with("date", row -> orders.get(row).day())
            .with("customer", row -> orders.get(row).customerId());
    StringWriter file = new StringWriter();
    table.write(file, TableFormat.CSV);
    assertEquals(orders, orders(file.toString()));
  }

  @Provide
  Arbitrary<List<Order>> orders() {
    // Ids that need no apostrophe: those are not read back to the letter.
    Arbitrary<String> ids =
        Arbitraries.strings()
            .withChars("ab7é,;\"'\n\r =|")
            .ofMinLength(1)
            .ofMaxLength(8)
            .map(String::strip)
            .filter(id -> !id.isEmpty() && id.charAt(0) != '=');
    Arbitrary<Long> amounts =
        Arbitraries.oneOf(
            Arbitraries.longs().between(0, 10_000), Arbitraries.longs().greaterOrEqual(0));
    Arbitrary<Integer> days = Arbitraries.integers().between(-25_567, 84_005);
    return Combinators.combine(ids, days, amounts)
        .as(
            (id, day, minor) ->
                new Order(id, LocalDate.ofEpochDay(day), Money.ofMinor(minor, Money.UNSTATED)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }
}
