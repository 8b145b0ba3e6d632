package org.clv4j.segments.experiment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.Money;
import org.clv4j.segments.health.ValueBasis;
import org.clv4j.segments.internal.DatedValue;
import org.jspecify.annotations.Nullable;

/**
 * What every customer who was assigned to an arm was worth: those who bought nothing too, with 0.
 *
 * <p>Leaving out who did not buy, or who was never reached, compares customers whom the treatment
 * has chosen. Neither the order of the rows nor of the arms changes a result.
 */
public final class ExperimentData {
  private final List<String> names;
  private final int[] arm;
  private final double[] value;
  private final List<double[]> preValues;
  private final int @Nullable [] stratum;
  private final @Nullable ExperimentWindow window;

  private ExperimentData(
      List<String> names,
      int[] arm,
      double[] value,
      List<double[]> preValues,
      int @Nullable [] stratum,
      @Nullable ExperimentWindow window) {
    this.names = names;
    this.arm = arm;
    this.value = value;
    this.preValues = preValues;
    this.stratum = stratum;
    this.window = window;
  }

  /**
   * Customers one by one.
   *
   * @param arms the name of the arm by row
   * @param values what the customer was worth within the horizon, by row
   * @return the data
   * @throws IllegalArgumentException if the lengths differ or a value is not finite, with its row
   *     from 0
   */
  public static ExperimentData of(List<String> arms, double[] values) {
    return of(arms, values, null);
  }

  private static ExperimentData of(
      List<String> arms, double[] values, @Nullable ExperimentWindow window) {
    requireLength(values.length, arms.size(), "values");
    List<String> names = List.copyOf(new TreeSet<>(arms));
    int[] arm = new int[values.length];
    for (int row = 0; row < arm.length; row++) {
      arm[row] = names.indexOf(arms.get(row));
    }
    return new ExperimentData(names, arm, finite(values, "value"), List.of(), null, window);
  }

  /**
   * Customers who were assigned on a day, with what they ordered since and before.
   *
   * @param orders the orders
   * @param assignments the day of assignment of each customer, with the arm as label
   * @param window which orders count
   * @return the data, with one value of before if the window has days before
   * @throws IllegalArgumentException if a customer is assigned twice or to no arm, or the horizon
   *     of a customer ends after the as-of day: values of unequal horizons cannot be compared
   * @throws IllegalStateException if the orders have no amounts, or no costs for a margin
   */
  public static ExperimentData of(
      CustomerOrders orders, CustomerEvents assignments, ExperimentWindow window) {
    if (!orders.hasAmounts()) {
      throw new IllegalStateException("the orders must have amounts, but have none");
    }
    if (window.basis() == ValueBasis.MARGIN && !orders.hasCosts()) {
      throw new IllegalStateException("a margin needs the costs of the orders, but there are none");
    }
    int n = assignments.customers().size();
    int[] inOrders = assignments.customers().indicesIn(orders.customers());
    List<String> arms = new ArrayList<>(n);
    double[] value = new double[n];
    double[] before = new double[n];
    for (int c = 0; c < n; c++) {
      int day = assignments.day(single(assignments, c));
      requireWatched(assignments.customers().id(c), day, window);
      arms.add(arm(assignments, c));
      if (inOrders[c] >= 0) {
        value[c] = sum(orders, inOrders[c], day, day + window.horizonDays() - 1, window.basis());
        before[c] = sum(orders, inOrders[c], day - window.preDays(), day - 1, window.basis());
      }
    }
    ExperimentData data = of(arms, value, window);
    return window.preDays() == 0 ? data : data.withPreValues(before);
  }

  /**
   * The same, after a check of when customers were treated: one who was treated before the
   * assignment was not chosen by lot.
   *
   * @param orders the orders
   * @param assignments the day of assignment of each customer, with the arm as label
   * @param window which orders count
   * @param treatments when customers got what the experiment is about
   * @return the data
   * @throws IllegalArgumentException as above, or if an assigned customer was treated before
   */
  public static ExperimentData of(
      CustomerOrders orders,
      CustomerEvents assignments,
      ExperimentWindow window,
      CustomerEvents treatments) {
    int[] treated = assignments.customers().indicesIn(treatments.customers());
    for (int c = 0; c < treated.length; c++) {
      int day = assignments.day(single(assignments, c));
      if (treated[c] >= 0 && treatments.day(treatments.start(treated[c])) < day) {
        throw new IllegalArgumentException(
            "customer "
                + assignments.customers().id(c)
                + " must not be treated before the assignment on "
                + LocalDate.ofEpochDay(day)
                + ", but was on "
                + LocalDate.ofEpochDay(treatments.day(treatments.start(treated[c]))));
      }
    }
    return of(orders, assignments, window);
  }

