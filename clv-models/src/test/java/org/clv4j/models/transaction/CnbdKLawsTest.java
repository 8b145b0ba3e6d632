package org.clv4j.models.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.value.PeriodUnit;

/** What holds for CNBD-k whatever the parameters and the history. */
class CnbdKLawsTest {

  @Property(tries = 300)
  void everythingIsFiniteAndInRange(
      @ForAll("extremeModels") CnbdK model, @ForAll("extremeCustomers") CustomerSummary c) {
    int x = c.frequency();
    double tx = c.recency();
    double age = c.age();
    assertTrue(Double.isFinite(model.logLikelihood(c)));
    assertInUnit(model.probabilityAlive(c));
    assertInUnit(model.probabilityAlive(x, tx, age, 10));
    assertInUnit(model.probabilityOfPurchases(x, tx, age, 0, 10));
    assertInUnit(model.probabilityOfPurchases(x, tx, age, 7, 10));
    double expected = model.expectedPurchases(x, tx, age, age + 1);
    assertTrue(expected >= 0 && expected < Double.MAX_VALUE, () -> model + " buys " + expected);
    double residual = model.discountedExpectedResidualTransactions(x, tx, age, 0.01);
    assertTrue(residual >= 0 && residual < Double.MAX_VALUE, () -> model + " buys " + residual);
    double rate = model.expectedTransactionRate(x, tx, age);
    assertTrue(rate > 0 && rate < Double.MAX_VALUE, () -> model + " rate " + rate);
    model.expectedTimeToNextPurchase(x, tx, age).ifPresent(t -> assertTrue(t > 0 && t < 1e300));
  }

  private static void assertInUnit(double probability) {
    assertTrue(probability >= 0 && probability <= 1, () -> "was " + probability);
  }

  @Property(tries = 60)
  void probabilitiesSumToOneAndTheirMeanIsTheExpectation(
      @ForAll("models") CnbdK model, @ForAll("customers") CustomerSummary c) {
    // z^(3000 k) < 1e-100 with z = t / (alpha + t), so that 3 000 purchases leave nothing out.
    double t = Math.min(20, 10 * model.k() * model.alpha());
    int x = c.frequency();
    double sum = 0;
    double mean = 0;
    double newSum = 0;
    double newMean = 0;
    for (int n = 0; n < 3000; n++) {
      double later = model.probabilityOfPurchases(x, c.recency(), c.age(), n, t);
      double fresh = model.probabilityOfPurchases(n, t);
      sum += later;
      mean += n * later;
      newSum += fresh;
      newMean += n * fresh;
    }
    assertEquals(1, sum, 1e-10);
    assertEquals(1, newSum, 1e-10);
    double expected = model.expectedPurchases(x, c.recency(), c.age(), t);
    assertEquals(expected, mean, 1e-9 * Math.max(1, mean));
    assertEquals(model.expectedPurchases(t), newMean, 1e-9 * Math.max(1, newMean));
  }

  @Property(tries = 200)
  void silenceNeverMakesAliveAndTheFutureIsForeseen(
      @ForAll("models") CnbdK model, @ForAll("customers") CustomerSummary c) {
    int x = c.frequency();
    double now = model.probabilityAlive(c);
    double silent = model.probabilityAlive(x, c.recency(), c.age() + 3);
    assertTrue(silent <= now * (1 + 1e-12), () -> now + " then " + silent);
    double soon = model.probabilityAlive(x, c.recency(), c.age(), 3);
    double late = model.probabilityAlive(x, c.recency(), c.age(), 6);
    assertTrue(soon <= now * (1 + 1e-12), () -> now + " then " + soon);
    assertTrue(late <= soon * (1 + 1e-12), () -> soon + " then " + late);
    assertEquals(now, model.probabilityAlive(x, c.recency(), c.age(), 0), 1e-14);
    assertEquals(0, model.expectedPurchases(x, c.recency(), c.age(), 0), 0);
    double three = model.expectedPurchases(x, c.recency(), c.age(), 3);
    double six = model.expectedPurchases(x, c.recency(), c.age(), 6);
    assertTrue(three <= six, () -> three + " then " + six);
  }

  @Property(tries = 100)
  void scalingTimeScalesAlphaOnly(
      @ForAll("models") CnbdK week, @ForAll("customers") CustomerSummary c) {
    CnbdK day = scaled(week, 7);
    int x = c.frequency();
    double tx = 7 * c.recency();
    double age = 7 * c.age();
    double expected = week.expectedPurchases(x, c.recency(), c.age(), 5);
    assertEquals(expected, day.expectedPurchases(x, tx, age, 35), 1e-11 * expected);
    assertEquals(
        week.probabilityAlive(x, c.recency(), c.age(), 5),
        day.probabilityAlive(x, tx, age, 35),
        1e-11);
    double residual = week.discountedExpectedResidualTransactions(x, c.recency(), c.age(), 0.07);
    assertEquals(
        residual, day.discountedExpectedResidualTransactions(x, tx, age, 0.01), 1e-10 * residual);
    // The density of x moments in days is that in weeks over 7^x.
    assertEquals(
        week.logLikelihood(x, c.recency(), c.age()) - x * Math.log(7),
        day.logLikelihood(x, tx, age),
        1e-9);
    double litt = x == 0 ? 0 : x * Math.log(c.recency() / x) - 0.1 * x;
    assertEquals(
        week.logLikelihood(x, c.recency(), c.age(), litt) - x * Math.log(7),
        day.logLikelihood(x, tx, age, litt + x * Math.log(7)),
        1e-9);
  }

