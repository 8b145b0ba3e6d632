package org.clv4j.segments.economics;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.formula.AcquisitionCost;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.value.Money;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.clv4j.segments.metric.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What it cost to keep a customer, beside what it costs to win one.
 *
 * @param scope the period, whose last day is the as-of day; zone, policy, currency
 * @param spend on existing customers in the period (rewards, letters, service), 0 or more
 * @param existing customers who had ordered before the period
 * @param retained of them, those who ordered in it
 */
public record RetentionCost(Scope scope, Money spend, long existing, long retained) {

  /** Checks that nothing is negative. */
  public RetentionCost {
    Objects.requireNonNull(scope, "scope must not be null");
    if (spend.isNegative()) {
      throw new IllegalArgumentException("spend must not be negative, but was " + spend);
    }
    if (retained < 0 || retained > existing) {
      throw new IllegalArgumentException(
          "retained must be between 0 and the " + existing + " existing, but were " + retained);
    }
  }

  /**
   * Counts who was kept.
   *
   * @param orders the orders
   * @param from first day of the period
   * @param to its last day
   * @param spend on existing customers in the period
   * @return the cost
   * @throws IllegalArgumentException if the period ends before it begins or the spend is negative
   */
  public static RetentionCost of(CustomerOrders orders, LocalDate from, LocalDate to, Money spend) {
    int first = OrderColumns.checkDay(from, "first day");
    int last = OrderColumns.checkDay(to, "last day");
    if (last < first) {
      throw new IllegalArgumentException("last day must not be before " + from + ", but was " + to);
    }
    long existing = 0;
    long retained = 0;
    for (int c = 0; c < orders.size(); c++) {
      int had = orders.end(c, first - 1);
      if (had > orders.start(c)) {
        existing++;
        retained += orders.end(c, last) > had ? 1 : 0;
      }
    }
    return new RetentionCost(
        Scope.of(orders, to, "from " + from + " to " + to), spend, existing, retained);
  }

  /**
   * The cost of one retained customer.
   *
   * @return in major units; empty where nobody was
   */
  public OptionalDouble perRetainedCustomer() {
    return retained == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Money.mean(spend.minorUnits(), retained, spend.currency()));
  }

  /**
   * How many times as much it costs to win a customer.
   *
   * @param acquisition what that costs, in the same currency
   * @return acquisition cost / retention cost; empty where either is not known or nothing was spent
   *     on keeping
   * @throws org.clv4j.core.value.CurrencyMismatchException if the currencies differ
   */
  public OptionalDouble acquisitionToRetention(AcquisitionCost acquisition) {
    acquisition.spend().plus(Money.zero(spend.currency()));
    OptionalDouble keep = perRetainedCustomer();
    OptionalDouble win = acquisition.perCustomer();
    return keep.orElse(0) == 0 || win.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(win.getAsDouble() / keep.getAsDouble());
  }

  /**
   * All figures.
   *
   * @param acquisition what a new customer of the same period cost; null where not known
   * @return {@code existing_customers}, {@code retained_customers}, {@code retention_cost} and
   *     {@code acquisition_to_retention_cost}
   * @throws org.clv4j.core.value.CurrencyMismatchException if the currencies differ
   */
  public List<Metric> metrics(@Nullable AcquisitionCost acquisition) {
    String nobody =
        existing == 0
            ? "nobody had ordered before the period"
            : "none of the " + existing + " existing customers ordered in the period";
    OptionalDouble times =
        acquisition == null ? OptionalDouble.empty() : acquisitionToRetention(acquisition);
    String unknown =
        acquisition == null ? "no acquisition spend was given" : "nobody was won or nothing spent";
    String name = "acquisition_to_retention_cost";
    return List.of(
        Metric.of("existing_customers", (double) existing, MetricUnit.CUSTOMERS),
        Metric.count("retained_customers", retained, existing, MetricUnit.CUSTOMERS),
        Metric.moneyPer("retention_cost", spend, retained, nobody),
        times.isPresent()
            ? Metric.of(name, times.getAsDouble(), MetricUnit.RATIO)
            : Metric.unknown(name, MetricUnit.RATIO, retained == 0 ? nobody : unknown));
  }
}
