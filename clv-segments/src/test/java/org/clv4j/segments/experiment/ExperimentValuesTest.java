package org.clv4j.segments.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are cut, equal or skewed. */
class ExperimentValuesTest {
  private static final ExperimentPlan PLAN = ExperimentPlan.of("value", "control");

  @Test
  void winsorisingIsThatOfThePlan() {
    double[] control = IntStream.range(0, 50).mapToDouble(i -> i).toArray();
    double[] treated = IntStream.range(1, 51).mapToDouble(i -> i).toArray();
    treated[49] = 10_000;
    Experiment raw = Experiment.of(Draws.data(control, treated), PLAN);
    assertTrue(raw.comparison("treated").difference().estimate() > 150);
    Experiment cut = Experiment.of(Draws.data(control, treated), PLAN.withWinsorQuantile(0.98));
    // Of 100 values the 0.98 quantile lies at 97.02, between 49 and 49.
    assertEquals(1 - 1 / 50.0, cut.comparison("treated").difference().estimate(), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> PLAN.withWinsorQuantile(0.4));
  }

  /** The lower end by itself, and both. */
  @Test
  void smallValuesAreCutToo() {
    double[] control = IntStream.range(0, 50).mapToDouble(i -> i).toArray();
    double[] treated = IntStream.range(1, 51).mapToDouble(i -> i).toArray();
    treated[0] = -10_000;
    ExperimentPlan both = PLAN.withWinsorQuantiles(0.02, 0.98);
    Effect cut =
        Experiment.of(Draws.data(control, treated), both).comparison("treated").difference();
    // Of 100 values the 0.02 quantile lies at 1.98, between 0 and 1, the 0.98 one between 49 and
    // 49.
    assertEquals((1225 + 0.98) / 50, cut.controlMean(), 1e-12);
    assertEquals((1274 + 0.98 - 1) / 50, cut.treatedMean(), 1e-12);
    assertEquals(both, both.withWinsorQuantile(0.98));
    LeverImpact lower =
        Experiment.of(Draws.data(control, treated), PLAN.withWinsorQuantiles(0.02, 1))
            .impact("treated");
    assertTrue(lower.toString().startsWith("value cut at the 0.02 quantile: "), lower + "");
    assertEquals((1275 + 0.98 - 1) / 50, lower.effect().treatedMean(), 1e-12);
    assertTrue(
        Experiment.of(Draws.data(control, treated), both)
            .impact("treated")
            .toString()
            .startsWith("value cut at the 0.02 and 0.98 quantiles: "));
    assertThrows(IllegalArgumentException.class, () -> PLAN.withWinsorQuantiles(0.5, 1));
    assertThrows(IllegalArgumentException.class, () -> PLAN.withWinsorQuantiles(-0.01, 1));
  }

  /** All customers of both arms spent the same: that is no effect, whatever sums round to. */
  @ParameterizedTest
  @ValueSource(doubles = {9.99, 0.1})
  void equalValuesAreNoEvidence(double value) {
    for (int controls = 2; controls <= 60; controls++) {
      for (int treatments : new int[] {2, 3, 7, 29, 60}) {
        double[] control = new double[controls];
        double[] treated = new double[treatments];
        Arrays.fill(control, value);
        Arrays.fill(treated, value);
        assertNoDifference(control, treated);
        Arrays.fill(treated, value + 5);
        assertNoDifference(control, treated);
      }
    }
  }

  /** Equal pre-values say nothing, and equal values within strata leave nothing to judge by. */
  @Test
  void equalPreValuesAndStrataAreNoEvidence() {
    Draws draws = new Draws(19);
    for (int n = 2; n <= 60; n++) {
      double[] control = draws.values(n + 1);
      double[] before = new double[2 * n + 2];
      Arrays.fill(before, 0.1);
      control[0] = 1;
      Comparison none =
          Experiment.of(
                  Draws.data(control, draws.values(n + 1)).withPreValues(before),
                  PLAN.withBootstrap(100, 1))
              .comparison("treated");
      Effect cuped = none.effect(Estimator.CUPED).orElseThrow();
      assertEquals(none.difference().estimate(), cuped.estimate(), n + " customers");
      assertEquals(none.difference().degreesOfFreedom(), cuped.degreesOfFreedom());
      double[] values = new double[2 * n];
      Arrays.fill(values, 0, n, 9.99);
      Arrays.fill(values, n, 2 * n, 0.1);
      int size = n;
      int[] strata = new int[4 * n];
      Arrays.setAll(strata, i -> i % (2 * size) < size ? 0 : 1);
      assertEquals(
          "leaves nothing to judge by, because values are equal within strata",
          Experiment.of(Draws.data(values, values).withStrata(strata), PLAN.withBootstrap(100, 1))
              .comparison("treated")
              .missing()
              .get(Estimator.STRATIFIED));
    }
  }

  /**
   * That of the values about the means of arms, of what CUPED leaves, and about those of strata.
   */
  @Test
  void theSkewnessIsThatOfWhatIsCompared() {
    ExperimentData data =
        Draws.data(new double[] {1, 2, 3, 10}, new double[] {11, 12, 13, 20})
            .withPreValues(new double[] {0, 0, 0, 8, 0, 0, 0, 8})
            .withStrata(0, 0, 1, 1, 0, 0, 1, 1);
    Comparison all = Experiment.of(data, PLAN.withBootstrap(100, 1)).comparison("treated");
    // cubes about the mean -27, -8, -1, 216, squares 9, 4, 1, 36
    assertEquals(180 / 4.0 / Math.pow(50 / 4.0, 1.5), all.difference().skewness(), 1e-13);
    // the slope takes the ten: -1, 0, 1, 0 are left
    assertEquals(0, all.effect(Estimator.CUPED).orElseThrow().skewness(), 1e-13);
    // -0.5, 0.5 and -3.5, 3.5
    assertEquals(0, all.effect(Estimator.STRATIFIED).orElseThrow().skewness(), 1e-13);
    assertEquals(1, all.difference().comparisons());
  }

  private static void assertNoDifference(double[] control, double[] treated) {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> Experiment.of(Draws.data(control, treated), PLAN));
    assertTrue(
        String.valueOf(error.getMessage()).startsWith("values must differ within an arm"),
        error.getMessage());
  }
}
