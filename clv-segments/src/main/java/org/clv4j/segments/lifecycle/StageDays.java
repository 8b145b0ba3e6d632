package org.clv4j.segments.lifecycle;

import java.util.Arrays;
import java.util.Currency;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;
import org.clv4j.core.order.CustomerIds;
import org.clv4j.core.value.CurrencyMismatchException;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/** On which day every customer reached which stage. */
final class StageDays {
  /** Of who has not. */
  static final int NEVER = Integer.MAX_VALUE;

  private final CustomerOrders orders;
  private final int asOfDay;
  private final LifecycleOptions options;
  private final CustomerIds ids;
  private final int[] orderCustomer;
  private final Map<LifecycleStage, int[]> days = new EnumMap<>(LifecycleStage.class);
  private final int[] secondOrder;

  StageDays(CustomerOrders orders, int asOfDay, LifecycleOptions options) {
    this.orders = orders;
    this.asOfDay = asOfDay;
    this.options = options;
    this.ids = known();
    this.orderCustomer = ids.indicesIn(orders.customers());
    this.secondOrder = new int[ids.size()];
    for (LifecycleStage stage : LifecycleStage.values()) {
      int[] never = new int[ids.size()];
      Arrays.fill(never, NEVER);
      days.put(stage, never);
    }
    fillOrders();
    fillRegistrations();
    fillReferrals();
    fillPayback();
  }

  CustomerIds ids() {
    return ids;
  }

  int day(LifecycleStage stage, int row) {
    return days(stage)[row];
  }

  /** By row; not to be changed by others. */
  int[] days(LifecycleStage stage) {
    return Objects.requireNonNull(days.get(stage));
  }

  /** Who has registered or ordered by the as-of day. */
  private CustomerIds known() {
    CustomerIds ids = orders.customers().select(orders.buyers(asOfDay));
    CustomerEvents events = options.registrations();
    if (events == null) {
      return ids;
    }
    int[] registered = new int[events.customers().size()];
    int n = 0;
    for (int customer = 0; customer < registered.length; customer++) {
      if (events.day(events.start(customer)) <= asOfDay) {
        registered[n++] = customer;
      }
    }
    return ids.union(events.customers().select(Arrays.copyOf(registered, n)));
  }

  private void fillOrders() {
    for (int row = 0; row < secondOrder.length; row++) {
      secondOrder[row] = NEVER;
      int customer = orderCustomer[row];
      int start = customer < 0 ? 0 : orders.start(customer);
      int end = customer < 0 ? 0 : orders.end(customer, asOfDay);
      if (end > start) {
        int first = orders.day(start);
        reach(LifecycleStage.ACQUIRED, row, first);
        reach(LifecycleStage.ACTIVATED, row, first);
        if (end > start + 1) {
          secondOrder[row] = orders.day(start + 1);
          if (secondOrder[row] - first <= options.repurchaseHorizon()) {
            reach(LifecycleStage.RETAINED, row, secondOrder[row]);
          }
        }
      }
    }
  }

  private void fillRegistrations() {
    CustomerEvents events = options.registrations();
    if (events == null) {
      return;
    }
    int[] there = ids.indicesIn(events.customers());
    for (int row = 0; row < there.length; row++) {
      if (there[row] >= 0) {
        reach(LifecycleStage.ACQUIRED, row, events.day(events.start(there[row])));
      }
    }
  }

  private void fillReferrals() {
    CustomerEvents events = options.referrals();
    if (events == null) {
      return;
    }
    int[] there = ids.indicesIn(events.customers());
    for (int row = 0; row < there.length; row++) {
      if (there[row] >= 0 && day(LifecycleStage.ACTIVATED, row) != NEVER) {
        for (int i = events.start(there[row]); i < events.start(there[row] + 1); i++) {
          int success = orderOfReferred(events.label(i), events.day(i), row);
          if (success != NEVER) {
            reach(
                LifecycleStage.REFERRER,
                row,
                Math.max(success, day(LifecycleStage.ACTIVATED, row)));
          }
        }
      }
    }
  }

  /** The day of the first order from a day on, of somebody other than the customer of the row. */
  private int orderOfReferred(@Nullable String id, int day, int row) {
    int referred = id == null || id.isBlank() ? -1 : orders.customers().indexOf(id);
    if (referred < 0 || referred == orderCustomer[row]) {
      return NEVER;
    }
    int end = orders.end(referred, asOfDay);
    int i = day > asOfDay ? end : orders.end(referred, day - 1);
    return i < end ? orders.day(i) : NEVER;
  }

  private void fillPayback() {
    Money cost = options.acquisitionCost();
    Currency currency = orders.currency();
    if (cost == null || currency == null) {
      return;
    }
    if (!cost.currency().equals(currency)) {
      throw new CurrencyMismatchException(currency, cost.currency());
    }
    for (int row = 0; row < secondOrder.length; row++) {
      if (secondOrder[row] != NEVER) {
        int payback = payback(orderCustomer[row], cost.minorUnits());
        if (payback != NEVER) {
          reach(LifecycleStage.REVENUE, row, payback);
        }
      }
    }
  }

  /** The day of the first order, from the second on, by which the margin covers the cost. */
  private int payback(int customer, long cost) {
    long sum = 0;
    int start = orders.start(customer);
    int end = orders.end(customer, asOfDay);
    boolean costs = orders.hasCosts();
    for (int i = start; i < end; i++) {
      long margin = orders.valueMinor(i, asOfDay) - (costs ? orders.costMinor(i) : 0);
      sum = Check.addExact(sum, margin, "margin of a customer");
      if (i > start && (costs ? sum : sum * options.margin()) >= cost) {
        return orders.day(i);
      }
    }
    return NEVER;
  }

  private void reach(LifecycleStage stage, int row, int day) {
    days(stage)[row] = Math.min(days(stage)[row], day);
  }
}
