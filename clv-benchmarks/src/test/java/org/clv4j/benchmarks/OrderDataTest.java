package org.clv4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.clv4j.core.customer.CustomerBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderDataTest {
  private static final OrderSource SOURCE = new OrderSource(300_000);

  @Test
  void customersAreDenseScrambledAndSkewed() {
    OrderData data = OrderData.of(SOURCE, Layout.TIME_ORDER);
    int[] orders = new int[SOURCE.customers()];
    int ascents = 0;
    for (int row = 0; row < data.rows(); row++) {
      orders[(int) data.customer[row]]++;
      ascents += row > 0 && data.customer[row] > data.customer[row - 1] ? 1 : 0;
    }
    Arrays.sort(orders);
    assertEquals(7.85, (double) data.rows() / orders.length, 0.001);
    assertTrue(orders[0] >= 1, "every customer has an order");
    assertTrue(orders[orders.length / 2] < 5, () -> "median " + orders[orders.length / 2]);
    assertTrue(orders[orders.length - 1] > 1000, () -> "most " + orders[orders.length - 1]);
    assertEquals(0.485, (double) ascents / data.rows(), 0.01);
  }

  @Test
  void daysAscendOverTwoYearsUnlessShuffled() {
    int[] days = OrderData.of(SOURCE, Layout.TIME_ORDER).day;
    int[] sorted = days.clone();
    Arrays.sort(sorted);
    assertTrue(Arrays.equals(sorted, days));
    assertEquals(OrderSource.FIRST_DAY, days[0]);
    assertEquals(OrderSource.FIRST_DAY + 730, days[days.length - 1]);
    int[] shuffled = OrderData.of(SOURCE, Layout.SHUFFLED).day;
    assertFalse(Arrays.equals(sorted, shuffled));
    Arrays.sort(shuffled);
    assertTrue(Arrays.equals(sorted, shuffled));
  }

  @ParameterizedTest
  @EnumSource
  void threeRoadsGiveTheSameSummaries(Layout layout) {
    OrderData data = OrderData.of(SOURCE, layout);
    CustomerBase base = CustomerBase.of(data.log());
    long expected = Summaries.expectedChecksum(SOURCE);
    assertEquals(expected, Summaries.checksum(base, Long::parseLong));
    assertEquals(expected, Summaries.checksum(Purchase.summaries(Purchase.list(data))));
    assertTrue(base.mergedOrders() > data.rows() / 50, () -> base.mergedOrders() + " same-day");
    assertTrue(base.zeroAmountOrders() > 100, () -> base.zeroAmountOrders() + " of 0");
  }

  @Test
  void oneCentMakesAnotherChecksum() {
    OrderData data = OrderData.of(SOURCE, Layout.TIME_ORDER);
    data.cents[1234]++;
    long changed = Summaries.checksum(Purchase.summaries(Purchase.list(data)));
    assertThrows(
        IllegalStateException.class,
        () -> Summaries.requireEqual(changed, Summaries.expectedChecksum(SOURCE)));
  }
}
