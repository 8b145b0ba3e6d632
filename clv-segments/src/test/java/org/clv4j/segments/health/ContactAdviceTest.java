package org.clv4j.segments.health;

import static org.clv4j.segments.health.Shop.AS_OF;
import static org.clv4j.segments.health.Shop.assertMetric;
import static org.clv4j.segments.health.Shop.assertUnknown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.Order;
import org.junit.jupiter.api.Test;

class ContactAdviceTest {
  private static final CustomerEvents CONTACTS =
      CustomerEvents.builder()
          .add("anna", LocalDate.of(2024, 12, 1), "winter")
          .add("anna", LocalDate.of(2024, 12, 5), "winter")
          .add("carl", LocalDate.of(2024, 11, 27), "winter")
          .add("carl", LocalDate.of(2024, 11, 28))
          .add("zoe", LocalDate.of(2024, 11, 28), "winter")
          .add("anna", LocalDate.of(2025, 1, 1), "winter")
          .build();

  @Provide
  Arbitrary<List<Order>> orders() {
    return Shop.arbitrary();
  }

  private static List<Advice> list(ContactAdvice advice) {
    return IntStream.range(0, advice.size()).mapToObj(advice::advice).toList();
  }

  /** Gaps of 30, 60 and 266 days; anna ordered 30 days ago, bob 334, carl 41, dora 549. */
  @Test
  void byTheGapsOfAll() {
    ContactAdvice advice = ContactAdvice.of(Shop.small(), AS_OF);
    assertEquals(
        List.of(Advice.SUPPRESS_JUST_BOUGHT, Advice.LOST, Advice.WAIT, Advice.LOST), list(advice));
    GapPercentiles gaps = advice.percentiles(0);
    assertFalse(gaps.own());
    assertEquals(3, gaps.gaps());
    assertEquals(36, gaps.p10(), 1e-12);
    assertEquals(45, gaps.p25(), 1e-12);
    assertEquals(183.6, gaps.p80(), 1e-12);
    assertEquals(245.4, gaps.p95(), 1e-12);
    assertEquals("carl", advice.ids().id(2));
    assertEquals(41, advice.daysSinceLastOrder(2));
    assertEquals("suppress_just_bought 1, wait 1, lost 2", advice.toString());
    assertMetric(2, 2, 4, advice.metrics().get(5));
    assertEquals(
        List.of(Advice.IN_WINDOW, Advice.LOST, Advice.IN_WINDOW, Advice.LOST),
        list(ContactAdvice.of(Shop.small(), LocalDate.of(2025, 1, 20))));
    assertEquals(
        Advice.WIN_BACK, ContactAdvice.of(Shop.small(), LocalDate.of(2025, 6, 30)).advice(0));
  }

  @Test
  void byOwnGapsFromTenOn() {
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i <= 10; i++) {
      orders.add(Shop.order("regular", Shop.START.plusDays(10L * i).toString(), "1"));
      orders.add(Shop.order("regular", Shop.START.plusDays(10L * i).toString(), "1"));
    }
    orders.add(Shop.order("other", "2024-01-01", "1"));
    orders.add(Shop.order("other", "2024-02-01", "1"));
    CustomerOrders sorted = Shop.orders(orders);
    LocalDate last = Shop.START.plusDays(100);
    ContactAdvice own = ContactAdvice.of(sorted, last.plusDays(11));
    assertTrue(own.percentiles(1).own());
    assertEquals(Advice.LOST, own.advice(1));
    assertEquals(Advice.WAIT, ContactAdvice.of(sorted, last.plusDays(10)).advice(1));
    assertEquals(Advice.SUPPRESS_JUST_BOUGHT, ContactAdvice.of(sorted, last.plusDays(9)).advice(1));
    // A day before the last order there are nine gaps.
    assertFalse(ContactAdvice.of(sorted, last.minusDays(1)).percentiles(1).own());
    assertFalse(own.percentiles(0).own());
  }

  @Test
  void whoBuysAnywayIsLeftAlone() {
    double[] model = {0.9, 0.5, 0.51, 0};
    assertEquals(
        List.of(Advice.SUPPRESS_JUST_BOUGHT, Advice.LOST, Advice.SUPPRESS_BUYS_ANYWAY, Advice.LOST),
        list(ContactAdvice.of(Shop.small(), AS_OF, model)));
    assertThrows(
        IllegalArgumentException.class, () -> ContactAdvice.of(Shop.small(), AS_OF, new double[3]));
    model[1] = 1.5;
    assertThrows(
        IllegalArgumentException.class, () -> ContactAdvice.of(Shop.small(), AS_OF, model));
  }

  @Test
  void withoutAnyGapNothingIsKnown() {
    CustomerOrders one = Shop.orders(List.of(Shop.order("a", "2024-01-01", "1")));
    assertEquals(Advice.UNKNOWN, ContactAdvice.of(one, AS_OF).advice(0));
    ContactAdvice nobody = ContactAdvice.of(one, LocalDate.of(2023, 1, 1));
    assertEquals(0, nobody.size());
    assertEquals("", nobody.toString());
  }

  @Test
  void wastedContacts() {
    CustomerOrders orders = Shop.small();
    WastedContacts all = WastedContacts.of(orders, CONTACTS, AS_OF, 7);
    assertMetric(0.4, 2, 5, all.wastedContactShare());
    assertEquals("wasted_contact_share_within_7_days", all.wastedContactShare().name());
    assertEquals("all contacts", all.scope().window());
    WastedContacts winter = WastedContacts.of(orders, CONTACTS, "winter", AS_OF, 7);
    assertMetric(0.5, 2, 4, winter.wastedContactShare());
    assertEquals("contacts of winter", winter.scope().window());
    assertEquals(1, WastedContacts.of(orders, CONTACTS, AS_OF, 4).wasted());
    assertUnknown(
        "there was no contact by 2024-12-31",
        WastedContacts.of(orders, CONTACTS, "summer", AS_OF, 7).wastedContactShare());
    assertThrows(
        IllegalArgumentException.class, () -> WastedContacts.of(orders, CONTACTS, AS_OF, 0));
  }

  @Property(tries = 200)
  void rowsAreThoseOfTheBaseAndLaterOrdersChangeNothing(
      @ForAll("orders") List<Order> orders,
      @ForAll @IntRange(max = 130) int day,
      @ForAll Random random) {
    LocalDate asOf = Shop.START.plusDays(day);
    ContactAdvice advice = ContactAdvice.of(Shop.orders(orders), asOf);
    List<Order> known =
        new ArrayList<>(orders.stream().filter(o -> !o.day().isAfter(asOf)).toList());
    Collections.shuffle(known, random);
    assertEquals(list(ContactAdvice.of(Shop.orders(known), asOf)), list(advice));
    CustomerBase base = Shop.orders(orders).base(CustomerBase.Options.DEFAULT.withAsOf(asOf));
    assertEquals(base.size(), advice.size());
    for (int row = 0; row < base.size(); row++) {
      assertEquals(base.id(row), advice.ids().id(row));
      assertEquals(base.daysSinceLastOrder(row), advice.daysSinceLastOrder(row));
    }
    double sum = advice.metrics().stream().mapToDouble(m -> m.value().orElseThrow()).sum();
    assertEquals(advice.size(), sum);
  }
}
