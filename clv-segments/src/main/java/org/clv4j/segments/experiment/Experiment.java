package org.clv4j.segments.experiment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import org.clv4j.segments.internal.Cholesky;
import org.clv4j.segments.internal.CompensatedSum;
import org.clv4j.segments.internal.Tails;
import org.clv4j.segments.survival.ChiSquareTest;
import org.jspecify.annotations.Nullable;

/**
 * An experiment read as it was planned.
 *
 * <pre>{@code
 * ExperimentPlan plan = ExperimentPlan.of("revenue", "control").withHorizonDays(90);
 * System.out.println(Experiment.of(data, plan).impact("letter"));
 * }</pre>
 *
 * <p><b>Difference in means</b>: Welch's test, whose variance is the sum of those of the two means
 * and whose degrees of freedom are Satterthwaite's.
 *
 * <p><b>CUPED</b>: values less theta (X - mean X), with X what was known before and theta the
 * coefficients of the regression of values on X within arms; then Welch's test. With a correlation
 * of rho the variance is 1 - rho^2 of that without. Columns that depend on others are left out.
 *
 * <p><b>Stratified</b>: the differences within strata, weighted by the customers of each.
 *
 * @see "Deng, Xu, Kohavi &amp; Walker (2013), Improving the sensitivity of online controlled
 *     experiments by utilizing pre-experiment data, WSDM"
 * @see "Miratrix, Sekhon &amp; Yu (2013), Adjusting treatment effect estimates by
 *     post-stratification in randomized experiments, Journal of the Royal Statistical Society B 75"
 */
public final class Experiment {
  /** A pivot below this part of its diagonal element is rounding. */
  private static final double SINGULAR = 1e-10;

  private final ExperimentPlan plan;
  private final SampleRatio sampleRatio;
  private final Map<String, Comparison> comparisons;

  private Experiment(
      ExperimentPlan plan, SampleRatio sampleRatio, Map<String, Comparison> comparisons) {
    this.plan = plan;
    this.sampleRatio = sampleRatio;
    this.comparisons = comparisons;
  }

  /**
   * Compares all arms with the control, in one thread.
   *
   * @param data what the customers were worth
   * @param plan what was fixed before
   * @return the results
   * @throws IllegalArgumentException if the control or a planned arm has no customer, an arm has
   *     only one, there is no other arm, an arm was not planned, all values of two arms are equal,
   *     the planned estimator needs pre-values or strata that are not there, or a stratum has fewer
   *     than two customers of an arm
   */
  public static Experiment of(ExperimentData data, ExperimentPlan plan) {
    return of(data, plan, 1);
  }

  /**
   * Compares all arms with the control.
   *
   * @param data what the customers were worth
   * @param plan what was fixed before
   * @param threads of the bootstrap, at least 1; they change nothing but the time it takes
   * @return the results
   * @throws IllegalArgumentException as above
   */
  public static Experiment of(ExperimentData data, ExperimentPlan plan, int threads) {
    TreeSet<String> expected = new TreeSet<>(plan.shares().keySet());
    expected.add(plan.control());
    for (String name : expected) {
      if (data.size(name) == 0) {
        throw new IllegalArgumentException(
            "arm " + name + " must have customers, but has none; there are " + data.arms());
      }
    }
    for (String name : data.arms()) {
      if (data.size(name) < 2) {
        throw new IllegalArgumentException(
            "arm " + name + " must have at least two customers, but had " + data.size(name));
      }
      if (!plan.shares().isEmpty() && !plan.shares().containsKey(name)) {
        throw new IllegalArgumentException(
            "arms must be those of the plan, " + plan.shares().keySet() + ", but one was " + name);
      }
    }
    if (data.arms().size() < 2) {
      throw new IllegalArgumentException(
          "there must be an arm beside the control, but there is only " + data.arms());
    }
    List<Arm> arms = Arm.of(data, plan);
    Arm control = arms.get(data.arms().indexOf(plan.control()));
    int others = arms.size() - 1;
    double level = others == 1 ? plan.level() : 1 - (1 - plan.level()) / others;
    Map<String, Comparison> comparisons = new LinkedHashMap<>();
    for (Arm arm : arms) {
      if (arm != control) {
        Comparison comparison =
            new Comparison(
                difference(Estimator.DIFFERENCE_IN_MEANS, control, arm, level, 0),
                BcaInterval.ofDifference(
                    control.values(), arm.values(), level, plan.replicates(), plan.seed(), threads),
                control.preValues().isEmpty() ? null : cuped(control, arm, level),
                stratified(control, arm, level));
        if (comparison.effect(plan.estimator()).isEmpty()) {
          throw new IllegalArgumentException(
              "the planned estimator is "
                  + plan.estimator()
                  + ", which needs "
                  + (plan.estimator() == Estimator.CUPED ? "pre-values" : "strata")
                  + ", but the data have none");
        }
        comparisons.put(arm.name(), comparison);
      }
    }
    return new Experiment(plan, ratio(arms, plan), comparisons);
  }

