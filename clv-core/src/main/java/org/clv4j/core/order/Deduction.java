package org.clv4j.core.order;

import java.time.LocalDate;
import org.clv4j.core.internal.OrderColumns;

/**
 * What is taken from the value of an order on a day of its own, such as a refund that is booked
 * when it is paid. It is no order and never counts as one.
 *
 * @param day the local day, not before that of the order
 * @param minorUnits how much, above 0, in the currency of the order; it may exceed its amount
 */
public record Deduction(LocalDate day, long minorUnits) {
  /** Checks the day and that something is taken. */
  public Deduction {
    OrderColumns.checkDay(day, "day of a deduction");
    if (minorUnits <= 0) {
      throw new IllegalArgumentException("deduction must be above 0, but was " + minorUnits);
    }
  }
}
