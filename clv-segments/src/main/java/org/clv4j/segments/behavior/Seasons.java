package org.clv4j.segments.behavior;

import java.util.Arrays;
import org.clv4j.core.customer.CustomerOrders;

/**
 * The three consecutive months of the year that have most of a customer's orders, and of several
 * such those that have orders in most years.
 */
final class Seasons {
  private static final int MONTHS = 12;
  private static final int LENGTH = 3;

  private final CustomerOrders orders;
  private final SeasonCalendar calendar;
  private final int[] count = new int[MONTHS];
  private final int[] years = new int[MONTHS];
  private final int[] lastYear = new int[MONTHS];
  private int best;
  private int all;

  Seasons(CustomerOrders orders, SeasonCalendar calendar) {
    this.orders = orders;
    this.calendar = calendar;
  }

  void look(int start, int end) {
    all = end - start;
    best = 0;
    if (all == 1) {
      count[0] = 1;
      years[0] = 1;
      return;
    }
    Arrays.fill(count, 0);
    Arrays.fill(years, 0);
    int i = start;
    while (i < end) {
      int month = calendar.month(orders.day(i));
      int from = i++;
      while (i < end && calendar.month(orders.day(i)) == month) {
        i++;
      }
      count(month, i - from);
    }
    for (int season = 1; season < MONTHS; season++) {
      boolean more = count[season] > count[best];
      boolean longer = count[season] == count[best] && years[season] > years[best];
      best = more || longer ? season : best;
    }
  }

  /** A month is in the three seasons that begin with it or with one of the two before. */
  private void count(int month, int ordersThen) {
    for (int back = 0; back < LENGTH; back++) {
      int begin = month + MONTHS - back;
      int season = begin % MONTHS;
      int year = begin / MONTHS;
      if (years[season] == 0 || lastYear[season] != year) {
        years[season]++;
        lastYear[season] = year;
      }
      count[season] += ordersThen;
    }
  }

  double share() {
    return (double) count[best] / all;
  }

  int years() {
    return years[best];
  }
}
