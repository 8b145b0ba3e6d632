package org.clv4j.models.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final int MODELS = 5;

  /** What two standard errors leave to one side, 1 - Phi(2). */
  private static final double NOMINAL = 0.02275;

  private static Entrant noisy(
      String name, boolean naive, double[] means, double[] actual, Random r) {
    double[] predicted = new double[means.length];
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = means[i] * Math.exp(0.3 * r.nextGaussian());
    }
    return Entrant.of(name, naive, predicted, actual);
  }

  /**
   * Five models and one rule that know the customers' means with errors of one distribution: none
   * is better. Rates are heavy-tailed, as in shops.
   */
  @Test
  void ofModelsThatAreNoBetterOneWinsAtMostAsOftenAsStated() {
    Random random = new Random(17);
    int trials = 4000;
    int customers = 200;
    int[] each = IntStream.range(0, customers).toArray();
    int wins = 0;
    int naively = 0;
    int losses = 0;
    for (int trial = 0; trial < trials; trial++) {
      double[] means = new double[customers];
      double[] actual = new double[customers];
      for (int i = 0; i < customers; i++) {
        means[i] = Math.exp(random.nextGaussian());
        double left = means[i] + Math.log(random.nextDouble());
        while (left > 0) {
          actual[i]++;
          left += Math.log(random.nextDouble());
        }
      }
      List<Entrant> entrants = new ArrayList<>();
      for (int model = 0; model < MODELS; model++) {
        entrants.add(noisy("model " + model, false, means, actual, random));
      }
      entrants.add(noisy("rule", true, means, actual, random));
      Verdict verdict = Verdict.of(entrants, each);
      MeanDifference difference = verdict.difference().orElseThrow();
      wins += verdict.modelIsBetter() ? 1 : 0;
      naively += difference.mean() > 0 && difference.isClear() ? 1 : 0;
      losses += verdict.sentences().get(0).startsWith("rule predicts") ? 1 : 0;
    }
    double chance = 4 * Math.sqrt(NOMINAL * (1 - NOMINAL) / trials);
    assertTrue(wins <= trials * (NOMINAL + chance), "wins: " + wins);
    assertTrue(losses <= trials * (NOMINAL + chance), "losses: " + losses);
    assertTrue(naively > trials * (NOMINAL + chance), "of the best at two errors: " + naively);
  }

  @Test
  void standardErrorsForTheBestOfSeveral() {
    assertEquals(2, MeanDifference.errorsForTheBestOf(1), 1e-12);
    // 1 - Phi(z) = 0.0227501 / 5, by the tables of the normal distribution.
    assertEquals(2.6085, MeanDifference.errorsForTheBestOf(5), 1e-3);
  }

  /** A customer who comes twice with the same errors is one observation. */
  @Test
  void whatOneCustomerDoesIsOneObservation() {
    double[] a = {1, 4, 2, 8, 5};
    double[] b = {2, 1, 2, 3, 1};
    MeanDifference once = MeanDifference.byCustomer(a, b, new int[] {0, 1, 2, 3, 4});
    MeanDifference plain = MeanDifference.of(a, b, null);
    assertEquals(plain.mean(), once.mean(), 1e-15);
    assertEquals(plain.standardError(), once.standardError(), 1e-15);
    MeanDifference twice =
        MeanDifference.byCustomer(
            new double[] {1, 4, 2, 8, 5, 1, 4, 2, 8, 5},
            new double[] {2, 1, 2, 3, 1, 2, 1, 2, 3, 1},
            new int[] {0, 1, 2, 3, 4, 0, 1, 2, 3, 4});
    assertEquals(once.mean(), twice.mean(), 1e-15);
    assertEquals(once.standardError(), twice.standardError(), 1e-15);
  }

  /** Ahead of one rule, but not of another that is as good: no win. */
  @Test
  void aModelMustBeAheadOfTheBestRule() {
    double[] actual = IntStream.range(0, 200).mapToDouble(i -> i % 4).toArray();
    int[] each = IntStream.range(0, 200).toArray();
    Entrant model = Entrant.of("model", false, actual, actual);
    Entrant bad = Entrant.of("bad", true, new double[200], actual);
    assertTrue(Verdict.of(List.of(model, bad), each).modelIsBetter());
    Entrant same = Entrant.of("same", true, actual, actual);
    Verdict tie = Verdict.of(List.of(model, bad, same), each);
    assertFalse(tie.modelIsBetter());
    assertFalse(tie.naiveIsBetter());
    assertTrue(tie.sentences().get(0).startsWith("This trial cannot tell"));
  }

  /** A rule that divides by ages of a few days has a variance in which any lead would drown. */
  @Test
  void aRuleThatBlowsUpForbidsNoWin() {
    double[] actual = IntStream.range(0, 200).mapToDouble(i -> i % 4).toArray();
    int[] each = IntStream.range(0, 200).toArray();
    double[] wild = actual.clone();
    wild[17] = 3000;
    Verdict verdict =
        Verdict.of(
            List.of(
                Entrant.of("model", false, actual, actual),
                Entrant.of("plain", true, new double[200], actual),
                Entrant.of("wild", true, wild, actual)),
            each);
    assertTrue(verdict.modelIsBetter());
    assertEquals("plain", verdict.bestNaive());
  }

  @Test
  void aForecastOfTwoNamesCountsOnceByItsFirst() {
    double[] actual = IntStream.range(0, 200).mapToDouble(i -> i % 4).toArray();
    int[] each = IntStream.range(0, 200).toArray();
    double[] near = Arrays.stream(actual).map(x -> x + 0.5).toArray();
    double[] nearer = Arrays.stream(near).map(x -> x - 1e-12).toArray();
    Verdict verdict =
        Verdict.of(
            List.of(
                Entrant.of("bg-nbd", false, near, actual),
                Entrant.of("bg-cnbd-k", false, nearer, actual),
                Entrant.of("rule", true, new double[200], actual)),
            each);
    assertEquals(Optional.of("bg-nbd"), verdict.bestModel());
    assertFalse(verdict.sentences().get(0).contains("best of"), verdict.sentences().get(0));
  }
}
