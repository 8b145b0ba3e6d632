package org.clv4j.segments.economics;

/**
 * A distribution of the time from a customer's last order to the next, as a model has it; {@code
 * NextOrders} of clv-all makes it of a fitted one.
 */
@FunctionalInterface
public interface NextOrder {
  /**
   * P(the next order within so many days of the last), of what was known on the day of the last.
   *
   * @param row of the customer in the customer base of the as-of day
   * @param days 0 or more
   * @return 0 to 1, not falling in the number of days; it need not reach 1
   */
  double probability(int row, int days);
}
