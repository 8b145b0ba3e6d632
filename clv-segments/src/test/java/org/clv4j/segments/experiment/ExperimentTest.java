package org.clv4j.segments.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.clv4j.segments.internal.Tails;
import org.junit.jupiter.api.Test;

class ExperimentTest {
  private static final ExperimentPlan PLAN = ExperimentPlan.of("value", "control");

  /** R's own example, {@code t.test(extra ~ group, sleep)}: -1.8608, 17.776, 0.07939, interval. */
  @Test
  void welchOfTheSleepData() {
    double[] one = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    double[] two = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    Effect effect = Experiment.of(Draws.data(one, two), PLAN).comparison("treated").difference();
    assertEquals(1.58, effect.estimate(), 1e-14);
    assertEquals(1.8608, effect.estimate() / effect.standardError(), 5e-5);
    assertEquals(17.776, effect.degreesOfFreedom(), 5e-4);
    assertEquals(0.07939, effect.pValue(), 5e-6);
    assertEquals(-0.2054832, effect.low(), 5e-8);
    assertEquals(3.3654832, effect.high(), 5e-8);
    // SciPy 1.17, ttest_ind(equal_var=False)
    assertEquals(0.0793941401873583, effect.pValue(), 1e-14);
    assertEquals(3.3654832307117104, effect.high(), 1e-13);
  }

  /**
   * The mice of Efron and Tibshirani (1993), table 2.1. SciPy 1.17, bootstrap(method="BCa") of 400
   * 000 replicates: -19.43 to 86.02 and -19.63 to 85.87 with two seeds.
   */
  @Test
  void bcaOfTheMice() {
    double[] treated = {94, 197, 16, 38, 99, 141, 23};
    double[] control = {52, 104, 146, 10, 51, 30, 40, 27, 46};
    BcaInterval interval = BcaInterval.ofDifference(control, treated, 0.95, 200_000, 3, 1);
    assertEquals(30.63492063492064, interval.estimate(), 1e-13);
    assertEquals(0.011019107671908949, interval.acceleration(), 1e-15);
    assertEquals(-19.53, interval.low(), 0.4);
    assertEquals(85.95, interval.high(), 0.4);
    assertEquals(interval, BcaInterval.ofDifference(control, treated, 0.95, 200_000, 3, 4));
  }

  /** Of 2000 normal values of each arm there is nothing to correct: the ends are nearly Welch's. */
  @Test
  void bcaOfNormalValuesIsNearlyWelch() {
    Draws draws = new Draws(8);
    double[] control = new double[2000];
    double[] treated = new double[2000];
    Arrays.setAll(control, i -> draws.random.nextGaussian());
    Arrays.setAll(treated, i -> draws.random.nextGaussian() + 0.1);
    Comparison both =
        Experiment.of(Draws.data(control, treated), PLAN.withBootstrap(4000, 9))
            .comparison("treated");
    double width = both.difference().high() - both.difference().low();
    // an end from 4000 replicates has a standard error of 1.2 % of the width
    assertEquals(both.difference().low(), both.bootstrap().low(), 0.05 * width);
    assertEquals(both.difference().high(), both.bootstrap().high(), 0.05 * width);
  }

  /** Within arms the values are 2 x, and 2 x + 5: without the slope nothing is left but 5. */
  @Test
  void cupedTakesAwayWhatWasKnownBefore() {
    ExperimentData data =
        Draws.data(new double[] {2, 4, 6, 9}, new double[] {7, 9, 11, 14})
            .withPreValues(new double[] {1, 2, 3, 4, 1, 2, 3, 4});
    Comparison comparison = Experiment.of(data, PLAN).comparison("treated");
    Effect cuped = comparison.effect(Estimator.CUPED).orElseThrow();
    assertEquals(5, cuped.estimate(), 1e-14);
    // sum of squares 26.75 in each arm, of which the slope 2.3 explains 2.3^2 x 5; a coefficient
    // estimated of six degrees of freedom
    assertEquals((1 - 2.3 * 2.3 * 5 / 26.75) * 6 / 5, 1 - reduction(comparison), 1e-13);
    assertEquals(comparison.difference().degreesOfFreedom() - 1, cuped.degreesOfFreedom(), 1e-12);
    // A column that says the same twice, and one that says nothing, change nothing.
    ExperimentData more =
        data.withPreValues(
            new double[] {1, 2, 3, 4, 1, 2, 3, 4},
            new double[] {2, 4, 6, 8, 2, 4, 6, 8},
            new double[] {7, 7, 7, 7, 7, 7, 7, 7});
    assertEquals(cuped.toString(), Experiment.of(more, PLAN).comparison("treated").cuped() + "");
  }

