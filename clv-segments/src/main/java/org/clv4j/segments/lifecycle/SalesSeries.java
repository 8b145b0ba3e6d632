package org.clv4j.segments.lifecycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.value.Money;
import org.clv4j.segments.metric.CalendarPeriod;
import org.clv4j.segments.metric.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Orders and revenue of every calendar period up to a day, first orders apart from repeat ones.
 *
 * <p>A customer's first order counts as first however long the history goes back, so the first
 * periods of a log that does not begin with the shop have too many of them. Of orders of one moment
 * the first is that of {@link CustomerOrders}. Revenue is what was known at the end of the as-of
 * day, refunds until then taken off the period of the order.
 *
 * @param scope as-of day, the kind of period, zone and order policy
 * @param periods every period from that of the first order to that of the as-of day, also those
 *     without an order; empty if there is no order by then
 */
public record SalesSeries(Scope scope, List<SalesPeriod> periods) {

  /** Takes a copy. */
  public SalesSeries {
    periods = List.copyOf(periods);
  }

  /**
   * The orders of every period.
   *
   * @param orders the orders
   * @param asOf the last day that counts
   * @param period the kind of period, for example {@link CalendarPeriod#MONTH}
   * @return the series
   * @throws IllegalArgumentException if the day lies outside of 1900-01-01 to 2199-12-31
   */
  public static SalesSeries of(CustomerOrders orders, LocalDate asOf, CalendarPeriod period) {
    int asOfDay = OrderColumns.checkDay(asOf, "as-of day");
    Scope scope = Scope.of(orders, asOf, "each " + period);
    int firstDay =
        orders.orderCount() == 0 ? asOfDay + 1 : (int) orders.log().firstDay().toEpochDay();
    if (firstDay > asOfDay) {
      return new SalesSeries(scope, List.of());
    }
    int first = period.indexOf(firstDay);
    int[] indices = period.indices(firstDay, asOfDay);
    int n = period.indexOf(asOfDay) - first + 1;
    long[][] counts = new long[2][n];
    long[][] minor = new long[2][n];
    for (int customer = 0; customer < orders.size(); customer++) {
      int start = orders.start(customer);
      int end = orders.end(customer, asOfDay);
      for (int order = start; order < end; order++) {
        int kind = order == start ? 0 : 1;
        int at = indices[orders.day(order) - firstDay] - first;
        counts[kind][at]++;
        if (orders.hasAmounts()) {
          minor[kind][at] =
              Check.addExact(minor[kind][at], orders.valueMinor(order, asOfDay), "revenue");
        }
      }
    }
    List<SalesPeriod> periods = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      periods.add(
          new SalesPeriod(
              LocalDate.ofEpochDay(period.firstDay(first + i)),
              period.firstDay(first + i + 1) <= asOfDay + 1,
              counts[0][i],
              counts[1][i],
              money(minor[0][i], orders.currency()),
              money(minor[1][i], orders.currency())));
    }
    return new SalesSeries(scope, periods);
  }

  private static @Nullable Money money(long minorUnits, @Nullable Currency currency) {
    return currency == null ? null : Money.ofMinor(minorUnits, currency);
  }
}
