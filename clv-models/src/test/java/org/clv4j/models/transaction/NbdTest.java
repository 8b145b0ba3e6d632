package org.clv4j.models.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.customer.CalibrationHoldout;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.internal.Discounting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NbdTest {
  private static final Nbd MODEL = new Nbd(0.42, 5.25, PeriodUnit.WEEK);

  @Test
  void aHandWorkedCustomer() {
    // r = 1: geometric. x = 2 purchases in T = 3 with alpha = 1: 1 2 / 4^3, posterior Gamma(3, 4).
    Nbd geometric = new Nbd(1, 1, PeriodUnit.WEEK);
    assertEquals(Math.log(2.0 / 64), geometric.logLikelihood(2, 2.5, 3), 1e-15);
    assertEquals(0.75, geometric.expectedTransactionRate(2, 2.5, 3), 1e-15);
    assertEquals(3, geometric.expectedPurchases(2, 2.5, 3, 4), 1e-15);
    assertEquals(2, geometric.expectedTimeToNextPurchase(2, 2.5, 3).orElseThrow(), 1e-15);
    assertTrue(geometric.expectedTimeToNextPurchase(0, 0, 3).isEmpty());
    assertEquals(0.25 * 0.75 * 0.75, geometric.probabilityOfPurchases(2, 3), 1e-15);
    assertEquals(1, geometric.probabilityAlive(2, 2.5, 3), 0);
    assertEquals(1, geometric.probabilityAlive(2, 2.5, 3, 1000), 0);
    assertEquals(7.5, geometric.discountedExpectedResidualTransactions(2, 2.5, 3, 0.1), 1e-14);
    assertEquals("nbd", geometric.name());
    assertEquals(List.of("r", "alpha"), List.copyOf(geometric.parameters().keySet()));
    assertThrows(IllegalArgumentException.class, () -> new Nbd(0, 1, PeriodUnit.WEEK));
    assertThrows(IllegalArgumentException.class, () -> new Nbd(1, Double.NaN, PeriodUnit.WEEK));
  }

  @Property(tries = 50)
  void probabilitiesSumToOneAndTheirMeanIsTheExpectation(
      @ForAll @IntRange(max = 30) int x, @ForAll @DoubleRange(min = 0.1, max = 60) double t) {
    double sum = 0;
    double mean = 0;
    for (int n = 0; n < 2000; n++) {
      double p = MODEL.probabilityOfPurchases(x, x, 40, n, t);
      sum += p;
      mean += n * p;
    }
    assertEquals(1, sum, 1e-11);
    double expected = MODEL.expectedPurchases(x, x, 40, t);
    assertEquals(expected, mean, 1e-10 * expected);
  }

  @Property(tries = 50)
  void discountingIsThatOfTheExpectedPurchases(
      @ForAll @DoubleRange(min = 0, max = 0.5) double discount,
      @ForAll @DoubleRange(min = 0, max = 200) double t) {
    double closed = MODEL.discountedExpectedResidualTransactions(3, 20, 40, discount, t);
    double quadrature = Discounting.of(h -> MODEL.expectedPurchases(3, 20, 40, h), discount, t);
    assertEquals(quadrature, closed, 1e-12 * (1 + closed));
  }

  /** BTYDplus 1.2.0 on CDNOW, printed to 8 or 9 digits; its search stops a little early. */
  @Test
  @Tag("reference-data")
  void cdnow() {
    FitResult<Nbd> fit = Nbd.fit(ReferenceData.cdnowWeeks());
    assertEquals(-9763.65761, fit.logLikelihood(), 1e-5);
    assertEquals(0.384765875, fit.model().r(), 4e-6);
    assertEquals(12.0720137, fit.model().alpha(), 1e-4);
  }

  /** BTYDplus 1.2.0 on the grocery log, with the sum and the error of its forecasts. */
  @Test
  @Tag("reference-data")
  void grocery() {
    CalibrationHoldout grocery = ReferenceData.grocery();
    CustomerSummaries data = CustomerSummaries.of(grocery.calibration(), PeriodUnit.WEEK);
    FitResult<Nbd> fit = Nbd.fit(data);
    assertEquals(-16376.8639, fit.logLikelihood(), 5e-5);
    assertEquals(0.42031951, fit.model().r(), 4e-6);
    assertEquals(5.24510725, fit.model().alpha(), 1e-4);
    double sum = 0;
    double error = 0;
    for (int row = 0; row < grocery.calibration().size(); row++) {
      var customer = grocery.calibration().summary(row, PeriodUnit.WEEK);
      double expected =
          fit.model()
              .expectedPurchases(customer.frequency(), customer.recency(), customer.age(), 52);
      sum += expected;
      error += Math.abs(expected - grocery.holdoutFrequency(row));
    }
    assertEquals(6354.75, sum, 0.05);
    assertEquals(2.60920, error / grocery.calibration().size(), 5e-5);
  }
}
