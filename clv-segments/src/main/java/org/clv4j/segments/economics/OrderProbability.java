package org.clv4j.segments.economics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.clv4j.segments.metric.Scope;
import org.clv4j.segments.metric.WilsonInterval;

/**
 * How likely buyers and prospects are to order within a horizon: measured, both on the same days.
 *
 * <p>The horizon ends with the as-of day. A buyer had ordered by the day before it begins, a
 * prospect had registered and not ordered.
 *
 * @param scope as-of day and horizon
 * @param buyers {@code buyers_ordering_within_N_days}
 * @param buyersInterval of 95 %; empty without buyers
 * @param prospects {@code prospects_ordering_within_N_days}
 * @param prospectsInterval of 95 %; empty without prospects
 */
public record OrderProbability(
    Scope scope,
    Metric buyers,
    Optional<WilsonInterval> buyersInterval,
    Metric prospects,
    Optional<WilsonInterval> prospectsInterval) {

  /**
   * Counts who ordered.
   *
   * @param orders the orders
   * @param registrations when customers registered; a customer's first counts
   * @param asOf the last day of the horizon, to its end
   * @param horizonDays its days, 1 to 100 000
   * @return both shares
   * @throws IllegalArgumentException if a number is out of range
   */
  public static OrderProbability of(
      CustomerOrders orders, CustomerEvents registrations, LocalDate asOf, int horizonDays) {
    Check.inRange(horizonDays, 1, 100_000, "horizonDays");
    int end = OrderColumns.checkDay(asOf, "as-of day");
    int before = end - horizonDays;
    long buyers = 0;
    long again = 0;
    for (int c = 0; c < orders.size(); c++) {
      int had = orders.end(c, before);
      if (had > orders.start(c)) {
        buyers++;
        again += orders.end(c, end) > had ? 1 : 0;
      }
    }
    long prospects = 0;
    long first = 0;
    int[] inOrders = registrations.customers().indicesIn(orders.customers());
    for (int r = 0; r < inOrders.length; r++) {
      int c = inOrders[r];
      boolean registered = registrations.day(registrations.start(r)) <= before;
      boolean bought = c >= 0 && orders.end(c, before) > orders.start(c);
      if (registered && !bought) {
        prospects++;
        first += c >= 0 && orders.end(c, end) > orders.start(c) ? 1 : 0;
      }
    }
    String name = "_ordering_within_" + horizonDays + "_days";
    return new OrderProbability(
        Scope.of(orders, asOf, "the last " + horizonDays + " days"),
        Metric.ratio("buyers" + name, again, buyers, MetricUnit.SHARE, "nobody had ordered before"),
        WilsonInterval.of(again, buyers),
        Metric.ratio(
            "prospects" + name,
            first,
            prospects,
            MetricUnit.SHARE,
            "nobody had registered before without an order"),
        WilsonInterval.of(first, prospects));
  }

  /**
   * Both shares with their intervals.
   *
   * @return {@code buyers_ordering_within_N_days} and {@code prospects_ordering_within_N_days},
   *     each with {@code …_ci_low} and {@code …_ci_high}
   */
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    add(metrics, buyers, buyersInterval);
    add(metrics, prospects, prospectsInterval);
    return List.copyOf(metrics);
  }

  private static void add(List<Metric> metrics, Metric of, Optional<WilsonInterval> interval) {
    metrics.add(of);
    metrics.add(end(of, "_ci_low", interval.map(WilsonInterval::low)));
    metrics.add(end(of, "_ci_high", interval.map(WilsonInterval::high)));
  }

  private static Metric end(Metric of, String suffix, Optional<Double> end) {
    return end.isPresent()
        ? Metric.of(of.name() + suffix, end.get(), of.unit())
        : Metric.unknown(of.name() + suffix, of.unit(), String.valueOf(of.reason()));
  }
}
