package org.clv4j.segments.internal;

import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;

/**
 * What customers brought on some days, refunds and other deductions on the days they are booked.
 */
public final class DatedValue {
  private DatedValue() {}

  /**
   * Amounts less deductions of a customer.
   *
   * @param orders the orders
   * @param customer the index of the customer
   * @param from first epoch day
   * @param to last epoch day
   * @return the amounts of the orders of these days, less what was deducted on them from any order;
   *     in minor units
   * @throws ArithmeticException if it does not fit in a long
   */
  public static long revenue(CustomerOrders orders, int customer, int from, int to) {
    long sum = 0;
    int last = orders.end(customer, to);
    for (int i = orders.end(customer, from - 1); i < last; i++) {
      sum = Check.addExact(sum, orders.amountMinor(i), "revenue");
    }
    if (orders.hasDeductions()) {
      int end = orders.firstDeduction(last);
      for (int d = orders.firstDeduction(orders.start(customer)); d < end; d++) {
        int day = orders.deductionDay(d);
        sum =
            day >= from && day <= to
                ? Check.addExact(sum, -orders.deductionMinor(d), "revenue")
                : sum;
      }
    }
    return sum;
  }
}
