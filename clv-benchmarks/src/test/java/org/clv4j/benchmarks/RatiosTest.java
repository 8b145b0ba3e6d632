package org.clv4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.clv4j.benchmarks.Measured.Spread;
import org.junit.jupiter.api.Test;

class RatiosTest {
  private static final Measured NAIVE = measured("naiveGroupingBy", "SHUFFLED", 300, 260, 250);
  private static final Measured FAST = measured("oneThread", "SHUFFLED", 10, 14, 12, 13);
  private static final Measured ALONE = measured("oneThread", "TIME_ORDER", 8);

  private static Measured measured(String benchmark, String layout, double... milliseconds) {
    return new Measured(benchmark, 1_000_000, layout, Spread.of(milliseconds));
  }

  @Test
  void tableComparesMediansOnTheSameData() {
    assertEquals(
        """
        | rows | layout | benchmark | median ms | min to max ms | million rows/s | times naive |
        |---:|---|---|---:|---:|---:|---:|
        | 1000000 | SHUFFLED | naiveGroupingBy | 260.0 | 250.0 to 300.0 | 3.8 | 1.0 |
        | 1000000 | SHUFFLED | oneThread | 12.5 | 10.0 to 14.0 | 80.0 | 20.8 |
        | 1000000 | TIME_ORDER | oneThread | 8.0 | 8.0 to 8.0 | 125.0 | - |
        """,
        Ratios.table(List.of(NAIVE, FAST, ALONE)));
    assertEquals(Optional.of(20.8), Ratios.timesNaive(FAST, List.of(FAST, NAIVE)));
  }

  @Test
  void guardAsksForTimesNaive() {
    Guard.requireRatio("oneThread", 8, 8);
    assertFails(
        "oneThread must be at least 8.0 times faster than streams, but was 7.99 times",
        () -> Guard.requireRatio("oneThread", 8, 7.99));
    assertThrows(IllegalStateException.class, () -> Guard.requireRatio("oneThread", 8, Double.NaN));
  }

  @Test
  void guardAsksForTheStatedBytes() {
    Guard.requireBytes(12.767, 12.759);
    assertFails(
        "oneThread must take 12.759 bytes per row, but took 12.770",
        () -> Guard.requireBytes(12.77, 12.759));
    assertFails(
        "oneThread must take 12.759 bytes per row, but took 12.700",
        () -> Guard.requireBytes(12.7, 12.759));
  }

  private static void assertFails(String message, Runnable check) {
    assertEquals(message, assertThrows(IllegalStateException.class, check::run).getMessage());
  }
}
