package org.clv4j.models.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.spend.GammaGamma;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Figures of CDNOW. "Excel" is the spreadsheet with note 004 of Hardie's site; "40 digits" are
 * values of the paper's formulas in high-precision arithmetic.
 */
class BgNbdTest {
  private static final BgNbd ROUNDED = new BgNbd(0.243, 4.414, 0.793, 2.426, PeriodUnit.WEEK);
  private static final BgNbd FITTED =
      new BgNbd(0.2425945, 4.4136019, 0.7929199, 2.4258881, PeriodUnit.WEEK);
  private static final CustomerSummary CUSTOMER = weeks(2, 30.43, 38.86);

  private static CustomerSummary weeks(int frequency, double recency, double age) {
    return new CustomerSummary(frequency, recency, age, PeriodUnit.WEEK);
  }

  @Tag("reference-data")
  @Test
  void cdnowIsFitted() {
    FitResult<BgNbd> fit = BgNbd.fit(ReferenceData.cdnowWeeks());
    // The optimum recomputed independently, LL -9582.429206674.
    assertEquals(-9582.429206674, fit.logLikelihood(), 1e-8);
    Map<String, Double> expected =
        Map.of("r", 0.24259452, "alpha", 4.41360213, "a", 0.79292211, "b", 2.42590702);
    expected.forEach((name, value) -> assertEquals(value, fit.parameter(name), 2e-6 * value));
    // CLVTools, six digits after the point, from a numeric Hessian a little beside the optimum.
    Map<String, Double> errors =
        Map.of("r", 0.012557, "alpha", 0.378224, "a", 0.185733, "b", 0.705407);
    errors.forEach(
        (name, value) ->
            assertEquals(value, fit.standardError(name).orElseThrow(), 5e-7 + 1e-5 * value));
    assertTrue(fit.evaluations() <= 9, () -> fit.evaluations() + " evaluations");
    assertTrue(fit.gradientNorm() < 1e-9, () -> "gradient " + fit.gradientNorm());
    assertEquals(2357, fit.customers());
    assertTrue(fit.warnings().isEmpty(), fit.warnings()::toString);
    assertEquals(fit.logLikelihood(), fit.model().logLikelihood(ReferenceData.cdnowWeeks()), 1e-8);
    assertEquals(-9582.430478, ROUNDED.logLikelihood(ReferenceData.cdnowWeeks()), 1e-6);
  }

  @Tag("reference-data")
  @Test
  void theHoldoutOfCdnowIsForetoldAsByThePeers() {
    CustomerSummaries data = ReferenceData.cdnowWeeks();
    double rounded = 0;
    for (int row = 0; row < data.rows(); row++) {
      rounded +=
          data.weight(row)
              * ROUNDED.expectedPurchases(
                  data.frequency(row), data.recency(row), data.age(row), 39);
    }
    // R, BTYD, at the rounded parameters.
    assertEquals(1653.94, rounded, 0.005);
  }

  @ParameterizedTest(name = "E[X({0} weeks)] = {1}")
  @CsvSource({
    "0.14285714285714285, 0.007813667082",
    "1, 0.05318428169",
    "3, 0.150630784",
    "32, 1.043730881",
    "52, 1.444010628",
    "78, 1.857956009"
  })
  void expectedPurchasesAreThoseOfFortyDigits(double t, double expected) {
    // The figures have ten digits; that of 78 weeks is often printed as 1.8576, a series cut short.
    assertEquals(expected, FITTED.expectedPurchases(t), 5e-10 * expected);
  }

  @Test
  void aCustomerOfTheExcelSheet() {
    assertEquals(
        1.226028175, ROUNDED.expectedPurchases(CUSTOMER, TimeSpan.of(39, PeriodUnit.WEEK)), 5e-10);
    assertEquals(0.7265785701, ROUNDED.probabilityAlive(CUSTOMER), 5e-11);
    assertEquals(0.9685554542, ROUNDED.probabilityAlive(weeks(23, 39, 39)), 5e-11);
    assertEquals(1, ROUNDED.probabilityAlive(weeks(0, 0, 39)));
    assertEquals(0, ROUNDED.probabilityAlive(weeks(1000, 10, 100)));
    assertEquals(25.75649, ROUNDED.expectedPurchases(26, 216 / 7.0, 31, 52), 5e-6);
    assertEquals(0.96885156, ROUNDED.probabilityAlive(26, 216 / 7.0, 31), 5e-9);
  }

  @ParameterizedTest
  @CsvSource({
    "5, .7056268",
    "6, .6870911",
    "7, .6638662",
    "8, .6365456",
    "9, .6056145",
    "10, .5715517"
  })
  void probabilitiesAlive(int frequency, double expected) {
    assertEquals(expected, ROUNDED.probabilityAlive(frequency, 30, 39), 5e-8);
  }

