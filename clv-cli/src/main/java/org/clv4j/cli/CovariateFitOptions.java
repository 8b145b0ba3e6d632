package org.clv4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.io.CovariateCsv;
import org.clv4j.io.CsvSource;
import org.clv4j.io.ModelFile;
import org.clv4j.io.SummaryCsv;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.covariate.CovariateData;
import org.clv4j.models.covariate.CovariateModel;
import org.clv4j.models.covariate.CovariateOptions;
import org.clv4j.models.covariate.Covariates;
import org.clv4j.models.evaluate.Readiness;
import org.clv4j.models.fit.FitException;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Covariates of a fit, and how they act. */
final class CovariateFitOptions {
  @Option(
      names = "--covariates",
      paramLabel = "FILE",
      description =
          "What is known of the customers, for pareto-nbd, bg-nbd and mbg-nbd: a CSV file with the"
              + " customer column first; texts are categories.")
  @Nullable Path file;

  @Option(
      names = "--reference",
      paramLabel = "COLUMN=LEVEL",
      split = ",",
      description =
          "The level that the others of a category are compared with; default: the first in"
              + " alphabetical order. A column of numbers becomes one of categories by it.")
  Map<String, String> referenceLevels = new LinkedHashMap<>();

  @Option(
      names = "--separate-dropout",
      description = "A coefficient each for a and b of bg-nbd and mbg-nbd; default: one for both.")
  boolean separateDropout;

  @Option(
      names = "--l2",
      paramLabel = "LAMBDA",
      description =
          "Draws effects to 0: LAMBDA times the sum of (coefficient x standard deviation)^2 is taken"
              + " from the log-likelihood; default: ${DEFAULT-VALUE}.")
  double l2 = 0;

  @Option(
      names = "--rate-l2",
      paramLabel = "LAMBDA",
      description = "The same for effects on the purchase rate alone; default: that of --l2.")
  @Nullable Double rateL2;

  @Option(
      names = "--dropout-l2",
      paramLabel = "LAMBDA",
      description = "The same for effects on dropout alone; default: that of --l2.")
  @Nullable Double dropoutL2;

  @Option(
      names = "--rate-covariates",
      paramLabel = "COLUMN",
      split = ",",
      description = "The columns that act on the purchase rate, or none; default: all.")
  @Nullable List<String> rate;

  @Option(
      names = "--dropout-covariates",
      paramLabel = "COLUMN",
      split = ",",
      description = "The columns that act on dropout, or none; default: all.")
  @Nullable List<String> dropout;

  @Option(
      names = "--equal",
      paramLabel = "COLUMN",
      split = ",",
      description = "Columns of both that have one coefficient for both.")
  List<String> equal = List.of();

  /** Whether covariates are given; else the other options make no sense. */
  boolean given(OrderInput input) {
    for (String option :
        List.of(
            "--reference",
            "--separate-dropout",
            "--l2",
            "--rate-l2",
            "--dropout-l2",
            "--rate-covariates",
            "--dropout-covariates",
            "--equal")) {
      if (file == null && input.states(option)) {
        throw input.usage(option + " needs --covariates");
      }
    }
    return file != null;
  }

  /** The fit, with its test against the model without effects. */
  ModelFile fit(String model, OrderInput input, FitOptions fitting) throws IOException {
    CovariateOptions options = options(input).withFit(fitting);
    CovariateData data = data(input);
    FitResult<CovariateModel> fit = CovariateModel.fit(model, data, options);
    FitResult<?> without;
    try {
      without = TransactionModels.fit(model, data.customers(), null, fitting);
    } catch (FitException noneWithoutEffects) {
      without = null;
    }
    return ModelFile.ofCovariates(fit, without)
        .withWarnings(DataWarnings.ofPurchases(Readiness.of(data.customers())));
  }

  /** How covariates act. */
  CovariateOptions options(OrderInput input) {
    try {
      return new CovariateOptions(
          columns(rate),
          columns(dropout),
          Set.copyOf(equal),
          separateDropout,
          rateL2 == null ? l2 : rateL2,
          dropoutL2 == null ? l2 : dropoutL2,
          FitOptions.DEFAULT);
    } catch (IllegalArgumentException e) {
      throw input.usage(e.getMessage());
    }
  }

  private static @Nullable Set<String> columns(@Nullable List<String> names) {
    if (names == null) {
      return null;
    }
    return names.equals(List.of("none")) ? Set.of() : Set.copyOf(names);
  }

  Covariates read() throws IOException {
    return CovariateCsv.read(CsvSource.of(Objects.requireNonNull(file)), referenceLevels);
  }

  private CovariateData data(OrderInput input) throws IOException {
    List<SummaryCsv.Row> rows = input.summaries();
    Covariates covariates = read();
    if (rows.isEmpty()) {
      CustomerBase base = input.load().base();
      return CovariateData.of(base, input.timeUnit, covariates);
    }
    return CovariateData.of(
        rows.stream().map(SummaryCsv.Row::customerId).toList(),
        rows.stream().mapToInt(row -> row.summary().frequency()).toArray(),
        rows.stream().mapToDouble(row -> row.summary().recency()).toArray(),
        rows.stream().mapToDouble(row -> row.summary().age()).toArray(),
        rows.stream().mapToDouble(SummaryCsv.Row::weight).toArray(),
        input.timeUnit,
        covariates);
  }
}
