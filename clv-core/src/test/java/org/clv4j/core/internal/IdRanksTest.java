package org.clv4j.core.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IdRanksTest {
  private static final int ROWS = 3 * OrderColumns.BLOCK + 17;

  private static void assertRanks(int rows, IntToLongFunction number) {
    long[] numbers = new long[rows];
    Arrays.setAll(numbers, number);
    long[] expected = Arrays.stream(numbers).sorted().distinct().toArray();
    for (int threads : new int[] {1, 3}) {
      IdRanks ranks = IdRanks.of(numbers, threads);
      assertArrayEquals(expected, ranks.distinct());
      assertEquals(OrderColumns.blocks(rows), ranks.ranks().length);
      for (int row = 0; row < rows; row++) {
        int rank = ranks.ranks()[row >>> OrderColumns.SHIFT][row & OrderColumns.MASK];
        assertEquals(numbers[row], expected[rank]);
      }
    }
  }

  @Property(tries = 100)
  void pairsAreRankedByTheFirstAndThenTheSecond(
      @ForAll @IntRange(min = 1, max = 5000) int rows,
      @ForAll @IntRange(max = 63) int firstBits,
      @ForAll @IntRange(max = 63) int secondBits,
      @ForAll long seed) {
    Random random = new Random(seed);
    long[] first = random.longs(rows).map(n -> n >>> firstBits >>> 1).toArray();
    long[] second = random.longs(rows).map(n -> n >>> secondBits >>> 1).toArray();
    List<List<Long>> expected =
        IntStream.range(0, rows)
            .mapToObj(i -> List.of(first[i], second[i]))
            .distinct()
            .sorted(
                Comparator.<List<Long>>comparingLong(p -> p.get(0))
                    .thenComparingLong(p -> p.get(1)))
            .toList();
    for (int threads : new int[] {1, 3}) {
      IdRanks ranks = IdRanks.of(first, second, threads);
      assertEquals(
          expected,
          IntStream.range(0, ranks.distinct().length)
              .mapToObj(i -> List.of(ranks.distinct()[i], ranks.more()[i]))
              .toList());
      for (int row = 0; row < rows; row++) {
        assertEquals(List.of(first[row], second[row]), expected.get(ranks.rank(row)));
      }
    }
  }

  @Property(tries = 200)
  void anyScaleAndNumberOfRows(
      @ForAll @IntRange(max = 20_000) int rows,
      @ForAll @IntRange(max = 63) int bits,
      @ForAll @IntRange(max = 63) int lowBits,
      @ForAll long origin,
      @ForAll long seed) {
    Random random = new Random(seed);
    long high = -1L << bits;
    long low = -1L >>> lowBits;
    assertRanks(rows, row -> origin + (random.nextLong() & (random.nextBoolean() ? high : low)));
  }

  @Test
  void closeTogether() {
    assertRanks(ROWS, row -> row * 7919L % 10_007 - 5000);
    assertRanks(ROWS, row -> -77);
  }

  @Test
  void farApart() {
    Random random = new Random(5);
    assertRanks(ROWS, row -> random.nextLong());
    assertRanks(ROWS, row -> random.nextInt(1000) * 1_000_000_007L * 1_000_003L);
  }

  @Test
  void theEndsOfALong() {
    assertRanks(ROWS, row -> row % 2 == 0 ? Long.MAX_VALUE - row % 11 : Long.MIN_VALUE + row % 7);
    assertRanks(ROWS, row -> row % 3 - 1 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE * (row % 3 - 1));
  }

  /** One number far away sends all others to one part, where they are close together or not. */
  @Test
  void allInOnePartButOne() {
    assertRanks(ROWS, row -> row == 0 ? Long.MAX_VALUE : row);
    Random random = new Random(6);
    assertRanks(ROWS, row -> row == 0 ? Long.MAX_VALUE : random.nextLong() >>> 20);
  }

  /** Each level of leading bits holds one more number, and all others share a part. */
  @Test
  void powersOfTwoAndTheirNeighbours() {
    assertRanks(ROWS, row -> (1L << row % 64) + row % 5);
  }

  /** What a hash without a seed would send to one slot. */
  @Test
  void numbersThatEndAlike() {
    assertRanks(ROWS, row -> (long) row << 44);
    assertRanks(ROWS, row -> (row % 9973) * 0x9E3779B97F4A7C15L);
  }
}
