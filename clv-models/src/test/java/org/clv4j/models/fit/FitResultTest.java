package org.clv4j.models.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FitResultTest {
  private static FitResult<String> fit(
      Map<String, Double> parameters, double logLikelihood, double customers) {
    return new FitResult<>(
        "model",
        parameters,
        Covariance.of(List.of("r"), new double[][] {{0.0625}}),
        Covariance.NONE,
        logLikelihood,
        customers,
        7,
        1e-12,
        List.of(),
        new Objective(
            parameters.size() > 2 ? "ggompertz-nbd" : "pareto-nbd", 1, Map.of(), false, Set.of()));
  }

  @Test
  void criteriaAndIntervals() {
    FitResult<String> fit = fit(Map.of("r", 2.0, "alpha", 3.0), -100, 50);
    assertEquals(204, fit.aic());
    assertEquals(200 + 2 * Math.log(50), fit.bic());
    FitResult.ConfidenceInterval interval = fit.confidenceInterval("r", 0.95).orElseThrow();
    // 1.959963984540054 is the 97.5 % point of the normal distribution.
    assertEquals(2 * Math.exp(-1.959963984540054 * 0.25), interval.low(), 1e-12);
    assertEquals(2 * Math.exp(1.959963984540054 * 0.25), interval.high(), 1e-12);
    assertTrue(fit.confidenceInterval("alpha", 0.95).isEmpty());
    assertThrows(IllegalArgumentException.class, () -> fit.confidenceInterval("b", 0.9));
    assertThrows(IllegalArgumentException.class, () -> fit.confidenceInterval("r", 1));
    assertThrows(IllegalArgumentException.class, () -> fit.parameter("b"));
  }

  @Test
  void likelihoodRatios() {
    FitResult<String> large = fit(Map.of("r", 2.0, "alpha", 3.0, "a", 1.0, "b", 1.0), -100, 50);
    FitResult<String> small = fit(Map.of("r", 2.0, "alpha", 3.0), -103, 50);
    FitResult.LikelihoodRatio test = large.likelihoodRatioTest(small);
    assertEquals(6, test.statistic());
    assertEquals(2, test.degreesOfFreedom());
    // Of two degrees of freedom: e^(-6/2).
    assertEquals(Math.exp(-3), test.pValue(), 1e-14);
    assertEquals(1, large.likelihoodRatioTest(fit(Map.of("r", 1.0), -100 + 1e-9, 50)).pValue());
    assertThrows(
        IllegalArgumentException.class,
        () -> large.likelihoodRatioTest(fit(Map.of("r", 1.0), -99, 50)));
    assertThrows(IllegalArgumentException.class, () -> small.likelihoodRatioTest(large));
    assertThrows(
        IllegalArgumentException.class,
        () -> large.likelihoodRatioTest(fit(Map.of("r", 1.0), -103, 49)));
  }
}
