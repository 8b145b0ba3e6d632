package org.clv4j.segments.behavior;

import java.time.LocalDate;
import org.clv4j.core.customer.CustomerOrders;

/**
 * The month and the year of every day of a log, looked up.
 *
 * @param firstDay the first day
 * @param months by days after it: 0 for January
 * @param years by days after it
 */
@SuppressWarnings("ArrayRecordComponent") // shared inside the package, never compared
record SeasonCalendar(int firstDay, byte[] months, short[] years) {

  static SeasonCalendar of(CustomerOrders orders) {
    if (orders.orderCount() == 0) {
      return new SeasonCalendar(0, new byte[0], new short[0]);
    }
    LocalDate first = orders.log().firstDay();
    int days = (int) (orders.log().lastDay().toEpochDay() - first.toEpochDay()) + 1;
    byte[] months = new byte[days];
    short[] years = new short[days];
    for (int i = 0; i < days; i++) {
      LocalDate day = first.plusDays(i);
      months[i] = (byte) (day.getMonthValue() - 1);
      years[i] = (short) day.getYear();
    }
    return new SeasonCalendar((int) first.toEpochDay(), months, years);
  }

  int month(int day) {
    return months[day - firstDay];
  }

  int year(int day) {
    return years[day - firstDay];
  }
}
