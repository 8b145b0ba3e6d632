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
  private static final String NO_SECOND = "no second order yet";
  private static final String NO_FIRST = "nobody has registered and then ordered yet";

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
    add("days_first_to_second_order", second.quantile(0.5), NO_SECOND);
    addSurvivalMedian("days_first_to_second_order_km", second, NO_SECOND, "to order again");
    addMean("days_first_to_second_order_mean", second);
    Delay gaps = pass.delays.betweenOrders();
    addMean("days_between_orders_mean", gaps);
    add("days_between_orders_median", gaps.quantile(0.5), NO_SECOND);
    add("days_between_orders_p80", gaps.quantile(0.8), NO_SECOND);
    add("days_between_orders_p90", gaps.quantile(0.9), NO_SECOND);
    add("days_between_orders_mean_of_customers", pass.delays.meanOfCustomers(), NO_SECOND);
    addSurvivalMedian("days_between_orders_km", gaps, NO_SECOND, "to order again");
    addSingles(second);
  }

  private void addFirst(@Nullable Delay first) {
    String name = "days_registration_to_first_order";
    if (first == null) {
      to.accept(Metric.unknown(name, DAYS, HealthMetrics.NO_REGISTRATIONS));
      to.accept(Metric.unknown(name + "_km", DAYS, HealthMetrics.NO_REGISTRATIONS));
    } else {
      add(name, first.quantile(0.5), NO_FIRST);
      addSurvivalMedian(name + "_km", first, NO_FIRST, "to order");
    }
  }

  private void addMean(String name, Delay delay) {
    to.accept(Metric.ratio(name, delay.observedDays(), delay.observed(), DAYS, NO_SECOND));
  }

  private void addSurvivalMedian(String name, Delay delay, String none, String what) {
    OptionalInt day = delay.survivalQuantile(0.5);
    to.accept(
        day.isPresent()
            ? Metric.of(name, day.getAsInt(), DAYS)
            : Metric.unknown(
                name,
                DAYS,
                delay.observed() == 0
                    ? none
                    : "fewer than half are seen " + what + ", by the Kaplan-Meier curve"));
  }

  private void add(String name, OptionalDouble days, String none) {
    to.accept(
        days.isPresent()
            ? Metric.of(name, days.getAsDouble(), DAYS)
            : Metric.unknown(name, DAYS, none));
  }

  /** Customers of one order: still in time, or past the day by which most who come back have. */
  private void addSingles(Delay second) {
    OptionalInt deadline = second.comebackQuantile(DEADLINE);
    String unknown = deadline.isPresent() ? null : NO_SECOND;
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
