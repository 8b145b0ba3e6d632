package org.clv4j.core.customer;

import static org.clv4j.core.customer.OrderLists.EUR;
import static org.clv4j.core.customer.OrderLists.START;
import static org.clv4j.core.customer.OrderLists.log;
import static org.clv4j.core.customer.OrderLists.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderDetails;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;

class CustomerOrdersTest {
  @Provide
  Arbitrary<List<Order>> orders() {
    return OrderLists.arbitrary();
  }

  @Property(tries = 300)
  void eachCustomersOrdersStandByDayAndAmount(@ForAll("orders") List<Order> orders) {
    CustomerOrders sorted = CustomerOrders.of(log(orders));
    assertEquals(orders.size(), sorted.orderCount());
    for (int c = 0; c < sorted.size(); c++) {
      String id = sorted.customers().id(c);
      List<List<Long>> expected =
          orders.stream()
              .filter(o -> o.customerId().equals(id))
              .map(CustomerOrdersTest::pair)
              .sorted(Comparator.comparing((List<Long> p) -> p.get(0)).thenComparing(p -> p.get(1)))
              .toList();
      List<List<Long>> found = new ArrayList<>();
      for (int i = sorted.start(c); i < sorted.start(c + 1); i++) {
        found.add(List.of((long) sorted.day(i), sorted.amountMinor(i)));
      }
      assertEquals(expected, found, id);
    }
  }

  private static List<Long> pair(Order order) {
    var amount = order.amount();
    return List.of(order.day().toEpochDay(), amount == null ? 0 : amount.minorUnits());
  }

  @Property(tries = 300)
  void theBaseOfADayIsThatOfTheLog(
      @ForAll("orders") List<Order> orders, @ForAll @IntRange(max = 60) int day) {
    OrderLog log = log(orders);
    for (PurchasePeriod period :
        List.of(PurchasePeriod.DAY, PurchasePeriod.week(DayOfWeek.MONDAY))) {
      CustomerBase.Options options =
          CustomerBase.Options.DEFAULT
              .withAsOf(START.plusDays(day))
              .withPurchasePeriod(period)
              .withThreads(3)
              .withInterpurchaseTimes();
      CustomerBase replayed = CustomerOrders.of(log).base(options);
      CustomerBase direct = CustomerBase.of(log, options);
      assertEquals(rows(direct), rows(replayed));
      assertEquals(direct.toString(), replayed.toString());
      assertEquals(direct.laterOrders(), replayed.laterOrders());
    }
  }

  @Property(tries = 100)
  void theEndOfADayIsAfterItsLastOrder(
      @ForAll("orders") List<Order> orders, @ForAll @IntRange(min = -3, max = 70) int day) {
    CustomerOrders sorted = CustomerOrders.of(log(orders));
    int asOf = (int) START.plusDays(day).toEpochDay();
    List<Integer> buyers = new ArrayList<>();
    for (int c = 0; c < sorted.size(); c++) {
      int count = 0;
      for (int i = sorted.start(c); i < sorted.start(c + 1); i++) {
        count += sorted.day(i) <= asOf ? 1 : 0;
      }
      assertEquals(sorted.start(c) + count, sorted.end(c, asOf));
      if (count > 0) {
        buyers.add(c);
      }
    }
    assertEquals(buyers, Arrays.stream(sorted.buyers(asOf)).boxed().toList());
  }

  @Test
  void twoThreadsSortAsOneDoesWhateverTheRowOrder() {
    int rows = 1 << 18;
    Random random = new Random(7);
    long[] customers = random.longs(rows, 0, 9000).toArray();
    int[] days = random.ints(rows, 19_000, 19_700).toArray();
    long[] amounts = random.longs(rows, 0, 1L << 40).toArray();
    CustomerOrders one =
        CustomerOrders.of(OrderLog.builder(EUR).addAll(customers, days, amounts).build(), 1);
    reverse(customers, days, amounts);
    CustomerOrders two =
        CustomerOrders.of(OrderLog.builder(EUR).addAll(customers, days, amounts).build(), 2);
    assertEquals(rows, two.orderCount());
    for (int i = 0; i < rows; i++) {
      assertEquals(one.day(i), two.day(i));
      assertEquals(one.amountMinor(i), two.amountMinor(i));
    }
  }

