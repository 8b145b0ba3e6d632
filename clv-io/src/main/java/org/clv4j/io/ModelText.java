package org.clv4j.io;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clv4j.models.evaluate.Candidate;
import org.clv4j.models.evaluate.MeanDifference;
import org.jspecify.annotations.Nullable;

/** A {@link ModelFile} as JSON, a field a line. */
final class ModelText {
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
      writeNumbers(json, "log_covariances", file.covariancesByPair());
      json.writeNumberField("estimated_parameters", file.estimated());
      json.writeNumberField("log_likelihood", file.logLikelihood());
      json.writeNumberField("aic", file.aic());
      json.writeNumberField("bic", file.bic());
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

  private static void writeNumbers(JsonGenerator json, String name, Map<String, Double> numbers)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Double> number : numbers.entrySet()) {
      json.writeNumberField(number.getKey(), number.getValue());
    }
    json.writeEndObject();
  }
}
