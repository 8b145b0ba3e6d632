package org.clv4j.segments.health;

import static org.clv4j.segments.metric.MetricUnit.CUSTOMERS;
import static org.clv4j.segments.metric.MetricUnit.MONEY;
import static org.clv4j.segments.metric.MetricUnit.SHARE;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.Parallel;
import org.clv4j.core.value.CurrencyMismatchException;
import org.clv4j.core.value.Money;
import org.clv4j.segments.internal.Quantile;
import org.clv4j.segments.internal.Selection;
import org.clv4j.segments.metric.Metric;
import org.jspecify.annotations.Nullable;

/** The metrics of what orders and customers are worth. */
final class MoneyMetrics {
  private static final String NO_CUSTOMER = "there is no customer to value";

  private static final Quantile MEDIAN = Quantile.of(0.5);
  private static final Quantile P90 = Quantile.of(0.9);

  private final HealthPass pass;
  private final BaseCounter base;
  private final Consumer<Metric> to;
  private final Currency currency;

  /** Why there is no order value in the scope; null where there is. */
  private final @Nullable String unknown;

  MoneyMetrics(HealthPass pass, Consumer<Metric> to) {
    this.pass = pass;
    this.base = pass.base;
    this.to = to;
    Currency known = pass.orders.currency();
    this.currency = known == null ? Money.UNSTATED : known;
    this.unknown =
        known == null
            ? HealthMetrics.NO_AMOUNTS
            : pass.options.scope() == OrderScope.WINDOW ? HealthMetrics.noWindow(pass) : null;
    Money basket = pass.options.basket();
    if (known != null && basket != null && !basket.currency().equals(known)) {
      throw new CurrencyMismatchException(known, basket.currency());
    }
  }

  void addAll() {
    List<Metric> ofBaskets = new ArrayList<>();
    List<Metric> ofCustomers = new ArrayList<>();
    int parts = Math.min(2, HealthPass.parts(pass.orders, pass.options.threads()));
    Parallel.run(
        parts,
        part -> {
          if (part == 0) {
            addSatisfied(ofBaskets::add);
          }
          if (part == parts - 1) {
            addCustomerValues(CustomerValues.of(pass), ofCustomers::add);
          }
        });
    ofBaskets.forEach(to);
    ofCustomers.forEach(to);
    addOrderValues();
    addShares("revenue", base.revenue, unknown);
    String noCosts = pass.orders.hasCosts() ? null : HealthMetrics.NO_COSTS;
    addShares("margin", base.margin, unknown != null ? unknown : noCosts);
  }

  private void addSatisfied(Consumer<Metric> to) {
    long[] baskets = pass.baskets();
    OptionalDouble least = leastSatisfying(baskets);
    double minor = least.orElse(0);
    int ofActives = pass.activeBaskets();
    long satisfied = 0;
    for (int i = 0; i < ofActives; i++) {
      satisfied += Selection.number(baskets[i]) >= minor ? 1 : 0;
    }
    String none = least.isPresent() ? null : HealthMetrics.nobody(pass);
    none = unknown != null ? unknown : none;
    to.accept(HealthMetrics.unless(none, money("satisfying_basket", minor)));
    to.accept(
        HealthMetrics.unless(
            none != null ? none : HealthMetrics.noWindow(pass),
            Metric.count("active_with_satisfying_basket", satisfied, base.actives(), CUSTOMERS)));
  }

  /** In minor units. */
  private OptionalDouble leastSatisfying(long[] baskets) {
    Money basket = pass.options.basket();
    if (basket != null) {
      return OptionalDouble.of((double) basket.minorUnits());
    }
    Quantile quantile = Quantile.of(pass.options.basketPercentile());
    return baskets.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(quantile.ofUnsorted(baskets, Selection::number));
  }

  private void addCustomerValues(CustomerValues values, Consumer<Metric> to) {
    long[] minor = values.minor;
    long sum = 0;
    for (long value : minor) {
      sum = Check.addExact(sum, value, "value of the customers");
    }
    double[] quantiles = {0, 0};
    String none = NO_CUSTOMER;
    if (minor.length > 0) {
      quantiles = Quantile.allOf(minor, value -> (double) value, MEDIAN, P90);
      none = null;
    }
    none = values.unknown != null ? values.unknown : none;
    Metric mean = mean("mean_customer_value", sum, minor.length, NO_CUSTOMER);
    to.accept(HealthMetrics.unless(values.unknown, mean));
    to.accept(HealthMetrics.unless(none, money("median_customer_value", quantiles[0])));
    to.accept(HealthMetrics.unless(none, money("p90_customer_value", quantiles[1])));
  }

  private void addOrderValues() {
    BaseCounter.ValueSums value = base.revenue;
    long all = value.firstOrders + value.repeatOrders;
    boolean window = pass.options.scope() == OrderScope.WINDOW;
    String within = window ? " within the active window" : " yet";
    add(unknown, mean("average_order_value", value.totalMinor(), all, noOrder()));
    String noFirst = all == 0 ? noOrder() : "no first order" + within;
    add(unknown, mean("average_first_order_value", value.firstMinor, value.firstOrders, noFirst));
    String noRepeat = all == 0 ? noOrder() : "no repeat order" + within;
    add(
        unknown,
        mean("average_repeat_order_value", value.repeatMinor, value.repeatOrders, noRepeat));
  }

  /** Why there is no order in the scope. */
  private String noOrder() {
    return base.buyers() == 0 ? HealthMetrics.nobody(pass) : HealthMetrics.NO_ACTIVES;
  }

  private void addShares(String of, BaseCounter.ValueSums value, @Nullable String none) {
    long all = value.totalMinor();
    add(none, share("repeat_" + of + "_share", value.repeatMinor, all));
    add(none, share("first_" + of + "_share", value.firstMinor, all));
    add(none, share("repeater_" + of + "_share", value.repeaterMinor(), all));
    add(none, share("one_timer_" + of + "_share", value.oneTimerMinor, all));
  }

  private void add(@Nullable String none, Metric metric) {
    to.accept(HealthMetrics.unless(none, metric));
  }

  private Metric money(String name, double minorUnits) {
    return Metric.of(name, Money.majorUnits(minorUnits, currency), MONEY);
  }

  private Metric mean(String name, long minorUnits, long parts, String whenEmpty) {
    return Metric.moneyPer(name, Money.ofMinor(minorUnits, currency), parts, whenEmpty);
  }

  private Metric share(String name, long part, long whole) {
    boolean none = base.revenue.firstOrders + base.revenue.repeatOrders == 0;
    String nothing = none ? noOrder() : "the orders are worth 0";
    if (whole < 0) {
      return Metric.unknown(name, SHARE, "the orders are worth less than 0");
    }
    return Metric.ratio(name, major(part), major(whole), SHARE, nothing);
  }

  private BigDecimal major(long minorUnits) {
    return Money.ofMinor(minorUnits, currency).toBigDecimal();
  }
}
