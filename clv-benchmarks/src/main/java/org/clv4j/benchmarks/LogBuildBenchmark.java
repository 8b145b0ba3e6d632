package org.clv4j.benchmarks;

import java.util.Arrays;
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

/** From whole columns in time order to a log; each row of text ids has a string of its own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xms4g", "-Xmx4g"})
public class LogBuildBenchmark {
  @Param("10000000")
  int rows;

  private long expected;
  private OrderLog last = OrderLog.builder(OrderData.EUR).build();

  @Setup
  public void computeExpected() {
    expected = Summaries.expectedChecksum(new OrderSource(rows));
  }

  @TearDown
  public void check() {
    Summaries.requireEqual(
        Summaries.checksum(CustomerBase.of(last), id -> Long.parseLong(id.replace("C", ""))),
        expected);
  }

  private OrderData data() {
    return OrderData.of(new OrderSource(rows), Layout.TIME_ORDER);
  }

  /** Ids from 0 without gaps. */
  @State(Scope.Benchmark)
  public static class Numbers {
    private long[] ids = {};
    private int[] days = {};
    private long[] cents = {};

    @Setup
    public void build(LogBuildBenchmark shop) {
      OrderData data = shop.data();
      ids = data.customer;
      days = data.day;
      cents = data.cents;
    }
  }

  /** Ids such as {@code C0001234}. */
  @State(Scope.Benchmark)
  public static class Texts {
    private String[] ids = {};
    private int[] days = {};
    private long[] cents = {};

    @Setup
    public void build(LogBuildBenchmark shop) {
      OrderData data = shop.data();
      ids = new String[data.rows()];
      Arrays.setAll(ids, row -> "C" + Long.toString(10_000_000 + data.customer[row]).substring(1));
      days = data.day;
      cents = data.cents;
    }
  }

  @Benchmark
  public OrderLog denseLongIds(Numbers numbers) {
    last = OrderLog.builder(OrderData.EUR).addAll(numbers.ids, numbers.days, numbers.cents).build();
    return last;
  }

  @Benchmark
  public OrderLog stringIds(Texts texts) {
    last = OrderLog.builder(OrderData.EUR).addAll(texts.ids, texts.days, texts.cents).build();
    return last;
  }
}
