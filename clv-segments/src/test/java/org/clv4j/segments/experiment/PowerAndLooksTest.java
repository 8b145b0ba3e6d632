package org.clv4j.segments.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.clv4j.segments.internal.Tails;
import org.junit.jupiter.api.Test;

class PowerAndLooksTest {
  /** SciPy 1.17: 2 (norm.ppf(.975) + norm.ppf(.8))^2 is 15.697759468698177 per arm, Lehr's 16. */
  @Test
  void sampleSizesOfTheNormalTest() {
    PowerAnalysis power = PowerAnalysis.of(100, 10);
    assertEquals(Math.ceil(2 * 15.697759468698177 * 100), (double) power.customers(1));
    assertEquals(1, power.minimumDetectableEffect(power.customers(1)), 1e-3);
    PowerAnalysis adjusted = new PowerAnalysis(100, 10, 0.6, 0.95, 0.8, 0.5);
    assertEquals(Math.ceil(2 * 15.697759468698177 * 64), (double) adjusted.customers(1));
    // a tenth treated: 1 / 0.09 instead of 1 / 0.25
    assertEquals(
        Math.ceil(15.697759468698177 / 2 * 100 / 0.09),
        (double) power.with(0.95, 0.8, 0.1).customers(1));
    assertThrows(IllegalArgumentException.class, () -> power.customers(0));
    assertThrows(IllegalArgumentException.class, () -> PowerAnalysis.of(1, 0));
    assertThrows(IllegalArgumentException.class, () -> power.with(0.95, 1, 0.5));
    assertThrows(IllegalArgumentException.class, () -> power.minimumDetectableEffect(3));
    IllegalArgumentException low =
        assertThrows(IllegalArgumentException.class, () -> power.with(0.95, 0.02, 0.5));
    assertTrue(
        String.valueOf(low.getMessage()).startsWith("power must be above 1 - level"),
        low.getMessage());
  }

  /** The effect that so many customers can find is found as often as was said. */
  @Test
  void thePowerIsThatOfTheTest() {
    Draws draws = new Draws(21);
    int n = 600;
    double effect = PowerAnalysis.of(0, 1).minimumDetectableEffect(2L * n);
    int found = 0;
    int sims = 1000;
    for (int s = 0; s < sims; s++) {
      double[] control = new double[n];
      double[] treated = new double[n];
      for (int i = 0; i < n; i++) {
        control[i] = draws.random.nextGaussian();
        treated[i] = draws.random.nextGaussian() + effect;
      }
      found += welch(control, treated).pValue() < 0.05 ? 1 : 0;
    }
    // four standard errors of 0.8 in 1000
    assertEquals(0.8, found / (double) sims, 4 * Math.sqrt(0.16 / sims));
  }

  static Effect welch(double[] control, double[] treated) {
    return Experiment.of(
            Draws.data(control, treated),
            ExperimentPlan.of("value", "control").withBootstrap(100, 1))
        .comparison("treated")
        .difference();
  }

  private static Effect effect(int perArm, double estimate, double error) {
    return new Effect(
        Estimator.DIFFERENCE_IN_MEANS,
        "control",
        "treated",
        perArm,
        perArm,
        0,
        estimate,
        estimate,
        error,
        100,
        0,
        1,
        0.95,
        estimate - 2 * error,
        estimate + 2 * error,
        0.5);
  }

  /** 1 / p is the mean over N(0, tau^2) of the likelihood ratios, by Gauss and by the formula. */
  @Property(tries = 100)
  void theRatioIsTheMixtureOfLikelihoods(
      @ForAll @DoubleRange(min = -3, max = 3) double estimate,
      @ForAll @DoubleRange(min = 0.3, max = 2) double error,
      @ForAll @DoubleRange(min = 0.3, max = 2) double tau) {
    double sum = 0;
    double step = 0.01;
    for (double z = -12; z <= 12; z += step) {
      double theta = z * tau;
      double ratio = Math.exp((estimate * theta - theta * theta / 2) / (error * error));
      sum += Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * ratio * step;
    }
    SequentialTest test = SequentialTest.of(tau, 2).look(effect(10, estimate, error));
    // the trapezoid of an analytic function that vanishes at both ends
    assertEquals(Math.min(1, 1 / sum), test.pValue(), 1e-10);
  }

