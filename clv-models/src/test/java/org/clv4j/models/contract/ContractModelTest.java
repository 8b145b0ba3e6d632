package org.clv4j.models.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.internal.Quadrature;
import org.junit.jupiter.api.Test;

class ContractModelTest {
  private static final PeriodUnit YEAR = PeriodUnit.YEAR;
  private static final DiscountRate TEN_PERCENT = DiscountRate.annual(0.1);
  private static final ShiftedBetaGeometric REGULAR = new ShiftedBetaGeometric(0.704, 1.182, YEAR);
  private static final ShiftedBetaGeometric HIGH_END = new ShiftedBetaGeometric(0.668, 3.806, YEAR);

  /** Fader &amp; Hardie (2007), at the parameters of the paper; printed to 0.01 %. */
  @Test
  void projectionsOfThePaper() {
    double[] regular = {
      100, 62.67, 47.38, 38.80, 33.21, 29.24, 26.25, 23.91, 22.01, 20.44, 19.12, 17.99, 17.01
    };
    double[] highEnd = {
      100, 85.07, 74.69, 66.98, 61.00, 56.19, 52.23, 48.89, 46.05, 43.58, 41.42, 39.51, 37.80
    };
    double[] retention = {
      .6267, .7561, .8188, .8559, .8804, .8978, .9107, .9208, .9288, .9353, .9408, .9454
    };
    double[] highEndRetention = {
      .8507, .8780, .8968, .9106, .9212, .9295, .9362, .9418, .9464, .9504, .9538, .9568
    };
    for (int t = 0; t <= 12; t++) {
      assertEquals(regular[t] / 100, REGULAR.survival(t), 5.01e-5);
      assertEquals(highEnd[t] / 100, HIGH_END.survival(t), 5.01e-5);
      if (t > 0) {
        assertEquals(retention[t - 1], REGULAR.retentionRate(t - 1), 5.01e-5);
        assertEquals(highEndRetention[t - 1], HIGH_END.retentionRate(t - 1), 5.01e-5);
      }
    }
  }

  /** Fader &amp; Hardie (2010), Table 3, recomputed to four decimals; d = 10 %. */
  @Test
  void residualLifetimesOfThePaper() {
    ShiftedBetaGeometric one = new ShiftedBetaGeometric(3.80, 15.20, YEAR);
    ShiftedBetaGeometric two = new ShiftedBetaGeometric(.067, .267, YEAR);
    double[] first = {3.3098, 3.4510, 3.5865, 3.7168, 3.8421};
    double[] second = {7.6708, 9.4553, 9.8508, 10.0562, 10.1886};
    for (int n = 0; n < 5; n++) {
      assertEquals(
          first[n], one.discountedExpectedResidualLifetimeAtRenewal(n, TEN_PERCENT), 5.01e-5);
      assertEquals(
          second[n], two.discountedExpectedResidualLifetimeAtRenewal(n, TEN_PERCENT), 5.01e-5);
    }
    assertEquals(4.0089, one.discountedExpectedLifetime(TEN_PERCENT), 5.01e-5);
    assertEquals(7.9735, two.discountedExpectedLifetime(TEN_PERCENT), 5.01e-5);
    assertEquals(3.695147, REGULAR.discountedExpectedLifetime(TEN_PERCENT), 5.01e-7);
    assertEquals(5.922596, HIGH_END.discountedExpectedLifetime(TEN_PERCENT), 5.01e-7);
  }

  @Property(edgeCases = EdgeCasesMode.NONE, tries = 200)
  void bdwAtOneIsSbg(
      @ForAll @DoubleRange(min = -3, max = 3) double logAlpha,
      @ForAll @DoubleRange(min = -3, max = 3) double logBeta,
      @ForAll @IntRange(max = 200) int tenure,
      @ForAll @IntRange(max = 200) int later) {
    ShiftedBetaGeometric sbg =
        new ShiftedBetaGeometric(Math.pow(10, logAlpha), Math.pow(10, logBeta), YEAR);
    BetaDiscreteWeibull bdw = new BetaDiscreteWeibull(sbg.alpha(), sbg.beta(), 1, YEAR);
    assertNear(sbg.survival(tenure, later), bdw.survival(tenure, later));
    assertNear(sbg.churnRate(tenure), bdw.churnRate(tenure));
    assertNear(sbg.retentionRate(tenure), bdw.retentionRate(tenure));
    assertNear(
        sbg.discountedExpectedResidualLifetime(tenure, TEN_PERCENT),
        bdw.discountedExpectedResidualLifetime(tenure, TEN_PERCENT));
    assertNear(
        sbg.discountedExpectedResidualLifetime(tenure, TEN_PERCENT, later),
        bdw.discountedExpectedResidualLifetime(tenure, TEN_PERCENT, later));
    assertNear(
        sbg.expectedResidualLifetime(tenure, later), bdw.expectedResidualLifetime(tenure, later));
    assertNear(
        sbg.retentionElasticity(tenure, TEN_PERCENT), bdw.retentionElasticity(tenure, TEN_PERCENT));
    assertNear(
        sbg.discountedExpectedLifetime(TEN_PERCENT), bdw.discountedExpectedLifetime(TEN_PERCENT));
  }

