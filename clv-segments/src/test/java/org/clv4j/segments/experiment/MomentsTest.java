package org.clv4j.segments.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
  @ParameterizedTest
  @ValueSource(doubles = {9.99, 0.1, -19.9, 1 / 3.0, 12.35, 1e-300, 1e300, 0})
  void equalValuesHaveTheirOwnMeanAndNoVariance(double value) {
    for (int n = 2; n <= 200; n++) {
      double[] values = new double[n];
      Arrays.fill(values, value);
      assertEquals(new Moments(n, value, 0, 0), Moments.of(values), n + " times " + value);
    }
  }

  /** 1, 2, 3, 10: about 4 squares of 9, 4, 1, 36 and cubes of -27, -8, -1, 216. */
  @Test
  void byHand() {
    Moments moments = Moments.of(new double[] {1, 2, 3, 10});
    assertEquals(4, moments.mean());
    assertEquals(50 / 3.0, moments.variance(), 1e-14);
    assertEquals(180 / 4.0 / Math.pow(50 / 4.0, 1.5), moments.skewness(), 1e-14);
    assertEquals(50 / 12.0, moments.ofMean(), 1e-14);
  }

  /** Each part about its own mean: squares 50 + 2 and cubes 180 + 0 of six values. */
  @Test
  void theSkewnessOfParts() {
    Moments one = Moments.of(new double[] {1, 2, 3, 10});
    Moments two = Moments.of(new double[] {100, 102});
    assertEquals(180 / 6.0 / Math.pow(52 / 6.0, 1.5), Moments.skewness(List.of(one, two)), 1e-14);
    Moments same = Moments.of(new double[] {5, 5, 5});
    assertEquals(0, Moments.skewness(List.of(same, same)));
    assertEquals(180 / 7.0 / Math.pow(50 / 7.0, 1.5), Moments.skewness(List.of(same, one)), 1e-14);
  }
}
