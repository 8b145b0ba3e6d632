package org.clv4j.segments.experiment;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import org.clv4j.segments.internal.Tails;
import org.clv4j.segments.survival.ChiSquareTest;

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
 * of rho the variance is 1 - rho^2 of that without, and what estimating theta adds to it: it is (N
 * - 2) / (N - 2 - k) times that of given coefficients, and s^2 d' S^-1 d more, with k the rank of
 * X, d the difference of the arms in mean X, S its products within arms and s^2 the mean residual
 * square. Columns that depend on others are left out.
 *
 * <p><b>Stratified</b>: the differences within strata, weighted by the customers of each.
 *
 * @see "Deng, Xu, Kohavi &amp; Walker (2013), Improving the sensitivity of online controlled
 *     experiments by utilizing pre-experiment data, WSDM"
 * @see "Miratrix, Sekhon &amp; Yu (2013), Adjusting treatment effect estimates by
 *     post-stratification in randomized experiments, Journal of the Royal Statistical Society B 75"
 */
public final class Experiment {
  private final ExperimentPlan plan;
  private final int horizonDays;
  private final SampleRatio sampleRatio;
  private final Map<String, Comparison> comparisons;

  private Experiment(
      ExperimentPlan plan,
      int horizonDays,
      SampleRatio sampleRatio,
      Map<String, Comparison> comparisons) {
    this.plan = plan;
    this.horizonDays = horizonDays;
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
   *     values are of another horizon than planned, or the planned estimator has no effect (no
   *     pre-values, no strata, a stratum with fewer than two customers of an arm)
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
    int horizonDays = horizonDays(data, plan);
    List<Arm> arms = Arm.of(data, plan);
    Arm control = arms.get(data.arms().indexOf(plan.control()));
    int others = arms.size() - 1;
    double level = plan.levelOf(others);
    Map<String, Comparison> comparisons = new LinkedHashMap<>();
    for (Arm arm : arms) {
      if (arm != control) {
        Comparison comparison = comparison(new ArmPair(control, arm, level, others), plan, threads);
        String missing = comparison.missing().get(plan.estimator());
        if (missing != null) {
          throw new IllegalArgumentException(
              "the planned estimator is " + plan.estimator() + ", which " + missing);
        }
        comparisons.put(arm.name(), comparison);
      }
    }
    return new Experiment(plan, horizonDays, ratio(arms, plan), comparisons);
  }

  private static Comparison comparison(ArmPair pair, ExperimentPlan plan, int threads) {
    ArmPair.Outcome cuped = pair.cuped();
    ArmPair.Outcome stratified = pair.stratified();
    Map<Estimator, String> missing = new EnumMap<>(Estimator.class);
    if (cuped.missing() != null) {
      missing.put(Estimator.CUPED, cuped.missing());
    }
    if (stratified.missing() != null) {
      missing.put(Estimator.STRATIFIED, stratified.missing());
    }
    return new Comparison(
        pair.difference(),
        BcaInterval.ofDifference(
            pair.control().values(),
            pair.treated().values(),
            pair.level(),
            plan.replicates(),
            plan.seed(),
            threads),
        cuped.effect(),
        stratified.effect(),
        missing);
  }

  /** That of the values, which must be that of the plan where both are known. */
  static int horizonDays(ExperimentData data, ExperimentPlan plan) {
    int planned = plan.horizonDays();
    int found = data.window().map(ExperimentWindow::horizonDays).orElse(planned);
    if (planned != 0 && planned != found) {
      throw new IllegalArgumentException(
          "values must be of the "
              + planned
              + " days of the plan, but are of "
              + found
              + " days from the assignment");
    }
    return found;
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
    return LeverImpact.of(plan, effect, horizonDays, sampleRatio);
  }

  /** The impact of every arm, a line each. */
  @Override
  public String toString() {
    return String.join(
        "\n", comparisons.keySet().stream().map(arm -> impact(arm).toString()).toList());
  }
}
