package org.clv4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.clv4j.all.internal.CustomerTables;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.io.CovariateCsv;
import org.clv4j.io.CsvSource;
import org.clv4j.io.SummaryCsv;
import org.clv4j.io.Table;
import org.clv4j.models.catalog.ContractModels;
import org.clv4j.models.catalog.OpportunityModels;
import org.clv4j.models.contract.ContractModel;
import org.clv4j.models.covariate.CovariateModel;
import org.clv4j.models.covariate.Covariates;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.transaction.BgBb;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.TransactionModel;
import org.clv4j.models.uncertainty.ParameterUncertainty;
import org.clv4j.models.uncertainty.PurchaseForecast;
import org.clv4j.models.uncertainty.PurchasePrediction;
import org.clv4j.models.value.CustomerValue;
import org.clv4j.models.value.CustomerValues;
import org.clv4j.models.value.Valuation;
import org.clv4j.models.value.ValueOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "predict",
    description = {
      "Scores customers with a model: P(alive), purchases to come, spend, lifetime value.",
      "INPUT are orders or a summary as for fit; for bg-bb --time-unit is what lies between two"
          + " opportunities, and P(alive) is that at the next one. For sbg, bdw and exponential-gamma each row has the share of new"
          + " customers who stay as long (survival), of those the share who stay one period more"
          + " (retention), and the time to come."
    })
final class PredictCommand implements Callable<Integer> {
  @Mixin final OrderInput input = new OrderInput();
  @Mixin final ModelOptions models = new ModelOptions();
  @Mixin final TableOutput output = new TableOutput();

  @Option(
      names = "--horizon",
      paramLabel = "N|infinite",
      description = "How far to look, in --time-unit; default: one year.")
  @Nullable String horizon;

  @Option(
      names = "--discount-rate",
      paramLabel = "RATE",
      description = "Per year, discounted continuously; default: ${DEFAULT-VALUE}.")
  double discountRate = 0;

  @Option(
      names = "--margin",
      paramLabel = "SHARE",
      description = "Share of the spend that is kept; default: ${DEFAULT-VALUE}.")
  double margin = 1;

  @Option(
      names = "--cash-flow",
      paramLabel = "AMOUNT",
      description =
          "Of a customer under contract per --time-unit, before margin; default:"
              + " ${DEFAULT-VALUE}, so that clv counts periods.")
  double cashFlow = 1;

  @Option(
      names = "--intervals",
      paramLabel = "LEVEL",
      description =
          "Also purchases_low and purchases_high, between which a customer's purchases lie with"
              + " this probability, and the same for all on standard error; 0.9 for 90 percent.")
  @Nullable Double intervals;

  @Option(
      names = "--covariates",
      paramLabel = "FILE",
      description =
          "For a model that was fitted with covariates: those of the customers to be scored, as for"
              + " fit.")
  @Nullable Path covariates;

  @Override
  public Integer call() throws IOException {
    output.write(table(), input.out());
    return 0;
  }

  private Table table() throws IOException {
    String name;
    try {
      name = models.name();
    } catch (IllegalArgumentException e) {
      throw input.usage(e.getMessage());
    }
    if (ContractModels.names().contains(name)) {
      return contracts(name);
    }
    return OpportunityModels.names().contains(name) ? opportunities(name) : transactions();
  }

  private Table transactions() throws IOException {
    CovariateModel withCovariates = covariateModel();
    if (withCovariates != null) {
      return withCovariates(withCovariates);
    }
    Valuation valuation = valuation();
    List<SummaryCsv.Row> rows = input.summaries();
    CustomerBase base = rows.isEmpty() ? input.load().base() : null;
    Table table;
    if (base != null) {
      CustomerValues values = valuation.values(base);
      table = CustomerTables.values(values.size(), values::id, values::value);
    } else {
      CustomerValue[] values = new CustomerValue[rows.size()];
      Arrays.parallelSetAll(values, row -> value(valuation, rows.get(row)));
      table =
          CustomerTables.values(rows.size(), row -> rows.get(row).customerId(), row -> values[row]);
    }
    if (!wantsIntervals(valuation.options())) {
      return table;
    }
    TransactionModel model = valuation.transactions();
    PurchasePrediction prediction =
        PurchasePrediction.of(
            ParameterUncertainty.of(model, models.covariance()),
            Objects.requireNonNull(valuation.options().horizon()));
    return withIntervals(
        table,
        Collections.nCopies(base == null ? rows.size() : base.size(), prediction),
        histories(base, rows, model.unit()));
  }