  private static void requireWatched(String id, int day, ExperimentWindow window) {
    long watched = window.asOf().toEpochDay() - day + 1;
    if (watched < window.horizonDays()) {
      throw new IllegalArgumentException(
          "customer "
              + id
              + " was assigned on "
              + LocalDate.ofEpochDay(day)
              + " and is watched for "
              + watched
              + " days to "
              + window.asOf()
              + ", but the horizon is "
              + window.horizonDays()
              + " days for all; wait, shorten it or leave the customer out in every arm");
    }
  }

  /** The only event of a customer. */
  static int single(CustomerEvents assignments, int customer) {
    int event = assignments.start(customer);
    if (assignments.start(customer + 1) - event != 1) {
      throw new IllegalArgumentException(
          "customer "
              + assignments.customers().id(customer)
              + " must be assigned once, but was "
              + (assignments.start(customer + 1) - event)
              + " times");
    }
    return event;
  }

  static String arm(CustomerEvents assignments, int customer) {
    String label = assignments.label(single(assignments, customer));
    if (label == null || label.isBlank()) {
      throw new IllegalArgumentException(
          "customer "
              + assignments.customers().id(customer)
              + " must be assigned to an arm, but has no label");
    }
    return label;
  }

  /** Orders of some days, less what was deducted on these days, such as refunds. */
  private static double sum(CustomerOrders orders, int customer, int from, int to, ValueBasis of) {
    long sum = DatedValue.revenue(orders, customer, from, to);
    int last = orders.end(customer, to);
    for (int i = orders.end(customer, from - 1); of == ValueBasis.MARGIN && i < last; i++) {
      sum = Math.subtractExact(sum, orders.costMinor(i));
    }
    return Money.ofMinor(sum, Objects.requireNonNull(orders.currency())).majorUnits();
  }

  /**
   * The same with what was known of the customers before the assignment, which the adjusted effect
   * uses.
   *
   * @param columns each a number by row, for example the value of the days before; all of before
   *     the assignment, or the adjustment takes a part of the effect away
   * @return new data
   * @throws IllegalArgumentException if a length differs or a number is not finite
   */
  public ExperimentData withPreValues(double[]... columns) {
    List<double[]> copies = new ArrayList<>();
    for (double[] column : columns) {
      requireLength(column.length, arm.length, "pre-values");
      copies.add(finite(column, "pre-value"));
    }
    return new ExperimentData(names, arm, value, List.copyOf(copies), stratum, window);
  }

  /**
   * The same with strata that were known before the assignment, such as RFM segments.
   *
   * @param labels the label of the stratum by row
   * @return new data
   * @throws IllegalArgumentException if the length differs
   */
  public ExperimentData withStrata(int... labels) {
    requireLength(labels.length, arm.length, "strata");
    return new ExperimentData(names, arm, value, preValues, labels.clone(), window);
  }

  private static void requireLength(int found, int rows, String what) {
    if (found != rows) {
      throw new IllegalArgumentException(
          what + " must have a value for each of the " + rows + " rows, but had " + found);
    }
  }

  private static double[] finite(double[] values, String name) {
    double[] copy = values.clone();
    for (int row = 0; row < copy.length; row++) {
      if (!Double.isFinite(copy[row])) {
        Check.finite(copy[row], "row " + row + ": " + name);
      }
      // -0.0 and 0.0 are one value.
      copy[row] += 0.0;
    }
    return copy;
  }

  /**
   * Which orders made the values.
   *
   * @return empty where the values were given
   */
  public Optional<ExperimentWindow> window() {
    return Optional.ofNullable(window);
  }

  /**
   * The arms that have customers.
   *
   * @return their names in alphabetical order
   */
  public List<String> arms() {
    return names;
  }

  /**
   * The number of customers.
   *
   * @return of all arms
   */
  public int size() {
    return arm.length;
  }

  /**
   * The number of customers of an arm.
   *
   * @param name of the arm
   * @return 0 if there is no such arm
   */
  public int size(String name) {
    int index = names.indexOf(name);
    return (int) Arrays.stream(arm).filter(a -> a == index).count();
  }

  int armOf(int row) {
    return arm[row];
  }

  double value(int row) {
    return value[row];
  }

  List<double[]> preValues() {
    return preValues;
  }

  int @Nullable [] strata() {
    return stratum;
  }

  /** For example {@code 2000 customers in [control, letter], with 1 pre-value}. */
  @Override
  public String toString() {
    return size()
        + " customers in "
        + names
        + (preValues.isEmpty() ? "" : ", with " + preValues.size() + " pre-value")
        + (preValues.size() > 1 ? "s" : "")
        + (stratum == null ? "" : ", with strata");
  }
}
