package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands take Parquet, JSON, patterns, several files and databases as they take CSV. */
class SourcesCommandTest {
  @TempDir Path dir = Path.of(".");
  private String csv = "";
  private String database = "";

  @BeforeEach
  void write() throws IOException, SQLException {
    csv = SmallShop.write(dir).toString();
    database = "jdbc:duckdb:" + dir.resolve("shop.duckdb");
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE sales AS FROM read_csv('" + csv + "')");
      statement.execute("COPY sales TO '" + dir.resolve("orders.parquet") + "'");
      statement.execute("COPY sales TO '" + dir.resolve("orders.jsonl") + "' (FORMAT json)");
      statement.execute(
          "COPY (FROM sales WHERE customer < 'c') TO '" + dir.resolve("part-1.parquet") + "'");
      statement.execute(
          "COPY (FROM sales WHERE customer >= 'c') TO '" + dir.resolve("part-2.json") + "'");
    }
  }

  private static String table(String... input) {
    String[] args = new String[input.length + 2];
    args[0] = "summarize";
    System.arraycopy(input, 0, args, 1, input.length);
    args[args.length - 1] = "--format=csv";
    Clv clv = Clv.run(args);
    assertEquals(0, clv.status(), clv.err());
    return clv.out();
  }

  @Test
  void allGiveOneTable() throws IOException {
    String expected = table(csv);
    assertEquals(5, expected.lines().count());
    assertEquals(expected, table(dir + "/orders.parquet"));
    assertEquals(expected, table(dir + "/orders.jsonl"));
    assertEquals(expected, table(dir + "/part-1.parquet", dir + "/part-2.json"));
    assertEquals(expected, table(dir + "/part-?.*"));
    assertEquals(expected, table(database, "--query", "SELECT * FROM sales"));
    Files.writeString(dir.resolve("first.csv"), "customer,date,amount\nanna,2024-01-10,20.00\n");
    String rest = "SELECT * FROM sales WHERE NOT (customer = 'anna' AND amount = 20)";
    assertEquals(expected, table(dir + "/first.csv", database, "--query", rest));
  }

  @Test
  void whatWasReadIsTold() {
    Clv clv = Clv.run("rfm", dir + "/orders.parquet", "--format=csv");
    assertEquals(0, clv.status(), clv.err());
    assertTrue(clv.err().contains("columns: customer=customer time=date amount=amount"), clv.err());
  }

  @Test
  void badRowsAreTreatedAsInCsv() throws IOException {
    String file =
        Files.writeString(
                dir.resolve("bad.jsonl"),
                """
                {"customer": "a", "date": "2024-01-01", "amount": 1}
                {"customer": "b", "date": "soon", "amount": 2}
                """)
            .toString();
    Clv failed = Clv.run("summarize", file);
    assertEquals(1, failed.status());
    assertTrue(
        failed.err().contains("bad.jsonl:2: date \"soon\" is not a date like"), failed.err());
    Clv skipped = Clv.run("summarize", file, "--on-bad-row", "skip", "--format=csv");
    assertEquals(0, skipped.status());
    assertTrue(skipped.err().contains("bad rows left out: 1 of 2"), skipped.err());
  }

  private static final String SHOP =
      """
      order_id,customer,date,amount,currency,status,refund
      1,ann,2024-03-01,20.00,USD,paid,
      2,bob,2024-03-02,10.00,USD,cancelled,
      3,bob,2024-03-03,30.00,EUR,paid,12.00
      """;

  private String[] shop() throws IOException, SQLException {
    String file = Files.writeString(dir.resolve("shop.csv"), SHOP).toString();
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE shop AS FROM read_csv('" + file + "')");
      statement.execute("COPY shop TO '" + dir.resolve("shop.parquet") + "'");
      statement.execute("COPY shop TO '" + dir.resolve("shop.jsonl") + "' (FORMAT json)");
    }
    return new String[] {file, dir + "/shop.parquet", dir + "/shop.jsonl"};
  }

  private String rates() throws IOException {
    String rates = "date,from,to,rate\n2024-03-01,USD,EUR,0.9\n2024-03-02,USD,EUR,0.5\n";
    return Files.writeString(dir.resolve("rates.csv"), rates).toString();
  }

  /** 20.00 at 0.9, and 30.00 less 12.00; bob's first order was cancelled. */
  @Test
  void ordersOfAShopAreAccountedForWhereverTheyAre() throws IOException, SQLException {
    String[] files = shop();
    String[] policy = {"--policy=basis=net", "--currency=EUR", "--rates=" + rates()};
    String expected = table(files[0], policy[0], policy[1], policy[2]);
    assertTrue(
        expected.contains("\nann,2024-03-01,2024-03-01,1,0,0.0,0.2857142857142857,18.00,"),
        expected);
    assertTrue(expected.contains("\nbob,2024-03-03,2024-03-03,1,0,0.0,0.0,18.00,"), expected);
    for (String file : files) {
      assertEquals(expected, table(file, policy[0], policy[1], policy[2]), file);
    }
    String query = "--query=SELECT * FROM shop";
    assertEquals(expected, table(database, query, policy[0], policy[1], policy[2]));
    // An order that stands in two of them counts once.
    Clv both = Clv.run("summarize", files[0], files[1], policy[0], policy[1], policy[2]);
    assertTrue(both.err().contains("ignored duplicates: 3"), both.err());
    assertEquals(expected, both.out());
  }

  @Test
  void ratesConvertOrdersWhereverTheyAre() throws IOException, SQLException {
    String[] files = shop();
    String[] rates = {"--currency=EUR", "--rates=" + rates()};
    String expected = table(files[0], rates[0], rates[1]);
    assertTrue(expected.contains("\nbob,2024-03-02,2024-03-03,2,1,"), expected);
    for (String file : files) {
      assertEquals(expected, table(file, rates[0], rates[1]), file);
    }
    assertEquals(expected, table(database, "--query=FROM shop", rates[0], rates[1]));
    Clv clv = Clv.run("summarize", files[1], rates[0], rates[1]);
    assertTrue(clv.err().contains("2 orders converted, USD 2, at 2 rates of "), clv.err());
    assertTrue(clv.err().contains("data: unused-order-columns: 2 of 7 columns: "), clv.err());
  }

  @Test
  void theDatabaseMayMakeTheTable() {
    String expected = table(csv);
    assertEquals(expected, table(database, "--query", "FROM sales", "--in-database"));
    assertEquals(expected, table(dir + "/orders.parquet", "--in-database"));
    assertEquals(expected, table(dir + "/part-?.*", "--in-database"));
    assertUsage("--in-database needs one JDBC URL", "summarize", csv, "--in-database");
    assertUsage(
        "does not read the orders, which --policy needs",
        "summarize",
        database,
        "--query=FROM sales",
        "--in-database",
        "--policy=basis=net");
  }

  @Test
  void aDatabaseThatIsNotThereIsNotMade() {
    Path file = dir.resolve("shpo.duckdb");
    Clv clv = Clv.run("summarize", "jdbc:duckdb:" + file, "--query", "FROM sales");
    assertEquals(1, clv.status(), clv.err());
    assertTrue(clv.err().startsWith("clv: jdbc:duckdb:" + file + ": "), clv.err());
    assertFalse(Files.exists(file));
  }

  @Test
  void wrongUseIsTold() {
    assertUsage("a JDBC URL needs --query", "summarize", database);
    assertUsage("--query needs a JDBC URL as INPUT", "summarize", csv, "--query", "SELECT 1");
    assertUsage(
        "--ask-password needs a terminal", "summarize", database, "--query", "x", "--ask-password");
    assertUsage(
        "--preset reads CSV files", "summarize", dir + "/orders.parquet", "--preset=shopify");
    assertUsage(
        "--later-file-wins needs inputs of one kind",
        "summarize",
        csv,
        dir + "/orders.parquet",
        "--order-id=order_id",
        "--later-file-wins");
    Clv missing = Clv.run("summarize", dir + "/none-*.parquet");
    assertEquals(1, missing.status());
    assertTrue(missing.err().contains("no file matches the pattern"), missing.err());
  }

  private static void assertUsage(String message, String... args) {
    Clv clv = Clv.run(args);
    assertEquals(2, clv.status(), clv.err());
    assertTrue(clv.err().contains(message), clv.err());
  }

  @Test
  void noPasswordIsEverShown() throws IOException {
    for (String url :
        new String[] {
          "jdbc:nosuch://ann:hunter2@localhost/shop",
          "jdbc:postgresql://ann:hunter2@localhost:1/shop",
          "jdbc:postgresql://localhost:1/shop?user=ann&password=hunter2",
          "jdbc:postgresql://localhost:1/shop?user=ann&password=a,hunter2;x)hunter2"
        }) {
      Clv clv = Clv.run("summarize", url, "--query", "SELECT 1");
      assertEquals(1, clv.status(), clv.err());
      assertFalse((clv.out() + clv.err()).contains("hunter2"), clv.err());
      Clv misused = Clv.run("summarize", url, "--no-such", url);
      assertEquals(2, misused.status());
      assertFalse((misused.out() + misused.err()).contains("hunter2"), misused.err());
    }
    // DuckDB takes the words behind the semicolon as settings, so this one works.
    String url = database + ";custom_user_agent=pwd:hunter2";
    Path out = dir.resolve("report");
    Clv report = Clv.run("report", url, "--query", "FROM sales", "--out", out.toString());
    assertEquals(0, report.status(), report.err());
    String html = Files.readString(out.resolve("report.html"));
    assertFalse((html + report.out() + report.err()).contains("hunter2"));
    assertTrue(html.contains("pwd:***"));
  }
}
