package org.clv4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
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
import org.clv4j.models.fit.CustomerSummaries;
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
    if (rows.isEmpty()) {
      CustomerBase base = input.load().base();
      CustomerValues values = valuation.values(base);
      return withIntervals(
          table(values.size(), values::id, values::value),
          valuation,
          base.size(),
          row -> base.summary(row, valuation.transactions().unit()));
    }
    CustomerValue[] values = new CustomerValue[rows.size()];
    Arrays.parallelSetAll(values, row -> value(valuation, rows.get(row)));
    return withIntervals(
        table(rows.size(), row -> rows.get(row).customerId(), row -> values[row]),
        valuation,
        rows.size(),
        row -> rows.get(row).summary());
  }

  private Table withIntervals(
      Table table, Valuation valuation, int rows, IntFunction<CustomerSummary> customers)
      throws IOException {
    TimeSpan span = valuation.options().horizon();
    Double level = intervals;
    if (level == null) {
      return table;
    }
    if (span == null) {
      throw input.usage("--intervals needs a finite --horizon");
    }
    if (!(level > 0 && level < 1)) {
      throw input.usage("--intervals must be between 0 and 1, but was " + level);
    }
    PurchasePrediction prediction =
        PurchasePrediction.of(
            ParameterUncertainty.of(valuation.transactions(), models.covariance()), span);
    PurchaseForecast[] forecasts = new PurchaseForecast[rows];
    Arrays.parallelSetAll(forecasts, row -> prediction.customer(customers.apply(row), level));
    if (!input.quiet) {
      PurchaseForecast all =
          prediction.total(
              CustomerSummaries.of(IntStream.range(0, rows).mapToObj(customers).toList()), level);
      input
          .err()
          .printf(
              Locale.ROOT,
              "all %d customers together: %.1f purchases expected, from %d to %d with a probability"
                  + " of %s if the model holds%s%n",
              rows,
              all.mean(),
              all.low(),
              all.high(),
              level,
              exact(valuation.transactions()));
      input.err().flush();
    }
    return table
        .with("purchases_low", row -> forecasts[row].low())
        .with("purchases_high", row -> forecasts[row].high());
  }

  /** The parameters whose uncertainty is in no interval. */
  private String exact(TransactionModel model) throws IOException {
    List<String> known = new ArrayList<>(model.parameters().keySet());
    known.removeAll(models.covariance().names());
    if (known.isEmpty()) {
      return "";
    }
    return known.size() == model.parameters().size()
        ? " and its parameters are exact"
        : " and " + String.join(", ", known) + ", without standard errors, are exact";
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
    if (intervals != null) {
      throw input.usage("--intervals are not known for a model with covariates");
    }
    IntFunction<String> id = base == null ? row -> rows.get(row).customerId() : base::id;
    List<TransactionModel> of = model.at(known, IntStream.range(0, size).mapToObj(id).toList());
    CustomerValue[] values = new CustomerValue[size];
    Arrays.parallelSetAll(
        values,
        row -> {
          Valuation valuation = new Valuation(of.get(row), spend, options);
          return base == null ? value(valuation, rows.get(row)) : valuation.value(base, row);
        });
    return table(size, id, row -> values[row]);
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

  static Table table(int rows, IntFunction<String> id, IntFunction<CustomerValue> values) {
    return new Table(rows)
        .with("customer_id", id)
        .with("probability_alive", row -> values.apply(row).probabilityAlive())
        .with("expected_purchases", row -> orNull(values.apply(row).expectedPurchases()))
        .with("expected_spend", row -> orNull(values.apply(row).expectedSpend()))
        .with(
            "discounted_expected_residual_transactions",
            row -> values.apply(row).discountedExpectedResidualTransactions())
        .with("clv", row -> orNull(values.apply(row).residual()));
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? (Double) value.getAsDouble() : null;
  }
}
