package org.clv4j.core.formula;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.PeriodUnit;

/**
 * What makes the value of an average customer, year by year: the base of a {@link Scenario}.
 *
 * <p>A customer is active or inactive in a year. Who is active brings {@link
 * #contributionPerYear()}, and is active in the next year with the probability of retention; who is
 * inactive brings nothing and becomes active again with that of reactivation. With v = 1 / (1 + d)
 * the number of active years to come, discounted, of a customer who is active now is
 *
 * <pre>N = 1 / (1 - v r - v (1 - r) v a / (1 - v (1 - a)))
 *   = (1 + d) / (d (1 + (1 - r) / (d + a)))
 *   = (1 + d) / (1 + d - r)                    without reactivation</pre>
 *
 * <p>or the sum over as many years as the horizon has, of which this is the first. Every active
 * year brings referred customers, who cost the reward and no acquisition, and whose own referrals
 * are not counted.
 *
 * <p>A customer just won is worth {@link #value()}, an active customer from next year on {@link
 * #residualValue()}.
 */
public final class CustomerEconomics {
  private static final String NAME = "customer lifetime value";

  private final Map<Driver, Double> drivers;
  private final int horizon;

  private CustomerEconomics(Map<Driver, Double> drivers, int horizon) {
    this.drivers = drivers;
    this.horizon = horizon;
  }

  /**
   * The drivers that every business has; all others are 0, items per order 1.
   *
   * @param averageOrderValue spend per order, 0 or more
   * @param ordersPerYear of an active customer, 0 or more
   * @param margin the share of the spend that is kept, at most 1
   * @param retention from one year to the next, in [0, 1]
   * @param discountRate per year, 0 or more
   * @return economics without a horizon
   * @throws IllegalArgumentException if a rule above is broken
   */
  public static CustomerEconomics of(
      double averageOrderValue,
      double ordersPerYear,
      double margin,
      double retention,
      double discountRate) {
    Map<Driver, Double> drivers = new EnumMap<>(Driver.class);
    for (Driver driver : Driver.values()) {
      drivers.put(driver, 0.0);
    }
    CustomerEconomics none = new CustomerEconomics(drivers, 0);
    return none.put(Driver.ITEMS_PER_ORDER, 1)
        .put(Driver.AVERAGE_ORDER_VALUE, averageOrderValue)
        .put(Driver.ORDERS_PER_YEAR, ordersPerYear)
        .put(Driver.MARGIN, margin)
        .put(Driver.RETENTION, retention)
        .put(Driver.DISCOUNT_RATE, discountRate);
  }

  private CustomerEconomics put(Driver driver, double value) {
    Map<Driver, Double> changed = new EnumMap<>(drivers);
    changed.put(driver, driver.check(value));
    return new CustomerEconomics(Collections.unmodifiableMap(changed), horizon);
  }

  /**
   * The same with another value of a driver. Other items per order change the spend per order in
   * proportion.
   *
   * @param driver which
   * @param value in its own unit, not a change
   * @return new economics
   * @throws IllegalArgumentException if the value is out of the driver's range
   */
  public CustomerEconomics with(Driver driver, double value) {
    if (driver == Driver.ITEMS_PER_ORDER) {
      double spend = get(Driver.AVERAGE_ORDER_VALUE) * (driver.check(value) / get(driver));
      return put(driver, value).put(Driver.AVERAGE_ORDER_VALUE, spend);
    }
    return put(driver, value);
  }

  /**
   * The same with a known number of items per order at the same spend per order.
   *
   * @param items above 0
   * @return new economics
   */
  public CustomerEconomics withKnownItemsPerOrder(double items) {
    return put(Driver.ITEMS_PER_ORDER, items);
  }

  /**
   * The same with values that end after some years.
   *
   * @param years this one and those after it, at least 1
   * @return new economics
   */
  public CustomerEconomics withHorizon(int years) {
    return new CustomerEconomics(drivers, Check.inRange(years, 1, 10_000, "horizon"));
  }

  /**
   * The value of a driver.
   *
   * @param driver which
   * @return in its own unit
   */
  public double get(Driver driver) {
    return Objects.requireNonNull(drivers.get(driver));
  }

