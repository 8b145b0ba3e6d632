package org.clv4j.segments.health;

import java.time.LocalDate;
import java.util.Objects;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * What {@link CustomerBaseHealth} looks at.
 *
 * <p>A window of W days is the W local days up to and including the as-of day. All numbers of days
 * are 1 to 100 000.
 *
 * @param asOf the last day that counts, to its end; null for the day of the last order
 * @param activeWindow days within which an order makes a customer active; null for the adaptive
 *     window, the 90th percentile of the Kaplan-Meier curve of the time to the next order of
 *     customers with two orders or more, at least a day
 * @param newWindow days within which the first order makes a customer new
 * @param scope which orders make order values and value shares
 * @param basket the least satisfying average order value; null for {@code basketPercentile}
 * @param basketPercentile the part, 0 to 1, of the base's average order values below the satisfying
 *     ones (type 7); 0.5 for the median
 * @param basis what of an order is a customer's value
 * @param population over whom customer value is taken
 * @param repurchaseHorizon H of the repurchase rate within H days
 * @param registrationPeriod days up to the as-of day whose registrations are looked at; only those
 *     that the horizon leaves time for count, so it should exceed it
 * @param registrationHorizon days after which a registration without an order is an inactive one
 * @param registrations when customers registered, the first time counts; null if not known
 * @param threads at most so many; they change nothing but the time it takes
 */
