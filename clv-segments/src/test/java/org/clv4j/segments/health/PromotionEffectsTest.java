package org.clv4j.segments.health;

import static org.clv4j.segments.health.Shop.assertMetric;
import static org.clv4j.segments.health.Shop.assertUnknown;
import static org.clv4j.segments.health.Shop.assertValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.List;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.junit.jupiter.api.Test;

class PromotionEffectsTest {
  private static final LocalDate AS_OF = LocalDate.ofEpochDay(200);

  private static CustomerOrders orders() {
    return CustomerOrders.of(
        OrderLog.builder(Shop.EUR)
            .add("ann", 0, 800)
            .discount(200)
            .promotion("SPRING")
            .add("ann", 50, 1000)
            .add("ann", 60, 900)
            .discount(100)
            .promotion("SPRING")
            .add("bob", 10, 400)
            .discount(100)
            .promotion("SPRING")
            .add("cy", 0, 2000)
            .add("cy", 100, 700)
            .discount(300)
            .promotion("SPRING")
            .add("dan", 150, 3000)
            .add("dan", 201, 1)
            .promotion("SUMMER")
            .build());
  }

  @Test
  void withAndWithoutByHand() {
    PromotionEffects effects = PromotionEffects.of(orders(), AS_OF, 90);
    assertEquals(1, effects.promotions().size());
    PromotionEffect spring = effects.promotions().get(0);
    assertEquals("SPRING: 4 orders, 2 new buyers, 1 existing", spring.toString());
    assertMetric(4, 4, 7, spring.orders());
    assertMetric(2, 2, 3, spring.newBuyers());
    assertMetric(1, 1, 3, spring.existingBuyers());
    assertValue(7, spring.discountCost());
    assertMetric(0.2, 7, 35, spring.discountShare());
    assertMetric(7, 28, 4, spring.averageOrderValue());
    // ann came back after 50 days, bob did not.
    assertMetric(0.5, 1, 2, spring.repeatRate());
    assertEquals("observational_repurchase_rate_within_90_days", spring.repeatRate().name());
    PromotionEffect without = effects.without();
    assertMetric(20, 60, 3, without.averageOrderValue());
    // cy took 100 days; dan has been watched for 50.
    assertMetric(0, 0, 1, without.repeatRate());
    assertMetric(2, 2, 3, without.newBuyers());
    assertValue(0, without.discountCost());
    assertMetric(1, 1, 1, PromotionEffects.of(orders(), AS_OF, 100).without().repeatRate());
    assertEquals("no promotion: 3 orders, 2 new buyers, 1 existing", without.toString());
  }

  @Test
  void withoutCodesThereIsNone() {
    PromotionEffects none = PromotionEffects.of(Shop.small(), Shop.AS_OF, 90);
    assertEquals(List.of(), none.promotions());
    assertMetric(7, 7, 7, none.without().orders());
    assertUnknown("the discounts of the orders are not known", none.without().discountCost());
    assertThrows(IllegalArgumentException.class, () -> PromotionEffects.of(orders(), AS_OF, 0));
    PromotionEffects before = PromotionEffects.of(orders(), LocalDate.of(1960, 1, 1), 90);
    assertUnknown("there was no such order", before.without().averageOrderValue());
  }

  @Test
  void tenThousandCodes() {
    OrderLogBuilder log = OrderLog.builderWithoutAmounts();
    for (int i = 0; i < 20_000; i++) {
      log.add(Integer.toString(i % 7000), i % 100).promotion("C" + i % 10_000);
    }
    PromotionEffects effects = PromotionEffects.of(CustomerOrders.of(log.build()), AS_OF, 30);
    assertEquals(10_000, effects.promotions().size());
    assertEquals(
        20_000,
        effects.promotions().stream().mapToDouble(e -> e.orders().value().orElseThrow()).sum());
    assertUnknown("the orders have no amounts", effects.without().averageOrderValue());
  }
}
