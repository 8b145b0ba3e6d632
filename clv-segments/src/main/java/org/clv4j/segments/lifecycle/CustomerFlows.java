package org.clv4j.segments.lifecycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.internal.Parallel;
import org.clv4j.segments.metric.CalendarPeriod;
import org.clv4j.segments.metric.Scope;

/**
 * New, returning, reactivated and lapsed customers of every calendar period up to a day.
 *
 * <p>New is whose first order of all is in the period, however long the history goes back; so the
 * first periods of a log that does not begin with the shop have too many of them. Source of the
 * four: the lifecycle of PostHog (there new, returning, resurrecting, dormant).
 *
 * @param scope as-of day, the kind of period, zone and order policy
 * @param periods every period from that of the first order to that of the as-of day, in the order
 *     of time, also those without an order; empty if there is no order by then
 */
public record CustomerFlows(Scope scope, List<CustomerFlow> periods) {

  /** Takes a copy. */
  public CustomerFlows {
    periods = List.copyOf(periods);
  }

  /**
   * The flows of every period.
   *
   * @param orders the orders
   * @param asOf the last day that counts
   * @param period the kind of period, for example {@link CalendarPeriod#MONTH}
   * @return the flows
   * @throws IllegalArgumentException if the day lies outside of 1900-01-01 to 2199-12-31
   */
  public static CustomerFlows of(CustomerOrders orders, LocalDate asOf, CalendarPeriod period) {
    return of(orders, asOf, period, 1);
  }

  /**
   * The flows of every period.
   *
   * @param orders the orders
   * @param asOf the last day that counts
   * @param period the kind of period
   * @param threads at most so many, at least 1; their number changes nothing
   * @return the flows
   * @throws IllegalArgumentException if the day lies outside of 1900-01-01 to 2199-12-31, or there
   *     is no thread
   */
  public static CustomerFlows of(
      CustomerOrders orders, LocalDate asOf, CalendarPeriod period, int threads) {
    int asOfDay = OrderColumns.checkDay(asOf, "as-of day");
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but was " + threads);
    }
    Scope scope = Scope.of(orders, asOf, "each " + period);
    if (orders.orderCount() == 0 || orders.log().firstDay().isAfter(asOf)) {
      return new CustomerFlows(scope, List.of());
    }
    int firstDay = (int) orders.log().firstDay().toEpochDay();
    int[] periodOf = period.indices(firstDay, asOfDay);
    int first = periodOf[0];
    int count = periodOf[periodOf.length - 1] - first + 1;
    int parts = Math.min(threads, Math.max(1, orders.size() >>> 12));
    FlowCounts[] counts = new FlowCounts[parts];
    Parallel.run(
        parts,
        part -> {
          counts[part] = new FlowCounts(count);
          counts[part].count(
              orders,
              asOfDay,
              Parallel.start(orders.size(), part, parts),
              Parallel.start(orders.size(), part + 1, parts),
              periodOf,
              firstDay);
        });
    for (int part = 1; part < parts; part++) {
      counts[0].add(counts[part]);
    }
    List<CustomerFlow> flows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      flows.add(
          counts[0].flow(
              i,
              LocalDate.ofEpochDay(period.firstDay(first + i)),
              period.firstDay(first + i + 1) <= asOfDay + 1));
    }
    return new CustomerFlows(scope, flows);
  }

  /** The scope, and a period on each line. */
  @Override
  public String toString() {
    return scope + periods.stream().map(flow -> "\n" + flow).collect(Collectors.joining());
  }
}
