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
 * cohort table from orders and the RFM scores from a table of customers in DuckDB, turn by turn in
 * one process.
 *
 * <p>Each turn begins with the log; health, cohorts and scores must be those of DuckDB. Turns to
 * warm up come first.
 */
public final class CustomerQuestions {
  private static final int WARM_UP = 5;
  private static final int TURNS = 9;

  private final Map<Part, Double> seconds = new EnumMap<>(Part.class);

  private enum Part {
    SORT("sorting the orders by customer and day"),
    BASE("customer base"),
    RFM("RFM scores"),
    HEALTH("health"),
    COHORTS("monthly cohorts"),
    BEHAVIOUR("ten behaviour segments"),
    ALL("all together"),
    DUCKDB_HEALTH("DuckDB: ten metrics of health alone"),
    DUCKDB_COHORTS("DuckDB: monthly cohorts alone"),
    DUCKDB_RFM("DuckDB: RFM scores from customers alone");

    private final String text;

    Part(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
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
      duckDb.summarize();
      for (int turn = -WARM_UP; turn < TURNS; turn++) {
        CustomerQuestions questions = new CustomerQuestions();
        Answer answer = questions.answer(log, threads);
        long start = System.nanoTime();
        Map<String, Double> health = duckDb.health();
        questions.seconds.put(Part.DUCKDB_HEALTH, secondsSince(start));
        start = System.nanoTime();
        long cohorts = duckDb.cohortChecksum();
        questions.seconds.put(Part.DUCKDB_COHORTS, secondsSince(start));
        start = System.nanoTime();
        duckDb.rfm();
        questions.seconds.put(Part.DUCKDB_RFM, secondsSince(start));
        requireSame(answer.health, health);
        requireSame("cohorts", checksum(answer.cohorts), cohorts);
        requireSame("RFM scores", checksum(answer.rfm), duckDb.rfmChecksum());
        if (turn >= 0) {
          turns.add(questions.seconds);
        }
      }
    }
    print(turns);
  }

  private record Answer(RfmTable rfm, CustomerBaseHealth health, CohortTable cohorts) {}

  private Answer answer(OrderLog log, int threads) {
    long start = System.nanoTime();
    LocalDate asOf = log.lastDay();
    CustomerOrders orders = time(Part.SORT, () -> CustomerOrders.of(log, threads));
    CustomerBase base =
        time(Part.BASE, () -> orders.base(CustomerBase.Options.DEFAULT.withThreads(threads)));
    RfmTable rfm = time(Part.RFM, () -> RfmTable.of(base));
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
    if (rfm.size() != segments.size()) {
      throw new IllegalStateException("all must be of the same customers");
    }
    return new Answer(rfm, health, cohorts);
  }

  private static void requireSame(CustomerBaseHealth ours, Map<String, Double> theirs) {
    theirs.forEach(
        (name, expected) -> {
          double found = ours.metric(name).value().orElseThrow();
          if (!(Math.abs(found - expected) <= 1e-9 * expected)) {
            throw new IllegalStateException(
                name + " must be DuckDB's, " + expected + ", but was " + found);
          }
        });
  }

  private static void requireSame(String what, long ours, long theirs) {
    if (ours != theirs) {
      throw new IllegalStateException(what + " must be DuckDB's, " + theirs + ", but were " + ours);
    }
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

  private static long checksum(RfmTable table) {
    long sum = 0;
    for (int row = 0; row < table.size(); row++) {
      long scores = 100L * table.r(row) + 10L * table.f(row) + table.m(row);
      sum += (1 + Long.parseLong(table.base().id(row))) * scores;
    }
    return sum;
  }

  private static double value(CohortTable table, CohortMeasure measure, int cohort, int period) {
    return table.value(measure, cohort, period).value().orElse(0);
  }

  private static void print(List<Map<Part, Double>> turns) {
    System.out.println("| part | median s | min to max s |\n|---|---:|---:|");
    for (Part part : Part.values()) {
      double[] sorted = sorted(turns, part);
      System.out.printf(
          Locale.ROOT,
          "| %s | %.3f | %.3f to %.3f |%n",
          part,
          sorted[TURNS / 2],
          sorted[0],
          sorted[TURNS - 1]);
    }
    System.out.printf(
        Locale.ROOT,
        "DuckDB takes %.1f times as long for health and %.1f for cohorts, sorting counted for each,%n"
            + "%.1f for RFM; for cohorts alone %.1f times as long as all together%n",
        times(turns, Part.DUCKDB_HEALTH, Part.SORT, Part.HEALTH),
        times(turns, Part.DUCKDB_COHORTS, Part.SORT, Part.COHORTS),
        times(turns, Part.DUCKDB_RFM, Part.RFM),
        times(turns, Part.DUCKDB_COHORTS, Part.ALL));
  }

  private static double times(List<Map<Part, Double>> turns, Part duckDb, Part... ours) {
    double sum = 0;
    for (Part part : ours) {
      sum += sorted(turns, part)[TURNS / 2];
    }
    return sorted(turns, duckDb)[TURNS / 2] / sum;
  }

  private static double[] sorted(List<Map<Part, Double>> turns, Part part) {
    return turns.stream().mapToDouble(turn -> turn.get(part)).sorted().toArray();
  }
}