  private static IntFunction<CustomerSummary> histories(
      @Nullable CustomerBase base, List<SummaryCsv.Row> rows, PeriodUnit unit) {
    return base == null ? row -> rows.get(row).summary() : row -> base.summary(row, unit);
  }

  /** Whether intervals are asked for; what makes no sense is wrong usage. */
  private boolean wantsIntervals(ValueOptions options) {
    if (intervals == null) {
      return false;
    }
    if (options.horizon() == null) {
      throw input.usage("--intervals needs a finite --horizon");
    }
    if (!(intervals > 0 && intervals < 1)) {
      throw input.usage("--intervals must be between 0 and 1, but was " + intervals);
    }
    return true;
  }

  /** The customers are those of the predictions, in their order. */
  private Table withIntervals(
      Table table, List<PurchasePrediction> predictions, IntFunction<CustomerSummary> customers)
      throws IOException {
    double level = Objects.requireNonNull(intervals);
    PurchaseForecast[] forecasts = new PurchaseForecast[predictions.size()];
    Arrays.parallelSetAll(
        forecasts, row -> predictions.get(row).customer(customers.apply(row), level));
    if (!input.quiet && forecasts.length > 0) {
      PurchaseForecast all =
          PurchasePrediction.total(
              predictions,
              IntStream.range(0, forecasts.length).mapToObj(customers).toList(),
              level);
      input
          .err()
          .printf(
              Locale.ROOT,
              "all %d customers together: %.1f purchases expected, from %d to %d with a probability"
                  + " of %s if the model holds%s%n",
              forecasts.length,
              all.mean(),
              all.low(),
              all.high(),
              level,
              models.takenAsExact());
      input.err().flush();
    }
    return table
        .with("purchases_low", row -> forecasts[row].low())
        .with("purchases_high", row -> forecasts[row].high());
  }

  private @Nullable CovariateModel covariateModel() throws IOException {
    CovariateModel model;
    try {
      model = models.covariates(input.timeUnit, input.states("--time-unit"));
    } catch (IllegalArgumentException e) {
      throw input.usage(e.getMessage());
    }
    if ((model == null) != (covariates == null)) {
      throw input.usage(
          model == null
              ? "--covariates needs a --model-file that was fitted with covariates"
              : "the model was fitted with covariates; give those of the customers with"
                  + " --covariates");
    }
    return model;
  }

  private Table withCovariates(CovariateModel model) throws IOException {
    input.timeUnit = model.unit();
    ValueOptions options;
    GammaGamma spend;
    try {
      options = options();
      spend = models.spend();
    } catch (IllegalArgumentException e) {
      throw input.usage(e.getMessage());
    }
    noteOnBgNbd(model.baseline());
    Covariates known =
        CovariateCsv.read(
            CsvSource.of(Objects.requireNonNull(covariates)), model.referenceLevels());
    List<SummaryCsv.Row> rows = input.summaries();
    CustomerBase base = rows.isEmpty() ? input.load().base() : null;
    int size = base == null ? rows.size() : base.size();
    IntFunction<String> id = base == null ? row -> rows.get(row).customerId() : base::id;
    List<String> ids = IntStream.range(0, size).mapToObj(id).toList();
    List<TransactionModel> of = model.at(known, ids);
    CustomerValue[] values = new CustomerValue[size];
    Arrays.parallelSetAll(
        values,
        row -> {
          Valuation valuation = new Valuation(of.get(row), spend, options);
          return base == null ? value(valuation, rows.get(row)) : valuation.value(base, row);
        });
    Table table = CustomerTables.values(size, id, row -> values[row]);
    return wantsIntervals(options)
        ? withIntervals(
            table,
            PurchasePrediction.of(
                ParameterUncertainty.of(model, models.covariance()),
                known,
                ids,
                Objects.requireNonNull(options.horizon())),
            histories(base, rows, model.unit()))
        : table;
  }

