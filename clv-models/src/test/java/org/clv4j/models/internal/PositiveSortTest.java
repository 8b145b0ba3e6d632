package org.clv4j.models.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PositiveSortTest {
  private static void assertSorted(double[] values, int from, int to) {
    double[] expected = values.clone();
    Arrays.sort(expected, from, to);
    PositiveSort.sort(values, from, to, new double[values.length]);
    assertArrayEquals(expected, values);
  }

  @Test
  void anySizeAndSpread() {
    Random random = new Random(3);
    for (int size : new int[] {0, 1, 2, 63, 64, 65, 100, 1000, 50_000}) {
      for (double spread : new double[] {0, 1e-12, 1, 300}) {
        double[] values = new double[size + 10];
        Arrays.setAll(values, i -> Math.exp(spread * random.nextGaussian()));
        assertSorted(values, 4, 4 + size);
        double[] rounded = new double[size + 10];
        Arrays.setAll(rounded, i -> Math.ceil(20 * random.nextDouble()));
        assertSorted(rounded, 0, size);
      }
    }
  }

  @Test
  void theEndsOfWhatADoubleHolds() {
    double[] values = new double[200];
    Arrays.setAll(
        values,
        i -> i % 3 == 0 ? Double.MAX_VALUE / (i + 1) : i % 3 == 1 ? Double.MIN_VALUE * i : 1 + i);
    assertSorted(values, 1, 200);
  }

  @Test
  void oneFarFromAllOthers() {
    double[] values = new double[10_000];
    Arrays.setAll(values, i -> 1 + 1e-9 * ((i * 7919) % 10_000));
    values[5000] = 1e300;
    assertSorted(values, 0, values.length);
  }
}
