package org.clv4j.io;

import java.util.List;
import java.util.Map;
import org.clv4j.core.order.OrderLog;

/**
 * The orders of one or more files, and how they were read.
 *
 * @param log the orders
 * @param columns what each column was taken for: {@code customer}, {@code time}, {@code amount} or
 *     {@code currency}, with its name in the first file, in this order
 * @param ignoredColumns the other columns of the first file
 * @param rows the rows below the headers, bad ones included
 * @param badRows the number of rows left out; 0 unless that was asked for
 * @param firstBadRows the first {@value #LISTED} of them
 */
public record OrderCsvResult(
    OrderLog log,
    Map<String, String> columns,
    List<String> ignoredColumns,
    long rows,
    long badRows,
    List<BadRow> firstBadRows) {

  /** How many bad rows are listed at most; all of them are counted. */
  public static final int LISTED = 10_000;

  /** Takes copies of the lists. */
  public OrderCsvResult {
    columns = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(columns));
    ignoredColumns = List.copyOf(ignoredColumns);
    firstBadRows = List.copyOf(firstBadRows);
  }
}
