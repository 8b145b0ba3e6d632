package org.clv4j.io;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clv4j.core.order.CustomerIds;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers that are known of customers, such as what a model forecasts of them: a CSV file
 * whose first column has their ids.
 *
 * <p>A blank field is a number that is not known. Customers that nobody asks for are passed over.
 */
public final class CustomerColumnCsv {
  private CustomerColumnCsv() {}

  /**
   * Reads all columns but the first.
   *
   * @param source the file, in UTF-8 with commas and decimal points
   * @param ids whose numbers are wanted
   * @return by the name of the column: the number of each customer, in the order of the ids; NaN
   *     where it is not known
   * @throws OrderCsvException if there is no column of numbers, two have one name, a row has not
   *     the fields of the header, a field is no finite number, or a customer stands there twice,
   *     with line, column and value
   * @throws IOException if it cannot be read
   */
  public static Map<String, double[]> read(CsvSource source, CustomerIds ids) throws IOException {
    Map<String, double[]> columns = new LinkedHashMap<>();
    boolean[] seen = new boolean[ids.size()];
    List<String> header = new ArrayList<>();
    CsvRecords.forEach(
        source,
        record -> {
          if (!header.isEmpty()) {
            add(source, header, record, ids, seen, columns);
            return;
          }
          header.addAll(record.getFields().stream().map(String::strip).toList());
          for (String name : header.subList(1, header.size())) {
            double[] unknown = new double[ids.size()];
            Arrays.fill(unknown, Double.NaN);
            if (name.isEmpty() || columns.put(name, unknown) != null) {
              long line = record.getStartingLineNumber();
              throw bad(source, line, name, null, "must have a name of its own");
            }
          }
        });
    if (columns.isEmpty()) {
      throw bad(source, 1, null, null, "there is no column besides the customer's");
    }
    return columns;
  }

  private static void add(
      CsvSource source,
      List<String> header,
      CsvRecord record,
      CustomerIds ids,
      boolean[] seen,
      Map<String, double[]> columns) {
    long line = record.getStartingLineNumber();
    if (record.getFieldCount() != header.size()) {
      String reason =
          "the row has " + record.getFieldCount() + " fields, but the header has " + header.size();
      throw bad(source, line, null, null, reason);
    }
    String id = record.getField(0).strip();
    int row = id.isEmpty() ? -1 : ids.indexOf(id);
    if (row >= 0 && seen[row]) {
      throw bad(source, line, header.get(0), id, "stands there twice");
    }
    int column = 0;
    for (Map.Entry<String, double[]> entry : columns.entrySet()) {
      String text = record.getField(++column).strip();
      double number = text.isEmpty() ? Double.NaN : number(source, line, entry.getKey(), text);
      if (row >= 0) {
        entry.getValue()[row] = number;
        seen[row] = true;
      }
    }
  }

  private static double number(CsvSource source, long line, String column, String text) {
    double number;
    try {
      number = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw bad(source, line, column, text, "is not a number");
    }
    if (!Double.isFinite(number)) {
      throw bad(source, line, column, text, "is not a finite number");
    }
    return number;
  }

  private static OrderCsvException bad(
      CsvSource source, long line, @Nullable String column, @Nullable String value, String reason) {
    return new OrderCsvException(new BadRow(source.name(), line, column, value, reason));
  }
}
