package org.clv4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.io.ModelFile;
import org.clv4j.models.catalog.ContractModels;
import org.clv4j.models.catalog.OpportunityModels;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.contract.ContractModel;
import org.clv4j.models.covariate.CovariateModel;
import org.clv4j.models.fit.Covariance;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.transaction.BgBb;
import org.clv4j.models.transaction.TransactionModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A model from a file or from its parameters, and a model of spend in the same way. */
final class ModelOptions {
  @Option(names = "--model-file", paramLabel = "FILE", description = "A model that fit wrote.")
  @Nullable Path modelFile;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "A model's name; its times are in --time-unit.")
  @Nullable String model;

  @Option(
      names = "--parameters",
      paramLabel = "A=1,B=2",
      split = ",",
      description = "Its parameters, for example r=0.243,alpha=4.414,a=0.793,b=2.426.")
  Map<String, Double> parameters = new LinkedHashMap<>();

  @Option(
      names = "--spend-model-file",
      paramLabel = "FILE",
      description = "A gamma-gamma model that fit wrote.")
  @Nullable Path spendModelFile;

  @Option(
      names = "--spend-parameters",
      paramLabel = "p=,q=,gamma=",
      split = ",",
      description = "The parameters of a gamma-gamma model.")
  Map<String, Double> spendParameters = new LinkedHashMap<>();

  /** The name of the model. */
  String name() throws IOException {
    if ((modelFile == null) == (model == null) || (modelFile != null && !parameters.isEmpty())) {
      throw new IllegalArgumentException("give --model-file, or --model and --parameters");
    }
    return modelFile == null ? String.valueOf(model) : read(modelFile).model();
  }

  /**
   * The model; from a file it has its own unit.
   *
   * @param unit of the parameters
   * @param unitStated whether the user stated it: that of a file must be the same then
   */
  TransactionModel transactions(PeriodUnit unit, boolean unitStated) throws IOException {
    if (modelFile == null) {
      return TransactionModels.of(name(), parameters, unit);
    }
    TransactionModel read = read(modelFile).transactionModel();
    requireUnit(read.unit(), unit, unitStated);
    return read;
  }

  /** How sure the parameters of a model file are; those of the command line count as known. */
  Covariance covariance() throws IOException {
    return modelFile == null ? Covariance.NONE : read(modelFile).covariance();
  }

  /** What is taken as exact of the parameters, in words after a condition; blank if nothing is. */
  String takenAsExact() throws IOException {
    if (modelFile == null) {
      return " and its parameters are exact";
    }
    List<String> exact = new ArrayList<>(read(modelFile).parameters().keySet());
    exact.removeAll(covariance().names());
    return exact.isEmpty()
        ? ""
        : " and " + String.join(", ", exact) + ", without standard errors, are exact";
  }

  /** The model of the file if it has effects of covariates, else null. */
  @Nullable CovariateModel covariates(PeriodUnit unit, boolean unitStated) throws IOException {
    ModelFile file = modelFile == null ? null : read(modelFile);
    if (file == null || !file.hasCovariates()) {
      return null;
    }
    CovariateModel read = file.covariateModel();
    requireUnit(read.unit(), unit, unitStated);
    return read;
  }

  /** As {@link #transactions}, for contracts. */
  ContractModel contract(PeriodUnit unit, boolean unitStated) throws IOException {
    if (modelFile == null) {
      return ContractModels.of(name(), parameters, unit);
    }
    ContractModel read = read(modelFile).contractModel();
    requireUnit(read.unit(), unit, unitStated);
    return read;
  }

  /** The model of opportunities, whose unit is what lies between two of them. */
  BgBb opportunities() throws IOException {
    return modelFile == null
        ? OpportunityModels.of(name(), parameters)
        : read(modelFile).opportunityModel();
  }

  private static void requireUnit(PeriodUnit ofModel, PeriodUnit unit, boolean stated) {
    if (stated && ofModel != unit) {
      throw new IllegalArgumentException(
          "--time-unit must be " + ofModel + ", that of the model, but was " + unit);
    }
  }

  /** A broken file is no wrong usage. */
  private static ModelFile read(Path file) throws IOException {
    try {
      return ModelFile.read(file);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Nullable GammaGamma spend() throws IOException {
    if (spendModelFile != null) {
      if (!spendParameters.isEmpty()) {
        throw new IllegalArgumentException("give --spend-model-file or --spend-parameters");
      }
      return read(spendModelFile).spendModel();
    }
    if (spendParameters.isEmpty()) {
      return null;
    }
    for (String name : new String[] {"p", "q", "gamma"}) {
      if (!spendParameters.containsKey(name) || spendParameters.size() != 3) {
        throw new IllegalArgumentException(
            "spend parameters must be [p, q, gamma], but were " + spendParameters.keySet());
      }
    }
    return new GammaGamma(of("p"), of("q"), of("gamma"));
  }

  private double of(String name) {
    Double value = spendParameters.get(name);
    return value == null ? Double.NaN : value;
  }
}
