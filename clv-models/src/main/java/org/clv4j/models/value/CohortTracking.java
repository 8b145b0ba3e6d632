package org.clv4j.models.value;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalLong;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.PurchasePeriod;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.transaction.TransactionModel;

/**
 * Repeat purchases of a cohort over time: what a model expects, and what came.
 *
 * <p>The cohort are all customers of a base; each counts from the day of the first order on. With
 * births b<sub>i</sub>, what is expected up to the end of day d is
 *
 * <pre>sum over i with b_i &lt;= d of E[X(d - b_i)]</pre>
 *
 * <p>E[X(t)] is that of a new customer: nothing that the customers did enters. It is computed once
 * for each age in days. Periods have the same whole number of days; the first begins on the day of
 * the first birth, the last is the last that is over by the end asked for. (Peers that put all
 * births of a week or day at its middle or end give slightly other figures.)
 *
 * <p>Actual purchases are counted as {@link CustomerBase#frequency} counts them: distinct purchase
 * periods after the first one, on the day of their first order.
 */
public final class CohortTracking {
  private static final int DAY_BITS = 17;
  private static final int DAY_MASK = (1 << DAY_BITS) - 1;

  private final CustomerBase cohort;
  private final int firstDay;
  private final int daysPerPeriod;
  private final double[] expected;
  private final long[] actual;

  private CohortTracking(
      CustomerBase cohort, int firstDay, int daysPerPeriod, double[] expected, long[] actual) {
    this.cohort = cohort;
    this.firstDay = firstDay;
    this.daysPerPeriod = daysPerPeriod;
    this.expected = expected;
    this.actual = actual;
  }

  /**
   * What a model expects of a cohort.
   *
   * @param model the model
   * @param cohort the customers and their first orders; at least one
   * @param step the length of a period, for example 1 week: a whole number of days, at least one
   * @param end the last day of interest; only whole periods up to it are reported
   * @return the expectation, without actual purchases
   * @throws IllegalArgumentException if the cohort is empty, the step not a whole number of days or
   *     not even one period over by the end
   */
  public static CohortTracking of(
      TransactionModel model, CustomerBase cohort, TimeSpan step, LocalDate end) {
    int daysPerPeriod = wholeDays(step);
    if (cohort.isEmpty()) {
      throw new IllegalArgumentException("cohort must hold a customer, but is empty");
    }
    int first = Integer.MAX_VALUE;
    int last = Integer.MIN_VALUE;
    for (int row = 0; row < cohort.size(); row++) {
      first = Math.min(first, cohort.firstOrderDay(row));
      last = Math.max(last, cohort.firstOrderDay(row));
    }
    long days = end.toEpochDay() - first + 1;
    int periods = (int) Math.min(DAY_MASK, Math.max(0, days)) / daysPerPeriod;
    if (periods == 0) {
      throw new IllegalArgumentException(
          "end must be "
              + LocalDate.ofEpochDay(first + daysPerPeriod - 1)
              + " or later for one period to be over, but was "
              + end);
    }
    int[] births = new int[last - first + 1];
    for (int row = 0; row < cohort.size(); row++) {
      births[cohort.firstOrderDay(row) - first]++;
    }
    return new CohortTracking(
        cohort, first, daysPerPeriod, expected(model, births, daysPerPeriod, periods), new long[0]);
  }

  private static int wholeDays(TimeSpan step) {
    double days = step.in(PeriodUnit.DAY);
    if (days >= 1 && days <= DAY_MASK && days == Math.rint(days)) {
      return (int) days;
    }
    throw new IllegalArgumentException(
        "step must be a whole number of days, at least one, but was " + step);
  }

  private static double[] expected(
      TransactionModel model, int[] births, int daysPerPeriod, int periods) {
    double[] byAge = new double[periods * daysPerPeriod];
    Arrays.fill(byAge, Double.NaN);
    double[] expected = new double[periods];
    for (int period = 0; period < periods; period++) {
      int day = (period + 1) * daysPerPeriod - 1;
      double sum = 0;
      for (int birth = Math.min(day, births.length - 1); birth >= 0; birth--) {
        if (births[birth] > 0) {
          int age = day - birth;
          if (Double.isNaN(byAge[age])) {
            byAge[age] = model.expectedPurchases(model.unit().fromDays(age));
          }
          sum += births[birth] * byAge[age];
        }
      }
      expected[period] = sum;
    }
    return expected;
  }

