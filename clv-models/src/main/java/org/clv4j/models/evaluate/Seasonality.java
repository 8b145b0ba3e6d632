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

/**
 * Whether repeat orders go with the month of the year beyond what goes with the age of the
 * customers, which is all that the models know.
 *
 * <p>Customers who came in month b, n of them, place in month c, of d days, n d g(c - b) s(c)
 * orders, with g constant over ages of 0, 1, 2, 3 to 5, 6 to 11, 12 to 23 … months and s by month
 * of the year. g and s are found by proportional fitting. So neither growth, nor the end of a
 * campaign, nor the ageing of a cohort passes for a season.
 */
final class Seasonality {
  private static final String NAME = "seasonality";
  private static final double STRONG = 0.3;
  private static final int YEAR = 12;
  private static final int ROUNDS = 100;

  private final int firstMonth;
  private final int months;
  private final double[][] orders;
  private final double[][] exposure;
  private final double[] byAge;
  private final double[] byMonth = new double[YEAR];

  private Seasonality(LocalDate first, int months, OrderLog log, CustomerBase base) {
    this.firstMonth = first.getMonthValue() - 1;
    this.months = months;
    this.orders = new double[months][months];
    this.exposure = new double[months][months];
    this.byAge = new double[ageBin(months) + 1];
    int firstDay = (int) first.toEpochDay();
    int[] monthOf = new int[(int) (first.plusMonths(months).toEpochDay() - firstDay)];
    double[] days = new double[months];
    for (int day = 0; day < monthOf.length; day++) {
      monthOf[day] = (int) ChronoUnit.MONTHS.between(first, first.plusDays(day));
      days[monthOf[day]]++;
    }
    for (int row = 0; row < base.size(); row++) {
      int birth = base.firstOrderDay(row) - firstDay;
      for (int c = birth < monthOf.length ? monthOf[birth] : months; c < months; c++) {
        exposure[monthOf[birth]][c] += days[c];
      }
    }
    int[] rowOf = log.customers().indicesIn(base.ids());
    for (int i = 0; i < log.size(); i++) {
      int row = rowOf[log.customer(i)];
      int day = log.day(i) - firstDay;
      if (row >= 0 && day < monthOf.length && log.day(i) > base.firstOrderDay(row)) {
        orders[monthOf[base.firstOrderDay(row) - firstDay]][monthOf[day]]++;
      }
    }
  }

  static Gate unknown(String finding) {
    return Gate.unknown(
        NAME,
        STRONG,
        STRONG,
        finding,
        "give orders of two years at least: less cannot tell a season from a trend");
  }

  /** By the whole months up to the as-of day; the month in which all begins counts as one. */
  static Gate of(OrderLog log, CustomerBase base) {
    LocalDate first = base.observationPeriod().firstDay().withDayOfMonth(1);
    int months = (int) ChronoUnit.MONTHS.between(first, base.asOf().plusDays(1));
    return months < 2 * YEAR
        ? unknown("only " + months + " months of orders")
        : new Seasonality(first, months, log, base).gate();
  }

  /** Months of 0, 1, 2, then bins that double. */
  private static int ageBin(int age) {
    return age < 3 ? age : 3 + (31 - Integer.numberOfLeadingZeros(age / 3));
  }

  private int monthOfYear(int month) {
    return (firstMonth + month) % YEAR;
  }

  private Gate gate() {
    Arrays.fill(byMonth, 1);
    fitAges();
    double[] observed = new double[YEAR];
    double[] expected = new double[YEAR];
    addByMonth(observed, expected);
    double statistic = 0;
    for (int month = 0; month < YEAR; month++) {
      if (!(expected[month] > 0)) {
        return unknown("too few repeat orders");
      }
      double off = observed[month] - expected[month];
      statistic += off * off / expected[month];
    }
    for (int round = 0; round < ROUNDS; round++) {
      addByMonth(observed, expected);
      for (int month = 0; month < YEAR; month++) {
        // A month of the year without any stays without: 0 is its most likely share.
        byMonth[month] *= observed[month] > 0 ? observed[month] / expected[month] : 0;
      }
      fitAges();
    }
    return judged(RegularizedGamma.Q.value((YEAR - 1) / 2.0, statistic / 2));
  }

  private Gate judged(double p) {
    double mean = Arrays.stream(byMonth).sum() / YEAR;
    int furthest = 0;
    for (int month = 1; month < YEAR; month++) {
      if (Math.abs(byMonth[month] - mean) > Math.abs(byMonth[furthest] - mean)) {
        furthest = month;
      }
    }
    double index = byMonth[furthest] / mean;
    double size = Math.abs(index - 1);
    return Gate.warning(
        NAME,
        size,
        STRONG,
        size <= STRONG || p >= OrderGates.SIGNIFICANT,
        OrderGates.text(
            "%s has %.0f %% of the repeat orders of a mean month of customers as old, chi-squared"
                + " p-value %.2g",
            Month.of(furthest + 1).getDisplayName(TextStyle.FULL, Locale.ENGLISH), 100 * index, p),
        "foretell whole years only, or compare with naive-last-year: the models know no seasons");
  }

  /** g, given s. */
  private void fitAges() {
    double[] observed = new double[byAge.length];
    double[] expected = new double[byAge.length];
    for (int b = 0; b < months; b++) {
      for (int c = b; c < months; c++) {
        observed[ageBin(c - b)] += orders[b][c];
        expected[ageBin(c - b)] += exposure[b][c] * byMonth[monthOfYear(c)];
      }
    }
    for (int bin = 0; bin < byAge.length; bin++) {
      byAge[bin] = expected[bin] > 0 ? observed[bin] / expected[bin] : 0;
    }
  }

  /** Orders by month of the year, and what g and s make of them. */
  private void addByMonth(double[] observed, double[] expected) {
    Arrays.fill(observed, 0);
    Arrays.fill(expected, 0);
    for (int b = 0; b < months; b++) {
      for (int c = b; c < months; c++) {
        observed[monthOfYear(c)] += orders[b][c];
        expected[monthOfYear(c)] += exposure[b][c] * byAge[ageBin(c - b)] * byMonth[monthOfYear(c)];
      }
    }
  }
}
