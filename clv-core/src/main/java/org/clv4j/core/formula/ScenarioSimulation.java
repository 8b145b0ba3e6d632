package org.clv4j.core.formula;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.clv4j.core.internal.Check;

/**
 * What a scenario adds when base and levers are not sure: Monte Carlo.
 *
 * <p>In every draw the drivers of the base that have a spread, and the amounts of the levers that
 * have one, are drawn, each by itself; the levers then move the base of that draw. A draw in which
 * a driver leaves its range, or a figure has no finite value, is drawn again; {@link #redrawn()}
 * tells how many were, and many of them mean that a spread is too wide. The same seed gives the
 * same bits.
 */
public final class ScenarioSimulation {
  private static final int MOST_DRAWS = 10_000_000;

  private final double[] difference;
  private final double mean;
  private final long redrawn;

  private ScenarioSimulation(double[] difference, double mean, long redrawn) {
    this.difference = difference;
    this.mean = mean;
    this.redrawn = redrawn;
  }

  /**
   * Draws what is not sure.
   *
   * @param scenario the base and its levers
   * @param figure of the economics, for example {@code CustomerEconomics::value}
   * @param ofBase how sure the drivers of the base are; sure where none is given
   * @param ofLevers how sure the amounts of levers are, by their driver; sure where none is given
   * @param draws 1 to 10 000 000
   * @param seed any number
   * @return the differences
   * @throws IllegalArgumentException if the number of draws is out of range, no spread is given, a
   *     spread is of a driver that the base does not know or of a lever that is not there, or a
   *     thousand draws in a row are out of range
   * @throws ArithmeticException if the mean difference is not finite
   */
  public static ScenarioSimulation of(
      Scenario scenario,
      ToDoubleFunction<CustomerEconomics> figure,
      Map<Driver, Spread> ofBase,
      Map<Driver, Spread> ofLevers,
      int draws,
      long seed) {
    Check.inRange(draws, 1, MOST_DRAWS, "draws");
    if (ofBase.isEmpty() && ofLevers.isEmpty()) {
      throw new IllegalArgumentException(
          "a spread must be given of the base or a lever, but nothing is unsure: all draws would be"
              + " the same");
    }
    for (Driver driver : ofBase.keySet()) {
      if (!scenario.before().isKnown(driver)) {
        throw new IllegalArgumentException(
            "a spread must be of a driver that the base knows, but "
                + driver
                + " is not known; state it");
      }
    }
    for (Driver driver : ofLevers.keySet()) {
      if (scenario.levers().stream().noneMatch(lever -> lever.driver() == driver)) {
        throw new IllegalArgumentException(
            "a spread must be of a lever of the scenario, but none moves " + driver);
      }
    }
    Map<Driver, Spread> base = sorted(ofBase);
    Map<Driver, Spread> levers = sorted(ofLevers);
    SplittableRandom random = new SplittableRandom(seed);
    double[] difference = new double[draws];
    long redrawn = 0;
    int failures = 0;
    for (int i = 0; i < draws; ) {
      try {
        CustomerEconomics before = drawn(scenario.before(), base, random);
        List<Lever> moved = drawn(scenario.levers(), levers, random);
        double low = figure.applyAsDouble(before);
        double high = figure.applyAsDouble(Scenario.of(before, moved).after());
        difference[i++] = Check.result(high - low, "difference");
        failures = 0;
      } catch (IllegalArgumentException | ArithmeticException e) {
        redrawn++;
        if (++failures == 1000) {
          throw new IllegalArgumentException(
              "spreads must give numbers within the ranges of the drivers, but a thousand draws in"
                  + " a row did not; the last one: "
                  + e.getMessage(),
              e);
        }
      }
    }
    Arrays.sort(difference);
    return new ScenarioSimulation(difference, mean(difference), redrawn);
  }

  /** Of a sum that keeps what rounding takes from it (Neumaier 1974). */
  private static double mean(double[] numbers) {
    double sum = 0;
    double lost = 0;
    for (double number : numbers) {
      double more = sum + number;
      lost += Math.abs(sum) >= Math.abs(number) ? sum - more + number : number - more + sum;
      sum = more;
    }
    return Check.result((sum + lost) / numbers.length, "mean difference");
  }

  private static Map<Driver, Spread> sorted(Map<Driver, Spread> spreads) {
    Map<Driver, Spread> sorted = new EnumMap<>(Driver.class);
    sorted.putAll(spreads);
    return sorted;
  }

  private static CustomerEconomics drawn(
      CustomerEconomics base, Map<Driver, Spread> spreads, SplittableRandom random) {
    CustomerEconomics economics = base;
    for (Map.Entry<Driver, Spread> entry : spreads.entrySet()) {
      Driver driver = entry.getKey();
      economics = economics.with(driver, entry.getValue().draw(base.get(driver), random));
    }
    return economics;
  }

  private static List<Lever> drawn(
      List<Lever> levers, Map<Driver, Spread> spreads, SplittableRandom random) {
    List<Lever> drawn = new ArrayList<>();
    for (Lever lever : levers) {
      Spread spread = spreads.get(lever.driver());
      drawn.add(
          spread == null
              ? lever
              : new Lever(lever.driver(), lever.kind(), spread.draw(lever.amount(), random)));
    }
    return drawn;
  }

  /**
   * The mean difference.
   *
   * @return after less before, on average
   */
  public double mean() {
    return mean;
  }

  /**
   * A quantile of the difference, type 7 of Hyndman and Fan.
   *
   * @param p in [0, 1]
   * @return the difference that the share p of the draws does not exceed
   * @throws ArithmeticException if two neighbours are further apart than the largest double
   */
  public double quantile(double p) {
    double h = (difference.length - 1) * Check.inRange(p, 0, 1, "p");
    int rank = (int) h;
    double low = difference[rank];
    double high = difference[Math.min(rank + 1, difference.length - 1)];
    return Check.result(low + (h - rank) * (high - low), "quantile of the difference");
  }

  /**
   * How often the levers make something worse.
   *
   * @return the share of the draws whose difference is below 0
   */
  public double probabilityOfLoss() {
    int losses = 0;
    while (losses < difference.length && difference[losses] < 0) {
      losses++;
    }
    return (double) losses / difference.length;
  }

  /**
   * How many draws were out of range.
   *
   * @return 0 or more
   */
  public long redrawn() {
    return redrawn;
  }

  /** For example {@code mean 4.1, 90 % from 1.0 to 7.3, loss in 0.02 of 10000 draws}. */
  @Override
  public String toString() {
    return "mean "
        + mean
        + ", 90 % from "
        + quantile(0.05)
        + " to "
        + quantile(0.95)
        + ", loss in "
        + probabilityOfLoss()
        + " of "
        + difference.length
        + " draws";
  }
}
