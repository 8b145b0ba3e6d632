package org.clv4j.io;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
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
      json.writeArrayFieldStart("warnings");
      for (String warning : file.warnings()) {
        json.writeString(warning);
      }
      json.writeEndArray();
      if (checksum != null) {
        json.writeStringField("sha256", checksum);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
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
