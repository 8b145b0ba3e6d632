package org.clv4j.segments.health;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;
import org.clv4j.segments.internal.Quantile;

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
  private static final Quantile P10 = Quantile.of(0.1);
  private static final Quantile P25 = Quantile.of(0.25);
  private static final Quantile P80 = Quantile.of(0.8);
  private static final Quantile P95 = Quantile.of(0.95);

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
    LongToDoubleFunction sorted = rank -> gaps[(int) rank];
    return new GapPercentiles(
        count,
        true,
        P10.of(count, sorted),
        P25.of(count, sorted),
        P80.of(count, sorted),
        P95.of(count, sorted));
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
