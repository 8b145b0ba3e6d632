package org.clv4j.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.clv4j.core.order.OrderDetail;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.Money;
import org.clv4j.io.BadRow;
import org.clv4j.io.CsvColumns;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one or more sources, one after the other, into one log. */
final class OrderRows {
  private final OrderMapping mapping;
  private final OrderValues values;
  private final DetailColumns details;
  private final int threads;
  private final List<CsvColumns> used = new ArrayList<>();
  private final List<BadRow> badRows = new ArrayList<>();
  private long badRowCount;
  private long rows;
  private @Nullable Currency currency;
  private @Nullable OrderLogBuilder builder;
  private @Nullable OrderBatch batch;

  /** The source that is read. */
  private OrderSourceColumns source = OrderSourceColumns.NONE;

  OrderRows(OrderMapping mapping, int threads) {
    this.mapping = mapping;
    this.values = new OrderValues(mapping);
    this.details = new DetailColumns(mapping, values);
    this.threads = threads;
    this.currency = mapping.currency();
  }

  /** Begins a source. */
  void begin(OrderSourceColumns columns) {
    boolean first = used.isEmpty();
    if (!first && source.hasAmounts() != columns.hasAmounts()) {
      throw new BadOrderException(
          new BadRow(
              columns.name(),
              0,
              null,
              null,
              "all sources must have an amount column or none, but this one differs"));
    }
    source = columns;
    used.add(columns.used());
    if (details.begin(columns, first)) {
      forget(OrderDetail.COST);
    }
  }

  /** Reads the rows of the source that was begun. */
  void readAll(RowCursor cursor) throws SQLException {
    long number = 0;
    while (cursor.next()) {
      number++;
      rows++;
      accept(cursor, number);
    }
    flush();
  }

  long rows() {
    return rows;
  }

  private void accept(RowCursor row, long number) throws SQLException {
    int at = source.customer();
    try {
      requireNotNull(row, at);
      boolean numberId = source.kind(at) == ColumnKind.WHOLE;
      String text = numberId ? "" : values.id(row, at, source.kind(at));
      at = source.time();
      requireNotNull(row, at);
      int day = values.day(row, at, source.kind(at));
      at = source.currency();
      if (at >= 0) {
        requireCurrency(row, number);
      }
      long amount = 0;
      at = source.amount();
      if (at >= 0) {
        requireNotNull(row, at);
        amount = values.amount(row, at, source.kind(at), stated());
      }
      for (OrderDetail detail : details.read()) {
        at = details.column(detail);
        OrderDetail gone = details.read(detail, row, number, amount, stated());
        if (gone != null) {
          forget(gone);
        }
      }
      add(numberId, numberId ? row.whole(source.customer()) : 0, text, day, amount);
    } catch (BadCell e) {
      bad(source.badRow(row, number, at, e.reason()));
    }
  }

  private static void requireNotNull(RowCursor row, int column) throws SQLException {
    if (row.isNull(column)) {
      throw new BadCell(OrderValues.NOT_NULL);
    }
  }

  private void add(boolean isNumber, long number, String text, int day, long amount) {
    if (details.read().isEmpty()) {
      batch().add(isNumber, number, text, day, amount);
      return;
    }
    flush();
    OrderLogBuilder log = builder();
    if (!source.hasAmounts()) {
      log.add(isNumber ? Long.toString(number) : text, day);
    } else if (isNumber) {
      log.add(number, day, amount);
    } else {
      log.add(text, day, amount);
    }
    details.addTo(log);
  }

  private OrderBatch batch() {
    if (batch == null) {
      batch = new OrderBatch(builder(), source.hasAmounts());
    }
    return batch;
  }

  private void flush() {
    if (batch != null) {
      batch.flush();
    }
  }

  private void forget(OrderDetail detail) {
    if (builder != null) {
      builder.forget(detail);
    }
  }

  private void requireCurrency(RowCursor row, long number) throws SQLException {
    requireNotNull(row, source.currency());
    Currency found = currencyOf(OrderValues.text(row, source.currency()));
    if (currency == null) {
      currency = found;
    } else if (!currency.equals(found)) {
      String reason = "must be " + currency + ", the currency of the analysis";
      if (mapping.currency() == null) {
        // Skipping would let the first row decide which currency survives.
        throw new BadOrderException(
            source.badRow(row, number, source.currency(), reason + "; state the one that counts"));
      }
      throw new BadCell(reason);
    }
  }

  static Currency currencyOf(String code) {
    try {
      Currency found = Currency.getInstance(code);
      Money.scale(found);
      return found;
    } catch (IllegalArgumentException e) {
      throw new BadCell("is not the code of a currency with minor units");
    }
  }

  private Currency stated() {
    if (currency == null) {
      currency = Money.UNSTATED;
    }
    return currency;
  }

  private OrderLogBuilder builder() {
    if (builder == null) {
      builder = source.hasAmounts() ? OrderLog.builder(stated()) : OrderLog.builderWithoutAmounts();
      builder.zone(mapping.zone()).threads(threads);
    }
    return builder;
  }

  private void bad(BadRow row) {
    if (!mapping.skipsBadRows()) {
      throw new BadOrderException(row);
    }
    badRowCount++;
    if (badRows.size() < SqlOrders.LISTED) {
      badRows.add(row);
    }
  }

  SqlOrders result() {
    if (rows == 0) {
      throw new BadOrderException(new BadRow(source.name(), 0, null, null, "there is no order"));
    }
    flush();
    return new SqlOrders(
        builder().build(),
        used.stream().map(details::without).toList(),
        rows,
        badRowCount,
        badRows,
        details.notes());
  }
}
