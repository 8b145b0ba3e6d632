package org.clv4j.benchmarks;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.MbgNbd;
import org.clv4j.models.transaction.ParetoNbd;
import org.clv4j.models.transaction.TransactionModel;
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
 * From columns of customers to a fitted model with standard errors: grouping and fit.
 *
 * <p>The last result of each fork must be without warnings and must state the log-likelihood that
 * its model gives customer by customer; it is printed to the last digit.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xms4g", "-Xmx4g"})
public class FitBenchmark {
  private static final double TOLERANCE = 1e-6;

  @Param("1")
  int threads;

  @Benchmark
  public FitResult<BgNbd> bgNbd(LastFit last, SimulatedCustomers data) {
    return last.keep(BgNbd.fit(data.summaries(), options()));
  }

  @Benchmark
  public FitResult<MbgNbd> mbgNbd(LastFit last, SimulatedCustomers data) {
    return last.keep(MbgNbd.fit(data.summaries(), options()));
  }

  @Benchmark
  public FitResult<ParetoNbd> paretoNbd(LastFit last, SimulatedCustomers data) {
    return last.keep(ParetoNbd.fit(data.summaries(), options()));
  }

  @Benchmark
  public FitResult<GammaGamma> gammaGamma(LastFit last, SimulatedCustomers data) {
    return last.keep(GammaGamma.fit(data.spends(), options()));
  }

  private FitOptions options() {
    return FitOptions.DEFAULT.withThreads(threads);
  }

  /** Keeps what a benchmark made last and checks it after the fork. */
  @State(Scope.Benchmark)
  public static class LastFit {
    private @Nullable FitResult<?> result;

    <M> FitResult<M> keep(FitResult<M> made) {
      result = made;
      return made;
    }

    @TearDown
    public void check(SimulatedCustomers data) {
      FitResult<?> fit = Objects.requireNonNull(result, "no fit");
      if (!fit.warnings().isEmpty()) {
        throw new IllegalStateException("fit must be without warnings, but had " + fit.warnings());
      }
      double expected =
          fit.model() instanceof TransactionModel model
              ? model.logLikelihood(data.summaries())
              : ((GammaGamma) fit.model()).logLikelihood(data.spends());
      if (!(Math.abs(fit.logLikelihood() / expected - 1) <= TOLERANCE)) {
        throw new IllegalStateException(
            "log-likelihood must be " + expected + ", but was " + fit.logLikelihood());
      }
      System.out.println(
          "# "
              + data.summaries().rows()
              + " rows, "
              + fit.evaluations()
              + " evaluations, log-likelihood "
              + fit.logLikelihood()
              + ", "
              + fit.parameters()
              + ", gradient "
              + fit.gradientNorm());
    }
  }
}
