package org.clv4j.segments.health;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.OptionalInt;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.internal.Parallel;
import org.jspecify.annotations.Nullable;

/** One walk over the orders, customer by customer, in parts that add up to the same whole. */
final class HealthPass {
  private static final int ORDERS_WORTH_A_THREAD = 1 << 17;

  /** The part of the customers who come back within the adaptive window. */
  private static final double ADAPTIVE = 0.9;

  final CustomerOrders orders;
  final HealthOptions options;
  final int asOfDay;
  final @Nullable Registrations registrations;
  final @Nullable Integer window;
  final PurchaseDelays delays;
  final BaseCounter base;
  private final CustomerFigures[] figures;

  static HealthPass of(CustomerOrders orders, HealthOptions options) {
    LocalDate asOf = options.asOf() == null ? orders.log().lastDay() : options.asOf();
    return new HealthPass(orders, options, OrderColumns.checkDay(asOf, "as-of day"));
  }

  private HealthPass(CustomerOrders orders, HealthOptions options, int asOfDay) {
    this.orders = orders;
    this.options = options;
    this.asOfDay = asOfDay;
    CustomerEvents events = options.registrations();
    registrations = events == null ? null : new Registrations(events, orders, options, asOfDay);
    int parts = parts(orders, options.threads());
    window = options.activeWindow() == null ? adaptive(parts) : options.activeWindow();
    figures = new CustomerFigures[parts];
    base = count(parts);
    delays = base.delays.delays(registrations == null ? null : registrations.toFirstOrder);
  }

  private BaseCounter count(int parts) {
    BaseCounter[] counts = new BaseCounter[parts];
    Parallel.run(
        parts,
        part -> {
          int customers =
              Parallel.start(orders.size(), part + 1, parts)
                  - Parallel.start(orders.size(), part, parts);
          figures[part] = new CustomerFigures(orders.hasAmounts() ? customers : 0);
          counts[part] =
              new BaseCounter(
                  orders,
                  options,
                  asOfDay,
                  window,
                  figures[part],
                  registrations == null ? null : registrations.registered);
          walk(part, parts, counts[part]::add);
        });
    for (int part = 1; part < parts; part++) {
      counts[0].addAll(counts[part]);
    }
    return counts[0];
  }

  private @Nullable Integer adaptive(int parts) {
    DelayCounter[] delays = new DelayCounter[parts];
    Parallel.run(
        parts,
        part -> {
          delays[part] = new DelayCounter(orders, asOfDay);
          walk(part, parts, (customer, from, to) -> delays[part].add(from, to));
        });
    for (int part = 1; part < parts; part++) {
      delays[0].addAll(delays[part]);
    }
    OptionalInt day = delays[0].delays(null).betweenOrdersOfRepeaters().survivalQuantile(ADAPTIVE);
    return day.isPresent() ? (Integer) Math.max(1, day.getAsInt()) : null;
  }

  /**
   * The lifetime values of those of the population who have orders, in no order; none without
   * amounts.
   */
  long[] customerValues() {
    return CustomerFigures.values(figures);
  }

  /** Keys of the average order values in minor units, those of active customers first. */
  long[] baskets() {
    return CustomerFigures.baskets(figures);
  }

  /** How many of {@link #baskets} are of active customers. */
  int activeBaskets() {
    return Arrays.stream(figures).mapToInt(CustomerFigures::activeBaskets).sum();
  }

  /** How many threads are worth it. */
  static int parts(CustomerOrders orders, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but was " + threads);
    }
    return Math.max(1, Math.min(threads, orders.orderCount() / ORDERS_WORTH_A_THREAD));
  }

  private interface CustomerWork {
    void add(int customer, int from, int to);
  }

  private void walk(int part, int parts, CustomerWork work) {
    int last = Parallel.start(orders.size(), part + 1, parts);
    for (int c = Parallel.start(orders.size(), part, parts); c < last; c++) {
      int from = orders.start(c);
      int to = orders.end(c, asOfDay);
      if (to > from) {
        work.add(c, from, to);
      }
    }
  }
}
