package org.clv4j.segments.retention;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.segments.health.PurchaseDelays;
import org.clv4j.segments.metric.Scope;
import org.clv4j.segments.survival.SurvivalTimes;

/**
 * How many days after the first order the second one came, of all customers: those still waiting
 * count too, as censored on the as-of day.
 *
 * <p>The mean delay of those who came back is too short, because it leaves out all who will come
 * late; the {@code KaplanMeier} curve of the times is free of that. Its S(t) is the share of
 * customers who had not ordered again after t days. A second order on the day of the first counts
 * as one after 0 days.
 *
 * @param scope as-of day, zone, policy
 * @param times of all who had ordered, in days; customers of equal times are one row; empty if
 *     nobody had ordered
 */
public record TimeToSecondOrder(Scope scope, Optional<SurvivalTimes> times) {
  /** Checks that nothing is missing. */
  public TimeToSecondOrder {
    Objects.requireNonNull(scope, "scope must not be null");
    Objects.requireNonNull(times, "times must not be null");
  }

  /**
   * Counts the days of all who had ordered.
   *
   * @param orders the orders
   * @param asOf the last day that counts
   * @return the times
   * @throws IllegalArgumentException if the day lies outside of 1900-01-01 to 2199-12-31
   */
  public static TimeToSecondOrder of(CustomerOrders orders, LocalDate asOf) {
    Scope scope = Scope.of(orders, asOf, "all customers");
    return new TimeToSecondOrder(scope, PurchaseDelays.toSecondOrder(orders, asOf).times());
  }
}