  /** At the ends of the interval the ratio is 20: the interval is the test turned round. */
  @Property(tries = 100)
  void theIntervalIsWhatTheTestDoesNotReject(
      @ForAll @DoubleRange(min = -3, max = 3) double estimate,
      @ForAll @DoubleRange(min = 0.1, max = 2) double error,
      @ForAll @DoubleRange(min = 0.1, max = 2) double tau) {
    SequentialTest test = SequentialTest.of(tau, 2).look(effect(10, estimate, error));
    SequentialTest atEnd = SequentialTest.of(tau, 2).look(effect(10, estimate - test.low(), error));
    assertEquals(0.05, atEnd.pValue(), 1e-9);
    assertTrue(test.high() - test.low() > 2 * Tails.normalQuantile(0.95) * error);
  }

  /** Of all tau, one of 2.866 standard errors has the narrowest interval at 95 %, 3.035 of them. */
  @Test
  void theHopedForEffectOfThreeStandardErrorsIsFoundSoonest() {
    double best = half(2.866);
    assertEquals(3.0351224173301845, best, 1e-12);
    for (double tau : new double[] {0.3, 1, 2, 2.8, 2.93, 4, 9, 30}) {
      assertTrue(half(tau) > best, tau + " standard errors");
    }
    // of one standard error a fifth wider
    assertEquals(1.2, half(1) / best, 0.01);
  }

  private static double half(double tau) {
    SequentialTest test = SequentialTest.of(tau, 2).look(effect(10, 0, 1));
    return test.high();
  }

  /**
   * Without an effect, looked at 30 times: the mixture test holds its error rate of 5 %, Welch's
   * test at each look does not. {@code CoverageTest} has 10 000 experiments.
   */
  @Test
  void dailyLooksHoldTheErrorRate() {
    Draws draws = new Draws(31);
    int sims = 500;
    int decided = 0;
    int peeked = 0;
    for (int s = 0; s < sims; s++) {
      double[] control = draws.values(1500);
      double[] treated = draws.values(1500);
      SequentialTest test = SequentialTest.of(2, 100);
      boolean found = false;
      for (int n = 50; n <= 1500; n += 50) {
        Effect effect = Looks.welch(control, n, treated, n);
        test = test.look(effect);
        found |= effect.pValue() <= 0.05;
      }
      decided += test.isDecided() ? 1 : 0;
      peeked += found ? 1 : 0;
    }
    assertTrue(decided <= 0.05 * sims, decided + " of " + sims);
    assertTrue(peeked > 0.15 * sims, peeked + " of " + sims);
  }

  @Test
  void looksKeepTheSmallestPValueAndEarlyOnesDecideNothing() {
    SequentialTest start = SequentialTest.of(1, 100);
    assertEquals(1, start.pValue());
    SequentialTest early = start.look(effect(99, 5, 0.5));
    assertEquals(1, early.pValue());
    assertEquals(1, early.looks());
    SequentialTest shown = early.look(effect(100, 5, 0.5));
    assertTrue(shown.isDecided());
    SequentialTest later = shown.look(effect(200, 0.1, 0.4));
    assertEquals(shown.pValue(), later.pValue());
    assertTrue(later.isDecided() && later.low() < 0);
    assertFalse(start.isDecided());
    assertThrows(IllegalArgumentException.class, () -> SequentialTest.of(0, 100));
    assertThrows(IllegalArgumentException.class, () -> SequentialTest.of(1, 1));
  }

  /** Tails of Student's t: SciPy 1.17, t.ppf(.975, 2.5), t.sf(3, 2.5), t.ppf(.95, 1). */
  @Test
  void studentsTails() {
    assertEquals(3.5746548420036817, Tails.studentQuantile(0.95, 2.5), 1e-12);
    assertEquals(0.07257609554903183, Tails.student(3, 2.5), 1e-15);
    assertEquals(6.313751514675037, Tails.studentQuantile(0.9, 1), 1e-12);
    assertEquals(2.575878469908375, Tails.studentQuantile(0.99, 1e5), 1e-11);
    assertEquals(-3.090232306167813, Tails.normalInverse(0.001), 1e-13);
    assertEquals(6.22096057427174e-16, Tails.normalBelow(-8), 1e-28);
  }
}
