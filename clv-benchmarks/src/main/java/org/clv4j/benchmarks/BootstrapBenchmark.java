package org.clv4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.uncertainty.BootstrapOptions;
import org.clv4j.models.uncertainty.ModelDraws;
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
import org.openjdk.jmh.annotations.Warmup;

/** A fit of BG/NBD to grouped customers and ten refits to samples of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms4g", "-Xmx4g"})
public class BootstrapBenchmark {
  private static final int REPLICATES = 10;

  @Param({"1", "2"})
  int threads;

  private CustomerSummaries summaries =
      CustomerSummaries.of(
          new int[0], new double[0], new double[0], null, SimulatedCustomers.TRANSACTIONS.unit());

  @Setup
  public void group(SimulatedCustomers data) {
    summaries = data.summaries();
  }

  @Benchmark
  public ModelDraws<BgNbd> bgNbd() {
    ModelDraws<BgNbd> draws =
        ModelDraws.ofResampledCustomers(
            summaries,
            sample -> BgNbd.fit(sample).model(),
            BootstrapOptions.DEFAULT.withReplicates(REPLICATES).withThreads(threads));
    if (draws.failures() > 0) {
      throw new IllegalStateException("all refits must converge, but failed " + draws.failures());
    }
    return draws;
  }
}
