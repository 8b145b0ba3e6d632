package org.clv4j.segments.survival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class KaplanMeierTest {
  /** All digits that R was asked for. */
  private static final double PRINTED = 1e-6;

  /** Sums of a few fractions, in doubles. */
  private static final double EXACT = 1e-14;

  /** 10, 20, 20, 30+, 40, 50+, 60, 60+, 80, 100+. */
  private static final SurvivalTimes TEN =
      SurvivalData.of(new double[] {10, 20, 20, 40, 60, 80}, new double[] {30, 50, 60, 100});

  private static SurvivalStep at(KaplanMeier curve, double time) {
    return curve.steps().stream().filter(step -> step.time() == time).findFirst().orElseThrow();
  }

  /**
   * R 4.2.2, survival 3.5-3: survfit(Surv(t, e) ~ 1, conf.type = "log-log"). Survival and standard
   * errors also in Kalbfleisch and Prentice and in Cox and Oakes, to three digits.
   */
  @Test
  void sixMercaptopurineIsAsPublished() {
    KaplanMeier curve = KaplanMeier.of(SurvivalData.SIX_MP);
    double[][] published = {
      {6, 21, 3, 0.857143, 0.0763604, 0.619718, 0.951552},
      {7, 17, 1, 0.806723, 0.0869353, 0.563147, 0.922809},
      {9, 16, 0, 0.806723, 0.0869353, 0.563147, 0.922809},
      {10, 15, 1, 0.752941, 0.0963497, 0.503200, 0.889362},
      {13, 12, 1, 0.690196, 0.1068147, 0.431610, 0.849066},
      {16, 11, 1, 0.627451, 0.1140539, 0.367511, 0.804912},
      {22, 7, 1, 0.537815, 0.1282338, 0.267779, 0.746791},
      {23, 6, 1, 0.448179, 0.1345915, 0.188052, 0.680143},
      {35, 1, 0, 0.448179, 0.1345915, 0.188052, 0.680143},
    };
    for (double[] row : published) {
      SurvivalStep step = at(curve, row[0]);
      assertEquals((long) row[1], step.atRisk());
      assertEquals((long) row[2], step.events());
      assertEquals(row[3], step.survival(), PRINTED);
      assertEquals(row[4], step.standardError(), PRINTED);
      assertEquals(row[5], step.low(), PRINTED);
      assertEquals(row[6], step.high(), PRINTED);
    }
    assertEquals(16, curve.steps().size());
    assertEquals(2, at(curve, 32).censored());
  }

  /** quantile() and print(rmean = ) of the same; NA is empty. */
  @Test
  void quantilesAndMeansAreThoseOfR() {
    KaplanMeier drug = KaplanMeier.of(SurvivalData.SIX_MP);
    assertQuantile(drug.quantile(0.25), 13, 6, 22);
    assertQuantile(drug.median(), 23, 13, Double.NaN);
    assertQuantile(drug.quantile(0.75), Double.NaN, 23, Double.NaN);
    assertEquals(
        "not so many left: at the last time seen, 35.0, the share still there is "
            + drug.survival(35),
        drug.quantile(0.75).reason());
    assertEquals("", drug.median().reason());
    assertMean(drug.restrictedMean(35), 23.2874, 2.82747, 5e-5);
    assertMean(drug.restrictedMean(20), 16.116526611, 1.251560196, 1e-9);
    KaplanMeier placebo = KaplanMeier.of(SurvivalData.PLACEBO);
    assertQuantile(placebo.median(), 8, 4, 11);
    assertMean(placebo.restrictedMean(23), 8.666666667, 1.377390041, 1e-9);
    assertMean(placebo.restrictedMean(1000), 8.666666667, 1.377390041, 1e-9);
    assertQuantile(KaplanMeier.of(SurvivalData.AML_MAINTAINED).median(), 31, 13, Double.NaN);
    assertQuantile(KaplanMeier.of(SurvivalData.AML_NOT).median(), 23, 5, 33);
  }

  /** survfit(Surv(time, status) ~ x, aml, conf.type = "log-log"). */
  @Test
  void acuteMyelogenousLeukemiaIsAsPublished() {
    SurvivalStep last = at(KaplanMeier.of(SurvivalData.AML_MAINTAINED), 48);
    assertEquals(0.184091, last.survival(), PRINTED);
    assertEquals(0.1534927, last.standardError(), PRINTED);
    assertEquals(0.0117385, last.low(), PRINTED);
    assertEquals(0.525015, last.high(), PRINTED);
    KaplanMeier not = KaplanMeier.of(SurvivalData.AML_NOT);
    assertEquals(0.0972222, not.survival(44.9), PRINTED);
    SurvivalStep end = at(not, 45);
    assertEquals(0, end.survival());
    assertEquals(0, end.standardError());
    assertEquals(0, end.low());
    assertEquals(0.348904, end.high(), PRINTED);
    assertEquals(0, not.survival(1e9));
  }

  /** survfit(Surv(en, futime, fustat) ~ 1, ...), entries made up. */
  @Test
  void lateEntriesAreThoseOfR() {
    KaplanMeier curve =
        KaplanMeier.of(SurvivalData.OVARIAN.times().withEntry(SurvivalData.OVARIAN_ENTRY));
    double[][] published = {
      {59, 18, 0.944444, 0.0539903, 0.666390, 0.991983},
      {115, 19, 0.894737, 0.0704059, 0.640794, 0.972585},
      {365, 17, 0.667677, 0.1020232, 0.428339, 0.824927},
      {475, 12, 0.527294, 0.1081875, 0.301293, 0.710758},
      {1227, 1, 0.431422, 0.1076818, 0.222161, 0.625136},
    };
    for (double[] row : published) {
      SurvivalStep step = at(curve, row[0]);
      assertEquals((long) row[1], step.atRisk());
      assertEquals(row[2], step.survival(), PRINTED);
      assertEquals(row[3], step.standardError(), PRINTED);
      assertEquals(row[4], step.low(), PRINTED);
      assertEquals(row[5], step.high(), PRINTED);
    }
    assertQuantile(curve.median(), 563, 353, Double.NaN);
  }

  /** By hand: 9/10, x 7/9, x 5/6, x 3/4, x 1/2. */
  @Test
  void tenCustomersByHand() {
    KaplanMeier curve = KaplanMeier.of(TEN);
    double[] survival = {0.9, 0.7, 0.7, 7 / 12.0, 7 / 12.0, 7 / 16.0, 7 / 32.0, 7 / 32.0};
    long[] atRisk = {10, 9, 7, 6, 5, 4, 2, 1};
    for (int i = 0; i < survival.length; i++) {
      assertEquals(survival[i], curve.steps().get(i).survival(), EXACT);
      assertEquals(atRisk[i], curve.steps().get(i).atRisk());
    }
    assertEquals(1, curve.survival(9.99));
    assertEquals(0.9, curve.survival(10), EXACT);
    assertEquals(0.7, curve.survival(39), EXACT);
    assertEquals(OptionalDouble.of(60), curve.median().time());
    assertEquals(OptionalDouble.of(20), curve.quantile(0.3).time());
    // 10 x 1 + 10 x 0.9 + 20 x 0.7 + 20 x 7/12 + 20 x 7/16 + 20 x 7/32
    assertEquals(10 + 9 + 14 + 35 / 3.0 + 8.75 + 4.375, mean(curve, 100), 1e-13);
    // Areas after 10, 20 and 40 are 173/6, 119/6 and 35/6.
    double variance =
        Math.pow(173 / 6.0, 2) / 90 + Math.pow(119 / 6.0, 2) * 2 / 63 + Math.pow(35 / 6.0, 2) / 30;
    assertMean(curve.restrictedMean(50), 233 / 6.0, Math.sqrt(variance), 1e-13);
    assertEquals(5, mean(curve, 5));
    double greenwood = 1 / 90.0 + 2 / 63.0 + 1 / 30.0;
    assertEquals(7 / 12.0 * Math.sqrt(greenwood), curve.steps().get(3).standardError(), EXACT);
  }

  @Test
  void aLevelPartOfOneHalfBeginsTheMedian() {
    boolean[] all = {true, true, true, true};
    assertEquals(
        OptionalDouble.of(2),
        KaplanMeier.of(SurvivalTimes.of(new double[] {1, 2, 3, 4}, all)).median().time());
  }

  @Test
  void nelsonAalenIsAsPublished() {
    // R: survfit()$cumhaz and $std.chaz of 6-MP
    double[][] published = {
      {6, 0.1428571429, 0.08247860988},
      {7, 0.2016806723, 0.10130611384},
      {23, 0.7521135727, 0.27946774670},
      {35, 0.7521135727, 0.27946774670},
    };
    NelsonAalen estimate = NelsonAalen.of(SurvivalData.SIX_MP);
    for (double[] row : published) {
      assertEquals(row[1], estimate.hazard(row[0]), 1e-10);
      HazardStep step =
          estimate.steps().stream().filter(s -> s.time() == row[0]).findFirst().orElseThrow();
      assertEquals(row[2], Math.sqrt(step.variance()), 1e-10);
      // H exp(+- z se / H), equation 4.3.5 of Klein and Moeschberger
      double factor = Math.exp(1.959963984540054 * row[2] / row[1]);
      assertEquals(row[1] / factor, step.low(), 1e-9);
      assertEquals(row[1] * factor, step.high(), 1e-9);
    }
    assertEquals(0, estimate.hazard(5.9));
    assertEquals(0.1 + 2 / 9.0 + 1 / 6.0 + 0.25 + 0.5, NelsonAalen.of(TEN).hazard(100), EXACT);
  }

  @Test
  void nobodyLeftIsACurveOfOne() {
    SurvivalTimes times = SurvivalData.of(new double[0], new double[] {3, 5});
    KaplanMeier curve = KaplanMeier.of(times);
    assertEquals(new SurvivalStep(5, 1, 0, 1, 1, 0, 1, 1), curve.steps().get(1));
    assertTrue(curve.median().time().isEmpty());
    assertEquals(
        "not so many left: at the last time seen, 5.0, the share still there is 1.0",
        curve.median().reason());
    assertEquals(new RestrictedMean(5, 5, 0), curve.restrictedMean(5));
    assertEquals(new HazardStep(5, 1, 0, 1, 0, 0, 0, 0), NelsonAalen.of(times).steps().get(1));
  }

  @Test
  void oneCustomerIsEnough() {
    KaplanMeier curve = KaplanMeier.of(SurvivalData.of(new double[] {0}, new double[0]));
    assertEquals(0, curve.survival(0));
    assertEquals(OptionalDouble.of(0), curve.median().time());
    assertEquals(new RestrictedMean(7, 0, 0), curve.restrictedMean(7));
    assertEquals(0, curve.steps().get(0).low());
    assertEquals(1, curve.steps().get(0).high());
  }

  @Test
  void aRiskSetThatEmptiesEndsTheCurve() {
    KaplanMeier curve =
        KaplanMeier.of(
            SurvivalTimes.of(new double[] {2, 9, 9}, new boolean[] {true, true, false})
                .withEntry(0, 3, 3));
    assertEquals(0, curve.survival(2));
    assertEquals(0, curve.survival(9));
    assertEquals(2, curve.steps().get(1).atRisk());
    assertEquals(1, curve.steps().get(1).high());
  }

  @Test
  void whatBreaksARuleIsTold() {
    boolean[] two = {true, false};
    assertMessage(
        "survival times must have at least one row, but had none",
        () -> SurvivalTimes.of(new double[0], new boolean[0]));
    assertMessage(
        "events must have a value for each of the 1 rows, but had 2",
        () -> SurvivalTimes.of(new double[1], two));
    assertMessage(
        "row 1: time must be between 1.0E-100 and 1.0E15, but was NaN",
        () -> SurvivalTimes.of(new double[] {0, Double.NaN}, two));
    assertMessage(
        "row 0: time must be between 1.0E-100 and 1.0E15, but was -1.0",
        () -> SurvivalTimes.ofDays(new int[] {-1, 4}, two));
    SurvivalTimes times = SurvivalTimes.of(new double[] {3, 4}, two);
    assertMessage(
        "row 1: entry must be 0 or below the time 4.0, but was 4.0", () -> times.withEntry(0, 4));
    assertMessage("row 0: weight must be at least 1, but was 0", () -> times.withWeight(0, 1));
    assertMessage(
        "customers must be at most 2147483647, but the weights add up to 2147483648",
        () -> times.withWeight(Integer.MAX_VALUE, 1));
    assertMessage("level must be between 0 and 1, but was 1.0", () -> KaplanMeier.of(times, 1));
    KaplanMeier curve = KaplanMeier.of(times);
    assertMessage(
        "time must not be beyond the last time seen, 4.0, at which the share still there is 0.5,"
            + " but was 5.0",
        () -> curve.survival(5));
    assertMessage(
        "horizon must not be beyond the last time seen, 4.0, at which the share still there is"
            + " 0.5, but was 4.5",
        () -> curve.restrictedMean(4.5));
    assertMessage("share must be between 0 and 1, but was 0.0", () -> curve.quantile(0));
    assertMessage(
        "time must be between 0.0 and 4.0, but was 5.0", () -> NelsonAalen.of(times).hazard(5));
  }

  static void assertMessage(String expected, Executable executable) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, executable).getMessage());
  }

  private static double mean(KaplanMeier curve, double horizon) {
    return curve.restrictedMean(horizon).mean();
  }

  private static void assertMean(RestrictedMean found, double mean, double error, double delta) {
    assertEquals(mean, found.mean(), delta);
    assertEquals(error, found.standardError(), delta);
  }

  private static void assertQuantile(SurvivalQuantile found, double time, double low, double high) {
    assertEquals(time, found.time().orElse(Double.NaN));
    assertEquals(low, found.low().orElse(Double.NaN));
    assertEquals(high, found.high().orElse(Double.NaN));
  }
}
