package org.clv4j.models.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.spend.SpendSummaries;
import org.clv4j.models.transaction.BgCnbdK;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.MbgNbd;
import org.clv4j.models.transaction.Nbd;
import org.clv4j.models.transaction.ParetoNbd;
import org.junit.jupiter.api.Test;

class DiagnosticsTest {
  private static final PeriodUnit WEEK = PeriodUnit.WEEK;
  private static final MbgNbd MODEL = new MbgNbd(0.525, 6.183, 0.891, 1.614, WEEK);

  /** Two ages; expected customers sum to all of them. */
  @Test
  void frequencies() {
    CustomerSummaries customers =
        CustomerSummaries.of(
            new int[] {0, 0, 1, 5, 3},
            new double[] {0, 0, 4, 9, 8},
            new double[] {10, 20, 10, 20, 20},
            new double[] {3, 1, 1, 2, 1},
            WEEK);
    FrequencyFit fit = FrequencyFit.of(MODEL, customers, 3);
    assertEquals(
        List.of(4.0, 1.0, 0.0, 3.0), fit.bins().stream().map(FrequencyFit.Bin::actual).toList());
    assertEquals(8, fit.bins().stream().mapToDouble(FrequencyFit.Bin::expected).sum(), 1e-12);
    assertEquals(
        4 * MODEL.probabilityOfPurchases(1, 10) + 4 * MODEL.probabilityOfPurchases(1, 20),
        fit.bins().get(1).expected(),
        1e-14);
    assertThrows(IllegalArgumentException.class, () -> FrequencyFit.of(MODEL, customers, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> FrequencyFit.of(new Nbd(1, 1, PeriodUnit.DAY), customers, 3));
  }

  /** By quadrature of the density f(z | x); all expected are all customers. */
  @Test
  void spend() {
    GammaGamma model = new GammaGamma(6.25, 3.74, 15.44);
    SpendSummaries customers =
        SpendSummaries.of(
            new int[] {1, 1, 4, 0}, new double[] {9.99, 30, 41, 0}, new double[] {2, 1, 3, 5});
    SpendFit fit = SpendFit.of(model, customers, 10, 4);
    assertEquals(
        List.of(2.0, 0.0, 0.0, 1.0, 3.0), fit.bins().stream().map(SpendFit.Bin::actual).toList());
    assertEquals(40, fit.bins().get(4).from());
    assertEquals(6, fit.bins().stream().mapToDouble(SpendFit.Bin::expected).sum(), 1e-12);
    int steps = 20_000;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      double z = 20 + 10 * (i + 0.5) / steps;
      sum +=
          10.0
              / steps
              * (3 * Math.exp(model.logLikelihood(1, z)) + 3 * Math.exp(model.logLikelihood(4, z)));
    }
    assertEquals(sum, fit.bins().get(2).expected(), 1e-8);
    assertThrows(IllegalArgumentException.class, () -> SpendFit.of(model, customers, 0, 4));
    assertThrows(IllegalArgumentException.class, () -> SpendFit.of(model, customers, 1, 0));
  }

  @Test
  void matrices() {
    HistoryMatrix alive = HistoryMatrix.probabilityAlive(MODEL, 40, 5, 4);
    assertEquals(List.of(0.0, 10.0, 20.0, 30.0, 40.0), alive.recencies());
    assertEquals(6, alive.values().size());
    assertEquals(MODEL.probabilityAlive(2, 30, 40), alive.values().get(2).get(3));
    assertEquals(MODEL.probabilityAlive(0, 0, 40), alive.values().get(0).get(4));
    for (List<Double> row : alive.values().subList(1, 6)) {
      for (int i = 1; i < row.size(); i++) {
        assertTrue(row.get(i) > row.get(i - 1), "who bought later is rather there");
      }
    }
    HistoryMatrix expected = HistoryMatrix.expectedPurchases(MODEL, 40, 5, 4, 52);
    assertEquals(MODEL.expectedPurchases(2, 30, 40, 52), expected.values().get(2).get(3));
    assertThrows(
        IllegalArgumentException.class, () -> HistoryMatrix.probabilityAlive(MODEL, 0, 5, 4));
  }

  @Test
  void aHistoryFallsInSilenceAndRisesWithPurchases() {
    LocalDate first = LocalDate.of(2024, 1, 1);
    AliveHistory history =
        AliveHistory.of(
            MODEL, List.of(first.plusDays(40), first, first.plusDays(40)), first.plusDays(60));
    assertEquals(61, history.days().size());
    assertEquals(MODEL.probabilityAlive(0, 0, 0), history.days().get(0).probabilityAlive());
    assertTrue(history.days().get(40).purchase());
    assertEquals(
        MODEL.probabilityAlive(1, 40 / 7.0, 60 / 7.0), history.days().get(60).probabilityAlive());
    for (int day = 1; day <= 60; day++) {
      double before = history.days().get(day - 1).probabilityAlive();
      double then = history.days().get(day).probabilityAlive();
      assertTrue(day == 40 ? then > before : then < before, "day " + day);
    }
    assertThrows(IllegalArgumentException.class, () -> AliveHistory.of(MODEL, List.of(), first));
  }

  /** Each density integrates to 1 and has its mean, by the midpoint rule on a fine grid. */
  @Test
  void densities() {
    for (var model :
        List.of(
            new Nbd(2, 12, WEEK),
            new BgNbd(2.2, 4.4, 2.8, 3.4, WEEK),
            new BgCnbdK(3, 2.2, 1.5, 2.8, 3.4, WEEK),
            new ParetoNbd(2.5, 10, 2.6, 12, WEEK))) {
      for (Heterogeneity.Density density : Heterogeneity.of(model).densities()) {
        double end = density.beta() ? 1 : 40 * density.mean();
        int steps = 200_000;
        double sum = 0;
        double mean = 0;
        for (int i = 0; i < steps; i++) {
          double rate = end * (i + 0.5) / steps;
          sum += density.at(rate) * end / steps;
          mean += rate * density.at(rate) * end / steps;
        }
        assertEquals(1, sum, 1e-6, density::toString);
        assertEquals(density.mean(), mean, 1e-6 * density.mean(), density::toString);
        assertEquals(0, density.at(-1));
      }
    }
    assertEquals(1, Heterogeneity.of(new Nbd(2, 12, WEEK)).densities().size());
    assertEquals(
        2.0 / 12 / 1, Heterogeneity.of(new Nbd(2, 12, WEEK)).densities().get(0).mean(), 1e-15);
  }
}
