package org.clv4j.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.clv4j.io.CsvSource;
import org.clv4j.io.OrderCsv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The same orders from CSV, Parquet, JSON, PostgreSQL, DuckDB and H2 are the same log. */
@ExtendWith(PostgresServer.class)
class SameOrdersTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Currency EUR = Currency.getInstance("EUR");

  /** The second order of 7 falls on the next day in Paris, that of anna on the same. */
  private static final String CSV =
      """
      customer_id,ordered_at,amount,discount,cost,coupon,channel
      7,2024-03-30T22:59:59Z,10.00,1.00,4.00,SPRING,web
      7,2024-03-31T22:00:00Z,12.30,,5.00,,
      007,1969-12-31T23:30:00Z,0.00,0.50,0.00,,shop
      anna,2024-10-27T21:59:59Z,99999999.99,,1.00,SPRING,web
      "O'Neil, ""Jo\""",2024-10-27T23:00:00Z,5.25,,2.10,"A;B",mail
      Ünal,2024-06-30T12:00:00Z,7.07,0.07,3.00,,web
      anna,2024-06-30T22:00:00Z,0.10,,0.05,,web
      """;

  private static final String TYPED =
      "customer_id, CAST(ordered_at AS TIMESTAMPTZ) AS ordered_at, CAST(amount AS DECIMAL(12, 2))"
          + " AS amount, CAST(discount AS DECIMAL(12, 2)) AS discount, CAST(cost AS DECIMAL(12, 2))"
          + " AS cost, coupon, channel";

  @TempDir Path dir = Path.of(".");

  private static OrderMapping mapping() {
    return new OrderMapping().time("ordered_at").currency(EUR).zone(PARIS);
  }

  private OrderLog csv() throws IOException {
    Path file = Files.writeString(dir.resolve("orders.csv"), CSV);
    return new OrderCsv()
        .time("ordered_at")
        .currency(EUR)
        .zone(PARIS)
        .readAll(List.of(CsvSource.of(file)))
        .log();
  }

  private String rows() {
    return "read_csv('" + dir.resolve("orders.csv") + "', all_varchar = true)";
  }

  private static void assertSame(OrderLog expected, OrderLog found) {
    assertEquals(expected.size(), found.size());
    for (int row = 0; row < expected.size(); row++) {
      assertEquals(line(expected, row), line(found, row));
    }
    CustomerBase.Options options = CustomerBase.Options.DEFAULT.withInterpurchaseTimes();
    Bases.assertSame(CustomerBase.of(expected, options), CustomerBase.of(found, options));
  }

  private static String line(OrderLog log, int row) {
    return log.orders().skip(row).findFirst().orElseThrow().toString();
  }

  @Test
  void parquet() throws SQLException, IOException {
    OrderLog csv = csv();
    Path file =
        DuckDbFiles.write(dir.resolve("orders.parquet"), "SELECT " + TYPED + " FROM " + rows());
    List<String> files = List.of(file.toString());
    assertSame(csv, new DuckDbOrders().threads(2).read(files, mapping()).log());
    CustomerBase.Options options = CustomerBase.Options.DEFAULT.withInterpurchaseTimes();
    Bases.assertSame(
        CustomerBase.of(csv, options), new DuckDbOrders().summarize(files, mapping(), options));
  }

  @Test
  void jsonLinesAndJson() throws SQLException, IOException {
    OrderLog csv = csv();
    String numbers =
        "SELECT customer_id, ordered_at, CAST(amount AS DECIMAL(12, 2)) AS amount, CAST(discount AS"
            + " DECIMAL(12, 2)) AS discount, CAST(cost AS DECIMAL(12, 2)) AS cost, coupon, channel"
            + " FROM "
            + rows();
    Path lines = DuckDbFiles.write(dir.resolve("orders.jsonl"), numbers);
    assertSame(csv, new DuckDbOrders().read(List.of(lines.toString()), mapping()).log());
    Path array =
        Files.writeString(
            dir.resolve("orders.json"), "[" + String.join(",\n", Files.readAllLines(lines)) + "]");
    List<String> files = List.of(array.toString());
    assertSame(csv, new DuckDbOrders().read(files, mapping()).log());
    Bases.assertSame(
        CustomerBase.of(csv),
        new DuckDbOrders().summarize(files, mapping(), CustomerBase.Options.DEFAULT));
  }

  @Test
  void csvThroughDuckDb() throws IOException {
    OrderLog csv = csv();
    String file = dir.resolve("orders.csv").toString();
    assertSame(csv, new DuckDbOrders().read(List.of(file), mapping()).log());
  }

  @Test
  void severalFilesAndPatterns() throws SQLException, IOException {
    OrderLog csv = csv();
    Files.createDirectories(dir.resolve("by/day"));
    DuckDbFiles.write(
        dir.resolve("by/a [1].parquet"), "SELECT " + TYPED + " FROM " + rows() + " LIMIT 3");
    DuckDbFiles.write(
        dir.resolve("by/day/b'2.parquet"), "SELECT " + TYPED + " FROM " + rows() + " OFFSET 3");
    // Would be read too if the signs of the first name were those of a pattern.
    DuckDbFiles.write(dir.resolve("by/a 1.txt.parquet"), "SELECT 1 AS other LIMIT 0");
    OrderLog both =
        new DuckDbOrders()
            .read(List.of(dir + "/by/a [1].parquet", dir + "/by/**/b*.parquet"), mapping())
            .log();
    assertSame(csv, both);
    Bases.assertSame(
        CustomerBase.of(csv),
        new DuckDbOrders()
            .summarize(
                List.of(dir + "/by/a [1].parquet", dir + "/by/**/b*.parquet"),
                mapping(),
                CustomerBase.Options.DEFAULT));
  }

  @Test
  void duckDb() throws SQLException, IOException {
    OrderLog csv = csv();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE orders AS SELECT " + TYPED + " FROM " + rows());
      JdbcOrders orders = new JdbcOrders(connection);
      assertSame(csv, orders.read(OrderQuery.table("orders"), mapping()).log());
      assertSame(csv, orders.read(OrderQuery.sql("FROM orders -- all"), mapping()).log());
      assertEquals(false, connection.isClosed());
    }
  }

  @Test
  void postgres(PostgresServer.Running server) throws SQLException, IOException {
    OrderLog csv = csv();
    server.execute("DROP SCHEMA IF EXISTS same CASCADE", "CREATE SCHEMA same");
    server.execute(insert(csv, "same.orders", "TIMESTAMPTZ"));
    JdbcOrders orders = new JdbcOrders(server.database()).fetchSize(2);
    assertSame(csv, orders.read(OrderQuery.table("same", "orders"), mapping()).log());
    OrderQuery query = OrderQuery.sql("SELECT * FROM same.orders; ");
    assertSame(csv, orders.read(query, mapping()).log());
    Bases.assertSame(
        CustomerBase.of(csv), orders.summarize(query, mapping(), CustomerBase.Options.DEFAULT));
  }

  @Test
  void anyOtherDatabase() throws SQLException, IOException {
    OrderLog csv = csv();
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
        Statement statement = connection.createStatement()) {
      for (String sql : insert(csv, "orders", "TIMESTAMP WITH TIME ZONE")) {
        statement.execute(sql);
      }
      JdbcOrders orders = new JdbcOrders(connection);
      OrderMapping mapping = mapping().time("ORDERED_AT");
      assertSame(csv, orders.read(OrderQuery.table("ORDERS"), mapping).log());
      assertSame(csv, orders.read(OrderQuery.sql("SELECT * FROM orders"), mapping).log());
    }
  }

  /** Makes a table of the rows of the CSV file. */
  private String[] insert(OrderLog csv, String table, String timeType) throws IOException {
    String create =
        "CREATE TABLE "
            + table
            + " (customer_id VARCHAR(40), ordered_at "
            + timeType
            + ", amount NUMERIC(12, 2), discount NUMERIC(12, 2), cost NUMERIC(12, 2), coupon"
            + " VARCHAR(20), channel VARCHAR(20))";
    StringBuilder insert = new StringBuilder("INSERT INTO " + table + " VALUES ");
    List<String> lines = Files.readAllLines(dir.resolve("orders.csv"));
    assertEquals(csv.size(), lines.size() - 1);
    for (String line : lines.subList(1, lines.size())) {
      String fields =
          line.replace("\"O'Neil, \"\"Jo\"\"\"", "O''Neil@ \"Jo\"").replace("\"A;B\"", "A;B");
      insert.append(insert.toString().endsWith(" ") ? "(" : ", (");
      String[] values = fields.split(",", -1);
      for (int i = 0; i < values.length; i++) {
        insert
            .append(i == 0 ? "" : ", ")
            .append(values[i].isEmpty() ? "NULL" : "'" + values[i].replace('@', ',') + "'");
      }
      insert.append(')');
    }
    return new String[] {create, insert.toString().replaceAll("T([0-9:]{8})Z", " $1+00")};
  }
}
