package org.clv4j.models.evaluate;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.clv4j.models.covariate.CovariateModel;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.transaction.TransactionModel;
import org.jspecify.annotations.Nullable;

/**
 * What a model or a naive rule foretold of each customer at the end of the calibration, and how it
 * turned out. Rows are those of {@link Backtest#calibration()}.
 */
public final class Forecast {
  private static final double LEVEL = 0.9;

  private final String name;
  private final @Nullable FitResult<? extends TransactionModel> fit;
  private final @Nullable FitResult<CovariateModel> covariateFit;
  private final double[] purchases;
  private final double @Nullable [] value;
  private final double @Nullable [] logScores;
  private final double @Nullable [] activity;
  private final OptionalDouble intervalCoverage;
  private final ForecastAccuracy accuracy;
  private final OptionalDouble valueCapture;
  private final Optional<TrackingError> trackingError;

  private Forecast(
      String name,
      @Nullable FitResult<? extends TransactionModel> fit,
      @Nullable FitResult<CovariateModel> covariateFit,
      double[] purchases,
      double @Nullable [] value,
      double @Nullable [] logScores,
      double @Nullable [] activity,
      OptionalDouble intervalCoverage,
      Optional<TrackingError> trackingError,
      Holdout holdout) {
    this.name = name;
    this.fit = fit;
    this.covariateFit = covariateFit;
    this.purchases = purchases;
    this.value = value;
    this.logScores = logScores;
    this.activity = activity;
    this.intervalCoverage = intervalCoverage;
    this.trackingError = trackingError;
    this.accuracy = ForecastAccuracy.of(purchases, holdout.purchases);
    this.valueCapture = value == null ? OptionalDouble.empty() : holdout.valueCapture(value);
  }

  static Forecast naive(
      String name, double[] purchases, double @Nullable [] value, Holdout holdout) {
    return new Forecast(
        name,
        null,
        null,
        purchases,
        value,
        null,
        null,
        OptionalDouble.empty(),
        holdout.trackingError(Arrays.stream(purchases).sum()),
        holdout);
  }

  static Forecast of(
      FitResult<? extends TransactionModel> fit,
      double[] purchases,
      double @Nullable [] value,
      Holdout holdout,
      int threads) {
    return of(
        fit.model().name(),
        fit,
        null,
        RowModels.same(fit.model()),
        purchases,
        value,
        holdout,
        threads);
  }

  static Forecast withCovariates(
      FitResult<CovariateModel> fit,
      RowModels models,
      double[] purchases,
      double @Nullable [] value,
      Holdout holdout,
      int threads) {
    String name = fit.model().name() + Backtest.WITH_COVARIATES;
    return of(name, null, fit, models, purchases, value, holdout, threads);
  }

  private static Forecast of(
      String name,
      @Nullable FitResult<? extends TransactionModel> fit,
      @Nullable FitResult<CovariateModel> covariateFit,
      RowModels models,
      double[] purchases,
      double @Nullable [] value,
      Holdout holdout,
      int threads) {
    return new Forecast(
        name,
        fit,
        covariateFit,
        purchases,
        value,
        holdout.logScores(models, threads),
        holdout.activity(models, threads),
        OptionalDouble.of(holdout.coverage(models, LEVEL, threads)),
        holdout.trackingError(models, threads),
        holdout);
  }

  /**
   * The model's name, or that of a naive rule.
   *
   * @return for example {@code bg-nbd}, {@code bg-nbd+covariates} or {@code naive-same-rate}
   */
  public String name() {
    return name;
  }

  /**
   * Whether it is a naive rule.
   *
   * @return true if no model was fitted
   */
  public boolean isNaive() {
    return fit == null && covariateFit == null;
  }

  /**
   * The fit to the calibration.
   *
   * @return the fit, empty for a naive rule and for a model with covariates
   */
  public Optional<FitResult<? extends TransactionModel>> fit() {
    return Optional.ofNullable(fit);
  }

  /**
   * The fit of a model with covariates to the calibration.
   *
   * @return the fit, empty for all others
   */
  public Optional<FitResult<CovariateModel>> covariateFit() {
    return Optional.ofNullable(covariateFit);
  }

  /**
   * The purchases predicted of a customer in the holdout.
   *
   * @param row a row of the calibration
   * @return 0 or more
   */
  public double purchases(int row) {
    return purchases[Objects.checkIndex(row, purchases.length)];
  }

  /**
   * The spend predicted of a customer in the holdout: purchases times spend per purchase, of the
   * Gamma-Gamma model for models, of what the rule itself goes by for naive rules.
   *
   * @param row a row of the calibration
   * @return in major units, empty where the orders have no amounts
   */
  public OptionalDouble spend(int row) {
    Objects.checkIndex(row, purchases.length);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value[row]);
  }

  /**
   * How near the predicted purchases came.
   *
   * @return the measures
   */
  public ForecastAccuracy accuracy() {
    return accuracy;
  }

  /**
   * The share of the spend of the holdout that came from the tenth of the customers of whom most
   * spend was predicted.
   *
   * @return from 0 to 1, empty where nothing was spent or the orders have no amounts
   */
  public OptionalDouble valueCapture() {
    return valueCapture;
  }

  /**
   * How far the weeks of the holdout were off. A model says what it expects of each week of the
   * cohort from the first birth on ({@link org.clv4j.models.value.CohortTracking}); a naive rule
   * spreads its total evenly.
   *
   * @return the errors, empty where no whole week lies in the holdout, or nothing came
   */
  public Optional<TrackingError> trackingError() {
    return trackingError;
  }

  /**
   * The mean over the customers of ln P(X(T, T + t) = n | history) of the n that came.
   *
   * @return the score, higher is better; empty for naive rules, which give no probabilities
   */
  public OptionalDouble logScore() {
    return logScores == null ? OptionalDouble.empty() : Arrays.stream(logScores).average();
  }

  /**
   * The share of customers whose purchases lay within the interval that the model gives 90 % to,
   * from its 5 % to its 95 % point. A count at an edge counts with the part of its probability that
   * is within (randomised coverage, its mean), so that a right model has 0.9 though counts are
   * discrete. Parameters are taken as known.
   *
   * @return from 0 to 1; empty for naive rules, which give no probabilities
   */
  public OptionalDouble intervalCoverage() {
    return intervalCoverage;
  }

  /** The predicted purchases by row. */
  double[] purchases() {
    return purchases;
  }

  /** The scores by row, which only models have. */
  double[] logScores() {
    return Objects.requireNonNull(logScores, "only models have scores");
  }

  /** The probability of a purchase in the holdout by row. */
  double[] activity() {
    if (activity == null) {
      throw new IllegalArgumentException(
          "forecast must be a model, for only models give probabilities, but was " + name);
    }
    return activity;
  }

  /** The squared errors by row. */
  double[] squaredErrors(Holdout holdout) {
    double[] squared = new double[purchases.length];
    Arrays.setAll(
        squared,
        row ->
            (purchases[row] - holdout.purchases[row]) * (purchases[row] - holdout.purchases[row]));
    return squared;
  }
}
