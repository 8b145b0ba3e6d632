package org.clv4j.segments.survival;

import static org.clv4j.segments.survival.KaplanMeierTest.assertMessage;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Figures are of R 4.2.2, survival 3.5-3, coxph and its summary. */
class CoxModelTest {
  /** R stops when the likelihood rises by less than 1e-9 of itself. */
  private static final double OF_R = 1e-6;

  private static final double[][] DRUG = {
    Arrays.stream(SurvivalData.FREIREICH_GROUP).asDoubleStream().toArray()
  };

  private static void assertCoefficients(CoxModel model, double[][] expected) {
    for (int k = 0; k < expected.length; k++) {
      CoxCoefficient found = model.coefficients().get(k);
      assertEquals(expected[k][0], found.value(), OF_R * Math.max(expected[k][1], 1e-3));
      assertEquals(expected[k][1], found.standardError(), OF_R * expected[k][1]);
    }
  }

  private static void assertConcordance(
      CoxModel model, double value, double error, long concordant, long discordant, long tied) {
    Concordance found = model.concordance().orElseThrow();
    assertEquals(concordant, found.concordant());
    assertEquals(discordant, found.discordant());
    assertEquals(tied, found.tied());
    assertEquals(value, found.value(), 1e-10);
    assertEquals(error, found.standardError(), 1e-9);
  }

  /** coxph(Surv(t, e) ~ g); 1.57 (0.41) also in Therneau and Grambsch. */
  @Test
  void freireichByEfronIsAsPublished() {
    CoxModel model = CoxModel.fit(SurvivalData.FREIREICH, List.of("6-MP"), DRUG);
    assertCoefficients(model, new double[][] {{-1.572125149, 0.4123967177}});
    CoxCoefficient drug = model.coefficients().get(0);
    assertEquals("6-MP", drug.column());
    assertEquals(0.2076035, drug.hazardRatio(), 5e-8);
    assertEquals(0.09251284, drug.low(), 5e-8);
    assertEquals(0.4658729, drug.high(), 5e-8);
    assertEquals(-3.81217, drug.z(), 5e-6);
    assertEquals(0.00013775, drug.pValue(), 5e-9);
    assertEquals(-93.18427, model.nullLogLikelihood(), 1e-7);
    assertEquals(-85.00842458, model.logLikelihood(), 1e-7);
    assertEquals(16.35169084, model.likelihoodRatioTest().statistic(), 1e-7);
    assertEquals(5.260920533e-05, model.likelihoodRatioTest().pValue(), 1e-11);
    assertEquals(14.53261706, model.waldTest().statistic(), 1e-6);
    assertEquals(17.24653680, model.scoreTest().statistic(), 1e-7);
    assertEquals(3.282954131e-05, model.scoreTest().pValue(), 1e-11);
    assertConcordance(model, 0.69004207574, 0.04113538895, 335, 64, 314);
    // basehaz(centered = FALSE), for placebo
    double toPlacebo = 1 / model.relativeRisk(0);
    double[][] hazard = {{1, 0.08048413598}, {9, 0.96914075662}, {35, 3.90133658705}};
    for (double[] row : hazard) {
      assertEquals(row[1], model.baselineHazard(row[0]) / toPlacebo, 1e-7 * row[1]);
      assertEquals(Math.exp(-row[1]), model.survival(row[0], new double[] {0}), 1e-7);
    }
    assertEquals(0.5, model.mean(0), 1e-15);
    assertEquals(1, model.survival(0.5, new double[] {1}));
  }

  @Test
  void freireichByBreslowIsAsPublished() {
    CoxModel model =
        CoxModel.fit(
            SurvivalData.FREIREICH,
            List.of("6-MP"),
            DRUG,
            CoxOptions.DEFAULT.withTies(CoxTies.BRESLOW).withLevel(0.9));
    assertCoefficients(model, new double[][] {{-1.509191413, 0.4095644064}});
    assertEquals(-93.98505048, model.nullLogLikelihood(), 1e-7);
    assertEquals(-86.37962207, model.logLikelihood(), 1e-7);
    assertEquals(15.93053956, model.scoreTest().statistic(), 1e-7);
    assertEquals(13.57826365, model.waldTest().statistic(), 1e-6);
    assertEquals(
        Math.exp(-1.509191413 - 1.6448536270 * 0.4095644064),
        model.coefficients().get(0).low(),
        1e-6);
  }

