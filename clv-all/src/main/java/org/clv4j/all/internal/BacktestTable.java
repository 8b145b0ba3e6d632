package org.clv4j.all.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.clv4j.io.Table;
import org.clv4j.models.evaluate.Backtest;
import org.clv4j.models.evaluate.Forecast;
import org.clv4j.models.evaluate.ForecastAccuracy;
import org.clv4j.models.evaluate.PooledBacktest;
import org.clv4j.models.evaluate.PooledBacktest.PooledForecast;
import org.jspecify.annotations.Nullable;

/** How well forecasts did, as rows. */
public final class BacktestTable {
  private BacktestTable() {}

  /** A row of the result: of a forecast, of one that could not be made, or over all origins. */
  private record Row(
      String name,
      @Nullable Backtest test,
      @Nullable Forecast forecast,
      @Nullable PooledForecast pooled) {
    static Row of(Backtest test, String name, @Nullable Forecast forecast) {
      return new Row(name, test, forecast, null);
    }

    @Nullable Double accuracy(Function<ForecastAccuracy, OptionalDouble> measure) {
      ForecastAccuracy accuracy =
          forecast != null ? forecast.accuracy() : pooled != null ? pooled.accuracy() : null;
      return accuracy == null ? null : cell(measure.apply(accuracy));
    }

    @Nullable Double number(ToDoubleFunction<ForecastAccuracy> measure) {
      return accuracy(found -> OptionalDouble.of(measure.applyAsDouble(found)));
    }

    @Nullable Double forecast(Function<Forecast, OptionalDouble> measure) {
      return forecast == null ? null : cell(measure.apply(forecast));
    }

    @Nullable Double either(
        Function<Forecast, OptionalDouble> measure,
        Function<PooledForecast, OptionalDouble> ofPooled) {
      return pooled == null ? forecast(measure) : cell(ofPooled.apply(pooled));
    }

    private static @Nullable Double cell(OptionalDouble value) {
      return value.isPresent() ? (Double) value.getAsDouble() : null;
    }
  }

  /**
   * One row per forecast, and those of all tests together where there are several.
   *
   * @param tests at least one
   * @return the table
   */
  public static Table of(List<Backtest> tests) {
    List<Row> rows = new ArrayList<>(tests.stream().flatMap(BacktestTable::rows).toList());
    if (tests.size() > 1) {
      PooledBacktest.of(tests)
          .forecasts()
          .forEach(pooled -> rows.add(new Row(pooled.name(), null, null, pooled)));
    }
    return new Table(rows.size())
        .with("model", row -> rows.get(row).name)
        .with("mae", row -> rows.get(row).number(ForecastAccuracy::meanAbsoluteError))
        .with("rmse", row -> rows.get(row).number(ForecastAccuracy::rootMeanSquaredError))
        .with("bias", row -> rows.get(row).number(ForecastAccuracy::bias))
        .with("total_predicted", row -> rows.get(row).number(ForecastAccuracy::totalPredicted))
        .with("total_actual", row -> rows.get(row).number(ForecastAccuracy::totalActual))
        .with("relative_bias", row -> rows.get(row).accuracy(ForecastAccuracy::relativeBias))
        .with("rank_correlation", row -> rows.get(row).accuracy(ForecastAccuracy::rankCorrelation))
        .with("top_decile_lift", row -> rows.get(row).accuracy(ForecastAccuracy::topDecileLift))
        .with("value_capture", row -> rows.get(row).forecast(Forecast::valueCapture))
        .with("cumulative_tracking_error", row -> tracking(rows.get(row), true))
        .with("incremental_tracking_error", row -> tracking(rows.get(row), false))
        .with(
            "log_score", row -> rows.get(row).either(Forecast::logScore, PooledForecast::logScore))
        .with(
            "coverage_90",
            row ->
                rows.get(row).either(Forecast::intervalCoverage, PooledForecast::intervalCoverage))
        .with("calibration_end", row -> day(rows.get(row), test -> test.calibration().asOf()))
        .with("holdout_end", row -> day(rows.get(row), Backtest::holdoutEnd));
  }

  private static Object day(Row row, Function<Backtest, LocalDate> of) {
    return row.test == null ? "all" : of.apply(row.test);
  }

  private static Stream<Row> rows(Backtest test) {
    return Stream.concat(
        test.forecasts().stream().map(forecast -> Row.of(test, forecast.name(), forecast)),
        test.failures().keySet().stream()
            .filter(name -> !name.equals("gamma-gamma"))
            .map(name -> Row.of(test, name, null)));
  }

  private static @Nullable Double tracking(Row row, boolean cumulative) {
    return row.forecast(
        forecast ->
            forecast.trackingError().stream()
                .mapToDouble(error -> cumulative ? error.cumulative() : error.incremental())
                .findFirst());
  }
}
