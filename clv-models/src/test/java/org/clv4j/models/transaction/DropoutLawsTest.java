package org.clv4j.models.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.internal.Discounting;
import org.clv4j.models.internal.LomaxIntegral;

/** What holds for Pareto/NBD and GGompertz/NBD whatever the parameters. */
class DropoutLawsTest {
  private static Arbitrary<Double> logs(double low, double high) {
    return Arbitraries.integers().between(0, 10_000).map(i -> low * Math.pow(high / low, i / 1e4));
  }

  private static Arbitrary<TransactionModel> models(double low, double high, double fastest) {
    Arbitrary<Double> any = logs(low, high);
    Arbitrary<Double> growth = Arbitraries.oneOf(Arbitraries.just(0.0), logs(1e-6, fastest));
    Arbitrary<TransactionModel> pareto =
        Combinators.combine(any, any, any, any, Arbitraries.of(true, false))
            .as(
                (r, alpha, s, beta, equal) ->
                    new ParetoNbd(r, alpha, s, equal ? alpha : beta, PeriodUnit.WEEK));
    Arbitrary<TransactionModel> gompertz =
        Combinators.combine(any, any, growth, any, any)
            .as((r, alpha, b, s, c) -> new GGompertzNbd(r, alpha, b, s, c, PeriodUnit.WEEK));
    return Arbitraries.oneOf(pareto, gompertz);
  }

  @Provide
  Arbitrary<TransactionModel> extreme() {
    return models(1e-6, 1e6, 1e3);
  }

  @Provide
  Arbitrary<TransactionModel> usual() {
    return models(0.05, 50, 1);
  }

  @Property(tries = 300)
  void everythingIsFiniteAndInRange(
      @ForAll("extreme") TransactionModel model,
      @ForAll @IntRange(max = 10_000) int frequency,
      @ForAll("unit") double part,
      @ForAll("ages") double age) {
    double recency = frequency == 0 ? 0 : Math.max(1e-9 * age, part * age);
    assertTrue(Double.isFinite(model.logLikelihood(frequency, recency, age)));
    probability(model.probabilityAlive(frequency, recency, age));
    probability(model.probabilityAlive(frequency, recency, age, age));
    probability(model.probabilityOfPurchases(frequency, age));
    probability(model.probabilityOfPurchases(frequency, recency, age, 3, 52));
    probability(model.probabilityOfPurchases(frequency, recency, age, 0, 52));
    double purchases = notNegative(model.expectedPurchases(frequency, recency, age, 52));
    double discounted =
        notNegative(
            model.discountedExpectedResidualTransactions(frequency, recency, age, 0.01, 52));
    assertTrue(discounted <= purchases * (1 + 1e-12));
    notNegative(model.discountedExpectedResidualTransactions(frequency, recency, age, 0.01));
    notNegative(model.expectedTransactionRate(frequency, recency, age));
    notNegative(model.expectedPurchases(age));
    model.expectedTimeToNextPurchase(frequency, recency, age).ifPresent(t -> notNegative(t));
    if (model instanceof ParetoNbd pareto) {
      notNegative(pareto.expectedDropoutRate(frequency, recency, age));
    }
  }

  @Provide
  Arbitrary<Double> unit() {
    return Arbitraries.oneOf(
        Arbitraries.doubles().between(0, 1),
        Arbitraries.just(1.0),
        logs(1e-15, 1e-2).map(v -> 1 - v));
  }

  @Provide
  Arbitrary<Double> ages() {
    return logs(1, 1e5);
  }

  private static void probability(double p) {
    assertTrue(p >= 0 && p <= 1, () -> "probability " + p);
  }

  private static double notNegative(double value) {
    assertTrue(value >= 0 && value <= Double.MAX_VALUE, () -> "value " + value);
    return value;
  }

  @Property(tries = 200)
  void silenceLowersTheProbabilityOfBeingThere(
      @ForAll("extreme") TransactionModel model,
      @ForAll @IntRange(min = 1, max = 10_000) int frequency,
      @ForAll("ages") double recency) {
    double last = 1;
    for (double silence = 1e-9; silence < 1e6; silence *= 3) {
      double there = model.probabilityAlive(frequency, recency, recency + silence);
      // Two quadratures differ by their rounding.
      assertTrue(there <= last * (1 + 1e-12), silence + " weeks");
      last = there;
    }
    assertEquals(1, model.probabilityAlive(frequency, recency, recency));
  }

