package org.clv4j.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.core.value.DailyRates;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.RateProvider;
import org.clv4j.io.CsvSource;
import org.clv4j.io.OrderCsvResult;
import org.clv4j.io.ShopColumn;
import org.clv4j.io.ShopOrderCsv;
import org.clv4j.io.ShopOrderCsvResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Orders with ids, states, refunds, tests and lines are accounted for in the same way wherever they
 * are.
 */
@ExtendWith(PostgresServer.class)
class ShopSourcesTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final Currency USD = Currency.getInstance("USD");
  private static final LocalDate MARCH_1 = LocalDate.of(2024, 3, 1);

  /** 1 comes twice, 2 was cancelled, of 3 a part went back, 4 is a test; 5 is of the next day. */
  private static final String CSV =
      """
      order_id,customer,created_at,amount,tax,status,refund,refunded_at,test
      1,ann,2024-03-01T10:00:00Z,120.00,20.00,paid,,,false
      2,bob,2024-03-02T10:00:00Z,60.00,10.00,cancelled,60.00,2024-03-03,false
      3,ann,2024-03-04T10:00:00Z,36.50,6.00,shipped,12.25,2024-03-09,false
      4,dev,2024-03-05T10:00:00Z,1.00,0.00,paid,,,true
      1,ann,2024-03-01T10:00:00Z,120.00,20.00,paid,,,false
      5,cid,2024-03-06T23:30:00Z,24.00,4.00,paid,,,false
      """;

  private static final String TYPED =
      "CAST(order_id AS BIGINT) AS order_id, customer, CAST(created_at AS TIMESTAMPTZ) AS"
          + " created_at, CAST(amount AS DECIMAL(12, 4)) AS amount, CAST(tax AS DOUBLE) AS tax,"
          + " status, CAST(refund AS DECIMAL(12, 2)) AS refund, CAST(refunded_at AS DATE) AS"
          + " refunded_at, CAST(test AS BOOLEAN) AS test";

  @TempDir Path dir = Path.of(".");

  private static ShopOrderCsv shop() {
    return new ShopOrderCsv().zone(ZoneId.of("Europe/Paris")).currency(EUR);
  }

  private Path csv() throws IOException {
    return Files.writeString(dir.resolve("orders.csv"), CSV);
  }

  private String rows() throws IOException {
    return "read_csv('" + csv() + "', all_varchar = true)";
  }

  private static void assertSame(ShopOrderCsvResult expected, ShopOrderCsvResult found) {
    assertEquals(List.copyOf(expected.book().orders()), List.copyOf(found.book().orders()));
    assertEquals(expected.account().lines(), found.account().lines());
    assertEquals(
        expected.account().log().orders().toList(), found.account().log().orders().toList());
    assertEquals(expected.rows(), found.rows());
    assertEquals(expected.columns().get(0).used(), found.columns().get(0).used());
  }

  /** Goods of 100.00, 30.50 less what of 12.25 is goods, and 20.00; the rest does not count. */
  @Test
  void allGiveOneAccount(PostgresServer.Running server) throws SQLException, IOException {
    ShopOrderCsvResult expected = shop().readAll(List.of(CsvSource.of(csv())));
    assertEquals(3, expected.account().log().size());
    assertEquals(1, expected.account().duplicates());
    assertEquals(LocalDate.of(2024, 3, 7), expected.account().log().lastDay());
    String typed = "SELECT " + TYPED + " FROM " + rows();
    Path parquet = DuckDbFiles.write(dir.resolve("orders.parquet"), typed);
    Path json = DuckDbFiles.write(dir.resolve("orders.jsonl"), "SELECT * FROM " + rows());
    DuckDbOrders files = new DuckDbOrders().threads(2);
    assertSame(expected, files.read(List.of(parquet.toString()), shop()));
    assertSame(expected, files.read(List.of(json.toString()), shop()));
    assertSame(expected, files.read(List.of(csv().toString()), shop()));
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      assertSame(expected, new JdbcOrders(duckDb).read(OrderQuery.sql(typed), shop()));
    }
    server.execute("DROP TABLE IF EXISTS shop_orders");
    server.execute(insert("TIMESTAMPTZ"));
    JdbcOrders postgres = new JdbcOrders(server.database()).fetchSize(2);
    assertSame(expected, postgres.read(OrderQuery.table("shop_orders"), shop()));
    OrderQuery query = OrderQuery.sql("SELECT 7 AS unused, * FROM shop_orders");
    assertSame(expected, postgres.read(query, shop()));
    try (Connection h2 = DriverManager.getConnection("jdbc:h2:mem:");
        Statement statement = h2.createStatement()) {
      for (String sql : insert("TIMESTAMP WITH TIME ZONE")) {
        statement.execute(sql);
      }
      ShopOrderCsvResult found = new JdbcOrders(h2).read(OrderQuery.table("SHOP_ORDERS"), shop());
      assertEquals(expected.account().lines(), found.account().lines());
    }
  }

  private static String[] insert(String timeType) {
    String rows =
        CSV.lines()
            .skip(1)
            .map(line -> line.replaceAll("T([0-9:]{8})Z", " $1+00").split(",", -1))
            .map(
                fields ->
                    Arrays.stream(fields)
                        .map(field -> field.isEmpty() ? "NULL" : "'" + field + "'")
                        .collect(Collectors.joining(", ", "(", ")")))
            .collect(Collectors.joining(", "));
    return new String[] {
      "CREATE TABLE shop_orders (order_id INTEGER, customer VARCHAR(9), created_at "
          + timeType
          + ", amount NUMERIC(12, 4), tax DOUBLE PRECISION, status VARCHAR(9), refund NUMERIC(12,"
          + " 2), refunded_at DATE, test BOOLEAN)",
      "INSERT INTO shop_orders VALUES " + rows
    };
  }

  /** Of a file of their own, whatever the orders come from. */
  @Test
  void refundsOfAFile() throws SQLException, IOException {
    Path refunds =
        Files.writeString(
            dir.resolve("refunds.csv"),
            "order_id,amount,refunded_at\n1,20.00,2024-03-05\n1,4.00,2024-03-09\n");
    ShopOrderCsv settings = shop().refunds(CsvSource.of(refunds));
    ShopOrderCsvResult expected = settings.readAll(List.of(CsvSource.of(csv())));
    assertEquals(2, expected.book().orders().iterator().next().refunds().size());
    String typed = "SELECT " + TYPED + " FROM " + rows();
    Path parquet = DuckDbFiles.write(dir.resolve("orders.parquet"), typed);
    assertSame(expected, new DuckDbOrders().read(List.of(parquet.toString()), settings));
    Files.writeString(refunds, "order_id,amount\n1,x\n");
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      JdbcOrders database = new JdbcOrders(duckDb);
      BadOrderException bad =
          assertThrows(
              BadOrderException.class, () -> database.read(OrderQuery.sql(typed), settings));
      assertEquals(refunds + ":2", bad.place().source() + ":" + bad.place().line());
      Files.writeString(refunds, "order_id\n1\n");
      BadOrderException header =
          assertThrows(
              BadOrderException.class, () -> database.read(OrderQuery.sql(typed), settings));
      assertTrue(
          String.valueOf(header.getMessage()).contains("no column looks like the amount"),
          header.getMessage());
    }
  }

  @Test
  void linesFoldToOrders() throws SQLException, IOException {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      ShopOrderCsvResult read =
          new JdbcOrders(duckDb)
              .read(
                  OrderQuery.sql(
                      "SELECT 7::HUGEINT AS order_id, 'ann' AS customer, DATE '2024-03-01' AS day,"
                          + " 'mug' AS product, 2 AS quantity, 10.25::DOUBLE AS unit_price UNION ALL"
                          + " SELECT 7, NULL, NULL, 'pot', 1, 30"),
                  new ShopOrderCsv());
      assertEquals(Money.of("50.50", "XXX"), read.account().value());
      assertEquals("7", read.book().orders().iterator().next().id());
      assertEquals(2, read.book().orders().iterator().next().lines().size());
    }
  }

  /** A pattern is for texts; columns of days and numbers are what they are. */
  @Test
  void howTextsAreWrittenDoesNotMatterForTypedColumns() throws SQLException, IOException {
    ShopOrderCsv german = new ShopOrderCsv().dateFormat("d.M.uuuu").decimal(',');
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      JdbcOrders orders = new JdbcOrders(duckDb);
      String typed = "SELECT 'a' AS customer, DATE '2024-03-01' AS day, 12.5 AS amount";
      String texts = "SELECT 'a' AS customer, '1.3.2024' AS day, '12,50' AS amount";
      for (String sql : List.of(typed, texts)) {
        ShopOrderCsvResult read = orders.read(OrderQuery.sql(sql), german);
        assertEquals(Money.of("12.50", "XXX"), read.account().value(), sql);
        assertEquals(MARCH_1, read.account().log().firstDay(), sql);
      }
    }
  }

  private static void bad(String sql, ShopOrderCsv settings, String message) throws SQLException {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      JdbcOrders orders = new JdbcOrders(duckDb);
      BadOrderException e =
          assertThrows(
              BadOrderException.class, () -> orders.read(OrderQuery.sql(sql), settings), message);
      String found = String.valueOf(e.getMessage());
      assertEquals(message, found.substring(0, Math.min(found.length(), message.length())));
    }
  }

  @Test
  void whatIsWrongHasAPlace() throws SQLException {
    String good =
        "SELECT '1' AS order_id, 'ann' AS customer, DATE '2024-03-01' AS day, 5 AS amount";
    ShopOrderCsv shop = new ShopOrderCsv();
    bad(good + " UNION ALL SELECT '2', NULL, NULL, 1", shop, "query:2: customer \"\" must not be");
    bad(good + " UNION ALL SELECT '2', 'b', NULL, 1", shop, "query:2: day \"\" must not be empty");
    bad(
        good + " UNION ALL SELECT '2', 'b', DATE 'infinity', 1",
        shop,
        "query:2: day \"infinity\" is not a date");
    bad(
        good + " UNION ALL SELECT '1', 'bob', DATE '2024-03-01', 5",
        new ShopOrderCsv().skipBadRows(true),
        "query:2: order \"1\" must state the same each time, but customerId was ann and bob; it"
            + " stands first at query:1");
    bad(
        "SELECT 'a' AS customer, DATE '2024-03-01' AS day, 0.1::DOUBLE + 0.2::DOUBLE AS amount",
        shop,
        "query:1: amount \"0.30000000000000004\" has more than 2 decimals");
    bad(
        "SELECT 'a' AS customer, DATE '2024-03-01' AS day, 5 AS amount, 9 AS refund",
        shop,
        "query:1: order \"query:1\": refunds of XXX 9.00 must be at most its value of XXX 5.00");
    bad(
        "SELECT 'a' AS customer, 20240301 AS day, 5 AS amount",
        shop,
        "query: day must be a date, a timestamp or texts, but is of the type INTEGER");
    bad(
        "SELECT 'a' AS customer, DATE '2024-03-01' AS day, 5 AS amount, [1] AS status",
        shop,
        "query: status must be whole numbers, decimals, doubles or texts, but is of the type"
            + " INTEGER[]");
    bad(
        "SELECT 'a' AS customer, DATE '2024-03-01' AS day, 5::FLOAT AS amount",
        shop,
        "query: amount must be whole numbers, decimals, doubles or texts, but is of the type FLOAT;"
            + " cast it to DECIMAL");
    bad(
        "SELECT 'a' AS customer, DATE '2024-03-01' AS day",
        shop,
        "query: no column looks like the amount");
    bad(good + " WHERE false", shop, "query: there is a header, but no order");
  }

  @Test
  void badOrdersCanBeLeftOut() throws SQLException, IOException {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      ShopOrderCsvResult read =
          new JdbcOrders(duckDb)
              .read(
                  OrderQuery.sql(
                      "SELECT 'a' AS customer, DATE '2024-03-01' AS day, 5 AS amount UNION ALL"
                          + " SELECT 'b', DATE '2024-03-01', -5"),
                  new ShopOrderCsv().skipBadRows(true));
      assertEquals(1, read.badRows());
      assertEquals(
          "query:2: amount \"-5\" must not be negative", read.firstBadRows().get(0).toString());
      assertEquals("bad-rows", read.toOrders().leftOut().get(0).id());
    }
  }

  private static RateProvider rates() {
    return DailyRates.builder("rates").add(MARCH_1, USD, EUR, new BigDecimal("0.92")).build();
  }

  private static final String TWO_CURRENCIES =
      "SELECT 'ann' AS customer, DATE '2024-03-01' AS day, 10.00 AS amount, 'USD' AS currency, 2.00"
          + " AS discount UNION ALL SELECT 'bob', DATE '2024-03-02', 5.00, 'EUR', 1.00 UNION ALL"
          + " SELECT 'cid', DATE '2024-03-01', 1.00, 'USD', NULL";

  /** USD 10.00 and 1.00 at 0.92, EUR 5.00. */
  @Test
  void otherCurrenciesAreConverted(PostgresServer.Running server) throws SQLException, IOException {
    OrderQuery query = OrderQuery.sql(TWO_CURRENCIES);
    OrderMapping mapping = new OrderMapping().currency(EUR).rates(rates());
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      for (JdbcOrders orders : List.of(new JdbcOrders(duckDb), new JdbcOrders(server.database()))) {
        OrderCsvResult read = orders.read(query, mapping);
        assertEquals(
            List.of(920L, 500L, 92L),
            List.of(read.log().amount(0), read.log().amount(1), read.log().amount(2)));
        assertEquals(List.of(184L, 100L), List.of(read.log().discount(0), read.log().discount(1)));
        assertEquals(2, read.log().appliedRates().get(0).orders());
        ShopOrderCsv shop = new ShopOrderCsv().currency(EUR).rates(rates());
        assertEquals(Money.of("15.12", "EUR"), orders.read(query, shop).account().value());
        String missing =
            assertThrows(
                    BadOrderException.class,
                    () ->
                        orders.read(
                            OrderQuery.sql(TWO_CURRENCIES.replace("5.00, 'EUR'", "5.00, 'USD'")),
                            new OrderMapping().currency(EUR).rates(rates()).skipBadRows(true)))
                .getMessage();
        assertEquals(
            "query:2: currency \"USD\" cannot be converted: a rate from USD to EUR must be known of"
                + " 2024-03-02, but is missing",
            missing);
        assertThrows(
            IllegalArgumentException.class,
            () -> orders.summarize(query, mapping, CustomerBase.Options.DEFAULT));
      }
    }
    Path file = DuckDbFiles.write(dir.resolve("two.parquet"), TWO_CURRENCIES);
    List<String> files = List.of(file.toString());
    CustomerBase base = new DuckDbOrders().summarize(files, mapping, CustomerBase.Options.DEFAULT);
    assertEquals(Money.of("15.12", "EUR"), base.totalSpend());
  }

  @Test
  void ratesNeedCurrencies() throws SQLException {
    OrderMapping without = new OrderMapping().rates(rates());
    OrderMapping with = new OrderMapping().currency(EUR).rates(rates());
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      JdbcOrders orders = new JdbcOrders(duckDb);
      OrderQuery query = OrderQuery.sql(TWO_CURRENCIES);
      assertThrows(IllegalArgumentException.class, () -> orders.read(query, without));
      assertThrows(
          IllegalArgumentException.class,
          () -> orders.read(query, new ShopOrderCsv().rates(rates())));
      for (String missing : List.of("currency", "amount")) {
        OrderQuery less =
            OrderQuery.sql(
                "SELECT * EXCLUDE (" + missing + ", discount) FROM (" + query.sql() + ")");
        assertEquals(
            "query: there must be a column of the " + missing + ", which rates need",
            assertThrows(BadOrderException.class, () -> orders.read(less, with)).getMessage());
      }
    }
  }

  @Test
  void whatPlainReadingDoesNotLookAtIsToldOf() throws SQLException, IOException {
    Path file =
        DuckDbFiles.write(dir.resolve("orders.parquet"), "SELECT " + TYPED + " FROM " + rows());
    OrderMapping mapping = new OrderMapping().time("created_at").currency(EUR);
    OrderCsvResult read = new DuckDbOrders().read(List.of(file.toString()), mapping);
    assertEquals(
        List.of("repeated-order-ids 1 of 6", "unused-order-columns 3 of 9"),
        read.leftOut().stream()
            .map(found -> found.id() + " " + found.count() + " of " + found.of())
            .toList());
    assertEquals(6, read.log().size());
    assertEquals(
        List.of("rows-read", "orders-used", "repeated-order-ids", "unused-order-columns"),
        read.quality(read.log().lastDay()).findings().stream().limit(4).map(f -> f.id()).toList());
    assertEquals(OrderPolicy.AS_STATED, read.log().policy());
  }

  @Test
  void aColumnCanBeNamedOrDoneWithout() throws SQLException, IOException {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      ShopOrderCsvResult read =
          new JdbcOrders(duckDb)
              .read(
                  OrderQuery.sql(
                      "SELECT 'a' AS customer, DATE '2024-03-01' AS day, 5 AS amount, 'void' AS"
                          + " state, 1 AS refund"),
                  new ShopOrderCsv()
                      .column(ShopColumn.STATUS, "state")
                      .column(ShopColumn.REFUND, "")
                      .policy(OrderPolicy.NET.withStatusesExcept("void")));
      assertEquals(0, read.account().log().size());
      assertEquals(List.of("refund"), read.columns().get(0).ignored());
    }
  }
}
