package org.clv4j.models.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ForecastAccuracyTest {
  @Test
  void byHand() {
    ForecastAccuracy accuracy =
        ForecastAccuracy.of(new double[] {1, 0, 2.5, 4}, new double[] {2, 0, 1, 5});
    assertEquals(4, accuracy.customers());
    assertEquals(7.5, accuracy.totalPredicted());
    assertEquals(8, accuracy.totalActual());
    assertEquals(-0.5, accuracy.bias());
    assertEquals(-0.0625, accuracy.relativeBias().orElseThrow());
    // Errors -1, 0, 1.5, -1.
    assertEquals(0.875, accuracy.meanAbsoluteError());
    assertEquals(Math.sqrt(4.25 / 4), accuracy.rootMeanSquaredError(), 1e-15);
    // Ranks 2 1 3 4 and 3 1 2 4: 1 - 6 (1 + 0 + 1 + 0) / (4 x 15).
    assertEquals(0.8, accuracy.rankCorrelation().orElseThrow(), 1e-15);
    // 0.4 of the customer with 5 of 8: 2 / 8 of all, of a tenth of the customers.
    assertEquals(2.5, accuracy.topDecileLift().orElseThrow(), 1e-15);
  }

  @Test
  void tiesShareTheirRank() {
    assertArrayEquals(new double[] {2.5, 1, 2.5, 4}, Ranking.ranks(new double[] {7, -1, 7, 8}), 0);
    // Ranks 1.5 1.5 3 4 and 1 2.5 2.5 4: covariance 3.75, variances 4.5.
    assertEquals(
        3.75 / 4.5,
        Ranking.correlation(new double[] {0, 0, 3, 9}, new double[] {1, 2, 2, 3}).orElseThrow(),
        1e-15);
    assertTrue(Ranking.correlation(new double[] {1, 1}, new double[] {1, 2}).isEmpty());
  }

  /** Of 20 customers the top 2: one above the edge, then one of the four who tie at it. */
  @Test
  void tiesAtTheEdgeCountInEqualParts() {
    double[] predicted = new double[20];
    double[] actual = new double[20];
    predicted[3] = 9;
    actual[3] = 6;
    for (int i = 10; i < 14; i++) {
      predicted[i] = 5;
    }
    actual[10] = 4;
    actual[12] = 8;
    actual[19] = 2;
    // (6 + (4 + 8) / 4) of 20, against a tenth.
    assertEquals(4.5, ForecastAccuracy.of(predicted, actual).topDecileLift().orElseThrow(), 1e-15);
  }

  @Test
  void nothingCame() {
    ForecastAccuracy accuracy = ForecastAccuracy.of(new double[] {1, 2}, new double[] {0, 0});
    assertTrue(accuracy.relativeBias().isEmpty());
    assertTrue(accuracy.rankCorrelation().isEmpty());
    assertTrue(accuracy.topDecileLift().isEmpty());
    assertThrows(
        IllegalArgumentException.class,
        () -> ForecastAccuracy.of(new double[] {Double.NaN}, new double[] {1}));
    assertThrows(
        IllegalArgumentException.class, () -> ForecastAccuracy.of(new double[0], new double[0]));
  }

  @Property(tries = 200)
  void whoIsFirstDoesNotMatter(@ForAll @Size(min = 2, max = 40) int[] seeds) {
    double[] predicted = Arrays.stream(seeds).mapToDouble(s -> Math.floorMod(s, 5)).toArray();
    double[] actual = Arrays.stream(seeds).mapToDouble(s -> Math.floorMod(s / 7, 3)).toArray();
    ForecastAccuracy there = ForecastAccuracy.of(predicted, actual);
    ForecastAccuracy back = ForecastAccuracy.of(reversed(predicted), reversed(actual));
    // Whole numbers add without rounding.
    assertEquals(there.totalPredicted(), back.totalPredicted());
    assertEquals(there.meanAbsoluteError(), back.meanAbsoluteError());
    assertEquals(there.rootMeanSquaredError(), back.rootMeanSquaredError());
    assertEquals(there.rankCorrelation().isPresent(), back.rankCorrelation().isPresent());
    assertEquals(there.rankCorrelation().orElse(0), back.rankCorrelation().orElse(0), 1e-12);
    assertEquals(there.topDecileLift().orElse(0), back.topDecileLift().orElse(0), 1e-12);
  }

  private static double[] reversed(double[] values) {
    double[] reversed = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      reversed[i] = values[values.length - 1 - i];
    }
    return reversed;
  }
}
