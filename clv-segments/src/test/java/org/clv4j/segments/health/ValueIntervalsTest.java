package org.clv4j.segments.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.junit.jupiter.api.Test;

class ValueIntervalsTest {
  /** Customer i has one order of i cents, i from 1 to n. */
  private static CustomerOrders ramp(int n) {
    OrderLogBuilder log = OrderLog.builder(Shop.EUR);
    for (int i = 1; i <= n; i++) {
      log.add(i, 0, i);
    }
    return CustomerOrders.of(log.build());
  }

  @Test
  void theIntervalsHaveTheWidthThatTheirDistributionsSay() {
    int n = 4000;
    ValueIntervals intervals = ValueIntervals.of(ramp(n), HealthOptions.DEFAULT, 0.95, 4000, 5);
    // In units of n cents: standard error of the mean sqrt(1/12/n), of a quantile sqrt(p(1-p)/n).
    // An end from 4000 replicates has a standard error of 0.04 standard errors; 5 of these.
    assertEnds(intervals.mean(), n, 0.5, Math.sqrt(1.0 / 12 / n));
    assertEnds(intervals.median(), n, 0.5, Math.sqrt(0.25 / n));
    assertEnds(intervals.p90(), n, 0.9, Math.sqrt(0.09 / n));
    assertEquals(20.005, intervals.mean().estimate().value().orElseThrow(), 1e-12);
  }

  private static void assertEnds(
      ValueIntervals.Interval interval, int n, double at, double standardError) {
    double width = 1.96 * standardError * n / 100;
    double tolerance = 0.2 * standardError * n / 100;
    assertEquals(at * n / 100 - width, interval.low().orElseThrow(), tolerance);
    assertEquals(at * n / 100 + width, interval.high().orElseThrow(), tolerance);
  }

  @Test
  void threadsChangeNothingAndSeedsDo() {
    CustomerOrders orders = ramp(3000);
    HealthOptions options = HealthOptions.DEFAULT;
    ValueIntervals one = ValueIntervals.of(orders, options, 0.9, 101, 7);
    assertEquals(one, ValueIntervals.of(orders, options.withThreads(3), 0.9, 101, 7));
    assertTrue(!one.mean().equals(ValueIntervals.of(orders, options, 0.9, 101, 8).mean()));
  }

  @Test
  void fewCustomers() {
    ValueIntervals one = ValueIntervals.of(ramp(1), HealthOptions.DEFAULT);
    assertEquals(OptionalDouble.of(0.01), one.mean().low());
    assertEquals(OptionalDouble.of(0.01), one.p90().high());
    ValueIntervals small =
        ValueIntervals.of(Shop.small(), HealthOptions.DEFAULT.withAsOf(Shop.AS_OF));
    assertTrue(small.mean().low().orElseThrow() >= 10);
    assertTrue(small.mean().high().orElseThrow() <= 90);
    assertTrue(
        small.mean().toString().startsWith("mean_customer_value = 45.0 money (180.00 of 4), "));
    ValueIntervals none =
        ValueIntervals.of(Shop.small(), HealthOptions.DEFAULT.withAsOf(LocalDate.of(2020, 1, 1)));
    assertEquals(OptionalDouble.empty(), none.median().low());
    CustomerOrders free = CustomerOrders.of(OrderLog.builderWithoutAmounts().add("a", 0).build());
    assertEquals(
        OptionalDouble.empty(), ValueIntervals.of(free, HealthOptions.DEFAULT).mean().high());
  }

  @Test
  void rangesAreChecked() {
    for (double level : List.of(0.0, 1.0, Double.NaN)) {
      assertThrows(
          IllegalArgumentException.class,
          () -> ValueIntervals.of(Shop.small(), HealthOptions.DEFAULT, level, 10, 1));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> ValueIntervals.of(Shop.small(), HealthOptions.DEFAULT, 0.9, 0, 1));
  }
}
