package org.clv4j.segments.experiment;

import org.clv4j.core.internal.Check;
import org.clv4j.segments.internal.Tails;

/**
 * How much more a customer of one arm was worth than one of the control, on average over all who
 * were assigned.
 *
 * <p>The interval is estimate -+ t x standard error with Student's t of the degrees of freedom.
 *
 * @param estimator what kind of difference
 * @param control the arm that is held against
 * @param treated the other arm
 * @param controlCustomers how many
 * @param treatedCustomers how many
 * @param controlMean the mean value, adjusted where the estimator adjusts
 * @param treatedMean the mean value, adjusted where the estimator adjusts
 * @param estimate treated less control
 * @param standardError of the estimate
 * @param degreesOfFreedom of Student's t
 * @param level of the interval
 * @param low its lower end
 * @param high its upper end
 * @param pValue the probability of an estimate as far from 0 as this, or farther, without an
 *     effect; of several arms times their number, at most 1, so that it is at most 1 - the planned
 *     level where the interval does not hold 0
 */
public record Effect(
    Estimator estimator,
    String control,
    String treated,
    int controlCustomers,
    int treatedCustomers,
    double controlMean,
    double treatedMean,
    double estimate,
    double standardError,
    double degreesOfFreedom,
    double level,
    double low,
    double high,
    double pValue) {

  /** Checks that nothing is infinite. */
  public Effect {
    Check.result(estimate, "effect");
    Check.result(standardError, "standard error");
    Check.result(low, "low");
    Check.result(high, "high");
  }

  static Effect of(
      Estimator estimator, Arm control, Arm treated, Moments c, Moments t, Means means) {
    double estimate = means.estimate();
    double error = Math.sqrt(means.variance());
    if (error == 0) {
      throw new IllegalArgumentException(
          "values must differ within an arm to judge a difference, but in "
              + control.name()
              + " all were "
              + c.mean()
              + " and in "
              + treated.name()
              + " all were "
              + t.mean());
    }
    double half = Tails.studentQuantile(means.level(), means.degreesOfFreedom()) * error;
    return new Effect(
        estimator,
        control.name(),
        treated.name(),
        control.size(),
        treated.size(),
        c.mean(),
        t.mean(),
        estimate,
        error,
        means.degreesOfFreedom(),
        means.level(),
        estimate - half,
        estimate + half,
        Math.min(
            1, means.comparisons() * Tails.student(estimate / error, means.degreesOfFreedom())));
  }

  /** An estimate with its variance, one of several that share the error rate. */
  record Means(
      double estimate, double variance, double degreesOfFreedom, double level, int comparisons) {}

  /**
   * For example {@code difference_in_means letter - control: 2.1, 95 % from 0.3 to 3.9, p 0.02}.
   */
  @Override
  public String toString() {
    return estimator
        + " "
        + treated
        + " - "
        + control
        + ": "
        + estimate
        + ", "
        + 100 * level
        + " % from "
        + low
        + " to "
        + high
        + ", p "
        + pValue;
  }
}
