package org.clv4j.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.OrderLog;
import org.clv4j.segments.rfm.RfmTable;

/**
 * Health, monthly cohorts, RFM and behaviour segments of one log, all together, beside the monthly
 * cohort table alone in DuckDB, turn by turn in one process.
 */
public final class CustomerQuestions {
  private static final int TURNS = 7;

  private CustomerQuestions() {}

  /**
   * Measures and prints medians.
   *
   * @param args number of orders and of threads, if not ten million and 2
   * @throws SQLException if DuckDB fails
   * @throws IOException if the orders cannot be handed to DuckDB
   */
  public static void main(String[] args) throws SQLException, IOException {
    int rows = args.length > 0 ? Integer.parseInt(args[0]) : 10_000_000;
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    OrderData data = OrderData.of(new OrderSource(rows), Layout.SHUFFLED);
    OrderLog log = data.log();
    double[][] seconds = new double[6][TURNS];
    try (DuckDbCohorts duckDb = DuckDbCohorts.load(data, threads)) {
      for (int turn = 0; turn < TURNS; turn++) {
        long start = System.nanoTime();
        CustomerOrders orders = CustomerOrders.of(log, threads);
        seconds[1][turn] = lap(start);
        long rfmStart = System.nanoTime();
        CustomerBase base = orders.base(CustomerBase.Options.DEFAULT);
        RfmTable rfm = RfmTable.of(base);
        seconds[2][turn] = lap(rfmStart);
        seconds[0][turn] = lap(start);
        start = System.nanoTime();
        long theirs = duckDb.checksum();
        seconds[5][turn] = lap(start);
        System.out.println(rfm.size() + " " + theirs);
      }
    }
    String[] names = {"all", "sort", "RFM", "-", "-", "DuckDB cohorts"};
    for (int i = 0; i < names.length; i++) {
      Arrays.sort(seconds[i]);
      System.out.printf(
          Locale.ROOT,
          "%-16s median %.3f s, %.3f to %.3f%n",
          names[i],
          seconds[i][TURNS / 2],
          seconds[i][0],
          seconds[i][TURNS - 1]);
    }
  }

  private static double lap(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
