package org.clv4j.benchmarks;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.value.CustomerValue;
import org.clv4j.models.value.CustomerValues;
import org.clv4j.models.value.Valuation;
import org.clv4j.models.value.ValueOptions;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Scores of all customers of a base with a BG/NBD over a year.
 *
 * <p>After each fork every thousandth row of the last result must be, bit for bit, what the same
 * customer scores alone.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xms4g", "-Xmx4g"})
public class ScoreBenchmark {
  @Param("1")
  int threads;

  /** P(alive) and expected purchases. */
  @Benchmark
  public CustomerValues purchases(LastValues last, SimulatedCustomers data) {
    return last.keep(null, DiscountRate.annual(0), threads, data.base());
  }

  /** The same, discounted purchases, expected spend: all that a customer lifetime value needs. */
  @Benchmark
  public CustomerValues discountedValue(LastValues last, SimulatedCustomers data) {
    return last.keep(SimulatedCustomers.SPEND, DiscountRate.annual(0.1), threads, data.base());
  }

  /** Keeps what a benchmark made last and checks it after the fork. */
  @State(Scope.Benchmark)
  public static class LastValues {
    private static final int STRIDE = 1000;

    private @Nullable CustomerValues values;

    CustomerValues keep(
        @Nullable GammaGamma spend, DiscountRate rate, int threads, CustomerBase base) {
      ValueOptions options = ValueOptions.DEFAULT.withDiscountRate(rate).withThreads(threads);
      CustomerValues made =
          new Valuation(SimulatedCustomers.TRANSACTIONS, spend, options).values(base);
      values = made;
      return made;
    }

    @TearDown
    public void check() {
      CustomerValues all = Objects.requireNonNull(values, "no values");
      for (int row = 0; row < all.size(); row += STRIDE) {
        CustomerValue alone = all.valuation().value(all.base(), row);
        if (!all.value(row).equals(alone)) {
          throw new IllegalStateException(
              "customer " + all.id(row) + " must score " + alone + ", but was " + all.value(row));
        }
      }
    }
  }
}
