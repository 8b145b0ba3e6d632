package org.clv4j.segments.health;

import java.util.Arrays;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;
import org.clv4j.segments.internal.Selection;
import org.jspecify.annotations.Nullable;

/** Counts customers by window and adds up what they spent; belongs to one thread. */
final class BaseCounter {
  /** Customers are told apart by 1, 2, 3, 4 and 5 or more orders. */
  static final int ORDER_CLASSES = 5;

  private static final String VALUE = "value of the orders";

  private final CustomerOrders orders;
  private final HealthOptions options;
  private final int asOfDay;
  private final boolean @Nullable [] registered;

  /** The last day before the active window. */
  private final int beforeWindow;

  /** Buyers of a state by number of orders in their life. */
  private final long[] fresh = new long[ORDER_CLASSES];

  private final long[] active = new long[ORDER_CLASSES];
  private final long[] reactivated = new long[ORDER_CLASSES];
  private final long[] inactive = new long[ORDER_CLASSES];

  final long[] activesByWindowOrders = new long[ORDER_CLASSES];
  final long[] activesByLifetimeOrders = new long[ORDER_CLASSES];
  long buyers;
  long repeaters;
  long actives;
  long windowOrders;
  long lifetimeOrdersOfActives;
  long watchedForHorizon;
  long backWithinHorizon;

  final ValueSums revenue = new ValueSums();
  final ValueSums margin = new ValueSums();

  /** Lifetime values of the customers of the population who have orders. */
  final Longs customerValues = new Longs();

  /** Keys of the average order values in minor units. */
  final Longs activeBaskets = new Longs();

  final Longs otherBaskets = new Longs();

  /** First and repeat orders, and whose they are, in the scope. */
  static final class ValueSums {
    long firstOrders;
    long repeatOrders;
    long firstMinor;
    long repeatMinor;
    long oneTimerMinor;

    /** Takes some orders of one customer, perhaps none. */
    void add(int orders, long minor, long ofFirst, boolean withFirst, boolean oneTimer) {
      firstOrders += withFirst ? 1 : 0;
      repeatOrders += withFirst ? orders - 1 : orders;
      firstMinor = Check.addExact(firstMinor, ofFirst, VALUE);
      repeatMinor = Check.addExact(repeatMinor, minor - ofFirst, VALUE);
      oneTimerMinor = Check.addExact(oneTimerMinor, oneTimer ? minor : 0, VALUE);
    }

    void addAll(ValueSums more) {
      firstOrders += more.firstOrders;
      repeatOrders += more.repeatOrders;
      firstMinor = Check.addExact(firstMinor, more.firstMinor, VALUE);
      repeatMinor = Check.addExact(repeatMinor, more.repeatMinor, VALUE);
      oneTimerMinor = Check.addExact(oneTimerMinor, more.oneTimerMinor, VALUE);
    }

    long totalMinor() {
      return Check.addExact(firstMinor, repeatMinor, VALUE);
    }
  }

  /** Without a window nobody is active. */
  BaseCounter(
      CustomerOrders orders,
      HealthOptions options,
      int asOfDay,
      @Nullable Integer activeWindow,
      boolean @Nullable [] registered) {
    this.orders = orders;
    this.options = options;
    this.asOfDay = asOfDay;
    this.registered = registered;
    this.beforeWindow = activeWindow == null ? asOfDay : asOfDay - activeWindow;
  }

  /** Takes the orders {@code from} to {@code to} - 1 of a customer, at least one. */
  void add(int customer, int from, int to) {
    int first = orders.day(from);
    int count = to - from;
    int inWindow = to;
    while (inWindow > from && orders.day(inWindow - 1) > beforeWindow) {
      inWindow--;
    }
    boolean isActive = inWindow < to;
    int orderClass = Math.min(count, ORDER_CLASSES) - 1;
    buyers++;
    repeaters += count > 1 ? 1 : 0;
    byOrders(first, from, inWindow, isActive)[orderClass]++;
    if (isActive) {
      actives++;
      windowOrders += to - inWindow;
      lifetimeOrdersOfActives += count;
      activesByWindowOrders[Math.min(to - inWindow, ORDER_CLASSES) - 1]++;
      activesByLifetimeOrders[orderClass]++;
    }
    if (first <= asOfDay - options.repurchaseHorizon()) {
      watchedForHorizon++;
      boolean back = count > 1 && orders.day(from + 1) - first <= options.repurchaseHorizon();
      backWithinHorizon += back ? 1 : 0;
    }
    addValue(customer, from, options.scope() == OrderScope.WINDOW ? inWindow : from, to, isActive);
  }