  @Property(tries = 60)
  void countsSumToOneAndToTheExpectation(
      @ForAll("usual") TransactionModel model, @ForAll("horizons") double t) {
    // So many that a remainder of 1e-12 is left, or too many to try.
    double sum = 0;
    double mean = 0;
    for (int n = 0; n < 3000 && 1 - sum > 1e-12; n++) {
      double p = model.probabilityOfPurchases(n, t);
      sum += p;
      mean += n * p;
    }
    assertTrue(sum < 1 + 1e-12, "sum " + sum);
    double left = 1 - sum;
    double expected = model.expectedPurchases(t);
    assertTrue(mean <= expected * (1 + 1e-11) + 1e-12);
    if (left <= 1e-12) {
      assertEquals(expected, mean, 1e-8 * expected + 1e-8);
    }
  }

  @Property(tries = 60)
  void countsToComeSumToOneAndToTheExpectation(
      @ForAll("usual") TransactionModel model,
      @ForAll @IntRange(min = 1, max = 20) int x,
      @ForAll("horizons") double t) {
    double recency = 0.8 * t;
    double sum = 0;
    double mean = 0;
    for (int n = 0; n < 3000 && 1 - sum > 1e-12; n++) {
      double p = model.probabilityOfPurchases(x, recency, t, n, t);
      sum += p;
      mean += n * p;
    }
    assertTrue(sum < 1 + 1e-12, "sum " + sum);
    double expected = model.expectedPurchases(x, recency, t, t);
    if (1 - sum <= 1e-12) {
      assertEquals(expected, mean, 1e-8 * expected + 1e-8);
    }
  }

  @Provide
  Arbitrary<Double> horizons() {
    return logs(0.01, 30);
  }

  @Property(tries = 100)
  void aNewCustomerIsOneOfAgeZero(
      @ForAll("usual") TransactionModel model, @ForAll("horizons") double t) {
    assertClose(model.expectedPurchases(t), model.expectedPurchases(0, 0, 0, t), 1e-14);
    assertClose(
        model.probabilityOfPurchases(2, t), model.probabilityOfPurchases(0, 0, 0, 2, t), 1e-13);
    // Whoever buys nothing in t: the probability of no purchase is the likelihood of that.
    assertClose(Math.exp(model.logLikelihood(0, 0, t)), model.probabilityOfPurchases(0, t), 1e-13);
  }

  @Property(tries = 40)
  void noPurchaseTwiceIsNoPurchaseInBoth(
      @ForAll("usual") TransactionModel model, @ForAll("horizons") double t) {
    double both =
        Math.exp(model.logLikelihood(0, 0, t)) * model.probabilityOfPurchases(0, 0, t, 0, t);
    // Each of the three is held to 1e-11 by the high-precision tables of DropoutReferenceTest; a
    // random search found them 1.0e-12 apart.
    assertClose(Math.exp(model.logLikelihood(0, 0, 2 * t)), both, 1e-11);
  }

  @Property(tries = 60)
  void timesScale(@ForAll("usual") TransactionModel model, @ForAll("horizons") double t) {
    TransactionModel slower = slower(model);
    for (int x : List.of(0, 1, 7)) {
      double recency = x == 0 ? 0 : 0.6 * t;
      assertClose(
          model.probabilityAlive(x, recency, t),
          slower.probabilityAlive(x, 7 * recency, 7 * t),
          1e-12);
      assertClose(
          model.expectedPurchases(x, recency, t, t),
          slower.expectedPurchases(x, 7 * recency, 7 * t, 7 * t),
          1e-12);
      assertEquals(
          model.logLikelihood(x, recency, t) - x * Math.log(7),
          slower.logLikelihood(x, 7 * recency, 7 * t),
          1e-11 * (1 + Math.abs(model.logLikelihood(x, recency, t))));
    }
  }

