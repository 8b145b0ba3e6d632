package org.clv4j.segments.economics;

import static org.clv4j.segments.economics.Shop.EUR;
import static org.clv4j.segments.economics.Shop.START;
import static org.clv4j.segments.economics.Shop.date;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.formula.AcquisitionCost;
import org.clv4j.core.order.Deduction;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderDetails;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.Money;
import org.clv4j.segments.cohort.CustomerLabels;
import org.clv4j.segments.experiment.Experiment;
import org.clv4j.segments.experiment.ExperimentData;
import org.clv4j.segments.experiment.ExperimentPlan;
import org.clv4j.segments.experiment.ExperimentWindow;
import org.junit.jupiter.api.Test;

/** Refunds that are booked on days of their own count on these days. */
class RefundsTest {
  /** ann pays 100 and gets back 40 after 5 days and 10 after 400; bob pays 50, and 30 later. */
  private static CustomerOrders orders() {
    OrderLogBuilder builder = OrderLog.builder(EUR);
    builder.add(
        order("ann", 0, 10_000, new Deduction(date(5), 4000), new Deduction(date(400), 1000)));
    builder.add(order("bob", 0, 5000));
    builder.add(order("bob", 500, 3000));
    builder.add(order("eve", 0, 1000));
    return CustomerOrders.of(builder.build());
  }

  private static Order order(String id, int day, long minor, Deduction... deductions) {
    return new Order(
        id,
        date(day),
        Money.ofMinor(minor, EUR),
        new OrderDetails(null, null, null, null, List.of(deductions)));
  }

  @Test
  void unitEconomicsAreNetOfRefundsWithinTheHorizon() {
    CustomerOrders orders = orders();
    GroupEconomics all =
        UnitEconomics.of(
                orders,
                CustomerLabels.same(orders),
                Map.of(),
                AcquisitionCost.Kind.BLENDED,
                EconomicsOptions.of(START, date(29), 30))
            .group("all");
    assertEquals((100 - 40 + 50 + 10) / 3.0, all.lifetimeValue().orElseThrow(), 1e-12);
    assertEquals(-40 / 3.0, all.contributions().get(5), 1e-12);
    // 60, 50 and 10 are 20, 10 and 30 from their mean
    assertEquals(Math.sqrt((400 + 100 + 900) / 2.0 / 3), all.standardError().orElseThrow(), 1e-12);
    assertEquals(0, all.repeatRevenueShare().value().orElseThrow());
    // what was sold, less what went back within 30 days
    assertEquals(
        List.of(
            "waterfall.list_prices = 160.0 money",
            "waterfall.discounts = 0.0 money",
            "waterfall.refunds = -40.0 money",
            "waterfall.revenue = 120.0 money"),
        all.metrics().subList(13, 17).stream().map(Object::toString).toList());
  }

  @Test
  void valuesOfAnExperimentAreToo() {
    CustomerEvents assigned =
        CustomerEvents.builder()
            .add("ann", date(3), "b")
            .add("bob", START, "a")
            .add("eve", START, "a")
            .add("fay", START, "b")
            .build();
    ExperimentData data = ExperimentData.of(orders(), assigned, ExperimentWindow.of(date(40), 30));
    assertEquals(
        -20 - 30,
        Experiment.of(data, ExperimentPlan.of("revenue", "a"))
            .comparison("b")
            .difference()
            .estimate(),
        1e-12);
  }

  /** In the second year bob ordered for 30, and 10 were refunded to ann, who did not order. */
  @Test
  void theMeasuredBaseIsOfCustomersWhoOrdered() {
    MeasuredEconomics measured = MeasuredEconomics.of(orders(), date(729), 0.5, 0.1);
    assertEquals(
        List.of(
            "average_order_value = 20.0 money (20.00 of 1)",
            "orders_per_year = 1.0 orders_per_customer (1 of 1)",
            "retention = 0.3333333333333333 share (1 of 3)"),
        measured.metrics().subList(0, 3).stream().map(Object::toString).toList());
  }
}
