package org.clv4j.models.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.simulate.HistorySimulation;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.MbgCnbdK;
import org.clv4j.models.transaction.ParetoNbd;
import org.clv4j.models.transaction.TransactionModel;
import org.junit.jupiter.api.Test;

class LikelihoodSurfaceTest {
  private static final PeriodUnit WEEK = PeriodUnit.WEEK;

  private static CustomerSummaries simulated(TransactionModel truth) {
    double[] age = new double[800];
    Arrays.setAll(age, i -> 20 + i % 60);
    return HistorySimulation.like(
        TransactionModels.process(truth),
        CustomerSummaries.of(new int[age.length], new double[age.length], age, null, WEEK),
        3);
  }

  @Test
  void itIsHighestAtTheEstimate() {
    for (TransactionModel truth :
        List.of(
            new BgNbd(0.8, 4.4, 0.9, 2.4, WEEK),
            new ParetoNbd(0.8, 6, 0.9, 12, WEEK),
            new MbgCnbdK(2, 0.8, 2, 0.9, 2.4, WEEK))) {
      CustomerSummaries data = simulated(truth);
      Integer k = truth.parameters().containsKey("k") ? (Integer) 2 : null;
      FitResult<? extends TransactionModel> fit =
          TransactionModels.fit(truth.name(), data, k, FitOptions.DEFAULT);
      LikelihoodSurface surface = LikelihoodSurface.of(fit, data, "r", "alpha", 2, 2);
      assertEquals(fit.parameter("r"), surface.firstValues().get(2));
      assertEquals(fit.parameter("alpha"), surface.secondValues().get(2));
      double top = surface.logLikelihood().get(2).get(2);
      assertEquals(fit.logLikelihood(), top, 1e-8 * Math.abs(top), truth.name());
      for (int row = 0; row < 5; row++) {
        for (int column = 0; column < 5; column++) {
          boolean estimate = row == 2 && column == 2;
          double there = surface.logLikelihood().get(row).get(column);
          assertTrue(estimate || there < top, truth.name() + " at " + row + ", " + column);
        }
      }
    }
  }

  /** One row, one column: the model with that alpha and that r. */
  @Test
  void aPointIsTheLikelihoodOfItsParameters() {
    CustomerSummaries data = simulated(new BgNbd(0.8, 4.4, 0.9, 2.4, WEEK));
    FitResult<BgNbd> fit = BgNbd.fit(data);
    LikelihoodSurface surface = LikelihoodSurface.of(fit, data, "r", "alpha", 3, 1);
    BgNbd held =
        new BgNbd(
            surface.firstValues().get(0),
            surface.secondValues().get(2),
            fit.model().a(),
            fit.model().b(),
            WEEK);
    assertEquals(held.logLikelihood(data), surface.logLikelihood().get(2).get(0));
    double error = fit.standardError("r").orElseThrow() / fit.parameter("r");
    assertEquals(fit.parameter("r") * Math.exp(3 * error), surface.firstValues().get(2), 1e-12);
  }

  @Test
  void parametersAreTwoOfTheFit() {
    CustomerSummaries data = simulated(new BgNbd(0.8, 4.4, 0.9, 2.4, WEEK));
    FitResult<BgNbd> fit = BgNbd.fit(data);
    for (List<String> pair : List.of(List.of("r", "r"), List.of("r", "s"))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> LikelihoodSurface.of(fit, data, pair.get(0), pair.get(1), 3, 1));
    }
    assertThrows(
        IllegalArgumentException.class, () -> LikelihoodSurface.of(fit, data, "r", "alpha", 0, 1));
    assertThrows(
        IllegalArgumentException.class, () -> LikelihoodSurface.of(fit, data, "r", "alpha", 3, 0));
  }
}
