package org.clv4j.io;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.clv4j.models.covariate.CovariateEffect;
import org.clv4j.models.evaluate.Candidate;
import org.clv4j.models.evaluate.MeanDifference;
import org.clv4j.models.fit.Covariance;
import org.clv4j.models.fit.FitResult;
import org.jspecify.annotations.Nullable;

/** A {@link ModelFile} as JSON, a field a line. */
final class ModelText {
  static final String EFFECTS = "effects";
  static final String TEST = "likelihood_ratio_test";
  static final List<String> OF_TEST = List.of("statistic", "degrees_of_freedom", "p_value");
  static final String CHOICE = "choice";
  static final Set<String> OPTIONAL = Set.of("reference_levels", EFFECTS, TEST, CHOICE);

  private ModelText() {}

  /**
   * Writes.
   *
   * @param file the content
   * @param checksum null for the text that the checksum is of
   */
  static String of(ModelFile file, @Nullable String checksum) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json =
        new JsonFactoryBuilder()
            .build()
            .createGenerator(text)
            .setPrettyPrinter(
                new DefaultPrettyPrinter(
                    Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)))) {
      json.writeStartObject();
      json.writeStringField("format", ModelFile.FORMAT);
      json.writeNumberField("version", ModelFile.VERSION);
      json.writeStringField("model", file.model());
      if (file.unit() == null) {
        json.writeNullField("unit");
      } else {
        json.writeStringField("unit", file.unit().toString());
      }
      writeNumbers(json, "parameters", file.parameters());
      if (!file.referenceLevels().isEmpty()) {
        json.writeObjectFieldStart("reference_levels");
        for (Map.Entry<String, String> level : file.referenceLevels().entrySet()) {
          json.writeStringField(level.getKey(), level.getValue());
        }
        json.writeEndObject();
      }
      writeNumbers(json, "standard_errors", file.standardErrors());
      writeNumbers(json, "sandwich_errors", file.sandwichErrors());
      writeNumbers(json, "log_covariances", covariancesByPair(file.covariance()));
      if (file.hasCovariates()) {
        writeEffects(json, effects(file));
      }
      json.writeNumberField("estimated_parameters", file.estimated());
      json.writeNumberField("log_likelihood", file.logLikelihood());
      writeCriterion(json, "aic", file, file.aic());
      writeCriterion(json, "bic", file, file.bic());
      if (file.hasCovariates()) {
        writeTest(json, file.likelihoodRatioTest().orElse(null));
      }
      json.writeNumberField("customers", file.customers());
      json.writeNumberField("evaluations", file.evaluations());
      json.writeBooleanField("converged", true);
      writeTexts(json, "warnings", file.warnings());
      if (file.choice() != null) {
        json.writeFieldName("choice");
        write(json, file.choice());
      }
      if (checksum != null) {
        json.writeStringField("sha256", checksum);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, AutoChoice choice) throws IOException {
    json.writeStartObject();
    json.writeStringField("criterion", AutoChoice.CRITERIA.get(choice.criterion()));
    json.writeStringField("chosen", choice.chosen());
    json.writeStringField("runner_up", choice.runnerUp().orElse(null));
    writeDifference(json, "difference", choice.difference());
    json.writeArrayFieldStart("candidates");
    for (Candidate candidate : choice.candidates()) {
      json.writeStartObject();
      json.writeStringField("model", candidate.name());
      json.writeNumberField("parameters", candidate.parameters());
      if (candidate.score().isPresent()) {
        json.writeNumberField("score", candidate.score().getAsDouble());
      } else {
        json.writeNullField("score");
      }
      writeDifference(json, "behind_best", candidate.behindBest());
      writeTexts(json, "warnings", candidate.warnings());
      json.writeStringField("rejected", candidate.rejected().orElse(null));
      json.writeEndObject();
    }
    json.writeEndArray();
    writeTexts(json, "reasons", choice.reasons());
    json.writeEndObject();
  }

  private static void writeDifference(
      JsonGenerator json, String name, Optional<MeanDifference> difference) throws IOException {
    if (difference.isEmpty()) {
      json.writeNullField(name);
    } else {
      writeNumbers(json, name, AutoChoice.numbers(difference.get()));
    }
  }

  private static void writeTexts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static void writeCriterion(JsonGenerator json, String name, ModelFile file, double value)
      throws IOException {
    if (file.penalised()) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }

  private static void writeTest(JsonGenerator json, FitResult.@Nullable LikelihoodRatio test)
      throws IOException {
    if (test == null) {
      json.writeNullField(TEST);
      return;
    }
    json.writeObjectFieldStart(TEST);
    json.writeNumberField("statistic", test.statistic());
    json.writeNumberField("degrees_of_freedom", test.degreesOfFreedom());
    json.writeNumberField("p_value", test.pValue());
    json.writeEndObject();
  }

  /** Texts, numbers and blanks for what is not known, an object for each effect. */
  static List<Map<String, Object>> effects(ModelFile file) {
    return file.effects().stream().map(ModelText::fields).toList();
  }

  private static Map<String, Object> fields(CovariateEffect effect) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", effect.covariate());
    fields.put("process", effect.process());
    fields.put("estimate", effect.coefficient());
    fields.put("standard_error", orNothing(effect.standardError()));
    fields.put("multiplier", orNothing(effect.multiplier()));
    var interval = effect.interval();
    fields.put("ci_low", interval.<Object>map(i -> i.low()).orElse(ModelFields.NOTHING));
    fields.put("ci_high", interval.<Object>map(i -> i.high()).orElse(ModelFields.NOTHING));
    return fields;
  }

  private static Object orNothing(OptionalDouble number) {
    return number.isPresent() ? (Object) number.getAsDouble() : ModelFields.NOTHING;
  }

  private static void writeEffects(JsonGenerator json, List<Map<String, Object>> effects)
      throws IOException {
    json.writeArrayFieldStart(EFFECTS);
    for (Map<String, Object> effect : effects) {
      json.writeStartObject();
      for (Map.Entry<String, Object> field : effect.entrySet()) {
        if (field.getValue() instanceof Double number) {
          json.writeNumberField(field.getKey(), number);
        } else if (field.getValue() instanceof String text) {
          json.writeStringField(field.getKey(), text);
        } else {
          json.writeNullField(field.getKey());
        }
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeNumbers(JsonGenerator json, String name, Map<String, Double> numbers)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Double> number : numbers.entrySet()) {
      json.writeNumberField(number.getKey(), number.getValue());
    }
    json.writeEndObject();
  }

  private static Map<String, Double> covariancesByPair(Covariance covariance) {
    Map<String, Double> byPair = new LinkedHashMap<>();
    List<String> names = covariance.names();
    for (int i = 0; i < names.size(); i++) {
      for (int j = 0; j <= i; j++) {
        byPair.put(names.get(i) + "," + names.get(j), covariance.rows().get(i).get(j));
      }
    }
    return byPair;
  }

  /** Of the text without it. */
  static String checksum(ModelFile file) {
    try {
      byte[] content = of(file, null).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }
}
