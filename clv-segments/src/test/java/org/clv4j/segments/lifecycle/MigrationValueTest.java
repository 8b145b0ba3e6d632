package org.clv4j.segments.lifecycle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.clv4j.core.value.PeriodUnit;
import org.junit.jupiter.api.Test;

class MigrationValueTest {
  private static final double[] PURCHASE = {0.3, 0.2, 0.15, 0.05};

  /** definitions.md 2.5, computed there to six decimals. */
  @Test
  void theExampleOfPfeiferAndCarraway() {
    MigrationValue model = MigrationValue.recency(PURCHASE, 40, 4, 0.2);
    assertArrayEquals(
        new double[] {52.319609, 5.553784, 1.250773, -1.820016, 0}, model.values(), 5e-7);
    assertEquals(List.of("1", "2", "3", "4", "gone"), model.states());
    assertEquals(-1.820016, model.value("4"), 5e-7);
    assertThrows(IllegalArgumentException.class, () -> model.value("5"));
  }

  /**
   * Berger &amp; Nasr's case 5: C(t) buy at t, the sum over j of C(t - j) times the probability of
   * a purchase after j periods and none before; promotion goes to who bought in the last four.
   */
  @Property
  void migrationIsTheCountTableOfBergerAndNasr(
      @ForAll @Size(4) List<@DoubleRange(min = 0, max = 1) Double> probabilities,
      @ForAll @DoubleRange(min = 0, max = 1) double rate) {
    double[] purchase = probabilities.stream().mapToDouble(p -> p).toArray();
    double[] buyers = new double[31];
    double value = 0;
    double magnitude = 0;
    for (int t = 0; t < buyers.length; t++) {
      double customers = 0;
      buyers[t] = t == 0 ? 1 : 0;
      double none = 1;
      for (int j = 1; j <= 4 && j <= t; j++) {
        buyers[t] += buyers[t - j] * none * purchase[j - 1];
        none *= 1 - purchase[j - 1];
      }
      none = 1;
      for (int j = 0; j < 4 && j <= t; j++) {
        customers += buyers[t - j] * none;
        none *= 1 - purchase[j];
      }
      value += (40 * buyers[t] - 4 * customers) * Math.pow(1 + rate, -t);
      magnitude += (40 * buyers[t] + 4 * customers) * Math.pow(1 + rate, -t);
    }
    MigrationValue model = MigrationValue.recency(purchase, 40, 4, rate);
    assertEquals(value, model.values(30)[0], 1e-12 * magnitude);
    assertEquals(value, model.explain("1", 30, PeriodUnit.YEAR).presentValue(), 1e-12 * magnitude);
  }

  @Test
  void aFiniteHorizonAddsPeriodByPeriod() {
    MigrationValue model = MigrationValue.recency(PURCHASE, 40, 4, 0.2);
    assertArrayEquals(new double[] {36, -4, -4, -4, 0}, model.values(0));
    // State 1: 36 + (0.3 x 36 + 0.7 x -4) / 1.2; state 4: -4 + (0.05 x 36 + 0) / 1.2.
    double[] one = model.values(1);
    assertEquals(36 + 8 / 1.2, one[0], 1e-12);
    assertEquals(-4 + 1.8 / 1.2, one[3], 1e-12);
    assertArrayEquals(model.values(), model.values(500), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> model.values(-1));
  }

  @Test
  void withoutADiscountThereIsAValueOnlyIfAllLeave() {
    // Worked by hand: V(5) = 0, V(4) = -4 + 0.05 V(1) and so on back to V(1).
    assertArrayEquals(
        new double[] {64.2548, 12.8262, 4.9690, -0.7873, 0},
        MigrationValue.recency(PURCHASE, 40, 4, 0).values(),
        5e-5);
    ArithmeticException told =
        assertThrows(
            ArithmeticException.class,
            () -> MigrationValue.recency(new double[] {1, 0.5}, 40, 4, 0).values());
    assertTrue(
        String.valueOf(told.getMessage()).startsWith("value for ever must be finite"),
        told::toString);
    // One state that three quarters stay in: 10 / (1 - 0.75).
    MigrationValue leaving =
        MigrationValue.of(List.of("in"), new double[][] {{0.75}}, new double[] {10}, 0);
    assertArrayEquals(new double[] {40}, leaving.values(), 1e-13);
  }

