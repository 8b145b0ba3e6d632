package org.clv4j.segments.health;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;
import org.clv4j.segments.internal.Selection;
import org.jspecify.annotations.Nullable;

/** Counts customers by window and adds up what they spent; belongs to one thread. */
final class BaseCounter {
  /** Customers are told apart by 1, 2, 3, 4 and 5 or more orders. */
  static final int ORDER_CLASSES = 5;

  private static final int NEW = 1;
  private static final int ACTIVE = 2;
  private static final int WAS_AWAY = 4;

  private static final String VALUE = "value of the orders";
  private static final String MARGIN = "margin of the orders";

  private final CustomerOrders orders;
  private final HealthOptions options;
  private final int asOfDay;
  private final boolean @Nullable [] registered;

  /** The last day before the active window. */
  private final int beforeWindow;

  /** Buyers by what they are, a sum of the above, and then by number of orders in their life. */
  private final long[] buyersByKind = new long[(NEW + ACTIVE + WAS_AWAY + 1) * ORDER_CLASSES];

  /** Buyers by number of orders in the window, from none on. */
  private final long[] buyersByWindowOrders = new long[1 + ORDER_CLASSES];

  long windowOrders;
  long lifetimeOrdersOfActives;
  long watchedForHorizon;
  long backWithinHorizon;

  final DelayCounter delays;
  final ValueSums revenue = new ValueSums(VALUE);
  final ValueSums margin = new ValueSums(MARGIN);

  private final CustomerFigures figures;

  /** First and repeat orders, and whose they are, in the scope. */
  static final class ValueSums {
    private final String name;
    long firstOrders;
    long repeatOrders;
    long firstMinor;
    long repeatMinor;
    long oneTimerMinor;

    private ValueSums(String name) {
      this.name = name;
    }

    /** Takes some orders of one customer, perhaps none. */
    void add(int orders, long minor, long ofFirst, boolean withFirst, boolean oneTimer) {
      firstOrders += withFirst ? 1 : 0;
      repeatOrders += withFirst ? orders - 1 : orders;
      firstMinor = Check.addExact(firstMinor, ofFirst, name);
      repeatMinor = Check.addExact(repeatMinor, Check.subtractExact(minor, ofFirst, name), name);
      oneTimerMinor = Check.addExact(oneTimerMinor, oneTimer ? minor : 0, name);
    }

    void addAll(ValueSums more) {
      firstOrders += more.firstOrders;
      repeatOrders += more.repeatOrders;
      firstMinor = Check.addExact(firstMinor, more.firstMinor, name);
      repeatMinor = Check.addExact(repeatMinor, more.repeatMinor, name);
      oneTimerMinor = Check.addExact(oneTimerMinor, more.oneTimerMinor, name);
    }

    long repeaterMinor() {
      return Check.subtractExact(totalMinor(), oneTimerMinor, name);
    }

    long totalMinor() {
      return Check.addExact(firstMinor, repeatMinor, name);
    }
  }

  /** Without a window nobody is active; what each customer is worth goes into figures. */
  BaseCounter(
      CustomerOrders orders,
      HealthOptions options,
      int asOfDay,
      @Nullable Integer activeWindow,
      CustomerFigures figures,
      boolean @Nullable [] registered) {
    this.orders = orders;
    this.options = options;
    this.asOfDay = asOfDay;
    this.registered = registered;
    this.delays = new DelayCounter(orders, asOfDay);
    this.figures = figures;
    this.beforeWindow = activeWindow == null ? asOfDay : asOfDay - activeWindow;
  }

  /** Takes the orders {@code from} to {@code to} - 1 of a customer, at least one. */
  void add(int customer, int from, int to) {
    int first = orders.day(from);
    int count = to - from;
    int last = first;
    int inWindow = first > beforeWindow ? to - 1 : to;
    long value = orders.valueMinor(from, asOfDay);
    for (int i = from + 1; i < to; i++) {
      int day = orders.day(i);
      delays.addNext(day - last);
      last = day;
      inWindow -= day > beforeWindow ? 1 : 0;
      value = Check.addExact(value, orders.valueMinor(i, asOfDay), VALUE);
    }
    delays.addCustomer(from, to);
    boolean isActive = inWindow < to;
    // 0 unless there are orders both before the window and in it.
    int daysAway =
        orders.day(Math.min(inWindow, to - 1)) - orders.day(Math.max(inWindow - 1, from));
    int kind =
        (first > asOfDay - options.newWindow() ? NEW : 0)
            + (isActive ? ACTIVE : 0)
            + (daysAway > asOfDay - beforeWindow ? WAS_AWAY : 0);
    buyersByKind[ORDER_CLASSES * kind + Math.min(count, ORDER_CLASSES) - 1]++;
    buyersByWindowOrders[Math.min(to - inWindow, ORDER_CLASSES)]++;
    windowOrders += to - inWindow;
    lifetimeOrdersOfActives += isActive ? count : 0;
    boolean isWatched = first <= asOfDay - options.repurchaseHorizon();
    int toSecond = orders.day(Math.min(from + 1, to - 1)) - first;
    watchedForHorizon += isWatched ? 1 : 0;
    backWithinHorizon += isWatched && count > 1 && toSecond <= options.repurchaseHorizon() ? 1 : 0;
    if (options.scope() == OrderScope.WINDOW) {
      addWorth(customer, from, inWindow, to, isActive, value, values(inWindow, to));
    } else {
      addWorth(customer, from, from, to, isActive, value, value);
    }
  }