  private static CnbdK scaled(CnbdK m, double factor) {
    double alpha = factor * m.alpha();
    return m instanceof BgCnbdK
        ? new BgCnbdK(m.k(), m.r(), alpha, m.a(), m.b(), PeriodUnit.DAY)
        : new MbgCnbdK(m.k(), m.r(), alpha, m.a(), m.b(), PeriodUnit.DAY);
  }

  @Property(tries = 40)
  void discountedPurchasesOfLongHorizonsTendToThoseForEver(
      @ForAll("models") CnbdK model,
      @ForAll("customers") CustomerSummary c,
      @ForAll @DoubleRange(min = 0.01, max = 0.5) double discount) {
    int x = c.frequency();
    double ever = model.discountedExpectedResidualTransactions(x, c.recency(), c.age(), discount);
    // e^-45 of what comes after is left out.
    double long45 =
        model.discountedExpectedResidualTransactions(
            x, c.recency(), c.age(), discount, 45 / discount);
    assertEquals(ever, long45, 1e-9 * ever);
    double more =
        model.discountedExpectedResidualTransactions(x, c.recency(), c.age(), 1.5 * discount);
    assertTrue(more < ever || ever == 0, () -> more + " of " + ever);
    double month = model.discountedExpectedResidualTransactions(x, c.recency(), c.age(), 0, 4);
    assertEquals(model.expectedPurchases(x, c.recency(), c.age(), 4), month, 0);
  }

  /** Two ways that have nothing in common; the sums over purchases are good to 1e-10 or so. */
  @Property(tries = 100)
  void withHardlyAnyDiscountThePurchasesAreLeft(
      @ForAll("regularModels") CnbdK model,
      @ForAll("customers") CustomerSummary c,
      @ForAll @DoubleRange(min = 0.1, max = 20) double horizon) {
    int x = c.frequency();
    double expected = model.expectedPurchases(x, c.recency(), c.age(), horizon);
    double discounted =
        model.discountedExpectedResidualTransactions(x, c.recency(), c.age(), 1e-14, horizon);
    assertEquals(expected, discounted, 1e-9 * expected + 1e-300);
  }

  @Property(tries = 60)
  void theSumOverManyPurchasesAgreesWithTheOneByOneSum(
      @ForAll("models") CnbdK m, @ForAll @DoubleRange(min = 100, max = 3000) double horizon) {
    for (boolean purchases : new boolean[] {true, false}) {
      double slow =
          new CnbdCounts(m.k(), m.a(), m.b(), m.alpha(), horizon, purchases, 1 << 24)
              .given(0, m.r());
      double quick =
          new CnbdCounts(m.k(), m.a(), m.b(), m.alpha(), horizon, purchases, CnbdCounts.LONGEST / 4)
              .given(0, m.r());
      assertEquals(slow, quick, 1e-10 * slow, () -> m + " over " + horizon + " " + purchases);
    }
  }

  /** E[(1 + p t / alpha)^-r], by mpmath as a 2F1; hardly anybody stays so long. */
  @Example
  void stayingForVeryLongKeepsItsDigits() {
    CnbdCounts counts =
        new CnbdCounts(
            1, 7.413102413009175, 1, 0.4786300923226383, 1784.4, false, CnbdCounts.LONGEST / 4);
    double expected = 9.498822018346058e-30;
    assertEquals(expected, counts.given(0, 12.302687708123818), 1e-11 * expected);
  }

  @Provide
  Arbitrary<CnbdK> models() {
    return models(1.3);
  }

  @Provide
  Arbitrary<CnbdK> extremeModels() {
    return models(6);
  }

  @Provide
  Arbitrary<CnbdK> regularModels() {
    return models(1.3, CnbdK.LARGEST_K);
  }

  private static Arbitrary<CnbdK> models(double decades) {
    return models(decades, 12);
  }

  private static Arbitrary<CnbdK> models(double decades, int mostRegular) {
    Arbitrary<Double> parameter =
        Arbitraries.doubles().between(-decades, decades).map(e -> Math.pow(10, e));
    return Combinators.combine(
            Arbitraries.integers().between(1, mostRegular),
            parameter,
            parameter,
            parameter,
            parameter,
            Arbitraries.of(true, false))
        .as(
            (k, r, alpha, a, b, early) ->
                early
                    ? new MbgCnbdK(k, r, alpha, a, b, PeriodUnit.WEEK)
                    : new BgCnbdK(k, r, alpha, a, b, PeriodUnit.WEEK));
  }

  @Provide
  Arbitrary<CustomerSummary> customers() {
    return customers(30, 100);
  }

  @Provide
  Arbitrary<CustomerSummary> extremeCustomers() {
    return customers(10_000, 100_000);
  }

  private static Arbitrary<CustomerSummary> customers(int most, double oldest) {
    return Combinators.combine(
            Arbitraries.integers().between(0, most),
            Arbitraries.doubles().between(0.01, 1),
            Arbitraries.doubles().between(1, oldest))
        .as(
            (x, part, age) ->
                new CustomerSummary(x, x == 0 ? 0 : part * age, age, PeriodUnit.WEEK));
  }
}
