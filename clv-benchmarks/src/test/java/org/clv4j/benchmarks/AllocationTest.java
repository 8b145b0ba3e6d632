package org.clv4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.function.Supplier;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.internal.LogColumns;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The memory that the javadoc of {@link OrderLog} and {@link CustomerBase} states, to the byte. */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int GROUP = AggregationBytes.CUSTOMERS_PER_GROUP;
  private static final int BLOCK = OrderColumns.BLOCK;

  private static final int CUSTOMERS = 16 * GROUP;
  private static final int ROWS = 16 * BLOCK;
  private static final int LARGEST = 3 * BLOCK;

  /** Keeps the compiler from leaving an action out. */
  @SuppressWarnings("unused")
  private static volatile @Nullable Object kept;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void baseTakesWhatIsStated(boolean amounts) {
    long[] bytes = steadyBytes(aggregation(ROWS, CUSTOMERS, LARGEST, amounts));
    long stated = AggregationBytes.of(ROWS, CUSTOMERS, LARGEST, amounts);
    assertBetween(0, AggregationBytes.CONSTANT, bytes[0] - stated);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void baseTakesEightBytesPerOrder(boolean amounts) {
    long[] bytes =
        steadyBytes(
            aggregation(ROWS, CUSTOMERS, LARGEST, amounts),
            aggregation(2 * ROWS, CUSTOMERS, LARGEST, amounts));
    assertEquals(8L * ROWS, bytes[1] - bytes[0]);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void baseTakesOneRowPerCustomerAndTwoCountersPerGroup(boolean amounts) {
    long[] bytes =
        steadyBytes(
            aggregation(ROWS, CUSTOMERS, LARGEST, amounts),
            aggregation(ROWS, 2 * CUSTOMERS, LARGEST, amounts));
    long counters = 8L * (CUSTOMERS / GROUP);
    assertEquals((amounts ? 36L : 20L) * CUSTOMERS + counters, bytes[1] - bytes[0]);
  }

  @Test
  void baseTakesEightBytesPerOrderOfTheLargestGroup() {
    long[] bytes =
        steadyBytes(
            aggregation(ROWS, CUSTOMERS, LARGEST, true),
            aggregation(ROWS, CUSTOMERS, 2 * LARGEST, true));
    assertEquals(8L * LARGEST, bytes[1] - bytes[0]);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void logHoldsSixteenBytesPerOrder(boolean amounts) {
    int rows = ROWS + 5;
    OrderColumns columns = LogColumns.of(logOf(customers(rows, CUSTOMERS, LARGEST), amounts).get());
    long bytes = 4 * lengths(columns.customer()) + 4 * lengths(columns.day());
    long[][] amount = columns.amount();
    if (amount != null) {
      bytes += 8 * Arrays.stream(amount).mapToLong(block -> block.length).sum();
    }
    assertEquals((amounts ? 16L : 8L) * rows, bytes);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void buildingALogFromColumnsTakesNoMoreThanItHolds(boolean amounts) {
    long[] bytes =
        steadyBytes(
            logOf(customers(ROWS, CUSTOMERS, LARGEST), amounts),
            logOf(customers(2 * ROWS, CUSTOMERS, LARGEST), amounts));
    long besides = bytes[1] - bytes[0] - (amounts ? 16L : 8L) * ROWS;
    assertBetween(0, headers(ROWS, amounts ? 3 : 2), besides);
  }

  @Test
  void addingAKnownTextIdTakesNothing() {
    long[] bytes = steadyBytes(() -> logOfOneCustomer(ROWS), () -> logOfOneCustomer(2 * ROWS));
    assertBetween(0, headers(ROWS, 3), bytes[1] - bytes[0] - 16L * ROWS);
  }

  /** Per array of a block 16 bytes of header and 4 of reference, in lists that grow by halves. */
  private static long headers(int rows, int columns) {
    return (long) rows / BLOCK * columns * (16 + 4 * 8);
  }

  private static Supplier<CustomerBase> aggregation(
      int rows, int customers, int largestGroup, boolean amounts) {
    OrderLog log = logOf(customers(rows, customers, largestGroup), amounts).get();
    return () -> CustomerBase.of(log);
  }

  /**
   * One order for every customer, then more for customer 0 until the first group has as many as
   * wanted, then all others in turn, which leaves each of their groups smaller.
   */
  private static long[] customers(int rows, int customers, int largestGroup) {
    int endOfFirst = customers + largestGroup - GROUP;
    long[] ids = new long[rows];
    for (int row = 0; row < rows; row++) {
      if (row < customers) {
        ids[row] = row;
      } else if (row >= endOfFirst) {
        ids[row] = GROUP + (long) row % (customers - GROUP);
      }
    }
    return ids;
  }

  private static Supplier<OrderLog> logOf(long[] customers, boolean amounts) {
    int[] days = new int[customers.length];
    Arrays.setAll(days, row -> OrderSource.FIRST_DAY + (int) (731L * row / days.length));
    long[] cents = new long[customers.length];
    return amounts
        ? () -> OrderLog.builder(OrderData.EUR).addAll(customers, days, cents).build()
        : () -> OrderLog.builderWithoutAmounts().addAll(customers, days, null).build();
  }

  private static OrderLog logOfOneCustomer(int rows) {
    CharBuffer id = CharBuffer.wrap("C00042".toCharArray());
    OrderLogBuilder log = OrderLog.builder(OrderData.EUR);
    for (int row = 0; row < rows; row++) {
      log.add(id, OrderSource.FIRST_DAY, row);
    }
    return log.build();
  }

  private static long lengths(int[][] blocks) {
    return Arrays.stream(blocks).mapToLong(block -> block.length).sum();
  }

  /** Repeats the actions until compilation no longer changes what they allocate. */
  private static long[] steadyBytes(Supplier<?>... actions) {
    long[] before = {};
    int unchanged = 0;
    for (int round = 0; round < 300; round++) {
      long[] bytes = Arrays.stream(actions).mapToLong(AllocationTest::bytes).toArray();
      unchanged = Arrays.equals(bytes, before) ? unchanged + 1 : 0;
      if (unchanged == 5) {
        return bytes;
      }
      before = bytes;
    }
    return fail("never the same bytes six times in a row, at last " + Arrays.toString(before));
  }

  private static long bytes(Supplier<?> action) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    kept = action.get();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static void assertBetween(long low, long high, long bytes) {
    assertTrue(
        low <= bytes && bytes <= high,
        () -> bytes + " bytes besides, must be between " + low + " and " + high);
  }
}
