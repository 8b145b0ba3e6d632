package org.clv4j.models.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.internal.Derivatives;
import org.clv4j.models.internal.LikelihoodFit;
import org.junit.jupiter.api.Test;

class ContractLikelihoodTest {
  private static final PeriodUnit YEAR = PeriodUnit.YEAR;

  /** Fader &amp; Hardie (2007), Table 1, the segment "Regular", years 0 to 7. */
  private static final Tenures REGULAR =
      Tenures.ofSurvivors(new double[] {1000, 631, 468, 382, 326, 289, 262, 241}, YEAR);

  private static final Tenures TIMES =
      Tenures.ofTimes(
          new double[] {0.3, 0.7, 0.7, 1.9, 2.4, 5, 5, 0.05, 3.3, 12},
          new boolean[] {true, true, true, true, true, false, false, true, true, false},
          new double[] {3, 1, 1, 2, 2, 5, 5, 4, 1, 2},
          YEAR);

  @Test
  void derivativesMatchDifferences() {
    Periods periods = Periods.of(REGULAR, "model");
    for (double a : new double[] {1e-3, 0.7, 30}) {
      for (double b : new double[] {1e-2, 1.2, 500}) {
        double[] two = {Math.log(a), Math.log(b)};
        String where = a + " " + b;
        Derivatives.check(
            likelihood(periods, 2, ShiftedBetaGeometric::logRetention), two, "sbg " + where);
        Derivatives.check(
            likelihood(periods, 2, ExponentialGamma::logRetention), two, "periods " + where);
        Derivatives.check(new LomaxLikelihood(TIMES, 1), two, "times " + where);
        for (double c : new double[] {0.3, 1, 2.5}) {
          double[] three = {two[0], two[1], Math.log(c)};
          Derivatives.check(
              likelihood(periods, 3, WeibullLifetime::logRetention), three, where + " " + c);
        }
      }
    }
  }

  /** t^c passes e^340, where the power law begins, between periods 4 and 5. */
  @Test
  void derivativesMatchDifferencesBeyondTheRangeOfDoubles() {
    Periods periods = Periods.of(REGULAR, "model");
    double[] logs = {Math.log(0.01), Math.log(3), Math.log(240)};
    Derivatives.check(likelihood(periods, 3, WeibullLifetime::logRetention), logs, "c = 240");
  }

  private static LikelihoodFit.Likelihood likelihood(
      Periods periods, int parameters, RenewalLikelihood.LogRetention model) {
    return new RenewalLikelihood(periods, 1000, 1, parameters, model);
  }

  /** Customers one by one: ln of S(t - 1) - S(t) for those who left, ln S(t) for the rest. */
  @Test
  void chainsOfRenewalsAreLifetimes() {
    for (ContractModel model : models()) {
      double sum = 241 * Math.log(model.survival(7));
      double[] left = {369, 163, 86, 56, 37, 27, 21};
      for (int t = 1; t <= 7; t++) {
        sum += left[t - 1] * Math.log(model.survival(t - 1) - model.survival(t));
      }
      // differences of survivals lose a digit or two
      assertEquals(sum, model.logLikelihood(REGULAR), 1e-11 * -sum, model.name());
    }
  }

  static List<ContractModel> models() {
    return List.of(
        new ShiftedBetaGeometric(0.7, 1.2, YEAR),
        new BetaDiscreteWeibull(0.5, 1.1, 1.3, YEAR),
        new ExponentialGamma(0.8, 1.5, YEAR));
  }

  @Test
  void exactTimesHaveADensity() {
    ExponentialGamma model = new ExponentialGamma(0.8, 1.5, YEAR);
    double sum = 0;
    for (int row = 0; row < TIMES.rows(); row++) {
      double t = TIMES.tenure(row);
      sum += TIMES.active(row) * Math.log(model.survival(t));
      sum += TIMES.churned(row) * Math.log(model.hazard(t) * model.survival(t));
    }
    assertEquals(sum, model.logLikelihood(TIMES), 1e-13 * -sum);
  }

  @Test
  void groupedEqualsExpandedAndCohortsAddUp() {
    int[] tenure = new int[1000];
    boolean[] churned = new boolean[1000];
    double[] survivors = {1000, 631, 468, 382, 326, 289, 262, 241};
    for (int i = 0; i < 1000; i++) {
      int t = 1;
      while (t < 8 && survivors[t] > i) {
        t++;
      }
      tenure[999 - i] = Math.min(t, 7);
      churned[999 - i] = t < 8;
    }
    Tenures expanded = Tenures.ofPeriods(tenure, churned, null, YEAR);
    assertSame(ShiftedBetaGeometric.fit(REGULAR), ShiftedBetaGeometric.fit(expanded));
    Tenures cohorts =
        Tenures.ofSurvivors(
            List.of(new double[] {600, 400, 300}, new double[] {400, 231, 168, 150}), YEAR);
    Tenures swapped =
        Tenures.ofSurvivors(
            List.of(new double[] {400, 231, 168, 150}, new double[] {600, 400, 300}), YEAR);
    assertSame(ShiftedBetaGeometric.fit(cohorts), ShiftedBetaGeometric.fit(swapped));
    ShiftedBetaGeometric model = new ShiftedBetaGeometric(1, 2, YEAR);
    double apart =
        model.logLikelihood(Tenures.ofSurvivors(new double[] {600, 400, 300}, YEAR))
            + model.logLikelihood(Tenures.ofSurvivors(new double[] {400, 231, 168, 150}, YEAR));
    assertEquals(apart, model.logLikelihood(cohorts), 1e-13 * -apart);
  }

