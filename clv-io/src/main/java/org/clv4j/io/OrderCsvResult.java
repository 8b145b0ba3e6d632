package org.clv4j.io;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.quality.DataQuality;
import org.clv4j.core.quality.QualityFinding;
import org.clv4j.core.quality.QualityFinding.Severity;

/**
 * The orders of one or more files, and how they were read.
 *
 * @param log the orders
 * @param columns what the columns were taken for, file by file
 * @param rows the rows below the headers, bad ones included
 * @param badRows the number of rows left out; 0 unless that was asked for
 * @param firstBadRows the first {@value #LISTED} of them
 * @param badRowsByReason all of them, by the column and the rule they broke
 * @param notes why columns that were recognised are ignored all the same, with the place
 */
public record OrderCsvResult(
    OrderLog log,
    List<CsvColumns> columns,
    long rows,
    long badRows,
    List<BadRow> firstBadRows,
    List<Reason> badRowsByReason,
    List<String> notes) {

  /** How many bad rows are listed at most; all of them are counted. */
  public static final int LISTED = 10_000;

  /** From this share on bad rows are serious. */
  private static final double MANY = 0.01;

  /**
   * How many bad rows broke one rule.
   *
   * @param first the first of them
   * @param rows how many; of the {@value #REASONS}th reason and all later ones, those together
   */
  public record Reason(BadRow first, long rows) {}

  /** How many reasons are told apart. */
  public static final int REASONS = 100;

  /** Takes copies of the lists. */
  public OrderCsvResult {
    Objects.requireNonNull(log, "log must not be null");
    columns = List.copyOf(columns);
    firstBadRows = List.copyOf(firstBadRows);
    badRowsByReason = List.copyOf(badRowsByReason);
    notes = List.copyOf(notes);
  }

  /**
   * What is odd about the orders, bad rows among it ({@code bad-rows}).
   *
   * @param asOf the last day that is not the future, such as that of the export
   * @return what was found
   */
  public DataQuality quality(LocalDate asOf) {
    return DataQuality.of(log, rows, badRowsByReason.stream().map(this::finding).toList(), asOf);
  }

  private QualityFinding finding(Reason reason) {
    BadRow first = reason.first();
    String column = first.column();
    return new QualityFinding(
        "bad-rows",
        reason.rows() >= MANY * rows ? Severity.SERIOUS : Severity.WARNING,
        reason.rows(),
        rows,
        "rows",
        "rows were left out: " + (column == null ? "" : column + " ") + first.reason(),
        first.place(),
        "mend the export, or accept that these orders are missing");
  }
}
