package org.clv4j.segments.health;

import static org.clv4j.segments.metric.MetricUnit.CUSTOMERS;
import static org.clv4j.segments.metric.MetricUnit.DAYS;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.clv4j.segments.metric.Metric;
import org.jspecify.annotations.Nullable;

/** The metrics of how soon customers order, and come back. */
final class DelayMetrics {
  private static final String NOBODY_YET = "it has come for nobody yet";

  /** The part of those who come back who have done so by the deadline. */
  static final double DEADLINE = 0.9;

  private final HealthPass pass;
  private final Consumer<Metric> to;

  DelayMetrics(HealthPass pass, Consumer<Metric> to) {
    this.pass = pass;
    this.to = to;
  }

  void addAll() {
    addFirst(pass.delays.registrationToFirstOrder());
    Delay second = pass.delays.firstToSecondOrder();
    addBoth("days_first_to_second_order", second);
    addMean("days_first_to_second_order_mean", second);
    Delay gaps = pass.delays.betweenOrders();
    addMean("days_between_orders_mean", gaps);
    add("days_between_orders_median", gaps.quantile(0.5));
    add("days_between_orders_p80", gaps.quantile(0.8));
    add("days_between_orders_p90", gaps.quantile(0.9));
    add("days_between_orders_mean_of_customers", pass.delays.meanOfCustomers());
    addSurvivalMedian("days_between_orders_km", gaps);
    addSingles(second);
  }

  private void addFirst(@Nullable Delay first) {
    String name = "days_registration_to_first_order";
    if (first == null) {
      to.accept(Metric.unknown(name, DAYS, HealthMetrics.NO_REGISTRATIONS));
      to.accept(Metric.unknown(name + "_km", DAYS, HealthMetrics.NO_REGISTRATIONS));
    } else {
      addBoth(name, first);
    }
  }

  private void addBoth(String name, Delay delay) {
    add(name, delay.quantile(0.5));
    addSurvivalMedian(name + "_km", delay);
  }

  private void addMean(String name, Delay delay) {
    to.accept(Metric.ratio(name, delay.observedDays(), delay.observed(), DAYS, NOBODY_YET));
  }

  private void addSurvivalMedian(String name, Delay delay) {
    OptionalInt day = delay.survivalQuantile(0.5);
    to.accept(
        day.isPresent()
            ? Metric.of(name, day.getAsInt(), DAYS)
            : Metric.unknown(
                name,
                DAYS,
                delay.observed() == 0
                    ? NOBODY_YET
                    : "it has come for fewer than half, by the Kaplan-Meier curve"));
  }

  private void add(String name, OptionalDouble days) {
    to.accept(
        days.isPresent()
            ? Metric.of(name, days.getAsDouble(), DAYS)
            : Metric.unknown(name, DAYS, NOBODY_YET));
  }

  /** Customers of one order: still in time, or past the day by which most who come back have. */
  private void addSingles(Delay second) {
    OptionalInt deadline = second.comebackQuantile(DEADLINE);
    String unknown = deadline.isPresent() ? null : NOBODY_YET;
    int day = deadline.orElse(0);
    long past = second.waitingLongerThan(day);
    long all = second.waiting();
    to.accept(HealthMetrics.unless(unknown, Metric.of("repurchase_deadline_days", day, DAYS)));
    addCount(unknown, "single_order_customers_in_time", all - past, all);
    addCount(unknown, "single_order_customers_past_deadline", past, all);
  }

  private void addCount(@Nullable String unknown, String name, long part, long all) {
    to.accept(HealthMetrics.unless(unknown, Metric.count(name, part, all, CUSTOMERS)));
  }
}
