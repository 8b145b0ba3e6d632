package org.clv4j.core.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Parts and the samples that their bounds come from. */
class PartsTest {
  @Property
  void partsFollowEachOtherAsNumbersDo(
      @ForAll @Size(min = 1, max = 200) long[] numbers, @ForAll long[] others) {
    Parts parts = Parts.of(1 << 20, row -> numbers[row % numbers.length]);
    long[] all = Arrays.copyOf(numbers, numbers.length + others.length);
    System.arraycopy(others, 0, all, numbers.length, others.length);
    Arrays.sort(all);
    int last = 0;
    for (long number : all) {
      int part = parts.of(number);
      assertTrue(part >= last && part < parts.count(), () -> part + " of " + number);
      last = part;
    }
  }

  @Test
  void partsAreEvenThoughAFewNumbersAreFarOff() {
    Random random = new Random(1);
    long[] numbers = random.longs(1 << 20, 0, 1L << 40).toArray();
    for (int i = 0; i < 5; i++) {
      numbers[random.nextInt(numbers.length)] = i % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    Parts parts = Parts.of(numbers.length, row -> numbers[row]);
    int[] rows = new int[parts.count()];
    for (long number : numbers) {
      rows[parts.of(number)]++;
    }
    int even = numbers.length / parts.count();
    int largest = Arrays.stream(rows).max().orElseThrow();
    assertTrue(largest < 5 * even, () -> largest + " rows beside " + even);
  }

  @Property
  void boundsSplitRowsAboutEvenly(
      @ForAll @Size(min = 1, max = 50) int[] numbers,
      @ForAll @IntRange(min = 1, max = 8) int count) {
    int[] rows = Arrays.stream(numbers).map(number -> Math.floorMod(number, 100)).toArray();
    int[] start = new int[rows.length + 1];
    for (int part = 0; part < rows.length; part++) {
      start[part + 1] = start[part] + rows[part];
    }
    int[] bound = Parts.evenBounds(start, count);
    assertEquals(count + 1, bound.length);
    assertEquals(0, bound[0]);
    assertEquals(rows.length, bound[count]);
    for (int i = 0; i < count; i++) {
      assertTrue(bound[i] <= bound[i + 1], Arrays.toString(bound));
      int taken = start[bound[i + 1]] - start[bound[i]];
      int fair = start[rows.length] / count;
      assertTrue(taken <= fair + 1 + 99, () -> taken + " beside " + fair);
    }
  }

  @Test
  void rowsOfThreadsGetPlacesInTheirOrder() {
    int[][] count = {{2, 0, 1}, {1, 3, 0}};
    int[] start = Parts.turnCountsIntoPlaces(count, 3);
    assertEquals("[0, 3, 6, 7]", Arrays.toString(start));
    assertEquals("[[0, 3, 6], [2, 3, 7]]", Arrays.deepToString(count));
  }

  @Property
  void samplesAscendAndReachEverywhere(
      @ForAll @IntRange(max = 100_000) int rows, @ForAll @IntRange(max = 2000) int most) {
    int[] sample = Sample.rows(rows, most);
    assertEquals(Math.min(rows, most), sample.length);
    int last = -1;
    for (int i = 0; i < sample.length; i++) {
      assertTrue(sample[i] > last && sample[i] < rows);
      assertTrue(sample[i] / (double) rows >= (i - 1.0) / sample.length);
      assertTrue(sample[i] / (double) rows < (i + 1.0) / sample.length + 1e-9);
      last = sample[i];
    }
  }
}
