package org.clv4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.io.CovariateCsv;
import org.clv4j.io.CsvSource;
import org.clv4j.io.SummaryCsv;
import org.clv4j.models.covariate.CovariateData;
import org.clv4j.models.covariate.CovariateModel;
import org.clv4j.models.covariate.CovariateOptions;
import org.clv4j.models.covariate.Covariates;
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

  /** Whether covariates are given; else the other options make no sense. */
  boolean given(OrderInput input) {
    for (String option : List.of("--reference", "--separate-dropout", "--l2")) {
      if (file == null && input.states(option)) {
        throw input.usage(option + " needs --covariates");
      }
    }
    return file != null;
  }

  FitResult<CovariateModel> fit(String model, OrderInput input, FitOptions fitting)
      throws IOException {
    CovariateOptions options;
    try {
      options = CovariateOptions.DEFAULT.withL2(l2, l2).withFit(fitting);
    } catch (IllegalArgumentException e) {
      throw input.usage(e.getMessage());
    }
    CovariateData data = data(input);
    return CovariateModel.fit(
        model, data, separateDropout ? options.withSeparateDropout() : options);
  }

  private CovariateData data(OrderInput input) throws IOException {
    List<SummaryCsv.Row> rows = input.summaries();
    Covariates covariates =
        CovariateCsv.read(CsvSource.of(file == null ? Path.of("") : file), referenceLevels);
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
