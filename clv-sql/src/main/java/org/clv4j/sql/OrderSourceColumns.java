package org.clv4j.sql;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.clv4j.core.order.OrderDetail;
import org.clv4j.io.BadRow;
import org.clv4j.io.CsvColumns;
import org.clv4j.io.OrderCsvException;
import org.jspecify.annotations.Nullable;

/**
 * Where in a source the values of an order are; -1 stands for no column.
 *
 * @param name how errors call the source
 * @param columns the columns that are read
 * @param used what they were taken for
 */
record OrderSourceColumns(
    String name,
    List<SourceColumn> columns,
    CsvColumns used,
    int customer,
    int time,
    int amount,
    int currency,
    Map<OrderDetail, Integer> details) {

  static final OrderSourceColumns NONE =
      new OrderSourceColumns(
          "", List.of(), new CsvColumns("", Map.of(), List.of()), -1, -1, -1, -1, Map.of());

  /**
   * Finds the columns among all that a source has, and leaves the others out.
   *
   * @param more the name of another one that is to be read too, or null
   */
  static OrderSourceColumns of(
      String name, List<SourceColumn> all, OrderMapping mapping, @Nullable String more) {
    CsvColumns used = match(name, all, mapping);
    List<SourceColumn> wanted =
        Stream.concat(used.used().values().stream(), Stream.ofNullable(more))
            .map(column -> SourceColumn.named(column, all))
            .toList();
    return at(name, used, wanted).checked(mapping);
  }

  static OrderSourceColumns of(String name, List<SourceColumn> all, OrderMapping mapping) {
    return of(name, all, mapping, null);
  }

  static CsvColumns match(String name, List<SourceColumn> all, OrderMapping mapping) {
    try {
      return mapping.match(name, SourceColumn.names(all));
    } catch (OrderCsvException e) {
      throw new BadOrderException(new BadRow(name, 0, null, null, e.place().reason()));
    }
  }

  private static OrderSourceColumns at(String name, CsvColumns used, List<SourceColumn> columns) {
    List<String> names = SourceColumn.names(columns);
    Map<OrderDetail, Integer> details = new EnumMap<>(OrderDetail.class);
    for (OrderDetail detail : OrderDetail.values()) {
      String column = used.used().get(DetailColumns.role(detail));
      if (column != null) {
        details.put(detail, names.indexOf(column));
      }
    }
    return new OrderSourceColumns(
        name,
        columns,
        used,
        names.indexOf(used.used().get("customer")),
        names.indexOf(used.used().get("time")),
        index(names, used.used().get("amount")),
        index(names, used.used().get("currency")),
        details);
  }

  private static int index(List<String> names, @Nullable String column) {
    return column == null ? -1 : names.indexOf(column);
  }

  private OrderSourceColumns checked(OrderMapping mapping) {
    requireKind(
        customer,
        "must be whole numbers or texts",
        ColumnKind.WHOLE,
        ColumnKind.DECIMAL,
        ColumnKind.TEXT);
    requireKind(
        time,
        "must be a date, a timestamp or texts",
        ColumnKind.DATE,
        ColumnKind.TIMESTAMP,
        ColumnKind.INSTANT,
        ColumnKind.TEXT);
    if (amount >= 0 && mapping.minorUnits()) {
      requireKind(amount, "must be whole numbers of minor units", ColumnKind.WHOLE);
    } else if (amount >= 0 && !List.of(DetailColumns.MONEY).contains(kind(amount))) {
      throw bad(columns.get(amount), columns.get(amount).noMoney());
    }
    if (currency >= 0) {
      requireKind(currency, "must be texts", ColumnKind.TEXT);
    }
    return this;
  }

  private void requireKind(int column, String rule, ColumnKind... kinds) {
    SourceColumn found = columns.get(column);
    if (!List.of(kinds).contains(found.kind())) {
      throw bad(found, found.misfit(rule));
    }
  }

  private BadOrderException bad(SourceColumn column, String reason) {
    return new BadOrderException(new BadRow(name, 0, column.name(), null, reason));
  }

  boolean hasAmounts() {
    return amount >= 0;
  }

  ColumnKind kind(int column) {
    return columns.get(column).kind();
  }

  BadRow badRow(RowCursor row, long number, int column, String reason) throws SQLException {
    return new BadRow(
        name,
        number,
        columns.get(column).name(),
        OrderValues.display(row, column, kind(column)),
        reason);
  }
}
