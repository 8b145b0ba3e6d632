package org.clv4j.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From orders to one summary per customer, beside {@code Collectors.groupingBy} over order objects.
 *
 * <p>Rows per second are {@code rows} divided by the score. After each fork its last result is
 * compared with a plain walk over the orders in time order.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 5,
    jvmArgsAppend = {"-Xms4g", "-Xmx4g"})
public class AggregationBenchmark {
  @Param("10000000")
  int rows;

  @Param Layout layout = Layout.TIME_ORDER;

  private long expected;

  @Setup
  public void computeExpected() {
    expected = Summaries.expectedChecksum(new OrderSource(rows));
  }

  private OrderData data() {
    return OrderData.of(new OrderSource(rows), layout);
  }

  /** The input and the last output of the columnar aggregation. */
  @State(Scope.Benchmark)
  public static class Columns {
    private OrderLog log = OrderLog.builder(OrderData.EUR).build();
    private CustomerBase last = CustomerBase.of(log, OrderData.LAST_DAY);

    @Setup
    public void build(AggregationBenchmark shop) {
      log = shop.data().log();
    }

    @TearDown
    public void check(AggregationBenchmark shop) {
      Summaries.requireEqual(Summaries.checksum(last, Long::parseLong), shop.expected);
    }

    private CustomerBase aggregate(int threads) {
      last = CustomerBase.of(log, CustomerBase.Options.DEFAULT.withThreads(threads));
      return last;
    }
  }

  /** Arrays whose ids run from 0 without gaps. */
  @State(Scope.Benchmark)
  public static class CloseIds {
    private ArrayInput input = ArrayInput.NONE;

    @Setup
    public void build(AggregationBenchmark shop) {
      input = new ArrayInput(shop.data(), id -> id);
    }

    @TearDown
    public void check(AggregationBenchmark shop) {
      Summaries.requireEqual(input.checksum(), shop.expected);
    }
  }

  /** Arrays whose ids lie anywhere among all longs. */
  @State(Scope.Benchmark)
  public static class ScatteredIds {
    private ArrayInput input = ArrayInput.NONE;

    @Setup
    public void build(AggregationBenchmark shop) {
      input = new ArrayInput(shop.data(), OrderSource::mix);
    }

    @TearDown
    public void check(AggregationBenchmark shop) {
      Summaries.requireEqual(input.checksum(), shop.expected);
    }
  }

  /** The input and the last output of the aggregation with streams. */
  @State(Scope.Benchmark)
  public static class Objects {
    private List<Purchase> purchases = List.of();
    private Map<Integer, Purchase.Summary> last = Map.of();

    @Setup
    public void build(AggregationBenchmark shop) {
      purchases = Purchase.list(shop.data());
    }

    @TearDown
    public void check(AggregationBenchmark shop) {
      Summaries.requireEqual(Summaries.checksum(last), shop.expected);
    }
  }

  @Benchmark
  public CustomerBase oneThread(Columns columns) {
    return columns.aggregate(1);
  }

  @Benchmark
  public CustomerBase twoThreads(Columns columns) {
    return columns.aggregate(2);
  }

  @Benchmark
  public CustomerBase closeIdsOneThread(CloseIds ids) {
    return ids.input.aggregate(1);
  }

  @Benchmark
  public CustomerBase closeIdsTwoThreads(CloseIds ids) {
    return ids.input.aggregate(2);
  }

  @Benchmark
  public CustomerBase scatteredIdsOneThread(ScatteredIds ids) {
    return ids.input.aggregate(1);
  }

  @Benchmark
  public CustomerBase scatteredIdsTwoThreads(ScatteredIds ids) {
    return ids.input.aggregate(2);
  }

  /** With twice the heap, so that collecting garbage is not what is measured. */
  @Benchmark
  @Warmup(iterations = 2, time = 1)
  @Measurement(iterations = 3, time = 1)
  @Fork(
      value = 3,
      jvmArgsAppend = {"-Xms8g", "-Xmx8g"})
  public Map<Integer, Purchase.Summary> naiveGroupingBy(Objects objects) {
    objects.last = Map.of();
    objects.last = Purchase.summaries(objects.purchases);
    return objects.last;
  }
}
