package org.clv4j.io;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A small CSV file with a header, column by column: the arms of an experiment, what channels cost.
 *
 * <p>Names and fields are stripped of blanks around them. What is wrong is told with file, line,
 * column and value.
 */
public final class RowsCsv {
  private static final int MOST_DIGITS = 100;

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

  /**
   * A column of decimal numbers, exactly as they are written.
   *
   * @param name of the column
   * @return its numbers
   * @throws OrderCsvException if there is no such column, or a field is blank, no number, or one
   *     with more than 100 digits or places
   */
  public List<BigDecimal> decimals(String name) {
    List<String> texts = texts(name);
    return IntStream.range(0, texts.size())
        .mapToObj(row -> decimal(row, name, texts.get(row)))
        .toList();
  }

  /**
   * A column of decimal numbers of which some are not known.
   *
   * @param name of the column
   * @return its numbers, empty where the field is blank, and all empty if there is no such column
   * @throws OrderCsvException if a field that is not blank is no number, or one with more than 100
   *     digits or places
   */
  public List<Optional<BigDecimal>> optionalDecimals(String name) {
    if (!has(name)) {
      return Collections.nCopies(size(), Optional.empty());
    }
    List<String> texts = column(name);
    return IntStream.range(0, texts.size())
        .mapToObj(
            row ->
                texts.get(row).isEmpty()
                    ? Optional.<BigDecimal>empty()
                    : Optional.of(decimal(row, name, texts.get(row))))
        .toList();
  }

  private BigDecimal decimal(int row, String name, String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      if (number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as what is too long is.
    }
    throw bad(row, name, text, "is not a number of at most " + MOST_DIGITS + " digits");
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
