package org.clv4j.segments.economics;

import static org.clv4j.segments.economics.Shop.date;
import static org.clv4j.segments.economics.Shop.day;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.formula.CustomerEconomics;
import org.clv4j.core.formula.Driver;
import org.clv4j.core.formula.LtvToCac;
import org.clv4j.core.formula.Spread;
import org.clv4j.core.order.CustomerIds;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.junit.jupiter.api.Test;

class MeasuredEconomicsTest {
  /** Years are days 0 to 364, 365 to 729 and 730 to 1094. */
  private static CustomerOrders threeYears() {
    OrderLogBuilder builder = OrderLog.builder(Shop.EUR);
    builder.add("stays", day(100), 1000).cost(500);
    builder.add("stays", day(400), 1000).cost(500);
    builder.add("stays", day(800), 3000).cost(1500);
    builder.add("stays", day(900), 5000).cost(2500);
    builder.add("leaves", day(500), 1000).cost(500);
    builder.add("leaves too", day(729), 1000).cost(500);
    builder.add("back", day(364), 1000).cost(500);
    builder.add("back", day(730), 4000).cost(3000);
    builder.add("gone", day(10), 1000).cost(500);
    builder.add("new", day(1094), 8000).cost(5000);
    return CustomerOrders.of(builder.build());
  }

  @Test
  void figuresByHand() {
    MeasuredEconomics measured = MeasuredEconomics.of(threeYears(), date(1094), null, 0.1);
    assertEquals(
        List.of(
            "average_order_value = 50.0 money (200.00 of 4)",
            "orders_per_year = 1.3333333333333333 orders_per_customer (4 of 3)",
            "retention = 0.3333333333333333 share (1 of 3)",
            "reactivation_rate = 0.5 share (1 of 2)",
            "margin = 0.4 share (80.00 of 200.00)"),
        measured.metrics().stream().map(Object::toString).toList());
    assertEquals(3, measured.activeCustomers());
    assertEquals(3, measured.inactiveCustomers());
    assertEquals(LtvToCac.Basis.MARGIN, measured.economics().basis());
    CustomerEconomics economics = measured.economics();
    assertEquals(50 * 4 / 3.0 * 0.4, economics.contributionPerYear(), 1e-12);
    assertEquals(0.5, economics.get(Driver.REACTIVATION_RATE));
    assertEquals(Math.sqrt(2 / 9.0 / 3), error(measured, Driver.RETENTION), 1e-15);
    // orders 2, 1, 1 around 4 / 3; values 80, 40, 80 less 50 an order
    assertEquals(Math.sqrt(2 / 3.0) / 3, error(measured, Driver.ORDERS_PER_YEAR), 1e-14);
    assertEquals(
        Math.sqrt(400 + 100 + 900) / 4, error(measured, Driver.AVERAGE_ORDER_VALUE), 1e-13);
  }

  private static double error(MeasuredEconomics measured, Driver driver) {
    return ((Spread.Normal) Objects.requireNonNull(measured.spreads().get(driver)))
        .standardDeviation();
  }

  @Test
  void revenueIsLabelledAndTwoYearsAreNeeded() {
    CustomerOrders orders = Shop.orders(false);
    IllegalStateException error =
        assertThrows(
            IllegalStateException.class, () -> MeasuredEconomics.of(orders, date(59), 0.4, 0.1));
    assertTrue(String.valueOf(error.getMessage()).contains("give the base by hand"));
    OrderLogBuilder builder = OrderLog.builder(Shop.EUR);
    builder.add("a", day(0), 1000).add("a", day(700), 1000);
    MeasuredEconomics measured =
        MeasuredEconomics.of(CustomerOrders.of(builder.build()), date(729), null, 0);
    assertEquals(LtvToCac.Basis.REVENUE, measured.economics().basis());
    assertEquals(1, measured.economics().get(Driver.MARGIN));
    assertTrue(measured.metrics().get(3).value().isEmpty());
    assertThrows(
        IllegalArgumentException.class,
        () -> MeasuredEconomics.of(threeYears(), date(1094), 1.1, 0.1));
  }

  /** A base of 729 days is no base of two years; of 730 it is. */
  @Test
  void twoYearsAreTwoYears() {
    CustomerOrders orders =
        CustomerOrders.of(
            OrderLog.builder(Shop.EUR).add("a", day(0), 1000).add("a", day(700), 1000).build());
    IllegalStateException error =
        assertThrows(
            IllegalStateException.class, () -> MeasuredEconomics.of(orders, date(728), 0.4, 0.1));
    assertTrue(
        String.valueOf(error.getMessage())
            .startsWith("retention from year to year needs orders of the 730 days up to"),
        error.getMessage());
    assertEquals(1, MeasuredEconomics.of(orders, date(729), 0.4, 0.1).activeCustomers());
  }