  private static TransactionModel slower(TransactionModel model) {
    if (model instanceof ParetoNbd p) {
      return new ParetoNbd(p.r(), 7 * p.alpha(), p.s(), 7 * p.beta(), PeriodUnit.DAY);
    }
    GGompertzNbd g = (GGompertzNbd) model;
    return new GGompertzNbd(
        g.r(), 7 * g.alpha(), g.b() / 7, g.s(), 7 * g.betaOverB(), PeriodUnit.DAY);
  }

  /** mu times its gamma density with s is s/beta times that with s + 1. */
  @Property(tries = 60)
  void thePosteriorDropoutRateIsARatioOfLikelihoods(
      @ForAll("usual") TransactionModel model,
      @ForAll @IntRange(min = 1, max = 40) int x,
      @ForAll("horizons") double t) {
    if (model instanceof ParetoNbd p) {
      ParetoNbd more = new ParetoNbd(p.r(), p.alpha(), p.s() + 1, p.beta(), p.unit());
      double log = more.logLikelihood(x, 0.4 * t, t) - p.logLikelihood(x, 0.4 * t, t);
      assertClose(p.s() / p.beta() * Math.exp(log), p.expectedDropoutRate(x, 0.4 * t, t), 1e-11);
    }
  }

  /** Closed forms: alpha = beta in Pareto/NBD, and a constant hazard, b beta/b = 1. */
  @Property(tries = 60)
  void theTimeToTheNextPurchaseHasItsClosedForms(
      @ForAll("ages") double age, @ForAll @IntRange(max = 100) int x, @ForAll("shapes") double s) {
    double recency = x == 0 ? 0 : age / 2;
    ParetoNbd equal = new ParetoNbd(0.7, 11, s, 11, PeriodUnit.WEEK);
    double falling = 0.7 + x + s - 1;
    OptionalDouble next = equal.expectedTimeToNextPurchase(x, recency, age);
    assertEquals(falling > 0, next.isPresent());
    next.ifPresent(mean -> assertClose((11 + age) / falling, mean, 1e-11));

    GGompertzNbd constant = new GGompertzNbd(0.7, 11, 0.25, s, 4, PeriodUnit.WEEK);
    double m = 0.7 + x;
    double z = 0.25 * s * (11 + age);
    double ratio = LomaxIntegral.forEver(m, 1, z) / LomaxIntegral.forEver(m + 1, 1, z);
    double mean = constant.expectedTimeToNextPurchase(x, recency, age).orElseThrow();
    // The difference loses digits where the ratio is near 1.
    assertEquals((11 + age) * (ratio - 1), mean, 1e-11 * (11 + age) * ratio);
  }

  @Provide
  Arbitrary<Double> shapes() {
    return logs(0.01, 100);
  }

  /**
   * The rate of the posterior by its definition, the ratio of likelihoods with one purchase more.
   */
  @Property(tries = 60)
  void thePosteriorRateIsThatOfOnePurchaseMore(
      @ForAll("usual") TransactionModel model,
      @ForAll @IntRange(min = 1, max = 40) int x,
      @ForAll("horizons") double t) {
    double recency = 0.7 * t;
    double more = model.logLikelihood(x + 1, recency, t) - model.logLikelihood(x, recency, t);
    assertClose(Math.exp(more), model.expectedTransactionRate(x, recency, t), 1e-11);
  }

  @Property(tries = 40)
  void discountedAtNothingIsExpected(
      @ForAll("usual") TransactionModel model, @ForAll("horizons") double t) {
    assertClose(
        model.expectedPurchases(1, t, t, t),
        model.discountedExpectedResidualTransactions(1, t, t, 0, t),
        1e-12);
    // Halves of a horizon add up.
    double whole = model.discountedExpectedResidualTransactions(1, t, t, 0.05, 2 * t);
    double half = model.discountedExpectedResidualTransactions(1, t, t, 0.05, t);
    double ever = model.discountedExpectedResidualTransactions(1, t, t, 0.05);
    assertTrue(half <= whole && whole <= ever * (1 + 1e-12));
    double byParts = byParts(model, t);
    assertClose(byParts, half, 1e-9);
  }

  private static double byParts(TransactionModel model, double t) {
    return Discounting.of(u -> model.expectedPurchases(1, t, t, u), 0.05, t);
  }

  private static void assertClose(double expected, double actual, double relative) {
    assertEquals(expected, actual, relative * Math.abs(expected));
  }
}
