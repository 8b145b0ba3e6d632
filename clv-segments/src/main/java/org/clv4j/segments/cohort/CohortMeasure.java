package org.clv4j.segments.cohort;

import java.util.Locale;
import org.clv4j.segments.metric.MetricUnit;

/**
 * What a cell of a {@link CohortTable} tells of a cohort in a period; period 0 has the first
 * orders.
 *
 * <p>Shares and values per customer divide by the <em>original</em> cohort: all who ever belonged
 * to it, whether they came back or not. Sums divide by nothing and have a null denominator.
 */
public enum CohortMeasure {
  /**
   * The share that ordered in the period: "on", "N-day", "bounded" or "recurring" elsewhere. Rises
   * and falls.
   */
  RETENTION(MetricUnit.SHARE),

  /**
   * The share that ordered in the period or in any later one by the as-of day, "unbounded"
   * elsewhere. It falls by construction towards the as-of day, because the later orders of those
   * who will come back are not there yet: that holds for complete cells too.
   */
  RETENTION_ON_OR_AFTER(MetricUnit.SHARE),

  /** The share that ordered in the period and in every one before it, from period 0 on. */
  RETENTION_EVERY(MetricUnit.SHARE),

  /** The number of customers who ordered in the period. */
  CUSTOMERS(MetricUnit.CUSTOMERS),

  /** The number of orders in the period. */
  ORDERS(MetricUnit.ORDERS),

  /**
   * The sum of the amounts of the orders in the period, less what was deducted in it, such as
   * refunds that are booked at their own day.
   */
  REVENUE(MetricUnit.MONEY),

  /** Revenue less the costs of the same orders. */
  MARGIN(MetricUnit.MONEY),

  /** Revenue from period 0 to the end of the period, per original customer. */
  CUMULATIVE_VALUE(MetricUnit.MONEY),

  /** Margin from period 0 to the end of the period, per original customer. */
  CUMULATIVE_MARGIN(MetricUnit.MONEY),

  /** Revenue in the period per order in the period; empty where there was none. */
  AVERAGE_ORDER_VALUE(MetricUnit.MONEY);

  private final MetricUnit unit;

  CohortMeasure(MetricUnit unit) {
    this.unit = unit;
  }

  /**
   * What the values are counted in.
   *
   * @return the unit
   */
  public MetricUnit unit() {
    return unit;
  }

  boolean needsAmounts() {
    return unit == MetricUnit.MONEY;
  }

  boolean needsCosts() {
    return this == MARGIN || this == CUMULATIVE_MARGIN;
  }

  /** The name of the metric, for example {@code cumulative_value}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
