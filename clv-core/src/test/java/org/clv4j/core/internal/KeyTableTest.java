package org.clv4j.core.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Beside a map of lists of numbers, which compare one after the other. */
class KeyTableTest {
  private static final long SEED = 0x9E3779B97F4A7C15L;

  private record Key(long first, long second) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return first != other.first
          ? Long.compare(first, other.first)
          : Long.compare(second, other.second);
    }
  }

  @Property(tries = 100)
  void codesComeInOrderAndKeysInTheirs(
      @ForAll boolean pairs,
      @ForAll @IntRange(min = 1, max = 20_000) int rows,
      @ForAll @IntRange(min = 0, max = 63) int firstShift,
      @ForAll @IntRange(min = 0, max = 63) int secondShift,
      @ForAll boolean someFarAway,
      @ForAll long seed) {
    Random random = new Random(seed);
    KeyTable table = new KeyTable(pairs, SEED);
    for (int round = 0; round < 2; round++) {
      table.clear();
      Map<Key, Integer> codes = new HashMap<>();
      for (int row = 0; row < rows; row++) {
        boolean far = someFarAway && random.nextInt(100) == 0;
        Key key =
            new Key(
                far ? random.nextLong() : random.nextLong() >> firstShift,
                pairs ? random.nextLong() >> secondShift : 0);
        int expected = codes.computeIfAbsent(key, k -> codes.size());
        int code = pairs ? table.code(key.first, key.second) : table.code(key.first);
        assertEquals(expected, code);
      }
      assertEquals(codes.size(), table.size());
      List<Key> sorted = codes.keySet().stream().sorted().toList();
      int[] inOrder = table.codesInOrder();
      assertArrayEquals(sorted.stream().mapToInt(codes::get).toArray(), inOrder);
      KeyTable.Keys keys = table.keys(inOrder);
      assertArrayEquals(sorted.stream().mapToLong(Key::first).toArray(), keys.first());
      if (pairs) {
        assertArrayEquals(sorted.stream().mapToLong(Key::second).toArray(), keys.second());
      }
    }
  }

  @Test
  void manyPairsMayHaveTheSameFirstNumber() {
    int n = 300_000;
    KeyTable table = new KeyTable(true, SEED);
    for (int i = 0; i < n; i++) {
      table.code(7, (long) i * SEED);
    }
    table.code(-7, 1);
    table.code(8, -1);
    long[] second = table.keys(table.codesInOrder()).second();
    assertEquals(n + 2, second.length);
    assertEquals(1, second[0]);
    for (int i = 2; i <= n; i++) {
      assertEquals(-1, Long.compare(second[i - 1], second[i]));
    }
    assertEquals(-1, second[n + 1]);
  }
}
