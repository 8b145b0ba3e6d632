package org.clv4j.sql;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.clv4j.io.BadRow;
import org.clv4j.io.CsvColumns;
import org.clv4j.io.OrderCsvException;
import org.clv4j.io.ShopColumn;
import org.clv4j.io.ShopOrderCsv;
import org.clv4j.io.ShopOrderCsvResult;
import org.clv4j.io.ShopOrderText;
import org.jspecify.annotations.Nullable;

/** Hands rows with all that decides what orders are worth over to the reader of a shop's texts. */
final class ShopSourceRows implements SourceRows<ShopOrderCsvResult> {
  private static final Set<String> TIMES =
      Set.of(
          ShopColumn.TIME.toString(),
          ShopColumn.REFUND_TIME.toString(),
          ShopColumn.STATUS_TIME.toString());

  /** So many decimals are tried for a double; more has no currency. */
  private static final int MOST_DECIMALS = 4;

  private final ShopOrderText texts;
  private List<SourceColumn> columns = List.of();

  /** Where each column stands among all that the source has. */
  private int[] places = {};

  private int width;

  ShopSourceRows(ShopOrderCsv settings) throws IOException {
    try {
      this.texts = new ShopOrderText(settings);
    } catch (OrderCsvException e) {
      throw new BadOrderException(e.place());
    }
  }

  @Override
  public List<SourceColumn> begin(String name, List<SourceColumn> all) {
    try {
      return begin(name, all, SourceColumn.names(all));
    } catch (OrderCsvException e) {
      // What would be line 1 of a file is no row here.
      throw new BadOrderException(new BadRow(name, 0, null, null, e.place().reason()));
    }
  }

  private List<SourceColumn> begin(String name, List<SourceColumn> all, List<String> names) {
    CsvColumns used = texts.columns(name, names);
    List<SourceColumn> wanted = new ArrayList<>();
    boolean isoDays = false;
    for (Map.Entry<String, String> role : used.used().entrySet()) {
      SourceColumn column = SourceColumn.named(role.getValue(), all);
      boolean isDay = TIMES.contains(role.getKey());
      requireKind(name, column, isDay);
      isoDays |= isDay && column.kind().isTime();
      wanted.add(column);
    }
    texts.begin(name, names, isoDays);
    columns = List.copyOf(wanted);
    places = wanted.stream().mapToInt(all::indexOf).toArray();
    width = all.size();
    return columns;
  }

  private static void requireKind(String name, SourceColumn column, boolean isDay) {
    ColumnKind kind = column.kind();
    boolean fits = isDay ? kind.isTime() || kind == ColumnKind.TEXT : kind != ColumnKind.OTHER;
    if (!fits) {
      String reason =
          isDay ? column.misfit("must be a date, a timestamp or texts") : column.noMoney();
      throw new BadOrderException(new BadRow(name, 0, column.name(), null, reason));
    }
  }

  @Override
  public void readAll(RowCursor rows) throws SQLException {
    long number = 0;
    while (rows.next()) {
      number++;
      @Nullable String[] values = new @Nullable String[width];
      for (int i = 0; i < places.length; i++) {
        values[places[i]] = rows.isNull(i) ? null : text(rows, i, columns.get(i).kind());
      }
      long row = number;
      tell(() -> texts.add(row, values));
    }
    tell(texts::end);
  }

  private String text(RowCursor rows, int column, ColumnKind kind) {
    return switch (kind) {
      case WHOLE -> Long.toString(rows.whole(column));
      case DECIMAL -> texts.number(rows.decimal(column));
      case DOUBLE -> floating(rows.floating(column));
      case DATE, TIMESTAMP, INSTANT -> moment(rows.micros(column), kind);
      default -> rows.text(column);
    };
  }

  /** The decimal that is read as the same double, as {@link OrderValues} has it. */
  private String floating(double number) {
    for (int decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
      double power = Math.pow(10, decimals);
      double minor = Math.rint(number * power);
      if (Math.abs(minor) <= OrderValues.MOST_MINOR_UNITS_OF_A_DOUBLE && minor / power == number) {
        return texts.number(BigDecimal.valueOf((long) minor, decimals));
      }
    }
    return Double.toString(number);
  }

  private static String moment(long micros, ColumnKind kind) {
    if (Math.abs(micros) >= Long.MAX_VALUE - 1) {
      return micros > 0 ? "infinity" : "-infinity";
    }
    Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS).truncatedTo(ChronoUnit.SECONDS);
    return kind == ColumnKind.INSTANT
        ? instant.toString()
        : instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  @Override
  public ShopOrderCsvResult result() {
    return told(texts::result);
  }

  private static void tell(Runnable work) {
    told(
        () -> {
          work.run();
          return work;
        });
  }

  /** Says of a place in a source what the reader says of one in a file. */
  private static <T> T told(Supplier<T> work) {
    try {
      return work.get();
    } catch (OrderCsvException e) {
      throw new BadOrderException(e.place());
    }
  }
}
