package org.clv4j.io;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clv4j.core.order.OrderAccount;
import org.clv4j.core.order.OrderBook;
import org.clv4j.core.order.ShopOrder;
import org.clv4j.core.quality.QualityFinding;
import org.clv4j.core.quality.QualityFinding.Severity;
import org.jspecify.annotations.Nullable;

/** Reads exports one after the other into one book. */
final class ExportRows {
  private final ShopExportCsv settings;
  private final ExportFormat format;
  private final OrderPlaces places;
  private final List<ExportFile> files = new ArrayList<>();
  private final BadRows badRows;
  private @Nullable Currency currency;
  private long rows;

  /** Of the file that is read, by id, where several rows may be one order. */
  private final Map<String, ExportOrder> orders = new LinkedHashMap<>();

  /** Of all files, where refunds are rows of their own, perhaps of another file. */
  private final List<ExportOrder> waiting = new ArrayList<>();

  /** By the id of their order. */
  private final Map<String, List<ExportOrder>> refunds = new LinkedHashMap<>();

  ExportRows(ShopExportCsv settings) {
    this.settings = settings;
    this.format = settings.preset.format();
    this.currency = settings.currency;
    this.badRows = new BadRows(settings.skipBadRows);
    OrderBook book = settings.laterFileWins ? OrderBook.ofRevisions() : new OrderBook();
    book.zone(settings.zone);
    if (settings.rates != null && settings.currency != null) {
      book.convertTo(settings.currency, settings.rates);
    }
    this.places = new OrderPlaces(book);
  }

  void read(CsvSource source) throws IOException {
    CsvRecords.forEachBelow(source, settings.charset, line -> begin(source, line), this::accept);
    orders.values().forEach(this::finish);
    orders.clear();
  }

  /** Takes the header of a file; what separates its fields. */
  private char begin(CsvSource source, String line) {
    HeaderLine header = HeaderLine.of(source.name(), line, settings.delimiter, List::size);
    ExportFile file = new ExportFile(source, header.names(), settings, files.size());
    format.check(file);
    files.add(file);
    return header.delimiter();
  }

  private void accept(CsvRecord record) {
    rows++;
    try {
      put(files.get(files.size() - 1), record);
    } catch (OrderCsvException e) {
      bad(e);
    }
  }

  private void put(ExportFile file, CsvRecord record) {
    ExportOrder row = new ExportOrder(file);
    row.add(record);
    if (record.getFieldCount() != file.columns().size()) {
      String reason =
          "the row has "
              + record.getFieldCount()
              + " fields, but the header has "
              + file.columns().size();
      throw row.bad(reason);
    }
    for (int column = 0; column < record.getFieldCount(); column++) {
      if (record.getField(column).indexOf('\uFFFD') >= 0) {
        throw new ExportOrder.Cell(file, record, column).bad("holds bytes that are no characters");
      }
    }
    String id = row.id().needed();
    if (format.hasLines(file)) {
      orders.computeIfAbsent(id, none -> new ExportOrder(file)).add(record);
    } else if (format.isRefund(row)) {
      refunds.computeIfAbsent(id, none -> new ArrayList<>()).add(row);
    } else if (format.hasRefundRows(file)) {
      waiting.add(row);
    } else {
      finish(row);
    }
  }

  private void finish(ExportOrder draft) {
    ShopOrder order = order(draft);
    if (order != null && hasCurrency(draft, order)) {
      places.add(order, draft.place());
    }
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

  /** Refunds find their orders, whatever file they are in; those that find none are returned. */
  private List<ExportOrder> finishWaiting() {
    for (ExportOrder draft : waiting) {
      draft.refunds().addAll(refunds.getOrDefault(draft.id().text(), List.of()));
      finish(draft);
    }
    waiting.forEach(draft -> refunds.remove(draft.id().text()));
    waiting.clear();
    return refunds.values().stream().flatMap(List::stream).toList();
  }

  ShopOrderCsvResult result() {
    List<ExportOrder> lost = finishWaiting();
    if (places.book().size() == 0) {
      String reason =
          rows == 0 ? "there is a header, but no order" : "no order is left: all rows are bad";
      throw new OrderCsvException(new BadRow(files.get(0).source().name(), 0, null, null, reason));
    }
    OrderAccount account = places.account(settings.policy);
    List<QualityFinding> findings = new ArrayList<>(badRows.findings(rows));
    addLost(findings, lost);
    addUnknownStatuses(findings, account);
    return new ShopOrderCsvResult(
        places.book(),
        account,
        files.stream().map(this::columnsOf).toList(),
        rows,
        badRows.count(),
        badRows.first(),
        findings,
        files.stream().flatMap(file -> file.notes().stream()).toList());
  }

  private CsvColumns columnsOf(ExportFile file) {
    Map<String, String> used = new LinkedHashMap<>();
    used.put("preset", settings.preset.toString());
    used.put("order", file.columns().get(file.column(format.id())));
    return new CsvColumns(file.source().name(), used, List.of());
  }

  private void addLost(List<QualityFinding> findings, List<ExportOrder> lost) {
    if (!lost.isEmpty()) {
      findings.add(
          new QualityFinding(
              "refunds-without-order",
              Severity.WARNING,
              lost.size(),
              rows,
              "rows",
              "refunds are of orders that are in no file, so they are left out like these",
              lost.get(0).place().toString(),
              "read the export of the days of these orders too"));
    }
  }

  private void addUnknownStatuses(List<QualityFinding> findings, OrderAccount account) {
    if (!settings.policy.countsSameStatuses(settings.preset.policy())) {
      return;
    }
    List<String> unknown =
        account.statuses().keySet().stream()
            .filter(status -> !settings.policy.countsStatus(status))
            .filter(status -> !settings.preset.leavesOut(status))
            .toList();
    if (!unknown.isEmpty()) {
      findings.add(
          new QualityFinding(
              "unknown-statuses",
              Severity.WARNING,
              unknown.stream().mapToLong(account.statuses()::get).sum(),
              account.orders(),
              "orders",
              "orders do not count because of a status that the preset does not know",
              String.join(", ", unknown),
              "see whether they were paid; a policy names the statuses that count"));
    }
  }
}
