package org.clv4j.models.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.internal.Discounting;

/** What holds for BG/NBD and MBG/NBD whatever the parameters and the history. */
class BetaGeometricLawsTest {
  record Shop(double r, double alpha, double a, double b) {
    TransactionModel model(boolean modified) {
      return modified
          ? new MbgNbd(r, alpha, a, b, PeriodUnit.WEEK)
          : new BgNbd(r, alpha, a, b, PeriodUnit.WEEK);
    }

    Shop slower(double factor) {
      return new Shop(r, alpha * factor, a, b);
    }
  }

  private static TransactionModel[] both(Shop shop) {
    return new TransactionModel[] {shop.model(false), shop.model(true)};
  }

  @Property
  void everythingIsFiniteAndInRange(
      @ForAll("extremeShops") Shop shop, @ForAll("extremeCustomers") CustomerSummary c) {
    for (TransactionModel model : both(shop)) {
      assertTrue(Double.isFinite(model.logLikelihood(c)));
      double alive = model.probabilityAlive(c);
      assertTrue(alive >= 0 && alive <= 1, () -> model + " alive " + alive);
      double expected = model.expectedPurchases(c.frequency(), c.recency(), c.age(), c.age() + 1);
      assertTrue(expected >= 0 && expected < Double.MAX_VALUE, () -> model + " buys " + expected);
      double none = model.probabilityOfPurchases(c.frequency(), c.recency(), c.age(), 0, 10);
      assertTrue(none >= 0 && none <= 1, () -> model + " none " + none);
    }
  }

  @Property(tries = 200)
  void silenceNeverMakesAlive(@ForAll("shops") Shop shop, @ForAll("customers") CustomerSummary c) {
    for (TransactionModel model : both(shop)) {
      double before = model.probabilityAlive(c);
      double after = model.probabilityAlive(c.frequency(), c.recency(), c.age() + 3);
      assertTrue(after <= before, () -> before + " then " + after);
      double foreseen = model.probabilityAlive(c.frequency(), c.recency(), c.age(), 3);
      assertTrue(foreseen <= before * (1 + 1e-12), () -> before + " then " + foreseen);
    }
  }

  @Property(tries = 100)
  void probabilitiesSumToOneAndTheirMeanIsTheExpectation(
      @ForAll("steadyShops") Shop shop, @ForAll("customers") CustomerSummary c) {
    double t = Math.min(20, 20 * shop.alpha / shop.r);
    for (TransactionModel model : both(shop)) {
      double sum = 0;
      double mean = 0;
      double later = 0;
      double laterMean = 0;
      for (int n = 0; n < 3000; n++) {
        double p = model.probabilityOfPurchases(n, t);
        sum += p;
        mean += n * p;
        double q = model.probabilityOfPurchases(c.frequency(), c.recency(), c.age(), n, t);
        later += q;
        laterMean += n * q;
      }
      assertEquals(1, sum, 1e-9);
      assertEquals(1, later, 1e-9);
      assertEquals(model.expectedPurchases(t), mean, 1e-8 * Math.max(1, mean));
      assertEquals(
          model.expectedPurchases(c.frequency(), c.recency(), c.age(), t),
          laterMean,
          1e-8 * Math.max(1, laterMean));
    }
  }

  @Property(tries = 100)
  void aLikelihoodOfNoPurchaseIsItsProbability(@ForAll("shops") Shop shop) {
    for (TransactionModel model : both(shop)) {
      assertEquals(
          model.probabilityOfPurchases(0, 30), Math.exp(model.logLikelihood(0, 0, 30)), 1e-13);
    }
  }

