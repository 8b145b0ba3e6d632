package org.clv4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.CharBuffer;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.customer.OrderArrays;
import org.clv4j.core.internal.LogColumns;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.Nbd;
import org.clv4j.models.transaction.ParetoNbd;
import org.clv4j.models.transaction.TransactionModel;
import org.clv4j.models.value.CustomerValues;
import org.clv4j.models.value.Valuation;
import org.clv4j.models.value.ValueOptions;
import org.clv4j.segments.affinity.Affinity;
import org.clv4j.segments.affinity.AffinityRule;
import org.clv4j.segments.affinity.Baskets;
import org.clv4j.segments.cohort.CohortOptions;
import org.clv4j.segments.cohort.CohortTable;
import org.clv4j.segments.health.CustomerBaseHealth;
import org.clv4j.segments.health.HealthOptions;
import org.clv4j.segments.rfm.RfmTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The memory that the javadoc of {@link OrderLog}, {@link CustomerBase} and what is made of them
 * states, to the byte.
 */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int GROUP = AggregationBytes.CUSTOMERS_PER_GROUP;
  private static final int BLOCK = OrderColumns.BLOCK;

  private static final int CUSTOMERS = 16 * GROUP;
  private static final int ROWS = 16 * BLOCK;
  private static final int LARGEST = 3 * BLOCK;

  /** Headers, padding and small objects. */
  private static final long SMALL = 16 << 10;

  /** Of the arrays of the second pass. */
  private static final long PADDING = 16;

  private static final long HALF_MIB = 1 << 19;

  /** Of selections. */
  private static final long COUNTERS = 2 << 20;

  /** Keeps the compiler from leaving an action out. */
  @SuppressWarnings("unused")
  private static volatile @Nullable Object kept;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void baseTakesWhatIsStated(boolean amounts) {
    long[] bytes = steadyBytes(aggregation(ROWS, CUSTOMERS, LARGEST, amounts));
    long stated = AggregationBytes.of(ROWS, CUSTOMERS, amounts);
    assertBetween(0, AggregationBytes.CONSTANT, bytes[0] - stated);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void baseTakesEightBytesPerOrder(boolean amounts) {
    long[] bytes =
        steadyBytes(
            aggregation(ROWS, CUSTOMERS, LARGEST, amounts),
            aggregation(2 * ROWS, CUSTOMERS, LARGEST, amounts));
    assertBetween(0, amounts ? 0 : PADDING, bytes[1] - bytes[0] - 8L * ROWS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void baseTakesOneRowPerCustomerAndThreeCountersPerGroup(boolean amounts) {
    long[] bytes =
        steadyBytes(
            aggregation(ROWS, CUSTOMERS, LARGEST, amounts),
            aggregation(ROWS, 2 * CUSTOMERS, LARGEST, amounts));
    long counters = 12L * (CUSTOMERS / GROUP);
    assertBetween(
        0,
        amounts ? 0 : PADDING,
        bytes[1] - bytes[0] - (amounts ? 36L : 20L) * CUSTOMERS - counters);
  }

  @Test
  void interpurchaseTimesTakeEightBytesPerCustomerWhenAskedFor() {
    OrderLog few = logOf(customers(ROWS, CUSTOMERS, LARGEST), true).get();
    OrderLog many = logOf(customers(ROWS, 2 * CUSTOMERS, LARGEST), true).get();
    CustomerBase.Options options = CustomerBase.Options.DEFAULT.withInterpurchaseTimes();
    long[] bytes =
        steadyBytes(() -> CustomerBase.of(few, options), () -> CustomerBase.of(many, options));
    long counters = 12L * (CUSTOMERS / GROUP);
    assertEquals(44L * CUSTOMERS + counters, bytes[1] - bytes[0]);
  }

  @Test
  void daysThatGoBackwardsTakeEightBytesPerOrderOfTheLargestGroup() {
    long[] customers = customers(ROWS, CUSTOMERS, LARGEST);
    int[] days = days(ROWS);
    long[] cents = new long[ROWS];
    OrderLog inOrder = OrderLog.builder(OrderData.EUR).addAll(customers, days, cents).build();
    for (int row = 0; row < ROWS / 2; row++) {
      int other = ROWS - 1 - row;
      int day = days[row];
      days[row] = days[other];
      days[other] = day;
    }
    OrderLog backwards = OrderLog.builder(OrderData.EUR).addAll(customers, days, cents).build();
    long[] bytes = steadyBytes(() -> CustomerBase.of(inOrder), () -> CustomerBase.of(backwards));
    long stated = AggregationBytes.forDaysThatGoBackwards(LARGEST, OrderSource.DAYS);
    assertBetween(0, AggregationBytes.CONSTANT, bytes[1] - bytes[0] - stated);
  }

  /** As {@link OrderArrays} states, in which days and amounts are made anew, 12 bytes an order. */
  @Test
  void basesOfCloseNumbersTakeWhatIsStated() {
    long[] ids = customers(ROWS, CUSTOMERS, LARGEST);
    long[] more = customers(2 * ROWS, CUSTOMERS, LARGEST);
    long[] bytes = steadyBytes(() -> ofArrays(ids), () -> ofArrays(more));
    assertBetween(-SMALL, SMALL, bytes[1] - bytes[0] - (8 + 12L) * ROWS);
    long[] ofMore =
        steadyBytes(
            () -> ofArrays(more), () -> ofArrays(customers(2 * ROWS, 2 * CUSTOMERS, LARGEST)));
    assertBetween(-SMALL, SMALL, ofMore[1] - ofMore[0] - (12 + 44L) * CUSTOMERS - 16L * ROWS);
    int[] ints = Arrays.stream(ids).mapToInt(Math::toIntExact).toArray();
    long[] ofInts = steadyBytes(() -> of(OrderArrays.of(ints, days(ROWS)), ROWS));
    assertBetween(-SMALL, SMALL, ofInts[0] - bytes[0]);
    long[] moments = new long[ROWS];
    long[] ofMoments =
        steadyBytes(() -> of(OrderArrays.of(ids, moments, ZoneId.of("Europe/Paris")), ROWS));
    assertBetween(-SMALL, 700 << 10, ofMoments[0] - bytes[0] + 4L * ROWS);
  }

  @Test
  void basesOfNumbersWithGapsTakeTheGapsToo() {
    long[] ids = customers(ROWS, CUSTOMERS, LARGEST);
    long[] withGaps = Arrays.stream(ids).map(id -> 2 * id).toArray();
    long[] bytes = steadyBytes(() -> ofArrays(ids), () -> ofArrays(withGaps));
    assertBetween(-SMALL, SMALL, bytes[1] - bytes[0] - 72L * CUSTOMERS);
  }

  /** Within a quarter of a byte an order and four a customer, as parts have tables of their own. */
  @Test
  void basesOfOtherIdsTakeWhatIsStated() {
    long[] few = customers(2 * ROWS, CUSTOMERS, LARGEST);
    long[] moreOrders = customers(4 * ROWS, CUSTOMERS, LARGEST);
    long[] moreCustomers = customers(2 * ROWS, 4 * CUSTOMERS, LARGEST);
    long[][] anywhere = {anywhere(few), anywhere(moreOrders), anywhere(moreCustomers)};
    assertTakes(
        16 + 12,
        60 + 44,
        steadyBytes(
            () -> ofArrays(anywhere[0]), () -> ofArrays(anywhere[1]), () -> ofArrays(anywhere[2])));
    String[][] texts = {uuids(few), uuids(moreOrders)};
    long[] bytes = steadyBytes(() -> ofArrays(texts[0]), () -> ofArrays(texts[1]));
    assertBetween(-HALF_MIB / 2, HALF_MIB / 2, bytes[1] - bytes[0] - (40 + 12) * 2L * ROWS);
  }

  private static void assertTakes(long perOrder, long perCustomer, long[] bytes) {
    assertBetween(-HALF_MIB / 2, HALF_MIB / 2, bytes[1] - bytes[0] - perOrder * 2 * ROWS);
    assertBetween(
        -12L * CUSTOMERS, 12L * CUSTOMERS, bytes[2] - bytes[0] - perCustomer * 3 * CUSTOMERS);
  }

  private static long[] anywhere(long[] numbers) {
    return Arrays.stream(numbers).map(OrderSource::mix).toArray();
  }

  private static String[] uuids(long[] numbers) {
    return Arrays.stream(numbers)
        .mapToObj(n -> new UUID(OrderSource.mix(n), n).toString())
        .toArray(String[]::new);
  }

  private static CustomerBase ofArrays(long[] customers) {
    return of(OrderArrays.of(customers, days(customers.length)), customers.length);
  }

  private static CustomerBase ofArrays(String[] customers) {
    return of(OrderArrays.of(customers, days(customers.length)), customers.length);
  }

  private static CustomerBase of(OrderArrays orders, int rows) {
    return CustomerBase.of(
        orders.withAmounts(new long[rows], OrderData.EUR), CustomerBase.Options.DEFAULT);
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

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sortedOrdersTakeEightBytesPerOrderAndFourPerCustomer(boolean amounts) {
    long[] bytes =
        steadyBytes(
            sorted(ROWS, CUSTOMERS, LARGEST, amounts),
            sorted(2 * ROWS, CUSTOMERS, LARGEST, amounts),
            sorted(ROWS, 2 * CUSTOMERS, LARGEST, amounts),
            sorted(ROWS, CUSTOMERS, 2 * LARGEST, amounts));
    assertEquals(8L * ROWS, bytes[1] - bytes[0]);
    assertEquals(4L * CUSTOMERS + 12L * (CUSTOMERS / GROUP), bytes[2] - bytes[0]);
    assertEquals(8L * LARGEST, bytes[3] - bytes[0]);
    long stated = 8L * ROWS + 4L * CUSTOMERS + 8L * LARGEST + 12L * (CUSTOMERS / GROUP);
    assertBetween(0, SMALL, bytes[0] - stated);
  }

  @Test
  void noOrdersTakeNoRoom() {
    OrderLog none = OrderLog.builder(OrderData.EUR).build();
    assertBetween(0, 4096, steadyBytes(() -> CustomerOrders.of(none))[0]);
  }

  /** Whose amounts have no room in a word; those of a day are put in order without more room. */
  @Test
  void largeAmountsAreSortedInTheSameRoom() {
    long[] customers = customers(ROWS, CUSTOMERS, LARGEST);
    int[] days = days(ROWS);
    long[] few = new Random(5).longs(ROWS, 0, 1000).toArray();
    long[] large = Arrays.stream(few).map(cents -> cents << 40).toArray();
    OrderLog small = OrderLog.builder(OrderData.EUR).addAll(customers, days, few).build();
    OrderLog wide = OrderLog.builder(OrderData.EUR).addAll(customers, days, large).build();
    long[] bytes = steadyBytes(() -> CustomerOrders.of(small), () -> CustomerOrders.of(wide));
    assertBetween(-HALF_MIB / 4, HALF_MIB / 4, bytes[1] - bytes[0]);
  }

  @Test
  void baseOfSortedOrdersTakesItsRowsAlone() {
    CustomerOrders few = sorted(2 * ROWS, CUSTOMERS, LARGEST, true).get();
    CustomerOrders many = sorted(2 * ROWS, 2 * CUSTOMERS, LARGEST, true).get();
    long[] bytes =
        steadyBytes(
            () -> few.base(CustomerBase.Options.DEFAULT),
            () -> many.base(CustomerBase.Options.DEFAULT));
    assertEquals(36L * CUSTOMERS, bytes[1] - bytes[0]);
    assertBetween(0, SMALL, bytes[0] - 36L * CUSTOMERS - 32L * GROUP);
  }

  /** What is held at the end of the aggregation, when its words are not yet given back. */
  @Test
  void aggregationHoldsAtMostSixTenthsMoreThanOrdersAndCustomers() {
    Supplier<CustomerBase> action = aggregation(ROWS, CUSTOMERS, LARGEST, true);
    long allocated = steadyBytes(action)[0];
    long log = 16L * ROWS + 8L * CUSTOMERS;
    long held = log + 36L * CUSTOMERS;
    assertBetween(0, held * 6 / 10, log + allocated - held);
  }

  @Test
  void cohortsTakeFourBytesPerCustomerAndNothingPerOrder() {
    CustomerOrders few = sorted(2 * ROWS, CUSTOMERS, LARGEST, true).get();
    CustomerOrders moreCustomers = sorted(2 * ROWS, 2 * CUSTOMERS, LARGEST, true).get();
    CustomerOrders moreOrders = sorted(4 * ROWS, CUSTOMERS, LARGEST, true).get();
    CohortOptions options = CohortOptions.asOf(OrderData.LAST_DAY);
    long[] bytes =
        steadyBytes(
            () -> CohortTable.of(few, options),
            () -> CohortTable.of(moreCustomers, options),
            () -> CohortTable.of(moreOrders, options));
    assertEquals(4L * CUSTOMERS, bytes[1] - bytes[0]);
    assertEquals(0, bytes[2] - bytes[0]);
  }

  @Test
  void rfmScoresTakeElevenBytesPerCustomer() {
    CustomerBase few = aggregation(2 * ROWS, CUSTOMERS, LARGEST, true).get();
    CustomerBase many = aggregation(2 * ROWS, 2 * CUSTOMERS, LARGEST, true).get();
    long[] bytes = steadyBytes(() -> RfmTable.of(few), () -> RfmTable.of(many));
    assertBetween(-HALF_MIB, HALF_MIB, bytes[1] - bytes[0] - 11L * CUSTOMERS);
    assertBetween(0, COUNTERS, bytes[0] - 11L * CUSTOMERS);
  }

  @Test
  void healthTakes32BytesPerCustomerAndNothingPerOrder() {
    CustomerOrders few = sorted(2 * ROWS, 8 * CUSTOMERS, LARGEST, true).get();
    CustomerOrders moreCustomers = sorted(2 * ROWS, 16 * CUSTOMERS, LARGEST, true).get();
    CustomerOrders moreOrders = sorted(4 * ROWS, 8 * CUSTOMERS, LARGEST, true).get();
    long[] bytes =
        steadyBytes(
            () -> CustomerBaseHealth.of(few, HealthOptions.DEFAULT),
            () -> CustomerBaseHealth.of(moreCustomers, HealthOptions.DEFAULT),
            () -> CustomerBaseHealth.of(moreOrders, HealthOptions.DEFAULT));
    long perCustomer = 32L * 8 * CUSTOMERS;
    assertBetween(-2 * HALF_MIB, 2 * HALF_MIB, bytes[1] - bytes[0] - perCustomer);
    assertBetween(-HALF_MIB, HALF_MIB, bytes[2] - bytes[0]);
    assertBetween(0, 2 * COUNTERS, bytes[0] - perCustomer);
  }

  /**
   * As {@link CustomerValues} states: P(alive), purchases, discounted purchases and spend, and the
   * numbers of the pairs while they are made.
   */
  @Test
  void scoresTakeTheirColumnsAlone() {
    assertScoresTake(32 + 4, new BgNbd(0.8, 30, 0.35, 5.2, PeriodUnit.DAY), 0.1);
    assertScoresTake(32 + 4, new ParetoNbd(0.6, 10, 0.6, 12, PeriodUnit.DAY), 0.1);
    assertScoresTake(24, new Nbd(0.6, 10, PeriodUnit.DAY), 0);
  }

  /** Twice as many customers with the same histories, so that there are no more pairs. */
  private static void assertScoresTake(long perCustomer, TransactionModel model, double rate) {
    ValueOptions options = ValueOptions.DEFAULT.withDiscountRate(DiscountRate.annual(rate));
    Valuation valuation = new Valuation(model, new GammaGamma(6, 4, 15), options);
    CustomerBase few = threeOrdersEach(GROUP);
    CustomerBase many = threeOrdersEach(2 * GROUP);
    long[] bytes = steadyBytes(() -> valuation.values(few), () -> valuation.values(many));
    assertEquals(perCustomer * GROUP, bytes[1] - bytes[0]);
  }

  private static CustomerBase threeOrdersEach(int customers) {
    long[] ids = new long[3 * customers];
    int[] days = new int[ids.length];
    long[] cents = new long[ids.length];
    for (int row = 0; row < ids.length; row++) {
      int customer = row % customers;
      ids[row] = customer;
      days[row] = OrderSource.FIRST_DAY + customer % 16 + row / customers * 20;
      cents[row] = 1000L + customer % 64;
    }
    return CustomerBase.of(
        OrderArrays.of(ids, days).withAmounts(cents, OrderData.EUR),
        CustomerBase.Options.DEFAULT.withAsOf(OrderData.LAST_DAY));
  }

  /** One copy of the earlier rows and ids, and what the later ones take. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void addingOrdersTakesOneCopyOfTheRows(boolean newCustomers) {
    CustomerBase few = aggregation(2 * ROWS, CUSTOMERS, LARGEST, true).get();
    CustomerBase many = aggregation(2 * ROWS, 2 * CUSTOMERS, LARGEST, true).get();
    CustomerBase later = dayAfter(newCustomers ? 4L * CUSTOMERS : 0);
    long[] bytes =
        steadyBytes(
            () -> CustomerBase.mergeByDay(few, later), () -> CustomerBase.mergeByDay(many, later));
    assertEquals((newCustomers ? 44L : 36L) * CUSTOMERS, bytes[1] - bytes[0]);
    assertBetween(0, 64L * later.size() + SMALL, bytes[0] - bytes[1] + bytes[0]);
  }

  private static CustomerBase dayAfter(long firstCustomer) {
    long[] ids = new long[GROUP];
    Arrays.setAll(ids, i -> firstCustomer + i);
    int[] days = new int[GROUP];
    Arrays.fill(days, OrderSource.FIRST_DAY + OrderSource.DAYS);
    return CustomerBase.of(
        OrderLog.builder(OrderData.EUR).addAll(ids, days, new long[GROUP]).build());
  }

  /** As {@link Affinity} states, 4 MB and little else; a table of all pairs would take 200 MB. */
  @Test
  void rulesOfBasketsTakeNoTableOfPairs() {
    PlantedBaskets planted = new PlantedBaskets(100_000, 10);
    Baskets baskets = planted.baskets();
    List<AffinityRule> rules = Affinity.of(baskets).rules();
    assertEquals(2 * PlantedBaskets.PAIRS, rules.size());
    assertTrue(rules.stream().allMatch(PlantedBaskets::isPlanted), rules.toString());
    // Half of it for what is held, half for the exact tests of a few hundred pairs.
    assertBetween(0, 16L * planted.rows(), bytes(() -> Affinity.of(baskets)));
  }

  private static Supplier<CustomerOrders> sorted(
      int rows, int customers, int largestGroup, boolean amounts) {
    OrderLog log = logOf(customers(rows, customers, largestGroup), amounts).get();
    return () -> CustomerOrders.of(log);
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

  private static int[] days(int rows) {
    int[] days = new int[rows];
    Arrays.setAll(
        days, row -> OrderSource.FIRST_DAY + (int) ((long) OrderSource.DAYS * row / rows));
    return days;
  }

  private static Supplier<OrderLog> logOf(long[] customers, boolean amounts) {
    int[] days = days(customers.length);
    long[] cents = new long[customers.length];
    Arrays.setAll(cents, row -> row * 7919L % 10_007);
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
      if (unchanged == 10) {
        return bytes;
      }
      before = bytes;
    }
    return fail("never the same bytes 11 times in a row, at last " + Arrays.toString(before));
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
