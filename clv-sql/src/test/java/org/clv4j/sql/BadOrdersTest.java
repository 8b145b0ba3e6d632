package org.clv4j.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderDetail;
import org.clv4j.io.OrderCsvResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in rows, columns and files is told with its place. */
@ExtendWith(PostgresServer.class)
class BadOrdersTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final CustomerBase.Options ALL = CustomerBase.Options.DEFAULT;

  @TempDir Path dir = Path.of(".");

  private static OrderMapping mapping() {
    return new OrderMapping().currency(EUR);
  }

  /** A good row, and a second one of other values; each database reads and summarizes both. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "NULL|DATE '2024-01-01'|1.00|customer \"NULL\" must not be null",
        "' '|DATE '2024-01-01'|1.00|customer \" \" must not be empty",
        "'a'|CAST(NULL AS DATE)|1.00|day \"NULL\" must not be null",
        "'a'|DATE '1899-12-31'|1.00|day \"1899-12-31\" must be between 1900-01-01 and 2199-12-31",
        "'a'|DATE '2200-01-01'|1.00|day \"2200-01-01\" must be between 1900-01-01 and 2199-12-31",
        "'a'|DATE 'infinity'|1.00|day \"infinity\" must be between 1900-01-01 and 2199-12-31",
        "'a'|DATE '2024-01-01'|NULL|amount \"NULL\" must not be null",
        "'a'|DATE '2024-01-01'|-0.01|amount \"-0.0100\" must not be negative",
        "'a'|DATE '2024-01-01'|1.005|amount \"1.0050\" has more than 2 decimals, all that the",
        "'a'|DATE '2024-01-01'|92233720368547758.08|amount \"92233720368547758.0800\" must fit in"
      })
  void badValues(
      String id, String day, String amount, String message, PostgresServer.Running server)
      throws SQLException, IOException {
    String query =
        "SELECT CAST('good' AS VARCHAR) AS customer, DATE '2024-01-01' AS day, CAST(5 AS NUMERIC(30,"
            + " 4)) AS amount UNION ALL SELECT "
            + id
            + ", "
            + day
            + ", CAST("
            + amount
            + " AS NUMERIC(30, 4))";
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      for (JdbcOrders orders : List.of(new JdbcOrders(duckDb), new JdbcOrders(server.database()))) {
        OrderQuery both = OrderQuery.sql(query);
        BadOrderException read =
            assertThrows(BadOrderException.class, () -> orders.read(both, mapping()));
        assertStarts("query:2: " + message, read.place().toString());
        assertEquals(2, read.place().line());
        BadOrderException summarized =
            assertThrows(BadOrderException.class, () -> orders.summarize(both, mapping(), ALL));
        // What the database strips is shown stripped.
        assertStarts("query: " + message.replace("\" \"", "\"\""), summarized.place().toString());
        OrderCsvResult skipped = orders.read(both, mapping().skipBadRows(true));
        assertEquals(1, skipped.log().size());
        assertEquals(1, skipped.badRows());
        assertStarts("query:2: " + message, skipped.firstBadRows().get(0).toString());
      }
    }
  }

  private static void assertStarts(String wanted, String found) {
    assertEquals(wanted, found.substring(0, Math.min(found.length(), wanted.length())), found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'NaN'|amount \"NaN\" is a DOUBLE that is no decimal number of 2 decimals",
        "'Infinity'|amount \"Infinity\" is a DOUBLE that is no decimal",
        "'0.30000000000000004'|amount \"0.30000000000000004\" is a DOUBLE that is no decimal",
        "'1e300'|is a DOUBLE that is no decimal"
      })
  void badDoubles(String amount, String message, PostgresServer.Running server)
      throws SQLException, IOException {
    OrderQuery query =
        OrderQuery.sql(
            "SELECT 'a' AS customer, DATE '2024-01-01' AS day, CAST("
                + amount
                + " AS DOUBLE PRECISION) AS amount");
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      for (JdbcOrders orders : List.of(new JdbcOrders(duckDb), new JdbcOrders(server.database()))) {
        assertFails(message, () -> orders.read(query, mapping()));
        assertFails("is a DOUBLE", () -> orders.summarize(query, mapping(), ALL));
      }
    }
  }

  private static void assertFails(String message, org.junit.jupiter.api.function.Executable work) {
    Exception e = assertThrows(Exception.class, work);
    assertTrue(String.valueOf(e.getMessage()).contains(message), e.toString());
    assertTrue(
        e instanceof BadOrderException
            || e instanceof IOException
            || e instanceof ArithmeticException,
        e.toString());
  }

  @Test
  void badColumns() throws SQLException {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      JdbcOrders orders = new JdbcOrders(duckDb);
      String day = ", DATE '2024-01-01' AS day";
      bad(orders, "SELECT 1 AS x" + day, mapping(), "query: no column looks like the customer");
      bad(
          orders,
          "SELECT 1 AS customer" + day,
          mapping().amount("paid"),
          "there is no column \"paid\"");
      bad(
          orders,
          "SELECT 1.5::DOUBLE AS customer" + day,
          mapping(),
          "customer must be whole numbers or texts, but is of the type DOUBLE");
      bad(
          orders,
          "SELECT 1 AS customer, 20240101 AS day",
          mapping(),
          "day must be a date, a timestamp or texts, but is of the type INTEGER");
      bad(
          orders,
          "SELECT 1 AS customer, DATE '2024-01-01' AS amount" + day,
          mapping(),
          "amount must be whole numbers, decimals, doubles or texts, but is of the type DATE");
      bad(
          orders,
          "SELECT 1 AS customer, 1.5 AS amount" + day,
          mapping().amountsInMinorUnits(true),
          "amount must be whole numbers of minor units");
      bad(
          orders,
          "SELECT 1 AS customer, 1 AS amount, [1] AS coupon" + day,
          mapping().detail(OrderDetail.PROMOTION, "coupon"),
          "coupon must be texts, but is of the type INTEGER[]");
      bad(
          orders,
          "SELECT 1 AS customer, 1 AS amount, -1 AS cost" + day,
          mapping().detail(OrderDetail.COST, "cost"),
          "query:1: cost \"-1\" must not be negative");
      bad(
          orders,
          "SELECT 1 AS customer WHERE false".replace(" WHERE", day + " WHERE"),
          mapping(),
          "query: there is no order");
      bad(
          orders,
          "SELECT 1.5 AS customer" + day,
          mapping(),
          "query:1: customer \"1.5\" must be a whole number or a text");
      bad(
          orders,
          "SELECT 1 AS customer, '31/12/2024' AS day",
          mapping(),
          "may have the day or the month first");
    }
  }

  /** Numbers of seven digits, and PostgreSQL's sums of money with a sign and commas. */
  @ParameterizedTest
  @CsvSource({
    "CAST(5 AS REAL), true",
    "CAST(5 AS MONEY), false",
  })
  void amountsThatAreNotExact(String amount, boolean both, PostgresServer.Running server)
      throws SQLException {
    OrderQuery query =
        OrderQuery.sql(
            "SELECT 'a' AS customer, DATE '2024-01-01' AS day, " + amount + " AS amount");
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      List<JdbcOrders> all =
          both
              ? List.of(new JdbcOrders(duckDb), new JdbcOrders(server.database()))
              : List.of(new JdbcOrders(server.database()));
      for (JdbcOrders orders : all) {
        String type =
            "amount must be whole numbers, decimals, doubles or texts, but is of the type ";
        assertFails(type, () -> orders.read(query, mapping()));
        assertFails("; cast it to DECIMAL", () -> orders.read(query, mapping()));
        assertFails(type, () -> orders.summarize(query, mapping(), ALL));
      }
    }
  }

  /** EUR and eur are one to the column, but not to a reader. */
  @Test
  void aCurrencyIsTheLettersWhateverTheCollation() throws SQLException, IOException {
    OrderQuery query = OrderQuery.table("orders");
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute(
          "CREATE TABLE orders (customer INTEGER, day DATE, amount INTEGER, currency VARCHAR COLLATE"
              + " NOCASE)");
      statement.execute("INSERT INTO orders VALUES (1, '2024-01-01', 5, 'EUR')");
      JdbcOrders orders = new JdbcOrders(duckDb);
      assertEquals(1, orders.summarize(query, new OrderMapping(), ALL).size());
      statement.execute("INSERT INTO orders VALUES (2, '2024-01-01', 7, 'eur')");
      for (OrderMapping mapping : List.of(mapping(), new OrderMapping())) {
        assertFails("currency \"eur\"", () -> orders.read(query, mapping));
        assertFails("currency \"eur\"", () -> orders.summarize(query, mapping, ALL));
      }
    }
  }

  private static void bad(JdbcOrders orders, String sql, OrderMapping mapping, String message) {
    assertFails(message, () -> orders.read(OrderQuery.sql(sql), mapping));
  }

  @Test
  void currenciesMustBeOne(PostgresServer.Running server) throws SQLException {
    String sql =
        "SELECT 1 AS customer, DATE '2024-01-01' AS day, 5 AS amount, 'EUR' AS currency UNION ALL"
            + " SELECT 2, DATE '2024-01-01', 7, 'USD'";
    OrderQuery query = OrderQuery.sql(sql);
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      for (JdbcOrders orders : List.of(new JdbcOrders(duckDb), new JdbcOrders(server.database()))) {
        String other = "currency \"USD\" must be EUR, the currency of the analysis";
        assertFails(other, () -> orders.read(query, new OrderMapping()));
        assertFails(other, () -> orders.read(query, mapping()));
        assertFails(other, () -> orders.summarize(query, mapping(), ALL));
        assertFails(
            "currency names EUR and USD", () -> orders.summarize(query, new OrderMapping(), ALL));
        assertFails(
            "is not the code of a currency",
            () ->
                orders.summarize(
                    OrderQuery.sql(sql.replace("EUR", "ABC")), new OrderMapping(), ALL));
      }
    }
  }

  /** Whoever reads strips all that Java calls a space, and so does the database. */
  @Test
  void spacesAroundACodeDoNotCount(PostgresServer.Running server) throws SQLException, IOException {
    OrderQuery query =
        OrderQuery.sql(
            "SELECT 1 AS customer, DATE '2024-01-01' AS day, 5 AS amount, 'EUR' || chr(9) AS"
                + " currency UNION ALL SELECT 2, DATE '2024-01-01', 7, chr(8195) || 'EUR '");
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      for (JdbcOrders orders : List.of(new JdbcOrders(duckDb), new JdbcOrders(server.database()))) {
        for (OrderMapping mapping : List.of(mapping(), new OrderMapping())) {
          CustomerBase read = CustomerBase.of(orders.read(query, mapping).log());
          Bases.assertSame(read, orders.summarize(query, mapping, ALL));
          assertEquals(EUR, read.totalSpend().currency());
        }
      }
    }
  }

  @Test
  void sumsThatDoNotFit(PostgresServer.Running server) throws SQLException {
    OrderQuery query =
        OrderQuery.sql(
            "SELECT 'big' AS customer, DATE '2024-01-01' AS day, 9223372036854775807 AS amount UNION"
                + " ALL SELECT 'big', DATE '2024-01-02', 1");
    OrderMapping minor = mapping().amountsInMinorUnits(true);
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      for (JdbcOrders orders : List.of(new JdbcOrders(duckDb), new JdbcOrders(server.database()))) {
        ArithmeticException e =
            assertThrows(ArithmeticException.class, () -> orders.summarize(query, minor, ALL));
        assertEquals(
            "total spend of customer \"big\" must fit in a long of minor units", e.getMessage());
      }
    }
  }

  @Test
  void whatADatabaseCannotSummarizeIsTold() throws SQLException {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Connection h2 = DriverManager.getConnection("jdbc:h2:mem:")) {
      JdbcOrders orders = new JdbcOrders(duckDb);
      assertFails(
          "day must be a date or a timestamp for the database to summarize it",
          () ->
              orders.summarize(
                  OrderQuery.sql("SELECT 1 AS customer, '2024-01-01' AS day"), mapping(), ALL));
      assertFails(
          "only PostgreSQL and DuckDB can summarize",
          () ->
              new JdbcOrders(h2)
                  .summarize(
                      OrderQuery.sql("SELECT 1 AS customer, DATE '2024-01-01' AS day"),
                      mapping(),
                      ALL));
    }
  }

  @Test
  void costsThatSomeOrdersLackAreIgnored() throws SQLException, IOException {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      OrderCsvResult read =
          new JdbcOrders(duckDb)
              .read(
                  OrderQuery.sql(
                      "SELECT 1 AS customer, DATE '2024-01-01' AS day, 5 AS amount, 2 AS cost, -1 AS"
                          + " discount UNION ALL SELECT 2, DATE '2024-01-01', 7, NULL, 1"),
                  mapping());
      assertEquals(2, read.log().size());
      assertEquals(
          List.of(
              "query:1: discount \"-1\" must not be negative; the column is ignored unless it is"
                  + " named as the discount",
              "query:2: cost \"NULL\" must not be null; costs count only if every order has one, so"
                  + " the column is ignored"),
          read.notes());
      assertEquals(
          List.of("cost", "discount"), read.columns().get(0).ignored().stream().sorted().toList());
    }
  }

  private Path parquet() throws SQLException {
    return DuckDbFiles.write(
        dir.resolve("orders.parquet"),
        "SELECT 'c' || i AS customer, DATE '2024-01-01' + i::INTEGER AS day, i AS amount FROM"
            + " range(5000) t(i)");
  }

  private static void badFile(Path file, String message) {
    List<String> name = List.of(file.toString());
    assertFails(message, () -> new DuckDbOrders().read(name, mapping()));
    assertFails(message, () -> new DuckDbOrders().summarize(name, mapping(), ALL));
  }

  @Test
  void filesThatAreDamagedOrMissing() throws SQLException, IOException {
    byte[] whole = Files.readAllBytes(parquet());
    Path cut = dir.resolve("cut.parquet");
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    badFile(cut, "cut.parquet: the database reports an error");
    Files.write(cut, new byte[0]);
    badFile(cut, "cut.parquet: the database reports an error");
    byte[] flipped = whole.clone();
    Arrays.fill(flipped, 40, 400, (byte) 0x5A);
    Path damaged = Files.write(dir.resolve("damaged.parquet"), flipped);
    badFile(damaged, "damaged.parquet");
    Path text = Files.writeString(dir.resolve("text.parquet"), "customer,day\na,2024-01-01\n");
    badFile(text, "text.parquet: the database reports an error");
    Path json = Files.writeString(dir.resolve("cut.json"), "[{\"customer\": 1, \"day\": \"2024-0");
    badFile(json, "cut.json: the database reports an error");
    badFile(Files.writeString(dir.resolve("list.json"), "[1, 2, 3]"), "list.json");
    badFile(
        Files.writeString(dir.resolve("bad.jsonl"), "{\"customer\": 1, \"day\": \"yesterday\"}\n"),
        "bad.jsonl:1: day \"yesterday\" is not a date");
    badFile(
        Files.writeString(
            dir.resolve("nested.jsonl"),
            "{\"customer\": 1, \"day\": \"2024-01-01\", \"amount\": {\"value\": 3}}\n"),
        "nested.jsonl:1: amount \"{\"value\":3}\" is not a plain decimal number");
    String missing = dir.resolve("missing.parquet").toString();
    assertThrows(
        NoSuchFileException.class, () -> new DuckDbOrders().read(List.of(missing), mapping()));
    assertFails(
        "no file matches the pattern",
        () -> new DuckDbOrders().read(List.of(dir + "/*.jsonx"), mapping()));
    assertFails(
        "there is no folder",
        () -> new DuckDbOrders().read(List.of(dir + "/none/*.json"), mapping()));
    assertFails(
        "a folder, not a file", () -> new DuckDbOrders().read(List.of(dir.toString()), mapping()));
    Files.writeString(dir.resolve("orders.xlsx"), "x");
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new DuckDbOrders().read(List.of(dir + "/orders.xlsx"), mapping()));
    assertTrue(
        String.valueOf(e.getMessage()).startsWith("file must end in .parquet"), e.toString());
  }

  /** As a folder that must not be looked into is, which root may do all the same. */
  @Test
  void aLinkThatLeadsBackIsTold() throws IOException {
    Path folder = Files.createDirectories(dir.resolve("by/day"));
    Path link = Files.createSymbolicLink(folder.resolve("again"), dir.resolve("by"));
    FileSystemException e =
        assertThrows(
            FileSystemException.class,
            () -> new DuckDbOrders().read(List.of(dir + "/by/**.parquet"), mapping()));
    assertEquals(link + ": this link leads to a folder in which it lies itself", e.getMessage());
  }

  @Test
  void aFileCountsOnceWhateverItIsCalled() throws SQLException, IOException {
    Path file = parquet();
    Path link = Files.createSymbolicLink(dir.resolve("link.parquet"), file);
    List<String> names =
        List.of(file.toString(), dir + "/./orders.parquet", link.toString(), dir + "/*.parquet");
    assertEquals(List.of(file), OrderFiles.find(names));
    assertEquals(5000, new DuckDbOrders().read(names, mapping()).log().size());
  }

  @Test
  void filesMustAllHaveAmountsOrNone() throws SQLException {
    String with = parquet().toString();
    String without =
        DuckDbFiles.write(
                dir.resolve("without.parquet"), "SELECT 1 AS customer, DATE '2024-01-01' AS day")
            .toString();
    List<String> both = List.of(with, without);
    String message = "without.parquet: all sources must have an amount column or none";
    assertFails(message, () -> new DuckDbOrders().read(both, mapping()));
    assertFails(message, () -> new DuckDbOrders().summarize(both, mapping(), ALL));
  }

  @Test
  void quotedNamesAreNames(PostgresServer.Running server) throws SQLException, IOException {
    String name = "or\"ders; DROP TABLE victims; --";
    String column = "cust'omer\"\\; DROP TABLE victims; --";
    String quoted = "\"" + name.replace("\"", "\"\"") + "\"";
    String[] setUp = {
      "DROP TABLE IF EXISTS victims",
      "CREATE TABLE victims AS SELECT 1 AS x",
      "DROP TABLE IF EXISTS " + quoted,
      "CREATE TABLE "
          + quoted
          + " AS SELECT 'x''); DROP TABLE victims; --' AS \""
          + column.replace("\"", "\"\"")
          + "\", DATE '2024-01-01' AS day, 5 AS amount"
    };
    OrderMapping mapping = mapping().customer(column);
    server.execute(setUp);
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      for (String sql : setUp) {
        statement.execute(sql);
      }
      for (JdbcOrders orders : List.of(new JdbcOrders(duckDb), new JdbcOrders(server.database()))) {
        OrderQuery table = OrderQuery.table(name);
        assertEquals(
            "x'); DROP TABLE victims; --", orders.read(table, mapping).log().customers().id(0));
        assertEquals("x'); DROP TABLE victims; --", orders.summarize(table, mapping, ALL).id(0));
        assertFails(
            "reports an error",
            () -> orders.read(OrderQuery.table("victims\"; SELECT 1"), mapping));
        OrderQuery victims =
            OrderQuery.sql("SELECT x AS customer, DATE '2024-01-01' AS day FROM victims");
        assertEquals(1, orders.read(victims, mapping()).log().size());
      }
      String file = dir.resolve("o'; DROP TABLE victims; --.parquet").toString();
      DuckDbFiles.write(Path.of(file), "SELECT 'a' AS customer, DATE '2024-01-01' AS day");
      assertEquals(1, new DuckDbOrders().read(List.of(file), mapping()).log().size());
    }
    assertThrows(IllegalArgumentException.class, () -> OrderQuery.table("a\0b"));
    assertThrows(IllegalArgumentException.class, () -> OrderQuery.table());
    assertThrows(IllegalArgumentException.class, () -> OrderQuery.sql(" ; "));
  }

  /**
   * In a query on PostgreSQL only one statement runs in a read; a second is refused by DuckDB too.
   */
  @Test
  void aSecondStatementDoesNotChangeWhatTheFirstReads() throws SQLException {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute("CREATE TABLE victims AS SELECT 1 AS customer, DATE '2024-01-01' AS day");
      assertFails(
          "reports an error",
          () ->
              new JdbcOrders(duckDb)
                  .read(OrderQuery.sql("SELECT * FROM victims; DROP TABLE victims"), mapping()));
      assertFalse(duckDb.isClosed());
      assertEquals(true, statement.execute("SELECT * FROM victims"));
    }
  }
}
