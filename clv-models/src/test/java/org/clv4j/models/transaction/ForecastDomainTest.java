package org.clv4j.models.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.clv4j.core.value.PeriodUnit;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForecastDomainTest {
  private static final PeriodUnit WEEK = PeriodUnit.WEEK;

  /** So long that only a computation that never ends can miss it. */
  private static final Duration FOR_EVER = Duration.ofSeconds(60);

  static Stream<TransactionModel> models() {
    return Stream.of(
        new Nbd(0.8, 5, WEEK),
        new BgNbd(0.243, 4.414, 0.793, 2.426, WEEK),
        new MbgNbd(0.525, 6.183, 0.891, 1.614, WEEK),
        new BgCnbdK(2, 0.9, 3, 0.6, 2.5, WEEK),
        new MbgCnbdK(2, 0.9, 3, 0.6, 2.5, WEEK),
        new ParetoNbd(0.553, 10.578, 0.606, 11.669, WEEK),
        new GGompertzNbd(0.8, 5, 0.05, 0.6, 0.5, WEEK));
  }

  @ParameterizedTest
  @MethodSource("models")
  void noForecastIsMadeForTimesThatAreNone(TransactionModel model) {
    for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      List<Executable> forecasts =
          List.of(
              () -> model.expectedPurchases(bad),
              () -> model.expectedPurchases(2, 10, 20, bad),
              () -> model.probabilityOfAnyPurchase(2, 10, 20, bad),
              () -> model.probabilityOfPurchases(1, bad),
              () -> model.probabilityOfPurchases(2, 10, 20, 1, bad),
              () -> model.discountedExpectedResidualTransactions(2, 10, 20, bad),
              () -> model.discountedExpectedResidualTransactions(2, 10, 20, 0.01, bad),
              () -> model.discountedExpectedResidualTransactions(2, 10, 20, bad, 52));
      for (Executable forecast : forecasts) {
        assertTimeoutPreemptively(
            FOR_EVER, () -> assertThrows(IllegalArgumentException.class, forecast));
      }
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> model.discountedExpectedResidualTransactions(2, 10, 20, 0));
    assertThrows(IllegalArgumentException.class, () -> model.probabilityOfPurchases(-1, 52));
    assertThrows(
        IllegalArgumentException.class, () -> model.probabilityOfPurchases(2, 10, 20, -1, 52));
  }

  private static List<Executable> ofHistory(TransactionModel model, int x, double tx, double t) {
    List<Executable> all =
        new ArrayList<>(
            List.of(
                () -> model.logLikelihood(x, tx, t),
                () -> model.probabilityAlive(x, tx, t),
                () -> model.probabilityAlive(x, tx, t, 5),
                () -> model.expectedPurchases(x, tx, t, 5),
                () -> model.expectedPurchases(x, tx, t, 2, 5),
                () -> model.probabilityOfPurchases(x, tx, t, 2, 5),
                () -> model.probabilityOfAnyPurchase(x, tx, t, 5),
                () -> model.discountedExpectedResidualTransactions(x, tx, t, 0.1),
                () -> model.discountedExpectedResidualTransactions(x, tx, t, 0.1, 5),
                () -> model.expectedTransactionRate(x, tx, t),
                () -> model.expectedTimeToNextPurchase(x, tx, t)));
    if (model instanceof BgNbd bg) {
      all.add(() -> bg.expectedDropoutProbability(x, tx, t));
    } else if (model instanceof MbgNbd mbg) {
      all.add(() -> mbg.expectedDropoutProbability(x, tx, t));
    } else if (model instanceof CnbdK cnbd) {
      all.add(() -> cnbd.expectedDropoutProbability(x, tx, t));
      all.add(() -> cnbd.logLikelihood(x, tx, t, 0));
    } else if (model instanceof ParetoNbd pareto) {
      all.add(() -> pareto.expectedDropoutRate(x, tx, t));
    } else if (model instanceof GGompertzNbd gompertz) {
      all.add(() -> gompertz.expectedInitialDropoutRate(x, tx, t));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("models")
  void noHistoryIsScoredThatCannotBe(TransactionModel model) {
    double nan = Double.NaN;
    double[][] histories = {
      {-5, 1, 2},
      {10_000_001, 1, 2},
      {3, -1, 10},
      {3, nan, 10},
      {3, 11, 10},
      {3, 1, nan},
      {3, 1, Double.POSITIVE_INFINITY},
      {3, 1, 1.1e15},
      {0, 0, -1},
      {0, 0, nan}
    };
    for (double[] h : histories) {
      for (Executable score : ofHistory(model, (int) h[0], h[1], h[2])) {
        assertTimeoutPreemptively(
            FOR_EVER, () -> assertThrows(IllegalArgumentException.class, score));
      }
      if (model instanceof FactorizedForecast forecast && !(h[1] != 0 && h[2] == 10)) {
        int x = (int) h[0];
        List<Executable> ifAlive =
            List.of(
                () -> forecast.expectedPurchasesIfAlive(x, h[2], 5),
                () -> forecast.expectedPurchasesIfAlive(x, h[2], 2, 5),
                () -> forecast.discountedExpectedResidualTransactionsIfAlive(x, h[2], 0.1),
                () -> forecast.discountedExpectedResidualTransactionsIfAlive(x, h[2], 0.1, 5));
        for (Executable score : ifAlive) {
          assertThrows(IllegalArgumentException.class, score);
        }
      }
    }
    assertEquals(
        "recency must be between 0.0 and 10.0, but was 11.0",
        refused(() -> model.probabilityAlive(3, 11, 10)));
    assertEquals(
        "frequency must be between 0 and 10000000, but was -5",
        refused(() -> model.expectedPurchases(-5, 1, 2, 5)));
  }

  private static String refused(Executable call) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @ParameterizedTest
  @MethodSource("models")
  void whatIsOutOfRangeIsNamed(TransactionModel model) {
    String rate = "discount rate must be between 1.0E-100 and 1.0E15, but was ";
    String horizon = "horizon must be between 0.0 and 1.0E15, but was 1.7976931348623157E308";
    for (double bad : new double[] {1e-300, Double.MAX_VALUE}) {
      assertEquals(
          rate + bad, refused(() -> model.discountedExpectedResidualTransactions(3, 1, 10, bad)));
      assertEquals(
          rate + bad,
          refused(() -> model.discountedExpectedResidualTransactions(3, 1, 10, bad, 5)));
    }
    double max = Double.MAX_VALUE;
    assertEquals(horizon, refused(() -> model.expectedPurchases(max)));
    assertEquals(horizon, refused(() -> model.expectedPurchases(3, 1, 10, max)));
    assertEquals(horizon, refused(() -> model.probabilityOfPurchases(3, 1, 10, 2, max)));
    assertEquals(
        horizon, refused(() -> model.discountedExpectedResidualTransactions(3, 1, 10, 0.1, max)));
    assertEquals(
        horizon.replace("horizon", "later"), refused(() -> model.probabilityAlive(3, 1, 10, max)));
    assertEquals(
        horizon.replace("horizon", "end of the interval"),
        refused(() -> model.expectedPurchases(3, 1, 10, 5, max)));
    assertEquals(
        "purchases must be between 0 and 10000000, but was 10000001",
        refused(() -> model.probabilityOfPurchases(10_000_001, 5)));
  }

  /** Every corner of what is allowed has an answer, in time. */
  @ParameterizedTest
  @MethodSource("models")
  void theCornersAreFinite(TransactionModel model) {
    for (double[] h :
        new double[][] {
          {0, 0, 0},
          {0, 0, 1e-300},
          {0, 0, 1e15},
          {1, 1e-300, 1e15},
          {10_000_000, 10, 20},
          {10_000_000, 1e15, 1e15},
          {3, 10, 1e15}
        }) {
      int x = (int) h[0];
      double tx = h[1];
      double t = h[2];
      assertTimeoutPreemptively(
          FOR_EVER,
          () -> {
            finite(model.logLikelihood(x, tx, t), h);
            finite(model.probabilityAlive(x, tx, t), h);
            finite(model.expectedTransactionRate(x, tx, t), h);
            model.expectedTimeToNextPurchase(x, tx, t).ifPresent(mean -> finite(mean, h));
            if (model instanceof GGompertzNbd gompertz) {
              finite(gompertz.expectedInitialDropoutRate(x, tx, t), h);
            }
            for (double horizon : new double[] {1e-300, 1e15}) {
              finite(model.probabilityAlive(x, tx, t, horizon), h);
              finite(model.expectedPurchases(x, tx, t, horizon), h);
              finite(model.probabilityOfPurchases(x, tx, t, 10_000_000, horizon), h);
              finite(model.probabilityOfAnyPurchase(x, tx, t, horizon), h);
            }
            for (double discount : new double[] {1e-100, 1e15}) {
              finite(model.discountedExpectedResidualTransactions(x, tx, t, discount), h);
              finite(model.discountedExpectedResidualTransactions(x, tx, t, discount, 1e15), h);
            }
          });
    }
  }

  private static void finite(double value, double[] history) {
    assertTrue(Double.isFinite(value), () -> Arrays.toString(history) + " " + value);
  }

  @ParameterizedTest
  @MethodSource("models")
  void aDiscountedHorizonOfAgesIsForEver(TransactionModel model) {
    double within =
        assertTimeoutPreemptively(
            FOR_EVER, () -> model.discountedExpectedResidualTransactions(2, 10, 20, 0.01, 1e9));
    double forEver = model.discountedExpectedResidualTransactions(2, 10, 20, 0.01);
    // Two computations, each good to about 1e-10.
    assertEquals(forEver, within, 1e-8 * forEver);
    assertTrue(forEver > 0);
  }

  @ParameterizedTest
  @MethodSource("models")
  void anyPurchaseIsTheRestOfNone(TransactionModel model) {
    for (double horizon : new double[] {0, 0.5, 10, 200}) {
      for (int x : new int[] {0, 3}) {
        double none = model.probabilityOfPurchases(x, 4.0 * x, 20, 0, horizon);
        // 1 - none is rounded at 1e-16; none is good to about 1e-12.
        assertEquals(1 - none, model.probabilityOfAnyPurchase(x, 4.0 * x, 20, horizon), 1e-11);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void inAnInstantAnyPurchaseIsTheOnlyOne(TransactionModel model) {
    double any = model.probabilityOfAnyPurchase(60, 10, 100, 1e-6);
    // A second purchase has a chance of about 1e-6 of the first.
    assertEquals(1, any / model.expectedPurchases(60, 10, 100, 1e-6), 1e-5);
    assertTrue(any > 0);
  }

  @ParameterizedTest
  @MethodSource("models")
  void parametersCannotBeChanged(TransactionModel model) {
    assertThrows(
        UnsupportedOperationException.class, () -> model.parameters().put("r", 1.0), model::name);
  }
}