  private long[] byOrders(int first, int from, int inWindow, boolean isActive) {
    if (first > asOfDay - options.newWindow()) {
      return fresh;
    }
    if (!isActive) {
      return inactive;
    }
    boolean wasAway =
        inWindow > from && orders.day(inWindow) - orders.day(inWindow - 1) > asOfDay - beforeWindow;
    return wasAway ? reactivated : active;
  }

  private void addValue(int customer, int from, int scopeFrom, int to, boolean isActive) {
    long before = amounts(from, scopeFrom);
    long scoped = amounts(scopeFrom, to);
    boolean withFirst = scopeFrom == from;
    boolean oneTimer = to - from == 1;
    int count = to - scopeFrom;
    long ofFirst = withFirst ? orders.valueMinor(from, asOfDay) : 0;
    revenue.add(count, scoped, ofFirst, withFirst, oneTimer);
    long value = Check.addExact(before, scoped, VALUE);
    if (orders.hasCosts()) {
      long scopedMargin = scoped - costs(scopeFrom, to);
      long first = withFirst ? ofFirst - orders.costMinor(from) : 0;
      margin.add(count, scopedMargin, first, withFirst, oneTimer);
      value -= options.basis() == ValueBasis.MARGIN ? costs(from, to) : 0;
    }
    if (counts(customer, isActive)) {
      customerValues.add(value);
    }
    if (count > 0 && orders.hasAmounts()) {
      long basket = Selection.key((double) scoped / count);
      (isActive ? activeBaskets : otherBaskets).add(basket);
    }
  }

  private long amounts(int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum = Check.addExact(sum, orders.valueMinor(i, asOfDay), VALUE);
    }
    return sum;
  }

  private long costs(int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum = Check.addExact(sum, orders.costMinor(i), "cost of the orders");
    }
    return sum;
  }

  private boolean counts(int customer, boolean isActive) {
    return switch (options.population()) {
      case BUYERS -> true;
      case ACTIVES -> isActive;
      case REGISTERED -> registered != null && registered[customer];
    };
  }

  /** The buyers of a state, active without reactivated, by number of orders in their life. */
  long[] byOrders(CustomerState state) {
    return switch (state) {
      case NEW -> fresh;
      case ACTIVE -> active;
      case REACTIVATED -> reactivated;
      case INACTIVE -> inactive;
      case PROSPECT -> new long[ORDER_CLASSES];
    };
  }

  long customers(CustomerState state) {
    return Arrays.stream(byOrders(state)).sum();
  }

  void addAll(BaseCounter more) {
    addAll(fresh, more.fresh);
    addAll(active, more.active);
    addAll(reactivated, more.reactivated);
    addAll(inactive, more.inactive);
    addAll(activesByWindowOrders, more.activesByWindowOrders);
    addAll(activesByLifetimeOrders, more.activesByLifetimeOrders);
    buyers += more.buyers;
    repeaters += more.repeaters;
    actives += more.actives;
    windowOrders += more.windowOrders;
    lifetimeOrdersOfActives += more.lifetimeOrdersOfActives;
    watchedForHorizon += more.watchedForHorizon;
    backWithinHorizon += more.backWithinHorizon;
    revenue.addAll(more.revenue);
    margin.addAll(more.margin);
    customerValues.addAll(more.customerValues);
    activeBaskets.addAll(more.activeBaskets);
    otherBaskets.addAll(more.otherBaskets);
  }

  private static void addAll(long[] sums, long[] more) {
    for (int i = 0; i < more.length; i++) {
      sums[i] += more[i];
    }
  }
}
