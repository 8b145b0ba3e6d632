package org.clv4j.core.customer;

import static org.clv4j.core.customer.OrderLists.EUR;
import static org.clv4j.core.customer.OrderLists.START;
import static org.clv4j.core.customer.OrderLists.log;
import static org.clv4j.core.customer.OrderLists.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;

class CustomerBaseMergeTest {
  private static final LocalDate END = START.plusDays(60);
  private static final CustomerBase.Options PLAIN = CustomerBase.Options.DEFAULT.withAsOf(END);
  private static final CustomerBase.Options OPTIONS = PLAIN.withInterpurchaseTimes();

  @Property(tries = 200)
  void basesMergeOverASplitByCustomer(
      @ForAll("orders") List<Order> orders, @ForAll @IntRange(min = 1, max = 5) int shards) {
    List<CustomerBase> parts =
        IntStream.range(0, shards)
            .mapToObj(
                shard ->
                    orders.stream()
                        .filter(o -> Math.floorMod(o.customerId().hashCode(), shards) == shard)
                        .toList())
            .map(part -> CustomerBase.of(log(part), OPTIONS))
            .toList();
    assertSameBase(CustomerBase.of(log(orders), OPTIONS), CustomerBase.mergeByCustomer(parts));
  }

  @Property(tries = 200)
  void basesMergeOverASplitByDay(
      @ForAll("orders") List<Order> orders, @ForAll @IntRange(max = 59) int cut) {
    assertMergesAt(START.plusDays(cut), orders, PurchasePeriod.DAY);
  }

  @Property(tries = 100)
  void basesOfPurchaseWeeksMergeAtTheEndOfAWeek(
      @ForAll("orders") List<Order> orders, @ForAll @IntRange(max = 8) int weeks) {
    assertMergesAt(
        START.plusDays(7L * weeks + 6), orders, PurchasePeriod.week(START.getDayOfWeek()));
  }

