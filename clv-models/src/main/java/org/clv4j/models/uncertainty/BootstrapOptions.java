package org.clv4j.models.uncertainty;

import org.clv4j.core.internal.Check;

/**
 * How often and how a bootstrap is made.
 *
 * @param replicates how many refits, at least 2
 * @param seed the same seed gives the same refits
 * @param threads at most so many, at least 1; their number changes nothing
 */
public record BootstrapOptions(int replicates, long seed, int threads) {
  /** 1 000 replicates, seed 1, one thread. */
  public static final BootstrapOptions DEFAULT = new BootstrapOptions(1000, 1, 1);

  /** Checks the ranges. */
  public BootstrapOptions {
    Check.inRange(replicates, 2, Integer.MAX_VALUE, "replicates");
    Check.inRange(threads, 1, Integer.MAX_VALUE, "threads");
  }

  /**
   * The same with another number of replicates.
   *
   * @param number at least 2
   * @return new options
   */
  public BootstrapOptions withReplicates(int number) {
    return new BootstrapOptions(number, seed, threads);
  }

  /**
   * The same with another seed.
   *
   * @param number any
   * @return new options
   */
  public BootstrapOptions withSeed(long number) {
    return new BootstrapOptions(replicates, number, threads);
  }

  /**
   * The same with another number of threads.
   *
   * @param number at least 1
   * @return new options
   */
  public BootstrapOptions withThreads(int number) {
    return new BootstrapOptions(replicates, seed, number);
  }
}
