package org.clv4j.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small CSV file with a header, column by column: the arms of an experiment, what channels cost.
 *
 * <p>Names and fields are stripped of blanks around them. What is wrong is told with file, line,
 * column and value.
 */
public final class RowsCsv {
  private final String source;
  private final List<Long> lines;
  private final Map<String, List<String>> columns;

  private RowsCsv(String source, List<Long> lines, Map<String, List<String>> columns) {
    this.source = source;
    this.lines = lines;
    this.columns = columns;
  }

  /**
   * Reads all columns.
   *
   * @param source the file, in UTF-8 with commas and decimal points
   * @return its rows
   * @throws OrderCsvException if there is no header, two columns have one name or a row has not the
   *     fields of the header
   * @throws IOException if it cannot be read
   */
  public static RowsCsv read(CsvSource source) throws IOException {
    List<Long> lines = new ArrayList<>();
    List<List<String>> fields = new ArrayList<>();
    Map<String, List<String>> columns = new LinkedHashMap<>();
    CsvRecords.forEach(
        source,
        record -> {
          long line = record.getStartingLineNumber();
          List<String> row = record.getFields().stream().map(String::strip).toList();
          if (fields.isEmpty()) {
            for (String name : row) {
              List<String> column = new ArrayList<>();
              fields.add(column);
              if (name.isEmpty() || columns.put(name, column) != null) {
                throw new OrderCsvException(
                    new BadRow(source.name(), line, name, null, "must have a name of its own"));
              }
            }
            return;
          }
          if (row.size() != fields.size()) {
            throw new OrderCsvException(
                new BadRow(
                    source.name(),
                    line,
                    null,
                    null,
                    "the row has " + row.size() + " fields, but the header has " + fields.size()));
          }
          lines.add(line);
          for (int i = 0; i < row.size(); i++) {
            fields.get(i).add(row.get(i));
          }
        });
    if (columns.isEmpty()) {
      throw new OrderCsvException(new BadRow(source.name(), 1, null, null, "there is no header"));
    }
    return new RowsCsv(source.name(), lines, columns);
  }

  /**
   * The number of rows.
   *
   * @return those below the header
   */
  public int size() {
    return lines.size();
  }

  /**
   * Whether there is a column.
   *
   * @param name of the column
   * @return true if so
   */
  public boolean has(String name) {
    return columns.containsKey(name);
  }

  /**
   * A column of texts.
   *
   * @param name of the column
   * @return its fields, none blank
   * @throws OrderCsvException if there is no such column or a field is blank
   */
  public List<String> texts(String name) {
    List<String> column = column(name);
    for (int row = 0; row < column.size(); row++) {
      if (column.get(row).isEmpty()) {
        throw bad(row, name, "", "must not be blank");
      }
    }
    return List.copyOf(column);
  }

  /**
   * A column of texts of which none comes twice.
   *
   * @param name of the column
   * @return its fields, none blank
   * @throws OrderCsvException if there is no such column, or a field is blank or comes twice
   */
  public List<String> keys(String name) {
    List<String> keys = texts(name);
    Map<String, Integer> seen = new LinkedHashMap<>();
    for (int row = 0; row < keys.size(); row++) {
      if (seen.put(keys.get(row), row) != null) {
        throw bad(row, name, keys.get(row), "stands there twice");
      }
    }
    return keys;
  }

  /**
   * A column of numbers.
   *
   * @param name of the column
   * @return its numbers, all finite
   * @throws OrderCsvException if there is no such column or a field is no finite number
   */
  public double[] numbers(String name) {
    List<String> column = column(name);
    double[] numbers = new double[column.size()];
    for (int row = 0; row < numbers.length; row++) {
      double number = Double.NaN;
      try {
        number = Double.parseDouble(column.get(row));
      } catch (NumberFormatException e) {
        // Named below, as what is not finite is.
      }
      if (!Double.isFinite(number)) {
        throw bad(row, name, column.get(row), "is not a finite number");
      }
      numbers[row] = number;
    }
    return numbers;
  }

  private List<String> column(String name) {
    List<String> column = columns.get(name);
    if (column == null) {
      throw new OrderCsvException(
          new BadRow(
              source,
              1,
              null,
              null,
              "there must be a column \"" + name + "\", but there were " + columns.keySet()));
    }
    return column;
  }

  private OrderCsvException bad(int row, String column, String value, String reason) {
    return new OrderCsvException(new BadRow(source, lines.get(row), column, value, reason));
  }
}
