package org.clv4j.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.clv4j.core.order.OrderAccount;
import org.clv4j.core.order.OrderBook;
import org.clv4j.core.quality.QualityFinding;

/**
 * The orders of one or more files, what the policy made of them, and how they were read.
 *
 * @param book all orders that could be read
 * @param account the log under the policy, and what became of every order
 * @param columns what the columns were taken for, file by file
 * @param rows the rows below the headers, bad ones included
 * @param badRows the number of rows left out, all those of an order of which one is bad; 0 unless
 *     that was asked for
 * @param firstBadRows the first {@value OrderCsvResult#LISTED} of them
 * @param findings what was left out or put together: all bad rows by the rule they broke, rows that
 *     are part of an order, refunds without one, and what a preset could not place
 * @param notes what the files do not tell and how it was taken
 */
public record ShopOrderCsvResult(
    OrderBook book,
    OrderAccount account,
    List<CsvColumns> columns,
    long rows,
    long badRows,
    List<BadRow> firstBadRows,
    List<QualityFinding> findings,
    List<String> notes) {

  /** Takes copies of the lists. */
  public ShopOrderCsvResult {
    Objects.requireNonNull(book, "book must not be null");
    Objects.requireNonNull(account, "account must not be null");
    columns = List.copyOf(columns);
    firstBadRows = List.copyOf(firstBadRows);
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
  }

  /**
   * The same as the result of plain orders: the log, with notes and account in words as its notes.
   *
   * @return the log and how it was read
   */
  public OrderCsvResult toOrders() {
    List<QualityFinding> leftOut = new ArrayList<>(findings);
    leftOut.addAll(AccountFindings.of(account));
    List<String> words = Stream.concat(notes.stream(), account.lines().stream()).toList();
    return new OrderCsvResult(account.log(), columns, rows, badRows, firstBadRows, leftOut, words);
  }
}
