package org.clv4j.segments.lifecycle;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.OptionalDouble;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;

/**
 * Who ordered in a period, by what they did in the one before.
 *
 * <p>active = active of the period before + newcomers + reactivated - lapsed, and active =
 * newcomers + returning + reactivated.
 *
 * @param start first day of the period
 * @param complete whether the period had ended by the end of the as-of day; if not, some who count
 *     as lapsed may still come
 * @param active who ordered in it
 * @param newcomers whose first order ever is in it
 * @param returning who ordered in it and in the period before
 * @param reactivated who ordered in it and earlier, but not in the period before
 * @param lapsed who ordered in the period before, but not in it
 */
public record CustomerFlow(
    LocalDate start,
    boolean complete,
    int active,
    int newcomers,
    int returning,
    int reactivated,
    int lapsed) {

  /** Checks that there is a start. */
  public CustomerFlow {
    Objects.requireNonNull(start, "start must not be null");
  }

  /**
   * (newcomers + reactivated) / lapsed: above 1 the base grows.
   *
   * @return empty where nobody lapsed, and where the period is not complete: who counts as lapsed
   *     may still come
   */
  public Metric quickRatio() {
    if (!complete) {
      return new Metric(
          "customer_quick_ratio",
          BigDecimal.valueOf((long) newcomers + reactivated),
          BigDecimal.valueOf(lapsed),
          OptionalDouble.empty(),
          MetricUnit.RATIO,
          "the period from " + start + " is not complete");
    }
    return Metric.ratio(
        "customer_quick_ratio",
        (long) newcomers + reactivated,
        lapsed,
        MetricUnit.RATIO,
        "nobody lapsed in the period from " + start);
  }

  /** For example {@code 2024-03-01: 40 active, 12 new, 20 returning, 8 reactivated, 9 lapsed}. */
  @Override
  public String toString() {
    return start
        + ": "
        + active
        + " active, "
        + newcomers
        + " new, "
        + returning
        + " returning, "
        + reactivated
        + " reactivated, "
        + lapsed
        + " lapsed"
        + (complete ? "" : " (not complete)");
  }
}
