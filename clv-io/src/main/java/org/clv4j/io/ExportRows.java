package org.clv4j.io;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clv4j.core.order.OrderBook;
import org.clv4j.core.order.OrderConflictException;
import org.clv4j.core.order.ShopOrder;
import org.jspecify.annotations.Nullable;

/** Reads exports one after the other into one book. */
final class ExportRows {
  private final ShopExportCsv settings;
  private final ExportFormat format;
  private final OrderBook book;
  private final Map<String, String> placeOf = new HashMap<>();
  private final List<CsvColumns> columns = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final BadRows badRows;
  private @Nullable Currency currency;
  private long rows;

  /** Of the file that is read. */
  private @Nullable ExportFile file;

  private final Map<String, ExportOrder> orders = new LinkedHashMap<>();

  ExportRows(ShopExportCsv settings) {
    this.settings = settings;
    this.format = settings.preset.format();
    this.currency = settings.currency;
    this.badRows = new BadRows(settings.skipBadRows);
    this.book = new OrderBook().zone(settings.zone);
    if (settings.rates != null && settings.currency != null) {
      book.convertTo(settings.currency, settings.rates);
    }
  }

  void read(CsvSource source) throws IOException {
    file = null;
    orders.clear();
    CsvRecords.forEach(source, record -> accept(source, record));
    ExportFile whole = file;
    if (whole == null) {
      throw new OrderCsvException(new BadRow(source.name(), 1, null, null, "the file is empty"));
    }
    orders.values().forEach(this::finish);
    notes.addAll(whole.notes());
  }

  private void accept(CsvSource source, CsvRecord record) {
    if (file == null) {
      file =
          new ExportFile(source, record.getFields().stream().map(String::strip).toList(), settings);
      format.check(file);
      columns.add(columnsOf(file));
      return;
    }
    rows++;
    try {
      put(file, record);
    } catch (OrderCsvException e) {
      bad(e);
    }
  }

  private CsvColumns columnsOf(ExportFile header) {
    Map<String, String> used = new LinkedHashMap<>();
    used.put("preset", settings.preset.toString());
    used.put("order", header.columns().get(header.column(format.id())));
    return new CsvColumns(header.source().name(), used, List.of());
  }

  private void put(ExportFile header, CsvRecord record) {
    long line = record.getStartingLineNumber();
    String name = header.source().name();
    if (record.getFieldCount() != header.columns().size()) {
      String reason =
          "the row has "
              + record.getFieldCount()
              + " fields, but the header has "
              + header.columns().size();
      throw new OrderCsvException(new BadRow(name, line, null, null, reason));
    }
    for (int column = 0; column < record.getFieldCount(); column++) {
      if (record.getField(column).indexOf('\uFFFD') >= 0) {
        throw new ExportOrder.Cell(header, record, column)
            .bad("holds bytes that are no characters");
      }
    }
    ExportOrder.Cell id = new ExportOrder.Cell(header, record, header.column(format.id()));
    String key = format.hasLines(header) ? id.needed() : "row " + id.needed() + " " + line;
    orders.computeIfAbsent(key, none -> new ExportOrder(header)).add(record);
  }

  private void finish(ExportOrder draft) {
    ShopOrder order = order(draft);
    if (order == null || !hasCurrency(draft, order)) {
      return;
    }
    try {
      book.add(order);
    } catch (OrderConflictException e) {
      throw draft.bad(e.getMessage() + "; it stands first at " + placeOf.get(e.orderId()));
    }
    placeOf.putIfAbsent(order.id(), draft.place());
  }

  /** The order of some rows; null if they are bad and left out. */
  private @Nullable ShopOrder order(ExportOrder draft) {
    try {
      ShopOrder order = format.order(draft);
      settings.policy.value(order);
      return order;
    } catch (OrderCsvException e) {
      bad(e);
    } catch (IllegalArgumentException | ArithmeticException e) {
      bad(draft.bad(String.valueOf(e.getMessage())));
    }
    return null;
  }

  private boolean hasCurrency(ExportOrder draft, ShopOrder order) {
    currency = currency == null ? order.currency() : currency;
    if (settings.rates != null || currency.equals(order.currency())) {
      return true;
    }
    OrderCsvException wrong =
        draft.bad(
            "currency must be "
                + currency
                + ", but is "
                + order.currency()
                + "; others are converted where rates are given");
    if (settings.currency == null) {
      // Skipping would let the first order decide which currency survives.
      throw wrong;
    }
    bad(wrong);
    return false;
  }

  private void bad(OrderCsvException e) {
    if (!settings.skipBadRows) {
      throw e;
    }
    badRows.add(e.place());
  }

  ShopOrderCsvResult result() {
    if (book.size() == 0) {
      String reason =
          rows == 0 ? "there is a header, but no order" : "no order is left: all rows are bad";
      throw new OrderCsvException(new BadRow(columns.get(0).source(), 0, null, null, reason));
    }
    return new ShopOrderCsvResult(
        book,
        book.account(settings.policy),
        columns,
        rows,
        badRows.count(),
        badRows.first(),
        badRows.findings(rows),
        notes);
  }
}
