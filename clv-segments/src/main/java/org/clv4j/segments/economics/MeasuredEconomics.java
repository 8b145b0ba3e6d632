package org.clv4j.segments.economics;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.formula.CustomerEconomics;
import org.clv4j.core.formula.Driver;
import org.clv4j.core.formula.Spread;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.value.Money;
import org.clv4j.segments.internal.CompensatedSum;
import org.clv4j.segments.internal.DatedValue;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.clv4j.segments.metric.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The base of a scenario as the log has it: what the customers who were active in the last 365 days
 * did, and how many of those of the 365 days before were still there.
 *
 * <ul>
 *   <li>average order value: revenue of the last year, less what was refunded in it, over its
 *       orders
 *   <li>orders per year: orders of the last year over the customers who placed them; who was new in
 *       it had less than a year, so that a base that grows fast orders more often than this says
 *   <li>retention: of the customers of the year before, the share that ordered in the last one
 *   <li>reactivation: of those who had ordered before, but not in the year before, the share that
 *       ordered in the last one; 0 where the log has nobody of that kind
 *   <li>margin: that of the orders' costs, or a given one; without either the values are revenue
 * </ul>
 *
 * @param scope as-of day, zone, policy
 * @param economics the base, with an acquisition cost of 0 and no referrals
 * @param activeCustomers who ordered in the last year
 * @param inactiveCustomers who had ordered before it, but not in it
 * @param metrics {@code average_order_value}, {@code orders_per_year}, {@code retention}, {@code
 *     reactivation_rate}, {@code margin}, with what they are made of
 * @param spreads normal, with the standard errors of what was measured, customers as independent
 */
