package org.clv4j.segments.health;

import static org.clv4j.segments.health.Shop.AS_OF;
import static org.clv4j.segments.health.Shop.assertMetric;
import static org.clv4j.segments.health.Shop.assertUnknown;
import static org.clv4j.segments.health.Shop.assertValue;
import static org.clv4j.segments.health.Shop.order;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.CurrencyMismatchException;
import org.clv4j.core.value.Money;
import org.clv4j.segments.metric.Metric;
import org.junit.jupiter.api.Test;

/** Worked by hand, on the shop of docs/metrics.md unless said otherwise. */
class CustomerBaseHealthTest {
  private static final HealthOptions OPTIONS = HealthOptions.DEFAULT.withAsOf(AS_OF);
  private final CustomerBaseHealth health = CustomerBaseHealth.of(Shop.small(), OPTIONS);

  private static CustomerBaseHealth health(HealthOptions options, Order... orders) {
    return CustomerBaseHealth.of(Shop.orders(List.of(orders)), options);
  }

  @Test
  void whoIsActive() {
    assertMetric(3, 3, 4, health.metric("active_customers"));
    assertMetric(1, 1, 4, health.metric("inactive_customers"));
    assertMetric(5 / 3.0, 5, 3, health.metric("orders_per_active_customer"));
    assertMetric(5 / 3.0, 5, 3, health.metric("lifetime_orders_per_active_customer"));
    assertEquals(
        new OrderDistribution(List.of(2L, 0L, 1L, 0L, 0L), List.of(2L, 0L, 1L, 0L, 0L)),
        health.orderDistribution());
    assertMetric(1, 1, 3, health.metric("actives_with_3_orders"));
  }

  /** Given away, or refunded whole by whoever wrote the file: buyers, worth nothing. */
  @Test
  void ordersThatAreAllWorthNothing() {
    CustomerBaseHealth free =
        health(
            OPTIONS,
            order("a", "2024-11-01", "0"),
            order("a", "2024-12-01", "0"),
            order("b", "2024-12-02", "0"));
    assertMetric(2, 2, 2, free.metric("active_customers"));
    assertMetric(0, 0, 2, free.metric("mean_customer_value"));
    assertMetric(0, 0, 3, free.metric("average_order_value"));
    assertUnknown("the orders are worth 0", free.metric("repeat_revenue_share"));
    assertUnknown("the orders are worth 0", free.metric("one_timer_revenue_share"));
  }

  @Test
  void aWindowIsTheDaysUpToAndIncludingTheAsOfDay() {
    Order[] orders = {order("a", "2024-01-01", "1"), order("b", "2024-01-02", "1")};
    HealthOptions year = HealthOptions.DEFAULT.withAsOf(LocalDate.of(2024, 12, 31));
    assertMetric(1, 1, 2, health(year, orders).metric("active_customers"));
    assertMetric(2, 2, 2, health(year.withActiveWindow(366), orders).metric("active_customers"));
    assertMetric(0.5, 1, 2, health(year.withNewWindow(365), orders).metric("share_new"));
  }

  @Test
  void baskets() {
    // Averages 30, 50, 10, 15: the median is 22.50.
    assertValue(22.5, health.metric("satisfying_basket"));
    assertMetric(2, 2, 3, health.metric("active_with_satisfying_basket"));
    assertMetric(25.714285714285715, 180, 7, health.metric("average_order_value"));
    assertMetric(23.75, 95, 4, health.metric("average_first_order_value"));
    assertMetric(85 / 3.0, 85, 3, health.metric("average_repeat_order_value"));
    CustomerBaseHealth stated =
        CustomerBaseHealth.of(Shop.small(), OPTIONS.withBasket(Money.of("30.00", "EUR")));
    assertMetric(2, 2, 3, stated.metric("active_with_satisfying_basket"));
    CustomerBaseHealth highest =
        CustomerBaseHealth.of(Shop.small(), OPTIONS.withBasketPercentile(1));
    assertMetric(1, 1, 3, highest.metric("active_with_satisfying_basket"));
    assertThrows(
        CurrencyMismatchException.class,
        () -> CustomerBaseHealth.of(Shop.small(), OPTIONS.withBasket(Money.of("1", "USD"))));
  }

