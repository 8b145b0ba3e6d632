package org.clv4j.models.simulate;

import java.time.LocalDate;
import java.util.Objects;

/**
 * Who is simulated, and when.
 *
 * @param customers their number, at least 1; their ids are 1, 2, 3 …
 * @param seed the same seed gives the same orders
 * @param start the first day
 * @param end the last day that is observed
 * @param birthsUntil first orders fall on a day from the start to this one, each as likely; the
 *     start itself lets all begin together
 * @param threads at most so many, at least 1; their number changes nothing
 */
public record SimulationOptions(
    int customers, long seed, LocalDate start, LocalDate end, LocalDate birthsUntil, int threads) {

  /** Checks the ranges. */
  public SimulationOptions {
    Objects.requireNonNull(start, "start must not be null");
    Objects.requireNonNull(end, "end must not be null");
    Objects.requireNonNull(birthsUntil, "birthsUntil must not be null");
    if (customers < 1) {
      throw new IllegalArgumentException("customers must be at least 1, but was " + customers);
    }
    if (birthsUntil.isBefore(start) || birthsUntil.isAfter(end)) {
      throw new IllegalArgumentException(
          "births must end between " + start + " and " + end + ", but did on " + birthsUntil);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but was " + threads);
    }
  }

  /**
   * All customers begin on the first day; one thread.
   *
   * @param customers their number
   * @param seed the seed
   * @param start the first day
   * @param end the last day
   * @return options
   */
  public static SimulationOptions of(int customers, long seed, LocalDate start, LocalDate end) {
    return new SimulationOptions(customers, seed, start, end, start, 1);
  }

  /**
   * The same with births spread evenly.
   *
   * @param day the last day of births
   * @return new options
   */
  public SimulationOptions withBirthsUntil(LocalDate day) {
    return new SimulationOptions(customers, seed, start, end, day, threads);
  }

  /**
   * The same with another seed.
   *
   * @param number any
   * @return new options
   */
  public SimulationOptions withSeed(long number) {
    return new SimulationOptions(customers, number, start, end, birthsUntil, threads);
  }

  /**
   * The same with another number of threads.
   *
   * @param number at least 1
   * @return new options
   */
  public SimulationOptions withThreads(int number) {
    return new SimulationOptions(customers, seed, start, end, birthsUntil, number);
  }
}
