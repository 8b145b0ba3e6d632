package org.clv4j.segments.survival;

import static org.clv4j.segments.survival.KaplanMeierTest.assertMessage;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LogRankTest {
  /** R 4.2.2, survival 3.5-3: survdiff(Surv(t, e) ~ g); 16.79 also in Cox and Oakes (1984). */
  @Test
  void freireichIsAsPublished() {
    LogRank test = LogRank.test(SurvivalData.FREIREICH, SurvivalData.FREIREICH_GROUP);
    assertEquals(16.79294099, test.test().statistic(), 1e-8);
    assertEquals(1, test.test().degreesOfFreedom());
    assertEquals(4.169e-05, test.test().pValue(), 5e-9);
    LogRankGroup placebo = test.groups().get(0);
    LogRankGroup drug = test.groups().get(1);
    assertEquals(0, placebo.label());
    assertEquals(21, drug.customers());
    assertEquals(21, placebo.observed());
    assertEquals(9, drug.observed());
    assertEquals(10.74949905, placebo.expected(), 1e-8);
    assertEquals(19.25050095, drug.expected(), 1e-8);
    assertEquals(6.256960574, test.covariance(0, 0), 1e-9);
    assertEquals(-6.256960574, test.covariance(0, 1), 1e-9);
  }

  /** survdiff(..., rho = 1). */
  @Test
  void rhoOfRIsFlemingHarrington() {
    LogRank test =
        LogRank.test(
            SurvivalData.FREIREICH,
            SurvivalData.FREIREICH_GROUP,
            LogRankWeights.flemingHarrington(1, 0));
    assertEquals(14.45715082, test.test().statistic(), 1e-8);
    assertEquals(14.55285169, test.groups().get(0).observed(), 1e-8);
    assertEquals(11.998559677, test.groups().get(1).expected(), 1e-8);
    assertEquals(3.271304909, test.covariance(1, 1), 1e-9);
  }

  /** Klein and Moeschberger (2003), table 7.3; longer digits by the formula in R. */
  @Test
  void everyWeightOfTheKidneyExampleIsAsPublished() {
    assertKidney(LogRankWeights.LOG_RANK, 2.53, 0.112, 2.52950631756);
    assertKidney(LogRankWeights.GEHAN_BRESLOW, 0.002, 0.964, 0.00208430854);
    assertKidney(LogRankWeights.TARONE_WARE, 0.40, 0.526, 0.40273820233);
    assertKidney(LogRankWeights.PETO_PETO, 1.40, 0.237, 1.39916001923);
    assertKidney(LogRankWeights.flemingHarrington(0, 1), 9.67, 0.002, 9.66803500470);
    assertKidney(LogRankWeights.flemingHarrington(1, 0), 1.39, 0.239, 1.38652278193);
    assertKidney(LogRankWeights.flemingHarrington(1, 1), 9.83, 0.002, 9.83406286132);
    assertKidney(LogRankWeights.flemingHarrington(0.5, 0.5), 9.28, 0.002, 9.28485927437);
    assertKidney(LogRankWeights.flemingHarrington(0.5, 2), 8.18, 0.004, 8.17900101450);
  }

  private static void assertKidney(
      LogRankWeights weights, double printed, double printedP, double longer) {
    ChiSquareTest test =
        LogRank.test(SurvivalData.KIDNEY, SurvivalData.KIDNEY_GROUP, weights).test();
    assertEquals(printed, test.statistic(), 0.0051, weights.toString());
    assertEquals(printedP, test.pValue(), 0.00051, weights.toString());
    assertEquals(longer, test.statistic(), 1e-10, weights.toString());
  }

  /** survdiff of veteran ~ celltype, plain, rho = 1 and + strata(trt). */
  @Test
  void severalGroupsAndStrataAreThoseOfR() {
    SurvivalTimes times = SurvivalData.VETERAN.times();
    int[] cell = SurvivalData.VETERAN.labels(1);
    LogRank plain = LogRank.test(times, cell);
    assertEquals(25.40370035, plain.test().statistic(), 1e-8);
    assertEquals(3, plain.test().degreesOfFreedom());
    assertEquals(1.271e-05, plain.test().pValue(), 5e-9);
    double[] expected = {47.65467767, 30.10207933, 15.69376461, 34.54947839};
    for (int g = 0; g < 4; g++) {
      assertEquals(expected[g], plain.groups().get(g).expected(), 1e-8);
    }
    assertEquals(
        19.70962246,
        LogRank.test(times, cell, LogRankWeights.flemingHarrington(1, 0)).test().statistic(),
        1e-8);
    LogRank within =
        LogRank.test(times, cell, LogRankWeights.LOG_RANK, SurvivalData.VETERAN.labels(0));
    assertEquals(22.78211994, within.test().statistic(), 1e-8);
    assertEquals(4.483e-05, within.test().pValue(), 5e-9);
    assertEquals(23.576403936, within.covariance(0, 0), 1e-9);
    assertEquals(-8.726052063, within.covariance(3, 1), 1e-9);
    LogRank ovarian =
        LogRank.test(
            SurvivalData.OVARIAN.times(),
            SurvivalData.OVARIAN.labels(4),
            LogRankWeights.LOG_RANK,
            SurvivalData.OVARIAN.labels(3));
    assertEquals(1.279643451, ovarian.test().statistic(), 1e-9);
  }

  /**
   * coxph(Surv(en, futime, fustat) ~ rx, ties = "breslow")$score: without ties the log-rank test.
   */
  @Test
  void lateEntriesAreThoseOfR() {
    SurvivalTimes times = SurvivalData.OVARIAN.times().withEntry(SurvivalData.OVARIAN_ENTRY);
    assertEquals(
        0.983242553, LogRank.test(times, SurvivalData.OVARIAN.labels(4)).test().statistic(), 1e-9);
  }

  /** Plan 7 had 10, 20, 20, 30+, 40; plan 8 had 50+, 60, 60+, 80, 100+. */
  @Test
  void tenCustomersByHand() {
    SurvivalTimes times =
        SurvivalData.of(new double[] {10, 20, 20, 40, 60, 80}, new double[] {30, 50, 60, 100});
    LogRank test = LogRank.test(times, new int[] {7, 7, 7, 7, 8, 8, 7, 8, 8, 8});
    assertEquals(4, test.groups().get(0).observed());
    double expected = 5 / 10.0 + 2 * 4 / 9.0 + 1 / 6.0;
    double variance = 1 / 4.0 + 2 * 7 / 8.0 * 20 / 81 + 5 / 36.0;
    assertEquals(expected, test.groups().get(0).expected(), 1e-14);
    assertEquals(variance, test.covariance(0, 0), 1e-14);
    assertEquals(Math.pow(4 - expected, 2) / variance, test.test().statistic(), 1e-13);
  }

  @Test
  void groupsThatNeverMeetCostADegreeOfFreedom() {
    SurvivalTimes times =
        SurvivalTimes.of(
            new double[] {1, 2, 3, 1, 2, 3}, new boolean[] {true, true, false, true, false, true});
    ChiSquareTest test =
        LogRank.test(
                times,
                new int[] {0, 1, 1, 2, 3, 3},
                LogRankWeights.LOG_RANK,
                new int[] {0, 0, 0, 1, 1, 1})
            .test();
    assertEquals(2, test.degreesOfFreedom());
  }

  @Test
  void whatCannotBeComparedIsTold() {
    SurvivalTimes times =
        SurvivalTimes.of(new double[] {1, 2, 3}, new boolean[] {false, false, true});
    assertMessage(
        "groups must have at least two labels, but all rows had 4",
        () -> LogRank.test(times, new int[] {4, 4, 4}));
    assertMessage(
        "groups must be at risk together when somebody leaves and somebody stays, but that was"
            + " never so, or its weight was 0; of 3 customers left 1",
        () -> LogRank.test(times, new int[] {1, 2, 1}));
    assertMessage(
        "groups must have a value for each of the 3 rows, but had 2",
        () -> LogRank.test(times, new int[] {1, 2}));
    assertMessage(
        "rho must be between 0.0 and 100.0, but was -1.0",
        () -> LogRankWeights.flemingHarrington(-1, 0));
  }
}
