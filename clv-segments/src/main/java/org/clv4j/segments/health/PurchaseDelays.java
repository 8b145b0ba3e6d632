package org.clv4j.segments.health;

import java.time.LocalDate;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.OrderColumns;
import org.jspecify.annotations.Nullable;

/**
 * Three delays that are all called purchase delay.
 *
 * @param registrationToFirstOrder from registration to first order; who ordered before he
 *     registered is left out; null if no registrations were given
 * @param firstToSecondOrder from first to second order; who has no second waits since the first
 * @param betweenOrders from every order to the next of the same customer, pooled; every customer
 *     waits since the last. Orders of one day are 0 days apart
 * @param betweenOrdersOfRepeaters the same of the customers with two orders or more, what the
 *     adaptive window is made of
 * @param meanOfCustomers the mean of the mean gaps of the customers with two orders or more, each
 *     customer counting once; empty if there are none
 */
public record PurchaseDelays(
    @Nullable Delay registrationToFirstOrder,
    Delay firstToSecondOrder,
    Delay betweenOrders,
    Delay betweenOrdersOfRepeaters,
    OptionalDouble meanOfCustomers) {

  /**
   * The day by which 90 % of those who order again have done so, counted from the first order:
   * {@link Delay#comebackQuantile} of the second order. Who has ordered once and longer ago is past
   * it.
   *
   * @param orders the orders
   * @param asOf the last day that counts
   * @return the metric {@code repurchase_deadline_days} of {@link CustomerBaseHealth}; empty if
   *     nobody has ordered twice
   * @throws IllegalArgumentException if the day lies outside of 1900-01-01 to 2199-12-31
   */
  public static OptionalInt repurchaseDeadline(CustomerOrders orders, LocalDate asOf) {
    int asOfDay = OrderColumns.checkDay(asOf, "as-of day");
    int firstDay = orders.orderCount() == 0 ? asOfDay : (int) orders.log().firstDay().toEpochDay();
    int[] ended = new int[Math.max(0, asOfDay - firstDay) + 1];
    int[] waiting = new int[ended.length];
    for (int customer = 0; customer < orders.size(); customer++) {
      int start = orders.start(customer);
      int count = orders.end(customer, asOfDay) - start;
      if (count > 1) {
        ended[orders.day(start + 1) - orders.day(start)]++;
      } else if (count == 1) {
        waiting[asOfDay - orders.day(start)]++;
      }
    }
    return new Delay(ended, waiting).comebackQuantile(DelayMetrics.DEADLINE);
  }
}