  private Table contracts(String name) throws IOException {
    ContractModel model;
    ValueOptions options;
    try {
      model = models.contract(input.timeUnit, input.states("--time-unit"));
      input.timeUnit = model.unit();
      options = options();
    } catch (IllegalArgumentException e) {
      throw input.usage(e.getMessage());
    }
    return DiscretePrediction.contracts(HistoryFile.read(input, name), model, cashFlow, options);
  }

  private Table opportunities(String name) throws IOException {
    BgBb model;
    GammaGamma spend;
    ValueOptions options;
    try {
      model = models.opportunities();
      spend = models.spend();
      options = options();
    } catch (IllegalArgumentException e) {
      throw input.usage(e.getMessage());
    }
    return DiscretePrediction.opportunities(
        HistoryFile.read(input, name).csv(),
        model,
        spend,
        options.discountRate().per(input.timeUnit),
        opportunitiesIn(options.horizon()),
        options.margin());
  }

  /** Whole opportunities; of the year that is the default as many as it holds. */
  private @Nullable Integer opportunitiesIn(@Nullable TimeSpan span) {
    if (span == null) {
      return null;
    }
    double opportunities = span.in(input.timeUnit);
    if (horizon != null && opportunities != Math.rint(opportunities)) {
      throw input.usage(
          "--horizon must be a whole number of opportunities, but was " + opportunities);
    }
    return (int) opportunities;
  }

  private Valuation valuation() throws IOException {
    TransactionModel model;
    GammaGamma spend;
    ValueOptions options;
    try {
      model = models.transactions(input.timeUnit, input.states("--time-unit"));
      input.timeUnit = model.unit();
      spend = models.spend();
      options = options();
    } catch (IllegalArgumentException e) {
      throw input.usage(e.getMessage());
    }
    noteOnBgNbd(model);
    return new Valuation(model, spend, options);
  }

  private void noteOnBgNbd(TransactionModel model) {
    if (model instanceof BgNbd && !input.quiet) {
      input
          .err()
          .println(
              "note: in bg-nbd customers who bought once are alive for ever, because they can leave"
                  + " after a repeat purchase only; mbg-nbd lets them leave after the first");
      input.err().flush();
    }
  }

  private ValueOptions options() {
    DiscountRate rate = DiscountRate.annual(discountRate);
    ValueOptions options =
        ValueOptions.DEFAULT
            .withMargin(margin)
            .withThreads(Runtime.getRuntime().availableProcessors());
    if ("infinite".equals(horizon)) {
      return options.forEver(rate);
    }
    TimeSpan length =
        horizon == null
            ? TimeSpan.of(1, PeriodUnit.YEAR)
            : TimeSpan.parse(horizon + " " + input.timeUnit);
    return options.withHorizon(length).withDiscountRate(rate);
  }

  private static CustomerValue value(Valuation valuation, SummaryCsv.Row row) {
    Double spend = row.meanRepeatSpend();
    if (valuation.spend() == null) {
      return valuation.value(row.summary());
    }
    if (spend == null && row.summary().frequency() > 0) {
      throw new IllegalArgumentException(
          "customer \"" + row.customerId() + "\" must have a mean_repeat_spend for a spend model");
    }
    double mean = spend == null ? 0 : spend;
    return valuation.value(row.summary(), mean, mean * row.summary().frequency());
  }
}
