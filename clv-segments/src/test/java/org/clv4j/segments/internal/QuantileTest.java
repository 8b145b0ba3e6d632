package org.clv4j.segments.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QuantileTest {
  @Test
  void aSelectedValueIsThatOfASort() {
    Random random = new Random(3);
    for (long bound : new long[] {2, 1000, 1L << 40, Long.MAX_VALUE}) {
      long[] values = random.longs(5000, -bound / 2, bound / 2).toArray();
      long[] sorted = values.clone();
      Arrays.sort(sorted);
      for (int rank = 0; rank < values.length - 1; rank += 7) {
        assertEquals(sorted[rank], Selection.ofRank(values, rank));
        assertEquals(sorted[rank + 1], Selection.after(values, sorted[rank], rank));
      }
    }
    long[] ends = new long[600];
    Arrays.fill(ends, 300, 600, Long.MAX_VALUE);
    Arrays.fill(ends, 0, 100, Long.MIN_VALUE);
    assertEquals(0, Selection.ofRank(ends, 299));
    assertEquals(Long.MAX_VALUE, Selection.ofRank(ends, 300));
    assertEquals(Long.MIN_VALUE, Selection.ofRank(ends, 99));
  }

  /** In doubles 2356 x 0.9 is 2120.4 and a rounding, and 0.7 x 10 is 6.999 999. */
  @Test
  void theLevelIsTheDecimalThatIsWritten() {
    assertEquals(0.4, Quantile.of(0.9).of(2357, rank -> rank == 2120 ? 0 : 1));
    assertEquals(7, Quantile.of(0.7).of(11, rank -> rank));
    assertEquals(29, Quantile.of(0.29).of(101, rank -> rank));
    assertEquals(0, Quantile.of(0).of(1, rank -> rank));
    assertEquals(9e10, Quantile.of(0.9).of(100_000_000_001L, rank -> rank));
    assertEquals(1234567.8901, Quantile.of(0.12345678901).of(10_000_001, rank -> rank), 1e-9);
    assertEquals(1e-300, Quantile.of(1e-300).of(2, rank -> rank));
  }

  @Property
  void sortedOrNotIsTheSame(
      @ForAll @Size(min = 1, max = 400) @DoubleRange(min = -9, max = 9) double[] numbers,
      @ForAll @DoubleRange(min = 0, max = 1) double level,
      @ForAll @IntRange(min = 0, max = 100) int percent) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    long[] keys = Arrays.stream(numbers).mapToLong(Selection::key).toArray();
    for (Quantile quantile : new Quantile[] {Quantile.of(level), Quantile.of(percent / 100.0)}) {
      assertEquals(
          quantile.of(sorted.length, rank -> sorted[(int) rank]),
          quantile.ofUnsorted(keys, Selection::number));
    }
  }

  @Test
  void aCompensatedSumKeepsWhatRoundingTakes() {
    assertEquals(2, CompensatedSum.of(new double[] {1, 1e100, 1, -1e100}));
    assertEquals(0, CompensatedSum.of(new double[0]));
  }
}
