package org.clv4j.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.OrderLog;
import org.clv4j.segments.behavior.BehaviorSegments;
import org.clv4j.segments.behavior.Columns;
import org.clv4j.segments.behavior.SegmentRules;
import org.clv4j.segments.cohort.CohortMeasure;
import org.clv4j.segments.cohort.CohortOptions;
import org.clv4j.segments.cohort.CohortTable;
import org.clv4j.segments.health.CustomerBaseHealth;
import org.clv4j.segments.health.HealthOptions;
import org.clv4j.segments.rfm.RfmTable;

/**
 * Health, monthly cohorts, RFM and behaviour segments of one log, all together, beside the monthly
 * cohort table alone in DuckDB, turn by turn in one process.
 *
 * <p>Each turn begins with the log; the customers of all cells, and their revenue, must be those of
 * DuckDB.
 */
public final class CustomerQuestions {
  private static final int TURNS = 9;

  private final Map<Part, Double> seconds = new EnumMap<>(Part.class);

  private enum Part {
    SORT,
    RFM,
    HEALTH,
    COHORTS,
    BEHAVIOUR,
    ALL,
    DUCKDB_COHORTS
  }

  private CustomerQuestions() {}

  /**
   * Measures and prints medians.
   *
   * @param args number of orders and of threads, if not ten million and 2, and {@code shuffled} for
   *     rows in no order
   * @throws SQLException if DuckDB fails
   * @throws IOException if the orders cannot be handed to DuckDB
   */
  public static void main(String[] args) throws SQLException, IOException {
    int rows = args.length > 0 ? Integer.parseInt(args[0]) : 10_000_000;
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    Layout layout = args.length > 2 ? Layout.SHUFFLED : Layout.TIME_ORDER;
    OrderData data = OrderData.of(new OrderSource(rows), layout);
    OrderLog log = data.log();
    List<Map<Part, Double>> turns = new ArrayList<>();
    try (DuckDbOrders duckDb =
        DuckDbOrders.load(data, "BIGINT", row -> data.customer[row], threads)) {
      for (int turn = 0; turn < TURNS; turn++) {
        CustomerQuestions questions = new CustomerQuestions();
        long ours = checksum(questions.answer(log, threads));
        long start = System.nanoTime();
        long theirs = duckDb.cohortChecksum();
        questions.seconds.put(Part.DUCKDB_COHORTS, secondsSince(start));
        if (ours != theirs) {
          throw new IllegalStateException(
              "cohorts must be DuckDB's, " + theirs + ", but were " + ours);
        }
        turns.add(questions.seconds);
      }
    }
    print(turns);
  }

  private CohortTable answer(OrderLog log, int threads) {
    long start = System.nanoTime();
    LocalDate asOf = log.lastDay();
    CustomerOrders orders = time(Part.SORT, () -> CustomerOrders.of(log, threads));
    RfmTable rfm =
        time(
            Part.RFM,
            () -> RfmTable.of(orders.base(CustomerBase.Options.DEFAULT.withThreads(threads))));
    CustomerBaseHealth health =
        time(
            Part.HEALTH,
            () -> CustomerBaseHealth.of(orders, HealthOptions.DEFAULT.withThreads(threads)));
    CohortTable cohorts =
        time(
            Part.COHORTS,
            () -> CohortTable.of(orders, CohortOptions.asOf(asOf).withThreads(threads)));
    BehaviorSegments segments =
        time(
            Part.BEHAVIOUR,
            () ->
                BehaviorSegments.of(
                    Columns.of(orders, asOf).withThreads(threads).withRfm(rfm),
                    SegmentRules.DEFAULT));
    seconds.put(Part.ALL, secondsSince(start));
    if (rfm.size() != segments.size() || health.metrics().isEmpty()) {
      throw new IllegalStateException("all must be of the same customers");
    }
    return cohorts;
  }

  private <T> T time(Part part, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    seconds.put(part, secondsSince(start));
    return result;
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static long checksum(CohortTable table) {
    long sum = 0;
    for (int cohort = 0; cohort < table.cohorts(); cohort++) {
      for (int period = 0; period < table.periods() - cohort; period++) {
        long cents = Math.round(100 * value(table, CohortMeasure.REVENUE, cohort, period));
        long customers = Math.round(value(table, CohortMeasure.CUSTOMERS, cohort, period));
        long orders = Math.round(value(table, CohortMeasure.ORDERS, cohort, period));
        sum += (period + 1) * (customers + 31 * orders + 1009 * cents);
      }
    }
    return sum;
  }

  private static double value(CohortTable table, CohortMeasure measure, int cohort, int period) {
    return table.value(measure, cohort, period).value().orElse(0);
  }

  private static void print(List<Map<Part, Double>> turns) {
    for (Part part : Part.values()) {
      double[] sorted =
          turns.stream().mapToDouble(turn -> turn.getOrDefault(part, 0.0)).sorted().toArray();
      System.out.printf(
          Locale.ROOT,
          "| %s | %.3f | %.3f to %.3f |%n",
          part.name().toLowerCase(Locale.ROOT),
          sorted[TURNS / 2],
          sorted[0],
          sorted[TURNS - 1]);
    }
  }
}
