package org.clv4j.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.clv4j.core.order.OrderDetail;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.MissingRateException;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.RateProvider;
import org.clv4j.io.BadRow;
import org.clv4j.io.CsvColumns;
import org.clv4j.io.OrderCsvResult;
import org.clv4j.io.UnusedColumns;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one or more sources, one after the other, into one log. */
final class OrderRows implements SourceRows<OrderCsvResult> {
  private static final Set<ColumnKind> ID_KINDS =
      Set.of(ColumnKind.WHOLE, ColumnKind.DECIMAL, ColumnKind.TEXT);

  private final OrderMapping mapping;
  private final OrderValues values;
  private final DetailColumns details;
  private final int threads;
  private final List<CsvColumns> used = new ArrayList<>();
  private final UnusedColumns unused = new UnusedColumns();
  private final List<BadRow> badRows = new ArrayList<>();
  private long badRowCount;
  private long rows;
  private @Nullable Currency currency;

  /** That of the row just read; null if it is the one of the analysis. */
  private @Nullable Currency rowCurrency;

  private @Nullable OrderLogBuilder builder;
  private @Nullable OrderBatch batch;

  /** The source that is read. */
  private OrderSourceColumns source = OrderSourceColumns.NONE;

  /** Where the id of the order is, which is only counted; -1 if nowhere. */
  private int orderId = -1;

  OrderRows(OrderMapping mapping, int threads) {
    if (mapping.rates() != null && mapping.currency() == null) {
      throw new IllegalArgumentException(
          "currency of the analysis must be stated where rates are, but is missing");
    }
    this.mapping = mapping;
    this.values = new OrderValues(mapping);
    this.details = new DetailColumns(mapping, values);
    this.threads = threads;
    this.currency = mapping.currency();
  }

  @Override
  public List<SourceColumn> begin(String name, List<SourceColumn> all) {
    CsvColumns matched = OrderSourceColumns.match(name, all, mapping);
    String ids = unused.begin(matched);
    if (ids != null && !ID_KINDS.contains(SourceColumn.named(ids, all).kind())) {
      ids = null;
    }
    OrderSourceColumns columns = OrderSourceColumns.of(name, all, mapping, ids);
    boolean first = used.isEmpty();
    if (!first && source.hasAmounts() != columns.hasAmounts()) {
      throw wrong(name, "all sources must have an amount column or none, but this one differs");
    }
    if (mapping.rates() != null && (columns.currency() < 0 || !columns.hasAmounts())) {
      throw wrong(
          name,
          "there must be a column of the "
              + (columns.hasAmounts() ? "currency" : "amount")
              + ", which rates need");
    }
    source = columns;
    orderId = ids == null ? -1 : columns.columns().size() - 1;
    used.add(columns.used());
    if (details.begin(columns, first)) {
      forget(OrderDetail.COST);
    }
    return columns.columns();
  }

  private static BadOrderException wrong(String source, String reason) {
    return new BadOrderException(new BadRow(source, 0, null, null, reason));
  }

  @Override
  public void readAll(RowCursor cursor) throws SQLException {
    long number = 0;
    while (cursor.next()) {
      number++;
      rows++;
      accept(cursor, number);
    }
    flush();
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
      rowCurrency = null;
      if (at >= 0) {
        requireCurrency(row, number);
      }
      long amount = 0;
      at = source.amount();
      if (at >= 0) {
        requireNotNull(row, at);
        amount = values.amount(row, at, source.kind(at), ofRow());
      }
      for (OrderDetail detail : details.read()) {
        at = details.column(detail);
        OrderDetail gone = details.read(detail, row, number, amount, ofRow());
        if (gone != null) {
          forget(gone);
        }
      }
      long id = numberId ? row.whole(source.customer()) : 0;
      if (rowCurrency != null) {
        String customer = numberId ? Long.toString(id) : text;
        addConverted(row, number, customer, day, Money.ofMinor(amount, rowCurrency));
      } else {
        add(numberId, id, text, day, amount);
      }
      countOrderId(row);
    } catch (BadCell e) {
      bad(source.badRow(row, number, at, e.reason()));
    }
  }

  private void countOrderId(RowCursor row) throws SQLException {
    if (orderId >= 0 && !row.isNull(orderId)) {
      unused.add(OrderValues.display(row, orderId, source.kind(orderId)));
    }
  }

  /** A rate is missing, or too high, for more than this row. */
  private void addConverted(RowCursor row, long number, String customer, int day, Money amount)
      throws SQLException {
    flush();
    try {
      builder().add(customer, day, amount);
      details.addTo(builder(), amount.currency());
    } catch (MissingRateException | ArithmeticException e) {
      throw new BadOrderException(
          source.badRow(row, number, source.currency(), "cannot be converted: " + e.getMessage()));
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
    details.addTo(log, stated());
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
    } else if (!currency.equals(found) && mapping.rates() != null) {
      rowCurrency = found;
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

  private Currency ofRow() {
    return rowCurrency == null ? stated() : rowCurrency;
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
      RateProvider rates = mapping.rates();
      if (rates != null) {
        builder.rates(rates);
      }
    }
    return builder;
  }

  private void bad(BadRow row) {
    if (!mapping.skipsBadRows()) {
      throw new BadOrderException(row);
    }
    badRowCount++;
    if (badRows.size() < OrderCsvResult.LISTED) {
      badRows.add(row);
    }
  }

  @Override
  public OrderCsvResult result() {
    if (rows == 0) {
      throw wrong(source.name(), "there is no order");
    }
    flush();
    return OrderCsvResult.of(
        builder().build(),
        used.stream().map(details::without).toList(),
        rows,
        badRowCount,
        badRows,
        unused.findings(),
        details.notes());
  }
}