  /** Powers t^c by exp and ln: some tens of roundings, at exponents up to 1e3. */
  private static void assertNear(double expected, double actual) {
    assertEquals(expected, actual, 1e-11 * expected);
  }

  /** Sums term by term, which also fixes what counts first. */
  @Test
  void lifetimesAreSumsOfSurvivals() {
    for (ContractModel model : ContractLikelihoodTest.models()) {
      if (model instanceof ExponentialGamma) {
        continue;
      }
      double sum = 0;
      double byPeriod = 0;
      double toFive = 0;
      for (int k = 1000; k >= 1; k--) {
        double term = model.survival(3, k) / Math.pow(1.1, k);
        sum += term;
        byPeriod += k * term;
        toFive += k <= 5 ? term : 0;
      }
      // 1.1^-1000 is 4e-42
      assertNear(sum, model.discountedExpectedResidualLifetime(3, TEN_PERCENT));
      assertNear(byPeriod / sum, model.retentionElasticity(3, TEN_PERCENT));
      assertNear(toFive, model.discountedExpectedResidualLifetime(3, TEN_PERCENT, 5.9));
      assertNear(200 * sum, model.residualClv(200, 3, TEN_PERCENT));
      assertNear(200 * toFive, model.residualClv(200, 3, TEN_PERCENT, 5));
      double atStart = 1 + model.discountedExpectedResidualLifetime(0, TEN_PERCENT);
      assertNear(-7 * atStart * -1, model.atAcquisitionClv(7, TEN_PERCENT));
      assertNear(model.survival(3, 1) + model.survival(3, 2), model.expectedResidualLifetime(3, 2));
    }
  }

  /** Against panels of the definition in time, not in its log; d = 10 % a year in months. */
  @Test
  void continuousLifetimesAreIntegrals() {
    ExponentialGamma model = new ExponentialGamma(0.8, 14, PeriodUnit.MONTH);
    double delta = Math.log(1.1) / 12;
    double whole = 0;
    double byTime = 0;
    double toTen = 0;
    for (int from = 0; from < 6000; from += 5) {
      double part =
          Quadrature.panel(u -> Math.exp(-delta * u) * model.survival(3, u), from, from + 5.0);
      whole += part;
      toTen += from < 10 ? part : 0;
      byTime +=
          Quadrature.panel(u -> u * Math.exp(-delta * u) * model.survival(3, u), from, from + 5.0);
    }
    // e^(-delta 6000) is 2e-21
    assertNear(whole, model.discountedExpectedResidualLifetime(3, TEN_PERCENT));
    assertNear(byTime / whole, model.retentionElasticity(3, TEN_PERCENT));
    assertNear(toTen, model.discountedExpectedResidualLifetime(3, TEN_PERCENT, 10));
    DiscountRate none = DiscountRate.annual(0);
    assertEquals(
        model.expectedResidualLifetime(3, 10),
        model.discountedExpectedResidualLifetime(3, none, 10));
    assertNear(
        Quadrature.panel(u -> model.survival(3, u), 0, 10), model.expectedResidualLifetime(3, 10));
    ExponentialGamma atOne = new ExponentialGamma(1, 14, PeriodUnit.MONTH);
    assertNear(
        Quadrature.panel(u -> atOne.survival(3, u), 0, 10), atOne.expectedResidualLifetime(3, 10));
  }