  @Property(tries = 100)
  void detailsComeWithTheirOrdersWhateverTheRowOrder(
      @ForAll("orders") List<Order> orders, @ForAll Random random) {
    List<Order> detailed = orders.stream().map(CustomerOrdersTest::withDetails).toList();
    List<Order> shuffled = new ArrayList<>(detailed);
    Collections.shuffle(shuffled, random);
    CustomerOrders one = CustomerOrders.of(log(detailed));
    CustomerOrders other = CustomerOrders.of(log(shuffled));
    List<String> found = new ArrayList<>();
    for (int c = 0; c < one.size(); c++) {
      for (int i = one.start(c); i < one.start(c + 1); i++) {
        found.add(one.customers().id(c) + details(one, i));
        assertEquals(details(one, i), details(other, i));
      }
    }
    List<String> expected = new ArrayList<>();
    detailed.stream()
        .map(order -> CustomerOrders.of(log(List.of(order))))
        .forEach(single -> expected.add(single.customers().id(0) + details(single, 0)));
    Collections.sort(expected);
    Collections.sort(found);
    assertEquals(expected, found);
  }

  private static Order withDetails(Order order) {
    long amount = pair(order).get(1);
    OrderDetails details =
        new OrderDetails(
            Money.ofMinor(amount % 3, EUR),
            Money.ofMinor(amount % 5, EUR),
            amount % 2 == 0 ? null : "P" + amount % 7,
            "C" + amount % 4);
    return new Order(order.customerId(), order.day(), order.amount(), details);
  }

  private static String details(CustomerOrders orders, int i) {
    int promotion = orders.promotion(i);
    return " "
        + orders.day(i)
        + " "
        + orders.amountMinor(i)
        + " "
        + orders.discountMinor(i)
        + " "
        + orders.costMinor(i)
        + " "
        + (promotion < 0 ? "-" : orders.promotions().get(promotion))
        + " "
        + orders.channels().get(orders.channel(i));
  }

  private static void reverse(long[] customers, int[] days, long[] amounts) {
    for (int i = 0, j = days.length - 1; i < j; i++, j--) {
      long c = customers[i];
      customers[i] = customers[j];
      customers[j] = c;
      int d = days[i];
      days[i] = days[j];
      days[j] = d;
      long a = amounts[i];
      amounts[i] = amounts[j];
      amounts[j] = a;
    }
  }

  @Test
  void anEmptyLogHasNoCustomers() {
    CustomerOrders none = CustomerOrders.of(OrderLog.builder(EUR).build());
    assertEquals(0, none.size());
    assertEquals(0, none.orderCount());
    assertEquals(0, none.base(CustomerBase.Options.DEFAULT.withAsOf(START)).size());
    assertThrows(IllegalArgumentException.class, () -> CustomerOrders.of(none.log(), 0));
  }

  @Property(tries = 100)
  void eventsStandByCustomerDayAndLabel(
      @ForAll("orders") List<Order> orders, @ForAll Random random) {
    List<Order> shuffled = new ArrayList<>(orders);
    Collections.shuffle(shuffled, random);
    CustomerEvents one = events(orders);
    CustomerEvents other = events(shuffled);
    CustomerOrders sorted = CustomerOrders.of(log(orders));
    assertEquals(orders.size(), one.size());
    for (int c = 0; c < sorted.size(); c++) {
      assertEquals(sorted.customers().id(c), one.customers().id(c));
      assertEquals(sorted.start(c + 1), one.start(c + 1));
    }
    for (int i = 0; i < one.size(); i++) {
      assertEquals(sorted.day(i), one.day(i));
      assertEquals(one.label(i), other.label(i));
    }
  }

  private static CustomerEvents events(List<Order> orders) {
    CustomerEvents.Builder builder = CustomerEvents.builder();
    orders.forEach(o -> builder.add(o.customerId(), o.day(), String.valueOf(o.amount())));
    return builder.build();
  }

  @Test
  void anEventThatBreaksARuleLeavesTheBuilderAsItWas() {
    CustomerEvents.Builder builder = CustomerEvents.builder().add("anna", START);
    assertThrows(IllegalArgumentException.class, () -> builder.add(" ", START, "x"));
    assertThrows(
        IllegalArgumentException.class, () -> builder.add("bob", LocalDate.of(2200, 1, 1), "x"));
    CustomerEvents events = builder.add("bob", START, "shop").build();
    assertEquals("2 events of 2 customers", events.toString());
    assertNull(events.label(0));
    assertEquals("shop", events.label(1));
    assertEquals(0, builder.build().size());
  }
}
