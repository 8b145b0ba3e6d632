package org.clv4j.segments.survival;

import java.util.Arrays;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.Ranges;
import org.jspecify.annotations.Nullable;

/**
 * How long customers stayed, one row each: the time, and whether they left then or were only seen
 * so long.
 *
 * <p>Times count from the customer's own start and are all in one unit of the caller's choice. A
 * time with an <em>event</em> is the moment the customer left. A time without one is
 * <em>censored</em>: the customer was still there when last seen, and nothing is known of later.
 * All results assume that who is last seen when has nothing to do with who leaves when.
 *
 * <p>A customer with an <em>entry</em> above 0 came into view late, having stayed so long already
 * (left truncation), and is at risk in (entry, time]. A customer without entry, or with entry 0, is
 * at risk in [0, time]. A <em>weight</em> says for how many equal customers a row stands; results
 * are to the bit those of the rows repeated. Neither do they depend on the order of the rows.
 *
 * <p>Times that are whole numbers, such as days, are counted and not sorted, unless the largest is
 * far above the number of rows.
 */
public final class SurvivalTimes {
  /** The most customers, all weights together. */
  public static final int MOST_CUSTOMERS = Integer.MAX_VALUE;

  private final double[] time;
  private final boolean[] event;
  private final double @Nullable [] entry;
  private final int @Nullable [] weight;
  private final long customers;
  private final long events;

  private SurvivalTimes(
      double[] time, boolean[] event, double @Nullable [] entry, int @Nullable [] weight) {
    this.time = time;
    this.event = event;
    this.entry = entry;
    this.weight = weight;
    long all = 0;
    long left = 0;
    for (int row = 0; row < time.length; row++) {
      int w = weight(row);
      all += w;
      left += event[row] ? w : 0;
    }
    if (all > MOST_CUSTOMERS) {
      throw new IllegalArgumentException(
          "customers must be at most " + MOST_CUSTOMERS + ", but the weights add up to " + all);
    }
    this.customers = all;
    this.events = left;
  }

  /**
   * Customers one by one, all seen from their start.
   *
   * @param time by row: 0, or from 1e-100 to 1e15
   * @param event by row: whether the customer left then
   * @return the times
   * @throws IllegalArgumentException if there is no row, the lengths differ or a time is out of
   *     range, with its row from 0
   */
  public static SurvivalTimes of(double[] time, boolean[] event) {
    if (time.length == 0) {
      throw new IllegalArgumentException("survival times must have at least one row, but had none");
    }
    requireLength(event.length, time.length, "events");
    double[] copy = new double[time.length];
    for (int row = 0; row < time.length; row++) {
      // -0.0 and 0.0 are one time.
      copy[row] = measured(time[row], "time", row) + 0.0;
    }
    return new SurvivalTimes(copy, event.clone(), null, null);
  }

  /**
   * Customers one by one, all seen from their start, in whole days.
   *
   * @param days by row: 0 or more
   * @param event by row: whether the customer left on that day
   * @return the times, in days
   * @throws IllegalArgumentException if there is no row, the lengths differ or a day is negative,
   *     with its row from 0
   */
  public static SurvivalTimes ofDays(int[] days, boolean[] event) {
    double[] time = new double[days.length];
    for (int row = 0; row < days.length; row++) {
      time[row] = days[row];
    }
    return of(time, event);
  }

  /**
   * Customers counted by whole days: those of equal times are one row.
   *
   * @param left by number of days: how many left then, 0 or more
   * @param stayed by number of days: how many were last seen then, still there, 0 or more
   * @return their times
   * @throws IllegalArgumentException if the lengths differ, a count is negative, or there is nobody
   */
  public static SurvivalTimes ofCounts(int[] left, int[] stayed) {
    requireLength(stayed.length, left.length, "counts of those who stayed");
    int[] days = new int[2 * left.length];
    boolean[] event = new boolean[days.length];
    int[] weight = new int[days.length];
    int rows = 0;
    for (int day = 0; day < left.length; day++) {
      if (Check.notNegative(left[day], "count of those who left") > 0) {
        event[rows] = true;
        days[rows] = day;
        weight[rows++] = left[day];
      }
      if (Check.notNegative(stayed[day], "count of those who stayed") > 0) {
        days[rows] = day;
        weight[rows++] = stayed[day];
      }
    }
    return ofDays(Arrays.copyOf(days, rows), Arrays.copyOf(event, rows))
        .withWeight(Arrays.copyOf(weight, rows));
  }

