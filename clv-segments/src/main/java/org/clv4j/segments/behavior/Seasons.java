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
  private static final int LENGTH = 3;

  private final CustomerOrders orders;
  private final SeasonCalendar calendar;

  /** By month of the year, with January and February once more at the end: how many orders. */
  private final int[] count = new int[MONTHS + LENGTH - 1];

  /** By month likewise: bit 1 for the customer's first year, bit 2 for the next, and so on. */
  private final long[] yearBits = new long[MONTHS + LENGTH - 1];

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
    for (int month = 0; month < LENGTH - 1; month++) {
      count[MONTHS + month] = count[month];
      // These months belong to the season that the year before has begun.
      yearBits[MONTHS + month] = yearBits[month] >>> 1;
    }
    for (int first = 0; first < MONTHS; first++) {
      int orders = count[first] + count[first + 1] + count[first + 2];
      if (orders >= most) {
        int itsYears = Long.bitCount(yearBits[first] | yearBits[first + 1] | yearBits[first + 2]);
        years = orders > most ? itsYears : Math.max(years, itsYears);
        most = orders;
      }
    }
  }

  double share() {
    return (double) most / all;
  }

  int years() {
    return years;
  }
}