  @ParameterizedTest
  @CsvSource({
    "39, 0, .5737863521", "39, 1, .1993952808", "39, 2, .0854297595", "39, 3, .0458603539",
    "39, 7, .0086954288", "30, 11, .0019995214", "30, 15, .0007023638", "30, 20, .0002222260",
    "2, 10, 1.07868964e-07"
  })
  void probabilitiesOfPurchases(double t, int purchases, double expected) {
    // Ten digits after the point in BTYD's output, nine digits of the last.
    assertEquals(
        expected, ROUNDED.probabilityOfPurchases(purchases, t), expected < 1e-6 ? 5.1e-16 : 6e-11);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 30.43, -9.4596", "1, 1.71, -4.4711", "0, 0, -0.5538", "7, 29.43, -21.8644",
    "1, 5.00, -4.8651", "2, 35.71, -9.5367", "5, 24.43, -17.3593", "10, 34.14, -27.3144"
  })
  void logLikelihoodsOfTheExcelSheet(int frequency, double recency, double expected) {
    // The sheet has more digits of the parameters than three and of the times than two: a unit of
    // their last digits moves the log-likelihood by up to 2e-3.
    assertEquals(expected, ROUNDED.logLikelihood(weeks(frequency, recency, 38.86)), 2.5e-3);
  }

  @Test
  void logLikelihoodsOfHardiesNote27() {
    BgNbd model = new BgNbd(0.25, 4, 0.8, 2.5, PeriodUnit.WEEK);
    assertEquals(-0.59947382, model.logLikelihood(weeks(0, 0, 40)), 5e-9);
    assertEquals(100.7957, model.logLikelihood(weeks(200, 38, 40)), 5e-5);
  }

  @Test
  void unitsAreCheckedAndHorizonsConverted() {
    CustomerSummary days = new CustomerSummary(2, 213, 272, PeriodUnit.DAY);
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> ROUNDED.probabilityAlive(days));
    assertEquals(
        "customer must be measured in week like this model, but was in day", error.getMessage());
    assertEquals(
        ROUNDED.expectedPurchases(CUSTOMER, TimeSpan.of(52.17857142857143, PeriodUnit.WEEK)),
        ROUNDED.expectedPurchases(CUSTOMER, TimeSpan.of(1, PeriodUnit.YEAR)),
        1e-12);
    assertThrows(
        IllegalArgumentException.class,
        () -> ROUNDED.discountedExpectedResidualTransactions(CUSTOMER, DiscountRate.annual(0)));
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> new BgNbd(bad, 1, 1, 1, PeriodUnit.WEEK));
    }
  }

  @Tag("reference-data")
  @Test
  void threadsChangeNoBit() {
    CustomerSummaries data = ReferenceData.cdnowWeeks();
    assertEquals(BgNbd.fit(data), BgNbd.fit(data, FitOptions.DEFAULT.withThreads(2)));
  }

  @Test
  void dataThatNoModelCanUseAreRefusedWithAdvice() {
    CustomerSummaries nobody =
        CustomerSummaries.of(
            new int[] {0, 0}, new double[2], new double[] {5, 6}, null, PeriodUnit.WEEK);
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> BgNbd.fit(nobody));
    assertTrue(String.valueOf(error.getMessage()).contains("nobody did"), error::toString);
    CustomerSummaries one =
        CustomerSummaries.of(
            new int[] {1}, new double[] {2}, new double[] {5}, null, PeriodUnit.WEEK);
    assertThrows(IllegalArgumentException.class, () -> BgNbd.fit(one));
  }

  /**
   * The rounding of the times moves the likelihood by 0.0036 and parameters in their fifth digit.
   */
  @Tag("reference-data")
  @Test
  void roundedTimesAndOtherShopsAreFitted() {
    FitResult<BgNbd> rounded = BgNbd.fit(ReferenceData.cdnowRounded());
    assertEquals(-9582.425561, rounded.logLikelihood(), 1e-6);
    Map.of("r", 0.2425929, "alpha", 4.41353137, "a", 0.79288621, "b", 2.42575365)
        .forEach((name, value) -> assertEquals(value, rounded.parameter(name), 1e-6 * value, name));

    FitResult<BgNbd> apparel =
        BgNbd.fit(CustomerSummaries.of(ReferenceData.apparel().calibration(), PeriodUnit.WEEK));
    assertEquals(-5857.019748908, apparel.logLikelihood(), 1e-8);
    Map.of("r", .607311, "alpha", 20.956758, "a", 1.275561, "b", 8.860944)
        .forEach((name, value) -> assertEquals(value, apparel.parameter(name), 2e-6 * value, name));
    FitResult<GammaGamma> spend = GammaGamma.fit(ReferenceData.apparel().calibration());
    assertEquals(-1670.66304, spend.logLikelihood(), 5e-6);
  }
}
