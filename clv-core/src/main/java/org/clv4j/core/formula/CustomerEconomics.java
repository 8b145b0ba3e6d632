package org.clv4j.core.formula;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.jspecify.annotations.Nullable;

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
 * <p>and of one who is inactive now v a / (1 - v (1 - a)) N = a / (d + a) N; or the sums over as
 * many years as the horizon has, of which this is the first. Every active year brings referred
 * customers, who cost the reward and no acquisition, are worth what they bring in the year they
 * come and in those that the horizon leaves after it, and whose own referrals are not counted.
 *
 * <p>A customer just won is worth {@link #value()}, an active customer from next year on {@link
 * #residualValue()}, an inactive one {@link #valueOfInactive()}.
 *
 * <p>Two drivers need not be known: where no margin was given values are revenue, and where the
 * items of an order are not known the spend per order is moved instead.
 */
public final class CustomerEconomics {
  private static final String NAME = "customer lifetime value";

  private final Map<Driver, Double> known;
  private final int horizon;

  private CustomerEconomics(Map<Driver, Double> known, int horizon) {
    this.known = known;
    this.horizon = horizon;
  }

  /**
   * A base whose values are margin: the drivers that every business has; all others are 0, items
   * per order not known.
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
    return ofRevenue(averageOrderValue, ordersPerYear, retention, discountRate)
        .with(Driver.MARGIN, margin);
  }

  /**
   * A base of which no margin is known: its values are revenue, and say so.
   *
   * @param averageOrderValue spend per order, 0 or more
   * @param ordersPerYear of an active customer, 0 or more
   * @param retention from one year to the next, in [0, 1]
   * @param discountRate per year, 0 or more
   * @return economics without a horizon
   * @throws IllegalArgumentException if a rule above is broken
   */
  public static CustomerEconomics ofRevenue(
      double averageOrderValue, double ordersPerYear, double retention, double discountRate) {
    Map<Driver, Double> zero = new EnumMap<>(Driver.class);
    for (Driver driver : Driver.values()) {
      if (driver != Driver.MARGIN && driver != Driver.ITEMS_PER_ORDER) {
        zero.put(driver, 0.0);
      }
    }
    return new CustomerEconomics(zero, 0)
        .put(Driver.AVERAGE_ORDER_VALUE, averageOrderValue)
        .put(Driver.ORDERS_PER_YEAR, ordersPerYear)
        .put(Driver.RETENTION, retention)
        .put(Driver.DISCOUNT_RATE, discountRate);
  }

  private CustomerEconomics put(Driver driver, double value) {
    Map<Driver, Double> changed = new EnumMap<>(known);
    changed.put(driver, driver.check(value));
    return new CustomerEconomics(Collections.unmodifiableMap(changed), horizon);
  }

  /**
   * The same with another value of a driver. Other items per order change the spend per order in
   * proportion; a margin makes values margin that were revenue.
   *
   * @param driver which
   * @param value in its own unit, not a change
   * @return new economics
   * @throws IllegalArgumentException if the value is out of the driver's range, or items per order
   *     are not known
   */
  public CustomerEconomics with(Driver driver, double value) {
    if (driver == Driver.ITEMS_PER_ORDER) {
      if (!isKnown(driver)) {
        throw new IllegalArgumentException(
            driver + " must be known to be changed; state those of the base");
      }
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
    return new CustomerEconomics(known, Check.inRange(years, 1, 10_000, "horizon"));
  }

  /**
   * The value of a driver.
   *
   * @param driver which
   * @return in its own unit; 1 for a margin or items per order that are not known
   */
  public double get(Driver driver) {
    return known.getOrDefault(driver, 1.0);
  }

  /**
   * Whether a driver was given.
   *
   * @param driver which
   * @return false only of margin and items per order
   */
  public boolean isKnown(Driver driver) {
    return known.containsKey(driver);
  }

  /**
   * What the values are.
   *
   * @return margin, or revenue where no margin is known
   */
  public LtvToCac.Basis basis() {
    return isKnown(Driver.MARGIN) ? LtvToCac.Basis.MARGIN : LtvToCac.Basis.REVENUE;
  }

  /**
   * When values end.
   *
   * @return years; null for ever
   */
  public @Nullable TimeSpan horizon() {
    return horizon == 0 ? null : TimeSpan.of(horizon, PeriodUnit.YEAR);
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
    return years(true, 0);
  }

  /** Active years from year 0 or 1 on, of a customer who is active or inactive in year 0. */
  private double years(boolean activeNow, int from) {
    if (horizon == 0) {
      return !activeNow
          ? yearsForEverOfInactive()
          : from == 0 ? yearsForEver() : yearsForEverFromNextYear();
    }
    double[] activity = activity(activeNow);
    double sum = 0;
    for (int t = from; t < horizon; t++) {
      sum += activity[t];
    }
    return sum;
  }

  private double yearsForEver() {
    double d = get(Driver.DISCOUNT_RATE);
    double r = get(Driver.RETENTION);
    double a = get(Driver.REACTIVATION_RATE);
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

  /** Not N - 1, which has few digits where hardly anybody stays. */
  private double yearsForEverFromNextYear() {
    double r = get(Driver.RETENTION);
    return (r * yearsForEver() + (1 - r) * yearsForEverOfInactive())
        / (1 + get(Driver.DISCOUNT_RATE));
  }

  private double yearsForEverOfInactive() {
    double a = get(Driver.REACTIVATION_RATE);
    return a == 0 ? 0 : a / (get(Driver.DISCOUNT_RATE) + a) * yearsForEver();
  }

  /** The discounted probability to be active in each year of the horizon. */
  private double[] activity(boolean activeNow) {
    double v = 1 / (1 + get(Driver.DISCOUNT_RATE));
    double r = get(Driver.RETENTION);
    double a = get(Driver.REACTIVATION_RATE);
    double[] activity = new double[horizon];
    double active = activeNow ? 1 : 0;
    double inactive = 1 - active;
    for (int t = 0; t < horizon; t++) {
      activity[t] = active;
      double next = v * (r * active + a * inactive);
      inactive = v * ((1 - r) * active + (1 - a) * inactive);
      active = next;
    }
    return activity;
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
   * @return the sum over the active years, discounted, of referrals per year x (lifetime value of
   *     who comes in that year, to the end of the horizon - referral reward)
   */
  public double referralValue() {
    return referralValue(true, 0);
  }

  private double referralValue(boolean activeNow, int from) {
    double perYear = get(Driver.REFERRALS_PER_YEAR);
    if (perYear == 0) {
      return 0;
    }
    double reward = get(Driver.REFERRAL_REWARD);
    if (horizon == 0) {
      return Check.result(perYear * years(activeNow, from) * (lifetimeValue() - reward), NAME);
    }
    double[] referrer = activity(activeNow);
    double[] referred = activity(true);
    double yearsOfReferred = 0;
    double sum = 0;
    for (int t = horizon - 1; t >= from; t--) {
      yearsOfReferred += referred[horizon - 1 - t];
      sum += referrer[t] * (contributionPerYear() * yearsOfReferred - reward);
    }
    return Check.result(perYear * sum, NAME);
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
   * @return contributions and referral value of all years but this one
   */
  public double residualValue() {
    return fromNextYear(true);
  }

  /**
   * What a customer who is inactive this year is worth: nothing but by becoming active again.
   *
   * @return contributions and referral value of the years to come; without a horizon v a / (1 - v
   *     (1 - a)) times those of a customer who is active, 0 where nobody is reactivated
   */
  public double valueOfInactive() {
    return fromNextYear(false);
  }

  private double fromNextYear(boolean activeNow) {
    double own = contributionPerYear() * years(activeNow, 1);
    return Check.result(own + referralValue(activeNow, 1), NAME);
  }

  /**
   * Lifetime value with referrals over acquisition cost, with the basis and the horizon of these
   * economics.
   *
   * @return empty where the acquisition cost is 0
   */
  public Optional<LtvToCac> ltvToCac() {
    double cost = get(Driver.ACQUISITION_COST);
    return cost == 0
        ? Optional.empty()
        : Optional.of(new LtvToCac(lifetimeValue() + referralValue(), cost, basis(), horizon()));
  }

  /**
   * Months until own contributions, undiscounted and even within a year, have paid the acquisition
   * cost: the {@link Payback} of these years, where nobody is reactivated.
   *
   * @return empty where they never do within the horizon; where customers are reactivated and there
   *     is no horizon, within a thousand years
   */
  public OptionalDouble paybackMonths() {
    double cost = get(Driver.ACQUISITION_COST);
    double retention = get(Driver.RETENTION);
    double reactivation = get(Driver.REACTIVATION_RATE);
    OptionalDouble years;
    if (reactivation == 0) {
      years =
          new Payback(contributionPerYear(), retention, 0, PeriodUnit.YEAR, cost, horizon())
              .periods();
    } else {
      double[] contributions = new double[horizon == 0 ? 1000 : horizon];
      double active = 1;
      for (int t = 0; t < contributions.length; t++) {
        contributions[t] = contributionPerYear() * active;
        active = active * retention + (1 - active) * reactivation;
      }
      years = Payback.periods(contributions, cost);
    }
    return years.isPresent()
        ? OptionalDouble.of(TimeSpan.of(years.getAsDouble(), PeriodUnit.YEAR).in(PeriodUnit.MONTH))
        : OptionalDouble.empty();
  }

  /**
   * The cash flows of {@link #value()} year by year.
   *
   * @param years how many, from this one on; those after the horizon have none
   * @return {@code acquisition_cost} now; at the beginning of every year, with the probability to
   *     be active in it, {@code margin} or {@code revenue}, {@code reward_cost}, {@code referrals}
   *     (the customers referred in the year x their lifetime value from then to the end of the
   *     horizon) and {@code referral_reward}, those that are not 0. All years of a horizon add up
   *     to {@link #value()}
   * @throws IllegalArgumentException if the number is negative
   * @throws ArithmeticException if a value is not finite
   */
  public CashFlowTable explain(int years) {
    return EconomicsFlows.of(this, horizon == 0 ? years : Math.min(years, horizon));
  }

  /** The drivers that are known and not 0, and the horizon. */
  @Override
  public String toString() {
    Map<Driver, Double> shown = new EnumMap<>(known);
    shown.values().removeIf(value -> value == 0);
    return shown + (horizon == 0 ? "" : " over " + horizon + " years");
  }
}
