package org.clv4j.benchmarks;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;

/** DuckDB, embedded, with the orders in a table in memory; its driver comes with -Ppeers. */
final class DuckDbCohorts implements AutoCloseable {
  private static final String COHORTS =
      """
      WITH first AS (SELECT customer, date_trunc('month', min(day)) AS cohort FROM orders GROUP BY customer)
      SELECT cohort, date_diff('month', cohort, day) AS period,
             count(DISTINCT orders.customer) AS customers, count(*) AS orders, sum(cents) AS cents
      FROM orders JOIN first ON orders.customer = first.customer
      GROUP BY ALL ORDER BY ALL""";

  private final Connection connection;

  private DuckDbCohorts(Connection connection) {
    this.connection = connection;
  }

  static DuckDbCohorts load(OrderData data, int threads) throws SQLException, IOException {
    Path csv = Files.createTempFile("clv4j-orders", ".csv");
    try {
      try (Writer out = Files.newBufferedWriter(csv)) {
        for (int row = 0; row < data.rows(); row++) {
          out.append(Long.toString(data.customer[row])).append(',');
          out.append(LocalDate.ofEpochDay(data.day[row]).toString()).append(',');
          out.append(Long.toString(data.cents[row])).append('\n');
        }
      }
      DuckDbCohorts duckDb = new DuckDbCohorts(DriverManager.getConnection("jdbc:duckdb:"));
      duckDb.execute("SET threads = " + threads);
      duckDb.execute(
          "CREATE TABLE orders AS SELECT * FROM read_csv('"
              + csv
              + "', header = false, columns = {'customer': 'BIGINT', 'day': 'DATE', 'cents': 'BIGINT'})");
      return duckDb;
    } finally {
      Files.delete(csv);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Makes the monthly cohort table and adds up its customers and cents, each with its period. */
  long checksum() throws SQLException {
    long sum = 0;
    try (Statement statement = connection.createStatement();
        ResultSet cells = statement.executeQuery(COHORTS)) {
      while (cells.next()) {
        long period = cells.getLong("period") + 1;
        sum += period * (cells.getLong("customers") + 31 * cells.getLong("orders"));
        sum += 1009 * period * cells.getLong("cents");
      }
    }
    return sum;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
