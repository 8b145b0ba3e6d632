package org.clv4j.all.internal;

import java.util.List;
import org.clv4j.io.Table;
import org.clv4j.segments.cohort.CohortMeasure;
import org.clv4j.segments.cohort.CohortTable;
import org.clv4j.segments.metric.Metric;
import org.jspecify.annotations.Nullable;

/** Cohorts as rows. */
public final class CohortTables {
  private CohortTables() {}

  /**
   * One row per cohort and period, one triangle after the other.
   *
   * @param tables at least one; all have the same cohorts and periods
   * @param measure what is told of each cell
   * @param reasons takes why cells are empty
   * @return columns {@code cohort, customers, period, value, completeness}
   */
  public static Table cells(List<CohortTable> tables, CohortMeasure measure, Reasons reasons) {
    CohortTable first = tables.get(0);
    int periods = first.periods();
    int rows = Math.multiplyExact(first.cohorts(), periods);
    return new Table(Math.multiplyExact(tables.size(), rows))
        .with("cohort", row -> first.start(row % rows / periods))
        .with("customers", row -> tables.get(row / rows).customers(row % rows / periods))
        .with("period", row -> row % periods)
        .with(
            "value",
            row ->
                cell(
                    tables.get(row / rows).value(measure, row % rows / periods, row % periods),
                    reasons))
        .with(
            "completeness",
            row ->
                tables
                    .get(row / rows)
                    .completeness(row % rows / periods, row % periods)
                    .toString());
  }

  /**
   * One row per cohort, one column per period.
   *
   * @param table the cohorts
   * @param measure what is told of each cell
   * @return columns {@code cohort, customers} and the number of each period
   */
  public static Table triangle(CohortTable table, CohortMeasure measure) {
    Reasons unused = new Reasons();
    Table triangle =
        new Table(table.cohorts()).with("cohort", table::start).with("customers", table::customers);
    for (int period = 0; period < table.periods(); period++) {
      int at = period;
      triangle =
          triangle.with(
              Integer.toString(period), row -> cell(table.value(measure, row, at), unused));
    }
    return triangle;
  }

  /** Sums exactly, quotients as they come. */
  private static @Nullable Object cell(Metric metric, Reasons reasons) {
    Double value = reasons.valueOf(metric);
    return value == null || metric.denominator() != null ? value : metric.numerator();
  }
}