  private static CustomerOrders referring() {
    OrderLogBuilder builder = OrderLog.builder(Shop.EUR);
    for (String id : List.of("ann", "bob", "carl")) {
      builder.add(id, day(5), 1);
    }
    return CustomerOrders.of(builder.build());
  }

  /** ann (100) referred bob (40), who ordered, and eve, who did not; bob referred carl (10). */
  @Test
  void referralsByHand() {
    CustomerOrders orders = referring();
    CustomerIds ids = orders.customers();
    double[] clv = new double[3];
    clv[ids.indexOf("ann")] = 100;
    clv[ids.indexOf("bob")] = 40;
    clv[ids.indexOf("carl")] = 10;
    CustomerEvents referrals =
        CustomerEvents.builder()
            .add("ann", date(1), "bob")
            .add("ann", date(2), "eve")
            .add("bob", date(3), "carl")
            .build();
    ReferralValues moved = ReferralValues.of(orders, clv, referrals, ReferralRules.transferred(5));
    assertEquals(100 + 40 - 5, moved.value(ids.indexOf("ann")), 1e-12);
    assertEquals(40 - 40 + 10 - 5, moved.value(ids.indexOf("bob")), 1e-12);
    assertEquals(0, moved.value(ids.indexOf("carl")), 1e-12);
    assertEquals(150 - 10, moved.total(), 1e-12);
    assertEquals(0, moved.countedTwice());
    assertEquals(1, moved.withoutOrder());
    assertEquals(1, moved.referred(ids.indexOf("ann")));
    ReferralRules half = new ReferralRules(0.5, ReferralRules.Counting.TWICE, 5, 0.8, 30);
    ReferralValues twice = ReferralValues.of(orders, clv, referrals, half);
    // half of 0.8 x 40 and of 0.2 x 30 saved
    assertEquals(100 + 16 + 3 - 5, twice.value(ids.indexOf("ann")), 1e-12);
    assertEquals(40 + 4 + 3 - 5, twice.value(ids.indexOf("bob")), 1e-12);
    assertEquals(20, twice.countedTwice(), 1e-12);
    assertEquals(150 - 10 + 6, twice.total(), 1e-12);
  }

  /**
   * Who had ordered the day before was no new customer; who ordered on the day itself may have come
   * by the referral. zoe, who never ordered, was paid for carl all the same.
   */
  @Test
  void whoWasACustomerAlreadyWasNotReferred() {
    CustomerOrders orders = referring();
    CustomerEvents referrals =
        CustomerEvents.builder().add("ann", date(6), "bob").add("zoe", date(5), "carl").build();
    double[] clv = {100, 100, 100};
    ReferralValues values = ReferralValues.of(orders, clv, referrals, ReferralRules.transferred(5));
    assertEquals(1, values.alreadyCustomers());
    assertEquals(0, values.referred(orders.customers().indexOf("ann")));
    assertEquals(100, values.value(orders.customers().indexOf("ann")));
    assertEquals(100, values.value(orders.customers().indexOf("bob")));
    assertEquals(95, values.value(orders.customers().indexOf("carl")));
    assertEquals(295, values.total());
  }

  @Test
  void badReferralsAreRefused() {
    CustomerOrders orders = referring();
    assertReferralFails(
        "bob must be referred once",
        orders,
        CustomerEvents.builder().add("ann", date(1), "bob").add("x", date(1), "bob").build());
    assertReferralFails(
        "ann must not refer himself",
        orders,
        CustomerEvents.builder().add("ann", date(1), "ann").build());
    assertReferralFails(
        "has no label", orders, CustomerEvents.builder().add("ann", date(1)).build());
    assertThrows(
        IllegalArgumentException.class,
        () -> new ReferralRules(1.5, ReferralRules.Counting.TWICE, 0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> ReferralRules.transferred(-1));
  }

  private static void assertReferralFails(
      String message, CustomerOrders orders, CustomerEvents events) {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> ReferralValues.of(orders, new double[3], events, ReferralRules.transferred(0)));
    assertTrue(String.valueOf(error.getMessage()).contains(message), error.getMessage());
  }
}
