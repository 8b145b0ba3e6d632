package org.clv4j.core.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BucketSortTest {
  private static void assertSorted(long[] values, int from, int to) {
    long[] expected = values.clone();
    Arrays.sort(expected, from, to);
    BucketSort.sort(values, from, to, new long[values.length]);
    assertArrayEquals(expected, values);
  }

  @Test
  void anySizeAndSpread() {
    Random random = new Random(3);
    for (int size : new int[] {0, 1, 2, 63, 64, 65, 100, 1000, 50_000}) {
      for (int bits = 0; bits < 64; bits += 7) {
        long mask = (1L << bits) - 1;
        long[] values = new long[size + 10];
        Arrays.setAll(values, i -> random.nextLong() & mask);
        assertSorted(values, 4, 4 + size);
      }
    }
  }

  @Test
  void theEndsOfALong() {
    long[] values = new long[200];
    Arrays.setAll(values, i -> i % 3 == 0 ? Long.MAX_VALUE - i : i % 3 == 1 ? i : 1L << (i % 63));
    assertSorted(values, 0, 200);
  }

  @Test
  void oneFarFromAllOthers() {
    long[] values = new long[10_000];
    Arrays.setAll(values, i -> (i * 7919L) % 10_000);
    values[5000] = Long.MAX_VALUE;
    assertSorted(values, 0, values.length);
  }
}
