package org.clv4j.segments.drift;

import java.util.List;
import org.clv4j.core.internal.Check;

/**
 * How drift is measured and from where on it counts.
 *
 * @param bins how many bins of equal share the first date has at most, from 2 to 1000; values that
 *     many rows have make them fewer
 * @param watch index from which on a column is to be watched, 0 or more
 * @param alert index above which there is an alert, at least {@code watch}
 * @param emptyShare what the share of a bin counts as that is empty on one of the dates, from 1e-12
 *     to 0.01; a logarithm of 0 there is not. A bin that is empty on both adds nothing
 * @param quantiles the levels whose shifts are told, each from 0 to 1
 */
public record DriftOptions(
    int bins, double watch, double alert, double emptyShare, List<Double> quantiles) {
  /**
   * Ten bins, 0.1 and 0.25, empty bins as 0.0001, the median and the deciles at either end: what
   * credit scoring has made usual.
   */
  public static final DriftOptions DEFAULT =
      new DriftOptions(10, 0.1, 0.25, 0.0001, List.of(0.1, 0.5, 0.9));

  private static final double LEAST_EMPTY = 1e-12;
  private static final double LARGEST_EMPTY = 0.01;
  private static final int MOST_BINS = 1000;

  /** Checks the ranges. */
  public DriftOptions {
    Check.inRange(bins, 2, MOST_BINS, "bins");
    Check.notNegative(watch, "watch");
    Check.inRange(alert, watch, Double.MAX_VALUE, "alert");
    Check.inRange(emptyShare, LEAST_EMPTY, LARGEST_EMPTY, "emptyShare");
    quantiles = List.copyOf(quantiles);
    quantiles.forEach(level -> Check.inRange(level, 0, 1, "quantile"));
  }

  /**
   * The same with another number of bins.
   *
   * @param most from 2 to 1000
   * @return new options
   */
  public DriftOptions withBins(int most) {
    return new DriftOptions(most, watch, alert, emptyShare, quantiles);
  }

  /**
   * The same with other thresholds.
   *
   * @param toWatch index from which on a column is to be watched, 0 or more
   * @param toAlert index above which there is an alert, at least as much
   * @return new options
   */
  public DriftOptions withThresholds(double toWatch, double toAlert) {
    return new DriftOptions(bins, toWatch, toAlert, emptyShare, quantiles);
  }

  /**
   * The same with another share of empty bins.
   *
   * @param share from 1e-12 to 0.01
   * @return new options
   */
  public DriftOptions withEmptyShare(double share) {
    return new DriftOptions(bins, watch, alert, share, quantiles);
  }

  /**
   * The same with other quantiles.
   *
   * @param levels each from 0 to 1
   * @return new options
   */
  public DriftOptions withQuantiles(List<Double> levels) {
    return new DriftOptions(bins, watch, alert, emptyShare, levels);
  }

  DriftLevel level(double index) {
    if (index > alert) {
      return DriftLevel.ALERT;
    }
    return index >= watch ? DriftLevel.WATCH : DriftLevel.STABLE;
  }
}