  @Test
  void ordersOfTheWindowOnly() {
    HealthOptions window = OPTIONS.withActiveWindow(60).withScope(OrderScope.WINDOW);
    CustomerBaseHealth now = CustomerBaseHealth.of(Shop.small(), window);
    // anna's third order and carl's first: the first order is that of the whole history.
    assertMetric(25, 50, 2, now.metric("average_order_value"));
    assertMetric(10, 10, 1, now.metric("average_first_order_value"));
    assertMetric(40, 40, 1, now.metric("average_repeat_order_value"));
    assertMetric(0.8, 40, 50, now.metric("repeat_revenue_share"));
    assertMetric(0.2, 10, 50, now.metric("one_timer_revenue_share"));
    assertValue(25, now.metric("satisfying_basket"));
    assertMetric(1, 1, 2, now.metric("active_with_satisfying_basket"));
    assertMetric(45, 180, 4, now.metric("mean_customer_value"));
    assertMetric(2, 4, 2, now.metric("lifetime_orders_per_active_customer"));
    assertTrue(now.scope().window().contains("order values of the active window"));
  }

  @Test
  void customerValue() {
    assertMetric(45, 180, 4, health.metric("mean_customer_value"));
    assertValue(40, health.metric("median_customer_value"));
    assertValue(78, health.metric("p90_customer_value"));
    CustomerBaseHealth actives =
        CustomerBaseHealth.of(Shop.small(), OPTIONS.withPopulation(CustomerPopulation.ACTIVES));
    assertMetric(50, 150, 3, actives.metric("mean_customer_value"));
    CustomerBaseHealth registered =
        CustomerBaseHealth.of(
            Shop.small(),
            OPTIONS
                .withPopulation(CustomerPopulation.REGISTERED)
                .withRegistrations(Shop.registrations()));
    assertMetric(30, 150, 5, registered.metric("mean_customer_value"));
    assertValue(10, registered.metric("median_customer_value"));
    assertUnknown(
        "no registrations were given",
        CustomerBaseHealth.of(Shop.small(), OPTIONS.withPopulation(CustomerPopulation.REGISTERED))
            .metric("mean_customer_value"));
  }

  @Test
  void marginWhereCostsAreKnown() {
    OrderLog log =
        OrderLog.builder(Shop.EUR)
            .add("anna", (int) AS_OF.toEpochDay() - 10, 1000)
            .cost(400)
            .add("anna", (int) AS_OF.toEpochDay(), 1000)
            .cost(1200)
            .add("bob", (int) AS_OF.toEpochDay(), 500)
            .cost(100)
            .build();
    CustomerBaseHealth margin =
        CustomerBaseHealth.of(CustomerOrders.of(log), OPTIONS.withBasis(ValueBasis.MARGIN));
    // anna 6 - 2 = 4, bob 4.
    assertMetric(4, 8, 2, margin.metric("mean_customer_value"));
    assertMetric(-0.25, -2, 8, margin.metric("repeat_margin_share"));
    assertMetric(1.25, 10, 8, margin.metric("first_margin_share"));
    assertMetric(0.5, 4, 8, margin.metric("one_timer_margin_share"));
    assertMetric(0.4, 10, 25, margin.metric("repeat_revenue_share"));
    assertUnknown("the costs of the orders are not known", health.metric("repeat_margin_share"));
    assertUnknown(
        "the costs of the orders are not known",
        CustomerBaseHealth.of(Shop.small(), OPTIONS.withBasis(ValueBasis.MARGIN))
            .metric("median_customer_value"));
  }

  @Test
  void delays() {
    assertUnknown("no registrations were given", health.metric("days_registration_to_first_order"));
    // anna 60 days, dora 30; bob waits for 334, carl for 41.
    assertValue(45, health.metric("days_first_to_second_order"));
    // 1, 3/4 after 30 days, 3/4 x 1/2 after 60.
    assertValue(60, health.metric("days_first_to_second_order_km"));
    Delay second = health.purchaseDelays().firstToSecondOrder();
    assertEquals(1, second.survival(29));
    assertEquals(0.75, second.survival(30));
    assertEquals(0.375, second.survival(60));
    assertEquals(0.375, second.survival(100_000));
    assertEquals("median 45.0 days of 2, Kaplan-Meier 60 days, 2 still waiting", second.toString());
    // 60, 266 and 30.
    assertMetric(356 / 3.0, 356, 3, health.metric("days_between_orders_mean"));
    assertValue(60, health.metric("days_between_orders_median"));
    assertValue(183.6, health.metric("days_between_orders_p80"));
    assertValue(224.8, health.metric("days_between_orders_p90"));
    // anna 163, dora 30.
    assertValue(96.5, health.metric("days_between_orders_mean_of_customers"));
    // 6/7 after 30 days, x 3/4 after 60, x 2/3 after 266 makes 3/7.
    assertValue(266, health.metric("days_between_orders_km"));
  }

