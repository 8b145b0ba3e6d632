package org.clv4j.io;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.value.PeriodUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads customers who are summarized already: a CSV file with the columns {@code frequency}, {@code
 * recency} and {@code age}, and optionally {@code customer_id}, {@code mean_repeat_spend}, {@code
 * weight} and {@code litt}. Others are ignored, so that what {@code clv summarize} writes can be
 * read.
 */
public final class SummaryCsv {
  private static final int LONGEST_HEADER = 1 << 16;

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
      return names.containsAll(List.of("frequency", "recency", "age"));
    }
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
    long line = 1;
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder()
            .allowUnclosedQuote(false)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofNamedCsvRecord(CsvText.open(source, StandardCharsets.UTF_8))) {
      for (NamedCsvRecord record : reader) {
        line = record.getStartingLineNumber();
        rows.add(row(source, record, unit));
      }
    } catch (CsvParseException | UncheckedIOException e) {
      throw new OrderCsvException(
          new BadRow(source.name(), line, null, null, "after this line, " + e.getMessage()), e);
    }
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
    try {
      return new Row(
          record.findField("customer_id").orElse(Long.toString(line - 1)),
          new CustomerSummary((int) frequency, recency, age, unit),
          optional(source, record, "mean_repeat_spend"),
          record.findField("weight").isEmpty() ? 1 : number(source, record, "weight"),
          optional(source, record, "litt"));
    } catch (OrderCsvException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new OrderCsvException(
          new BadRow(source.name(), line, null, null, String.valueOf(e.getMessage())), e);
    }
  }

  private static @Nullable Double optional(CsvSource source, NamedCsvRecord record, String column) {
    return record.findField(column).orElse("").isBlank()
        ? null
        : (Double) number(source, record, column);
  }

  private static double number(CsvSource source, NamedCsvRecord record, String column) {
    try {
      double value = Double.parseDouble(record.getField(column).strip());
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
            column,
            record.getField(column),
            reason));
  }
}
