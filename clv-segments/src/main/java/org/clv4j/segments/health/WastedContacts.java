package org.clv4j.segments.health;

import java.time.LocalDate;
import java.util.Objects;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.clv4j.segments.metric.Scope;
import org.jspecify.annotations.Nullable;

/**
 * How many contacts went to customers who had just ordered: wasted, if they wanted an order.
 *
 * @param scope as-of day, which contacts, zone, policy
 * @param days a contact is wasted if the customer ordered within so many days before its day;
 *     orders of the day itself may have come of it
 * @param contacts the contacts by the as-of day, to who never ordered too
 * @param wasted those of them that were wasted
 */
public record WastedContacts(Scope scope, int days, long contacts, long wasted) {
  /** Checks that nothing is missing. */
  public WastedContacts {
    Objects.requireNonNull(scope, "scope must not be null");
  }

  /**
   * Counts all contacts.
   *
   * @param orders the orders
   * @param contacts who was contacted when, with the campaign as label
   * @param asOf later contacts do not count
   * @param days within so many days after an order a contact is wasted, 1 to 100 000
   * @return the counts
   * @throws IllegalArgumentException if {@code days} is out of range, or the as-of day lies outside
   *     of 1900-01-01 to 2199-12-31
   */
  public static WastedContacts of(
      CustomerOrders orders, CustomerEvents contacts, LocalDate asOf, int days) {
    return count(orders, contacts, null, asOf, days);
  }

  /**
   * Counts the contacts of one campaign.
   *
   * @param orders the orders
   * @param contacts who was contacted when
   * @param campaign the label of the contacts that count
   * @param asOf later contacts do not count
   * @param days within so many days after an order a contact is wasted, 1 to 100 000
   * @return the counts
   * @throws IllegalArgumentException as above
   */
  public static WastedContacts of(
      CustomerOrders orders, CustomerEvents contacts, String campaign, LocalDate asOf, int days) {
    return count(
        orders,
        contacts,
        Objects.requireNonNull(campaign, "campaign must not be null"),
        asOf,
        days);
  }

  private static WastedContacts count(
      CustomerOrders orders,
      CustomerEvents contacts,
      @Nullable String campaign,
      LocalDate asOf,
      int days) {
    Check.inRange(days, 1, HealthOptions.MOST_DAYS, "days");
    int asOfDay = OrderColumns.checkDay(asOf, "as-of day");
    int[] inOrders = contacts.customers().indicesIn(orders.customers());
    long all = 0;
    long wasted = 0;
    for (int c = 0; c < inOrders.length; c++) {
      for (int e = contacts.start(c); e < contacts.start(c + 1); e++) {
        int day = contacts.day(e);
        if (day <= asOfDay && (campaign == null || campaign.equals(contacts.label(e)))) {
          all++;
          wasted += inOrders[c] >= 0 && ordered(orders, inOrders[c], day - days, day) ? 1 : 0;
        }
      }
    }
    String which = campaign == null ? "all contacts" : "contacts of " + campaign;
    return new WastedContacts(Scope.of(orders, asOf, which), days, all, wasted);
  }

  /** Whether a customer ordered from one day to the day before another. */
  private static boolean ordered(CustomerOrders orders, int customer, int from, int before) {
    int end = orders.end(customer, before - 1);
    return end > orders.start(customer) && orders.day(end - 1) >= from;
  }

  /**
   * The share of the contacts that was wasted.
   *
   * @return {@code wasted_contact_share_within_7_days}, by {@link #days()}; empty without contacts
   */
  public Metric wastedContactShare() {
    return Metric.ratio(
        "wasted_contact_share_within_" + days + "_days",
        wasted,
        contacts,
        MetricUnit.SHARE,
        "there was no contact by " + scope.asOf());
  }
}
