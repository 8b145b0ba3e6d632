package org.clv4j.segments.behavior;

import java.util.Arrays;
import org.clv4j.core.customer.CustomerOrders;

/**
 * The three consecutive months of the year that have most of a customer's orders, and of several
 * such those that have orders in most years, of the customer's first {@value #YEARS}.
 */
final class Seasons {
  private static final int YEARS = 62;
  private static final int MONTHS = 12;

  private final CustomerOrders orders;
  private final SeasonCalendar calendar;

  /** By month of the year: how many orders. */
  private final int[] count = new int[MONTHS];

  /** By month of the year: bit 1 for the customer's first year, bit 2 for the next, and so on. */
  private final long[] yearBits = new long[MONTHS];

  private int most;
  private int years;
  private int all;

  Seasons(CustomerOrders orders, SeasonCalendar calendar) {
    this.orders = orders;
    this.calendar = calendar;
  }

  void look(int start, int end) {
    all = end - start;
    most = 1;
    years = 1;
    if (all == 1) {
      return;
    }
    Arrays.fill(count, 0);
    Arrays.fill(yearBits, 0);
    int before = calendar.year(orders.day(start)) - 1;
    for (int i = start; i < end; i++) {
      int day = orders.day(i);
      int month = calendar.month(day);
      count[month]++;
      yearBits[month] |= 1L << Math.min(YEARS, calendar.year(day) - before);
    }
    for (int first = 0; first < MONTHS; first++) {
      int second = first + 1;
      int third = first + 2;
      int orders = count[first] + count[second % MONTHS] + count[third % MONTHS];
      if (orders >= most) {
        long bits = yearBits[first] | ofSeason(second) | ofSeason(third);
        int itsYears = Long.bitCount(bits);
        years = orders > most ? itsYears : Math.max(years, itsYears);
        most = orders;
      }
    }
  }

  /** January and February belong to the season of the year before that brought them. */
  private long ofSeason(int month) {
    return month < MONTHS ? yearBits[month] : yearBits[month - MONTHS] >>> 1;
  }

  double share() {
    return (double) most / all;
  }

  int years() {
    return years;
  }
}
