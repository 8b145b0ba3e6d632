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

  @Test
  void wrongUseIsTold() {
    assertUsage("a JDBC URL needs --query", "summarize", database);
    assertUsage("--query needs a JDBC URL as INPUT", "summarize", csv, "--query", "SELECT 1");
    assertUsage(
        "--ask-password needs a terminal", "summarize", database, "--query", "x", "--ask-password");
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
          "jdbc:postgresql://localhost:1/shop?user=ann&password=hunter2"
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
