package org.clv4j.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Locale;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.io.OrderCsv;

/**
 * From a CSV file of orders to the summary of each customer, here or in DuckDB, once in a new
 * process: prints wall and CPU seconds and the checksum of all customers.
 *
 * <p>{@code csv.sh} runs both in turn and compares.
 */
public final class CsvSummary {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final int SECONDS_PER_DAY = 86_400;

  private CsvSummary() {}

  /**
   * Writes the file or measures.
   *
   * @param args {@code generate FILE ROWS}, {@code clv4j FILE THREADS} or {@code duckdb FILE
   *     THREADS}
   * @throws IOException if the file cannot be written or read
   * @throws SQLException if DuckDB fails
   */
  public static void main(String[] args) throws IOException, SQLException {
    Path file = Path.of(args[1]);
    int number = Integer.parseInt(args[2]);
    switch (args[0]) {
      case "generate" -> generate(file, new OrderSource(number));
      case "clv4j" -> clv4j(file, number);
      case "duckdb" -> duckDb(file, number);
      default -> throw new IllegalArgumentException("no such side: " + args[0]);
    }
  }

  /** Such as {@code C00001234,2024-03-01T10:20:30,12.34}, in the order of time. */
  static void generate(Path file, OrderSource source) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("customer_id,timestamp,amount\n");
      for (int row = 0; row < source.rows(); row++) {
        long second = (long) row * OrderSource.DAYS * SECONDS_PER_DAY / source.rows();
        int ofDay = (int) (second % SECONDS_PER_DAY);
        out.append('C').append(digits(source.customer(row), 8)).append(',');
        out.append(LocalDate.ofEpochDay(source.day(row)).toString()).append('T');
        out.append(digits(ofDay / 3600, 2)).append(':');
        out.append(digits(ofDay / 60 % 60, 2)).append(':').append(digits(ofDay % 60, 2));
        long cents = source.cents(row);
        out.append(',').append(Long.toString(cents / 100)).append('.');
        out.append(digits((int) (cents % 100), 2)).append('\n');
      }
    }
  }

  private static String digits(int number, int count) {
    String digits = Integer.toString(number);
    return "0".repeat(count - digits.length()) + digits;
  }

  private static void clv4j(Path file, int threads) throws IOException {
    double[] start = clocks();
    CustomerBase base =
        CustomerBase.of(
            new OrderCsv().threads(threads).readFile(file).log(),
            CustomerBase.Options.DEFAULT.withThreads(threads));
    print(start, clocks(), Summaries.checksum(base, String::hashCode));
  }

  private static void duckDb(Path file, int threads) throws SQLException {
    try (DuckDbCsv duckDb = new DuckDbCsv(threads)) {
      double[] start = clocks();
      duckDb.summarize(file);
      print(start, clocks(), duckDb.checksum());
    }
  }

  private static double[] clocks() {
    return new double[] {System.nanoTime() / 1e9, SYSTEM.getProcessCpuTime() / 1e9};
  }

  private static void print(double[] start, double[] end, long checksum) {
    System.out.printf(
        Locale.ROOT, "%.3f %.3f %d%n", end[0] - start[0], end[1] - start[1], checksum);
  }
}