  private void addWorth(
      int customer, int from, int scopeFrom, int to, boolean isActive, long all, long scoped) {
    boolean withFirst = scopeFrom == from;
    boolean oneTimer = to - from == 1;
    int count = to - scopeFrom;
    long ofFirst = withFirst ? orders.valueMinor(from, asOfDay) : 0;
    revenue.add(count, scoped, ofFirst, withFirst, oneTimer);
    long value = all;
    if (orders.hasCosts()) {
      long scopedMargin = Check.subtractExact(scoped, costs(scopeFrom, to), MARGIN);
      long first = withFirst ? Check.subtractExact(ofFirst, orders.costMinor(from), MARGIN) : 0;
      margin.add(count, scopedMargin, first, withFirst, oneTimer);
      value =
          options.basis() == ValueBasis.MARGIN
              ? Check.subtractExact(all, costs(from, to), MARGIN)
              : all;
    }
    if (orders.hasAmounts() && isInPopulation(customer, isActive)) {
      figures.addValue(value);
    }
    if (orders.hasAmounts() && count > 0) {
      figures.addBasket(isActive, Selection.key((double) scoped / count));
    }
  }

  private long values(int from, int to) {
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

  private boolean isInPopulation(int customer, boolean isActive) {
    return switch (options.population()) {
      case BUYERS -> true;
      case ACTIVES -> isActive;
      case REGISTERED -> registered != null && registered[customer];
    };
  }

  /** The buyers of a state, active without reactivated, by number of orders in their life. */
  long[] byOrders(CustomerState state) {
    return byOrders(kind -> state(kind) == state);
  }

  private static CustomerState state(int kind) {
    if ((kind & NEW) != 0) {
      return CustomerState.NEW;
    }
    if ((kind & ACTIVE) == 0) {
      return CustomerState.INACTIVE;
    }
    return (kind & WAS_AWAY) != 0 ? CustomerState.REACTIVATED : CustomerState.ACTIVE;
  }

  private long[] byOrders(IntPredicate kinds) {
    long[] buyers = new long[ORDER_CLASSES];
    for (int i = 0; i < buyersByKind.length; i++) {
      buyers[i % ORDER_CLASSES] += kinds.test(i / ORDER_CLASSES) ? buyersByKind[i] : 0;
    }
    return buyers;
  }

  long customers(CustomerState state) {
    return Arrays.stream(byOrders(state)).sum();
  }

  long buyers() {
    return Arrays.stream(buyersByKind).sum();
  }

  long repeaters() {
    return buyers() - byOrders(kind -> true)[0];
  }

  long actives() {
    return Arrays.stream(activesByWindowOrders()).sum();
  }

  long[] activesByWindowOrders() {
    return Arrays.copyOfRange(buyersByWindowOrders, 1, buyersByWindowOrders.length);
  }

  long[] activesByLifetimeOrders() {
    return byOrders(kind -> (kind & ACTIVE) != 0);
  }

  void addAll(BaseCounter more) {
    addAll(buyersByKind, more.buyersByKind);
    addAll(buyersByWindowOrders, more.buyersByWindowOrders);
    windowOrders += more.windowOrders;
    lifetimeOrdersOfActives += more.lifetimeOrdersOfActives;
    watchedForHorizon += more.watchedForHorizon;
    backWithinHorizon += more.backWithinHorizon;
    delays.addAll(more.delays);
    revenue.addAll(more.revenue);
    margin.addAll(more.margin);
  }

  private static void addAll(long[] sums, long[] more) {
    for (int i = 0; i < more.length; i++) {
      sums[i] += more[i];
    }
  }
}
