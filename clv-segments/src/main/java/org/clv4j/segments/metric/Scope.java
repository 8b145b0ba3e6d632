package org.clv4j.segments.metric;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Objects;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.order.OrderPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What a result looked at: it is the same for the same scope and options, whatever came later.
 *
 * @param asOf the last local day that counts, to its end
 * @param window which days count as now, in words, for example {@code 365 days}
 * @param zone the zone of the days
 * @param policy which orders count and at what amount; null where no orders were looked at
 * @param currency the currency of all money; null where there is none
 */
public record Scope(
    LocalDate asOf,
    String window,
    ZoneId zone,
    @Nullable OrderPolicy policy,
    @Nullable Currency currency) {

  /** Checks that nothing but the policy and the currency is missing. */
  public Scope {
    Objects.requireNonNull(asOf, "asOf must not be null");
    Objects.requireNonNull(window, "window must not be null");
    Objects.requireNonNull(zone, "zone must not be null");
  }

  /**
   * The scope of a result made of some orders.
   *
   * @param orders the orders
   * @param asOf the last local day that counts
   * @param window which days count as now, in words
   * @return the scope
   * @throws IllegalArgumentException if the day lies outside of 1900-01-01 to 2199-12-31
   */
  public static Scope of(CustomerOrders orders, LocalDate asOf, String window) {
    OrderColumns.checkDay(asOf, "as-of day");
    return new Scope(asOf, window, orders.zone(), orders.policy(), orders.currency());
  }

  /**
   * The scope of a result made of a base.
   *
   * @param base the customers, as of the day of the scope
   * @param window which days count as now, in words
   * @return the scope
   */
  public static Scope of(CustomerBase base, String window) {
    return new Scope(
        base.asOf(),
        window,
        base.zone(),
        base.policy(),
        base.hasAmounts() ? base.currency() : null);
  }

  /** For example {@code as of 1998-06-30 Z, 365 days, USD, basis=stated}. */
  @Override
  public String toString() {
    return "as of "
        + asOf
        + " "
        + zone
        + ", "
        + window
        + ", "
        + (currency == null ? "no amounts" : currency.getCurrencyCode())
        + (policy == null ? "" : ", " + policy);
  }
}
