package org.clv4j.segments.health;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;
import org.clv4j.segments.internal.CompensatedSum;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.clv4j.segments.metric.Scope;
import org.jspecify.annotations.Nullable;

/**
 * How the customer base is on a day: who is active, what customers are worth, how soon they come
 * back, who is new and who is gone.
 *
 * <p>A <em>buyer</em> is a customer who has an order by the as-of day; the first order is the first
 * of all, not of a window, and of two on one day the smaller. Nothing after the as-of day has a
 * part in anything. {@code docs/metrics.md} has an entry for each metric.
 *
 * <pre>{@code
 * CustomerBaseHealth health = CustomerBaseHealth.of(CustomerOrders.of(log), HealthOptions.DEFAULT);
 * System.out.println(health.metric("repurchase_rate"));
 * }</pre>
 *
 * <p>It takes one walk over the orders, two with the adaptive window, and 32 bytes a customer while
 * it works, none without amounts, and 2 MiB for each of two selections besides; with registrations
 * 1 more a customer and 4 for each who is registered, 12 if these are the population; nothing per
 * order. The number of threads changes nothing else.
 */
public final class CustomerBaseHealth {
  private final Scope scope;
  private final @Nullable Integer window;
  private final @Nullable String noWindow;
  private final Map<String, Metric> metrics;
  private final PurchaseDelays delays;
  private final OrderDistribution distribution;
  private final Map<CustomerState, List<Long>> byOrders = new EnumMap<>(CustomerState.class);
  private final long buyers;
  private final long prospects;

  private CustomerBaseHealth(HealthPass pass) {
    BaseCounter base = pass.base;
    scope = Scope.of(pass.orders, LocalDate.ofEpochDay(pass.asOfDay), inWords(pass));
    window = pass.window;
    noWindow = HealthMetrics.noWindow(pass);
    metrics = HealthMetrics.of(pass);
    delays = pass.delays;
    distribution =
        new OrderDistribution(
            list(base.activesByWindowOrders()), list(base.activesByLifetimeOrders()));
    for (CustomerState state : CustomerState.values()) {
      byOrders.put(state, list(base.byOrders(state)));
    }
    buyers = base.buyers();
    prospects = pass.registrations == null ? -1 : pass.registrations.prospects;
  }

  private static String inWords(HealthPass pass) {
    HealthOptions options = pass.options;
    String active =
        options.activeWindow() != null
            ? "active within " + pass.window + " days"
            : pass.window != null
                ? "active within " + pass.window + " days (adaptive)"
                : "no adaptive window";
    return active
        + ", new within "
        + options.newWindow()
        + ", order values of "
        + (options.scope() == OrderScope.LIFETIME ? "all time" : "the active window")
        + ", customer value is "
        + options.basis().name().toLowerCase(Locale.ROOT)
        + " over "
        + options.population().name().toLowerCase(Locale.ROOT)
        + ", satisfying basket from "
        + (options.basket() != null
            ? options.basket()
            : "the " + options.basketPercentile() + " quantile")
        + (options.registrations() == null
            ? ""
            : ", registrations of " + options.registrationPeriod() + " days");
  }

  private static List<Long> list(long[] counts) {
    return Arrays.stream(counts).boxed().toList();
  }

  /**
   * The base as of the day of the last order, with the default options.
   *
   * @param orders the orders, at least one
   * @return its health
   * @throws IllegalStateException if there is no order
   */
  public static CustomerBaseHealth of(CustomerOrders orders) {
    return of(orders, HealthOptions.DEFAULT);
  }

  /**
   * The base under given options.
   *
   * @param orders the orders; what came after the as-of day changes nothing
   * @param options as-of day, windows, and what else is known
   * @return its health
   * @throws IllegalArgumentException if the as-of day lies outside of 1900-01-01 to 2199-12-31, or
   *     the basket is in another currency than the orders
   * @throws IllegalStateException if there is no order and no as-of day is given
   * @throws ArithmeticException if a sum does not fit in a long of minor units
   */
  public static CustomerBaseHealth of(CustomerOrders orders, HealthOptions options) {
    return of(HealthPass.of(orders, options));
  }

  static CustomerBaseHealth of(HealthPass pass) {
    return new CustomerBaseHealth(pass);
  }

  /**
   * As-of day, windows, zone, order policy and currency.
   *
   * @return the scope of all that is here
   */
  public Scope scope() {
    return scope;
  }

  /**
   * Days of the active window: the stated one, or the adaptive one that was found.
   *
   * @return empty where there is no adaptive window
   */
  public OptionalInt activeWindow() {
    return window == null ? OptionalInt.empty() : OptionalInt.of(window);
  }

  /**
   * All metrics: first those whose names scripts rely on, in the order of the questions.
   *
   * @return immutable
   */
  public List<Metric> metrics() {
    return List.copyOf(metrics.values());
  }

