package org.clv4j.io;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.clv4j.models.covariate.Covariates;

/**
 * Reads what is known of customers: a CSV file whose first column has their ids.
 *
 * <p>A column of numbers is one of numbers, one of other texts is one of categories. Where some
 * fields are numbers and others not, somebody must say so that it is one of categories, because a
 * stray text among numbers would silently make a category of each. No field may be blank.
 */
public final class CovariateCsv {
  private CovariateCsv() {}

  /**
   * Reads all columns.
   *
   * @param source the file, in UTF-8 with commas and decimal points
   * @param referenceLevels by the name of a column that is one of categories, though it may have
   *     numbers (a postal code): the level that the others are compared with
   * @return the covariates
   * @throws OrderCsvException if a field is blank, or no finite number among numbers, a row has not
   *     the fields of the header, a name or a customer stands there twice, with line, column and
   *     value
   * @throws IllegalArgumentException if there is no column of one of the names
   * @throws IOException if it cannot be read
   */
  public static Covariates read(CsvSource source, Map<String, String> referenceLevels)
      throws IOException {
    List<CsvRecord> records = new ArrayList<>();
    CsvRecords.forEach(source, records::add);
    if (records.size() < 2) {
      throw new OrderCsvException(new BadRow(source.name(), 0, null, null, "there is no customer"));
    }
    List<String> header = records.get(0).getFields().stream().map(String::strip).toList();
    for (String category : referenceLevels.keySet()) {
      if (header.lastIndexOf(category) < 1) {
        throw new IllegalArgumentException(
            source.name()
                + ": a category must be one of "
                + header.subList(1, header.size())
                + ", but was \""
                + category
                + "\"");
      }
    }
    return covariates(source, header, records.subList(1, records.size()), referenceLevels);
  }

  private static Covariates covariates(
      CsvSource source,
      List<String> header,
      List<CsvRecord> records,
      Map<String, String> referenceLevels) {
    Map<String, Long> lineOf = new HashMap<>();
    for (CsvRecord record : records) {
      requireFields(source, header, record);
      String id = record.getField(0).strip();
      Long before = lineOf.put(id, record.getStartingLineNumber());
      if (before != null) {
        throw bad(source, record, header.get(0), id, "stands in line " + before + " too");
      }
    }
    Covariates.Builder builder =
        Covariates.builder(records.stream().map(record -> record.getField(0).strip()).toList());
    for (int column = 1; column < header.size(); column++) {
      String name = header.get(column);
      if (name.isEmpty() || header.indexOf(name) != column) {
        throw new OrderCsvException(
            new BadRow(
                source.name(),
                1,
                null,
                null,
                "the column \"" + name + "\" must have a name of its own"));
      }
      int index = column;
      List<String> texts = records.stream().map(record -> record.getField(index).strip()).toList();
      String reference = referenceLevels.get(name);
      if (reference != null) {
        builder.category(name, texts, reference);
      } else if (texts.stream().noneMatch(CovariateCsv::isNumber)) {
        builder.category(name, texts);
      } else {
        builder.number(name, numbers(source, name, texts, records));
      }
    }
    return builder.build();
  }

  private static void requireFields(CsvSource source, List<String> header, CsvRecord record) {
    if (record.getFieldCount() != header.size()) {
      throw new OrderCsvException(
          new BadRow(
              source.name(),
              record.getStartingLineNumber(),
              null,
              null,
              "the row has "
                  + record.getFieldCount()
                  + " fields, but the header has "
                  + header.size()));
    }
    for (int column = 0; column < header.size(); column++) {
      String text = record.getField(column);
      if (text.isBlank() || text.indexOf('\uFFFD') >= 0) {
        throw bad(source, record, header.get(column), text, "must not be blank or undecodable");
      }
    }
  }

  private static boolean isNumber(String text) {
    try {
      Double.parseDouble(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static double[] numbers(
      CsvSource source, String name, List<String> texts, List<CsvRecord> records) {
    double[] numbers = new double[texts.size()];
    for (int row = 0; row < numbers.length; row++) {
      String text = texts.get(row);
      numbers[row] = isNumber(text) ? Double.parseDouble(text) : Double.NaN;
      if (!Double.isFinite(numbers[row])) {
        throw bad(
            source,
            records.get(row),
            name,
            text,
            "is not a finite number as others in this column; if they are categories, name the"
                + " reference level");
      }
    }
    return numbers;
  }

  private static OrderCsvException bad(
      CsvSource source, CsvRecord record, String column, String value, String reason) {
    return new OrderCsvException(
        new BadRow(source.name(), record.getStartingLineNumber(), column, value, reason));
  }
}