  @Test
  void meanLifetimesExistForLightTailsOnly() {
    assertEquals(OptionalDouble.of(7), new ShiftedBetaGeometric(1.5, 3, YEAR).expectedLifetime());
    assertEquals(
        OptionalDouble.of(10), new ShiftedBetaGeometric(1.5, 3, YEAR).expectedResidualLifetime(2));
    assertEquals(
        7, new BetaDiscreteWeibull(1.5, 3, 1, YEAR).expectedLifetime().orElseThrow(), 1e-10);
    assertEquals(OptionalDouble.of(6), new ExponentialGamma(1.5, 3, YEAR).expectedLifetime());
    assertEquals(OptionalDouble.empty(), REGULAR.expectedLifetime());
    assertEquals(OptionalDouble.empty(), REGULAR.expectedResidualLifetime(3));
    assertEquals(
        OptionalDouble.empty(), new BetaDiscreteWeibull(0.5, 3, 2, YEAR).expectedLifetime());
    assertEquals(OptionalDouble.empty(), new ExponentialGamma(1, 3, YEAR).expectedLifetime());
    assertThrows(
        ArithmeticException.class,
        () -> new BetaDiscreteWeibull(1100, 1, 0.001, YEAR).expectedLifetime());
  }

  @Property(edgeCases = EdgeCasesMode.NONE, tries = 300)
  void survivalFallsAndSbgRetentionRises(
      @ForAll @DoubleRange(min = -6, max = 6) double logAlpha,
      @ForAll @DoubleRange(min = -6, max = 6) double logBeta,
      @ForAll @DoubleRange(min = -1, max = 1) double logC,
      @ForAll @IntRange(max = 9_999) int t) {
    double alpha = Math.pow(10, logAlpha);
    double beta = Math.pow(10, logBeta);
    ShiftedBetaGeometric sbg = new ShiftedBetaGeometric(alpha, beta, YEAR);
    assertTrue(sbg.churnRate(t + 1) < sbg.churnRate(t));
    assertTrue(sbg.retentionRate(t + 1) >= sbg.retentionRate(t));
    ContractModel[] models = {
      sbg,
      new BetaDiscreteWeibull(alpha, beta, Math.pow(10, logC), YEAR),
      new ExponentialGamma(alpha, beta, YEAR)
    };
    for (ContractModel model : models) {
      assertTrue(model.survival(t + 1) <= model.survival(t), model.name());
      assertEquals(1, model.retentionRate(t) + model.churnRate(t), 1e-15);
      double derl = model.discountedExpectedResidualLifetime(t, TEN_PERCENT);
      // no more than if nobody ever left: 1 / d, or 1 / ln(1 + d) in continuous time
      assertTrue(derl >= 0 && derl <= 1 / Math.log(1.1) * (1 + 1e-12), model + ": " + derl);
      assertTrue(
          model.discountedExpectedResidualLifetime(t, TEN_PERCENT, 10) <= derl * (1 + 1e-12));
      double elasticity = model.retentionElasticity(t, TEN_PERCENT);
      assertTrue(elasticity > 0 && elasticity < 12, model + ": " + elasticity);
    }
  }

  @Test
  void renewalsAreCountedInWholePeriods() {
    assertEquals(REGULAR.survival(3), REGULAR.survival(3.9));
    assertEquals(REGULAR.churnRate(3), REGULAR.churnRate(3.9));
    assertEquals(1, REGULAR.survival(5, 0.5));
    assertEquals(1, new BetaDiscreteWeibull(1, 2, 3, YEAR).survival(5, 0.5));
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new ShiftedBetaGeometric(0, 1, YEAR));
    assertThrows(
        IllegalArgumentException.class, () -> new BetaDiscreteWeibull(1, 1, Double.NaN, YEAR));
    assertThrows(IllegalArgumentException.class, () -> new ExponentialGamma(1, -1, YEAR));
    for (ContractModel model : ContractLikelihoodTest.models()) {
      assertThrows(IllegalArgumentException.class, () -> model.survival(-1));
      assertThrows(IllegalArgumentException.class, () -> model.churnRate(Double.NaN));
      DiscountRate none = DiscountRate.annual(0);
      assertThrows(IllegalArgumentException.class, () -> model.discountedExpectedLifetime(none));
      assertThrows(
          IllegalArgumentException.class,
          () -> model.atAcquisitionClv(Double.POSITIVE_INFINITY, TEN_PERCENT));
      assertEquals(YEAR, model.unit());
    }
  }

  @Test
  void parametersAreNamedInOrder() {
    assertEquals("{alpha=0.704, beta=1.182}", REGULAR.parameters().toString());
    assertEquals(
        "{alpha=1.0, beta=2.0, c=3.0}",
        new BetaDiscreteWeibull(1, 2, 3, YEAR).parameters().toString());
    assertEquals("{s=1.0, beta=2.0}", new ExponentialGamma(1, 2, YEAR).parameters().toString());
  }
}
