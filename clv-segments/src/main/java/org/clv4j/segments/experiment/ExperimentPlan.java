package org.clv4j.segments.experiment;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.clv4j.core.internal.Check;

/**
 * What is fixed before the values are seen. Choosing among these afterwards is how an experiment
 * without effect finds one.
 *
 * @param metric what is compared, in words, for example {@code revenue in 90 days}
 * @param control the arm that the others are held against
 * @param estimator which figure decides
 * @param level of the intervals, for all comparisons with the control together: with k other arms
 *     each interval has the level 1 - (1 - level) / k (Bonferroni)
 * @param winsorQuantile values above this quantile of all arms together count as much as it; 1 for
 *     none. It makes the mean of another quantity, of which heavy buyers are a smaller part. Values
 *     known before are cut at this quantile of their own
 * @param lowerWinsorQuantile values below this quantile count as much as it, where refunds or
 *     margins make some far below 0; 0 for none
 * @param shares the share of the customers that each arm was to have, the control too; equal ones
 *     if empty
 * @param replicates of the bootstrap, 100 to 1 000 000
 * @param seed of the bootstrap
 * @param horizonDays within how many days values come in; 0 if it is not stated. Values that were
 *     made of orders within another horizon are refused
 */
public record ExperimentPlan(
    String metric,
    String control,
    Estimator estimator,
    double level,
    double winsorQuantile,
    double lowerWinsorQuantile,
    Map<String, Double> shares,
    int replicates,
    long seed,
    int horizonDays) {

  /** Checks the ranges and takes a copy. */
  public ExperimentPlan {
    Objects.requireNonNull(metric, "metric must not be null");
    Objects.requireNonNull(control, "control must not be null");
    Objects.requireNonNull(estimator, "estimator must not be null");
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be above 0 and below 1, but was " + level);
    }
    if (!(winsorQuantile > 0.5 && winsorQuantile <= 1)) {
      throw new IllegalArgumentException(
          "winsorQuantile must be above 0.5 and at most 1, but was " + winsorQuantile);
    }
    if (!(lowerWinsorQuantile >= 0 && lowerWinsorQuantile < 0.5)) {
      throw new IllegalArgumentException(
          "lowerWinsorQuantile must be at least 0 and below 0.5, but was " + lowerWinsorQuantile);
    }
    double sum = 0;
    for (Map.Entry<String, Double> share : shares.entrySet()) {
      sum += Check.positive(share.getValue(), "share of " + share.getKey());
    }
    if (!shares.isEmpty() && Math.abs(sum - 1) > 1e-9) {
      throw new IllegalArgumentException("shares must add up to 1, but made " + sum);
    }
    if (!shares.isEmpty() && !shares.containsKey(control)) {
      throw new IllegalArgumentException(
          "shares must have the control " + control + ", but were " + shares);
    }
    shares = Collections.unmodifiableMap(new TreeMap<>(shares));
    Check.inRange(replicates, 100, 1_000_000, "replicates");
    Check.notNegative(horizonDays, "horizonDays");
  }

  /**
   * The difference in means at 95 %, equal shares, nothing winsorised, 2000 replicates, seed 1.
   *
   * @param metric what is compared, in words
   * @param control the arm that the others are held against
   * @return the plan
   */
  public static ExperimentPlan of(String metric, String control) {
    return new ExperimentPlan(
        metric, control, Estimator.DIFFERENCE_IN_MEANS, 0.95, 1, 0, Map.of(), 2000, 1, 0);
  }

  /** The level of each of the intervals of so many arms beside the control. */
  double levelOf(int others) {
    return others == 1 ? level : 1 - (1 - level) / others;
  }

  /**
   * The same with another figure that decides.
   *
   * @param figure which
   * @return new plan
   */
  public ExperimentPlan withEstimator(Estimator figure) {
    return new ExperimentPlan(
        metric,
        control,
        figure,
        level,
        winsorQuantile,
        lowerWinsorQuantile,
        shares,
        replicates,
        seed,
        horizonDays);
  }

  /**
   * The same at another level.
   *
   * @param other above 0, below 1
   * @return new plan
   */
  public ExperimentPlan withLevel(double other) {
    return new ExperimentPlan(
        metric,
        control,
        estimator,
        other,
        winsorQuantile,
        lowerWinsorQuantile,
        shares,
        replicates,
        seed,
        horizonDays);
  }

  /**
   * The same with large values cut at a quantile.
   *
   * @param quantile above 0.5, 1 for none
   * @return new plan
   */
  public ExperimentPlan withWinsorQuantile(double quantile) {
    return withWinsorQuantiles(lowerWinsorQuantile, quantile);
  }

  /**
   * The same with small and large values cut at quantiles.
   *
   * @param lower below 0.5, 0 for none
   * @param upper above 0.5, 1 for none
   * @return new plan
   */
  public ExperimentPlan withWinsorQuantiles(double lower, double upper) {
    return new ExperimentPlan(
        metric, control, estimator, level, upper, lower, shares, replicates, seed, horizonDays);
  }

  /**
   * The same with arms of unequal size.
   *
   * @param planned the share of each arm; they add up to 1
   * @return new plan
   */
  public ExperimentPlan withShares(Map<String, Double> planned) {
    return new ExperimentPlan(
        metric,
        control,
        estimator,
        level,
        winsorQuantile,
        lowerWinsorQuantile,
        planned,
        replicates,
        seed,
        horizonDays);
  }

  /**
   * The same with another bootstrap.
   *
   * @param number of replicates
   * @param start the seed
   * @return new plan
   */
  public ExperimentPlan withBootstrap(int number, long start) {
    return new ExperimentPlan(
        metric,
        control,
        estimator,
        level,
        winsorQuantile,
        lowerWinsorQuantile,
        shares,
        number,
        start,
        horizonDays);
  }

  /**
   * The same with a stated horizon.
   *
   * @param days within which values come in
   * @return new plan
   */
  public ExperimentPlan withHorizonDays(int days) {
    return new ExperimentPlan(
        metric,
        control,
        estimator,
        level,
        winsorQuantile,
        lowerWinsorQuantile,
        shares,
        replicates,
        seed,
        days);
  }
}