  /**
   * Of several hundred customers, so that columns are copied in runs with new rows between them.
   */
  @Property(tries = 20)
  void daysAddedOneByOneGiveTheBaseOfAll(@ForAll Random random) {
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      int number = (int) (700 * random.nextDouble() * random.nextDouble());
      String id = (number % 5 == 0 ? "0" : number % 5 == 1 ? "c" : "") + number;
      orders.add(order(id, (int) (60 * Math.sqrt(random.nextDouble()))));
    }
    LocalDate day = START.plusDays(40);
    CustomerBase base = CustomerBase.of(log(orders), OPTIONS.withAsOf(day));
    while (day.isBefore(END)) {
      LocalDate next = day.plusDays(1);
      List<Order> added = orders.stream().filter(order -> order.day().equals(next)).toList();
      base = CustomerBase.mergeByDay(base, CustomerBase.of(log(added), OPTIONS.withAsOf(next)));
      assertSameBase(
          CustomerBase.of(
              log(orders.stream().filter(order -> !order.day().isAfter(next)).toList()),
              OPTIONS.withAsOf(next)),
          base);
      day = next;
    }
  }

  private static void assertMergesAt(LocalDate cut, List<Order> orders, PurchasePeriod period) {
    CustomerBase.Options options = OPTIONS.withPurchasePeriod(period);
    LocalDate end = cut.isAfter(END) ? cut : END;
    List<Order> later = orders.stream().filter(order -> order.day().isAfter(cut)).toList();
    CustomerBase merged =
        CustomerBase.mergeByDay(
            CustomerBase.of(log(orders), options.withAsOf(cut)),
            CustomerBase.of(log(later), options.withAsOf(end)));
    assertSameBase(CustomerBase.of(log(orders), options.withAsOf(end)), merged);
  }

  private static void assertSameBase(CustomerBase expected, CustomerBase merged) {
    assertEquals(rows(expected), rows(merged));
    assertEquals(expected.orderCount(), merged.orderCount());
    assertEquals(expected.mergedOrders(), merged.mergedOrders());
    assertEquals(expected.zeroAmountOrders(), merged.zeroAmountOrders());
    assertEquals(expected.laterOrders(), merged.laterOrders());
    assertEquals(expected.asOf(), merged.asOf());
    for (int row = 0; row < expected.size(); row++) {
      assertEquals(expected.id(row), merged.id(row));
    }
  }

  @Test
  void whatDoesNotMergeIsRefusedWithTheReason() {
    CustomerBase base = base(START, "a");
    assertMessage("\"a\" was in two", () -> CustomerBase.mergeByCustomer(List.of(base, base)));
    assertMessage("must not be empty", () -> CustomerBase.mergeByCustomer(List.of()));
    CustomerBase otherDay = CustomerBase.of(log(List.of()), END.plusDays(1));
    assertMessage("as-of day must be", () -> CustomerBase.mergeByCustomer(List.of(base, otherDay)));
    CustomerBase dollars =
        CustomerBase.of(OrderLog.builder(Currency.getInstance("USD")).build(), END);
    assertMessage("USD", () -> CustomerBase.mergeByCustomer(List.of(base, dollars)));
    CustomerBase without = CustomerBase.of(OrderLog.builderWithoutAmounts().build(), END);
    assertMessage("all have none", () -> CustomerBase.mergeByCustomer(List.of(base, without)));
    CustomerBase paris =
        CustomerBase.of(OrderLog.builder(EUR).zone(ZoneId.of("Europe/Paris")).build(), END);
    assertMessage("Europe/Paris", () -> CustomerBase.mergeByCustomer(List.of(base, paris)));
    CustomerBase months =
        CustomerBase.of(log(List.of()), PLAIN.withPurchasePeriod(PurchasePeriod.MONTH));
    assertMessage("but was month", () -> CustomerBase.mergeByCustomer(List.of(base, months)));
    CustomerBase gaps = CustomerBase.of(log(List.of()), OPTIONS);
    assertMessage("interpurchase times", () -> CustomerBase.mergeByCustomer(List.of(base, gaps)));
  }

  @Test
  void laterOrdersMustComeLaterAndPurchasePeriodsMustNotBeCut() {
    CustomerBase early = CustomerBase.of(log(List.of()), START);
    CustomerBase late = base(START, "a");
    assertMessage("ordered on 2024-01-01", () -> CustomerBase.mergeByDay(early, late));
    assertMessage("must not be before", () -> CustomerBase.mergeByDay(late, early));
    CustomerBase.Options weeks =
        OPTIONS.withPurchasePeriod(PurchasePeriod.week(DayOfWeek.MONDAY)).withAsOf(START);
    CustomerBase cut = CustomerBase.of(log(List.of()), weeks);
    assertMessage("must end a purchase period", () -> CustomerBase.mergeByDay(cut, cut));
  }

  @Test
  void theHoldoutIsWhatCameAfterTheCalibration() {
    List<Order> orders = new ArrayList<>();
    Stream.of(0, 3, 3, 10, 20, 20).forEach(day -> orders.add(order("a", day)));
    orders.add(order("late", 12));
    LocalDate calibrationEnd = START.plusDays(9);
    CalibrationHoldout split =
        CalibrationHoldout.of(log(orders), calibrationEnd, START.plusDays(19));
    int a = split.calibration().row("a");
    assertEquals(1, split.calibration().frequency(a));
    assertEquals(1, split.holdoutFrequency(a));
    assertEquals(1, split.holdoutOrders(a));
    assertEquals(100, split.holdoutSpend(a).minorUnits());
    assertEquals(10, split.holdoutLength().length());
    assertEquals(1, split.newCustomers());
    CalibrationHoldout toTheEnd =
        CalibrationHoldout.of(log(orders), calibrationEnd, CustomerBase.Options.DEFAULT);
    assertEquals(2, toTheEnd.holdoutFrequency(a));
    assertEquals(3, toTheEnd.holdoutOrders(a));
    assertEquals(START.plusDays(20), toTheEnd.holdoutEnd());
    assertMessage(
        "must end after 2024-01-10",
        () -> CalibrationHoldout.of(log(orders), calibrationEnd, calibrationEnd));
  }

  @Property(tries = 200)
  void theCalibrationKnowsNothingOfTheFuture(
      @ForAll("orders") List<Order> orders, @ForAll @IntRange(max = 59) int cut) {
    LocalDate end = START.plusDays(cut);
    List<Order> known = orders.stream().filter(order -> !order.day().isAfter(end)).toList();
    CalibrationHoldout split = CalibrationHoldout.of(log(orders), end, END);
    assertEquals(rows(CustomerBase.of(log(known), end)), rows(split.calibration()));
    long later = 0;
    for (int row = 0; row < split.calibration().size(); row++) {
      String id = split.calibration().id(row);
      List<Order> own =
          orders.stream().filter(o -> o.customerId().equals(id) && o.day().isAfter(end)).toList();
      assertEquals(own.size(), split.holdoutOrders(row));
      assertEquals(own.stream().map(Order::day).distinct().count(), split.holdoutFrequency(row));
      later += own.size();
    }
    assertTrue(later <= orders.size() - known.size());
  }

  @Provide
  Arbitrary<List<Order>> orders() {
    return OrderLists.arbitrary();
  }

  private static CustomerBase base(LocalDate day, String customer) {
    return CustomerBase.of(
        log(List.of(order(customer, (int) START.until(day, ChronoUnit.DAYS)))), END);
  }

  private static Order order(String customer, int day) {
    return new Order(customer, START.plusDays(day), Money.ofMinor(100, EUR));
  }

  private static void assertMessage(String part, Supplier<?> call) {
    IllegalArgumentException error = assertThrows(IllegalArgumentException.class, call::get);
    assertTrue(String.valueOf(error.getMessage()).contains(part), error.getMessage());
  }

  @Test
  void aSpendThatDoesNotFitIsNamed() {
    CustomerBase earlier =
        CustomerBase.of(
            OrderArrays.of(new long[] {7}, new int[] {0})
                .withAmounts(new long[] {Long.MAX_VALUE}, OrderLists.EUR),
            CustomerBase.Options.DEFAULT);
    CustomerBase later =
        CustomerBase.of(
            OrderArrays.of(new long[] {7}, new int[] {1})
                .withAmounts(new long[] {1}, OrderLists.EUR),
            CustomerBase.Options.DEFAULT);
    assertEquals(
        "total spend of customer \"7\" must fit in a long of minor units",
        assertThrows(ArithmeticException.class, () -> CustomerBase.mergeByDay(earlier, later))
            .getMessage());
  }
}