  @Test
  void ovarianIsThatOfR() {
    CoxModel model =
        CoxModel.fit(
            SurvivalData.OVARIAN.times(),
            List.of("age", "resid.ds", "rx", "ecog.ps"),
            SurvivalData.OVARIAN.columns(2, 3, 4, 5));
    assertCoefficients(
        model,
        new double[][] {
          {0.124813078795, 0.04689036},
          {0.826186440824, 0.78961106},
          {-0.914499919555, 0.65331563},
          {0.336211686226, 0.64392306}
        });
    assertEquals(-0.093905673890, model.covariance(1, 2), 1e-7);
    assertEquals(0.414636910717, model.covariance(3, 3), 1e-6);
    assertEquals(-34.98494037, model.nullLogLikelihood(), 1e-7);
    assertEquals(-26.46329352, model.logLikelihood(), 1e-7);
    assertEquals(17.043293708904, model.likelihoodRatioTest().statistic(), 1e-7);
    assertEquals(0.001895866988, model.likelihoodRatioTest().pValue(), 1e-10);
    assertEquals(14.25, model.waldTest().statistic(), 0.005);
    assertEquals(20.81278939, model.scoreTest().statistic(), 1e-7);
    assertEquals(4, model.scoreTest().degreesOfFreedom());
    assertConcordance(model, 0.80733944954, 0.06822536746, 176, 42, 0);
  }

  @Test
  void strataOfOvarianAreThoseOfR() {
    CoxModel model =
        CoxModel.fit(
            SurvivalData.OVARIAN.times(),
            List.of("age"),
            SurvivalData.OVARIAN.columns(2),
            CoxOptions.DEFAULT.withStrata(SurvivalData.OVARIAN.labels(4)));
    assertCoefficients(model, new double[][] {{0.1373517193, 0.04740702942}});
    assertEquals(-26.90887268, model.nullLogLikelihood(), 1e-7);
    assertEquals(-20.56444436, model.logLikelihood(), 1e-7);
    assertEquals(0.80952380952, model.concordance().orElseThrow().value(), 1e-10);
    assertEquals(0.05680351315, model.concordance().orElseThrow().standardError(), 1e-9);
    // basehaz(centered = TRUE)
    assertEquals(0.02250133553, model.baselineHazard(59, 1), 1e-7);
    assertEquals(1.07680229092, model.baselineHazard(1106, 1), 1e-6);
    assertEquals(0.50804209467, model.baselineHazard(1227, 2), 1e-6);
    assertMessage(
        "stratum must be named, because the fit has several: [1, 2]",
        () -> model.baselineHazard(59));
    assertMessage(
        "stratum must be one of the fit, [1, 2], but was 3",
        () -> model.survival(59, new double[] {50}, 3));
    assertMessage(
        "time must be between 0.0 and 1106.0, but was 1227.0", () -> model.baselineHazard(1227, 1));
  }

  @Test
  void lateEntriesOfOvarianAreThoseOfR() {
    CoxModel model =
        CoxModel.fit(
            SurvivalData.OVARIAN.times().withEntry(SurvivalData.OVARIAN_ENTRY),
            List.of("age", "rx"),
            SurvivalData.OVARIAN.columns(2, 4));
    assertCoefficients(
        model, new double[][] {{0.1374719379, 0.0463700992}, {-0.6268978588, 0.6348527754}});
    assertEquals(-32.63073927, model.nullLogLikelihood(), 1e-7);
    assertEquals(-25.60217787, model.logLikelihood(), 1e-7);
    assertEquals(15.51740271, model.scoreTest().statistic(), 1e-7);
    assertEquals(11.30829624, model.waldTest().statistic(), 1e-5);
    assertConcordance(model, 0.76436781609, 0.08589594739, 133, 41, 0);
    assertEquals(0.01633765736, model.baselineHazard(59), 1e-7);
    assertEquals(0.82911031519, model.baselineHazard(1227), 1e-6);
  }