  /**
   * The same with what the customers really bought beside it.
   *
   * @param log their orders; those of other customers are passed over
   * @param observedTo the last day of which the log is complete; periods that end later have no
   *     actual purchases
   * @return a new tracking
   * @throws IllegalArgumentException if a customer of the cohort has an order before the first one
   */
  public CohortTracking withActual(OrderLog log, LocalDate observedTo) {
    int[] rowOf = log.customers().indicesIn(cohort.ids());
    long end = Math.min(observedTo.toEpochDay(), end(periods() - 1).toEpochDay());
    long[] keys = new long[log.size()];
    int orders = 0;
    for (int i = 0; i < keys.length; i++) {
      int row = rowOf[log.customer(i)];
      if (row >= 0 && log.day(i) <= end) {
        if (log.day(i) < cohort.firstOrderDay(row)) {
          throw new IllegalArgumentException(
              "customer "
                  + cohort.id(row)
                  + " must first order on "
                  + cohort.firstOrder(row)
                  + ", but has an order on "
                  + LocalDate.ofEpochDay(log.day(i)));
        }
        keys[orders++] = ((long) row << DAY_BITS) | (log.day(i) - firstDay);
      }
    }
    Arrays.sort(keys, 0, orders);
    int complete = (int) Math.max(0, end - firstDay + 1) / daysPerPeriod;
    return new CohortTracking(
        cohort, firstDay, daysPerPeriod, expected, counted(keys, orders, complete));
  }

  /** Cumulative repeat purchases at the end of each period that is complete. */
  private long[] counted(long[] keys, int orders, int complete) {
    PurchasePeriod merged = cohort.purchasePeriod();
    long[] cumulative = new long[complete];
    int row = -1;
    int lastPurchase = 0;
    for (int i = 0; i < orders; i++) {
      int day = (int) (keys[i] & DAY_MASK);
      int purchase = merged.indexOf(firstDay + day);
      boolean sameCustomer = (int) (keys[i] >>> DAY_BITS) == row;
      if (sameCustomer && purchase != lastPurchase && day / daysPerPeriod < complete) {
        cumulative[day / daysPerPeriod]++;
      }
      row = (int) (keys[i] >>> DAY_BITS);
      lastPurchase = purchase;
    }
    Arrays.parallelPrefix(cumulative, Long::sum);
    return cumulative;
  }

  /**
   * The customers.
   *
   * @return the cohort; what came by its as-of day is known to a model that was fitted to it
   */
  public CustomerBase cohort() {
    return cohort;
  }

  /**
   * The number of periods.
   *
   * @return at least 1
   */
  public int periods() {
    return expected.length;
  }

  /**
   * The last day of a period.
   *
   * @param period from 0 to {@link #periods()} - 1
   * @return the local day
   */
  public LocalDate end(int period) {
    return LocalDate.ofEpochDay(
        firstDay + (Objects.checkIndex(period, periods()) + 1L) * daysPerPeriod - 1);
  }

  /**
   * The repeat purchases expected up to the end of a period.
   *
   * @param period a period
   * @return 0 or more
   */
  public double expectedCumulative(int period) {
    return expected[Objects.checkIndex(period, periods())];
  }

  /**
   * The repeat purchases expected within a period.
   *
   * @param period a period
   * @return 0 or more
   */
  public double expectedIncremental(int period) {
    return expectedCumulative(period) - (period == 0 ? 0 : expected[period - 1]);
  }

  /**
   * The repeat purchases made up to the end of a period.
   *
   * @param period a period
   * @return the count, empty where the log does not cover the period or none was given
   */
  public OptionalLong actualCumulative(int period) {
    Objects.checkIndex(period, periods());
    return period < actual.length ? OptionalLong.of(actual[period]) : OptionalLong.empty();
  }

  /**
   * The repeat purchases made within a period.
   *
   * @param period a period
   * @return the count, empty where the log does not cover the period or none was given
   */
  public OptionalLong actualIncremental(int period) {
    Objects.checkIndex(period, periods());
    return period < actual.length
        ? OptionalLong.of(actual[period] - (period == 0 ? 0 : actual[period - 1]))
        : OptionalLong.empty();
  }
}
