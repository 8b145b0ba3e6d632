package org.clv4j.segments.health;

import java.util.Arrays;
import java.util.Objects;

/**
 * Percentiles of the days from one day with an order to the next, of type 7.
 *
 * @param gaps how many gaps they are of
 * @param own whether these are the customer's own, else those of all customers
 * @param p10 below it the customer has just bought
 * @param p25 to it wait
 * @param p80 to it the customer is in the window
 * @param p95 to it the customer can be won back
 */
public record GapPercentiles(
    long gaps, boolean own, double p10, double p25, double p80, double p95) {

  static GapPercentiles of(Delay all) {
    return new GapPercentiles(
        all.observed(),
        false,
        all.quantile(0.1).orElse(0),
        all.quantile(0.25).orElse(0),
        all.quantile(0.8).orElse(0),
        all.quantile(0.95).orElse(0));
  }

  /** Sorts the first {@code count} gaps. */
  static GapPercentiles ofOwn(int[] gaps, int count) {
    Arrays.sort(gaps, 0, count);
    return new GapPercentiles(
        count,
        true,
        quantile(gaps, count, 0.1),
        quantile(gaps, count, 0.25),
        quantile(gaps, count, 0.8),
        quantile(gaps, count, 0.95));
  }

  private static double quantile(int[] sorted, int count, double p) {
    double place = (count - 1) * p;
    int low = Objects.checkIndex((int) place, count);
    int high = Math.min(low + 1, count - 1);
    return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
  }

  Advice advice(int days) {
    if (gaps == 0) {
      return Advice.UNKNOWN;
    }
    if (days < p10) {
      return Advice.SUPPRESS_JUST_BOUGHT;
    }
    if (days <= p25) {
      return Advice.WAIT;
    }
    if (days <= p80) {
      return Advice.IN_WINDOW;
    }
    return days <= p95 ? Advice.WIN_BACK : Advice.LOST;
  }
}
