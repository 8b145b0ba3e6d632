package org.clv4j.benchmarks;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/**
 * The times of one benchmark under one choice of parameters, over all iterations of all forks.
 *
 * @param benchmark the name of its method
 * @param rows the orders of one operation
 * @param layout their order, {@code "-"} where there is only one
 */
record Measured(String benchmark, long rows, String layout, Spread milliseconds) {

  record Spread(double min, double median, double max) {
    static Spread of(double... values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      int half = sorted.length / 2;
      double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
      return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }
  }

  static Measured of(RunResult result) {
    String unit = result.getPrimaryResult().getScoreUnit();
    if (!unit.equals("ms/op")) {
      throw new IllegalArgumentException("unit must be ms/op, but was " + unit);
    }
    String name = result.getParams().getBenchmark();
    return new Measured(
        name.substring(name.lastIndexOf('.') + 1),
        Long.parseLong(result.getParams().getParam("rows")),
        Objects.requireNonNullElse(result.getParams().getParam("layout"), "-"),
        Spread.of(iterations(result).mapToDouble(i -> i.getPrimaryResult().getScore()).toArray()));
  }

  /** Bytes per operation as {@code -prof gc} saw them. */
  static Spread bytes(RunResult result) {
    return Spread.of(
        iterations(result)
            .map(i -> i.getSecondaryResults().get("gc.alloc.rate.norm"))
            .mapToDouble(bytes -> Objects.requireNonNull(bytes, "without -prof gc").getScore())
            .toArray());
  }

  private static Stream<IterationResult> iterations(RunResult result) {
    return result.getBenchmarkResults().stream().flatMap(b -> b.getIterationResults().stream());
  }

  double rowsPerSecond() {
    return rows / milliseconds.median * 1000;
  }

  boolean sameData(Measured other) {
    return rows == other.rows && layout.equals(other.layout);
  }
}
