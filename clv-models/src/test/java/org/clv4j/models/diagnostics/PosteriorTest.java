package org.clv4j.models.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.transaction.BgCnbdK;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.GGompertzNbd;
import org.clv4j.models.transaction.MbgNbd;
import org.clv4j.models.transaction.Nbd;
import org.clv4j.models.transaction.ParetoNbd;
import org.clv4j.models.transaction.TransactionModel;
import org.junit.jupiter.api.Test;

/**
 * Posterior densities against the joint density of both latent rates, integrated by brute force on
 * a grid: by the midpoint rule in logs (in log odds of probabilities), which for such densities
 * converges faster than any power of the step.
 */
class PosteriorTest {
  private static final PeriodUnit WEEK = PeriodUnit.WEEK;
  private static final int STEPS = 500;
  private static final double FROM = -40;
  private static final double TO = 15;

  private record History(int x, double recency, double age) {}

  private static final List<History> HISTORIES =
      List.of(
          new History(0, 0, 30),
          new History(1, 2, 50),
          new History(3, 20, 30),
          new History(12, 29, 30),
          new History(7, 5, 100),
          new History(2, 30, 30));

  private static double gamma(double shape, double rate, double value) {
    return Math.pow(value, shape - 1) * Math.exp(-rate * value);
  }

  private static double beta(double a, double b, double value) {
    return Math.pow(value, a - 1) * Math.pow(1 - value, b - 1);
  }

  private static double integral(DoubleUnaryOperator density, boolean probability) {
    double step = (TO - FROM) / STEPS;
    double sum = 0;
    for (int i = 0; i < STEPS; i++) {
      double at = FROM + (i + 0.5) * step;
      double value = probability ? 1 / (1 + Math.exp(-at)) : Math.exp(at);
      if (value > 0 && (!probability || value < 1)) {
        sum += step * density.applyAsDouble(value) * value * (probability ? 1 - value : 1);
      }
    }
    return sum;
  }

  private static void check(
      TransactionModel model, History h, DoubleBinaryOperator joint, boolean probability) {
    double all =
        integral(rate -> integral(leave -> joint.applyAsDouble(rate, leave), probability), false);
    for (double rate : new double[] {1e-3, 0.02, 0.1, 0.3, 1, 4}) {
      double expected = integral(leave -> joint.applyAsDouble(rate, leave), probability) / all;
      assertEquals(
          expected,
          Heterogeneity.posteriorOfPurchaseRate(model, h.x, h.recency, h.age, rate),
          1e-9 * expected + 1e-12,
          model + " " + h + " rate " + rate);
    }
    for (double leave : new double[] {1e-3, 0.02, 0.1, 0.3, 0.8}) {
      double expected = integral(rate -> joint.applyAsDouble(rate, leave), false) / all;
      assertEquals(
          expected,
          Heterogeneity.posteriorOfDropout(model, h.x, h.recency, h.age, leave),
          1e-9 * expected + 1e-12,
          model + " " + h + " dropout " + leave);
    }
  }

  @Test
  void leavingAfterPurchases() {
    for (History h : HISTORIES) {
      for (int first : new int[] {0, 1}) {
        TransactionModel model =
            first == 0 ? new BgNbd(0.8, 6, 0.9, 2.4, WEEK) : new MbgNbd(0.8, 6, 0.9, 2.4, WEEK);
        int chances = h.x + first;
        check(
            model,
            h,
            (rate, p) ->
                gamma(0.8 + h.x, 6, rate)
                    * beta(0.9, 2.4, p)
                    * (Math.pow(1 - p, chances) * Math.exp(-rate * h.age)
                        + (chances == 0
                            ? 0
                            : p * Math.pow(1 - p, chances - 1) * Math.exp(-rate * h.recency))),
            true);
      }
    }
  }

  /** The individual likelihood of Schmittlein, Morrison and Colombo (1987). */
  @Test
  void leavingAtAnyTime() {
    for (double s : new double[] {0.7, 9}) {
      ParetoNbd model = new ParetoNbd(0.8, 6, s, 12 * s, WEEK);
      for (History h : HISTORIES) {
        check(
            model,
            h,
            (rate, mu) ->
                gamma(0.8 + h.x, 6, rate)
                    * gamma(s, 12 * s, mu)
                    * (rate * Math.exp(-(rate + mu) * h.age)
                        + mu * Math.exp(-(rate + mu) * h.recency))
                    / (rate + mu),
            false);
      }
    }
  }

  /** Given whether the customer is there, dropout has nothing to do with the rate, nor with k. */
  @Test
  void regularBuyersLeaveAlike() {
    BgCnbdK regular = new BgCnbdK(3, 0.8, 2, 0.9, 2.4, WEEK);
    double alive = regular.probabilityAlive(3, 20, 30);
    assertEquals(
        alive * betaDensity(0.9, 5.4, 0.2) + (1 - alive) * betaDensity(1.9, 4.4, 0.2),
        Heterogeneity.posteriorOfDropout(regular, 3, 20, 30, 0.2),
        1e-12);
  }

  private static double betaDensity(double a, double b, double value) {
    return beta(a, b, value) / integral(v -> beta(a, b, v), true);
  }

  @Test
  void meansAreThoseOfTheModels() {
    for (TransactionModel model :
        List.of(
            new Nbd(0.8, 6, WEEK),
            new MbgNbd(0.525, 6.183, 0.891, 1.614, WEEK),
            new ParetoNbd(0.8, 6, 0.7, 12, WEEK))) {
      assertEquals(
          model.expectedTransactionRate(3, 20, 30),
          integral(
              rate -> rate * Heterogeneity.posteriorOfPurchaseRate(model, 3, 20, 30, rate), false),
          1e-9);
    }
  }

  @Test
  void outsideAndOtherModels() {
    ParetoNbd pareto = new ParetoNbd(0.8, 6, 0.7, 12, WEEK);
    assertEquals(0, Heterogeneity.posteriorOfPurchaseRate(pareto, 3, 20, 30, 0));
    assertEquals(0, Heterogeneity.posteriorOfDropout(pareto, 3, 20, 30, -1));
    assertEquals(
        0, Heterogeneity.posteriorOfDropout(new BgNbd(0.8, 6, 0.9, 2.4, WEEK), 3, 20, 30, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> Heterogeneity.posteriorOfDropout(new Nbd(1, 1, WEEK), 1, 2, 3, 0.1));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Heterogeneity.posteriorOfPurchaseRate(
                GGompertzNbd.of(1.5, 5, 0.08, 1.2, 48, WEEK), 1, 2, 3, 0.1));
    assertThrows(
        IllegalArgumentException.class,
        () -> Heterogeneity.posteriorOfDropout(pareto, 1, 4, 3, 0.1));
  }
}
