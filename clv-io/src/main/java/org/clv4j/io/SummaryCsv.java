package org.clv4j.io;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.value.PeriodUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads customers who are summarized already: a CSV file with the columns {@code frequency}, {@code
 * recency} and {@code age}, and optionally {@code customer_id}, {@code mean_repeat_spend}, {@code
 * weight} and {@code litt}. Others are ignored, so that what {@code clv summarize} writes can be
 * read.
 *
 * <p>The columns may be called as other software calls them: {@code x}, {@code t.x} or {@code t_x},
 * {@code T} or {@code T.cal}, {@code monetary_value}, {@code cust} or {@code Id}.
 */
public final class SummaryCsv {
  private static final int LONGEST_HEADER = 1 << 16;

  private static final Map<String, List<String>> SPELLINGS =
      Map.of(
          "frequency", List.of("frequency", "x"),
          "recency", List.of("recency", "t.x", "t_x"),
          "age", List.of("age", "T", "T.cal"),
          "customer_id", List.of("customer_id", "cust", "Id"),
          "mean_repeat_spend", List.of("mean_repeat_spend", "monetary_value"),
          "weight", List.of("weight"),
          "litt", List.of("litt"));

  private SummaryCsv() {}

  /**
   * A customer, or several who are alike.
   *
   * @param customerId the id, or the number of the row from 1 where the file has none
   * @param summary the history
   * @param meanRepeatSpend in major units, null where it is empty or the file has none
   * @param weight how many customers the row stands for
   * @param sumOfLogInterpurchaseTimes litt, null where the file has none
   */
  public record Row(
      String customerId,
      CustomerSummary summary,
      @Nullable Double meanRepeatSpend,
      double weight,
      @Nullable Double sumOfLogInterpurchaseTimes) {}

  /**
   * Whether the header of a file is that of summaries.
   *
   * @param source the file
   * @return true if it has the three columns
   * @throws OrderCsvException if it is a gzip that is cut or damaged
   * @throws IOException if it cannot be read
   */
  public static boolean hasSummaries(CsvSource source) throws IOException {
    try (BufferedReader in = CsvText.open(source, StandardCharsets.UTF_8)) {
      StringBuilder header = new StringBuilder();
      int c = in.read();
      while (c >= 0 && c != '\n' && c != '\r' && header.length() < LONGEST_HEADER) {
        header.append((char) c);
        c = in.read();
      }
      List<String> names = List.of(header.toString().replace("\"", "").split(",", -1));
      return Stream.of("frequency", "recency", "age")
          .allMatch(name -> spelling(names, name) != null);
    } catch (EOFException | ZipException e) {
      throw OrderCsvFile.unreadable(source, 0, 0, e);
    }
  }

  private static @Nullable String spelling(List<String> header, String column) {
    for (String name : SPELLINGS.getOrDefault(column, List.of())) {
      if (header.contains(name)) {
        return name;
      }
    }
    return null;
  }

  /** The text of a column, null where the file has none. */
  private static @Nullable String text(NamedCsvRecord record, String column) {
    String name = spelling(record.getHeader(), column);
    return name == null ? null : record.getField(name);
  }

  /**
   * Reads all rows.
   *
   * @param source the file, in UTF-8 with commas and decimal points
   * @param unit the unit of its times
   * @return at least one row
   * @throws OrderCsvException if a row breaks a rule, with its line, column, value and reason
   * @throws IOException if it cannot be read
   */
  public static List<Row> read(CsvSource source, PeriodUnit unit) throws IOException {
    List<Row> rows = new ArrayList<>();
    CsvRecords.forEachNamed(source, record -> rows.add(row(source, record, unit)));
    if (rows.isEmpty()) {
      throw new OrderCsvException(new BadRow(source.name(), 0, null, null, "there is no customer"));
    }
    return rows;
  }

  private static Row row(CsvSource source, NamedCsvRecord record, PeriodUnit unit) {
    long line = record.getStartingLineNumber();
    if (record.getFieldCount() != record.getHeader().size()) {
      throw new OrderCsvException(
          new BadRow(
              source.name(),
              line,
              null,
              null,
              "the row has "
                  + record.getFieldCount()
                  + " fields, but the header has "
                  + record.getHeader().size()));
    }
    double frequency = number(source, record, "frequency");
    if (frequency != Math.rint(frequency) || frequency < 0 || frequency > Integer.MAX_VALUE) {
      throw bad(source, record, "frequency", "must be a whole number from 0");
    }
    double recency = number(source, record, "recency");
    double age = number(source, record, "age");
    double weight = text(record, "weight") == null ? 1 : number(source, record, "weight");
    if (weight <= 0) {
      throw bad(source, record, "weight", "must be above 0");
    }
    String id = text(record, "customer_id");
    try {
      return new Row(
          id == null ? Long.toString(line - 1) : id,
          new CustomerSummary((int) frequency, recency, age, unit),
          optional(source, record, "mean_repeat_spend"),
          weight,
          optional(source, record, "litt"));
    } catch (OrderCsvException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new OrderCsvException(
          new BadRow(source.name(), line, null, null, String.valueOf(e.getMessage())), e);
    }
  }

  private static @Nullable Double optional(CsvSource source, NamedCsvRecord record, String column) {
    String text = text(record, column);
    return text == null || text.isBlank() ? null : (Double) number(source, record, column);
  }

  private static double number(CsvSource source, NamedCsvRecord record, String column) {
    try {
      double value = Double.parseDouble(String.valueOf(text(record, column)).strip());
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw bad(source, record, column, "is not a number");
    }
    throw bad(source, record, column, "must be finite");
  }

  private static OrderCsvException bad(
      CsvSource source, NamedCsvRecord record, String column, String reason) {
    return new OrderCsvException(
        new BadRow(
            source.name(),
            record.getStartingLineNumber(),
            spelling(record.getHeader(), column),
            text(record, column),
            reason));
  }
}
