package org.clv4j.core.order;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Random orders of few customers, of every shape; days are within 60 of {@link #START}. */
final class ShopOrders {
  static final Currency EUR = Currency.getInstance("EUR");
  static final LocalDate START = LocalDate.of(2024, 1, 1);

  private static final List<String> STATES =
      List.of("paid", "shipped", "cancelled", "failed", "refunded", "pending");

  private ShopOrders() {}

  static Arbitrary<ShopOrder> one() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 12),
            Arbitraries.randoms(),
            Arbitraries.integers().between(0, 9))
        .as((id, random, shape) -> make(Integer.toString(id), new Numbers(random), shape));
  }

  /** Orders with different ids. */
  static Arbitrary<List<ShopOrder>> distinct() {
    return one().list().ofMaxSize(10).map(ShopOrders::numbered);
  }

  /** Bases that need no costs; more refunds than value are taken. */
  static Arbitrary<OrderPolicy> policies() {
    return Combinators.combine(
            Arbitraries.of(
                OrderBasis.GROSS, OrderBasis.NET_OF_DISCOUNTS, OrderBasis.NET, OrderBasis.STATED),
            Arbitraries.of(RefundTiming.values()),
            Arbitraries.integers().between(0, 31))
        .as(
            (basis, refunds, bits) ->
                OrderPolicy.NET
                    .withBasis(basis)
                    .withRefunds(refunds)
                    .withOverRefundsRefused(false)
                    .withTax((bits & 1) > 0)
                    .withShipping((bits & 2) > 0)
                    .withFullyRefunded((bits & 4) > 0)
                    .withZero((bits & 8) > 0)
                    .withTests((bits & 16) > 0));
  }

  private static List<ShopOrder> numbered(List<ShopOrder> orders) {
    List<ShopOrder> numbered = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      numbered.add(withId(orders.get(i), "o" + i));
    }
    return numbered;
  }

  static ShopOrder withId(ShopOrder order, String id) {
    return copy(order, id, order.revision());
  }

  static ShopOrder withRevision(ShopOrder order, long revision) {
    return copy(order, order.id(), revision);
  }

  private static ShopOrder copy(ShopOrder o, String id, @Nullable Long revision) {
    return new ShopOrder(
        id,
        revision,
        o.customerId(),
        o.day(),
        o.currency(),
        o.lines(),
        o.discount(),
        o.tax(),
        o.shipping(),
        o.shippingTax(),
        o.taxIncluded(),
        o.variableCost(),
        o.refunds(),
        o.history(),
        o.channel(),
        o.promotion(),
        o.test());
  }

  private record Numbers(Random random) {
    int upTo(int most) {
      return random.nextInt(most + 1);
    }

    boolean oneIn(int n) {
      return random.nextInt(n) == 0;
    }
  }

  private static ShopOrder make(String id, Numbers n, int shape) {
    LocalDate day = START.plusDays(n.upTo(40));
    ShopOrderBuilder order = ShopOrder.builder(id, "c" + n.upTo(3), day, EUR);
    boolean included = n.oneIn(3);
    int lines = shape == 0 ? 0 : 1 + n.upTo(2);
    long left = 0;
    for (int i = 0; i < lines; i++) {
      long gross = n.oneIn(8) ? 0 : n.upTo(5000);
      long discount = n.oneIn(2) ? 0 : n.upTo((int) gross);
      long net = gross - discount;
      OrderLine line =
          OrderLine.of(n.oneIn(4) ? null : "p" + i, 1 + n.upTo(3), gross)
              .withDiscount(discount)
              .withTax(net / 6);
      order.line(n.oneIn(10) ? line : line.withCost(n.upTo(3000)));
      left += net - net / 6;
    }
    long off = n.oneIn(2) ? 0 : n.upTo((int) left);
    long shipping = n.oneIn(2) ? 0 : n.upTo(900);
    order
        .discount(off)
        .tax(included ? 0 : n.upTo(50))
        .shipping(shipping, shipping / 6)
        .taxIncluded(included)
        .variableCost(n.oneIn(2) ? 0 : n.upTo(300))
        .test(n.oneIn(12))
        .channel(n.oneIn(2) ? null : "web")
        .promotion(n.oneIn(3) ? "SPRING" : null);
    for (int i = 0; i < shape - 5; i++) {
      order.refund(refund(day.plusDays(n.upTo(20)), n));
    }
    for (int i = 0; i < n.upTo(2); i++) {
      order.status(day.plusDays(n.upTo(5)), STATES.get(n.upTo(STATES.size() - 1)));
    }
    return order.build();
  }

  private static Refund refund(LocalDate day, Numbers n) {
    if (n.oneIn(3)) {
      return Refund.ofTotal(day, 1 + n.upTo(3000));
    }
    return Refund.of(day, new Refund.Parts(1 + n.upTo(2000), n.upTo(300), n.upTo(300), n.upTo(50)));
  }
}
