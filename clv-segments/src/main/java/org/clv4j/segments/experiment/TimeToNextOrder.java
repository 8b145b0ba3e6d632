package org.clv4j.segments.experiment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.segments.metric.Scope;
import org.clv4j.segments.survival.KaplanMeier;
import org.clv4j.segments.survival.LogRank;
import org.clv4j.segments.survival.SurvivalTimes;

/**
 * How soon customers of each arm ordered after the assignment: who has not ordered by the as-of day
 * is censored then, so that horizons need not be equal.
 *
 * @param scope as-of day, zone, policy
 * @param arms the names of the arms, in alphabetical order
 * @param curves the share that has not ordered yet, in days from the day of assignment, by arm
 * @param test whether the arms differ
 */
public record TimeToNextOrder(
    Scope scope, List<String> arms, List<KaplanMeier> curves, LogRank test) {

  /** Takes copies. */
  public TimeToNextOrder {
    Objects.requireNonNull(scope, "scope must not be null");
    arms = List.copyOf(arms);
    curves = List.copyOf(curves);
  }

  /**
   * Times from the day of assignment, on which an order counts, to the first order.
   *
   * @param orders the orders
   * @param assignments the day of assignment of each customer, with the arm as label
   * @param asOf the last day that is known, to its end
   * @return curves and test
   * @throws IllegalArgumentException if a customer is assigned twice, to no arm or after the as-of
   *     day, there is only one arm, or nobody ordered
   */
  public static TimeToNextOrder of(
      CustomerOrders orders, CustomerEvents assignments, LocalDate asOf) {
    int asOfDay = OrderColumns.checkDay(asOf, "as-of day");
    int n = assignments.customers().size();
    int[] inOrders = assignments.customers().indicesIn(orders.customers());
    List<String> arms = new ArrayList<>(n);
    int[] days = new int[n];
    boolean[] ordered = new boolean[n];
    for (int c = 0; c < n; c++) {
      int day = assignments.day(ExperimentData.single(assignments, c));
      arms.add(ExperimentData.arm(assignments, c));
      if (day > asOfDay) {
        throw new IllegalArgumentException(
            "customer "
                + assignments.customers().id(c)
                + " must be assigned by "
                + asOf
                + ", but was on "
                + LocalDate.ofEpochDay(day));
      }
      int next = inOrders[c] < 0 ? 0 : orders.end(inOrders[c], day - 1);
      ordered[c] = inOrders[c] >= 0 && next < orders.end(inOrders[c], asOfDay);
      days[c] = (ordered[c] ? orders.day(next) : asOfDay) - day;
    }
    List<String> names = List.copyOf(new TreeSet<>(arms));
    int[] arm = arms.stream().mapToInt(names::indexOf).toArray();
    List<KaplanMeier> curves = new ArrayList<>();
    for (int a = 0; a < names.size(); a++) {
      int[] rows = rows(arm, a);
      int[] ofArm = Arrays.stream(rows).map(row -> days[row]).toArray();
      boolean[] events = new boolean[rows.length];
      for (int i = 0; i < rows.length; i++) {
        events[i] = ordered[rows[i]];
      }
      curves.add(KaplanMeier.of(SurvivalTimes.ofDays(ofArm, events)));
    }
    LogRank test = LogRank.test(SurvivalTimes.ofDays(days, ordered), arm);
    return new TimeToNextOrder(
        Scope.of(orders, asOf, "from the assignment on"), names, curves, test);
  }

  private static int[] rows(int[] arm, int a) {
    int[] rows = new int[arm.length];
    int n = 0;
    for (int row = 0; row < arm.length; row++) {
      if (arm[row] == a) {
        rows[n++] = row;
      }
    }
    return Arrays.copyOf(rows, n);
  }
}
