package org.clv4j.io;

import java.util.List;
import java.util.Objects;
import org.clv4j.core.order.OrderAccount;
import org.clv4j.core.order.OrderBook;

/**
 * The orders of one or more files, what the policy made of them, and how they were read.
 *
 * @param book all orders that could be read
 * @param account the log under the policy, and what became of every order
 * @param columns what the columns were taken for, file by file
 * @param rows the rows below the headers, bad ones included
 * @param badRows the number of rows, or of orders as a whole, left out; 0 unless that was asked for
 * @param firstBadRows the first {@value OrderCsvResult#LISTED} of them
 */
public record ShopOrderCsvResult(
    OrderBook book,
    OrderAccount account,
    List<CsvColumns> columns,
    long rows,
    long badRows,
    List<BadRow> firstBadRows) {

  /** Takes copies of the lists. */
  public ShopOrderCsvResult {
    Objects.requireNonNull(book, "book must not be null");
    Objects.requireNonNull(account, "account must not be null");
    columns = List.copyOf(columns);
    firstBadRows = List.copyOf(firstBadRows);
  }

  /**
   * The same as the result of plain orders: the log, with the account in words as its notes.
   *
   * @return the log and how it was read
   */
  public OrderCsvResult toOrders() {
    return new OrderCsvResult(account.log(), columns, rows, badRows, firstBadRows, account.lines());
  }
}
