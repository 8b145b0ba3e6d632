package org.clv4j.segments.survival;

import java.util.List;
import java.util.stream.IntStream;
import org.clv4j.core.internal.Check;
import org.clv4j.segments.internal.Cholesky;

/**
 * Do groups of customers differ in how long they stay?
 *
 * <p>At every time t<sub>i</sub> at which d<sub>i</sub> of n<sub>i</sub> customers left, group g
 * with n<sub>gi</sub> at risk is expected to lose d<sub>i</sub> n<sub>gi</sub> / n<sub>i</sub> of
 * them. The differences, times a weight, are added up over time and strata to U; V is the
 * covariance matrix by the multivariate hypergeometric distribution; U' V<sup>-1</sup> U has a
 * chi-square distribution with one degree of freedom less than there are groups, or less still if
 * groups were never at risk together with others. With strata customers are compared only within
 * their stratum. Besides sorting, the cost is the number of different times by the square of the
 * number of groups.
 *
 * <p>Source: Mantel (1966); Klein and Moeschberger (2003), Survival Analysis, sections 7.3 and 7.5.
 */
public final class LogRank {
  /** A pivot of V below this part of its diagonal element is rounding. */
  private static final double SINGULAR = 1e-10;

  private final LogRankWeights weights;
  private final List<LogRankGroup> groups;
  private final double[][] covariance;
  private final ChiSquareTest test;

  private LogRank(
      LogRankWeights weights,
      List<LogRankGroup> groups,
      double[][] covariance,
      ChiSquareTest test) {
    this.weights = weights;
    this.groups = groups;
    this.covariance = covariance;
    this.test = test;
  }

  /**
   * The log-rank test.
   *
   * @param times of customers of at least two groups
   * @param group the label of the group by row
   * @return the test
   * @throws IllegalArgumentException as for {@link #test(SurvivalTimes, int[], LogRankWeights,
   *     int[])}
   */
  public static LogRank test(SurvivalTimes times, int[] group) {
    return test(times, group, LogRankWeights.LOG_RANK);
  }

  /**
   * A weighted log-rank test.
   *
   * @param times of customers of at least two groups
   * @param group the label of the group by row
   * @param weights what a difference counts, by its time
   * @return the test
   * @throws IllegalArgumentException as for {@link #test(SurvivalTimes, int[], LogRankWeights,
   *     int[])}
   */
  public static LogRank test(SurvivalTimes times, int[] group, LogRankWeights weights) {
    return test(times, group, weights, new int[times.rows()]);
  }

  /**
   * A weighted log-rank test within strata.
   *
   * @param times of customers of at least two groups
   * @param group the label of the group by row
   * @param weights what a difference counts, by its time
   * @param stratum the label of the stratum by row
   * @return the test
   * @throws IllegalArgumentException if the lengths differ, there is only one group, or nobody left
   *     while customers of two groups were at risk and somebody stayed
   */
  public static LogRank test(
      SurvivalTimes times, int[] group, LogRankWeights weights, int[] stratum) {
    Labels groups = Labels.of(group, times.rows(), "groups");
    Labels strata = Labels.of(stratum, times.rows(), "strata");
    if (groups.size() < 2) {
      throw new IllegalArgumentException(
          "groups must have at least two labels, but all rows had " + groups.distinct()[0]);
    }
    LogRankSums sums = new LogRankSums(groups.size(), weights);
    sums.add(times, groups, strata);
    Cholesky factor = Cholesky.of(sums.covariance, SINGULAR, 0);
    if (factor.rank() == 0) {
      throw new IllegalArgumentException(
          "groups must be at risk together when somebody leaves and somebody stays,"
              + " but that was never so, or its weight was 0; of "
              + times.customers()
              + " customers left "
              + times.events());
    }
    double[] difference = new double[groups.size()];
    for (int g = 0; g < difference.length; g++) {
      difference[g] = sums.observed[g] - sums.expected[g];
    }
    List<LogRankGroup> rows =
        IntStream.range(0, groups.size())
            .mapToObj(
                g ->
                    new LogRankGroup(
                        groups.distinct()[g],
                        sums.customers[g],
                        sums.observed[g],
                        sums.expected[g]))
            .toList();
    return new LogRank(
        weights,
        rows,
        sums.covariance,
        ChiSquareTest.of(factor.quadratic(difference), factor.rank()));
  }

  /**
   * What a difference counted.
   *
   * @return the weights
   */
  public LogRankWeights weights() {
    return weights;
  }

  /**
   * The groups.
   *
   * @return at least two, by rising label
   */
  public List<LogRankGroup> groups() {
    return groups;
  }

  /**
   * The covariance of observed minus expected of two groups, or the variance of one.
   *
   * @param first place of a group in {@link #groups()}
   * @param second place of a group in {@link #groups()}
   * @return the covariance
   */
  public double covariance(int first, int second) {
    Check.inRange(first, 0, groups.size() - 1, "first group");
    return covariance[first][Check.inRange(second, 0, groups.size() - 1, "second group")];
  }

  /**
   * The result.
   *
   * @return statistic, degrees of freedom and p-value
   */
  public ChiSquareTest test() {
    return test;
  }

  @Override
  public String toString() {
    return weights
        + " test of "
        + groups.size()
        + " groups: chi-square "
        + test.statistic()
        + " on "
        + test.degreesOfFreedom()
        + " degrees of freedom, p "
        + test.pValue();
  }
}
