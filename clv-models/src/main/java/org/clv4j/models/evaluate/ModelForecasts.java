package org.clv4j.models.evaluate;

import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.covariate.CovariateData;
import org.clv4j.models.covariate.CovariateModel;
import org.clv4j.models.covariate.CovariateOptions;
import org.clv4j.models.covariate.Covariates;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitException;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.internal.BlockedSum;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.transaction.TransactionModel;
import org.clv4j.models.value.CustomerValue;
import org.clv4j.models.value.CustomerValues;
import org.clv4j.models.value.Valuation;
import org.clv4j.models.value.ValueOptions;
import org.jspecify.annotations.Nullable;

/** What models say that are fitted to the calibration. */
final class ModelForecasts {
  private final Holdout holdout;
  private final NaiveForecasts naive;
  private final BacktestOptions options;

  ModelForecasts(Holdout holdout, NaiveForecasts naive, BacktestOptions options) {
    this.holdout = holdout;
    this.naive = naive;
    this.options = options;
  }

  /** Adds the forecasts, and of those that cannot be had why. */
  void into(Map<String, Forecast> forecasts, Map<String, String> failures) {
    CustomerBase base = holdout.calibration;
    CustomerSummaries data =
        options.needInterpurchaseTimes()
            ? CustomerSummaries.withInterpurchaseTimes(base, options.unit())
            : CustomerSummaries.of(base, options.unit());
    FitOptions fitting = FitOptions.DEFAULT.withThreads(options.threads());
    GammaGamma spend = options.models().isEmpty() ? null : spendModel(base, failures);
    Covariates covariates = options.covariates();
    CovariateData known =
        covariates == null ? null : CovariateData.of(base, options.unit(), covariates);
    for (String name : options.models()) {
      add(
          name,
          () -> forecast(TransactionModels.fit(name, data, null, fitting), spend),
          forecasts,
          failures);
      if (covariates != null && known != null && CovariateModel.names().contains(name)) {
        CovariateOptions effects = options.effects().withFit(fitting);
        add(
            name + Backtest.WITH_COVARIATES,
            () -> forecast(CovariateModel.fit(name, known, effects), covariates, spend),
            forecasts,
            failures);
      }
    }
  }

  private static void add(
      String name,
      Supplier<Forecast> forecast,
      Map<String, Forecast> forecasts,
      Map<String, String> failures) {
    try {
      forecasts.put(name, forecast.get());
    } catch (FitException | IllegalArgumentException | ArithmeticException e) {
      failures.put(name, String.valueOf(e.getMessage()));
    }
  }

  private Forecast forecast(FitResult<? extends TransactionModel> fit, @Nullable GammaGamma spend) {
    CustomerBase base = holdout.calibration;
    CustomerValues values = new Valuation(fit.model(), spend, within()).values(base);
    IntStream rows = IntStream.range(0, base.size());
    double[] purchases = rows.mapToDouble(row -> values.expectedPurchases(row).orElse(0)).toArray();
    double[] value = null;
    if (spend != null) {
      value = IntStream.range(0, base.size()).mapToDouble(values::residual).toArray();
    } else if (base.hasAmounts()) {
      value = naive.atOwnSpend(purchases);
    }
    return Forecast.of(fit, purchases, value, holdout, options.threads());
  }

  private ValueOptions within() {
    return ValueOptions.DEFAULT
        .withHorizon(TimeSpan.of(holdout.days, PeriodUnit.DAY))
        .withThreads(options.threads());
  }

  private Forecast forecast(
      FitResult<CovariateModel> fit, Covariates covariates, @Nullable GammaGamma spend) {
    CustomerBase base = holdout.calibration;
    int n = base.size();
    RowModels models =
        RowModels.of(fit.model().at(covariates, IntStream.range(0, n).mapToObj(base::id).toList()));
    ValueOptions within = within();
    double[] purchases = new double[n];
    double[] value = new double[n];
    int threads = Math.min(options.threads(), n);
    BlockedSum.inParallel(
        threads,
        thread -> {
          for (int row = thread; row < n; row += threads) {
            CustomerValue of = new Valuation(models.at(row), spend, within).value(base, row);
            purchases[row] = of.expectedPurchases().orElse(0);
            value[row] = of.residual().orElse(0);
          }
        });
    double[] worth = spend != null ? value : base.hasAmounts() ? naive.atOwnSpend(purchases) : null;
    return Forecast.withCovariates(fit, models, purchases, worth, holdout, options.threads());
  }

  private static @Nullable GammaGamma spendModel(CustomerBase base, Map<String, String> failures) {
    if (!base.hasAmounts()) {
      return null;
    }
    try {
      GammaGamma model = GammaGamma.fit(base).model();
      if (model.hasPopulationMean()) {
        return model;
      }
      failures.put(model.name(), "q must be above 1, but was " + model.q());
    } catch (FitException | IllegalArgumentException e) {
      failures.put("gamma-gamma", String.valueOf(e.getMessage()));
    }
    return null;
  }
}
