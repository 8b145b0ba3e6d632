package org.clv4j.models.evaluate;

import java.util.List;
import java.util.Objects;
import org.clv4j.core.customer.PurchasePeriod;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.covariate.CovariateModel;
import org.clv4j.models.covariate.CovariateOptions;
import org.clv4j.models.covariate.Covariates;
import org.jspecify.annotations.Nullable;

/**
 * What is compared, and how.
 *
 * @param models names of {@link TransactionModels}, none of them twice; may be empty, which leaves
 *     the naive rules
 * @param unit the unit of the models' times
 * @param purchasePeriod what the models merge into one purchase
 * @param threads at most so many, at least 1; their number changes no bit of the result
 * @param covariates what is known of the customers, so that the models that covariates can act in
 *     are compared with and without; null for none
 * @param effects how covariates act; the threads of its fits are those above
 */
public record BacktestOptions(
    List<String> models,
    PeriodUnit unit,
    PurchasePeriod purchasePeriod,
    int threads,
    @Nullable Covariates covariates,
    CovariateOptions effects) {
  /**
   * All models but {@code ggompertz-nbd}, whose extra parameter seldom pays and takes longest to
   * find; weeks, one purchase a day, one thread.
   */
  public static final BacktestOptions DEFAULT =
      new BacktestOptions(
          TransactionModels.names().stream().filter(name -> !name.equals("ggompertz-nbd")).toList(),
          PeriodUnit.WEEK,
          PurchasePeriod.DAY,
          1,
          null,
          CovariateOptions.DEFAULT);

  /** Checks the names. */
  public BacktestOptions {
    models = List.copyOf(models);
    Objects.requireNonNull(unit, "unit must not be null");
    Objects.requireNonNull(purchasePeriod, "purchasePeriod must not be null");
    models.forEach(TransactionModels::needsInterpurchaseTimes);
    if (models.stream().distinct().count() < models.size()) {
      throw new IllegalArgumentException("models must differ, but were " + models);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but was " + threads);
    }
    Objects.requireNonNull(effects, "effects must not be null");
    if (covariates != null && models.stream().noneMatch(CovariateModel.names()::contains)) {
      throw new IllegalArgumentException(
          "models must hold one of "
              + CovariateModel.names()
              + ", in which covariates can act, but were "
              + models);
    }
  }

  /**
   * The same with other models.
   *
   * @param names of {@link TransactionModels}
   * @return new options
   * @throws IllegalArgumentException if there is no such model, or one is named twice
   */
  public BacktestOptions withModels(List<String> names) {
    return new BacktestOptions(names, unit, purchasePeriod, threads, covariates, effects);
  }

  /**
   * The same with another unit.
   *
   * @param timeUnit of the models' times
   * @return new options
   */
  public BacktestOptions withUnit(PeriodUnit timeUnit) {
    return new BacktestOptions(models, timeUnit, purchasePeriod, threads, covariates, effects);
  }

  /**
   * The same with another purchase period.
   *
   * @param period what the models merge
   * @return new options
   */
  public BacktestOptions withPurchasePeriod(PurchasePeriod period) {
    return new BacktestOptions(models, unit, period, threads, covariates, effects);
  }

  /**
   * The same with another number of threads.
   *
   * @param number at least 1
   * @return new options
   */
  public BacktestOptions withThreads(int number) {
    return new BacktestOptions(models, unit, purchasePeriod, number, covariates, effects);
  }

  /**
   * The same with covariates.
   *
   * <p>They must be known by the end of the calibration and not change, such as the channel of the
   * first order. What counts something up to the holdout would foretell it; no test sees that.
   *
   * @param known those of all customers of the calibration; of others they are ignored
   * @param how which act where, penalties
   * @return new options
   * @throws IllegalArgumentException if covariates can act in none of the models
   */
  public BacktestOptions withCovariates(Covariates known, CovariateOptions how) {
    return new BacktestOptions(models, unit, purchasePeriod, threads, known, how);
  }

  boolean needInterpurchaseTimes() {
    return models.stream().anyMatch(TransactionModels::needsInterpurchaseTimes);
  }
}
