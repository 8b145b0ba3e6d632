package org.clv4j.models.evaluate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CalibrationHoldout;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;

/**
 * Models fitted to what was known on a day, and what came after it, beside naive rules.
 *
 * <p>The calibration is {@link CustomerBase} as of that day: no order after it has a part in who is
 * a customer, in a history, in spend, in a fit or in a prediction. Customers who first order later
 * are not foretold and do not count. Actual are the purchase periods with an order in the holdout.
 *
 * <p>The naive rules, which take no model: {@code naive-same-rate} lets each customer go on at x /
 * T, {@code naive-cohort-mean} at the mean of all whose first order was in the same month, {@code
 * naive-last-year} repeats what the customer did in the same span a year before, where the history
 * covers it.
 *
 * <p>With {@linkplain BacktestOptions#withCovariates covariates}, {@code bg-nbd+covariates} stands
 * beside {@code bg-nbd}. Covariates are constant in time, so that those of the customers of the
 * calibration are all that a fit sees, and nothing leaks if they were known by then.
 */
public final class Backtest {
  /** As many purchases per day as before. */
  public static final String SAME_RATE = "naive-same-rate";

  /** What the customer did a year before. */
  public static final String LAST_YEAR = "naive-last-year";

  /** What customers of the same month of first order do on average. */
  public static final String COHORT_MEAN = "naive-cohort-mean";

  /** What the name of a model with covariates ends with. */
  public static final String WITH_COVARIATES = "+covariates";

  private final Holdout holdout;
  private final Map<String, Forecast> forecasts = new LinkedHashMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();

  private Backtest(Holdout holdout) {
    this.holdout = holdout;
  }

  /**
   * Fits and compares.
   *
   * @param log the orders
   * @param calibrationEnd the last day that the models may know
   * @param holdoutEnd the last day to be foretold
   * @param options models, units, threads
   * @return the comparison; a model that cannot be fitted is in {@link #failures()}
   * @throws IllegalArgumentException if the holdout does not end after the calibration, fewer than
   *     two customers had ordered by then, or one of these has no covariates where others have
   */
  public static Backtest of(
      OrderLog log, LocalDate calibrationEnd, LocalDate holdoutEnd, BacktestOptions options) {
    CustomerBase.Options base =
        CustomerBase.Options.DEFAULT
            .withPurchasePeriod(options.purchasePeriod())
            .withThreads(options.threads());
    CalibrationHoldout cut =
        CalibrationHoldout.of(
            log,
            calibrationEnd,
            (options.needInterpurchaseTimes() ? base.withInterpurchaseTimes() : base)
                .withAsOf(holdoutEnd));
    if (cut.calibration().size() < 2) {
      throw new IllegalArgumentException(
          "calibration must hold two customers at least, but "
              + cut.calibration().size()
              + " had ordered by "
              + calibrationEnd);
    }
    Backtest test = new Backtest(new Holdout(log, cut, options.unit()));
    NaiveForecasts naive = new NaiveForecasts(test.holdout);
    new ModelForecasts(test.holdout, naive, options).into(test.forecasts, test.failures);
    test.add(naive.sameRate());
    Forecast lastYear = naive.lastYear(log, base);
    if (lastYear == null) {
      test.failures.put(
          LAST_YEAR,
          "the orders must go back to "
              + calibrationEnd.minusYears(1).plusDays(1)
              + " and the holdout be a year at most, but they begin on "
              + cut.calibration().observationPeriod().firstDay()
              + " and it ends on "
              + holdoutEnd);
    } else {
      test.add(lastYear);
    }
    test.add(naive.cohortMean());
    return test;
  }

  /**
   * The day that leaves the last third of the days to be foretold.
   *
   * @param first the first day of the orders
   * @param end the last day to be foretold, not before the first
   * @return the last day that the models may know
   */
  public static LocalDate calibrationEnd(LocalDate first, LocalDate end) {
    return first.plusDays(ChronoUnit.DAYS.between(first, end) * 2 / 3);
  }

  /**
   * The same from several days, each with a holdout of the same length: whether a result was luck.
   *
   * @param log the orders
   * @param origins the last days of the calibrations, at least one
   * @param length of each holdout, a whole number of days
   * @param options models, units, threads
   * @return one comparison for each origin, in their order
   * @throws IllegalArgumentException if there is no origin, a holdout ends after the last order, or
   *     an origin does not give a {@link #of backtest}
   */
  public static List<Backtest> rolling(
      OrderLog log, List<LocalDate> origins, TimeSpan length, BacktestOptions options) {
    double days = length.in(PeriodUnit.DAY);
    if (!(days >= 1 && days == Math.rint(days))) {
      throw new IllegalArgumentException(
          "length must be a whole number of days, at least one, but was " + length);
    }
    if (origins.isEmpty()) {
      throw new IllegalArgumentException("origins must not be empty");
    }
    List<Backtest> tests = new ArrayList<>();
    for (LocalDate origin : origins) {
      LocalDate end = origin.plusDays((long) days);
      if (end.isAfter(log.lastDay())) {
        throw new IllegalArgumentException(
            "holdout must end by the last order, on "
                + log.lastDay()
                + ", but that from "
                + origin
                + " ends on "
                + end);
      }
      tests.add(of(log, origin, end, options));
    }
    return List.copyOf(tests);
  }

