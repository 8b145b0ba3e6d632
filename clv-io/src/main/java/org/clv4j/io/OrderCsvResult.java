package org.clv4j.io;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.CustomerAliases;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.quality.DataQuality;
import org.clv4j.core.quality.QualityFinding;
import org.clv4j.core.quality.QualityFinding.Severity;

/**
 * The orders of one or more files, tables or queries, and how they were read.
 *
 * @param log the orders
 * @param columns what the columns were taken for, file by file
 * @param rows the rows below the headers, bad ones included
 * @param badRows the number of rows left out; 0 unless that was asked for
 * @param firstBadRows the first {@value #LISTED} of them
 * @param leftOut what was left out, put together or not looked at on the way into the log, all bad
 *     rows by the rule they broke ({@code bad-rows}) among it
 * @param notes why columns that were recognised are ignored all the same, with the place
 */
public record OrderCsvResult(
    OrderLog log,
    List<CsvColumns> columns,
    long rows,
    long badRows,
    List<BadRow> firstBadRows,
    List<QualityFinding> leftOut,
    List<String> notes) {

  /** How many bad rows are listed at most; all of them are counted. */
  public static final int LISTED = 10_000;

  /** Takes copies of the lists. */
  public OrderCsvResult {
    Objects.requireNonNull(log, "log must not be null");
    columns = List.copyOf(columns);
    firstBadRows = List.copyOf(firstBadRows);
    leftOut = List.copyOf(leftOut);
    notes = List.copyOf(notes);
  }

  /**
   * The same of a reader that knows of bad rows only those which it lists.
   *
   * @param log the orders
   * @param columns what the columns were taken for
   * @param rows the rows read, bad ones included
   * @param badRows the number of rows left out
   * @param firstBadRows the first of them
   * @param others what else was found
   * @param notes what else is to be told
   * @return the result, with a finding for each rule that was broken before the others
   */
  public static OrderCsvResult of(
      OrderLog log,
      List<CsvColumns> columns,
      long rows,
      long badRows,
      List<BadRow> firstBadRows,
      List<QualityFinding> others,
      List<String> notes) {
    List<QualityFinding> leftOut =
        new ArrayList<>(BadRows.of(firstBadRows, badRows).findings(rows));
    leftOut.addAll(others);
    return new OrderCsvResult(log, columns, rows, badRows, firstBadRows, leftOut, notes);
  }

  /**
   * What is odd about the orders, what was left out among it.
   *
   * @param asOf the last day that is not the future, such as that of the export
   * @return what was found
   */
  public DataQuality quality(LocalDate asOf) {
    return DataQuality.of(log, rows, leftOut, asOf);
  }

  /**
   * The same as of the day of a base made of these orders, and how many of them are merged there
   * into a purchase of the same day, week or month ({@code merged-orders}).
   *
   * @param base a base of the log
   * @return what was found
   */
  public DataQuality quality(CustomerBase base) {
    List<QualityFinding> all = new ArrayList<>(leftOut);
    if (base.mergedOrders() > 0) {
      all.add(
          new QualityFinding(
              "merged-orders",
              Severity.INFO,
              base.mergedOrders(),
              base.orderCount(),
              "orders",
              "orders are part of a purchase of the same "
                  + base.purchasePeriod()
                  + ", which counts once for frequency and recency",
              "",
              ""));
    }
    return DataQuality.of(log, rows, all, base.asOf());
  }

  /**
   * The same orders, read as those of the customers that some aliases make of their ids.
   *
   * @param aliases which ids are one customer
   * @return the result with {@link OrderLog#withAliases}
   */
  public OrderCsvResult withAliases(CustomerAliases aliases) {
    return new OrderCsvResult(
        log.withAliases(aliases), columns, rows, badRows, firstBadRows, leftOut, notes);
  }
}
