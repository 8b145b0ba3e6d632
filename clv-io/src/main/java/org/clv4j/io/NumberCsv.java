package org.clv4j.io;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a CSV file of numbers by the names of its columns: survivors, tenures, opportunities.
 *
 * @param columns the numbers of each column, from the first row to the last
 * @param customerIds the texts of the column {@code customer_id}; empty if the file has none
 */
public record NumberCsv(Map<String, List<Double>> columns, List<String> customerIds) {
  private static final String CUSTOMER_ID = "customer_id";

  /** Takes a copy. */
  public NumberCsv {
    Map<String, List<Double>> copy = new LinkedHashMap<>();
    columns.forEach((name, numbers) -> copy.put(name, List.copyOf(numbers)));
    columns = Collections.unmodifiableMap(copy);
    customerIds = List.copyOf(customerIds);
  }

  /**
   * Reads all columns whose fields are all numbers; {@code true} and {@code false} count as 1 and
   * 0.
   *
   * @param source the file, in UTF-8 with commas and decimal points
   * @param wanted the names of the columns to read, as far as the file has them
   * @return the columns
   * @throws OrderCsvException if a wanted field is no finite number, with line, column and value
   * @throws IOException if it cannot be read
   */
  public static NumberCsv read(CsvSource source, List<String> wanted) throws IOException {
    Map<String, List<Double>> columns = new LinkedHashMap<>();
    List<String> ids = new ArrayList<>();
    CsvRecords.forEachNamed(
        source,
        record -> {
          record.findField(CUSTOMER_ID).ifPresent(ids::add);
          for (String name : wanted) {
            if (record.getHeader().contains(name)) {
              columns
                  .computeIfAbsent(name, key -> new ArrayList<>())
                  .add(number(source, record, name));
            }
          }
        });
    return new NumberCsv(columns, ids);
  }

  private static double number(CsvSource source, NamedCsvRecord record, String name) {
    String text = record.findField(name).orElse("").strip();
    double value = Double.NaN;
    if (text.equals("true") || text.equals("false")) {
      value = text.equals("true") ? 1 : 0;
    } else {
      try {
        value = Double.parseDouble(text);
      } catch (NumberFormatException e) {
        // Named below, as what is not finite is.
      }
    }
    if (Double.isFinite(value)) {
      return value;
    }
    throw new OrderCsvException(
        new BadRow(
            source.name(), record.getStartingLineNumber(), name, text, "is not a finite number"));
  }

  /**
   * Who a row is about.
   *
   * @param row from 0
   * @return the text of {@code customer_id}; in a file without that column the row's number from 1
   */
  public String id(int row) {
    return customerIds.isEmpty() ? String.valueOf(row + 1) : customerIds.get(row);
  }

  /**
   * Whether the file has a column.
   *
   * @param name the column
   * @return true if so
   */
  public boolean has(String name) {
    return columns.containsKey(name);
  }

  /**
   * The numbers of a column.
   *
   * @param name the column
   * @return a copy
   * @throws IllegalArgumentException if the file does not have it
   */
  public double[] numbers(String name) {
    List<Double> numbers = columns.get(name);
    if (numbers == null) {
      throw new IllegalArgumentException(
          "there must be a column \"" + name + "\", but there were " + columns.keySet());
    }
    return numbers.stream().mapToDouble(number -> number).toArray();
  }

  /**
   * The whole numbers of a column.
   *
   * @param name the column
   * @return a copy
   * @throws IllegalArgumentException if the file does not have it, or a number is not whole
   */
  public int[] wholeNumbers(String name) {
    double[] numbers = numbers(name);
    int[] whole = new int[numbers.length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = (int) numbers[i];
      if (whole[i] != numbers[i]) {
        throw new IllegalArgumentException(
            name + " of row " + (i + 1) + " must be a whole number, but was " + numbers[i]);
      }
    }
    return whole;
  }
}