  /** Kalbfleisch and Prentice (1980), table 4.4 has other codes of the same columns. */
  @Test
  void veteranIsThatOfR() {
    double[] cell = SurvivalData.VETERAN.column(1);
    double[][] kept = SurvivalData.VETERAN.columns(0, 4, 5, 6, 7);
    double[][] columns = {
      kept[0], is(cell, 2), is(cell, 3), is(cell, 4), kept[1], kept[2], kept[3], kept[4]
    };
    CoxModel model =
        CoxModel.fit(
            SurvivalData.VETERAN.times(),
            List.of("trt", "small", "adeno", "large", "karno", "diagtime", "age", "prior"),
            columns);
    assertCoefficients(
        model,
        new double[][] {
          {2.946028215e-01, 0.207549603604},
          {8.615604628e-01, 0.275284474023},
          {1.196066374e+00, 0.300916994493},
          {4.012916543e-01, 0.282688638281},
          {-3.281532619e-02, 0.005507756886},
          {8.132051305e-05, 0.009136062248},
          {-8.706474946e-03, 0.009300299120},
          {7.159360190e-03, 0.023230538407}
        });
    assertEquals(-505.4490549, model.nullLogLikelihood(), 1e-6);
    assertEquals(-474.3971117, model.logLikelihood(), 1e-6);
    assertEquals(66.73747114, model.scoreTest().statistic(), 1e-7);
    assertEquals(62.36726858, model.waldTest().statistic(), 1e-4);
    assertConcordance(model, 0.73602907769, 0.02117011768, 6480, 2324, 0);
  }

  private static double[] is(double[] column, double value) {
    return Arrays.stream(column).map(x -> x == value ? 1 : 0).toArray();
  }

  @Test
  void strataOfVeteranAreThoseOfR() {
    CoxModel model =
        CoxModel.fit(
            SurvivalData.VETERAN.times(),
            List.of("trt", "karno"),
            SurvivalData.VETERAN.columns(0, 4),
            CoxOptions.DEFAULT.withStrata(SurvivalData.VETERAN.labels(1)));
    assertCoefficients(
        model, new double[][] {{0.2328346769, 0.201098744895}, {-0.0358011230, 0.005530190931}});
    assertEquals(-338.7362072, model.nullLogLikelihood(), 1e-6);
    assertEquals(-317.5805549, model.logLikelihood(), 1e-6);
    assertConcordance(
        model,
        0.69952027911,
        0.02507002777,
        352 + 685 + 259 + 226,
        135 + 326 + 57 + 89,
        31 + 81 + 25 + 27);
  }

  /** survfit(m, newdata = data.frame(trt = 2, karno = 40)); predict(type = "risk"). */
  @Test
  void survivalOfOneCustomerIsThatOfR() {
    List<String> names = List.of("trt", "karno");
    double[][] columns = SurvivalData.VETERAN.columns(0, 4);
    double[] x = {2, 40};
    CoxModel breslow =
        CoxModel.fit(
            SurvivalData.VETERAN.times(),
            names,
            columns,
            CoxOptions.DEFAULT.withTies(CoxTies.BRESLOW));
    assertCoefficients(
        breslow,
        new double[][] {{0.17359572034, 0.183090263023}, {-0.03375746969, 0.005082233489}});
    assertEquals(0.5211236144, breslow.survival(30, x), 1e-6);
    assertEquals(0.1904037384, breslow.survival(90, x), 1e-6);
    CoxModel efron = CoxModel.fit(SurvivalData.VETERAN.times(), names, columns);
    assertEquals(0.5165015032, efron.survival(30, x), 1e-6);
    assertEquals(0.1866452864, efron.survival(90, x), 1e-6);
    assertEquals(2.054029913, efron.relativeRisk(x), 1e-6);
  }

