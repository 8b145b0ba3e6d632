package org.clv4j.segments.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SequentialRulesTest {
  private static Effect effect(
      Estimator estimator,
      String arm,
      int controls,
      int treatments,
      double estimate,
      double error,
      double skewness,
      int comparisons) {
    double level = 1 - 0.05 / comparisons;
    return new Effect(
        estimator,
        "control",
        arm,
        controls,
        treatments,
        0,
        estimate,
        estimate,
        error,
        100,
        skewness,
        comparisons,
        level,
        estimate - 2 * error,
        estimate + 2 * error,
        0.5);
  }

  private static Effect effect(int controls, int treatments, double estimate, double error) {
    return effect(
        Estimator.DIFFERENCE_IN_MEANS, "letter", controls, treatments, estimate, error, 0, 1);
  }

  private static Effect skewed(int controls, int treatments, double skewness) {
    return effect(Estimator.DIFFERENCE_IN_MEANS, "letter", controls, treatments, 9, 1, skewness, 1);
  }

  /** The skewness of 2 of a mean of 2500 exponential customers, less that of many more, is 0.04. */
  @Test
  void skewedArmsOfUnequalSizeWait() {
    SequentialTest test = SequentialTest.of(3, 50);
    // Cochran's 25 g^2 = 2500 customers of the small arm, beside a very large one
    assertFalse(test.look(skewed(100_000_000, 2499, 10)).isDecided());
    assertTrue(test.look(skewed(100_000_000, 2501, 10)).isDecided());
    assertTrue(test.look(skewed(2501, 100_000_000, -10)).isDecided());
    assertFalse(test.look(skewed(2499, 100_000_000, -10)).isDecided());
    // equal arms balance their tails
    assertTrue(test.look(skewed(50, 50, 1000)).isDecided());
    SequentialTest waiting = test.look(skewed(900, 100, 5));
    // 5 (1 / 100^2 - 1 / 900^2) / (1 / 900 + 1 / 100)^1.5
    assertEquals(
        Optional.of(
            "the skewness of the difference must be at most 0.2, but was 0.4216370213557839, as the"
                + " values have one of 5.0 and the arms 900 and 100 customers"),
        waiting.waiting());
    assertEquals("look 1: nothing yet; " + waiting.waiting().orElseThrow(), waiting.toString());
    assertEquals(1, waiting.pValue());
    SequentialTest counted = waiting.look(skewed(900, 800, 5));
    assertTrue(counted.waiting().isEmpty());
    assertTrue(counted.toString().startsWith("look 2: 9.0, always-valid from 5.96"), counted + "");
    assertTrue(counted.toString().contains(", p "));
  }

  @Test
  void fewCustomersWait() {
    SequentialTest early = SequentialTest.of(3, 100).look(effect(90, 100, 9, 1));
    assertEquals(
        Optional.of("each arm must have at least 100 customers, but they had 90 and 100"),
        early.waiting());
    assertTrue(SequentialTest.of(3, 100).waiting().isEmpty());
  }

  /** The figures of Lambda and the interval where tau^2 or its quotients leave the doubles. */
  @ParameterizedTest
  @CsvSource({
    "1e-200, 1",
    "1e-160, 1",
    "1e-5, 0.99999999",
    "1e155, 1",
    "1e200, 1",
  })
  void farApartTausHaveFiniteFigures(double tau, double least) {
    SequentialTest test = SequentialTest.of(tau, 2).look(effect(1000, 1000, 1, 0.5));
    assertTrue(Double.isFinite(test.low()) && Double.isFinite(test.high()), test.toString());
    assertTrue(test.pValue() >= least && test.pValue() <= 1, test.toString());
    assertTrue(test.low() < 0 && test.high() > 1);
  }

  /**
   * The interval is V (1 + V / tau^2) (2 ln 20 + ln(1 + tau^2 / V)) wide, in logs for large tau.
   */
  @Test
  void theIntervalOfALargeTau() {
    SequentialTest test = SequentialTest.of(1e200, 2).look(effect(1000, 1000, 0, 0.5));
    assertEquals(0.5 * Math.sqrt(2 * Math.log(20) + 2 * Math.log(2e200)), test.high(), 1e-12);
    SequentialTest shown = SequentialTest.of(1e200, 2).look(effect(1000, 1000, 100, 0.5));
    assertEquals(0, shown.pValue());
    assertTrue(shown.isDecided());
  }

  @Test
  void figuresThatAreNoneAreRefused() {
    SequentialTest test = SequentialTest.of(1e-320, 2);
    assertThrows(ArithmeticException.class, () -> test.look(effect(1000, 1000, 1, 0.5)));
    assertThrows(
        IllegalArgumentException.class,
        () -> SequentialTest.of(1, 2).look(effect(1000, 1000, 1, 0)));
    assertThrows(
        IllegalArgumentException.class, () -> SequentialTest.of(Double.POSITIVE_INFINITY, 2));
  }

  @Test
  void anotherEffectThanBeforeIsRefused() {
    SequentialTest test = SequentialTest.of(5, 100).look(effect(1000, 1000, 3, 1));
    assertFails(
        "every look must be at the same effect, difference_in_means letter - control at a level of"
            + " 0.95, but one was at difference_in_means call - control at a level of 0.95",
        test,
        effect(Estimator.DIFFERENCE_IN_MEANS, "call", 1000, 1000, 3, 1, 0, 1));
    assertFails(
        "but one was at cuped letter - control",
        test,
        effect(Estimator.CUPED, "letter", 1000, 1000, 3, 1, 0, 1));
    assertFails(
        "but one was at difference_in_means letter - control at a level of 0.975",
        test,
        effect(Estimator.DIFFERENCE_IN_MEANS, "letter", 1000, 1000, 3, 1, 0, 2));
    assertFails(
        "arm letter must have at least the 1000 customers of the look before, but had 999",
        test,
        effect(1000, 999, 3, 1));
    assertFails("arm control must have at least the 1000", test, effect(200, 2000, 3, 1));
    assertEquals(2, test.look(effect(1000, 1000, 3, 1)).looks());
  }

  private static void assertFails(String message, SequentialTest test, Effect effect) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> test.look(effect));
    assertTrue(String.valueOf(error.getMessage()).contains(message), error.getMessage());
  }

  /** Of two arms each test is at 97.5 %, and its p-value twice that of one arm. */
  @ParameterizedTest
  @ValueSource(doubles = {2, 3, 3.1, 3.2, 3.3, 3.4, 3.6, 4})
  void severalArmsShareTheErrorRate(double estimate) {
    SequentialTest one = SequentialTest.of(3, 100).look(effect(1000, 1000, estimate, 1));
    SequentialTest two =
        SequentialTest.of(3, 100)
            .look(effect(Estimator.DIFFERENCE_IN_MEANS, "letter", 1000, 1000, estimate, 1, 0, 2));
    assertEquals(Math.min(1, 2 * one.pValue()), two.pValue());
    assertEquals(two.pValue() <= 0.05, two.isDecided());
    assertEquals(two.low() > 0, two.isDecided());
    assertEquals(one.low() > 0, one.isDecided());
    assertTrue(two.low() < one.low());
  }

  /** Two letters and a control without any effect: one of both is found in less than 5 %. */
  @Test
  void testsOfTwoArmsTogetherHoldTheErrorRate() {
    Draws draws = new Draws(41);
    int sims = 300;
    int found = 0;
    for (int s = 0; s < sims; s++) {
      double[][] arms = {draws.values(900), draws.values(900), draws.values(900)};
      SequentialTest[] tests = {SequentialTest.of(5, 50), SequentialTest.of(5, 50)};
      for (int n = 60; n <= 900; n += 60) {
        for (int k = 0; k < 2; k++) {
          ArmPair pair =
              new ArmPair(arm("control", arms[2], n), arm("a" + k, arms[k], n), 0.975, 2);
          tests[k] = tests[k].look(pair.difference());
        }
      }
      found += tests[0].isDecided() || tests[1].isDecided() ? 1 : 0;
    }
    assertTrue(found <= 0.05 * sims, found + " of " + sims);
  }

  private static Arm arm(String name, double[] values, int first) {
    return new Arm(name, List.of(Arrays.copyOf(values, first)), null);
  }

  /**
   * Nine of ten customers in the control and no effect, 60 looks: the rule holds 5 %, and without
   * it far more are found. {@code CoverageTest} has 10 000 experiments of several kinds.
   */
  @Test
  void unequalArmsHoldTheErrorRateBecauseTheyWait() {
    int sims = 400;
    int decided = 0;
    int atOnce = 0;
    int counted = 0;
    Draws draws = new Draws(51);
    for (int s = 0; s < sims; s++) {
      Looks looks = new Looks(buyers(draws, 60 * 450), buyers(draws, 60 * 50));
      SequentialTest waiting = SequentialTest.of(5, 50);
      SequentialTest always = SequentialTest.of(5, 50);
      for (int day = 1; day <= 60; day++) {
        Effect effect = looks.at(450 * day, 50 * day);
        waiting = waiting.look(effect);
        always = always.look(CoverageTest.symmetric(effect));
        counted += waiting.waiting().isEmpty() ? 1 : 0;
      }
      decided += waiting.isDecided() ? 1 : 0;
      atOnce += always.isDecided() ? 1 : 0;
    }
    assertTrue(decided <= 0.05 * sims, decided + " of " + sims);
    assertTrue(atOnce > 0.08 * sims, atOnce + " of " + sims);
    assertTrue(counted > 30 * sims, counted + " looks of " + 60 * sims);
  }

  /** 5 % buy, for nearly the same: a skewness of 5. */
  private static double[] buyers(Draws draws, int n) {
    double[] values = new double[n];
    Arrays.setAll(
        values,
        i ->
            draws.random.nextDouble() < 0.05
                ? 50 * Math.exp(0.5 * draws.random.nextGaussian())
                : 0);
    return values;
  }

  /** The sums of the simulations are the library's test. */
  @Test
  void looksOfSumsAreWelchsTest() {
    Draws draws = new Draws(61);
    double[] control = draws.values(700);
    double[] treated = draws.values(500);
    Effect expected = Looks.welch(control, 600, treated, 90);
    Effect found = new Looks(control, treated).at(600, 90);
    assertEquals(expected.estimate(), found.estimate(), 1e-12);
    assertEquals(expected.standardError(), found.standardError(), 1e-12);
    assertEquals(expected.skewness(), found.skewness(), 1e-10);
    assertEquals(expected.pValue(), found.pValue(), 1e-12);
  }
}