  @Property(tries = 100)
  void scalingTimeScalesAlphaAlone(
      @ForAll("shops") Shop shop, @ForAll("customers") CustomerSummary c) {
    for (boolean modified : new boolean[] {false, true}) {
      TransactionModel weeks = shop.model(modified);
      TransactionModel days = shop.slower(7).model(modified);
      double tx = 7 * c.recency();
      double t = 7 * c.age();
      assertEquals(weeks.probabilityAlive(c), days.probabilityAlive(c.frequency(), tx, t), 1e-12);
      double expected = weeks.expectedPurchases(c.frequency(), c.recency(), c.age(), 10);
      assertEquals(
          expected, days.expectedPurchases(c.frequency(), tx, t, 70), 1e-10 * expected + 1e-300);
      assertEquals(
          weeks.logLikelihood(c),
          days.logLikelihood(c.frequency(), tx, t) + c.frequency() * Math.log(7),
          1e-9 * Math.max(1, Math.abs(weeks.logLikelihood(c))));
    }
  }

  @Property(tries = 30)
  void discountedForEverIsTheLimitOfLongHorizons(
      @ForAll("shops") Shop shop, @ForAll("customers") CustomerSummary c) {
    for (TransactionModel model : both(shop)) {
      double delta = 0.3;
      double forEver =
          model.discountedExpectedResidualTransactions(c.frequency(), c.recency(), c.age(), delta);
      double veryLong =
          model.discountedExpectedResidualTransactions(
              c.frequency(), c.recency(), c.age(), delta, 45 / delta);
      assertEquals(forEver, veryLong, 1e-9 * forEver + 1e-300);
      double generic =
          Discounting.of(
              t -> model.expectedPurchases(c.frequency(), c.recency(), c.age(), t), delta, 30);
      double own =
          model.discountedExpectedResidualTransactions(
              c.frequency(), c.recency(), c.age(), delta, 30);
      assertEquals(generic, own, 1e-9 * own + 1e-300);
    }
  }

  @Property(tries = 100)
  void expectedPurchasesRiseEverMoreSlowly(@ForAll("shops") Shop shop) {
    BgNbd model = new BgNbd(shop.r, shop.alpha, shop.a, shop.b, PeriodUnit.WEEK);
    // Rounding of E over a step of 1e-4 is about 1e-11.
    double h = 1e-4;
    double slope = (model.expectedPurchases(8 + h) - model.expectedPurchases(8 - h)) / (2 * h);
    double further = (model.expectedPurchases(9 + h) - model.expectedPurchases(9 - h)) / (2 * h);
    assertTrue(slope > -1e-9 && further <= slope + 1e-9, () -> slope + " then " + further);
  }

  @Provide
  Arbitrary<Shop> shops() {
    return shops(0.1, 10);
  }

  /** Whose numbers of purchases have tails that die out within 3000. */
  @Provide
  Arbitrary<Shop> steadyShops() {
    return shops(0.5, 5);
  }

  @Provide
  Arbitrary<Shop> extremeShops() {
    return shops(1e-6, 1e6);
  }

  private static Arbitrary<Shop> shops(double low, double high) {
    Arbitrary<Double> values =
        Arbitraries.doubles()
            .between(0, 1)
            .ofScale(6)
            .map(part -> low * Math.pow(high / low, part));
    return Combinators.combine(
            values, values, Arbitraries.oneOf(values, Arbitraries.of(1.0)), values)
        .as(Shop::new);
  }

  @Provide
  Arbitrary<CustomerSummary> customers() {
    return customers(40, 60);
  }

  @Provide
  Arbitrary<CustomerSummary> extremeCustomers() {
    return customers(10_000, 100_000);
  }

  private static Arbitrary<CustomerSummary> customers(int mostPurchases, double oldest) {
    Arbitrary<Integer> frequency = Arbitraries.integers().between(0, mostPurchases);
    Arbitrary<Double> age = Arbitraries.doubles().between(0.5, oldest).ofScale(6);
    Arbitrary<Double> part = Arbitraries.doubles().between(0.001, 1).ofScale(6);
    return Combinators.combine(frequency, age, part)
        .as((x, t, p) -> new CustomerSummary(x, x == 0 ? 0 : t * p, t, PeriodUnit.WEEK));
  }
}
