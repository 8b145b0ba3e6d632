package org.clv4j.models.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.models.internal.Derivatives;
import org.clv4j.models.internal.ReferenceTable;
import org.junit.jupiter.api.Test;

class BgBbTest {
  private static final BgBb DONATIONS = new BgBb(1.204, .750, .657, 2.783);

  /**
   * Shapes from 1e-6 to 1e6, n to 10 000. Errors are those of the likelihood and P(alive)
   * themselves, where they do not underflow: products of 10 000 factors.
   */
  @Test
  void scoresMatchHighPrecision() {
    for (double[] row : ReferenceTable.rows(getClass(), "bg-bb.csv")) {
      BgBb model = new BgBb(row[0], row[1], row[2], row[3]);
      int x = (int) row[4];
      int tx = (int) row[5];
      int n = (int) row[6];
      String where = Arrays.toString(row);
      double log = model.logLikelihood(x, tx, n);
      assertEquals(row[7], log, 1e-12 * Math.max(1, -row[7]), where);
      near(row[8], model.probabilityAlive(x, tx, n), where);
      near(row[9], model.expectedPurchases(x, tx, n, 20), where);
      near(row[10], model.expectedTransactionProbability(x, tx, n), where);
      near(row[11], model.expectedDropoutProbability(x, tx, n), where);
      double pmf = model.probabilityOfPurchases(x, n);
      if (row[12] > -700) {
        assertEquals(row[12], Math.log(pmf), 1e-11 * Math.max(1, -row[12]), where);
      } else {
        assertTrue(pmf < 1e-300, where);
      }
    }
  }

  private static void near(double expected, double actual, String where) {
    // below 1e-290 the odds of death overflow, and 0 is the answer
    double error = Math.abs(expected - actual);
    assertTrue(error <= 3e-12 * expected || expected < 1e-290, actual + " " + where);
  }

  /** Fader, Hardie &amp; Shang (2010) and the spreadsheet of note 010, four decimals. */
  @Test
  void expectationsOfThePaper() {
    double[] expected = {
      .4985, .9233, 1.2969, 1.6323, 1.9381, 2.2202, 2.4826, 2.7285, 2.9603, 3.1798, 3.3887
    };
    BgBb model = DonationsTest.BTYD;
    for (int n = 1; n <= 11; n++) {
      assertEquals(expected[n - 1], model.expectedPurchases(n), 6e-5);
    }
    // BTYD 2.4.3, ten digits; the parameters have as many
    assertEquals(.1302180636, model.expectedPurchases(0, 0, 6, 10), 5e-10);
    assertEquals(3.627867946, model.expectedPurchases(4, 5, 6, 10), 3e-9);
    assertEquals(.9057333526, model.expectedTransactionProbability(6, 6, 6), 1e-9);
    assertEquals(.4877384053, model.expectedTransactionProbability(0, 0, 6), 1e-9);
    assertEquals(.0695696699, model.expectedDropoutProbability(6, 6, 6), 1e-9);
    assertEquals(.3103096126, model.expectedDropoutProbability(0, 0, 6), 1e-9);
  }

  /** BTYD 2.4.3 at (1.20, .75, .66, 2.78), d = 10 %, ten digits. */
  @Test
  void discountedTransactionsOfThePaper() {
    BgBb model = new BgBb(1.20, .75, .66, 2.78);
    double[] expected = {
      1.802044799, 2.621156071, 3.440267343, 4.259378615, 5.078489887, 5.897601159
    };
    for (int x = 1; x <= 6; x++) {
      assertEquals(
          expected[x - 1], model.discountedExpectedResidualTransactions(x, 6, 6, 0.1), 5.01e-10);
    }
    assertEquals(1.621379186, model.discountedExpectedResidualTransactions(3, 4, 6, 0.1), 5.01e-10);
  }

