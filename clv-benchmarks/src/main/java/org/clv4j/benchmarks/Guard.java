package org.clv4j.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Fails when the aggregation is not clearly faster than streams or takes other than its bytes. */
public final class Guard {
  static final double BYTES_PER_ROW_TOLERANCE = 0.01;

  private static final int ROWS = 1_000_000;
  private static final Layout LAYOUT = Layout.TIME_ORDER;

  /**
   * From a log, and from arrays of ids close together and anywhere, how many times faster than
   * streams: less than half of the least that was seen under load.
   */
  private static final SortedMap<String, Double> TIMES_NAIVE =
      new TreeMap<>(
          Map.of("oneThread", 8.0, "closeIdsOneThread", 8.0, "scatteredIdsOneThread", 4.0));

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
                        "AggregationBenchmark.(naiveGroupingBy|"
                            + String.join("|", TIMES_NAIVE.keySet())
                            + ")$")
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
    TIMES_NAIVE.forEach(
        (guarded, least) ->
            requireRatio(
                guarded,
                least,
                Ratios.timesNaive(Measured.of(only(guarded, results)), all).orElseThrow()));
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

  static void requireRatio(String benchmark, double least, double timesNaive) {
    if (!(timesNaive >= least)) {
      throw failure(
          benchmark,
          "must be at least %.1f times faster than streams, but was %.2f times",
          least,
          timesNaive);
    }
  }

  static void requireBytes(double perRow, double stated) {
    if (!(Math.abs(perRow - stated) <= BYTES_PER_ROW_TOLERANCE)) {
      throw failure("oneThread", "must take %.3f bytes per row, but took %.3f", stated, perRow);
    }
  }

  private static IllegalStateException failure(
      String benchmark, String format, double rule, double found) {
    return new IllegalStateException(
        benchmark + " " + String.format(Locale.ROOT, format, rule, found));
  }
}
