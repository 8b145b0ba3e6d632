package org.clv4j.io;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.Covariance;
import org.clv4j.models.fit.FitResult;

/** Reads what {@link ModelText} writes, and checks all of it. */
final class ModelReader {
  private static final Set<String> FIELDS =
      Set.of(
          "format",
          "version",
          "model",
          "unit",
          "parameters",
          "standard_errors",
          "sandwich_errors",
          "log_covariances",
          "estimated_parameters",
          "log_likelihood",
          "aic",
          "bic",
          "customers",
          "evaluations",
          "converged",
          "warnings",
          "sha256");

  private ModelReader() {}

  static ModelFile parse(String json) {
    Map<String, Object> fields;
    try (JsonParser parser =
        new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build()
            .createParser(json)) {
      fields = ModelFields.read(parser);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a model file must be JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ModelFields in = new ModelFields(fields);
    in.require("format", ModelFile.FORMAT);
    in.require("version", (double) ModelFile.VERSION);
    in.requireNames(FIELDS, ModelText.OPTIONAL);
    in.require("converged", true);
    String unit = in.textOrNull("unit");
    Map<String, Double> parameters = in.numbers("parameters");
    ModelFile file =
        new ModelFile(
            in.text("model"),
            unit == null ? null : PeriodUnit.parse(unit),
            parameters,
            in.textsByName("reference_levels"),
            covariance(parameters.keySet(), in.numbers("log_covariances")),
            in.numbers("sandwich_errors"),
            in.wholeNumber("estimated_parameters"),
            in.number("log_likelihood"),
            in.number("customers"),
            in.wholeNumber("evaluations"),
            in.texts("warnings"),
            in.isNull("aic"),
            in.isNull(ModelText.TEST) ? Optional.empty() : Optional.of(test(in)),
            in.object(ModelText.CHOICE).map(AutoChoice::read).orElse(null));
    file.standardErrors().forEach((name, error) -> in.requireNear("standard_errors", name, error));
    if (!file.penalised() || !in.isNull("bic")) {
      in.requireNear("aic", file.aic());
      in.requireNear("bic", file.bic());
    }
    in.requireNear(ModelText.EFFECTS, ModelText.effects(file));
    if (!in.text("sha256").equals(ModelText.checksum(file))) {
      throw new IllegalArgumentException(
          "sha256 must be that of the other fields, but is not: the file was changed after it was"
              + " written");
    }
    return file;
  }

  private static FitResult.LikelihoodRatio test(ModelFields in) {
    Map<String, Double> test = in.numbers(ModelText.TEST);
    if (!test.keySet().equals(Set.copyOf(ModelText.OF_TEST))) {
      throw new IllegalArgumentException(
          ModelText.TEST + " must have " + ModelText.OF_TEST + ", but has " + test.keySet());
    }
    return new FitResult.LikelihoodRatio(
        test.getOrDefault("statistic", Double.NaN),
        (int) (double) test.getOrDefault("degrees_of_freedom", Double.NaN),
        test.getOrDefault("p_value", Double.NaN));
  }

  private static Covariance covariance(Set<String> parameters, Map<String, Double> byPair) {
    List<String> names =
        parameters.stream().filter(name -> byPair.containsKey(name + "," + name)).toList();
    int n = names.size();
    double[][] matrix = new double[n][n];
    int found = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        Double value = byPair.get(names.get(i) + "," + names.get(j));
        matrix[i][j] = value == null ? 0 : value;
        found += value == null ? 0 : 1;
      }
    }
    if (found != n * (n + 1) / 2 || found != byPair.size()) {
      throw new IllegalArgumentException(
          "log_covariances must be of all pairs of " + names + ", but were of " + byPair.keySet());
    }
    return Covariance.of(names, matrix);
  }
}