  private static SampleRatio ratio(List<Arm> arms, ExperimentPlan plan) {
    double all = arms.stream().mapToInt(Arm::size).sum();
    Map<String, Integer> customers = new LinkedHashMap<>();
    double statistic = 0;
    for (Arm arm : arms) {
      customers.put(arm.name(), arm.size());
      double expected = all * plan.shares().getOrDefault(arm.name(), 1.0 / arms.size());
      statistic += (arm.size() - expected) * (arm.size() - expected) / expected;
    }
    int freedom = arms.size() - 1;
    return new SampleRatio(
        customers, new ChiSquareTest(statistic, freedom, Tails.chiSquare(statistic, freedom)));
  }

  /** Welch's test; coefficients that were estimated take as many degrees of freedom. */
  private static Effect difference(
      Estimator estimator, Arm control, Arm treated, double level, int coefficients) {
    Moments c = Moments.of(control.values());
    Moments t = Moments.of(treated.values());
    double variance = c.ofMean() + t.ofMean();
    double freedom =
        variance
            * variance
            / (c.ofMean() * c.ofMean() / (c.size() - 1) + t.ofMean() * t.ofMean() / (t.size() - 1));
    return Effect.of(
        estimator,
        control,
        treated,
        c,
        t,
        new Effect.Means(
            t.mean() - c.mean(), variance, Math.max(1, freedom - coefficients), level));
  }

  private static Effect cuped(Arm control, Arm treated, double level) {
    int k = control.preValues().size();
    double[][] products = new double[k][k];
    double[] withValue = new double[k];
    for (Arm arm : List.of(control, treated)) {
      double[] values = centered(arm.values());
      List<double[]> columns = arm.preValues().stream().map(Experiment::centered).toList();
      for (int i = 0; i < k; i++) {
        withValue[i] += product(columns.get(i), values);
        for (int j = 0; j <= i; j++) {
          products[i][j] += product(columns.get(i), columns.get(j));
        }
      }
    }
    Cholesky factor = Cholesky.of(products, SINGULAR, 0);
    double[] theta = factor.solve(withValue);
    double[] mean = new double[k];
    for (int i = 0; i < k; i++) {
      CompensatedSum sum = new CompensatedSum();
      for (Arm arm : List.of(control, treated)) {
        Arrays.stream(arm.preValues().get(i)).forEach(sum::add);
      }
      mean[i] = sum.value() / (control.size() + treated.size());
    }
    return difference(
        Estimator.CUPED,
        adjusted(control, theta, mean),
        adjusted(treated, theta, mean),
        level,
        factor.rank());
  }

  private static Arm adjusted(Arm arm, double[] theta, double[] mean) {
    double[] values = arm.values().clone();
    for (int i = 0; i < theta.length; i++) {
      double[] column = arm.preValues().get(i);
      for (int row = 0; row < values.length; row++) {
        values[row] -= theta[i] * (column[row] - mean[i]);
      }
    }
    return new Arm(arm.name(), List.of(values), null);
  }

