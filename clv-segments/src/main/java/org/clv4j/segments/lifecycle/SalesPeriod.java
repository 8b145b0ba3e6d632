package org.clv4j.segments.lifecycle;

import java.time.LocalDate;
import java.util.Objects;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * The orders of a period: first ones and repeat ones.
 *
 * @param start first day of the period
 * @param complete whether the period had ended by the end of the as-of day
 * @param firstOrders orders that are the first of their customer, 0 or more
 * @param repeatOrders all others, 0 or more
 * @param firstRevenue what the first orders were worth; null where the orders have no amounts
 * @param repeatRevenue what the others were worth; null where the orders have no amounts
 */
public record SalesPeriod(
    LocalDate start,
    boolean complete,
    long firstOrders,
    long repeatOrders,
    @Nullable Money firstRevenue,
    @Nullable Money repeatRevenue) {

  /** Checks that there is a start. */
  public SalesPeriod {
    Objects.requireNonNull(start, "start must not be null");
  }
}
