package org.clv4j.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a table is written. */
public enum TableFormat {
  /** Aligned text for people: numbers with a fraction are rounded to two decimals. */
  TABLE {
    @Override
    void write(Table table, Writer out) throws IOException {
      TextTable.write(table, out);
    }
  },

  /**
   * RFC 4180 with a header, comma, {@code .} and LF; an absent value is an empty field. A text that
   * a spreadsheet would take for a formula (it begins with {@code = + - @}, tab or carriage return
   * and is no number) gets an apostrophe in front.
   */
  CSV {
    @Override
    void write(Table table, Writer out) throws IOException {
      try {
        writeCsv(table, out);
      } catch (UncheckedIOException e) {
        IOException failure = e.getCause();
        throw failure == null ? new IOException(e) : failure;
      }
    }
  },

  /** An array of objects, one a line; an absent value is null, a date a text. */
  JSON {
    @Override
    void write(Table table, Writer out) throws IOException {
      List<String> names = table.names();
      out.write("[\n");
      try (JsonGenerator json = JSON_FACTORY.createGenerator(out)) {
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        for (int row = 0; row < table.rows(); row++) {
          json.writeStartObject();
          for (int column = 0; column < names.size(); column++) {
            json.writeFieldName(names.get(column));
            writeValue(json, table.cell(row, column));
          }
          json.writeEndObject();
        }
      }
      out.write(table.rows() == 0 ? "]\n" : "\n]\n");
    }
  };

  private static final JsonFactory JSON_FACTORY =
      new JsonFactoryBuilder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .rootValueSeparator(",\n")
          .build();

  abstract void write(Table table, Writer out) throws IOException;

  /**
   * Reads what {@link #toString} writes, in any case.
   *
   * @param text {@code table}, {@code csv} or {@code json}
   * @return the format
   * @throws IllegalArgumentException if the text is none of them
   */
  public static TableFormat parse(String text) {
    return Arrays.stream(values())
        .filter(format -> format.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "format must be table, csv or json, but was \"" + text + "\""));
  }

  static TableFormat ofFile(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".csv")) {
      return CSV;
    }
    if (lower.endsWith(".json")) {
      return JSON;
    }
    if (lower.endsWith(".txt")) {
      return TABLE;
    }
    throw new IllegalArgumentException(
        "name of the file must end in .csv, .json or .txt, but was \"" + name + "\"");
  }

  /** The name in lower case, for example {@code csv}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static void writeCsv(Table table, Writer out) throws IOException {
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    List<String> names = table.names();
    csv.writeRecord(names.stream().map(TableFormat::csvField).toList());
    String[] fields = new String[names.size()];
    for (int row = 0; row < table.rows(); row++) {
      for (int column = 0; column < fields.length; column++) {
        fields[column] = csvField(table.cell(row, column));
      }
      csv.writeRecord(fields);
    }
    csv.flush();
  }

  private static String csvField(@Nullable Object cell) {
    if (cell instanceof String text) {
      return looksLikeAFormula(text) ? "'" + text : text;
    }
    return plain(cell);
  }

  private static boolean looksLikeAFormula(String text) {
    return !text.isEmpty()
        && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
        && !text.matches("[+-]?[0-9]+([.][0-9]+)?");
  }

  static String plain(@Nullable Object cell) {
    if (cell == null) {
      return "";
    }
    return cell instanceof BigDecimal number ? number.toPlainString() : cell.toString();
  }

  private static void writeValue(JsonGenerator json, @Nullable Object cell) throws IOException {
    if (cell == null) {
      json.writeNull();
    } else if (cell instanceof BigDecimal number) {
      json.writeNumber(number);
    } else if (cell instanceof Double number) {
      json.writeNumber(number);
    } else if (cell instanceof Number whole) {
      json.writeNumber(whole.longValue());
    } else {
      json.writeString(cell.toString());
    }
  }
}
