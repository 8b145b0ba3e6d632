package org.clv4j.segments.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelectionTest {
  @Test
  void aSelectedValueIsThatOfASort() {
    Random random = new Random(3);
    for (long bound : new long[] {2, 1000, 1L << 17, 1L << 40, Long.MAX_VALUE}) {
      long[] values = random.longs(5000, -bound / 2, bound / 2).toArray();
      for (int size : new int[] {1, 200, 257, 4990}) {
        int from = 5;
        long[] sorted = Arrays.copyOfRange(values, from, from + size);
        Arrays.sort(sorted);
        int[] all = IntStream.range(0, size).toArray();
        assertArrayEquals(sorted, Selection.ofRanks(values, from, from + size, all));
        int last = size - 1;
        long[] few = Selection.ofRanks(values, from, from + size, last, last / 2, last / 2, 0);
        long median = sorted[last / 2];
        assertArrayEquals(new long[] {sorted[last], median, median, sorted[0]}, few);
      }
    }
  }

  /** Most share their leading bits with more than are put aside. */
  @Test
  void manyAlikeAreCountedWhereTheyStand() {
    Random random = new Random(4);
    long[] values = random.longs(200_000, 0, 1L << 20).toArray();
    values[77] = Long.MAX_VALUE;
    values[78] = Long.MIN_VALUE;
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    int[] ranks = {0, 1, 99_999, 100_000, 150_000, 199_998, 199_999};
    assertArrayEquals(
        Arrays.stream(ranks).mapToLong(rank -> sorted[rank]).toArray(),
        Selection.ofRanks(values, 0, values.length, ranks));
  }

  @Test
  void valuesMayLieAsFarApartAsTheyCan() {
    long[] ends = new long[600];
    Arrays.fill(ends, 300, 600, Long.MAX_VALUE);
    Arrays.fill(ends, 0, 100, Long.MIN_VALUE);
    assertArrayEquals(
        new long[] {Long.MIN_VALUE, 0, Long.MAX_VALUE},
        Selection.ofRanks(ends, 0, 600, 99, 299, 300));
    assertArrayEquals(new long[] {7, 7}, Selection.ofRanks(filled(300, 7), 0, 300, 0, 299));
  }

  private static long[] filled(int size, long value) {
    long[] values = new long[size];
    Arrays.fill(values, value);
    return values;
  }
}