  @Test
  void aCustomerOfVeryManyOrdersIsOneCustomer() {
    OrderLogBuilder log = OrderLog.builderWithoutAmounts();
    for (int i = 0; i <= 2000; i++) {
      log.add("many", i / 2);
    }
    log.add("two", 0).add("two", 7);
    CustomerBaseHealth many = CustomerBaseHealth.of(CustomerOrders.of(log.build()));
    // Half a day and seven.
    assertValue(3.75, many.metric("days_between_orders_mean_of_customers"));
    assertMetric(1007 / 2001.0, 1007, 2001, many.metric("days_between_orders_mean"));
  }

  @Test
  void registrations() {
    CustomerBaseHealth known =
        CustomerBaseHealth.of(Shop.small(), OPTIONS.withRegistrations(Shop.registrations()));
    // anna 5 days, carl 10; eva waits for 60, fay for 11.
    assertValue(7.5, known.metric("days_registration_to_first_order"));
    assertValue(10, known.metric("days_registration_to_first_order_km"));
    assertMetric(2, 2, 5, known.metric("prospects"));
    // carl and eva registered 30 to 89 days ago; eva has not ordered.
    assertMetric(0.5, 1, 2, known.metric("new_registered_without_order_within_30_days"));
    CustomerBaseHealth hasty =
        CustomerBaseHealth.of(
            Shop.small(), OPTIONS.withHorizons(90, 9).withRegistrations(Shop.registrations()));
    // fay is watched long enough now, and carl's order came a day too late.
    assertMetric(1, 3, 3, hasty.metric("new_registered_without_order_within_9_days"));
    // The new window of first orders has no part in it; anna registered 361 days ago, bob later.
    HealthOptions year =
        OPTIONS
            .withNewWindow(1)
            .withRegistrationPeriod(362)
            .withRegistrations(Shop.registrations());
    assertMetric(
        0.25,
        1,
        4,
        CustomerBaseHealth.of(Shop.small(), year)
            .metric("new_registered_without_order_within_30_days"));
    assertUnknown(
        "nobody registered in the last 30 days and was watched for 30",
        CustomerBaseHealth.of(Shop.small(), year.withRegistrationPeriod(30))
            .metric("new_registered_without_order_within_30_days"));
    assertThrows(IllegalArgumentException.class, () -> year.withRegistrationPeriod(0));
  }

  @Test
  void whoCameBack() {
    assertMetric(2, 2, 4, health.metric("single_order_customers"));
    assertMetric(2, 2, 4, health.metric("repeat_customers"));
    assertMetric(0.5, 2, 4, health.metric("repurchase_rate"));
    // carl was watched for 41 days only.
    assertMetric(2 / 3.0, 2, 3, health.metric("repurchase_rate_within_90_days"));
    // The curve falls by 0.625; nine tenths of that at 60 days. bob is past it.
    assertValue(60, health.metric("repurchase_deadline_days"));
    assertMetric(1, 1, 2, health.metric("single_order_customers_in_time"));
    assertMetric(1, 1, 2, health.metric("single_order_customers_past_deadline"));
    CustomerBaseHealth short30 = CustomerBaseHealth.of(Shop.small(), OPTIONS.withHorizons(30, 30));
    assertMetric(0.25, 1, 4, short30.metric("repurchase_rate_within_30_days"));
  }

