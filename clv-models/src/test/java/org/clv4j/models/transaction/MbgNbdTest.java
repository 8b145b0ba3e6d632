package org.clv4j.models.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures of BTYDplus and of 40-digit arithmetic; lifetimes tests this model against BG/NBD. */
class MbgNbdTest {
  private static final MbgNbd CDNOW = new MbgNbd(.525, 6.183, .891, 1.614, PeriodUnit.WEEK);

  @Tag("reference-data")
  @Test
  void cdnowIsFitted() {
    FitResult<MbgNbd> fit = MbgNbd.fit(ReferenceData.cdnowWeeks());
    assertEquals(-9582.135715554, fit.logLikelihood(), 1e-8);
    Map<String, Double> expected =
        Map.of("r", .52484309, "alpha", 6.18308481, "a", .89135953, "b", 1.61400267);
    expected.forEach((name, value) -> assertEquals(value, fit.parameter(name), 2e-6 * value));
    assertTrue(fit.evaluations() <= 9, () -> fit.evaluations() + " evaluations");
  }

  @Tag("reference-data")
  @Test
  void groceryIsFitted() {
    FitResult<MbgNbd> fit =
        MbgNbd.fit(CustomerSummaries.of(ReferenceData.grocery().calibration(), PeriodUnit.WEEK));
    assertEquals(-15781.9394, fit.logLikelihood(), 5e-5);
    Map<String, Double> expected =
        Map.of("r", 1.25679078, "alpha", 6.03847584, "a", .36825145, "b", .71573522);
    // BTYDplus stops a little short of the optimum, along the ridge of r and alpha.
    expected.forEach((name, value) -> assertEquals(value, fit.parameter(name), 2e-4 * value));
  }

  @ParameterizedTest
  @CsvSource({
    ".1429, .00778312",
    "1, .05308480",
    "3, .15086329",
    "31.8571, 1.03404209",
    "32, 1.03718283",
    "78, 1.80475758"
  })
  void expectedPurchases(double t, double expected) {
    // All but the last are BTYDplus's, whose series ends early: 1e-8 at 32 weeks, 3e-4 at 78.
    assertEquals(expected, CDNOW.expectedPurchases(t), 1.1e-8);
  }

  @Test
  void aCustomer() {
    assertEquals(1.26296062, CDNOW.expectedPurchases(2, 30.43, 38.86, 39), 5e-9);
    assertEquals(.706202265, CDNOW.probabilityAlive(2, 30.43, 38.86), 5e-10);
    assertEquals(.389735081, CDNOW.probabilityAlive(0, 0, 38.86), 5e-10);
    assertEquals(-9.48555131, CDNOW.logLikelihood(2, 30.43, 38.86), 5e-9);
  }

  @ParameterizedTest
  @CsvSource({
    "0, .5824731890",
    "1, .1827830770",
    "2, .0868948257",
    "3, .0485704430",
    "4, .0297741486",
    "5, .0193873236"
  })
  void probabilitiesOfPurchases(int purchases, double expected) {
    // BTYDplus: P(X = 0) by hand is .58247318949, so nine digits hold.
    assertEquals(expected, CDNOW.probabilityOfPurchases(purchases, 39), 6e-10);
  }

  @Test
  void logLikelihoodsOfPymc() {
    MbgNbd model = new MbgNbd(0.25, 4, 0.8, 2.5, PeriodUnit.WEEK);
    assertEquals(-0.41792826, model.logLikelihood(0, 0, 40), 5e-9);
    assertEquals(100.7869, model.logLikelihood(200, 38, 40), 5e-5);
  }
}