  private static double[] centered(double[] values) {
    double mean = CompensatedSum.of(values) / values.length;
    return Arrays.stream(values).map(value -> value - mean).toArray();
  }

  private static double product(double[] a, double[] b) {
    CompensatedSum sum = new CompensatedSum();
    for (int row = 0; row < a.length; row++) {
      sum.add(a[row] * b[row]);
    }
    return sum.value();
  }

  private static @Nullable Effect stratified(Arm control, Arm treated, double level) {
    int[] ofControl = control.strata();
    int[] ofTreated = treated.strata();
    if (ofControl == null || ofTreated == null) {
      return null;
    }
    TreeSet<Integer> strata = new TreeSet<>();
    Arrays.stream(ofControl).forEach(strata::add);
    Arrays.stream(ofTreated).forEach(strata::add);
    double all = control.size() + (double) treated.size();
    double[] sums = new double[4];
    for (int stratum : strata) {
      Moments c = moments(control, ofControl, stratum);
      Moments t = moments(treated, ofTreated, stratum);
      double weight = (c.size() + t.size()) / all;
      sums[0] += weight * c.mean();
      sums[1] += weight * t.mean();
      for (Moments part : List.of(c, t)) {
        double variance = weight * weight * part.ofMean();
        sums[2] += variance;
        sums[3] += variance * variance / (part.size() - 1);
      }
    }
    return Effect.of(
        Estimator.STRATIFIED,
        control,
        treated,
        new Moments(control.size(), sums[0], 0),
        new Moments(treated.size(), sums[1], 0),
        new Effect.Means(
            sums[1] - sums[0], sums[2], Math.max(1, sums[2] * sums[2] / sums[3]), level));
  }

  /** The rows of an arm stand by stratum. */
  private static Moments moments(Arm arm, int[] strata, int stratum) {
    int from = 0;
    while (from < strata.length && strata[from] < stratum) {
      from++;
    }
    int to = from;
    while (to < strata.length && strata[to] == stratum) {
      to++;
    }
    if (to - from < 2) {
      throw new IllegalArgumentException(
          "stratum "
              + stratum
              + " must have at least two customers of each arm, but has "
              + (to - from)
              + " of "
              + arm.name());
    }
    return Moments.of(Arrays.copyOfRange(arm.values(), from, to));
  }

  /**
   * What was fixed before.
   *
   * @return the plan
   */
  public ExperimentPlan plan() {
    return plan;
  }

  /**
   * Whether the arms have the planned sizes.
   *
   * @return the test
   */
  public SampleRatio sampleRatio() {
    return sampleRatio;
  }

  /**
   * Every arm but the control.
   *
   * @return by name, in alphabetical order
   */
  public Map<String, Comparison> comparisons() {
    return new LinkedHashMap<>(comparisons);
  }

  /**
   * One arm against the control.
   *
   * @param arm its name
   * @return the comparison
   * @throws NoSuchElementException if there is no such arm, or it is the control
   */
  public Comparison comparison(String arm) {
    Comparison comparison = comparisons.get(arm);
    if (comparison == null) {
      throw new NoSuchElementException(
          "there is no arm \"" + arm + "\" beside the control; there are " + comparisons.keySet());
    }
    return comparison;
  }

  /**
   * What an arm did, by the planned estimator.
   *
   * @param arm its name
   * @return the impact
   * @throws NoSuchElementException if there is no such arm, or it is the control
   */
  public LeverImpact impact(String arm) {
    Effect effect = comparison(arm).effect(plan.estimator()).orElseThrow();
    return LeverImpact.of(plan, effect, sampleRatio);
  }

  /** The impact of every arm, a line each. */
  @Override
  public String toString() {
    return String.join(
        "\n", comparisons.keySet().stream().map(arm -> impact(arm).toString()).toList());
  }
}
