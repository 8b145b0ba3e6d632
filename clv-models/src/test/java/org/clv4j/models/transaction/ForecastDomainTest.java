package org.clv4j.models.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
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
