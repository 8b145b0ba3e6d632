package org.clv4j.all.internal;

import java.util.List;
import org.clv4j.io.Table;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.jspecify.annotations.Nullable;

/** Metrics as rows. */
public final class MetricTable {
  private MetricTable() {}

  /**
   * One row per metric.
   *
   * @param left the columns on the left, with as many rows as there are metrics
   * @param metrics in the order of the rows
   * @return with the columns {@code metric, numerator, denominator, value, unit, reason}
   */
  public static Table of(Table left, List<Metric> metrics) {
    return left.with("metric", row -> metrics.get(row).name())
        .with("numerator", row -> metrics.get(row).numerator())
        .with("denominator", row -> metrics.get(row).denominator())
        .with("value", row -> value(metrics.get(row)))
        .with("unit", row -> metrics.get(row).unit().toString())
        .with("reason", row -> metrics.get(row).reason());
  }

  private static @Nullable Object value(Metric metric) {
    if (metric.value().isEmpty()) {
      return null;
    }
    double value = metric.value().getAsDouble();
    boolean whole = metric.unit() == MetricUnit.CUSTOMERS && value == Math.rint(value);
    return whole ? (Object) (long) value : (Object) value;
  }
}