  private void add(Forecast forecast) {
    forecasts.put(forecast.name(), forecast);
  }

  /**
   * What was known: one row per customer as of the split.
   *
   * @return the base whose rows the forecasts have
   */
  public CustomerBase calibration() {
    return holdout.calibration;
  }

  /**
   * The last day that was foretold.
   *
   * @return the local day
   */
  public LocalDate holdoutEnd() {
    return holdout.end;
  }

  /**
   * The purchases that a customer made in the holdout.
   *
   * @param row a row of {@link #calibration()}
   * @return 0 or more
   */
  public int actual(int row) {
    return (int) holdout.purchases[Objects.checkIndex(row, holdout.purchases.length)];
  }

  /**
   * All forecasts.
   *
   * @return the models in the order asked for, each with covariates after that without, then the
   *     naive rules
   */
  public List<Forecast> forecasts() {
    return List.copyOf(forecasts.values());
  }

  /**
   * One forecast.
   *
   * @param name a model or a naive rule
   * @return the forecast
   * @throws IllegalArgumentException if there is none of that name
   */
  public Forecast forecast(String name) {
    Forecast forecast = forecasts.get(name);
    if (forecast == null) {
      throw new IllegalArgumentException(
          "forecast must be one of "
              + forecasts.keySet()
              + ", but was \""
              + name
              + "\""
              + (failures.containsKey(name) ? ": " + failures.get(name) : ""));
    }
    return forecast;
  }

  /**
   * What could not be had.
   *
   * @return by model or naive rule, why; {@code gamma-gamma} where spend has no model, and models
   *     take each customer's own spend per purchase
   */
  public Map<String, String> failures() {
    return Collections.unmodifiableMap(failures);
  }

  /**
   * Predicted and actual purchases of customers with the same number of repeat purchases.
   *
   * @param name a model or a naive rule
   * @return the bins 0 to 6 and 7+, but for those without customers
   * @throws IllegalArgumentException if there is no such forecast
   */
  public List<CalibrationBin> byFrequency(String name) {
    return new CalibrationBins(holdout).byFrequency(forecast(name));
  }

  /**
   * Predicted and actual purchases of customers with about the same t<sub>x</sub>, the time from
   * the first purchase to the last.
   *
   * @param name a model or a naive rule
   * @return customers who bought once, then eight equal parts of the longest age, in days; without
   *     those that hold no customer
   * @throws IllegalArgumentException if there is no such forecast
   */
  public List<CalibrationBin> byRecency(String name) {
    return new CalibrationBins(holdout).byRecency(forecast(name));
  }

  /**
   * Predicted and actual purchases of customers with about the same age T, the time from the first
   * purchase to the end of the calibration.
   *
   * @param name a model or a naive rule
   * @return eight equal parts of the longest age, in days; without those that hold no customer
   * @throws IllegalArgumentException if there is no such forecast
   */
  public List<CalibrationBin> byAge(String name) {
    return new CalibrationBins(holdout).byAge(forecast(name));
  }

  /**
   * Predicted and actual purchases of customers whose last purchase was about as long ago, T -
   * t<sub>x</sub>.
   *
   * @param name a model or a naive rule
   * @return eight equal parts of the longest age, in days; without those that hold no customer
   * @throws IllegalArgumentException if there is no such forecast
   */
  public List<CalibrationBin> byTimeSinceLastPurchase(String name) {
    return new CalibrationBins(holdout).byTimeSinceLastPurchase(forecast(name));
  }

  /**
   * Whether those buy at all of whom a model says so: customers with about the same probability 1 -
   * P(X(T, T + t) = 0 | history) of a purchase in the holdout, and the share of them who made one.
   *
   * @param name a model
   * @return tenths of the probability; {@code meanPredicted} is the mean of the probabilities,
   *     {@code meanActual} the share; without those that hold no customer
   * @throws IllegalArgumentException if there is no such forecast, or it is a naive rule, which
   *     gives no probabilities
   */
  public List<CalibrationBin> byActivity(String name) {
    return new CalibrationBins(holdout).byActivity(forecast(name));
  }

  /** Of the squared errors of two forecasts, the first less the second. */
  MeanDifference squaredErrors(String name, String other) {
    return MeanDifference.of(
        forecast(name).squaredErrors(holdout), forecast(other).squaredErrors(holdout), null);
  }

  /**
   * Whether a model does better than the naive rules, in words.
   *
   * @return the verdict
   */
  public Verdict verdict() {
    List<Entrant> entrants =
        forecasts.values().stream()
            .map(
                forecast ->
                    new Entrant(
                        forecast.name(),
                        forecast.isNaive(),
                        forecast.squaredErrors(holdout),
                        forecast.isNaive() ? null : forecast.logScores(),
                        forecast.accuracy()))
            .toList();
    return Verdict.of(entrants, IntStream.range(0, holdout.purchases.length).toArray());
  }

  boolean hasForecast(String name) {
    return forecasts.containsKey(name);
  }

  /** What came, by row. */
  double[] actual() {
    return holdout.purchases;
  }
}
