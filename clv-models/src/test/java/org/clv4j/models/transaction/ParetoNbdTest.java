package org.clv4j.models.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.internal.DropoutSimulation;
import org.clv4j.models.internal.UntilDropout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures of CDNOW: "BTYD" is what BTYD 2.4.3 prints, "40 digits" high-precision arithmetic. */
class ParetoNbdTest {
  private static final ParetoNbd ROUNDED =
      new ParetoNbd(0.553, 10.578, 0.606, 11.669, PeriodUnit.WEEK);

  /**
   * BTYD's estimates, recovered from the twenty figures that it prints with them (which four
   * numbers explain to half a unit of their last digits).
   */
  private static final ParetoNbd ESTIMATED =
      new ParetoNbd(
          0.5533971432047365,
          10.58019854336347,
          0.6060624971230985,
          11.656223671822586,
          PeriodUnit.WEEK);

  /** The example of BTYD's manual for discounted transactions, at 15 % a year. */
  private static final ParetoNbd DISCOUNTING =
      new ParetoNbd(0.5629966, 12.5590370, 0.4081095, 10.5148048, PeriodUnit.WEEK);

  @Tag("reference-data")
  @Test
  void cdnowIsFitted() {
    CustomerSummaries data = ReferenceData.cdnowWeeks();
    FitResult<ParetoNbd> fit = ParetoNbd.fit(data);
    // Recomputed independently to twelve digits.
    assertEquals(-9594.976178940, fit.logLikelihood(), 1e-8);
    assertTrue(fit.evaluations() <= 8, () -> fit.evaluations() + " evaluations");
    assertTrue(fit.gradientNorm() < 1e-9, () -> "gradient " + fit.gradientNorm());
    // The papers print three digits.
    Map<String, Double> expected = Map.of("r", 0.553, "alpha", 10.578, "s", 0.606, "beta", 11.669);
    expected.forEach((name, value) -> assertEquals(value, fit.parameter(name), 5e-4));
    // From the exact Hessian by another program; CLVTools' differ in the fourth digit.
    Map<String, Double> errors =
        Map.of("r", .0476279, "alpha", .8427225, "s", .1872813, "beta", 6.2111136);
    errors.forEach(
        (name, value) -> assertEquals(value, fit.standardError(name).orElseThrow(), 1e-6 * value));
    assertEquals(2357, fit.customers());
    assertTrue(fit.warnings().isEmpty(), fit.warnings()::toString);
    assertEquals(fit.logLikelihood(), fit.model().logLikelihood(data), 1e-8);
    assertEquals(fit, ParetoNbd.fit(data, FitOptions.DEFAULT.withThreads(2)));
  }

  @Tag("reference-data")
  @Test
  void purchasesOfTheCalibrationAreCountedAsExpected() {
    CustomerSummaries data = ReferenceData.cdnowWeeks();
    double[] btyd = {1434.13, 396.88, 193.48, 111.80, 69.98, 45.85, 30.92};
    double rest = 2357;
    for (int n = 0; n < btyd.length; n++) {
      double sum = 0;
      for (int row = 0; row < data.rows(); row++) {
        sum += data.weight(row) * ESTIMATED.probabilityOfPurchases(n, data.age(row));
      }
      assertEquals(btyd[n], sum, 0.005);
      rest -= sum;
    }
    assertEquals(73.96, rest, 0.005);
  }

  @Tag("reference-data")
  @Test
  void weeklyPurchasesAreTracked() {
    CustomerSummaries data = ReferenceData.cdnowWeeks();
    double[] btyd = {78.294, 76.404, 74.633, 72.968, 71.399, 69.917};
    for (int i = 0; i < btyd.length; i++) {
      // The two decimals of the manual are those of its own estimates, a hundredth higher.
      assertEquals(btyd[i], cumulative(data, 20 + i) - cumulative(data, 19 + i), 5e-4);
    }
    assertEquals(1309, cumulative(data, 20), 0.5);
    assertEquals(1674, cumulative(data, 25), 0.5);
  }

  /** All customers are aged 272/7 weeks or less, so this is when they began. */
  private static double cumulative(CustomerSummaries data, double week) {
    double sum = 0;
    for (int row = 0; row < data.rows(); row++) {
      double t = week - (272 / 7.0 - data.age(row));
      sum += t > 0 ? data.weight(row) * ESTIMATED.expectedPurchases(t) : 0;
    }
    return sum;
  }

