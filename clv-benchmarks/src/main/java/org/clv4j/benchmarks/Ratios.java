package org.clv4j.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Runs benchmarks as JMH's own command does and prints how they compare with the naive one. */
public final class Ratios {
  private static final String NAIVE = "naiveGroupingBy";

  private Ratios() {}

  /**
   * Runs and prints.
   *
   * @param args JMH's options
   * @throws RunnerException if a benchmark fails
   * @throws CommandLineOptionException if an option is unknown
   */
  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    List<Measured> all =
        new Runner(new CommandLineOptions(args)).run().stream().map(Measured::of).toList();
    System.out.print(table(all));
  }

  static String table(List<Measured> all) {
    StringBuilder out =
        new StringBuilder(
            """
            | rows | layout | benchmark | median ms | min to max ms | million rows/s | times naive |
            |---:|---|---|---:|---:|---:|---:|
            """);
    for (Measured m : all) {
      out.append(
          String.format(
              Locale.ROOT,
              "| %d | %s | %s | %.1f | %.1f to %.1f | %.1f | %s |\n",
              m.rows(),
              m.layout(),
              m.benchmark(),
              m.milliseconds().median(),
              m.milliseconds().min(),
              m.milliseconds().max(),
              m.rowsPerSecond() / 1e6,
              timesNaive(m, all).map(x -> String.format(Locale.ROOT, "%.1f", x)).orElse("-")));
    }
    return out.toString();
  }

  /** How many times faster than the naive benchmark on the same data, if that has run too. */
  static Optional<Double> timesNaive(Measured measured, List<Measured> all) {
    return all.stream()
        .filter(other -> other.benchmark().equals(NAIVE) && other.sameData(measured))
        .map(naive -> naive.milliseconds().median() / measured.milliseconds().median())
        .findFirst();
  }
}