  private static void assertSame(
      FitResult<ShiftedBetaGeometric> expected, FitResult<ShiftedBetaGeometric> actual) {
    assertEquals(expected, actual);
  }

  @Test
  void threadsChangeNoBit() {
    int n = 40_000;
    double[] times = new double[n];
    boolean[] churned = new boolean[n];
    for (int i = 0; i < n; i++) {
      times[i] = 0.01 + (i * 7919L % n) / 1000.0;
      churned[i] = i % 3 > 0;
    }
    Tenures many = Tenures.ofTimes(times, churned, null, YEAR);
    assertEquals(
        ExponentialGamma.fit(many), ExponentialGamma.fit(many, FitOptions.DEFAULT.withThreads(3)));
  }

  /** The information equality: at the truth both errors agree but for sampling. */
  @Test
  void sandwichErrorsAreNearPlainOnesForTheRightModel() {
    double[] survivors = new double[9];
    ShiftedBetaGeometric truth = new ShiftedBetaGeometric(1.5, 3, YEAR);
    for (int t = 0; t < 9; t++) {
      survivors[t] = 1e6 * truth.survival(t);
    }
    FitResult<ShiftedBetaGeometric> fit =
        ShiftedBetaGeometric.fit(Tenures.ofSurvivors(survivors, YEAR));
    // expected counts: the maximum is the truth, up to the stopping rule of 1e-9 in LL
    assertEquals(1.5, fit.model().alpha(), 1e-6);
    assertEquals(3, fit.model().beta(), 1e-6);
    double[] plain = errors(fit.standardErrors());
    assertTrue(plain.length == 2 && plain[0] > 0);
    assertArrayEquals(plain, errors(fit.sandwichErrors()), 1e-6 * plain[0]);
  }

  private static double[] errors(Map<String, Double> byName) {
    return byName.values().stream().mapToDouble(error -> error).toArray();
  }

  @Test
  void sandwichErrorsAreNearPlainOnesForTheOtherModelsToo() {
    double[] survivors = new double[13];
    BetaDiscreteWeibull truth = new BetaDiscreteWeibull(1.5, 6, 1.4, YEAR);
    ExponentialGamma other = new ExponentialGamma(1.5, 4, YEAR);
    double[] others = new double[13];
    for (int t = 0; t < 13; t++) {
      survivors[t] = 1e7 * truth.survival(t);
      others[t] = 1e7 * other.survival(t);
    }
    FitResult<BetaDiscreteWeibull> fit =
        BetaDiscreteWeibull.fit(Tenures.ofSurvivors(survivors, YEAR));
    assertEquals(1.4, fit.model().c(), 1e-5);
    double[] plain = errors(fit.standardErrors());
    assertTrue(plain.length == 3 && plain[0] > 0);
    assertArrayEquals(plain, errors(fit.sandwichErrors()), 1e-4 * plain[0]);
    FitResult<ExponentialGamma> second = ExponentialGamma.fit(Tenures.ofSurvivors(others, YEAR));
    assertEquals(1.5, second.model().s(), 1e-6);
    assertEquals(4, second.model().beta(), 1e-5);
  }

  /** Nested: the extra parameter can only help. The sBG is where c = 1. */
  @Test
  void likelihoodsAreOrdered() {
    double sbg = ShiftedBetaGeometric.fit(REGULAR).logLikelihood();
    FitResult<BetaDiscreteWeibull> bdw = BetaDiscreteWeibull.fit(REGULAR);
    assertTrue(bdw.logLikelihood() >= sbg, bdw + " against " + sbg);
  }

  /** Everybody leaves alike: the data ask for the geometric distribution, alpha at its bound. */
  @Test
  void homogeneousCustomersEndAtTheBound() {
    double[] survivors = new double[10];
    for (int t = 0; t < 10; t++) {
      survivors[t] = 1000 * Math.pow(0.8, t);
    }
    FitResult<ShiftedBetaGeometric> fit =
        ShiftedBetaGeometric.fit(Tenures.ofSurvivors(survivors, YEAR));
    assertEquals(1, fit.warnings().size(), fit.toString());
    assertEquals(0.8, fit.model().retentionRate(3), 1e-4);
  }
}