  @Tag("reference-data")
  @Test
  void apparelIsFitted() {
    FitResult<ParetoNbd> fit =
        ParetoNbd.fit(CustomerSummaries.of(ReferenceData.apparel().calibration(), PeriodUnit.WEEK));
    // By dropout-reference.py at these parameters; what the peers print is 2e-8 and 6e-8 lower.
    assertEquals(-5848.09782690224, fit.logLikelihood(), 1e-9);
    Map<String, Double> expected =
        Map.of("r", 1.448939, "alpha", 48.634880, "s", .561251, "beta", 46.882106);
    expected.forEach((name, value) -> assertEquals(value, fit.parameter(name), 1e-6 * value));
  }

  @Tag("reference-data")
  @Test
  void groceryCustomersAreThereWithTheProbabilitiesOfBtydplus() {
    CustomerSummaries data =
        CustomerSummaries.of(ReferenceData.grocery().calibration(), PeriodUnit.WEEK);
    ParetoNbd model = ParetoNbd.fit(data).model();
    double[] btydplus = {.177349745, .31857942, .165206002, .0727666523, .0288167256, .010720704};
    for (int x = 0; x < btydplus.length; x++) {
      // It prints nine digits, of estimates where its search stopped.
      assertEquals(btydplus[x], model.probabilityAlive(x, x == 0 ? 0 : 12, 52), 5e-5 * btydplus[x]);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, .05077821",
    "2, .09916088",
    "3, .14542507",
    "4, .18979930",
    "5, .23247466",
    "6, .27361274",
    "7, .31335159",
    "8, .35181024",
    "9, .38909211"
  })
  void expectedPurchasesOfTheManual(double t, double expected) {
    ParetoNbd model = new ParetoNbd(.55, 10.56, .61, 11.64, PeriodUnit.WEEK);
    assertEquals(expected, model.expectedPurchases(t), 5.1e-9);
    assertEquals(0, model.expectedPurchases(0));
  }

  @Test
  void figuresOfBtydAtItsEstimates() {
    double[] in39 = {
      .5935692182,
      .1655852894,
      .0824992413,
      .0490472444,
      .0317004569,
      .0214880318,
      .0150133727,
      .0107092486
    };
    for (int n = 0; n < in39.length; n++) {
      assertEquals(in39[n], ESTIMATED.probabilityOfPurchases(n, 39), 5.1e-11);
    }
    double[] in2 = {.9128024311, .0764638632, .0092836080, .0012454997, .0001749958, .0000252484};
    for (int n = 0; n < in2.length; n++) {
      assertEquals(in2[n], ESTIMATED.probabilityOfPurchases(n, 2), 5.1e-11);
    }
    assertEquals(1.473112689, ESTIMATED.expectedPurchases(52), 5.1e-10);
    assertEquals(1.472996803, ROUNDED.expectedPurchases(52), 5.1e-10);
    assertEquals(.2941633358, ESTIMATED.probabilityAlive(0, 0, 39), 5.1e-11);
    assertEquals(.7059673422, ESTIMATED.expectedPurchases(10, 20, 39, 52), 5.1e-11);
    assertEquals(.1441877974, ESTIMATED.expectedPurchases(15, 20, 39, 52), 5.1e-11);
    assertEquals(.02249928243, ESTIMATED.expectedPurchases(20, 20, 39, 52), 5.1e-12);
    assertEquals(.003091789614, ESTIMATED.expectedPurchases(25, 20, 39, 52), 5.1e-13);
  }

