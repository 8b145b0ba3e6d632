package org.clv4j.segments.retention;

import java.time.LocalDate;
import java.util.Optional;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.segments.health.PurchaseDelays;
import org.clv4j.segments.survival.SurvivalTimes;

/**
 * How many days after the first order the second one came, of all customers: those still waiting
 * count too, as censored on the as-of day.
 *
 * <p>The mean delay of those who came back is too short, because it leaves out all who will come
 * late; {@code KaplanMeier.of(times)} is free of that. Its S(t) is the share of customers who had
 * not ordered again after t days. A second order on the day of the first counts as one after 0
 * days.
 */
public final class TimeToSecondOrder {
  private TimeToSecondOrder() {}

  /**
   * The times of all who had ordered, in days; customers of equal times are one row.
   *
   * @param orders the orders
   * @param asOf the last day that counts
   * @return empty if nobody had ordered by then
   * @throws IllegalArgumentException if the day lies outside of 1900-01-01 to 2199-12-31
   */
  public static Optional<SurvivalTimes> of(CustomerOrders orders, LocalDate asOf) {
    return PurchaseDelays.toSecondOrder(orders, asOf).times();
  }
}