  /** Laws that hold for all parameters; sums of up to 60 terms. */
  @Property(edgeCases = EdgeCasesMode.NONE, tries = 300)
  void countsAreADistribution(
      @ForAll @DoubleRange(min = -3, max = 3) double logAlpha,
      @ForAll @DoubleRange(min = -3, max = 3) double logBeta,
      @ForAll @DoubleRange(min = -3, max = 3) double logGamma,
      @ForAll @DoubleRange(min = -3, max = 3) double logDelta,
      @ForAll @IntRange(min = 0, max = 60) int n) {
    BgBb model =
        new BgBb(
            Math.pow(10, logAlpha),
            Math.pow(10, logBeta),
            Math.pow(10, logGamma),
            Math.pow(10, logDelta));
    double sum = 0;
    double mean = 0;
    double later = 0;
    for (int x = 0; x <= n; x++) {
      sum += model.probabilityOfPurchases(x, n);
      mean += x * model.probabilityOfPurchases(x, n);
      later += x * model.probabilityOfPurchases(2, 3, 7, x, n);
    }
    assertEquals(1, sum, 1e-12);
    assertEquals(mean, model.expectedPurchases(n), 1e-11 * mean);
    assertEquals(later, model.expectedPurchases(2, 3, 7, n), 1e-11 * later);
    assertEquals(0, model.probabilityOfPurchases(n + 1, n));
    assertEquals(1 - model.probabilityOfPurchases(0, n), model.probabilityOfAnyPurchase(n), 1e-13);
    assertEquals(
        1 - model.probabilityOfPurchases(2, 3, 7, 0, n),
        model.probabilityOfAnyPurchase(2, 3, 7, n),
        1e-13);
    double discounted = 0;
    for (int k = 1; k <= n; k++) {
      discounted +=
          (model.expectedPurchases(2, 3, 7, k) - model.expectedPurchases(2, 3, 7, k - 1))
              / Math.pow(1.1, k);
    }
    assertEquals(
        discounted, model.discountedExpectedResidualTransactions(2, 3, 7, 0.1, n), 1e-12 * n);
    assertEquals(
        model.expectedPurchases(2, 3, 7, n),
        model.discountedExpectedResidualTransactions(2, 3, 7, 0, n));
  }

  /** Near ones are differences; far ones keep the digits that a difference loses. */
  @Test
  void intervalsAddUpAndKeepTheirDigits() {
    double sum = 0;
    double ofNew = 0;
    int[] ends = {0, 1, 3, 10, 50, 1000};
    for (int i = 1; i < ends.length; i++) {
      sum += DONATIONS.expectedPurchases(2, 3, 7, ends[i - 1], ends[i]);
      ofNew += DONATIONS.expectedPurchases(ends[i - 1], ends[i]);
      assertEquals(DONATIONS.expectedPurchases(2, 3, 7, ends[i]), sum, 1e-12);
      assertEquals(DONATIONS.expectedPurchases(ends[i]), ofNew, 1e-12);
    }
    assertEquals(0, DONATIONS.expectedPurchases(2, 3, 7, 4, 4));
    BgBb leaving = new BgBb(1.2, 0.75, 30, 2);
    int from = 500;
    double expected = leaving.probabilityAlive(2, 3, 7, from + 1) * (1.2 + 2) / (1.2 + 0.75 + 7);
    double one = leaving.expectedPurchases(2, 3, 7, from, from + 1);
    assertTrue(one > 0 && one < 1e-20);
    // The powers of 500 have exponents of about 30.
    assertEquals(expected, one, 1e-12 * expected);
    double far = leaving.expectedPurchases(from, from + 1);
    double alive = leaving.probabilityAlive(0, 0, 0, from + 1);
    assertEquals(alive * 1.2 / 1.95, far, 1e-12 * far);
    assertThrows(IllegalArgumentException.class, () -> leaving.expectedPurchases(5, 4));
    assertThrows(IllegalArgumentException.class, () -> leaving.expectedPurchases(-1, 4));
    assertThrows(
        IllegalArgumentException.class, () -> leaving.expectedPurchases(2, 3, 7, 0, 1_000_001));
  }

  @Test
  void whatWouldTakeAgesIsRefused() {
    assertEquals(
        "discount per opportunity must be between 1.0E-100 and 1.0E15, but was 1.0E308",
        refused(() -> DONATIONS.discountedExpectedResidualTransactions(3, 4, 6, 1e308)));
    assertEquals(
        "opportunities must be between 0 and 1000000, but was 2147483647",
        refused(() -> DONATIONS.probabilityAlive(1, 1, Integer.MAX_VALUE)));
    assertEquals(
        "opportunities to come must be between 0 and 1000000, but was 2147483647",
        refused(() -> DONATIONS.probabilityOfAnyPurchase(1, 1, 6, Integer.MAX_VALUE)));
    double steep = DONATIONS.discountedExpectedResidualTransactions(3, 4, 6, 1e15);
    assertEquals(DONATIONS.expectedPurchases(3, 4, 6, 1) / (1 + 1e15), steep, 1e-14 * steep);
  }

