package org.clv4j.segments.cohort;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderDetails;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.Money;

/** The shop of docs/metrics.md and random ones. */
@SuppressWarnings("exports") // jqwik is there for tests alone
public final class Shops {
  /** The currency of all. */
  public static final Currency EUR = Currency.getInstance("EUR");

  /** The first day of random shops, a Thursday in a leap year. */
  public static final LocalDate START = LocalDate.of(2023, 11, 16);

  private Shops() {}

  /** An order with an amount in minor units. */
  public static Order order(String id, String day, long minor) {
    return new Order(id, LocalDate.parse(day), Money.ofMinor(minor, EUR));
  }

  /** Sorted orders. */
  public static CustomerOrders sorted(List<Order> orders) {
    return CustomerOrders.of(orders.stream().collect(OrderLog.collector(EUR)));
  }

  /** Seven orders of four customers. */
  public static CustomerOrders ofThePage() {
    return sorted(
        List.of(
            order("anna", "2024-01-10", 2000),
            order("anna", "2024-03-10", 3000),
            order("anna", "2024-12-01", 4000),
            order("bob", "2024-02-01", 5000),
            order("carl", "2024-11-20", 1000),
            order("dora", "2023-06-01", 1500),
            order("dora", "2023-07-01", 1500)));
  }

  /** Up to 60 orders of few customers over 401 days, with costs and channels. */
  public static Arbitrary<List<Order>> arbitrary() {
    Arbitrary<String> ids = Arbitraries.of("1", "2", "3", "4", "5", "a", "b", "c");
    Arbitrary<Integer> days = Arbitraries.integers().between(0, 400);
    Arbitrary<Long> amounts = Arbitraries.longs().between(0, 10_000);
    Arbitrary<Long> costs = Arbitraries.longs().between(0, 10_000);
    Arbitrary<String> channels = Arbitraries.of("shop", "web", "");
    return Combinators.combine(ids, days, amounts, costs, channels)
        .as(
            (id, day, amount, cost, channel) ->
                new Order(
                    id,
                    START.plusDays(day),
                    Money.ofMinor(amount, EUR),
                    new OrderDetails(
                        null, Money.ofMinor(cost, EUR), null, channel.isEmpty() ? null : channel)))
        .list()
        .ofMaxSize(60);
  }
}
