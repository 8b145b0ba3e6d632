package org.clv4j.io;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.clv4j.core.order.OrderAccount;
import org.clv4j.core.order.OrderBook;
import org.clv4j.core.order.OrderExamples;
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
  private long folded;
  private long refundRows;

  /** Of the file that is read, by id, where several rows may be one order. */
  private final Map<String, ExportOrder> orders = new LinkedHashMap<>();

  /** Of all files, by id, where refunds are rows of their own. */
  private final Map<String, List<ExportOrder>> waiting = new LinkedHashMap<>();

  private final List<OrderPlace> lostRefunds = new ArrayList<>();

  /** Orders whose lines do not come to their subtotal. */
  private final Set<String> unexplained = new TreeSet<>();

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
    orders.values().forEach(order -> finish(List.of(order)));
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
    ExportFile file = files.get(files.size() - 1);
    ExportOrder row = new ExportOrder(file);
    row.add(record);
    String id;
    try {
      id = id(row, record);
    } catch (OrderCsvException e) {
      bad(e, row.places());
      return;
    }
    if (format.hasLines(file)) {
      ExportOrder order = orders.computeIfAbsent(id, none -> new ExportOrder(file));
      order.add(record);
      giveUpIfGarbled(order, file, record);
      return;
    }
    giveUpIfGarbled(row, file, record);
    if (format.hasRefundRows(file)) {
      waiting.computeIfAbsent(id, none -> new ArrayList<>()).add(row);
    } else {
      finish(List.of(row));
    }
  }

  private static String id(ExportOrder row, CsvRecord record) {
    int columns = row.file().columns().size();
    if (record.getFieldCount() != columns) {
      throw row.bad(
          "the row has " + record.getFieldCount() + " fields, but the header has " + columns);
    }
    return row.id().needed();
  }

  private static void giveUpIfGarbled(ExportOrder order, ExportFile file, CsvRecord record) {
    for (int column = 0; column < record.getFieldCount(); column++) {
      if (record.getField(column).indexOf('\uFFFD') >= 0) {
        order.giveUp(
            new ExportOrder.Cell(file, record, column).bad("holds bytes that are no characters"));
      }
    }
  }

  /** Takes what all rows of an id say, or leaves them out together. */
  private void finish(List<ExportOrder> ofId) {
    List<OrderPlace> at = ofId.stream().flatMap(row -> row.places().stream()).toList();
    List<ExportOrder> drafts;
    List<ShopOrder> made;
    try {
      ofId.forEach(ExportOrder::requireReadable);
      drafts = format.orders(ofId);
      made = drafts.stream().map(this::order).toList();
    } catch (OrderCsvException e) {
      bad(e, at);
      return;
    }
    if (drafts.isEmpty()) {
      lostRefunds.addAll(at);
      return;
    }
    for (int i = 0; i < made.size(); i++) {
      if (!hasCurrency(drafts.get(i), made.get(i), at)) {
        return;
      }
    }
    for (int i = 0; i < made.size(); i++) {
      take(drafts.get(i), made.get(i));
    }
    refundRows += ofId.size() - drafts.size();
  }

  private ShopOrder order(ExportOrder draft) {
    try {
      ShopOrder order = format.order(draft);
      settings.policy.value(order);
      return order;
    } catch (OrderCsvException e) {
      throw e;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw draft.bad(String.valueOf(e.getMessage()));
    }
  }

  private void take(ExportOrder draft, ShopOrder order) {
    places.add(order, draft.place());
    folded += draft.places().size() - 1;
    draft.notes().forEach(draft.file()::count);
    if (draft.isUnexplained()) {
      unexplained.add(order.id());
    }
  }

  private boolean hasCurrency(ExportOrder draft, ShopOrder order, List<OrderPlace> at) {
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
    bad(wrong, at);
    return false;
  }

  private void bad(OrderCsvException e, List<OrderPlace> at) {
    if (!settings.skipBadRows) {
      throw e;
    }
    badRows.addOrder(e.place(), at);
  }

  ShopOrderCsvResult result() {
    waiting.values().forEach(this::finish);
    waiting.clear();
    if (places.book().size() == 0) {
      String reason =
          rows == 0 ? "there is a header, but no order" : "no order is left: all rows are bad";
      throw new OrderCsvException(new BadRow(files.get(0).source().name(), 0, null, null, reason));
    }
    OrderAccount account = places.account(settings.policy);
    List<QualityFinding> findings = new ArrayList<>(badRows.findings(rows));
    findings.addAll(RowFindings.of(folded, refundRows, rows));
    if (!lostRefunds.isEmpty()) {
      findings.add(RowFindings.withoutOrder(lostRefunds, rows, "rows"));
    }
    addUnexplained(findings);
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

  private void addUnexplained(List<QualityFinding> findings) {
    if (!unexplained.isEmpty()) {
      findings.add(
          new QualityFinding(
              "unexplained-subtotals",
              Severity.WARNING,
              unexplained.size(),
              places.book().size(),
              "orders",
              "lines do not come to the subtotal of their order, which is taken as it is",
              unexplained.stream().limit(OrderExamples.NAMED).collect(Collectors.joining(", ")),
              "see whether they were edited; else rows of the export are missing"));
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
