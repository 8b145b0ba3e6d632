package org.clv4j.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.clv4j.core.order.OrderDetail;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.Money;
import org.clv4j.io.BadRow;
import org.clv4j.io.CsvColumns;
import org.jspecify.annotations.Nullable;

/**
 * The details of the row just read, and which are given up: a column that was only recognised must
 * not make the reading fail, and costs that some orders lack are those of none.
 */
final class DetailColumns {
  static final ColumnKind[] MONEY = {
    ColumnKind.WHOLE, ColumnKind.DECIMAL, ColumnKind.DOUBLE, ColumnKind.TEXT
  };

  private static final String NO_COSTS =
      "; costs count only if every order has one, so the column is ignored";

  private final OrderMapping mapping;
  private final OrderValues values;
  private final Set<OrderDetail> givenUp = EnumSet.noneOf(OrderDetail.class);
  private final List<String> notes = new ArrayList<>();
  private final Map<OrderDetail, Long> money = new EnumMap<>(OrderDetail.class);
  private final Map<OrderDetail, String> labels = new EnumMap<>(OrderDetail.class);
  private OrderSourceColumns source = OrderSourceColumns.NONE;
  private Collection<OrderDetail> read = List.of();
  private boolean costs;

  DetailColumns(OrderMapping mapping, OrderValues values) {
    this.mapping = mapping;
    this.values = values;
  }

  static String role(OrderDetail detail) {
    return detail.name().toLowerCase(Locale.ROOT);
  }

  /** Begins a source; whether the costs of those before are to be forgotten. */
  boolean begin(OrderSourceColumns columns, boolean first) {
    source = columns;
    boolean hasCosts = columns.details().containsKey(OrderDetail.COST);
    boolean lost = !first && costs != hasCosts && !givenUp.contains(OrderDetail.COST);
    if (lost) {
      giveUp(
          OrderDetail.COST,
          new BadRow(
              columns.name(), 0, null, null, "not all sources have a cost column" + NO_COSTS));
    }
    costs = hasCosts;
    columns.details().forEach(this::requireKind);
    update();
    return lost;
  }

  private void requireKind(OrderDetail detail, int column) {
    boolean isMoney = detail == OrderDetail.DISCOUNT || detail == OrderDetail.COST;
    ColumnKind kind = source.kind(column);
    boolean fits = isMoney ? List.of(MONEY).contains(kind) : kind == ColumnKind.TEXT;
    if (!fits && !givenUp.contains(detail)) {
      SourceColumn found = source.columns().get(column);
      String reason = isMoney ? found.noMoney() : found.misfit("must be texts");
      BadRow why = new BadRow(source.name(), 0, found.name(), null, reason);
      if (mapping.isStated(detail)) {
        throw new BadOrderException(why);
      }
      giveUp(detail, why);
    }
  }

  private void update() {
    Set<OrderDetail> wanted = EnumSet.noneOf(OrderDetail.class);
    wanted.addAll(source.details().keySet());
    wanted.removeAll(givenUp);
    read = List.copyOf(wanted);
  }

  /** The details that are read of each row. */
  Collection<OrderDetail> read() {
    return read;
  }

  int column(OrderDetail detail) {
    return source.details().getOrDefault(detail, -1);
  }

  List<String> notes() {
    return notes;
  }

  private void giveUp(OrderDetail detail, BadRow why) {
    givenUp.add(detail);
    notes.add(why.toString());
    money.remove(detail);
    labels.remove(detail);
  }

  /** Reads a detail of a row; the detail itself if it is given up for all rows. */
  @Nullable OrderDetail read(
      OrderDetail detail, RowCursor row, long number, long amount, Currency currency)
      throws SQLException {
    int column = column(detail);
    money.remove(detail);
    labels.remove(detail);
    try {
      if (isEmpty(row, column)) {
        if (detail != OrderDetail.COST) {
          return null;
        }
        BadRow why = source.badRow(row, number, column, "must not be null" + NO_COSTS);
        giveUp(detail, why);
        update();
        return detail;
      }
      if (detail == OrderDetail.PROMOTION || detail == OrderDetail.CHANNEL) {
        labels.put(detail, OrderValues.text(row, column));
        return null;
      }
      long found = values.amount(row, column, source.kind(column), currency);
      if (detail == OrderDetail.DISCOUNT && found > Long.MAX_VALUE - amount) {
        throw new BadCell("must fit in a long of minor units together with the amount");
      }
      money.put(detail, found);
      return null;
    } catch (BadCell e) {
      if (mapping.isStated(detail)) {
        throw e;
      }
      String reason =
          e.reason() + "; the column is ignored unless it is named as the " + role(detail);
      giveUp(detail, source.badRow(row, number, column, reason));
      update();
      return detail;
    }
  }

  private boolean isEmpty(RowCursor row, int column) throws SQLException {
    return row.isNull(column)
        || (source.kind(column) == ColumnKind.TEXT && row.text(column).isBlank());
  }

  /** States them, in a currency, of the order added last. */
  void addTo(OrderLogBuilder builder, Currency currency) {
    for (OrderDetail detail : read) {
      long units = money.getOrDefault(detail, 0L);
      String label = labels.get(detail);
      switch (detail) {
        case DISCOUNT -> builder.discount(Money.ofMinor(units, currency));
        case COST -> builder.cost(Money.ofMinor(units, currency));
        case PROMOTION -> {
          if (label != null) {
            builder.promotion(label);
          }
        }
        case CHANNEL -> {
          if (label != null) {
            builder.channel(label);
          }
        }
      }
    }
  }

  /** What columns were taken for, without those given up. */
  CsvColumns without(CsvColumns columns) {
    if (givenUp.isEmpty()) {
      return columns;
    }
    Map<String, String> used = new LinkedHashMap<>(columns.used());
    List<String> ignored = new ArrayList<>(columns.ignored());
    for (OrderDetail detail : givenUp) {
      String column = used.remove(role(detail));
      if (column != null) {
        ignored.add(column);
      }
    }
    return new CsvColumns(columns.source(), used, ignored);
  }
}
