package org.clv4j.segments.lifecycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.segments.internal.PeriodFlows;
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
    Scope scope = Scope.of(orders, asOf, "each " + period);
    PeriodFlows counts = PeriodFlows.ofCustomers(orders, asOfDay, period::indices, threads);
    int first = period.indexOf(asOfDay) - counts.periods() + 1;
    List<CustomerFlow> flows = new ArrayList<>();
    for (int i = 0; i < counts.periods(); i++) {
      long both = counts.both[i];
      flows.add(
          new CustomerFlow(
              LocalDate.ofEpochDay(period.firstDay(first + i)),
              period.firstDay(first + i + 1) <= asOfDay + 1,
              (int) counts.customers[i],
              (int) counts.newcomers[i],
              (int) both,
              (int) (counts.customers[i] - counts.newcomers[i] - both),
              (int) (i == 0 ? 0 : counts.customers[i - 1] - both)));
    }
    return new CustomerFlows(scope, flows);
  }

  /** The scope, and a period on each line. */
  @Override
  public String toString() {
    return scope + periods.stream().map(flow -> "\n" + flow).collect(Collectors.joining());
  }
}