public record MeasuredEconomics(
    Scope scope,
    CustomerEconomics economics,
    long activeCustomers,
    long inactiveCustomers,
    List<Metric> metrics,
    Map<Driver, Spread> spreads) {
  private static final int YEAR = 365;

  /** Takes copies. */
  public MeasuredEconomics {
    Objects.requireNonNull(scope, "scope must not be null");
    Objects.requireNonNull(economics, "economics must not be null");
    metrics = List.copyOf(metrics);
    Map<Driver, Spread> sorted = new EnumMap<>(Driver.class);
    sorted.putAll(spreads);
    spreads = Collections.unmodifiableMap(sorted);
  }

  /**
   * Measures the base.
   *
   * @param orders the orders, with amounts, the first of them 730 days before the end of the as-of
   *     day or earlier
   * @param asOf the last day that counts, to its end
   * @param margin the share of the revenue that is kept; null to take the costs of the orders
   * @param discountRate per year, 0 or more
   * @return the base
   * @throws IllegalStateException if the orders have no amounts, or do not reach 730 days back, or
   *     nobody ordered in one of the two years
   * @throws IllegalArgumentException if the margin is above 1 or the rate negative
   */
  public static MeasuredEconomics of(
      CustomerOrders orders, LocalDate asOf, @Nullable Double margin, double discountRate) {
    Currency currency = UnitEconomics.currency(orders);
    int asOfDay = OrderColumns.checkDay(asOf, "as-of day");
    Counts counts = new Counts(orders, asOfDay);
    counts.requireTwoYears(asOf);
    Metric value =
        Metric.moneyPer(
            "average_order_value",
            Money.ofMinor(counts.revenue, currency),
            counts.orders,
            "there was no order");
    Metric frequency =
        Metric.ratio(
            "orders_per_year", counts.orders, counts.active, MetricUnit.ORDERS_PER_CUSTOMER, "");
    Metric retention =
        Metric.ratio("retention", counts.stayed, counts.before, MetricUnit.SHARE, "");
    Metric reactivation =
        Metric.ratio(
            "reactivation_rate",
            counts.back,
            counts.lapsed,
            MetricUnit.SHARE,
            "nobody had ordered before " + asOf.minusDays(2L * YEAR - 1) + " and not since");
    Metric kept = margin(orders, counts, currency, margin);
    CustomerEconomics economics =
        CustomerEconomics.ofRevenue(
                value.value().orElseThrow(),
                frequency.value().orElseThrow(),
                retention.value().orElseThrow(),
                discountRate)
            .with(Driver.REACTIVATION_RATE, reactivation.value().orElse(0));
    if (kept.value().isPresent()) {
      economics = economics.with(Driver.MARGIN, kept.value().getAsDouble());
    }
    return new MeasuredEconomics(
        Scope.of(orders, asOf, "365 days and the 365 before"),
        economics,
        counts.active,
        counts.buyers - counts.active,
        List.of(value, frequency, retention, reactivation, kept),
        counts.spreads(economics, currency));
  }

  private static Metric margin(
      CustomerOrders orders, Counts counts, Currency currency, @Nullable Double margin) {
    if (margin != null) {
      return Metric.of(
          "margin", Check.inRange(margin, -Double.MAX_VALUE, 1, "margin"), MetricUnit.SHARE);
    }
    if (!orders.hasCosts()) {
      return Metric.unknown("margin", MetricUnit.SHARE, "no margin and no costs were given");
    }
    return Metric.ratio(
        "margin",
        Money.ofMinor(Math.subtractExact(counts.revenue, counts.cost), currency).toBigDecimal(),
        Money.ofMinor(counts.revenue, currency).toBigDecimal(),
        MetricUnit.SHARE,
        "the orders are worth 0");
  }

  /** One walk over the orders. */
  private static final class Counts {
    private final CustomerOrders log;
    private final int asOfDay;
    private final int firstDay;
    private long buyers;
    private long active;
    private long before;
    private long stayed;
    private long lapsed;
    private long back;
    private long orders;
    private long revenue;
    private long cost;

    Counts(CustomerOrders log, int asOfDay) {
      this.log = log;
      this.asOfDay = asOfDay;
      int first = Integer.MAX_VALUE;
      for (int c = 0; c < log.size(); c++) {
        int year = log.end(c, asOfDay - YEAR);
        int yearBefore = log.end(c, asOfDay - 2 * YEAR);
        int end = log.end(c, asOfDay);
        if (end > log.start(c)) {
          buyers++;
          first = Math.min(first, log.day(log.start(c)));
        }
        boolean now = end > year;
        boolean was = year > yearBefore;
        active += now ? 1 : 0;
        before += was ? 1 : 0;
        stayed += was && now ? 1 : 0;
        boolean gone = !was && yearBefore > log.start(c);
        lapsed += gone ? 1 : 0;
        back += gone && now ? 1 : 0;
        orders += end - year;
        long ofYear = DatedValue.revenue(log, c, asOfDay - YEAR + 1, asOfDay);
        revenue = Check.addExact(revenue, ofYear, "revenue");
        for (int i = year; i < end; i++) {
          cost = log.hasCosts() ? Check.addExact(cost, log.costMinor(i), "cost") : 0;
        }
      }
      this.firstDay = first;
    }

    void requireTwoYears(LocalDate asOf) {
      if (active == 0 || before == 0 || firstDay > asOfDay - 2 * YEAR + 1) {
        throw new IllegalStateException(
            "retention from year to year needs orders of the 730 days up to "
                + asOf
                + ", but "
                + (active + before == 0
                    ? "there are none"
                    : "the first order is of "
                        + LocalDate.ofEpochDay(firstDay)
                        + ", and "
                        + before
                        + " and "
                        + active
                        + " customers ordered in them")
                + "; give the base by hand instead");
      }
    }

    /** Standard errors; of ratios of sums by the delta method over customers. */
    Map<Driver, Spread> spreads(CustomerEconomics economics, Currency currency) {
      CompensatedSum values = new CompensatedSum();
      CompensatedSum numbers = new CompensatedSum();
      double average = economics.get(Driver.AVERAGE_ORDER_VALUE);
      double mean = economics.get(Driver.ORDERS_PER_YEAR);
      for (int c = 0; c < log.size(); c++) {
        int year = log.end(c, asOfDay - YEAR);
        int end = log.end(c, asOfDay);
        if (end > year) {
          long sum = DatedValue.revenue(log, c, asOfDay - YEAR + 1, asOfDay);
          double rest = Money.majorUnits((double) sum, currency) - average * (end - year);
          values.add(rest * rest);
          numbers.add((end - year - mean) * (end - year - mean));
        }
      }
      Map<Driver, Spread> spreads = new EnumMap<>(Driver.class);
      spreads.put(Driver.AVERAGE_ORDER_VALUE, Spread.normal(Math.sqrt(values.value()) / orders));
      spreads.put(Driver.ORDERS_PER_YEAR, Spread.normal(Math.sqrt(numbers.value()) / active));
      spreads.put(Driver.RETENTION, share(stayed, before));
      if (back > 0) {
        spreads.put(Driver.REACTIVATION_RATE, share(back, lapsed));
      }
      return spreads;
    }

    private static Spread share(long part, long whole) {
      double p = (double) part / whole;
      return Spread.normal(Math.sqrt(p * (1 - p) / whole));
    }
  }

  /** The scope, and a metric per line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(scope.toString());
    metrics.forEach(metric -> text.append("\n  ").append(metric));
    return text.toString();
  }
}
