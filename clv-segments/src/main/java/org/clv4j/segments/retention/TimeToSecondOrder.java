package org.clv4j.segments.retention;

import java.time.LocalDate;
import java.util.Optional;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.OrderColumns;
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
    int last = OrderColumns.checkDay(asOf, "as-of day");
    int longest = orders.orderCount() == 0 ? -1 : last - firstDay(orders);
    if (longest < 0) {
      return Optional.empty();
    }
    int[] returned = new int[longest + 1];
    int[] waiting = new int[longest + 1];
    for (int c = 0; c < orders.size(); c++) {
      int first = orders.start(c);
      int known = orders.end(c, last) - first;
      if (known > 1) {
        returned[orders.day(first + 1) - orders.day(first)]++;
      } else if (known == 1) {
        waiting[last - orders.day(first)]++;
      }
    }
    return Optional.of(SurvivalTimes.ofCounts(returned, waiting));
  }

  private static int firstDay(CustomerOrders orders) {
    return (int) orders.log().firstDay().toEpochDay();
  }
}
