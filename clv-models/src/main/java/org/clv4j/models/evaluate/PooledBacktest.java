package org.clv4j.models.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerBase;

/**
 * Backtests from several origins taken together.
 *
 * <p>Each customer counts once for each origin at which it was known. Purchases of one customer
 * from different origins hang together, so that standard errors take all that one customer did as
 * one observation. What moved all customers at once is in no standard error; compare the origins
 * for that.
 *
 * @param forecasts models and rules that every origin has
 * @param verdict whether a model does better than the rules over all origins
 */
public record PooledBacktest(List<PooledForecast> forecasts, Verdict verdict) {

  /**
   * One forecast over all origins.
   *
   * @param name of the model or the naive rule
   * @param accuracy over all customers of all origins
   * @param logScore mean over the same, empty for naive rules
   * @param intervalCoverage share of the same within the intervals of 90 %, empty for naive rules
   */
  public record PooledForecast(
      String name,
      ForecastAccuracy accuracy,
      OptionalDouble logScore,
      OptionalDouble intervalCoverage) {}

  /** Takes a copy. */
  public PooledBacktest {
    forecasts = List.copyOf(forecasts);
  }

  /**
   * Pools.
   *
   * @param tests one for each origin, at least one, of the same orders
   * @return the forecasts that all of them have, taken together
   * @throws IllegalArgumentException if there is no test
   */
  public static PooledBacktest of(List<Backtest> tests) {
    if (tests.isEmpty()) {
      throw new IllegalArgumentException("tests must not be empty");
    }
    double[] actual = joined(tests, Backtest::actual);
    List<PooledForecast> forecasts = new ArrayList<>();
    List<Entrant> entrants = new ArrayList<>();
    for (Forecast first : tests.get(0).forecasts()) {
      String name = first.name();
      if (tests.stream().anyMatch(test -> !test.hasForecast(name))) {
        continue;
      }
      double[] predicted = joined(tests, test -> test.forecast(name).purchases());
      Entrant entrant = Entrant.of(name, first.isNaive(), predicted, actual);
      entrants.add(
          first.isNaive()
              ? entrant
              : entrant.withLogScores(joined(tests, test -> test.forecast(name).logScores())));
      forecasts.add(
          new PooledForecast(
              name,
              entrant.accuracy(),
              mean(tests, test -> test.forecast(name).logScore()),
              mean(tests, test -> test.forecast(name).intervalCoverage())));
    }
    return new PooledBacktest(forecasts, Verdict.of(entrants, customers(tests)));
  }

  private static double[] joined(List<Backtest> tests, Function<Backtest, double[]> column) {
    return tests.stream().map(column).flatMapToDouble(Arrays::stream).toArray();
  }

  /** Over the customers of all origins. */
  private static OptionalDouble mean(
      List<Backtest> tests, Function<Backtest, OptionalDouble> measure) {
    double sum = 0;
    double customers = 0;
    for (Backtest test : tests) {
      OptionalDouble value = measure.apply(test);
      if (value.isEmpty()) {
        return value;
      }
      int size = test.calibration().size();
      sum += size * value.getAsDouble();
      customers += size;
    }
    return OptionalDouble.of(sum / customers);
  }

  private static int[] customers(List<Backtest> tests) {
    Map<String, Integer> numbers = new HashMap<>();
    return tests.stream()
        .map(Backtest::calibration)
        .flatMapToInt(base -> numbered(base, numbers))
        .toArray();
  }

  private static IntStream numbered(CustomerBase base, Map<String, Integer> numbers) {
    return IntStream.range(0, base.size())
        .map(row -> numbers.computeIfAbsent(base.id(row), id -> numbers.size()));
  }
}
