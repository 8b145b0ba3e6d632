package org.clv4j.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** DuckDB, embedded, making a table of customers from a CSV file in one statement of SQL. */
final class DuckDbCsv implements AutoCloseable {
  private static final String SUMMARY =
      """
      CREATE TABLE customers AS
      WITH days AS (
        SELECT customer_id, timestamp::DATE AS day, count(*) AS orders, sum(amount) AS amount
        FROM read_csv('FILE', header = true, columns =
          {'customer_id': 'VARCHAR', 'timestamp': 'TIMESTAMP', 'amount': 'DECIMAL(18, 2)'})
        GROUP BY ALL)
      SELECT customer_id, sum(orders)::INTEGER AS orders, min(day) AS first, max(day) AS last,
             count(*) - 1 AS frequency, sum(amount) AS spend, sum(amount) - arg_min(amount, day) AS repeat_spend
      FROM days GROUP BY customer_id""";

  private static final String READ =
      """
      SELECT customer_id, orders, first - DATE '1970-01-01', last - DATE '1970-01-01', frequency,
             (spend * 100)::BIGINT, (repeat_spend * 100)::BIGINT
      FROM customers""";

  private final Connection connection;

  /** Which keeps the order of the rows nowhere, for its speed. */
  DuckDbCsv(int threads) throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    execute("SET threads = " + threads);
    execute("SET preserve_insertion_order = false");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** From the file to the table. */
  void summarize(Path file) throws SQLException {
    execute(SUMMARY.replace("FILE", file.toString().replace("'", "''")));
  }

  long checksum() throws SQLException {
    Summaries all = new Summaries();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(READ)) {
      while (row.next()) {
        all.add(
            row.getString(1).hashCode(),
            row.getInt(2),
            row.getInt(3),
            row.getInt(4),
            row.getInt(5),
            row.getLong(6),
            row.getLong(7));
      }
    }
    return all.checksum();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
