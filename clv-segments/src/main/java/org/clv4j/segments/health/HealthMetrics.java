package org.clv4j.segments.health;

import static org.clv4j.segments.metric.MetricUnit.CUSTOMERS;
import static org.clv4j.segments.metric.MetricUnit.DAYS;
import static org.clv4j.segments.metric.MetricUnit.ORDERS_PER_CUSTOMER;
import static org.clv4j.segments.metric.MetricUnit.SHARE;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.clv4j.segments.metric.Metric;
import org.jspecify.annotations.Nullable;

/** From what was counted to the metrics, each under its name. */
final class HealthMetrics {
  static final String NO_AMOUNTS = "the orders have no amounts";
  static final String NO_COSTS = "the costs of the orders are not known";
  static final String NO_REGISTRATIONS = "no registrations were given";
  static final String NO_ACTIVES = "nobody ordered within the active window";

  /** Those that scripts rely on, in the order of the questions; the others follow them. */
  private static final List<String> FIRST =
      List.of(
          "active_customers",
          "active_with_satisfying_basket",
          "mean_customer_value",
          "median_customer_value",
          "p90_customer_value",
          "orders_per_active_customer",
          "days_registration_to_first_order",
          "days_first_to_second_order",
          "days_first_to_second_order_km",
          "days_between_orders_mean",
          "average_order_value",
          "average_first_order_value",
          "average_repeat_order_value",
          "inactive_customers",
          "single_order_customers",
          "repeat_customers",
          "repurchase_rate",
          "share_new",
          "share_active",
          "share_inactive",
          "repeat_revenue_share");

  private static final List<String> ORDER_CLASSES =
      List.of("1_order", "2_orders", "3_orders", "4_orders", "5_or_more_orders");

  private final HealthPass pass;
  private final BaseCounter base;
  private final Map<String, Metric> metrics = new LinkedHashMap<>();

  private HealthMetrics(HealthPass pass) {
    this.pass = pass;
    this.base = pass.base;
  }

  /** All metrics by name. */
  static Map<String, Metric> of(HealthPass pass) {
    HealthMetrics all = new HealthMetrics(pass);
    all.addCustomers();
    all.addStates();
    all.addRegistered();
    new MoneyMetrics(pass, all::add).addAll();
    new DelayMetrics(pass, all::add).addAll();
    Map<String, Metric> rest = new LinkedHashMap<>(all.metrics);
    Map<String, Metric> ordered = new LinkedHashMap<>();
    FIRST.forEach(name -> ordered.put(name, Objects.requireNonNull(rest.remove(name), name)));
    ordered.putAll(rest);
    return ordered;
  }

  static String nobody(HealthPass pass) {
    return "nobody had ordered by " + LocalDate.ofEpochDay(pass.asOfDay);
  }

  /** Why nobody can be called active, or null if they can. */
  static @Nullable String noWindow(HealthPass pass) {
    if (pass.window != null) {
      return null;
    }
    double back = 1 - pass.delays.betweenOrdersOfRepeaters().survival(Integer.MAX_VALUE);
    return "there is no adaptive window: only "
        + Math.round(100 * back)
        + " % of repeat customers come back again, by the Kaplan-Meier curve";
  }

  /** A metric, or the reason why it is not known. */
  static Metric unless(@Nullable String unknown, Metric metric) {
    return unknown == null ? metric : Metric.unknown(metric.name(), metric.unit(), unknown);
  }

  private void add(Metric metric) {
    metrics.put(metric.name(), metric);
  }

  private void addWindowed(Metric metric) {
    add(unless(noWindow(pass), metric));
  }

  private void addCustomers() {
    addWindowed(Metric.count("active_customers", base.actives(), base.buyers(), CUSTOMERS));
    addWindowed(
        Metric.count(
            "inactive_customers", base.buyers() - base.actives(), base.buyers(), CUSTOMERS));
    addWindowed(perActive("orders_per_active_customer", base.windowOrders));
    addWindowed(perActive("lifetime_orders_per_active_customer", base.lifetimeOrdersOfActives));
    for (int i = 0; i < ORDER_CLASSES.size(); i++) {
      addWindowed(
          Metric.count(
              "actives_with_" + ORDER_CLASSES.get(i),
              base.activesByWindowOrders()[i],
              base.actives(),
              CUSTOMERS));
    }
    long singles = base.buyers() - base.repeaters();
    add(Metric.count("single_order_customers", singles, base.buyers(), CUSTOMERS));
    add(Metric.count("repeat_customers", base.repeaters(), base.buyers(), CUSTOMERS));
    add(Metric.ratio("repurchase_rate", base.repeaters(), base.buyers(), SHARE, nobody(pass)));
    add(
        Metric.ratio(
            "repurchase_rate_within_" + pass.options.repurchaseHorizon() + "_days",
            base.backWithinHorizon,
            base.watchedForHorizon,
            SHARE,
            "nobody was watched for that many days"));
  }

  private Metric perActive(String name, long orders) {
    return Metric.ratio(name, orders, base.actives(), ORDERS_PER_CUSTOMER, NO_ACTIVES);
  }

  private void addStates() {
    addWindowed(
        Metric.of("active_window_days", pass.window == null ? 0 : (double) pass.window, DAYS));
    long back = base.customers(CustomerState.REACTIVATED);
    addShare("share_new", base.customers(CustomerState.NEW));
    addShare("share_active", base.customers(CustomerState.ACTIVE) + back);
    addShare("share_inactive", base.customers(CustomerState.INACTIVE));
    addWindowed(Metric.count("reactivated_customers", back, base.buyers(), CUSTOMERS));
  }

  private void addShare(String name, long customers) {
    addWindowed(Metric.ratio(name, customers, base.buyers(), SHARE, nobody(pass)));
  }

  private void addRegistered() {
    Registrations known = pass.registrations;
    int horizon = pass.options.registrationHorizon();
    String without = "new_registered_without_order_within_" + horizon + "_days";
    if (known == null) {
      add(Metric.unknown("prospects", CUSTOMERS, NO_REGISTRATIONS));
      add(Metric.unknown(without, SHARE, NO_REGISTRATIONS));
      return;
    }
    add(Metric.count("prospects", known.prospects, known.customers, CUSTOMERS));
    add(
        Metric.ratio(
            without,
            known.recentWithoutOrder,
            known.recent,
            SHARE,
            "nobody registered in the last "
                + pass.options.registrationPeriod()
                + " days and was watched for "
                + horizon));
  }
}
