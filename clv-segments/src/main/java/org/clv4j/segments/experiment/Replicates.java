package org.clv4j.segments.experiment;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.Parallel;

/** A figure of many random copies of the data; the same bits for any number of threads. */
final class Replicates {
  private static final int ROWS_WORTH_A_THREAD = 1 << 20;

  private Replicates() {}

  /**
   * The figures.
   *
   * @param replicates 100 to 1 000 000
   * @param rows that one replicate draws
   * @param seed any number
   * @param threads at most so many, at least 1
   * @param figure of one replicate
   * @return by replicate
   */
  static double[] of(
      int replicates, int rows, long seed, int threads, ToDoubleFunction<SplittableRandom> figure) {
    Check.inRange(replicates, 100, 1_000_000, "replicates");
    Check.inRange(threads, 1, Integer.MAX_VALUE, "threads");
    double[] drawn = new double[replicates];
    long all = (long) replicates * rows;
    int parts = (int) Math.max(1, Math.min(threads, all / ROWS_WORTH_A_THREAD));
    // Seeds a step of the generator apart would give every replicate the draws of the one before.
    long[] seeds = new SplittableRandom(seed).longs(replicates).toArray();
    Parallel.run(
        parts,
        part -> {
          int last = Parallel.start(replicates, part + 1, parts);
          for (int r = Parallel.start(replicates, part, parts); r < last; r++) {
            drawn[r] = figure.applyAsDouble(new SplittableRandom(seeds[r]));
          }
        });
    return drawn;
  }
}
