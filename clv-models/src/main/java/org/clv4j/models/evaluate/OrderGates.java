package org.clv4j.models.evaluate;

import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.clv4j.models.internal.LongIndex;

/** The gates that need single orders. */
final class OrderGates {
  static final double SIGNIFICANT = 0.01;

  private static final String SEASONALITY = "seasonality";
  private static final String DUPLICATES = "duplicates";
  private static final double STRONG_SEASON = 0.3;
  private static final int YEAR = 12;
  private static final int HALF = YEAR / 2;

  private OrderGates() {}

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  static Gate noSeasonality(String finding) {
    return Gate.unknown(
        SEASONALITY,
        STRONG_SEASON,
        STRONG_SEASON,
        finding,
        "give orders of two years at least: less cannot tell a season from a trend");
  }

  /**
   * Orders per day of each month beside the mean of the twelve months around it (the first and last
   * of thirteen count half), which takes out growth and the ageing of a cohort; the index of a
   * month of the year is the ratio of the sums over the years. Months are counted back from the
   * as-of month, which is taken if it is over.
   */
  static Gate seasonality(OrderLog log, CustomerBase base) {
    LocalDate last = base.asOf().plusDays(1).withDayOfMonth(1).minusDays(1);
    LocalDate begin = base.observationPeriod().firstDay();
    LocalDate first = begin.getDayOfMonth() == 1 ? begin : begin.withDayOfMonth(1).plusMonths(1);
    int months = (int) Math.max(0, ChronoUnit.MONTHS.between(first, last.plusDays(1)));
    if (months < 2 * YEAR) {
      return noSeasonality("only " + months + " whole months of orders");
    }
    double[] orders = new double[months];
    double[] days = new double[months];
    int firstDay = (int) first.toEpochDay();
    int[] monthOf = new int[(int) (last.toEpochDay() - firstDay) + 1];
    for (int day = 0; day < monthOf.length; day++) {
      monthOf[day] = (int) ChronoUnit.MONTHS.between(first, first.plusDays(day));
      days[monthOf[day]]++;
    }
    for (int row = 0; row < log.size(); row++) {
      int day = log.day(row) - firstDay;
      if (day >= 0 && day < monthOf.length) {
        orders[monthOf[day]]++;
      }
    }
    return season(first, orders, days);
  }

  private static Gate season(LocalDate first, double[] orders, double[] days) {
    double[] actual = new double[YEAR];
    double[] expected = new double[YEAR];
    for (int month = HALF; month < orders.length - HALF; month++) {
      double around = (perDay(orders, days, month - HALF) + perDay(orders, days, month + HALF)) / 2;
      for (int other = month - HALF + 1; other < month + HALF; other++) {
        around += perDay(orders, days, other);
      }
      int ofYear = first.plusMonths(month).getMonthValue() - 1;
      actual[ofYear] += orders[month];
      expected[ofYear] += around / YEAR * days[month];
    }
    double statistic = 0;
    int furthest = 0;
    for (int month = 0; month < YEAR; month++) {
      if (!(expected[month] > 0)) {
        return noSeasonality("a whole year had no order");
      }
      double off = actual[month] - expected[month];
      statistic += off * off / expected[month];
      if (Math.abs(off / expected[month]) > Math.abs(actual[furthest] / expected[furthest] - 1)) {
        furthest = month;
      }
    }
    double p = RegularizedGamma.Q.value((YEAR - 1) / 2.0, statistic / 2);
    double index = actual[furthest] / expected[furthest];
    double size = Math.abs(index - 1);
    return Gate.warning(
        SEASONALITY,
        size,
        STRONG_SEASON,
        size <= STRONG_SEASON || p >= SIGNIFICANT,
        text(
            "%s has %.0f %% of the orders that its trend would have, chi-squared p-value %.2g",
            Month.of(furthest + 1).getDisplayName(TextStyle.FULL, Locale.ENGLISH), 100 * index, p),
        "foretell whole years only, or compare with naive-last-year: the models know no seasons");
  }

  private static double perDay(double[] orders, double[] days, int month) {
    return orders[month] / days[month];
  }

  static Gate unknownDuplicates(String finding) {
    return Gate.unknown(
        DUPLICATES, 0.01, 0.2, finding, "give the orders with their amounts, which tell repeats");
  }

  /** Orders that agree with another in customer, day and amount, each but the first. */
  static Gate duplicates(OrderLog log, LocalDate asOf) {
    if (!log.hasAmounts()) {
      return unknownDuplicates("orders without amounts cannot be told from their copies");
    }
    LongIndex customerDays = new LongIndex();
    LongIndex amounts = new LongIndex();
    long[] keys = new long[log.size()];
    int counted = 0;
    for (int row = 0; row < log.size(); row++) {
      if (log.day(row) <= asOf.toEpochDay()) {
        long customerDay = ((long) log.customer(row) << 32) | (log.day(row) & 0xFFFFFFFFL);
        keys[counted++] =
            ((long) customerDays.indexOf(customerDay) << 32) | amounts.indexOf(log.amount(row));
      }
    }
    if (counted == 0) {
      return unknownDuplicates("there is no order");
    }
    Arrays.sort(keys, 0, counted);
    int copies = 0;
    for (int i = 1; i < counted; i++) {
      copies += keys[i] == keys[i - 1] ? 1 : 0;
    }
    return Gate.atMost(
        DUPLICATES,
        (double) copies / counted,
        0.01,
        0.2,
        text("%d of %d orders repeat another in customer, day and amount", copies, counted),
        "read each file once; give one row per order, not one per line of an order");
  }
}
