package org.clv4j.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.io.ModelFile;
import org.clv4j.io.SummaryCsv;
import org.clv4j.io.Table;
import org.clv4j.io.TableFormat;
import org.clv4j.models.catalog.ContractModels;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.contract.Tenures;
import org.clv4j.models.covariate.CovariateModel;
import org.clv4j.models.evaluate.BacktestOptions;
import org.clv4j.models.evaluate.ModelChoice;
import org.clv4j.models.evaluate.Readiness;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.spend.SpendSummaries;
import org.clv4j.models.transaction.BgBb;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "fit",
    description = {
      "Fits a model by maximum likelihood and prints it as JSON.",
      "INPUT are orders, or a summary: a CSV file with the columns frequency, recency, age and, if"
          + " need be, mean_repeat_spend, weight and litt (x, t.x, T, T.cal and monetary_value are understood too); for bg-bb frequency, recency,"
          + " opportunities and weight; for sbg, bdw and exponential-gamma period and survivors, or"
          + " tenure, churned and weight."
    })
final class FitCommand implements Callable<Integer> {
  private static final String GAMMA_GAMMA = "gamma-gamma";
  private static final String BG_BB = "bg-bb";
  private static final String AUTO = "auto";

  @Mixin final OrderInput input = new OrderInput();
  @Mixin final CovariateFitOptions covariates = new CovariateFitOptions();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      required = true,
      description =
          "nbd, bg-nbd, mbg-nbd, bg-cnbd-k, mbg-cnbd-k, pareto-nbd, ggompertz-nbd, bg-bb, sbg, bdw,"
              + " exponential-gamma or gamma-gamma; auto takes the one of the first six that foretells"
              + " the last third of the days best, of summaries by BIC.")
  String model = "";

  @Option(names = "--k", paramLabel = "K", description = "Of the CNBD-k models; default: searched.")
  @Nullable Integer k;

  @Option(
      names = "--format",
      paramLabel = "json|csv|table",
      description = "csv and table have a row for each parameter; default: ${DEFAULT-VALUE}.")
  TableFormat format = TableFormat.JSON;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Written whole or not at all; default: standard output.")
  @Nullable Path out;

  private List<String> ofTheData = List.of();

  @Override
  public Integer call() throws IOException {
    ModelFile file = fit().withWarnings(ofTheData);
    if (!input.quiet) {
      file.warnings().forEach(warning -> input.err().println("warning: " + warning));
      input.err().flush();
    }
    if (format != TableFormat.JSON) {
      TableOutput output = new TableOutput();
      output.format = format;
      output.out = out;
      output.write(table(file), input.out());
    } else if (out != null) {
      file.writeFile(out);
    } else {
      try (Writer writer = TableOutput.checked(input.out())) {
        writer.write(file + "\n");
      }
    }
    return 0;
  }

  private static Table table(ModelFile file) {
    List<String> names = List.copyOf(file.parameters().keySet());
    return new Table(names.size())
        .with("parameter", names::get)
        .with("value", row -> file.parameters().get(names.get(row)))
        .with("standard_error", row -> file.standardErrors().get(names.get(row)))
        .with("sandwich_error", row -> file.sandwichErrors().get(names.get(row)));
  }

  private ModelFile fit() throws IOException {
    FitOptions options = FitOptions.DEFAULT.withThreads(Runtime.getRuntime().availableProcessors());
    if (covariates.given(input)) {
      if (!CovariateModel.names().contains(model)) {
        throw input.usage(
            "--covariates needs one of " + CovariateModel.names() + ", but the model is " + model);
      }
      return covariates.fit(model, input, options);
    }
    if (model.equals(GAMMA_GAMMA)) {
      return spend();
    }
    if (model.equals(AUTO)) {
      return chosen();
    }
    if (model.equals(BG_BB)) {
      return ModelFile.ofOpportunities(
          BgBb.fit(HistoryFile.read(input, model).opportunities(), options));
    }
    if (ContractModels.names().contains(model)) {
      Tenures tenures =
          HistoryFile.read(input, model)
              .tenures(input.timeUnit, ContractModels.isContinuous(model));
      return ModelFile.ofContract(ContractModels.fit(model, tenures, options));
    }
    if (TransactionModels.names().contains(model)) {
      return ModelFile.of(TransactionModels.fit(model, summaries(), k, options));
    }
    throw input.usage(
        "model must be one of "
            + TransactionModels.names()
            + ", "
            + ContractModels.names()
            + ", bg-bb, gamma-gamma or auto, but was \""
            + model
            + "\"");
  }

  private ModelFile chosen() throws IOException {
    if (k != null) {
      throw input.usage("--k must be left out for auto, which searches it");
    }
    BacktestOptions options =
        BacktestOptions.DEFAULT
            .withUnit(input.timeUnit)
            .withThreads(Runtime.getRuntime().availableProcessors());
    List<SummaryCsv.Row> rows = input.summaries();
    ModelChoice choice;
    if (rows.isEmpty()) {
      OrderInput.Loaded loaded = input.load();
      ofTheData = DataWarnings.ofPurchases(input.readiness(loaded));
      choice =
          ModelChoice.of(
              loaded.read().log(),
              loaded.base().asOf(),
              options.withPurchasePeriod(loaded.base().purchasePeriod()));
    } else {
      boolean littKnown = rows.stream().anyMatch(row -> row.sumOfLogInterpurchaseTimes() != null);
      CustomerSummaries customers = summaries(rows, littKnown);
      ofTheData = DataWarnings.ofPurchases(Readiness.of(customers));
      choice =
          ModelChoice.of(
              customers, options.models(), FitOptions.DEFAULT.withThreads(options.threads()));
    }
    if (!input.quiet) {
      choice.reasons().stream()
          .filter(reason -> !choice.warnings().contains(reason))
          .forEach(reason -> input.err().println("auto: " + reason));
    }
    return ModelFile.ofChoice(choice);
  }

  private CustomerSummaries summaries() throws IOException {
    boolean interpurchaseTimes = TransactionModels.needsInterpurchaseTimes(model);
    List<SummaryCsv.Row> rows = input.summaries();
    if (rows.isEmpty()) {
      input.interpurchaseTimes = interpurchaseTimes;
      OrderInput.Loaded loaded = input.load();
      ofTheData = DataWarnings.ofPurchases(input.readiness(loaded));
      CustomerBase base = loaded.base();
      return interpurchaseTimes
          ? CustomerSummaries.withInterpurchaseTimes(base, input.timeUnit)
          : CustomerSummaries.of(base, input.timeUnit);
    }
    boolean littKnown = rows.stream().anyMatch(row -> row.sumOfLogInterpurchaseTimes() != null);
    if (interpurchaseTimes && !littKnown && k == null) {
      throw new IllegalArgumentException(
          "summaries must have a column litt to find k of "
              + model
              + ", but have none: fit from the orders, or give --k");
    }
    CustomerSummaries customers = summaries(rows, interpurchaseTimes && littKnown);
    ofTheData = DataWarnings.ofPurchases(Readiness.of(customers));
    return customers;
  }

  private CustomerSummaries summaries(List<SummaryCsv.Row> rows, boolean interpurchaseTimes) {
    int[] frequency = rows.stream().mapToInt(row -> row.summary().frequency()).toArray();
    double[] recency = rows.stream().mapToDouble(row -> row.summary().recency()).toArray();
    double[] age = rows.stream().mapToDouble(row -> row.summary().age()).toArray();
    double[] weight = rows.stream().mapToDouble(SummaryCsv.Row::weight).toArray();
    boolean alike = rows.stream().allMatch(row -> row.weight() == 1);
    if (!interpurchaseTimes) {
      return CustomerSummaries.of(frequency, recency, age, alike ? null : weight, input.timeUnit);
    }
    double[] litt = rows.stream().mapToDouble(this::sumOfLogInterpurchaseTimes).toArray();
    return CustomerSummaries.withInterpurchaseTimes(
        frequency, recency, age, litt, alike ? null : weight, input.timeUnit);
  }

  private double sumOfLogInterpurchaseTimes(SummaryCsv.Row row) {
    Double litt = row.sumOfLogInterpurchaseTimes();
    if (litt == null && row.summary().frequency() > 0) {
      throw new IllegalArgumentException(
          "litt of customer \""
              + row.customerId()
              + "\" must not be blank, for there were "
              + row.summary().frequency()
              + " repeat purchases");
    }
    return litt == null ? 0 : litt;
  }

  private ModelFile spend() throws IOException {
    List<SummaryCsv.Row> rows = input.summaries();
    if (rows.isEmpty()) {
      OrderInput.Loaded loaded = input.load();
      ofTheData = DataWarnings.ofSpend(input.readiness(loaded));
      return ModelFile.ofSpend(GammaGamma.fit(loaded.base()));
    }
    return ModelFile.ofSpend(
        GammaGamma.fit(
            SpendSummaries.of(
                rows.stream().mapToInt(row -> row.summary().frequency()).toArray(),
                rows.stream()
                    .mapToDouble(row -> row.meanRepeatSpend() == null ? 0 : row.meanRepeatSpend())
                    .toArray(),
                rows.stream().mapToDouble(SummaryCsv.Row::weight).toArray())));
  }
}