  /**
   * The same customers, seen only after a time of their own.
   *
   * @param late by row: 0 for who was seen from the start, else below the row's time
   * @return new times
   * @throws IllegalArgumentException if the lengths differ or an entry breaks the rule, with its
   *     row from 0
   */
  public SurvivalTimes withEntry(double... late) {
    requireLength(late.length, time.length, "entries");
    double[] copy = new double[late.length];
    for (int row = 0; row < late.length; row++) {
      copy[row] = measured(late[row], "entry", row) + 0.0;
      if (copy[row] > 0 && copy[row] >= time[row]) {
        throw new IllegalArgumentException(
            "row "
                + row
                + ": entry must be 0 or below the time "
                + time[row]
                + ", but was "
                + late[row]);
      }
    }
    return new SurvivalTimes(time, event, copy, weight);
  }

  /**
   * The same rows, each standing for several equal customers.
   *
   * @param customersByRow 1 or more
   * @return new times
   * @throws IllegalArgumentException if the lengths differ, a weight is below 1, with its row from
   *     0, or all are more than {@value #MOST_CUSTOMERS} together
   */
  public SurvivalTimes withWeight(int... customersByRow) {
    requireLength(customersByRow.length, time.length, "weights");
    for (int row = 0; row < customersByRow.length; row++) {
      if (customersByRow[row] < 1) {
        throw new IllegalArgumentException(
            "row " + row + ": weight must be at least 1, but was " + customersByRow[row]);
      }
    }
    return new SurvivalTimes(time, event, entry, customersByRow.clone());
  }

  private static double measured(double value, String name, int row) {
    boolean good = value == 0 || (value >= Ranges.SMALLEST && value <= Ranges.LONGEST);
    return good ? value : Ranges.measured(value, "row " + row + ": " + name);
  }

  static void requireLength(int found, int rows, String what) {
    if (found != rows) {
      throw new IllegalArgumentException(
          what + " must have a value for each of the " + rows + " rows, but had " + found);
    }
  }

  /**
   * The number of rows.
   *
   * @return 1 or more
   */
  public int rows() {
    return time.length;
  }

  /**
   * The number of customers.
   *
   * @return the sum of the weights
   */
  public long customers() {
    return customers;
  }

  /**
   * The number of customers who left.
   *
   * @return 0 or more
   */
  public long events() {
    return events;
  }

  /**
   * The time of a row.
   *
   * @param row from 0 to {@link #rows()} - 1
   * @return 0 or more
   */
  public double time(int row) {
    return time[row];
  }

  /**
   * Whether the customer of a row left at that time.
   *
   * @param row from 0 to {@link #rows()} - 1
   * @return false if the time is censored
   */
  public boolean event(int row) {
    return event[row];
  }

  /**
   * When the customer of a row came into view.
   *
   * @param row from 0 to {@link #rows()} - 1
   * @return 0 if from the start
   */
  public double entry(int row) {
    return entry == null ? 0 : entry[row];
  }

  /**
   * How many customers a row stands for.
   *
   * @param row from 0 to {@link #rows()} - 1
   * @return 1 or more
   */
  public int weight(int row) {
    return weight == null ? 1 : weight[row];
  }

  boolean hasEntries() {
    return entry != null;
  }

  @Override
  public String toString() {
    return "survival times of " + customers + " customers, of whom " + events + " left";
  }
}