  /** The rows of veteran repeated once, twice, three times, once, ..., with entries and ties. */
  @Test
  void weightsTiesAndLateEntriesTogetherAreThoseOfRWithRowsRepeated() {
    SurvivalTimes plain = SurvivalData.VETERAN.times();
    int[] pattern = {1, 2, 3, 1};
    int[] weight = IntStream.range(0, 137).map(i -> pattern[i % 4]).toArray();
    double[] entry =
        IntStream.range(0, 137)
            .mapToDouble(i -> Math.min(plain.time(i) - 1, (i + 1) * 7 % 23))
            .toArray();
    SurvivalTimes times = plain.withEntry(entry).withWeight(weight);
    CoxModel model =
        CoxModel.fit(times, List.of("trt", "karno"), SurvivalData.VETERAN.columns(0, 4));
    assertCoefficients(
        model, new double[][] {{0.12055534295, 0.139724698580}, {-0.03664588879, 0.004127607714}});
    assertEquals(-962.1060632, model.nullLogLikelihood(), 1e-6);
    assertEquals(-924.2533907, model.logLikelihood(), 1e-6);
    assertConcordance(model, 0.67940596847, 0.01969666957, 13688, 6041, 1583);
    KaplanMeier curve = KaplanMeier.of(times);
    assertEquals(0.46548619782, curve.survival(20), 1e-10);
    assertEquals(0.06945087643, curve.survival(300), 1e-10);
    assertEquals(16, curve.median().time().orElseThrow());
    assertEquals(1, curve.median().low().orElseThrow());
    assertEquals(44, curve.median().high().orElseThrow());
  }

  /**
   * By hand: customers with x = 1, 0, 1 leave in this order. The likelihood is r / (2 r + 1) times
   * 1 / (1 + r) with r = exp(beta), at its maximum for r = sqrt(1/2), where the information is 2 r
   * / (2 r + 1)^2 + r / (1 + r)^2.
   */
  @Test
  void threeCustomersByHand() {
    CoxModel model =
        CoxModel.fit(
            SurvivalTimes.of(new double[] {1, 2, 3}, new boolean[] {true, true, true}),
            List.of("x"),
            new double[][] {{1, 0, 1}});
    double r = Math.sqrt(0.5);
    CoxCoefficient x = model.coefficients().get(0);
    assertEquals(r, x.hazardRatio(), 1e-12);
    double information = 2 * r / Math.pow(2 * r + 1, 2) + r / Math.pow(1 + r, 2);
    assertEquals(1 / Math.sqrt(information), x.standardError(), 1e-12);
    assertEquals(Math.log(r / (2 * r + 1) / (1 + r)), model.logLikelihood(), 1e-14);
    assertEquals(Math.log(1 / 6.0), model.nullLogLikelihood(), 1e-14);
    assertEquals(0.5, model.concordance().orElseThrow().value());
    // The hazards of x = 0 are 1 / (2 r + 1), 1 / (1 + r) and 1 / r.
    double hazard = 1 / (2 * r + 1) + 1 / (1 + r) + 1 / r;
    assertEquals(Math.exp(-hazard), model.survival(3, new double[] {0}), 1e-12);
  }

  @Test
  void unitsAndOffsetsChangeCoefficientsOnly() {
    double[] age = SurvivalData.OVARIAN.column(2);
    CoxModel years =
        CoxModel.fit(SurvivalData.OVARIAN.times(), List.of("age"), new double[][] {age});
    CoxModel other =
        CoxModel.fit(
            SurvivalData.OVARIAN.times(),
            List.of("age"),
            new double[][] {Arrays.stream(age).map(a -> 1e30 * (a + 1000)).toArray()});
    assertEquals(
        years.coefficients().get(0).value(), 1e30 * other.coefficients().get(0).value(), 1e-10);
    assertEquals(years.logLikelihood(), other.logLikelihood(), 1e-10);
  }
}
