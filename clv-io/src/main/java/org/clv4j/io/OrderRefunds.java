package org.clv4j.io;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.clv4j.core.order.OrderLine;
import org.clv4j.core.order.Refund;
import org.clv4j.core.quality.QualityFinding;
import org.jspecify.annotations.Nullable;

/** The refunds of a file of their own, by order, and which of them found their order. */
final class OrderRefunds {
  private static final Set<ShopColumn> TAKEN = Set.of(ShopColumn.REFUND, ShopColumn.REFUND_TIME);

  private final CsvSource source;
  private final char decimal;
  private final DayParser days;
  private final Map<String, List<Row>> rows = new LinkedHashMap<>();
  private final Set<String> met = new HashSet<>();
  private List<String> names = List.of();
  private int order;
  private int amount;
  private int time;
  private int product;
  private long read;

  /** A row as it stands there, for only its order knows the currency. */
  private record Row(long line, String day, String amount, String product) {}

  private OrderRefunds(CsvSource source, ShopOrderCsv settings) {
    this.source = source;
    this.decimal = settings.decimal;
    this.days = new DayParser(settings.zone, settings.dateFormat);
  }

  /** Whether a column is one of the file of refunds, if there is such a file. */
  static boolean takes(ShopColumn role, ShopOrderCsv settings) {
    return settings.refunds != null && TAKEN.contains(role);
  }

  /** Reads the file of the settings; null without one. */
  static @Nullable OrderRefunds read(ShopOrderCsv settings) throws IOException {
    CsvSource source = settings.refunds;
    if (source == null) {
      return null;
    }
    OrderRefunds refunds = new OrderRefunds(source, settings);
    CsvRecords.forEachBelow(
        source, settings.charset, line -> refunds.begin(line, settings), refunds::add);
    return refunds;
  }

  private char begin(String line, ShopOrderCsv settings) {
    HeaderLine header = HeaderLine.of(source.name(), line, settings.delimiter, List::size);
    names = header.names();
    order = column(settings, ShopColumn.ORDER);
    amount = column(settings, ShopColumn.REFUND, ShopColumn.AMOUNT);
    time = column(settings, ShopColumn.REFUND_TIME, ShopColumn.TIME);
    product = column(settings, ShopColumn.PRODUCT);
    if (order < 0 || amount < 0) {
      throw bad(
          1,
          null,
          null,
          "no column looks like the "
              + (order < 0 ? "id of the order" : "amount of the refund")
              + "; the columns are "
              + names);
    }
    return header.delimiter();
  }

  /** The column that was named for a role, else the first with a usual name; -1 without one. */
  private int column(ShopOrderCsv settings, ShopColumn... roles) {
    for (ShopColumn role : roles) {
      String stated = settings.columns.get(role);
      if (stated != null && names.contains(stated)) {
        return once(names.indexOf(stated));
      }
      if (stated != null && TAKEN.contains(role) && !stated.isEmpty()) {
        throw bad(1, null, null, "there is no column \"" + stated + "\"; the columns are " + names);
      }
    }
    List<String> spelled = names.stream().map(HeaderLine::spelled).toList();
    for (ShopColumn role : roles) {
      for (String usual : role.usualNames()) {
        int index = spelled.indexOf(HeaderLine.spelled(usual));
        if (index >= 0) {
          return once(index);
        }
      }
    }
    return -1;
  }

  private int once(int index) {
    if (names.lastIndexOf(names.get(index)) != names.indexOf(names.get(index))) {
      throw bad(1, null, null, "the column \"" + names.get(index) + "\" stands there twice");
    }
    return index;
  }

  private void add(CsvRecord record) {
    long line = record.getStartingLineNumber();
    if (record.getFieldCount() != names.size()) {
      String reason =
          "the row has " + record.getFieldCount() + " fields, but the header has " + names.size();
      throw bad(line, null, null, reason);
    }
    Row row = new Row(line, text(record, time), text(record, amount), text(record, product));
    if (row.amount().replace(decimal, '.').matches("(0+(\\.0*)?)?")) {
      return;
    }
    String id = text(record, order);
    if (id.isEmpty()) {
      throw bad(line, names.get(order), id, "must not be empty");
    }
    rows.computeIfAbsent(id, none -> new ArrayList<>()).add(row);
    read++;
  }

  private String text(CsvRecord record, int column) {
    String text = column < 0 ? "" : record.getField(column).strip();
    if (text.indexOf('\0') >= 0 || text.indexOf('\uFFFD') >= 0) {
      throw bad(
          record.getStartingLineNumber(),
          names.get(column),
          text,
          "holds bytes that are no characters; state the charset with --charset");
    }
    return text;
  }

  /** An order was found, whether it could be read or not. */
  void meet(String id) {
    met.add(id);
  }

  /**
   * The refunds of an order; of its lines where they have products.
   *
   * @throws OrderCsvException if one cannot be read, with its place
   */
  List<Refund> of(String id, LocalDate ordered, ShopFields read, List<OrderLine> lines) {
    List<Refund> refunds = new ArrayList<>();
    boolean hasProducts = lines.stream().anyMatch(line -> line.product() != null);
    for (Row row : rows.getOrDefault(id, List.of())) {
      Refund refund = Refund.ofTotal(row.day().isEmpty() ? ordered : day(row), money(row, read));
      boolean ofLine = hasProducts && !row.product().isEmpty();
      refunds.add(ofLine ? refund.ofLine(checked(row, lines)) : refund);
      if (refund.day().isBefore(ordered)) {
        throw bad(
            row.line(),
            names.get(time),
            row.day(),
            "must not be before the day of the order, " + ordered);
      }
    }
    return refunds;
  }

  private LocalDate day(Row row) {
    try {
      return LocalDate.ofEpochDay(days.epochDay(row.day()));
    } catch (BadValue e) {
      throw bad(row.line(), names.get(time), row.day(), e.reason());
    }
  }

  private long money(Row row, ShopFields read) {
    try {
      return read.money(row.amount());
    } catch (BadValue e) {
      throw bad(row.line(), names.get(amount), row.amount(), e.reason());
    }
  }

  private String checked(Row row, List<OrderLine> lines) {
    if (lines.stream().noneMatch(line -> Objects.equals(line.product(), row.product()))) {
      throw bad(row.line(), names.get(product), row.product(), "must be a product of the order");
    }
    return row.product();
  }

  /** How many there are. */
  String note() {
    return source.name() + ": refunds of orders: " + read;
  }

  /** Those that found no order. */
  List<QualityFinding> findings() {
    List<OrderPlace> lost =
        rows.entrySet().stream()
            .filter(of -> !met.contains(of.getKey()))
            .flatMap(of -> of.getValue().stream())
            .map(row -> new OrderPlace(source.name(), row.line()))
            .toList();
    return lost.isEmpty() ? List.of() : List.of(RowFindings.withoutOrder(lost, read, "refunds"));
  }

  private OrderCsvException bad(
      long line, @Nullable String column, @Nullable String value, String reason) {
    return new OrderCsvException(new BadRow(source.name(), line, column, value, reason));
  }
}
