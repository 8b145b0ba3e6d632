package org.clv4j.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Fails when the aggregation is not clearly faster than streams or takes other than its bytes. */
public final class Guard {
  static final double TIMES_NAIVE = 3;
  static final double BYTES_PER_ROW_TOLERANCE = 0.01;

  private static final int ROWS = 1_000_000;
  private static final Layout LAYOUT = Layout.TIME_ORDER;

  /** From a log, and from arrays of ids close together and anywhere. */
  private static final List<String> GUARDED =
      List.of("oneThread", "closeIdsOneThread", "scatteredIdsOneThread");

  private Guard() {}

  /**
   * Measures and judges.
   *
   * @param args none
   * @throws RunnerException if a benchmark fails
   */
  public static void main(String[] args) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(
                        "AggregationBenchmark.(naiveGroupingBy|" + String.join("|", GUARDED) + ")")
                    .param("rows", Integer.toString(ROWS))
                    .param("layout", LAYOUT.name())
                    .forks(1)
                    .jvmArgsAppend("-Xms1g", "-Xmx1g")
                    .warmupIterations(3)
                    .measurementIterations(5)
                    .addProfiler(GCProfiler.class)
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    List<Measured> all = results.stream().map(Measured::of).toList();
    System.out.print(Ratios.table(all));
    RunResult aggregation = only("oneThread", results);
    double perRow = Measured.bytes(aggregation).median() / ROWS;
    double stated = statedBytesPerRow();
    System.out.printf(Locale.ROOT, "%.3f bytes per row, stated are %.3f%n", perRow, stated);
    for (String guarded : GUARDED) {
      requireRatio(Ratios.timesNaive(Measured.of(only(guarded, results)), all).orElseThrow());
    }
    requireBytes(perRow, stated);
  }

  private static RunResult only(String benchmark, Collection<RunResult> results) {
    return results.stream()
        .filter(result -> Measured.of(result).benchmark().equals(benchmark))
        .findFirst()
        .orElseThrow();
  }

  private static double statedBytesPerRow() {
    OrderSource source = new OrderSource(ROWS);
    long arrays = AggregationBytes.of(ROWS, source.customers(), true);
    return (double) (arrays + AggregationBytes.CONSTANT) / ROWS;
  }

  static void requireRatio(double timesNaive) {
    if (!(timesNaive >= TIMES_NAIVE)) {
      throw failure(
          "must be at least %.1f times faster than streams, but was %.2f times",
          TIMES_NAIVE, timesNaive);
    }
  }

  static void requireBytes(double perRow, double stated) {
    if (!(Math.abs(perRow - stated) <= BYTES_PER_ROW_TOLERANCE)) {
      throw failure("must take %.3f bytes per row, but took %.3f", stated, perRow);
    }
  }

  private static IllegalStateException failure(String format, double rule, double found) {
    return new IllegalStateException(
        "aggregation " + String.format(Locale.ROOT, format, rule, found));
  }
}
