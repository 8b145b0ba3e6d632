package org.clv4j.sql;

import java.util.List;
import java.util.Objects;
import org.clv4j.core.order.OrderLog;
import org.clv4j.io.BadRow;
import org.clv4j.io.CsvColumns;

/**
 * The orders of a table, a query or some files, and how they were read.
 *
 * @param log the orders
 * @param columns what the columns were taken for, source by source
 * @param rows the rows read, bad ones included
 * @param badRows the number of rows left out; 0 unless that was asked for
 * @param firstBadRows the first {@value #LISTED} of them
 * @param notes why columns that were recognised are ignored all the same, with the place
 */
public record SqlOrders(
    OrderLog log,
    List<CsvColumns> columns,
    long rows,
    long badRows,
    List<BadRow> firstBadRows,
    List<String> notes) {

  /** How many bad rows are listed at most; all of them are counted. */
  public static final int LISTED = 10_000;

  /** Takes copies of the lists. */
  public SqlOrders {
    Objects.requireNonNull(log, "log must not be null");
    columns = List.copyOf(columns);
    firstBadRows = List.copyOf(firstBadRows);
    notes = List.copyOf(notes);
  }
}
