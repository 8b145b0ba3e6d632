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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;

/** DuckDB, embedded, with the orders in a table in memory; its driver comes with -Ppeers. */
final class DuckDbOrders implements AutoCloseable {
  private static final String COHORTS =
      """
      WITH first AS (SELECT customer, date_trunc('month', min(day)) AS cohort FROM orders GROUP BY customer)
      SELECT cohort, date_diff('month', cohort, day) AS period,
             count(DISTINCT orders.customer) AS customers, count(*) AS orders, sum(cents) AS cents
      FROM orders JOIN first ON orders.customer = first.customer
      GROUP BY ALL ORDER BY ALL""";

  private static final String SUMMARY =
      """
      WITH days AS (
        SELECT customer, day, count(*) AS orders, sum(cents)::BIGINT AS cents FROM orders GROUP BY customer, day)
      SELECT customer, sum(orders)::BIGINT, min(day) - DATE '1970-01-01', max(day) - DATE '1970-01-01',
             count(*) - 1, sum(cents)::BIGINT, sum(cents)::BIGINT - arg_min(cents, day)
      FROM days GROUP BY customer""";

  private static final String CUSTOMERS =
      """
      CREATE TABLE IF NOT EXISTS customers AS
      SELECT customer, (SELECT max(day) FROM orders) - max(day) AS days, count(*) AS orders, sum(cents)::BIGINT AS cents
      FROM orders GROUP BY customer""";

  private static final String RFM =
      """
      CREATE OR REPLACE TEMP TABLE scores AS
      WITH cuts AS (
        SELECT quantile_cont(days, [0.2, 0.4, 0.6, 0.8]) AS d, quantile_cont(orders, [0.2, 0.4, 0.6, 0.8]) AS o,
               quantile_cont(cents, [0.2, 0.4, 0.6, 0.8]) AS c
        FROM customers)
      SELECT customer,
             (5 - (days > d[1])::TINYINT - (days > d[2])::TINYINT - (days > d[3])::TINYINT - (days > d[4])::TINYINT) AS r,
             (1 + (orders > o[1])::TINYINT + (orders > o[2])::TINYINT + (orders > o[3])::TINYINT
                + (orders > o[4])::TINYINT) AS f,
             (1 + (cents > c[1])::TINYINT + (cents > c[2])::TINYINT + (cents > c[3])::TINYINT
                + (cents > c[4])::TINYINT) AS m
      FROM customers, cuts""";

  /** A few of the metrics of health, by name; the window of 365 days ends on the last day. */
  private static final String HEALTH =
      """
      WITH last AS (SELECT max(day) AS day FROM orders),
      customers AS (
        SELECT customer, count(*) AS orders, sum(cents)::BIGINT AS cents, min(orders.day, 2) AS first_two,
               count(*) FILTER (orders.day > last.day - 365) AS within
        FROM orders, last GROUP BY customer)
      SELECT count(*) FILTER (within > 0) AS active_customers,
             count(*) FILTER (within = 0) AS inactive_customers,
             count(*) FILTER (orders = 1) AS single_order_customers,
             count(*) FILTER (orders > 1) AS repeat_customers,
             sum(within) / count(*) FILTER (within > 0) AS orders_per_active_customer,
             sum(cents) / count(*) / 100 AS mean_customer_value,
             quantile_cont(cents, 0.5) / 100 AS median_customer_value,
             quantile_cont(cents, 0.9) / 100 AS p90_customer_value,
             sum(cents) / sum(orders) / 100 AS average_order_value,
             quantile_cont(first_two[2] - first_two[1], 0.5) AS days_first_to_second_order
      FROM customers""";

  private final Connection connection;

  private DuckDbOrders(Connection connection) {
    this.connection = connection;
  }

  static DuckDbOrders load(OrderData data, String idType, IntFunction<Object> id, int threads)
      throws SQLException, IOException {
    Path csv = Files.createTempFile("clv4j-orders", ".csv");
    try {
      try (Writer out = Files.newBufferedWriter(csv)) {
        for (int row = 0; row < data.rows(); row++) {
          out.append(id.apply(row).toString()).append(',');
          out.append(LocalDate.ofEpochDay(data.day[row]).toString()).append(',');
          out.append(Long.toString(data.cents[row])).append('\n');
        }
      }
      DuckDbOrders duckDb = new DuckDbOrders(DriverManager.getConnection("jdbc:duckdb:"));
      duckDb.execute("SET threads = " + threads);
      duckDb.execute("SET preserve_insertion_order = false");
      duckDb.execute(
          "CREATE TABLE orders AS SELECT * FROM read_csv('"
              + csv
              + "', header = false, columns = {'customer': '"
              + idType
              + "', 'day': 'DATE', 'cents': 'BIGINT'})");
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
  long cohortChecksum() throws SQLException {
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

  /** Some metrics of health by name, in major units. */
  Map<String, Double> health() throws SQLException {
    Map<String, Double> metrics = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(HEALTH)) {
      row.next();
      for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
        metrics.put(row.getMetaData().getColumnName(column), row.getDouble(column));
      }
    }
    return metrics;
  }

  /** Makes the summary of each customer and reads all its columns, as a base would hold them. */
  Summary summary(int customers) throws SQLException {
    Summary all = new Summary(new Object[customers], new long[6][customers]);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SUMMARY)) {
      for (int i = 0; row.next(); i++) {
        all.ids[i] = row.getObject(1);
        for (int column = 0; column < all.columns.length; column++) {
          all.columns[column][i] = row.getLong(column + 2);
        }
      }
    }
    return all;
  }

  /** Orders, first and last day, frequency, spend and repeat spend by customer, in no order. */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  record Summary(Object[] ids, long[][] columns) {
    long checksum(ToLongFunction<String> numberOfId) {
      Summaries all = new Summaries();
      for (int i = 0; i < ids.length; i++) {
        all.add(
            numberOfId.applyAsLong(ids[i].toString()),
            (int) columns[0][i],
            (int) columns[1][i],
            (int) columns[2][i],
            (int) columns[3][i],
            columns[4][i],
            columns[5][i]);
      }
      return all.checksum();
    }
  }

  /** Makes the table of customers that {@link #rfm} reads. */
  void summarize() throws SQLException {
    execute(CUSTOMERS);
  }

  /**
   * Makes a table of the RFM quintiles of all customers from one of their days, orders and cents.
   */
  void rfm() throws SQLException {
    execute(RFM);
  }

  /** What {@link #rfm} made: the scores as one number, each customer's times its own. */
  long rfmChecksum() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet sum =
            statement.executeQuery(
                "SELECT sum((1 + customer) * (100::BIGINT * r + 10::BIGINT * f + m))::BIGINT FROM scores")) {
      sum.next();
      return sum.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
