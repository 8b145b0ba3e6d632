package org.clv4j.segments.experiment;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;
import org.clv4j.segments.internal.Tails;

/**
 * How many customers an experiment needs, and what it can find.
 *
 * <pre>customers = (z(level) + z(power))^2 sd^2 (1 - rho^2) / (effect^2 share (1 - share))</pre>
 *
 * <p>of both arms together, with the normal quantiles of a two-sided test. {@code rho} is the
 * correlation with what was known before and is 0 for a test that does not use it. A power of 1 -
 * level is that of no effect at all.
 *
 * @param mean of the values, against which an effect can be put
 * @param standardDeviation sd of the values, above 0
 * @param correlation rho of values with the values of before, in (-1, 1)
 * @param level 0.95 for an error rate of 5 %
 * @param power the probability to find an effect that is there, above 1 - level, below 1
 * @param treatedShare of the customers, above 0, below 1
 */
public record PowerAnalysis(
    double mean,
    double standardDeviation,
    double correlation,
    double level,
    double power,
    double treatedShare) {

  /** Checks the ranges. */
  public PowerAnalysis {
    Check.finite(mean, "mean");
    Check.positive(standardDeviation, "standard deviation");
    Check.inRange(correlation, Math.nextUp(-1.0), Math.nextDown(1.0), "correlation");
    requireShare(level, "level");
    requireShare(power, "power");
    requireShare(treatedShare, "treatedShare");
    if (power <= 1 - level) {
      throw new IllegalArgumentException(
          "power must be above 1 - level, which a test has without an effect, but was "
              + power
              + " at a level of "
              + level);
    }
  }

  private static void requireShare(double value, String name) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be above 0 and below 1, but was " + value);
    }
  }

  /**
   * A test at 95 % with power 80 %, half of the customers treated, without an adjustment.
   *
   * @param mean of the values
   * @param standardDeviation of the values, above 0
   * @return the analysis
   */
  public static PowerAnalysis of(double mean, double standardDeviation) {
    return new PowerAnalysis(mean, standardDeviation, 0, 0.95, 0.8, 0.5);
  }

  /**
   * The same with the mean, the variance and the correlation that the log's own customers had:
   * those who had ordered before a day, as if the experiment had begun then.
   *
   * @param orders the orders
   * @param start the first day of the experiment that was none, at least a horizon before the as-of
   *     day
   * @param window which orders count
   * @return the analysis, adjusted if the window has days before
   * @throws IllegalArgumentException if fewer than three customers had ordered by then, all had the
   *     same value, or the horizon is not over by the as-of day
   * @throws IllegalStateException as {@link ExperimentData#of(CustomerOrders, CustomerEvents,
   *     ExperimentWindow)} says
   */
  public static PowerAnalysis ofLog(
      CustomerOrders orders, LocalDate start, ExperimentWindow window) {
    ExperimentPlan plan = ExperimentPlan.of("value", "control");
    boolean adjusted = window.preDays() > 0;
    return ofLog(orders, start, window, adjusted ? plan.withEstimator(Estimator.CUPED) : plan);
  }

  /**
   * The same for an experiment as it is planned: values cut at the plan's quantiles, adjusted if
   * its estimator is CUPED, at its level, of several planned arms at the level of each, and with
   * the planned share of the smallest arm among it and the control. Strata are left out of account:
   * with them it takes fewer customers, if any.
   *
   * @param orders the orders
   * @param start as above
   * @param window as above
   * @param plan what is fixed before; without shares one arm is held against the control
   * @return the analysis
   * @throws IllegalArgumentException as above, or if the plan has another horizon than the window,
   *     only the control among its shares, a level at which 80 % is no power, or CUPED with a
   *     window without days before
   * @throws IllegalStateException as above
   */
  public static PowerAnalysis ofLog(
      CustomerOrders orders, LocalDate start, ExperimentWindow window, ExperimentPlan plan) {
    if (plan.estimator() == Estimator.CUPED && window.preDays() == 0) {
      throw new IllegalArgumentException(
          "preDays must be at least 1 for a plan with cuped, but was 0");
    }
    if (plan.shares().size() == 1) {
      throw new IllegalArgumentException(
          "shares must have an arm beside the control, but were " + plan.shares());
    }
    int[] buyers = orders.buyers((int) start.toEpochDay() - 1);
    CustomerEvents.Builder builder = CustomerEvents.builder();
    for (int customer : buyers) {
      builder.add(orders.customers().id(customer), start, "all");
    }
    if (buyers.length < 3) {
      throw new IllegalArgumentException(
          "at least three customers must have ordered before "
              + start
              + ", but there were "
              + buyers.length);
    }
    ExperimentData data = ExperimentData.of(orders, builder.build(), window);
    Experiment.horizonDays(data, plan);
    Arm all = Arm.of(data, plan).get(0);
    Moments value = Moments.of(all.values());
    if (value.variance() == 0) {
      throw new IllegalArgumentException(
          "values must differ, but all were " + value.mean() + " from " + start);
    }
    double sd = Math.sqrt(value.variance());
    int others = Math.max(1, plan.shares().size() - 1);
    double rho = 0;
    if (plan.estimator() == Estimator.CUPED) {
      double[] before = all.preValues().get(0);
      Moments of = Moments.of(before);
      double sum = 0;
      for (int row = 0; row < before.length; row++) {
        sum += (before[row] - of.mean()) * (all.values()[row] - value.mean());
      }
      double scale = (before.length - 1) * sd * Math.sqrt(of.variance());
      rho = scale == 0 ? 0 : Math.max(-0.999, Math.min(0.999, sum / scale));
    }
    return new PowerAnalysis(value.mean(), sd, rho, plan.levelOf(others), 0.8, smallestShare(plan));
  }

  /** Of the smallest arm among it and the control. */
  private static double smallestShare(ExperimentPlan plan) {
    if (plan.shares().isEmpty()) {
      return 0.5;
    }
    double control = Objects.requireNonNull(plan.shares().get(plan.control()));
    double smallest = 1;
    for (Map.Entry<String, Double> share : plan.shares().entrySet()) {
      if (!share.getKey().equals(plan.control())) {
        smallest = Math.min(smallest, share.getValue());
      }
    }
    return smallest / (smallest + control);
  }

  /**
   * The same for a test that does not use what was known before.
   *
   * @return new analysis, with a correlation of 0
   */
  public PowerAnalysis withoutAdjustment() {
    return new PowerAnalysis(mean, standardDeviation, 0, level, power, treatedShare);
  }

  /**
   * The same with another test.
   *
   * @param newLevel 0.95 for an error rate of 5 %
   * @param newPower the probability to find an effect that is there, above 1 - newLevel
   * @param newShare of the customers who are treated
   * @return new analysis
   */
  public PowerAnalysis with(double newLevel, double newPower, double newShare) {
    return new PowerAnalysis(mean, standardDeviation, correlation, newLevel, newPower, newShare);
  }

  /**
   * How many customers an effect takes.
   *
   * @param effect per customer, in the unit of the values, not 0
   * @return of both arms together, rounded up
   * @throws ArithmeticException if it does not fit in a long
   */
  public long customers(double effect) {
    double n = factor() / (Check.positive(Math.abs(effect), "effect") * Math.abs(effect));
    if (n > 9e15) {
      throw new ArithmeticException(
          "customers must be below 9e15, but an effect of " + effect + " takes " + n);
    }
    return (long) Math.ceil(n);
  }

  /**
   * The smallest effect that so many customers can show.
   *
   * @param customers of both arms together, at least 4
   * @return the minimum detectable effect per customer, in the unit of the values
   */
  public double minimumDetectableEffect(long customers) {
    if (customers < 4) {
      throw new IllegalArgumentException("customers must be at least 4, but were " + customers);
    }
    return Math.sqrt(factor() / customers);
  }

  private double factor() {
    double z = Tails.normalQuantile(level) + Tails.normalInverse(power);
    return z
        * z
        * standardDeviation
        * standardDeviation
        * (1 - correlation * correlation)
        / (treatedShare * (1 - treatedShare));
  }
}