  @Test
  void theStates() {
    assertMetric(0.25, 1, 4, health.metric("share_new"));
    assertMetric(0.5, 2, 4, health.metric("share_active"));
    assertMetric(0.25, 1, 4, health.metric("share_inactive"));
    assertEquals("new 1, active 2, inactive 1", health.partition().toString());
    assertEquals(
        List.of(1L, 0L, 1L, 0L, 0L), health.partition().part(CustomerState.ACTIVE).byOrders());
    // anna came back on 2024-12-01 after 266 days.
    CustomerBaseHealth known =
        CustomerBaseHealth.of(
            Shop.small(), OPTIONS.withActiveWindow(265).withRegistrations(Shop.registrations()));
    CustomerPartition all = known.partition(CustomerState.REACTIVATED, CustomerState.PROSPECT);
    assertEquals("new 1, active 0, reactivated 1, inactive 2, prospect 2", all.toString());
    assertMetric(1 / 3.0, 2, 6, all.part(CustomerState.PROSPECT).share());
    assertMetric(1, 1, 4, known.metric("reactivated_customers"));
    assertMetric(
        0,
        0,
        4,
        CustomerBaseHealth.of(Shop.small(), OPTIONS.withActiveWindow(266))
            .metric("reactivated_customers"));
    assertThrows(IllegalStateException.class, () -> health.partition(CustomerState.PROSPECT));
    assertThrows(IllegalArgumentException.class, () -> health.partition(CustomerState.NEW));
    assertThrows(
        NoSuchElementException.class, () -> health.partition().part(CustomerState.PROSPECT));
  }

  @Test
  void value() {
    assertMetric(85 / 180.0, 85, 180, health.metric("repeat_revenue_share"));
    assertMetric(95 / 180.0, 95, 180, health.metric("first_revenue_share"));
    assertMetric(120 / 180.0, 120, 180, health.metric("repeater_revenue_share"));
    assertMetric(60 / 180.0, 60, 180, health.metric("one_timer_revenue_share"));
  }

  @Test
  void theAdaptiveWindow() {
    // anna and dora: 4/5 after 30 days, x 2/3 after 60, x 1/2 after 266; dora waits for 549.
    CustomerBaseHealth none = CustomerBaseHealth.of(Shop.small(), OPTIONS.withAdaptiveWindow());
    String reason =
        "there is no adaptive window: only 73 % of repeat customers come back again, by the"
            + " Kaplan-Meier curve";
    assertUnknown(reason, none.metric("active_customers"));
    assertUnknown(reason, none.metric("share_new"));
    assertUnknown(reason, none.metric("active_with_satisfying_basket"));
    assertMetric(0.5, 2, 4, none.metric("repurchase_rate"));
    assertEquals(OptionalInt.empty(), none.activeWindow());
    assertThrows(IllegalStateException.class, none::partition);
    assertThrows(IllegalStateException.class, none::orderDistribution);
    // Gaps of 10 and 40 days, both waiting for 0: 1/2 after 10, 0 after 40. c has ordered once.
    CustomerBaseHealth some =
        health(
            HealthOptions.DEFAULT.withAdaptiveWindow(),
            order("a", "2024-01-01", "1"),
            order("a", "2024-02-10", "1"),
            order("b", "2024-01-31", "1"),
            order("b", "2024-02-10", "1"),
            order("c", "2023-12-01", "1"));
    assertEquals(OptionalInt.of(40), some.activeWindow());
    assertMetric(2, 2, 3, some.metric("active_customers"));
    assertTrue(some.scope().window().startsWith("active within 40 days (adaptive), new within 90"));
  }

  @Test
  void theSumOfProbabilitiesIsAnotherNumberOfActives() {
    Metric model = health.activeByModel(new double[] {0.9, 0.5, 0.8, 0.1});
    assertValue(2.3, model);
    assertEquals("active_customers_model", model.name());
    assertThrows(IllegalArgumentException.class, () -> health.activeByModel(new double[3]));
    assertThrows(
        IllegalArgumentException.class,
        () -> health.activeByModel(new double[] {0, 0, Double.NaN, 0}));
  }

