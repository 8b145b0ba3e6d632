package org.clv4j.core.customer;

import static org.clv4j.core.customer.OrderLists.EUR;
import static org.clv4j.core.customer.OrderLists.START;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.clv4j.core.internal.LogColumns;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderDetails;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsByCustomerTest {
  private static final int BEFORE = 5;
  private static final int AFTER = 3;

  /** Half of the words are of customer 7, who has many a day. */
  @ParameterizedTest
  @CsvSource({"32768, true", "32768, false", "2048, true", "2048, false", "1, true", "9, false"})
  void wordsStandByCustomerDayAndAmount(int customers, boolean daysInOrder) {
    Random random = new Random(11);
    int[] days = random.ints(40_000, 0, 90).toArray();
    if (daysInOrder) {
      Arrays.sort(days);
    }
    long[] group =
        Arrays.stream(days)
            .mapToLong(
                day ->
                    OrderWord.of(
                        Math.min(
                            customers - 1, random.nextBoolean() ? 7 : random.nextInt(customers)),
                        day,
                        random.nextInt(1000)))
            .toArray();
    long[] words = new long[BEFORE + group.length + AFTER];
    System.arraycopy(group, 0, words, BEFORE, group.length);
    int[] start = new int[customers + 1];
    OrderLog any = OrderLists.log(List.of(order(1)));
    OrderPayload amounts = OrderPayload.amountIfItFits(new LogRows(LogColumns.of(any)));
    new WordsByCustomer(any, amounts, start, customers, group.length)
        .accept(0, words, BEFORE, BEFORE + group.length);

    long[] expected = new long[words.length];
    long[] sorted =
        LongStream.of(group)
            .boxed()
            .sorted(Long::compareUnsigned)
            .mapToLong(Long::longValue)
            .toArray();
    System.arraycopy(sorted, 0, expected, BEFORE, sorted.length);
    assertArrayEquals(expected, words);
    int[] starts =
        IntStream.range(0, customers)
            .map(
                c ->
                    BEFORE
                        + (int)
                            Arrays.stream(sorted).filter(w -> OrderWord.customerOf(w) < c).count())
            .limit(100)
            .toArray();
    assertArrayEquals(starts, Arrays.copyOf(start, starts.length));
  }

  @Test
  void aDayOfManyOrdersIsSortedByAmountAndThenByDetails() {
    List<Order> orders = IntStream.range(0, 20_000).mapToObj(WordsByCustomerTest::order).toList();
    CustomerOrders sorted = CustomerOrders.of(OrderLists.log(orders));
    for (int i = 0; i < sorted.orderCount(); i++) {
      assertEquals(10_001 + i / 2, sorted.amountMinor(i));
      assertEquals("C" + i % 2, sorted.channels().get(sorted.channel(i)));
    }
  }

  /** Two orders of each amount, of channels that change places. */
  private static Order order(int i) {
    OrderDetails details =
        new OrderDetails(null, null, null, "C" + (i % 4 < 2 ? i % 2 : 1 - i % 2));
    return new Order("a", START, Money.ofMinor(20_000L - i / 2, EUR), details);
  }
}