  /**
   * One metric.
   *
   * @param name its name, for example {@code repurchase_rate}
   * @return the metric; without a value where the data cannot give it
   * @throws NoSuchElementException if there is no metric of that name
   */
  public Metric metric(String name) {
    Metric metric = metrics.get(name);
    if (metric == null) {
      throw new NoSuchElementException(
          "there is no metric \"" + name + "\"; there are " + String.join(", ", metrics.keySet()));
    }
    return metric;
  }

  /**
   * How many orders the active customers placed.
   *
   * @return their numbers by number of orders
   * @throws IllegalStateException if there is no adaptive window
   */
  public OrderDistribution orderDistribution() {
    requireWindow();
    return distribution;
  }

  /**
   * How long customers take to order and to come back.
   *
   * @return the delays
   */
  public PurchaseDelays purchaseDelays() {
    return delays;
  }

  /**
   * Every customer in one state: new, active or inactive, each crossed with the number of orders.
   *
   * <p>New comes first: who is new is not counted as active. So where the new window is the longer
   * one, somebody new may have been inactive for a while.
   *
   * @param apart states to set apart: {@link CustomerState#REACTIVATED}, else part of active;
   *     {@link CustomerState#PROSPECT}, else left out
   * @return shares that add up to 1
   * @throws IllegalArgumentException if another state is named
   * @throws IllegalStateException if there is no adaptive window, or prospects are asked for and no
   *     registrations were given
   */
  public CustomerPartition partition(CustomerState... apart) {
    requireWindow();
    Set<CustomerState> set = EnumSet.noneOf(CustomerState.class);
    set.addAll(Arrays.asList(apart));
    for (CustomerState state : set) {
      if (state != CustomerState.REACTIVATED && state != CustomerState.PROSPECT) {
        throw new IllegalArgumentException(
            "states set apart must be reactivated or prospect, but was " + state);
      }
    }
    boolean withProspects = set.contains(CustomerState.PROSPECT);
    if (withProspects && prospects < 0) {
      throw new IllegalStateException("prospects are not known: " + HealthMetrics.NO_REGISTRATIONS);
    }
    long all = buyers + (withProspects ? prospects : 0);
    List<CustomerPartition.Part> parts = new ArrayList<>();
    for (Map.Entry<CustomerState, List<Long>> entry : byOrders.entrySet()) {
      CustomerState state = entry.getKey();
      boolean always = state != CustomerState.REACTIVATED && state != CustomerState.PROSPECT;
      if (always || set.contains(state)) {
        boolean withBack =
            state == CustomerState.ACTIVE && !set.contains(CustomerState.REACTIVATED);
        List<Long> counts = withBack ? withReactivated(entry.getValue()) : entry.getValue();
        long customers =
            state == CustomerState.PROSPECT
                ? prospects
                : counts.stream().mapToLong(Long::longValue).sum();
        Metric share =
            Metric.ratio(
                "share_" + state, customers, all, MetricUnit.SHARE, "there is no customer");
        parts.add(new CustomerPartition.Part(state, customers, counts, share));
      }
    }
    return new CustomerPartition(parts);
  }

  private List<Long> withReactivated(List<Long> active) {
    List<Long> back = Objects.requireNonNull(byOrders.get(CustomerState.REACTIVATED));
    return IntStream.range(0, active.size()).mapToObj(i -> active.get(i) + back.get(i)).toList();
  }

  private void requireWindow() {
    if (noWindow != null) {
      throw new IllegalStateException(noWindow);
    }
  }

  /**
   * The number of active customers that a model expects: the sum of P(alive).
   *
   * @param probabilityAlive P(alive) on the as-of day by row of the customer base of that day
   * @return {@code active_customers_model}, of all buyers
   * @throws IllegalArgumentException if there is not one number from 0 to 1 for each buyer
   */
  public Metric activeByModel(double[] probabilityAlive) {
    if (probabilityAlive.length != buyers) {
      throw new IllegalArgumentException(
          "probabilities must be one for each of the "
              + buyers
              + " customers who had ordered by "
              + scope.asOf()
              + ", but were "
              + probabilityAlive.length);
    }
    for (int row = 0; row < probabilityAlive.length; row++) {
      double p = probabilityAlive[row];
      if (!(p >= 0 && p <= 1)) {
        Check.inRange(p, 0, 1, "row " + row + ": P(alive)");
      }
    }
    double sum = CompensatedSum.of(probabilityAlive);
    return new Metric(
        "active_customers_model",
        BigDecimal.valueOf(sum),
        BigDecimal.valueOf(buyers),
        OptionalDouble.of(sum),
        MetricUnit.CUSTOMERS,
        null);
  }

  /** The scope, and a metric per line. */
  @Override
  public String toString() {
    return scope
        + metrics.values().stream()
            .map(Metric::toString)
            .collect(Collectors.joining("\n  ", "\n  ", ""));
  }
}