public record HealthOptions(
    @Nullable LocalDate asOf,
    @Nullable Integer activeWindow,
    int newWindow,
    OrderScope scope,
    @Nullable Money basket,
    double basketPercentile,
    ValueBasis basis,
    CustomerPopulation population,
    int repurchaseHorizon,
    int registrationPeriod,
    int registrationHorizon,
    @Nullable CustomerEvents registrations,
    int threads) {
  static final int MOST_DAYS = 100_000;

  /**
   * As of the last order: active within 365 days, new within 90, order values of all time, a median
   * basket satisfies, revenue over buyers, repurchases within 90 days, orders within 30 days of a
   * registration of the last 90, no registrations, one thread.
   */
  public static final HealthOptions DEFAULT =
      new HealthOptions(
          null,
          365,
          90,
          OrderScope.LIFETIME,
          null,
          0.5,
          ValueBasis.REVENUE,
          CustomerPopulation.BUYERS,
          90,
          90,
          30,
          null,
          1);

  /** Checks the ranges. */
  public HealthOptions {
    if (activeWindow != null) {
      days(activeWindow, "active window");
    }
    days(newWindow, "new window");
    Objects.requireNonNull(scope, "scope must not be null");
    if (basket != null && basket.isNegative()) {
      throw new IllegalArgumentException("basket must not be negative, but was " + basket);
    }
    Check.inRange(basketPercentile, 0, 1, "percentile of the basket");
    Objects.requireNonNull(basis, "basis must not be null");
    Objects.requireNonNull(population, "population must not be null");
    days(repurchaseHorizon, "repurchase horizon");
    days(registrationPeriod, "registration period");
    days(registrationHorizon, "registration horizon");
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but was " + threads);
    }
  }

  private static void days(int days, String name) {
    Check.inRange(days, 1, MOST_DAYS, name);
  }

  /**
   * The same with another as-of day.
   *
   * @param day the last day that counts
   * @return new options
   */
  public HealthOptions withAsOf(LocalDate day) {
    return new HealthOptions(
        day,
        activeWindow,
        newWindow,
        scope,
        basket,
        basketPercentile,
        basis,
        population,
        repurchaseHorizon,
        registrationPeriod,
        registrationHorizon,
        registrations,
        threads);
  }

  /**
   * The same with another active window.
   *
   * @param days 1 to 100 000
   * @return new options
   */
  public HealthOptions withActiveWindow(int days) {
    return activeWindow(days);
  }

  /**
   * The same with the window that the orders themselves suggest: nine in ten repeat customers order
   * again within it, by the Kaplan-Meier curve of the time from an order to the next.
   *
   * <p>Where fewer than nine in ten come back again within the time watched, there is no such
   * window, and what needs one is unknown.
   *
   * @return new options
   */
  public HealthOptions withAdaptiveWindow() {
    return activeWindow(null);
  }

  private HealthOptions activeWindow(@Nullable Integer days) {
    return new HealthOptions(
        asOf,
        days,
        newWindow,
        scope,
        basket,
        basketPercentile,
        basis,
        population,
        repurchaseHorizon,
        registrationPeriod,
        registrationHorizon,
        registrations,
        threads);
  }

  /**
   * The same with another new window.
   *
   * @param days 1 to 100 000
   * @return new options
   */
  public HealthOptions withNewWindow(int days) {
    return new HealthOptions(
        asOf,
        activeWindow,
        days,
        scope,
        basket,
        basketPercentile,
        basis,
        population,
        repurchaseHorizon,
        registrationPeriod,
        registrationHorizon,
        registrations,
        threads);
  }

  /**
   * The same with another scope of order values.
   *
   * @param orders which orders make order values and value shares
   * @return new options
   */
  public HealthOptions withScope(OrderScope orders) {
    return new HealthOptions(
        asOf,
        activeWindow,
        newWindow,
        orders,
        basket,
        basketPercentile,
        basis,
        population,
        repurchaseHorizon,
        registrationPeriod,
        registrationHorizon,
        registrations,
        threads);
  }

  /**
   * The same with a satisfying basket of at least an amount.
   *
   * @param least not negative
   * @return new options
   */
  public HealthOptions withBasket(Money least) {
    return basket(least, basketPercentile);
  }

  /**
   * The same with a satisfying basket of at least a percentile of the base's.
   *
   * @param part 0 to 1
   * @return new options
   */
  public HealthOptions withBasketPercentile(double part) {
    return basket(null, part);
  }

  private HealthOptions basket(@Nullable Money least, double part) {
    return new HealthOptions(
        asOf,
        activeWindow,
        newWindow,
        scope,
        least,
        part,
        basis,
        population,
        repurchaseHorizon,
        registrationPeriod,
        registrationHorizon,
        registrations,
        threads);
  }

  /**
   * The same with another basis of customer value.
   *
   * @param value what of an order is a customer's value
   * @return new options
   */
  public HealthOptions withBasis(ValueBasis value) {
    return new HealthOptions(
        asOf,
        activeWindow,
        newWindow,
        scope,
        basket,
        basketPercentile,
        value,
        population,
        repurchaseHorizon,
        registrationPeriod,
        registrationHorizon,
        registrations,
        threads);
  }

  /**
   * The same with customer value over others.
   *
   * @param whom over whom
   * @return new options
   */
  public HealthOptions withPopulation(CustomerPopulation whom) {
    return new HealthOptions(
        asOf,
        activeWindow,
        newWindow,
        scope,
        basket,
        basketPercentile,
        basis,
        whom,
        repurchaseHorizon,
        registrationPeriod,
        registrationHorizon,
        registrations,
        threads);
  }

  /**
   * The same with other horizons.
   *
   * @param repurchase days within which a second order counts, 1 to 100 000
   * @param registration days after which a registration without an order is an inactive one, 1 to
   *     100 000
   * @return new options
   */
  public HealthOptions withHorizons(int repurchase, int registration) {
    return new HealthOptions(
        asOf,
        activeWindow,
        newWindow,
        scope,
        basket,
        basketPercentile,
        basis,
        population,
        repurchase,
        registrationPeriod,
        registration,
        registrations,
        threads);
  }

  /**
   * The same with registrations of another period.
   *
   * @param days so many up to the as-of day, 1 to 100 000
   * @return new options
   */
  public HealthOptions withRegistrationPeriod(int days) {
    return new HealthOptions(
        asOf,
        activeWindow,
        newWindow,
        scope,
        basket,
        basketPercentile,
        basis,
        population,
        repurchaseHorizon,
        days,
        registrationHorizon,
        registrations,
        threads);
  }

  /**
   * The same with registrations.
   *
   * @param events when customers registered; the first time of each counts
   * @return new options
   */
  public HealthOptions withRegistrations(CustomerEvents events) {
    return new HealthOptions(
        asOf,
        activeWindow,
        newWindow,
        scope,
        basket,
        basketPercentile,
        basis,
        population,
        repurchaseHorizon,
        registrationPeriod,
        registrationHorizon,
        events,
        threads);
  }

  /**
   * The same with another number of threads.
   *
   * @param number at least 1
   * @return new options
   */
  public HealthOptions withThreads(int number) {
    return new HealthOptions(
        asOf,
        activeWindow,
        newWindow,
        scope,
        basket,
        basketPercentile,
        basis,
        population,
        repurchaseHorizon,
        registrationPeriod,
        registrationHorizon,
        registrations,
        number);
  }
}
