package org.clv4j.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.io.ModelFile;
import org.clv4j.io.SummaryCsv;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.spend.SpendSummaries;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "fit",
    description = {
      "Fits a model by maximum likelihood and prints it as JSON.",
      "INPUT are orders, or a summary: a CSV file with the columns frequency, recency, age and, if"
          + " need be, mean_repeat_spend, weight and litt."
    })
final class FitCommand implements Callable<Integer> {
  private static final String GAMMA_GAMMA = "gamma-gamma";

  @Mixin final OrderInput input = new OrderInput();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      required = true,
      description =
          "nbd, bg-nbd, mbg-nbd, bg-cnbd-k, mbg-cnbd-k, pareto-nbd, ggompertz-nbd or gamma-gamma.")
  String model = "";

  @Option(names = "--k", paramLabel = "K", description = "Of the CNBD-k models; default: searched.")
  @Nullable Integer k;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Written whole or not at all; default: standard output.")
  @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    boolean spend = model.equals(GAMMA_GAMMA);
    if (!spend && !TransactionModels.names().contains(model)) {
      throw input.usage(
          "model must be one of "
              + TransactionModels.names()
              + " or gamma-gamma, but was \""
              + model
              + "\"");
    }
    ModelFile file = spend ? spend() : transactions();
    if (!input.quiet) {
      file.warnings().forEach(warning -> input.err().println("warning: " + warning));
      input.err().flush();
    }
    if (out != null) {
      file.writeFile(out);
    } else {
      try (Writer writer = TableOutput.checked(input.out())) {
        writer.write(file + "\n");
      }
    }
    return 0;
  }

  private ModelFile transactions() throws IOException {
    FitOptions options = FitOptions.DEFAULT.withThreads(Runtime.getRuntime().availableProcessors());
    return ModelFile.of(TransactionModels.fit(model, summaries(), k, options));
  }

  private CustomerSummaries summaries() throws IOException {
    boolean interpurchaseTimes = TransactionModels.needsInterpurchaseTimes(model);
    List<SummaryCsv.Row> rows = input.summaries();
    if (rows.isEmpty()) {
      input.interpurchaseTimes = interpurchaseTimes;
      CustomerBase base = input.load().base();
      return interpurchaseTimes
          ? CustomerSummaries.withInterpurchaseTimes(base, input.timeUnit)
          : CustomerSummaries.of(base, input.timeUnit);
    }
    int[] frequency = rows.stream().mapToInt(row -> row.summary().frequency()).toArray();
    double[] recency = rows.stream().mapToDouble(row -> row.summary().recency()).toArray();
    double[] age = rows.stream().mapToDouble(row -> row.summary().age()).toArray();
    double[] weight = rows.stream().mapToDouble(SummaryCsv.Row::weight).toArray();
    boolean alike = rows.stream().allMatch(row -> row.weight() == 1);
    boolean littKnown = rows.stream().allMatch(row -> row.sumOfLogInterpurchaseTimes() != null);
    if (!interpurchaseTimes || !littKnown) {
      return CustomerSummaries.of(frequency, recency, age, alike ? null : weight, input.timeUnit);
    }
    double[] litt =
        rows.stream()
            .mapToDouble(
                row ->
                    row.sumOfLogInterpurchaseTimes() == null ? 0 : row.sumOfLogInterpurchaseTimes())
            .toArray();
    return CustomerSummaries.withInterpurchaseTimes(
        frequency, recency, age, litt, alike ? null : weight, input.timeUnit);
  }

  private ModelFile spend() throws IOException {
    List<SummaryCsv.Row> rows = input.summaries();
    FitResult<GammaGamma> fit =
        rows.isEmpty()
            ? GammaGamma.fit(input.load().base())
            : GammaGamma.fit(
                SpendSummaries.of(
                    rows.stream().mapToInt(row -> row.summary().frequency()).toArray(),
                    rows.stream()
                        .mapToDouble(
                            row -> row.meanRepeatSpend() == null ? 0 : row.meanRepeatSpend())
                        .toArray(),
                    rows.stream().mapToDouble(SummaryCsv.Row::weight).toArray()));
    return ModelFile.ofSpend(fit);
  }
}
