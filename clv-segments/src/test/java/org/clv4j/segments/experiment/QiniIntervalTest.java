package org.clv4j.segments.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QiniIntervalTest {
  /** Customers whose values rise and spread with the score, of which the treatment knows or not. */
  private static final class Customers {
    final double[] score;
    final boolean[] treated;
    final double[] value;

    Customers(long seed, int n, double added, double addedToTheUpperHalf) {
      SplittableRandom random = new SplittableRandom(seed);
      score = new double[n];
      treated = new boolean[n];
      value = new double[n];
      for (int i = 0; i < n; i++) {
        score[i] = Math.round(10 * random.nextDouble());
        treated[i] = i % 2 == 0;
        value[i] = score[i] * (1 + random.nextExponential());
        value[i] += treated[i] ? added + (score[i] > 5 ? addedToTheUpperHalf : 0) : 0;
      }
    }

    UpliftCurve curve() {
      return UpliftCurve.of(score, treated, value);
    }
  }

  /**
   * A score that foretells the value and not the effect: p falls to 5 % in 5 % of the experiments.
   */
  @Test
  void theErrorRateIsHeldForAScoreThatForetellsTheValue() {
    int sims = 400;
    int found = 0;
    for (int s = 0; s < sims; s++) {
      Customers customers = new Customers(1000 + s, 200, 3, 0);
      found += customers.curve().qiniInterval(0.95, 199, s, 1).pValue() <= 0.05 ? 1 : 0;
    }
    // four standard errors of 5 % in 400
    assertEquals(0.05, found / (double) sims, 4 * Math.sqrt(0.05 * 0.95 / sims));
  }

  /** The curve of 200 000 customers is the truth; the intervals of 200 hold it. */
  @Test
  void theIntervalHoldsTheTruth() {
    double truth = new Customers(1, 200_000, 0, 4).curve().qini();
    assertEquals(0.5, truth, 0.05);
    int sims = 300;
    int held = 0;
    for (int s = 0; s < sims; s++) {
      QiniInterval interval =
          new Customers(5000 + s, 200, 0, 4).curve().qiniInterval(0.95, 300, s, 1);
      held += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
    }
    assertEquals(0.95, held / (double) sims, 4 * Math.sqrt(0.05 * 0.95 / sims));
  }

  @Test
  void aScoreThatTellsWhoIsMovedIsFound() {
    QiniInterval found = new Customers(2, 2000, 0, 5).curve().qiniInterval(0.95, 999, 1, 1);
    assertEquals(0.001, found.pValue());
    assertTrue(found.low() > 0 && found.low() < found.qini() && found.qini() < found.high());
    QiniInterval opposite = new Customers(2, 2000, 5, -5).curve().qiniInterval(0.95, 999, 1, 1);
    assertTrue(opposite.high() < 0 && opposite.pValue() > 0.99, opposite.toString());
    QiniInterval narrow = new Customers(2, 2000, 0, 5).curve().qiniInterval(0.5, 999, 1, 1);
    assertTrue(narrow.low() > found.low() && narrow.high() < found.high());
  }

  @Test
  void theOrderOfRowsAndThreadsChangesNothing() {
    Customers customers = new Customers(3, 3000, 1, 1);
    QiniInterval first = customers.curve().qiniInterval(0.9, 1000, 7, 1);
    assertEquals(customers.curve().qini(), first.qini());
    Random random = new Random(4);
    for (int i = 2999; i > 0; i--) {
      int other = random.nextInt(i + 1);
      swap(customers.score, i, other);
      swap(customers.value, i, other);
      boolean arm = customers.treated[i];
      customers.treated[i] = customers.treated[other];
      customers.treated[other] = arm;
    }
    assertEquals(first, customers.curve().qiniInterval(0.9, 1000, 7, 4));
    assertTrue(!first.equals(customers.curve().qiniInterval(0.9, 1000, 8, 1)));
    assertTrue(first.toString().startsWith("Qini " + first.qini() + ", 90.0 % from "));
  }

  private static void swap(double[] values, int i, int j) {
    double value = values[i];
    values[i] = values[j];
    values[j] = value;
  }

  /** Without differences of scores or of values there is nothing to find, and rounding is none. */
  @Test
  void whereNothingDiffersPIsOne() {
    Customers customers = new Customers(5, 90, 2, 2);
    Arrays.fill(customers.value, 9.99);
    QiniInterval equal = customers.curve().qiniInterval(0.95, 200, 1, 1);
    assertEquals(1, equal.pValue());
    assertEquals(0, equal.high(), 1e-13);
    Customers alike = new Customers(5, 90, 2, 2);
    Arrays.fill(alike.score, 1);
    assertEquals(new QiniInterval(0, 0.95, 0, 0, 1), alike.curve().qiniInterval(0.95, 200, 1, 1));
  }

  @Test
  void badInputIsRefused() {
    UpliftCurve curve = new Customers(6, 20, 1, 1).curve();
    assertThrows(IllegalArgumentException.class, () -> curve.qiniInterval(1, 200, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> curve.qiniInterval(0.95, 99, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> curve.qiniInterval(0.95, 200, 1, 0));
  }
}
