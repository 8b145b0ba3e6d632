package org.clv4j.segments.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HistogramTest {
  @Test
  void valuesFallIntoRoundBins() {
    Histogram histogram = Histogram.of(new long[] {0, 99, 100, 150, 199, 1999, 1_000_000}, 0.85);
    assertEquals(100, histogram.width());
    assertEquals(21, histogram.counts().size());
    assertEquals(List.of(2, 3), histogram.counts().subList(0, 2));
    assertEquals(1, histogram.counts().get(19));
    assertEquals(1, histogram.counts().get(20));
  }

  /** Refunds can make a customer worth less than nothing. */
  @Test
  void valuesBelowZeroAreInTheFirstBin() {
    assertEquals(List.of(3, 1), Histogram.of(new long[] {-500, -1, 0, 1}, 0).counts());
  }

  @Test
  void thereMustBeAValue() {
    assertThrows(IllegalArgumentException.class, () -> Histogram.of(new long[0], 0.95));
    assertThrows(IllegalArgumentException.class, () -> Histogram.of(new long[] {1}, 1.1));
  }

  @Property
  void everyValueIsInOneBin(
      @ForAll @Size(min = 1, max = 200) List<@LongRange(min = 0) Long> values) {
    long[] ascending = values.stream().mapToLong(value -> value).sorted().toArray();
    Histogram histogram = Histogram.of(ascending, 0.95);
    int bins = histogram.counts().size();
    assertTrue(bins >= 2 && bins <= 21, () -> bins + " bins");
    for (int bin = 0; bin < bins; bin++) {
      int at = bin;
      long expected =
          Arrays.stream(ascending)
              .filter(value -> Math.min(value / histogram.width(), bins - 1) == at)
              .count();
      assertEquals(expected, (long) histogram.counts().get(bin));
    }
    long beyond = histogram.counts().get(bins - 1);
    assertTrue(beyond <= Math.ceil(0.05 * (ascending.length - 1)), () -> beyond + " beyond");
  }
}