  /** Rows that add up to 1 in decimals, or to rounding, lead nowhere out of the chain. */
  @Test
  void aChainThatNobodyLeavesHasNoValueWhateverRoundingLeaves() {
    double[][][] closed = {
      {{.91, .09}, {.07, .93}},
      {{.5, .5 + 4e-13}, {.5, .5}},
      {{.5, .5 - 4e-13}, {.5, .5}},
      {{1 / 3.0, 2 / 3.0}, {0.9, 0.1}},
      {{0.2, 0}, {0, 1}}
    };
    for (double[][] moves : closed) {
      MigrationValue model = MigrationValue.of(List.of("a", "b"), moves, new double[] {10, 10}, 0);
      ArithmeticException told =
          assertThrows(ArithmeticException.class, model::values, () -> Arrays.deepToString(moves));
      assertTrue(
          String.valueOf(told.getMessage()).endsWith(" never leave for good"), told::toString);
    }
    // with a discount of d everybody is worth 10 (1 + d) / d, however small it is
    double d = 1e-9;
    double[] values =
        MigrationValue.of(List.of("a", "b"), closed[0], new double[] {10, 10}, d).values();
    assertArrayEquals(new double[] {10 * (1 + d) / d, 10 * (1 + d) / d}, values, 1e-4);
  }

  @Property
  void nobodyWhoBringsSomethingIsWorthLess(
      @ForAll @Size(9) List<@IntRange(min = 0, max = 50) Integer> hundredths,
      @ForAll boolean open) {
    double[][] moves = new double[3][3];
    for (int i = 0; i < 3; i++) {
      int left = 100;
      for (int j = 0; j < 3; j++) {
        int percent = j == 2 && !open ? left : Math.min(left, hundredths.get(3 * i + j));
        moves[i][j] = percent / 100.0;
        left -= percent;
      }
    }
    MigrationValue model =
        MigrationValue.of(List.of("a", "b", "c"), moves, new double[] {10, 10, 10}, 0);
    if (open) {
      try {
        Arrays.stream(model.values()).forEach(value -> assertTrue(value >= 10, () -> "" + value));
      } catch (ArithmeticException e) {
        assertTrue(
            Arrays.stream(moves).anyMatch(row -> Arrays.stream(row).sum() > 0.99), () -> "" + e);
      }
    } else {
      assertThrows(ArithmeticException.class, model::values);
    }
  }

  @Test
  void whatIsNoChainIsRefused() {
    List<String> ab = List.of("a", "b");
    double[] reward = {1, 2};
    double[][][] wrong = {
      {{0.5, 0.6}, {0, 1}}, {{-0.1, 1}, {0, 1}}, {{1}, {0, 1}}, {{1, 0}}, {{Double.NaN, 0}, {0, 1}}
    };
    for (double[][] probability : wrong) {
      assertThrows(
          IllegalArgumentException.class,
          () -> MigrationValue.of(ab, probability, reward, 0.1),
          () -> Arrays.deepToString(probability));
    }
    double[][] right = {{1, 0}, {0, 1}};
    assertThrows(IllegalArgumentException.class, () -> MigrationValue.of(ab, right, reward, -0.1));
    assertThrows(
        IllegalArgumentException.class,
        () -> MigrationValue.of(ab, right, new double[] {1, Double.NaN}, 0.1));
    assertThrows(
        IllegalArgumentException.class,
        () -> MigrationValue.of(List.of("a", "a"), right, reward, 0.1));
    assertThrows(
        IllegalArgumentException.class, () -> MigrationValue.recency(new double[0], 1, 0, 0.1));
    assertThrows(
        IllegalArgumentException.class,
        () -> MigrationValue.recency(new double[] {1.1}, 1, 0, 0.1));
  }

  @Property(tries = 200)
  void theValueForEverIsTheLimitOfLongHorizons(
      @ForAll @Size(min = 1, max = 6) List<@DoubleRange(min = 0, max = 1) Double> purchase,
      @ForAll @DoubleRange(min = 0.1, max = 1) double rate) {
    double[] p = purchase.stream().mapToDouble(x -> x).toArray();
    MigrationValue model = MigrationValue.recency(p, 40, 4, rate);
    // (1 / 1.1)^600 is 1e-25; of 44 a period at most, for ever.
    assertArrayEquals(model.values(600), model.values(), 1e-12 * 44 * (1 + rate) / rate);
  }
}
