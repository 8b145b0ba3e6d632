package org.clv4j.segments.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QuantileTest {
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
    double[] both = Quantile.allOf(keys, Selection::number, Quantile.of(level), Quantile.of(0.5));
    assertEquals(Quantile.of(level).of(sorted.length, rank -> sorted[(int) rank]), both[0]);
    assertEquals(Quantile.of(0.5).of(sorted.length, rank -> sorted[(int) rank]), both[1]);
  }

  @Test
  void aCompensatedSumKeepsWhatRoundingTakes() {
    assertEquals(2, CompensatedSum.of(new double[] {1, 1e100, 1, -1e100}));
    assertEquals(0, CompensatedSum.of(new double[0]));
  }
}
