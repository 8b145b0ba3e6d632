package org.clv4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.clv4j.all.internal.BacktestTable;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.io.Table;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.covariate.CovariateOptions;
import org.clv4j.models.covariate.Covariates;
import org.clv4j.models.evaluate.Backtest;
import org.clv4j.models.evaluate.BacktestOptions;
import org.clv4j.models.evaluate.CalibrationBin;
import org.clv4j.models.evaluate.Forecast;
import org.clv4j.models.evaluate.Gate;
import org.clv4j.models.evaluate.PooledBacktest;
import org.clv4j.models.evaluate.Readiness;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "backtest",
    description = {
      "Fits models to the orders up to --calibration-end and compares what they foretell with what"
          + " came by --as-of, beside naive rules.",
      "With --covariates, what must have been known of the customers by --calibration-end,"
          + " pareto-nbd, bg-nbd and mbg-nbd are compared with effects (bg-nbd+covariates) and"
          + " without.",
      "Whether a model does better than the rules, and what is amiss with the data, is said on"
          + " standard error."
    })
final class BacktestCommand implements Callable<Integer> {
  enum By {
    FREQUENCY,
    RECENCY
  }

  @Mixin final OrderInput input = new OrderInput();
  @Mixin final TableOutput output = new TableOutput();
  @Mixin final CovariateFitOptions covariates = new CovariateFitOptions();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      split = ",",
      description =
          "Transaction models of fit, or all; default: all but ggompertz-nbd, the CNBD-k models with"
              + " k searched.")
  List<String> models = new ArrayList<>();

  @Option(
      names = "--by",
      paramLabel = "frequency|recency",
      description =
          "Instead, mean purchases actual and predicted of customers alike in their repeat purchases,"
              + " or in the days from the first purchase to the last.")
  @Nullable By by;

  @Option(
      names = "--origins",
      paramLabel = "N",
      description =
          "Rolling origin: N calibrations, each ending one holdout earlier, and, without --by, rows"
              + " over all of them (calibration_end all); default: ${DEFAULT-VALUE}.")
  int origins = 1;

  @Override
  public Integer call() throws IOException {
    BacktestOptions options = options();
    if (origins < 1) {
      throw input.usage("origins must be at least 1, but was " + origins);
    }
    OrderInput.Loaded loaded = input.load();
    OrderLog log = loaded.read().log();
    List<Backtest> tests = tests(log, options.withPurchasePeriod(loaded.base().purchasePeriod()));
    if (!input.quiet) {
      tell(log, loaded.base(), tests);
    }
    output.write(by == null ? BacktestTable.of(tests) : bins(tests, by), input.out());
    return 0;
  }

  private BacktestOptions options() throws IOException {
    Covariates known = covariates.given(input) ? covariates.read() : null;
    CovariateOptions effects = covariates.options(input);
    BacktestOptions options =
        BacktestOptions.DEFAULT
            .withUnit(input.timeUnit)
            .withThreads(Runtime.getRuntime().availableProcessors());
    try {
      if (!models.isEmpty()) {
        boolean all = models.equals(List.of("all"));
        options = options.withModels(all ? TransactionModels.names() : models);
      }
      return known == null ? options : options.withCovariates(known, effects);
    } catch (IllegalArgumentException e) {
      throw input.usage(e.getMessage());
    }
  }

  /** By default the last third of the days is held out. */
  private List<Backtest> tests(OrderLog log, BacktestOptions options) {
    LocalDate end = input.asOf == null ? log.lastDay() : input.asOf;
    LocalDate split = input.calibrationEnd;
    if (split == null) {
      split = Backtest.calibrationEnd(log.firstDay(), end);
    }
    if (origins == 1) {
      return List.of(Backtest.of(log, split, end, options));
    }
    long days = ChronoUnit.DAYS.between(split, end);
    if (days < 1) {
      throw input.usage("the holdout must end after " + split + ", but ends on " + end);
    }
    List<LocalDate> splits = new ArrayList<>();
    for (int i = origins - 1; i >= 0; i--) {
      splits.add(split.minusDays(i * days));
    }
    return Backtest.rolling(log, splits, TimeSpan.of((double) days, PeriodUnit.DAY), options);
  }

  private void tell(OrderLog log, CustomerBase base, List<Backtest> tests) {
    PrintWriter err = input.err();
    for (Backtest test : tests) {
      LocalDate split = test.calibration().asOf();
      CustomerBase.Options options =
          CustomerBase.Options.DEFAULT.withPurchasePeriod(base.purchasePeriod()).withAsOf(split);
      for (Gate gate : Readiness.of(log, options).gates()) {
        if (gate.status() == Gate.Status.WARNING || gate.status() == Gate.Status.FAILED) {
          err.println(
              (gate.status() == Gate.Status.FAILED ? "failed: " : "warning: ")
                  + gate.name()
                  + ": "
                  + gate.finding()
                  + "; "
                  + gate.remedy());
        }
      }
      test.failures().forEach((name, why) -> err.println("note: no " + name + ": " + why));
      for (Forecast forecast : test.forecasts()) {
        Stream.concat(forecast.fit().stream(), forecast.covariateFit().stream())
            .flatMap(fit -> fit.warnings().stream())
            .forEach(warning -> err.println("warning: " + forecast.name() + ": " + warning));
      }
      err.println("calibration to " + split + ", holdout to " + test.holdoutEnd() + ":");
      test.verdict().sentences().forEach(err::println);
    }
    if (tests.size() > 1) {
      err.println("all " + tests.size() + " origins together:");
      PooledBacktest.of(tests).verdict().sentences().forEach(err::println);
    }
    err.flush();
  }

  private record Bin(Backtest test, String model, CalibrationBin bin) {}

  private static Table bins(List<Backtest> tests, By by) {
    List<Bin> rows = new ArrayList<>();
    for (Backtest test : tests) {
      for (Forecast forecast : test.forecasts()) {
        String name = forecast.name();
        (by == By.FREQUENCY ? test.byFrequency(name) : test.byRecency(name))
            .forEach(bin -> rows.add(new Bin(test, name, bin)));
      }
    }
    return new Table(rows.size())
        .with("model", row -> rows.get(row).model)
        .with(by == By.FREQUENCY ? "frequency" : "recency_days", row -> rows.get(row).bin.label())
        .with("customers", row -> rows.get(row).bin.customers())
        .with("mean_actual", row -> rows.get(row).bin.meanActual())
        .with("mean_predicted", row -> rows.get(row).bin.meanPredicted())
        .with("calibration_end", row -> rows.get(row).test.calibration().asOf());
  }
}
