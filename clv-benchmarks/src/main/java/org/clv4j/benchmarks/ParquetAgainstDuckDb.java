package org.clv4j.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.sql.DuckDbOrders;
import org.clv4j.sql.OrderMapping;

/**
 * From a Parquet file of orders to one row per customer, in one of several ways, each in a process
 * of its own; {@code parquet.sh} runs them one after the other and compares their checksums.
 */
public final class ParquetAgainstDuckDb {
  /** What DuckDB's users would write for the same columns. */
  private static final String SAME =
      """
      WITH days AS (
        SELECT customer_id, CAST(ordered_at AS DATE) AS day, count(*) AS orders, sum(amount) AS spend
        FROM read_parquet('%s') GROUP BY ALL)
      SELECT customer_id, sum(orders)::BIGINT, min(day) - DATE '1970-01-01', max(day) - DATE '1970-01-01',
             count(*) - 1, (sum(spend) * 100)::BIGINT, ((sum(spend) - arg_min(spend, day)) * 100)::BIGINT
      FROM days GROUP BY customer_id""";

  /** Less than that: neither frequency nor repeat spend, so that one grouping is enough. */
  private static final String LESS =
      """
      SELECT customer_id, count(*), min(CAST(ordered_at AS DATE)) - DATE '1970-01-01',
             max(CAST(ordered_at AS DATE)) - DATE '1970-01-01', 0, (sum(amount) * 100)::BIGINT, 0
      FROM read_parquet('%s') GROUP BY customer_id""";

  private static final String GENERATE =
      """
      COPY (FROM read_csv('%s', header = false, columns = {
        'customer_id': 'VARCHAR', 'ordered_at': 'TIMESTAMP', 'amount': 'DECIMAL(12, 2)'}))
      TO '%s' (FORMAT parquet)""";

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private ParquetAgainstDuckDb() {}

  /**
   * Makes the file, or measures one way and prints a row of a table.
   *
   * @param args file; {@code generate} and the number of orders, or a way ({@code same}, {@code
   *     less}, {@code read}, {@code summarize}), the number of threads and that of turns
   * @throws SQLException if DuckDB fails
   * @throws IOException if the file cannot be read
   */
  public static void main(String[] args) throws SQLException, IOException {
    if (args[1].equals("generate")) {
      generate(args[0], Integer.parseInt(args[2]));
      return;
    }
    int threads = Integer.parseInt(args[2]);
    double[] seconds = new double[Integer.parseInt(args[3])];
    double[] cpu = new double[seconds.length];
    long checksum = 0;
    // The driver unpacks its library once.
    DriverManager.getConnection("jdbc:duckdb:").close();
    for (int turn = 0; turn < seconds.length; turn++) {
      double[] start = clocks();
      Summaries all = new Summaries();
      double[] end =
          switch (args[1]) {
            case "same" -> query(SAME.formatted(args[0]), threads, all);
            case "less" -> query(LESS.formatted(args[0]), threads, all);
            default -> base(args[0], args[1].equals("read"), threads, all);
          };
      seconds[turn] = end[0] - start[0];
      cpu[turn] = end[1] - start[1];
      checksum = all.checksum();
    }
    Measured.Spread wall = Measured.Spread.of(seconds);
    Measured.Spread work = Measured.Spread.of(cpu);
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.2f (%.2f to %.2f) | %.2f (%.2f to %.2f) | %x |%n",
        args[1],
        threads,
        wall.median(),
        wall.min(),
        wall.max(),
        work.median(),
        work.min(),
        work.max(),
        checksum);
  }

  private static void generate(String file, int rows) throws SQLException, IOException {
    OrderSource source = new OrderSource(rows);
    Path csv = Files.createTempFile("clv4j-orders", ".csv");
    try {
      try (Writer out = Files.newBufferedWriter(csv)) {
        for (int row = 0; row < rows; row++) {
          long second = source.day(row) * 86_400L + row % 86_400;
          out.append('C').append(Integer.toString(10_000_000 + source.customer(row)), 1, 8);
          out.append(',').append(Instant.ofEpochSecond(second).toString(), 0, 19);
          out.append(',').append(BigDecimal.valueOf(source.cents(row), 2).toPlainString());
          out.append('\n');
        }
      }
      try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
          Statement statement = connection.createStatement()) {
        statement.execute(GENERATE.formatted(csv, file));
      }
    } finally {
      Files.delete(csv);
    }
  }

  /** Lets DuckDB make a table of the customers; the clocks when it was made. */
  private static double[] query(String sql, int threads, Summaries all) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = " + threads);
      statement.execute("SET preserve_insertion_order = false");
      statement.execute("CREATE TABLE customers AS " + sql);
      double[] end = clocks();
      try (ResultSet row = statement.executeQuery("FROM customers")) {
        while (row.next()) {
          all.add(
              number(row.getString(1)),
              row.getInt(2),
              row.getInt(3),
              row.getInt(4),
              row.getInt(5),
              row.getLong(6),
              row.getLong(7));
        }
      }
      return end;
    }
  }

  /** Wall and CPU seconds; on a busy machine only the latter compare. */
  private static double[] clocks() {
    return new double[] {System.nanoTime() / 1e9, SYSTEM.getProcessCpuTime() / 1e9};
  }

  private static long number(String id) {
    return Long.parseLong(id, 1, id.length(), 10);
  }

  /** Makes the base; the clocks when it was made. */
  private static double[] base(String file, boolean read, int threads, Summaries all)
      throws IOException {
    OrderMapping mapping = new OrderMapping().time("ordered_at").currency(OrderData.EUR);
    DuckDbOrders orders = new DuckDbOrders().threads(threads);
    CustomerBase.Options options = CustomerBase.Options.DEFAULT.withThreads(threads);
    CustomerBase base =
        read
            ? CustomerBase.of(orders.read(List.of(file), mapping).log(), options)
            : orders.summarize(List.of(file), mapping, options);
    double[] end = clocks();
    for (int row = 0; row < base.size(); row++) {
      all.add(
          number(base.id(row)),
          base.orders(row),
          base.firstOrderDay(row),
          base.lastOrderDay(row),
          base.frequency(row),
          base.spendMinor(row),
          base.repeatSpendMinor(row));
    }
    return end;
  }
}
