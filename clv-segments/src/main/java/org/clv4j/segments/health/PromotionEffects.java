package org.clv4j.segments.health;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.OptionalDouble;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.internal.Parallel;
import org.clv4j.core.value.Money;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.clv4j.segments.metric.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Orders with each promotion beside orders without any: who buys with it, what it costs, what an
 * order is worth, who comes back.
 *
 * <p>This is <em>observational</em>: who uses a promotion differs from who does not, before any
 * effect of it. What a promotion causes takes a group that was left without it by chance.
 *
 * @param scope as-of day, zone, policy, currency
 * @param promotions one per code with an order by the as-of day, in the order of the codes
 * @param without the orders without a code
 */
public record PromotionEffects(
    Scope scope, List<PromotionEffect> promotions, PromotionEffect without) {
  /** Keeps a copy. */
  public PromotionEffects {
    promotions = List.copyOf(promotions);
  }

  /**
   * The promotions of some orders.
   *
   * @param orders the orders, with promotion codes or without
   * @param asOf the last day that counts
   * @param horizon days within which a customer won must come back, 1 to 100 000; only who was
   *     watched for so long counts
   * @return every code beside none; no code where the orders have none
   * @throws IllegalArgumentException if the day lies outside of 1900-01-01 to 2199-12-31 or the
   *     horizon out of its range
   * @throws ArithmeticException if a sum does not fit in a long of minor units
   */
  public static PromotionEffects of(CustomerOrders orders, LocalDate asOf, int horizon) {
    return of(orders, asOf, horizon, 1);
  }

  /**
   * The promotions of some orders, in several threads.
   *
   * @param orders the orders, with promotion codes or without
   * @param asOf the last day that counts
   * @param horizon days within which a customer won must come back, 1 to 100 000
   * @param threads at most so many, at least 1; they change nothing but the time it takes
   * @return every code beside none; no code where the orders have none
   * @throws IllegalArgumentException if the day lies outside of 1900-01-01 to 2199-12-31, the
   *     horizon is out of its range or there is less than a thread
   * @throws ArithmeticException if a sum does not fit in a long of minor units
   */
  public static PromotionEffects of(
      CustomerOrders orders, LocalDate asOf, int horizon, int threads) {
    Check.inRange(horizon, 1, HealthOptions.MOST_DAYS, "horizon");
    int asOfDay = OrderColumns.checkDay(asOf, "as-of day");
    int parts = HealthPass.parts(orders, threads);
    Counter[] counters = new Counter[parts];
    Parallel.run(
        parts,
        part -> {
          counters[part] = new Counter(orders, asOfDay, horizon);
          counters[part].count(
              Parallel.start(orders.size(), part, parts),
              Parallel.start(orders.size(), part + 1, parts));
        });
    for (int part = 1; part < parts; part++) {
      counters[0].addAll(counters[part]);
    }
    return counters[0].effects(asOf);
  }

  /** For example {@code 2 promotions, as of 2024-12-31 …}. */
  @Override
  public String toString() {
    return promotions.size() + " promotions, " + scope;
  }

  /** A walk over the orders of some customers; index 0 stands for no promotion. */
  private static final class Counter {
    private final CustomerOrders orders;
    private final int asOfDay;
    private final int horizon;
    private final long[] used;
    private final long[] buyers;
    private final long[] newBuyers;
    private final long[] amounts;
    private final long[] discounts;
    private final long[] watched;
    private final long[] back;

    /** The last customer who was seen with the promotion, plus 1. */
    private final int[] seen;

    private long all;

    Counter(CustomerOrders orders, int asOfDay, int horizon) {
      this.orders = orders;
      this.asOfDay = asOfDay;
      this.horizon = horizon;
      int codes = orders.promotions().size() + 1;
      used = new long[codes];
      buyers = new long[codes];
      newBuyers = new long[codes];
      amounts = new long[codes];
      discounts = new long[codes];
      watched = new long[codes];
      back = new long[codes];
      seen = new int[codes];
    }

    void count(int first, int last) {
      for (int c = first; c < last; c++) {
        int from = orders.start(c);
        int to = orders.end(c, asOfDay);
        for (int i = from; i < to; i++) {
          add(c, i, i == from);
        }
        if (to > from) {
          addComeback(from, to);
        }
      }
    }

    void addAll(Counter more) {
      all += more.all;
      for (int code = 0; code < used.length; code++) {
        used[code] += more.used[code];
        buyers[code] += more.buyers[code];
        newBuyers[code] += more.newBuyers[code];
        amounts[code] = Check.addExact(amounts[code], more.amounts[code], "order value");
        discounts[code] = Check.addExact(discounts[code], more.discounts[code], "discount");
        watched[code] += more.watched[code];
        back[code] += more.back[code];
      }
    }

    PromotionEffects effects(LocalDate asOf) {
      List<PromotionEffect> effects = new ArrayList<>();
      for (int code = 1; code < used.length; code++) {
        if (used[code] > 0) {
          effects.add(effect(code, orders.promotions().get(code - 1)));
        }
      }
      Scope scope = Scope.of(orders, asOf, "come back within " + horizon + " days");
      return new PromotionEffects(scope, effects, effect(0, null));
    }

    private void add(int customer, int order, boolean first) {
      int code = orders.promotion(order) + 1;
      all++;
      used[code]++;
      if (seen[code] != customer + 1) {
        seen[code] = customer + 1;
        buyers[code]++;
        newBuyers[code] += first ? 1 : 0;
      }
      amounts[code] =
          Check.addExact(amounts[code], orders.valueMinor(order, asOfDay), "order value");
      discounts[code] = Check.addExact(discounts[code], orders.discountMinor(order), "discount");
    }

    private void addComeback(int from, int to) {
      int first = orders.day(from);
      if (first <= asOfDay - horizon) {
        int code = orders.promotion(from) + 1;
        watched[code]++;
        back[code] += to - from > 1 && orders.day(from + 1) - first <= horizon ? 1 : 0;
      }
    }

    private PromotionEffect effect(int code, @Nullable String name) {
      Currency currency = orders.currency();
      String noAmounts = currency == null ? HealthMetrics.NO_AMOUNTS : null;
      String noDiscounts =
          orders.hasDiscounts() ? null : "the discounts of the orders are not known";
      BigDecimal value = major(amounts[code]);
      BigDecimal discount = major(discounts[code]);
      return new PromotionEffect(
          name,
          Metric.count("orders", used[code], all, MetricUnit.ORDERS),
          Metric.count("new_buyers", newBuyers[code], buyers[code], MetricUnit.CUSTOMERS),
          Metric.count(
              "existing_buyers",
              buyers[code] - newBuyers[code],
              buyers[code],
              MetricUnit.CUSTOMERS),
          HealthMetrics.unless(
              noDiscounts,
              new Metric(
                  "discount_cost",
                  discount,
                  null,
                  OptionalDouble.of(discount.doubleValue()),
                  MetricUnit.MONEY,
                  null)),
          HealthMetrics.unless(
              noDiscounts,
              Metric.ratio(
                  "discount_share",
                  discount,
                  value.add(discount).max(BigDecimal.ZERO),
                  MetricUnit.SHARE,
                  used[code] == 0 ? "no order without a promotion" : "the orders are worth 0")),
          HealthMetrics.unless(
              noAmounts,
              Metric.ratio(
                  "average_order_value",
                  value,
                  BigDecimal.valueOf(used[code]),
                  MetricUnit.MONEY,
                  name == null ? "no order without a promotion" : "no order with the promotion")),
          Metric.ratio(
              "observational_repurchase_rate_within_" + horizon + "_days",
              back[code],
              watched[code],
              MetricUnit.SHARE,
              "nobody won so was watched for that many days"));
    }

    private BigDecimal major(long minorUnits) {
      Currency currency = orders.currency();
      return Money.ofMinor(minorUnits, currency == null ? Money.UNSTATED : currency).toBigDecimal();
    }
  }
}