  /**
   * Of arms of equal size CUPED is the regression of values on the arm and X: NumPy 2, lstsq with
   * the covariance s^2 (X'X)^-1.
   */
  @Test
  void cupedIsTheRegressionOnArmAndPreValues() {
    double[] x = {1, 2, 2, 4, 5, 2, 1, 4, 6, 3};
    double[] z = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3};
    ExperimentData data =
        Draws.data(new double[] {3, 5, 4, 8, 9}, new double[] {7, 6, 10, 12, 9.5});
    Effect one = cuped(data.withPreValues(x));
    assertEquals(2.5546875, one.estimate(), 1e-13);
    assertEquals(0.3748767468579794, one.standardError(), 1e-13);
    Effect two = cuped(data.withPreValues(x, z));
    assertEquals(2.8143572746789203, two.estimate(), 1e-13);
    assertEquals(0.39170660454717454, two.standardError(), 1e-13);
  }

  private static Effect cuped(ExperimentData data) {
    return Experiment.of(data, PLAN.withBootstrap(100, 1))
        .comparison("treated")
        .effect(Estimator.CUPED)
        .orElseThrow();
  }

  /**
   * Of six customers an arm and three columns that say nothing, 95 % of 2000 intervals or a little
   * more, as Welch's degrees of freedom are few; 86 % if coefficients cost nothing.
   */
  @Test
  void cupedHoldsItsLevelInSmallArms() {
    Draws draws = new Draws(17);
    int sims = 2000;
    int held = 0;
    for (int s = 0; s < sims; s++) {
      double[][] columns = new double[4][12];
      for (double[] column : columns) {
        Arrays.setAll(column, i -> draws.random.nextGaussian());
      }
      Effect effect =
          cuped(
              Draws.data(Arrays.copyOf(columns[0], 6), Arrays.copyOfRange(columns[0], 6, 12))
                  .withPreValues(columns[1], columns[2], columns[3]));
      held += effect.low() <= 0 && effect.high() >= 0 ? 1 : 0;
    }
    assertEquals(0.96, held / (double) sims, 0.02, held + " of " + sims);
  }

  /** What the data do not allow is missed, with its reason, and stops only who planned it. */
  @Test
  void anEstimatorThatCannotBeIsMissing() {
    ExperimentData explained =
        Draws.data(new double[] {2, 4, 6, 8}, new double[] {7, 9, 11, 13})
            .withPreValues(new double[] {1, 2, 3, 4, 1, 2, 3, 4});
    assertMissing(
        Estimator.CUPED,
        "leaves nothing to judge by, because pre-values say all of the values",
        explained);
    ExperimentData few =
        Draws.data(new double[] {1, 5}, new double[] {2, 9})
            .withPreValues(new double[] {1, 2, 3, 9}, new double[] {1, 4, 2, 2});
    assertMissing(
        Estimator.CUPED, "needs more customers than means and coefficients, but 4 have 4", few);
    ExperimentData thin =
        Draws.data(new double[] {1, 2, 3}, new double[] {1, 2, 3}).withStrata(1, 1, 2, 1, 1, 2);
    assertMissing(
        Estimator.STRATIFIED,
        "needs at least two customers of each arm in every stratum, but stratum 2 has 1 of control",
        thin);
    assertMissing(
        Estimator.STRATIFIED,
        "leaves nothing to judge by, because values are equal within strata",
        Draws.data(new double[] {1, 1, 2, 2}, new double[] {1, 1, 2, 2})
            .withStrata(1, 1, 2, 2, 1, 1, 2, 2));
    assertMissing(Estimator.CUPED, "needs pre-values, but the data have none", thin);
    assertMissing(Estimator.STRATIFIED, "needs strata, but the data have none", few);
  }

  private static void assertMissing(Estimator estimator, String reason, ExperimentData data) {
    Comparison comparison = Experiment.of(data, PLAN).comparison("treated");
    assertTrue(comparison.effect(estimator).isEmpty());
    assertEquals(reason, comparison.missing().get(estimator));
    assertFails(
        "the planned estimator is " + estimator + ", which " + reason,
        data,
        PLAN.withEstimator(estimator));
  }

  private static double reduction(Comparison comparison) {
    return comparison.varianceReduction().orElseThrow();
  }

  /** With a correlation of rho the variance falls by rho^2. */
  @Test
  void cupedReducesTheVarianceByTheSquaredCorrelation() {
    Draws draws = new Draws(11);
    int sims = 200;
    double[] reductions = new double[sims];
    for (int s = 0; s < sims; s++) {
      double[] before = new double[2000];
      double[] after = new double[2000];
      for (int i = 0; i < before.length; i++) {
        double habit = draws.random.nextExponential();
        before[i] = habit + draws.random.nextExponential();
        after[i] = habit + draws.random.nextExponential();
      }
      ExperimentData data =
          Draws.data(Arrays.copyOf(after, 1000), Arrays.copyOfRange(after, 1000, 2000))
              .withPreValues(before);
      reductions[s] =
          reduction(Experiment.of(data, PLAN.withBootstrap(100, 1)).comparison("treated"));
    }
    // Of two sums of two equal parts, one shared, rho is a half; four standard errors of chance.
    Moments found = Moments.of(reductions);
    assertEquals(0.25, found.mean(), 4 * Math.sqrt(found.ofMean()) + 1e-3);
  }

  /** Two strata of 3 + 3 and 2 + 4 customers, by hand. */
  @Test
  void stratifiedByHand() {
    ExperimentData data =
        Draws.data(new double[] {1, 2, 3, 10, 14}, new double[] {2, 3, 4, 13, 14, 15, 18})
            .withStrata(0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 1, 1);
    Effect effect =
        Experiment.of(data, PLAN).comparison("treated").effect(Estimator.STRATIFIED).orElseThrow();
    // differences 1 and 3; half of the customers in each; variances 1, 1 and 8, 14 / 3
    assertEquals(2, effect.estimate(), 1e-14);
    double variance = 0.25 * (1 / 3.0 + 1 / 3.0 + 8 / 2.0 + 14 / 3.0 / 4);
    assertEquals(variance, effect.standardError() * effect.standardError(), 1e-14);
    double squares = (Math.pow(1 / 12.0, 2) / 2) * 2 + 1 + Math.pow(14 / 48.0, 2) / 3;
    assertEquals(variance * variance / squares, effect.degreesOfFreedom(), 1e-12);
  }

  @Test
  void rowsInAnyOrderGiveTheSameBits() {
    Draws draws = new Draws(5);
    double[] control = draws.values(300);
    double[] treated = draws.values(280);
    List<Integer> rows = new ArrayList<>(IntStream.range(0, 580).boxed().toList());
    String[] texts = new String[2];
    for (int pass = 0; pass < 2; pass++) {
      List<String> arms = new ArrayList<>();
      double[] values = new double[580];
      double[] before = new double[580];
      int[] strata = new int[580];
      for (int i = 0; i < 580; i++) {
        int row = rows.get(i);
        arms.add(row < 300 ? "control" : "treated");
        values[i] = row < 300 ? control[row] : treated[row - 300];
        before[i] = values[i] * (row % 7);
        strata[i] = row % 3;
      }
      Experiment experiment =
          Experiment.of(
              ExperimentData.of(arms, values).withPreValues(before).withStrata(strata),
              PLAN,
              pass + 1);
      texts[pass] = experiment.comparisons().toString();
      Collections.shuffle(rows, new Random(1));
    }
    assertEquals(texts[0], texts[1]);
  }

  /** SciPy 1.17, chisquare([5000, 5200]) and chisquare([1000, 1100, 900]). */
  @Test
  void sampleRatios() {
    SampleRatio two = ratio(PLAN, 5000, 5200);
    assertEquals(3.9215686274509802, two.test().statistic(), 1e-13);
    assertEquals(0.0476703806561615, two.test().pValue(), 1e-14);
    assertTrue(!two.isMismatch());
    SampleRatio three = ratio(PLAN, 1000, 1100, 900);
    assertEquals(4.539992976248486e-05, three.test().pValue(), 1e-18);
    assertTrue(three.isMismatch());
    assertEquals(Map.of("control", 1000, "treated1", 1100, "treated2", 900), three.customers());
    ExperimentPlan planned = PLAN.withShares(Map.of("control", 0.25, "treated1", 0.75));
    assertEquals(0, ratio(planned, 50, 150).test().statistic());
  }

  private static SampleRatio ratio(ExperimentPlan plan, int... sizes) {
    List<String> arms = new ArrayList<>();
    for (int a = 0; a < sizes.length; a++) {
      arms.addAll(Collections.nCopies(sizes[a], a == 0 ? "control" : "treated" + a));
    }
    double[] values = new double[arms.size()];
    Arrays.setAll(values, i -> i % 3);
    return Experiment.of(ExperimentData.of(arms, values), plan.withBootstrap(100, 1)).sampleRatio();
  }

  @Test
  void theImpactDecidesAsPlanned() {
    double[] control = IntStream.range(0, 100).mapToDouble(i -> i % 5).toArray();
    double[] more = Arrays.stream(control).map(v -> v + 1).toArray();
    ExperimentPlan plan = PLAN.withHorizonDays(90);
    LeverImpact better = Experiment.of(Draws.data(control, more), plan).impact("treated");
    assertEquals(LeverImpact.Decision.BETTER, better.decision());
    assertEquals(90, better.horizonDays());
    assertTrue(better.toString().startsWith("value in 90 days: better, difference_in_means"));
    assertTrue(better.toString().endsWith(", sample ratio p 1.0"), better.toString());
    assertEquals(plan, better.plan());
    assertEquals(1, better.sampleRatio().test().pValue());
    assertTrue(
        Experiment.of(Draws.data(control, more), plan.withWinsorQuantile(0.9))
            .impact("treated")
            .toString()
            .startsWith("value in 90 days cut at the 0.9 quantile: better"));
    assertEquals(
        LeverImpact.Decision.WORSE,
        Experiment.of(Draws.data(more, control), plan).impact("treated").decision());
    assertEquals(
        LeverImpact.Decision.UNDECIDED,
        Experiment.of(Draws.data(control, control), plan).impact("treated").decision());
    assertEquals(
        LeverImpact.Decision.INVALID,
        Experiment.of(Draws.data(control, Arrays.copyOf(more, 40)), plan)
            .impact("treated")
            .decision());
  }

  /** Three arms share the error rate: each of two intervals has the level 0.975. */
  @Test
  void moreArmsShareTheErrorRate() {
    List<String> arms = new ArrayList<>();
    double[] values = new double[90];
    for (int i = 0; i < 90; i++) {
      arms.add(List.of("b", "control", "a").get(i % 3));
      values[i] = i % 7;
    }
    Experiment experiment = Experiment.of(ExperimentData.of(arms, values), PLAN);
    assertEquals(List.of("a", "b"), List.copyOf(experiment.comparisons().keySet()));
    Effect effect = experiment.comparison("a").difference();
    assertEquals(0.975, effect.level(), 1e-15);
    double alone =
        Tails.student(effect.estimate() / effect.standardError(), effect.degreesOfFreedom());
    assertEquals(Math.min(1, 2 * alone), effect.pValue(), 1e-15);
    assertEquals(2, experiment.toString().lines().count());
    assertThrows(java.util.NoSuchElementException.class, () -> experiment.comparison("control"));
  }

  /**
   * A p-value above 5 % beside an interval of the same error rate that holds 0, and the reverse.
   */
  @Test
  void pValuesOfMoreArmsAgreeWithTheIntervals() {
    Draws draws = new Draws(3);
    int disagreed = 0;
    int between = 0;
    for (int s = 0; s < 500; s++) {
      List<String> arms = new ArrayList<>();
      double[] values = new double[60];
      for (int i = 0; i < 60; i++) {
        arms.add(List.of("control", "a", "b").get(i % 3));
        values[i] = draws.random.nextGaussian();
      }
      Effect effect =
          Experiment.of(ExperimentData.of(arms, values), PLAN.withBootstrap(100, 1))
              .comparison("a")
              .difference();
      boolean shown = effect.low() > 0 || effect.high() < 0;
      disagreed += shown != effect.pValue() < 0.05 ? 1 : 0;
      between += effect.pValue() > 0.05 && effect.pValue() < 0.1 ? 1 : 0;
    }
    assertEquals(0, disagreed);
    assertTrue(between > 0, "some that a single test would have shown");
  }

  @Test
  void badDataSayWhatIsWrong() {
    double[] ok = {1, 2, 3};
    assertFails(
        "arm holdout must have customers, but has none",
        Draws.data(ok, ok),
        ExperimentPlan.of("value", "holdout"));
    assertFails(
        "arm letter must have customers, but has none",
        Draws.data(ok, ok),
        PLAN.withShares(Map.of("control", 0.5, "letter", 0.5)));
    assertFails(
        "arms must be those of the plan, [control]",
        Draws.data(ok, ok),
        PLAN.withShares(Map.of("control", 1.0)));
    assertFails(
        "arm treated must have at least two customers, but had 1",
        Draws.data(ok, new double[] {1}),
        PLAN);
    assertFails("there must be an arm beside the control", Draws.data(ok, new double[0]), PLAN);
    assertFails(
        "values must differ within an arm",
        Draws.data(new double[] {1, 1}, new double[] {2, 2}),
        PLAN);
    assertFails(
        "the planned estimator is cuped, which needs pre-values",
        Draws.data(ok, ok),
        PLAN.withEstimator(Estimator.CUPED));
    assertThrows(IllegalArgumentException.class, () -> Draws.data(ok, new double[] {Double.NaN}));
    assertThrows(IllegalArgumentException.class, () -> PLAN.withLevel(1));
    assertThrows(IllegalArgumentException.class, () -> PLAN.withShares(Map.of("control", 0.5)));
    IllegalArgumentException shares =
        assertThrows(
            IllegalArgumentException.class,
            () -> PLAN.withShares(Map.of("holdout", 0.5, "letter", 0.5)));
    assertTrue(String.valueOf(shares.getMessage()).startsWith("shares must have the control"));
  }

  private static void assertFails(String message, ExperimentData data, ExperimentPlan plan) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> Experiment.of(data, plan));
    assertTrue(String.valueOf(error.getMessage()).contains(message), error.getMessage());
  }
}
