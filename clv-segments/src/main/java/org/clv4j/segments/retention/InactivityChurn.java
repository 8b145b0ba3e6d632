package org.clv4j.segments.retention;

import java.time.LocalDate;
import java.util.Objects;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.clv4j.segments.metric.Scope;

/**
 * How many of all who ever ordered have not ordered for a window of days.
 *
 * <p>It is a stock, not a rate per period: it grows with the age of the shop, and a customer who
 * orders again leaves it. The window decides what it says; a customer can be inactive and come
 * back.
 *
 * @param scope as-of day, window, zone, policy
 * @param buyers customers with an order by the as-of day
 * @param inactive those without an order in the window of days up to and including it
 */
public record InactivityChurn(Scope scope, long buyers, long inactive) {
  /** Checks that nothing is missing. */
  public InactivityChurn {
    Objects.requireNonNull(scope, "scope must not be null");
  }

  /**
   * Counts the inactive.
   *
   * @param orders the orders
   * @param asOf the last day that counts
   * @param windowDays W, at least 1
   * @return the counts
   * @throws IllegalArgumentException if the day lies outside of 1900-01-01 to 2199-12-31 or the
   *     window has less than a day
   */
  public static InactivityChurn of(CustomerOrders orders, LocalDate asOf, int windowDays) {
    int day = OrderColumns.checkDay(asOf, "as-of day");
    Check.inRange(windowDays, 1, Integer.MAX_VALUE, "windowDays");
    long buyers = 0;
    long inactive = 0;
    for (int c = 0; c < orders.size(); c++) {
      int end = orders.end(c, day);
      if (end > orders.start(c)) {
        buyers++;
        inactive += day - orders.day(end - 1) >= windowDays ? 1 : 0;
      }
    }
    return new InactivityChurn(Scope.of(orders, asOf, windowDays + " days"), buyers, inactive);
  }

  /**
   * The share of the buyers that is inactive.
   *
   * @return {@code inactivity_churn}; empty if nobody ordered by the as-of day
   */
  public Metric inactivityChurn() {
    return Metric.ratio(
        "inactivity_churn", inactive, buyers, MetricUnit.SHARE, "nobody had ordered");
  }
}