  /**
   * What an active customer brings in a year.
   *
   * @return average order value x orders x margin - reward cost
   */
  public double contributionPerYear() {
    return Check.result(
        get(Driver.AVERAGE_ORDER_VALUE) * get(Driver.ORDERS_PER_YEAR) * get(Driver.MARGIN)
            - get(Driver.REWARD_COST),
        "contribution per year");
  }

  /**
   * The active years of a customer who is active now, this one included, discounted.
   *
   * @return N, at least 1
   * @throws ArithmeticException if there is no horizon, nothing is discounted, and customers never
   *     leave for good
   */
  public double activeYears() {
    double v = 1 / (1 + get(Driver.DISCOUNT_RATE));
    double r = get(Driver.RETENTION);
    double a = get(Driver.REACTIVATION_RATE);
    if (horizon == 0) {
      double d = get(Driver.DISCOUNT_RATE);
      double gap = a == 0 ? d + (1 - r) : d * (1 + (1 - r) / (d + a));
      if (gap <= 0) {
        throw new ArithmeticException(
            "customers must leave for good, or discount rate be above 0, or a horizon be given,"
                + " but retention was "
                + r
                + ", reactivation "
                + a
                + " and the rate 0");
      }
      return Check.result((1 + d) / gap, "active years");
    }
    double active = 1;
    double inactive = 0;
    double years = 1;
    for (int t = 1; t < horizon; t++) {
      double next = v * (r * active + a * inactive);
      inactive = v * ((1 - r) * active + (1 - a) * inactive);
      active = next;
      years += active;
    }
    return years;
  }

  /**
   * What a customer just won brings by own orders, the first year included.
   *
   * @return contribution per year x active years, before the acquisition cost
   */
  public double lifetimeValue() {
    return Check.result(contributionPerYear() * activeYears(), NAME);
  }

  /**
   * What the customers are worth whom a customer just won will refer.
   *
   * @return referrals per year x active years x (lifetime value - referral reward)
   */
  public double referralValue() {
    return referralValue(activeYears());
  }

  private double referralValue(double years) {
    double referrals = get(Driver.REFERRALS_PER_YEAR) * years;
    return referrals == 0
        ? 0
        : Check.result(referrals * (lifetimeValue() - get(Driver.REFERRAL_REWARD)), NAME);
  }

  /**
   * What a customer just won is worth.
   *
   * @return lifetime value + referral value - acquisition cost
   */
  public double value() {
    return Check.result(lifetimeValue() + referralValue() - get(Driver.ACQUISITION_COST), NAME);
  }

  /**
   * What a customer who is active this year is worth from the next year on: contributions and
   * referrals of this year are left out, and its acquisition is paid.
   *
   * @return (contribution per year + referral value of a year) x (active years - 1)
   */
  public double residualValue() {
    double years = activeYears() - 1;
    return Check.result(contributionPerYear() * years + referralValue(years), NAME);
  }

  /**
   * Lifetime value with referrals over acquisition cost.
   *
   * @return empty where the acquisition cost is 0
   */
  public OptionalDouble ltvToCac() {
    double cost = get(Driver.ACQUISITION_COST);
    return cost == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Check.result((lifetimeValue() + referralValue()) / cost, "LTV:CAC"));
  }

  /**
   * Months until own contributions, undiscounted and even within a year, have paid the acquisition
   * cost.
   *
   * @return empty where they never do within the horizon, or within a thousand years without one
   */
  public OptionalDouble paybackMonths() {
    double[] contributions = new double[horizon == 0 ? 1000 : horizon];
    double active = 1;
    for (int t = 0; t < contributions.length; t++) {
      contributions[t] = contributionPerYear() * active;
      active = active * get(Driver.RETENTION) + (1 - active) * get(Driver.REACTIVATION_RATE);
    }
    OptionalDouble years = Payback.periods(contributions, get(Driver.ACQUISITION_COST));
    double months = PeriodUnit.YEAR.days() / PeriodUnit.MONTH.days();
    return years.isPresent()
        ? OptionalDouble.of(years.getAsDouble() * months)
        : OptionalDouble.empty();
  }

  /** The drivers that are not 0, and the horizon. */
  @Override
  public String toString() {
    Map<Driver, Double> shown = new EnumMap<>(drivers);
    shown.values().removeIf(value -> value == 0);
    return shown + (horizon == 0 ? "" : " over " + horizon + " years");
  }
}
