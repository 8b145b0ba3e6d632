package org.clv4j.models.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Purchases in an interval to come, and that there is any, where differences would cancel. */
class IntervalTest {
  private static final PeriodUnit WEEK = PeriodUnit.WEEK;

  static Stream<TransactionModel> models() {
    return Stream.of(
        new Nbd(0.385, 12.07, WEEK),
        new BgNbd(0.243, 4.414, 0.793, 2.426, WEEK),
        new BgNbd(0.243, 4.414, 1, 2.426, WEEK),
        new MbgNbd(0.525, 6.183, 0.891, 1.614, WEEK),
        new BgCnbdK(2, 0.8, 2.5, 0.8, 2.4, WEEK),
        new ParetoNbd(0.553, 10.578, 0.606, 11.669, WEEK),
        new ParetoNbd(0.553, 10.578, 1, 11.669, WEEK),
        GGompertzNbd.of(1.5, 5, 0.08, 1.2, 48, WEEK));
  }

  @ParameterizedTest
  @MethodSource("models")
  void intervalsAddUp(TransactionModel model) {
    CustomerSummary customer = new CustomerSummary(2, 30.43, 38.86, WEEK);
    double sum = 0;
    for (int from : new int[] {0, 3, 10, 30}) {
      int to = from == 0 ? 3 : from == 3 ? 10 : from == 10 ? 30 : 39;
      sum += model.expectedPurchases(customer, TimeSpan.of(from, WEEK), TimeSpan.of(to, WEEK));
    }
    double whole = model.expectedPurchases(customer, TimeSpan.of(39, WEEK));
    assertEquals(whole, sum, 1e-11 * whole);
    double first = model.expectedPurchases(TimeSpan.of(0, WEEK), TimeSpan.of(13, WEEK));
    double second = model.expectedPurchases(TimeSpan.of(13, WEEK), TimeSpan.of(39, WEEK));
    assertEquals(model.expectedPurchases(39), first + second, 1e-11 * (first + second));
    assertEquals(0, model.expectedPurchases(5, 5));
    assertThrows(IllegalArgumentException.class, () -> model.expectedPurchases(2, 1));
    assertThrows(IllegalArgumentException.class, () -> model.expectedPurchases(-1, 1));
    assertThrows(IllegalArgumentException.class, () -> model.expectedPurchases(0, Double.NaN));
  }

  /**
   * Per unit of a shorter and shorter interval, purchases tend to a rate; a difference would not.
   */
  @ParameterizedTest
  @MethodSource("models")
  void shortIntervalsFarOffKeepTheirDigits(TransactionModel model) {
    if (model instanceof CnbdK) {
      return;
    }
    for (double from : new double[] {1, 100, 10_000}) {
      double rate = model.expectedPurchases(0, 0, 0, from, from + 1e-5) / 1e-5;
      double length = from + 1e-9 - from;
      double shorter = model.expectedPurchases(0, 0, 0, from, from + length) / length;
      assertEquals(rate, shorter, 1e-5 * rate, () -> model + " from " + from);
      double tiny = model.expectedPurchases(2, 30, 40, from, from + length);
      assertTrue(tiny >= 0, () -> model + " " + tiny);
    }
  }

  /** At first there is no time to leave: P(any) is t times the rate. */
  @ParameterizedTest
  @MethodSource("models")
  void anyPurchaseInAMoment(TransactionModel model) {
    if (model instanceof CnbdK) {
      return;
    }
    CustomerSummary customer = new CustomerSummary(2, 30.43, 38.86, WEEK);
    double expected = model.expectedPurchases(customer, TimeSpan.of(1e-9, WEEK));
    assertEquals(
        expected,
        model.probabilityOfAnyPurchase(customer, TimeSpan.of(1e-9, WEEK)),
        1e-8 * expected);
  }

  /** Customers gone long before they would buy: one purchase at most, so that P(any) is E(X). */
  @Test
  void anyPurchaseOfTheShortLived() {
    ParetoNbd model = new ParetoNbd(1e-6, 1e6, 1000, 1e-3, WEEK);
    double expected = model.expectedPurchases(1);
    assertEquals(1e-12 * 1e-3 / 999, expected, 1e-12 * expected);
    assertEquals(expected, model.probabilityOfAnyPurchase(0, 0, 0, 1), 1e-11 * expected);
  }

  /** Of NBD (alpha + T) ((1 - p)^(-1 / (r + x)) - 1); of all the inverse of P(any purchase). */
  @ParameterizedTest
  @MethodSource("models")
  void theNextPurchaseComesBy(TransactionModel model) {
    CustomerSummary customer = new CustomerSummary(2, 30.43, 38.86, WEEK);
    double t = model.timeToNextPurchase(2, 30.43, 38.86, 0.25).orElseThrow();
    assertEquals(0.25, model.probabilityOfAnyPurchase(2, 30.43, 38.86, t), 1e-10);
    assertEquals(
        LocalDate.EPOCH.plusDays((long) Math.ceil(7 * t)),
        model.nextPurchase(customer, LocalDate.EPOCH, 0.25).orElseThrow());
    if (model instanceof Nbd nbd) {
      assertEquals((12.07 + 38.86) * (Math.pow(0.75, -1 / 2.385) - 1), t, 1e-10 * t);
      assertTrue(nbd.timeToNextPurchase(0, 0, 39, 0.5).isPresent());
      assertTrue(nbd.expectedTimeToNextPurchase(0, 0, 39).isEmpty());
    } else {
      assertTrue(model.nextPurchase(customer, LocalDate.EPOCH, 0.999999).isEmpty());
    }
    assertThrows(
        IllegalArgumentException.class, () -> model.timeToNextPurchase(0, 0, 39, Double.NaN));
  }
}
