package org.clv4j.core.customer;

import static org.clv4j.core.customer.OrderLists.EUR;
import static org.clv4j.core.customer.OrderLists.START;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.clv4j.core.internal.LogColumns;
import org.clv4j.core.order.Deduction;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderDetails;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsByCustomerTest {
  private static final int BEFORE = 5;
  private static final int DAY = (int) START.toEpochDay();

  /**
   * Groups of words, one after the other through the same object: a full one, half of whose words
   * are of customer 7, who has many a day; none; one of half as many customers; one word.
   */
  @ParameterizedTest
  @CsvSource({"32768, true", "32768, false", "2048, true", "2048, false", "1, true", "9, false"})
  void wordsStandByCustomerDayAndAmount(int groupSize, boolean daysInOrder) {
    Random random = new Random(11);
    int lastCustomers = groupSize / 2 + 1;
    long[][] groups = {
      words(random, 40_000, groupSize, daysInOrder),
      {},
      words(random, 3_000, groupSize, !daysInOrder),
      words(random, 1, lastCustomers, daysInOrder)
    };
    int customers = 3 * groupSize + lastCustomers;
    long[] words = new long[BEFORE + Arrays.stream(groups).mapToInt(group -> group.length).sum()];
    long[] expected = words.clone();
    int[] start = new int[customers + 1];
    int[] expectedStart = new int[customers];
    OrderLog any = OrderLists.log(List.of(order(1)));
    OrderPayload amounts = OrderPayload.amountIfItFits(new LogRows(LogColumns.of(any)));
    WordsByCustomer work = new WordsByCustomer(any, amounts, start, groupSize, 40_000);
    int from = BEFORE;
    for (int g = 0; g < groups.length; g++) {
      long[] sorted = sorted(groups[g]);
      System.arraycopy(groups[g], 0, words, from, sorted.length);
      System.arraycopy(sorted, 0, expected, from, sorted.length);
      int at = 0;
      for (int c = 0; c < Math.min(groupSize, customers - g * groupSize); c++) {
        while (at < sorted.length && OrderWord.customerOf(sorted[at]) < c) {
          at++;
        }
        expectedStart[g * groupSize + c] = from + at;
      }
      work.accept(g * groupSize, words, from, from + sorted.length);
      from += sorted.length;
    }
    assertArrayEquals(expected, words);
    assertArrayEquals(expectedStart, Arrays.copyOf(start, customers));
  }

  private static long[] words(Random random, int size, int customers, boolean daysInOrder) {
    int[] days = random.ints(size, 0, 90).toArray();
    if (daysInOrder) {
      Arrays.sort(days);
    }
    return Arrays.stream(days)
        .mapToLong(
            day -> {
              int customer = random.nextBoolean() ? 7 : random.nextInt(customers);
              return OrderWord.of(Math.min(customers - 1, customer), day, random.nextInt(1000));
            })
        .toArray();
  }

  private static long[] sorted(long[] words) {
    return LongStream.of(words)
        .boxed()
        .sorted(Long::compareUnsigned)
        .mapToLong(Long::longValue)
        .toArray();
  }

  @Test
  void aDayOfManyOrdersIsSortedByAmountAndThenByDetailsAndHasItsRefunds() {
    List<Order> orders = IntStream.range(0, 20_000).mapToObj(WordsByCustomerTest::order).toList();
    CustomerOrders sorted = CustomerOrders.of(OrderLists.log(orders));
    for (int i = 0; i < sorted.orderCount(); i++) {
      assertEquals(10_001 + i / 2, sorted.amountMinor(i));
      assertEquals("C" + i % 2, sorted.channels().get(sorted.channel(i)));
      long refund = sorted.amountMinor(i) % 7 + 1;
      assertEquals(sorted.amountMinor(i) - refund, sorted.valueMinor(i, DAY));
    }
  }

  @Test
  void ordersOfADayThatDifferInRefundsAloneStandByThese() {
    int size = 100;
    List<Order> orders =
        IntStream.range(0, size)
            .mapToObj(i -> i * 37 % size)
            .map(
                i ->
                    List.of(
                        new Deduction(START, 1 + i / 2), new Deduction(START.plusDays(i % 2), 5)))
            .map(refunds -> new OrderDetails(null, null, null, null, refunds))
            .map(details -> new Order("a", START, Money.ofMinor(1000, EUR), details))
            .toList();
    CustomerOrders sorted = CustomerOrders.of(OrderLists.log(orders));
    assertEquals(2 * size, sorted.firstDeduction(size));
    for (int i = 0; i < size; i++) {
      List<List<Long>> refunds = List.of(refund(sorted, 2 * i), refund(sorted, 2 * i + 1));
      assertEquals(2 * i, sorted.firstDeduction(i));
      assertTrue(compare(refunds.get(0), refunds.get(1)) <= 0, refunds.toString());
      if (i > 0) {
        List<Long> before = refund(sorted, 2 * i - 2);
        List<Long> secondBefore = refund(sorted, 2 * i - 1);
        int byFirst = compare(before, refunds.get(0));
        assertTrue(byFirst < 0 || (byFirst == 0 && compare(secondBefore, refunds.get(1)) <= 0));
      }
    }
  }

  private static List<Long> refund(CustomerOrders orders, int deduction) {
    return List.of((long) orders.deductionDay(deduction), orders.deductionMinor(deduction));
  }

  private static int compare(List<Long> refund, List<Long> other) {
    int byDay = Long.compare(refund.get(0), other.get(0));
    return byDay != 0 ? byDay : Long.compare(refund.get(1), other.get(1));
  }

  /** Two orders of each amount, of channels that change places, each with a refund. */
  private static Order order(int i) {
    long minor = 20_000L - i / 2;
    String channel = "C" + (i % 4 < 2 ? i % 2 : 1 - i % 2);
    Deduction refund = new Deduction(START, minor % 7 + 1);
    OrderDetails details = new OrderDetails(null, null, null, channel, List.of(refund));
    return new Order("a", START, Money.ofMinor(minor, EUR), details);
  }
}