  private static String refused(org.junit.jupiter.api.function.Executable call) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  /** All histories of 5 opportunities, each as often as there are ways to it, sum to 1. */
  @Test
  void historiesAreADistribution() {
    double sum = Math.exp(DONATIONS.logLikelihood(0, 0, 5));
    double mean = 0;
    for (int tx = 1; tx <= 5; tx++) {
      double ways = 1;
      for (int x = 1; x <= tx; x++) {
        double probability = ways * Math.exp(DONATIONS.logLikelihood(x, tx, 5));
        sum += probability;
        mean += probability * DONATIONS.probabilityAlive(x, tx, 5);
        ways *= (double) (tx - x) / x;
      }
    }
    assertEquals(1, sum, 1e-14);
    // P(alive) of all histories averages to that of a new customer
    double alive = Math.exp(DONATIONS.logLikelihood(0, 0, 5)) * DONATIONS.probabilityAlive(0, 0, 5);
    assertEquals(DONATIONS.probabilityAlive(0, 0, 0, 5), mean + alive, 1e-14);
  }

  /** DERT against half a million terms, one by one; each rounds once. */
  @Test
  void tinyDiscountsMatchLongSums() {
    double d = 1e-4;
    double delta = 2.783 + 6;
    double survival = 1;
    double sum = 0;
    for (int k = 0; k < 500_000; k++) {
      survival *= (delta + k) / (.657 + delta + k) / (1 + d);
      sum += survival;
    }
    double expected = DONATIONS.probabilityAlive(3, 4, 6) * (1.204 + 3) / (1.204 + .750 + 6) * sum;
    assertEquals(
        expected, DONATIONS.discountedExpectedResidualTransactions(3, 4, 6, d), 1e-12 * expected);
  }

  @Property(edgeCases = EdgeCasesMode.NONE, tries = 200)
  void silenceNeverSpeaksForLife(
      @ForAll @DoubleRange(min = -6, max = 6) double logAlpha,
      @ForAll @DoubleRange(min = -6, max = 6) double logGamma,
      @ForAll @IntRange(min = 1, max = 10_000) int n) {
    BgBb model = new BgBb(Math.pow(10, logAlpha), 1.3, Math.pow(10, logGamma), 2.1);
    double now = model.probabilityAlive(1, 1, n);
    assertTrue(now >= 0 && now <= 1);
    assertTrue(model.probabilityAlive(1, 1, n + 1) <= now);
    assertTrue(model.probabilityAlive(1, 1, n, 3) <= now);
    assertEquals(1, model.probabilityAlive(n, n, n));
    double dert = model.discountedExpectedResidualTransactions(1, 1, n, 1e-9);
    assertTrue(dert >= 0 && dert <= 1e9, "" + dert);
  }

  @Test
  void derivativesMatchDifferences() {
    OpportunityHistories data =
        OpportunityHistories.of(
            new int[] {0, 1, 1, 3, 6, 2, 4, 0},
            new int[] {0, 1, 6, 4, 6, 2, 4, 0},
            new int[] {6, 6, 6, 6, 6, 50, 30, 2},
            new double[] {3464, 1091, 129, 322, 1203, 17, 3, 200});
    for (double alpha : new double[] {0.01, 1.2, 40}) {
      for (double gamma : new double[] {0.02, 0.7, 30}) {
        double[] logs = {Math.log(alpha), -0.3, Math.log(gamma), 1};
        Derivatives.check(new BgBbLikelihood(data, 1), logs, alpha + " " + gamma);
        double whole = new BgBbLikelihood(data, 1).evaluate(logs, new double[4], new double[4][4]);
        BgBb model = new BgBb(alpha, Math.exp(-0.3), gamma, Math.exp(1));
        assertEquals(whole, model.logLikelihood(data), 1e-13 * -whole);
      }
    }
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new BgBb(0, 1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> DONATIONS.logLikelihood(2, 1, 6));
    assertThrows(IllegalArgumentException.class, () -> DONATIONS.probabilityAlive(0, 1, 6));
    assertThrows(IllegalArgumentException.class, () -> DONATIONS.probabilityAlive(1, 7, 6));
    assertThrows(IllegalArgumentException.class, () -> DONATIONS.expectedPurchases(-1));
    assertThrows(
        IllegalArgumentException.class,
        () -> DONATIONS.discountedExpectedResidualTransactions(1, 1, 6, 0));
    assertEquals("bg-bb", DONATIONS.name());
    assertEquals(
        "{alpha=1.204, beta=0.75, gamma=0.657, delta=2.783}", DONATIONS.parameters().toString());
  }
}