  @Test
  void customersOfFortyDigits() {
    // Twelve digits are given.
    assertEquals(0.869167559153, ROUNDED.probabilityAlive(2, 30.43, 38.86), 1e-12);
    assertEquals(1.45512319326, ROUNDED.expectedPurchases(2, 30.43, 38.86, 39), 1e-11);
    assertEquals(
        6.48377356773,
        ROUNDED.discountedExpectedResidualTransactions(2, 30.43, 38.86, .0027),
        1e-11);
    assertEquals(-9.55428324515, ROUNDED.logLikelihood(2, 30.43, 38.86), 1e-11);
    double recency = 216 / 7.0;
    assertEquals(0.99787426061, ROUNDED.probabilityAlive(26, recency, 31), 1e-12);
    assertEquals(25.4573384406, ROUNDED.expectedPurchases(26, recency, 31, 52), 1e-10);
    assertEquals(
        86.052658649, ROUNDED.discountedExpectedResidualTransactions(26, recency, 31, .0027), 1e-9);
    assertEquals(-39.1316269761, ROUNDED.logLikelihood(26, recency, 31), 1e-10);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 30, 2.19915545", "2, 30, 2.843534406", "3, 30, 2.867128391", "4, 30, 2.445410079",
    "5, 30, 1.840501924", "6, 30, 1.262416472", "7, 30, .8096181195", "8, 30, .4948036194",
    "9, 30, .2920247016", "10, 30, .1679275086", "7, 35, 1.864183328", "7, 35.71, 2.074618764",
    "0, 0, .3647559281"
  })
  void discountedTransactionsOfTheManual(int frequency, double recency, double expected) {
    assertEquals(
        expected,
        DISCOUNTING.discountedExpectedResidualTransactions(frequency, recency, 77.86, .0027),
        5.5e-10 * expected + 5e-11);
  }

  @ParameterizedTest
  @CsvSource({
    "221, 103.42857, 103.57143",
    "254, 97.14286, 97.28571",
    "161, 94.71429, 98.0",
    "204, 98.57143, 99.42857"
  })
  void heavyBuyersOfClvtools(int frequency, double recency, double age) {
    ParetoNbd model = new ParetoNbd(.5143, 2.8845, .2856, 14.1087, PeriodUnit.WEEK);
    double alive = model.probabilityAlive(frequency, recency, age);
    assertTrue(alive > 0 && alive < 1, () -> "P(alive) " + alive);
    double low = model.discountedExpectedResidualTransactions(frequency, recency, age, 0.001);
    double middle = model.discountedExpectedResidualTransactions(frequency, recency, age, 0.06);
    double high = model.discountedExpectedResidualTransactions(frequency, recency, age, 0.99);
    assertTrue(low > middle && middle > high, () -> low + " " + middle + " " + high);
  }

  @ParameterizedTest
  @CsvSource({"0.55, 25, 0.6, 80", "2, 40, 1, 40", "0.3, 3, 2.5, 500"})
  void realTimesAreFittedAsWellAsDays(double r, double alpha, double s, double beta) {
    UntilDropout truth = new UntilDropout(r, alpha, s, beta, 0);
    CustomerSummaries data = DropoutSimulation.times(truth, 4000, 300, 3, PeriodUnit.DAY);
    FitResult<ParetoNbd> fit = ParetoNbd.fit(data);
    double atTruth = new ParetoNbd(r, alpha, s, beta, PeriodUnit.DAY).logLikelihood(data);
    // Twice the rise is chi-squared with four degrees of freedom: above 10 once in 500,000.
    assertTrue(fit.logLikelihood() >= atTruth && fit.logLikelihood() < atTruth + 15);
  }

  @Test
  void unitsScaleTheRatesOnly() {
    UntilDropout truth = new UntilDropout(0.55, 25, 0.6, 80, 0);
    CustomerSummaries days = DropoutSimulation.days(truth, 3000, 300, 4);
    double[] recency = new double[days.rows()];
    double[] age = new double[days.rows()];
    double[] weight = new double[days.rows()];
    int[] frequency = new int[days.rows()];
    for (int row = 0; row < days.rows(); row++) {
      frequency[row] = days.frequency(row);
      recency[row] = days.recency(row) / 7;
      age[row] = days.age(row) / 7;
      weight[row] = days.weight(row);
    }
    ParetoNbd inDays = ParetoNbd.fit(days).model();
    ParetoNbd inWeeks =
        ParetoNbd.fit(CustomerSummaries.of(frequency, recency, age, weight, PeriodUnit.WEEK))
            .model();
    // The search ends where 1e-9 of log-likelihood is left, a part of some 1e-5 of the errors.
    assertEquals(inDays.r(), inWeeks.r(), 1e-6 * inDays.r());
    assertEquals(inDays.alpha(), 7 * inWeeks.alpha(), 1e-6 * inDays.alpha());
    assertEquals(inDays.s(), inWeeks.s(), 1e-6 * inDays.s());
    assertEquals(inDays.beta(), 7 * inWeeks.beta(), 1e-6 * inDays.beta());
  }

  @Test
  void whoBuysNoMoreAndWhoNeverLeavesAreReported() {
    int[] frequency = {0, 0, 0};
    IllegalArgumentException nobody =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                ParetoNbd.fit(
                    CustomerSummaries.of(
                        frequency,
                        new double[3],
                        new double[] {10, 11, 12},
                        null,
                        PeriodUnit.WEEK)));
    assertEquals(
        "a fit needs customers who bought again, but of 3 nobody did; wait for a longer history, or"
            + " use a smaller purchase period",
        nobody.getMessage());
    UntilDropout nearlyForEver = new UntilDropout(1, 10, 1, 1e9, 0);
    FitResult<ParetoNbd> fit = ParetoNbd.fit(DropoutSimulation.days(nearlyForEver, 2000, 200, 5));
    assertTrue(Double.isFinite(fit.logLikelihood()));
    assertTrue(
        fit.warnings().stream().anyMatch(warning -> warning.contains("beta")),
        fit.warnings()::toString);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void parametersMustBePositive(double wrong) {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> new ParetoNbd(1, 1, wrong, 1, PeriodUnit.WEEK));
    assertEquals("s must be positive and finite, but was " + wrong, error.getMessage());
  }
}
