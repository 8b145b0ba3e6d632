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
 * @param skewness of the values as the estimator adjusts them, each about the mean of its arm and
 *     stratum, all arms together: their third central moment over the variance to the 1.5
 * @param comparisons how many arms are held against the control and share the error rate
 * @param level of the interval: 1 - (1 - planned level) / comparisons
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
    double skewness,
    int comparisons,
    double level,
    double low,
    double high,
    double pValue) {

  /** Checks that nothing is infinite. */
  public Effect {
    Check.result(estimate, "effect");
    Check.result(standardError, "standard error");
    Check.result(skewness, "skewness");
    Check.result(low, "low");
    Check.result(high, "high");
  }

  static Effect of(
      Estimator estimator,
      ArmPair pair,
      double controlMean,
      double treatedMean,
      double variance,
      double degreesOfFreedom,
      double skewness) {
    double estimate = treatedMean - controlMean;
    double error = Math.sqrt(variance);
    if (error == 0) {
      throw new IllegalArgumentException(
          "values must differ within an arm to judge a difference, but in "
              + pair.control().name()
              + " all were "
              + controlMean
              + " and in "
              + pair.treated().name()
              + " all were "
              + treatedMean);
    }
    double half = Tails.studentQuantile(pair.level(), degreesOfFreedom) * error;
    return new Effect(
        estimator,
        pair.control().name(),
        pair.treated().name(),
        pair.control().size(),
        pair.treated().size(),
        controlMean,
        treatedMean,
        estimate,
        error,
        degreesOfFreedom,
        skewness,
        pair.comparisons(),
        pair.level(),
        estimate - half,
        estimate + half,
        Math.min(1, pair.comparisons() * Tails.student(estimate / error, degreesOfFreedom)));
  }

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
