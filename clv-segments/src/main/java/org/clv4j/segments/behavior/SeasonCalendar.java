package org.clv4j.segments.behavior;

import java.time.LocalDate;
import org.clv4j.core.customer.CustomerOrders;

/**
 * The month of every day of a log, looked up.
 *
 * @param firstDay the first day
 * @param months by days after it: the months since January of the year of the first day
 */
@SuppressWarnings("ArrayRecordComponent") // shared inside the package, never compared
record SeasonCalendar(int firstDay, short[] months) {

  static SeasonCalendar of(CustomerOrders orders) {
    if (orders.orderCount() == 0) {
      return new SeasonCalendar(0, new short[0]);
    }
    LocalDate first = orders.log().firstDay();
    LocalDate last = orders.log().lastDay();
    short[] months = new short[(int) (last.toEpochDay() - first.toEpochDay()) + 1];
    for (int i = 0; i < months.length; i++) {
      LocalDate day = first.plusDays(i);
      months[i] = (short) (12 * (day.getYear() - first.getYear()) + day.getMonthValue() - 1);
    }
    return new SeasonCalendar((int) first.toEpochDay(), months);
  }

  int month(int day) {
    return months[day - firstDay];
  }
}