  @Test
  void emptyBases() {
    CustomerOrders none = CustomerOrders.of(OrderLog.builder(Shop.EUR).build());
    assertThrows(IllegalStateException.class, () -> CustomerBaseHealth.of(none));
    for (CustomerBaseHealth empty :
        List.of(
            CustomerBaseHealth.of(none, OPTIONS),
            CustomerBaseHealth.of(
                Shop.small(), HealthOptions.DEFAULT.withAsOf(LocalDate.of(2023, 5, 31))))) {
      String nobody = "nobody had ordered by " + empty.scope().asOf();
      assertMetric(0, 0, 0, empty.metric("active_customers"));
      assertUnknown(nobody, empty.metric("repurchase_rate"));
      assertUnknown(nobody, empty.metric("active_with_satisfying_basket"));
      assertUnknown("there is no customer to value", empty.metric("mean_customer_value"));
      assertUnknown("there is no customer to value", empty.metric("p90_customer_value"));
      assertUnknown(nobody, empty.metric("average_order_value"));
      assertUnknown(nobody, empty.metric("repeat_revenue_share"));
      assertUnknown("no second order yet", empty.metric("days_between_orders_mean"));
      assertUnknown("no second order yet", empty.metric("days_first_to_second_order_km"));
      assertUnknown("no second order yet", empty.metric("single_order_customers_in_time"));
      assertUnknown(
          "nobody ordered within the active window", empty.metric("orders_per_active_customer"));
      assertUnknown(
          "nobody was watched for that many days", empty.metric("repurchase_rate_within_90_days"));
      assertEquals("new 0, active 0, inactive 0", empty.partition().toString());
      assertValue(0, empty.activeByModel(new double[0]));
    }
  }

  @Test
  void oneOrder() {
    CustomerBaseHealth one = health(HealthOptions.DEFAULT, order("a", "2024-01-01", "7.50"));
    assertMetric(1, 1, 1, one.metric("active_customers"));
    assertMetric(7.5, 7.5, 1, one.metric("mean_customer_value"));
    assertValue(7.5, one.metric("p90_customer_value"));
    assertMetric(0, 0, 1, one.metric("repurchase_rate"));
    assertMetric(1, 1, 1, one.metric("share_new"));
    assertMetric(0, 0, 7.5, one.metric("repeat_revenue_share"));
    assertUnknown("no repeat order yet", one.metric("average_repeat_order_value"));
    assertUnknown("no second order yet", one.metric("days_first_to_second_order"));
  }

  @Test
  void allOnOneDay() {
    CustomerBaseHealth day =
        health(
            HealthOptions.DEFAULT.withAdaptiveWindow(),
            order("a", "2024-01-01", "2"),
            order("a", "2024-01-01", "1"),
            order("b", "2024-01-01", "3"),
            order("b", "2024-01-01", "0"));
    // Waiting ends after the events of its day: 2 of 4 are left.
    assertUnknown(
        "there is no adaptive window: only 50 % of repeat customers come back again, by the"
            + " Kaplan-Meier curve",
        day.metric("active_customers"));
    assertValue(0, day.metric("days_first_to_second_order_km"));
    assertMetric(0, 0, 2, day.metric("days_between_orders_mean"));
    // The smaller of two orders on a day is the first.
    assertMetric(0.5, 1, 2, day.metric("average_first_order_value"));
  }

  @Test
  void withoutAmounts() {
    OrderLog log = OrderLog.builderWithoutAmounts().add("a", 0).add("a", 5).add("b", 3).build();
    CustomerBaseHealth counts = CustomerBaseHealth.of(CustomerOrders.of(log));
    assertMetric(0.5, 1, 2, counts.metric("repurchase_rate"));
    for (String name :
        List.of(
            "active_with_satisfying_basket",
            "mean_customer_value",
            "median_customer_value",
            "average_order_value",
            "repeat_revenue_share",
            "repeat_margin_share")) {
      assertUnknown("the orders have no amounts", counts.metric(name));
    }
    assertTrue(counts.toString().contains("\n  repurchase_rate = 0.5 share (1 of 2)\n"));
  }

  @Test
  void namesAndRangesAreChecked() {
    assertThrows(NoSuchElementException.class, () -> health.metric("churn"));
    assertEquals(
        "active window must be between 1 and 100000, but was 0",
        assertThrows(IllegalArgumentException.class, () -> OPTIONS.withActiveWindow(0))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> OPTIONS.withNewWindow(0));
    assertThrows(IllegalArgumentException.class, () -> OPTIONS.withHorizons(0, 1));
    assertThrows(IllegalArgumentException.class, () -> OPTIONS.withHorizons(1, 0));
    assertThrows(IllegalArgumentException.class, () -> OPTIONS.withBasketPercentile(1.1));
    assertThrows(IllegalArgumentException.class, () -> OPTIONS.withBasket(Money.of("-1", "EUR")));
    assertThrows(IllegalArgumentException.class, () -> OPTIONS.withThreads(0));
    assertThrows(
        IllegalArgumentException.class,
        () -> CustomerBaseHealth.of(Shop.small(), OPTIONS.withAsOf(LocalDate.of(2200, 1, 1))));
  }
}
