package org.clv4j.io;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;
import org.clv4j.core.order.OrderBook;
import org.clv4j.core.order.OrderConflictException;
import org.clv4j.core.order.OrderLine;
import org.clv4j.core.order.ShopOrder;
import org.jspecify.annotations.Nullable;

/** Reads a shop's files one after the other into one book. */
final class ShopRows {
  private final ShopOrderCsv settings;
  private final ShopFields read;
  private final List<ShopHeader> headers = new ArrayList<>();
  private final Map<String, String> placeOf = new HashMap<>();
  private final BadRows badRows;
  private OrderBook book = new OrderBook();
  private long rows;

  ShopRows(ShopOrderCsv settings) {
    this.settings = settings;
    this.badRows = new BadRows(settings.skipBadRows);
    this.read = new ShopFields(settings);
  }

  void read(CsvSource source) throws IOException {
    long line = 0;
    try (CsvBytes bytes = CsvBytes.open(source, settings.charset)) {
      String headerLine = bytes.header(source);
      ShopHeader header = ShopHeader.parse(source.name(), headerLine, settings);
      addHeader(header);
      Map<String, ShopDraft> drafts = new LinkedHashMap<>();
      try (CsvReader<CsvRecord> reader =
          CsvReader.builder()
              .fieldSeparator(header.delimiter())
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .allowUnclosedQuote(false)
              .maxBufferSize(OrderCsvFile.LONGEST_FIELD)
              .ofCsvRecord(bytes.restOfText())) {
        reader.skipLines((int) headerLine.lines().count());
        for (CsvRecord record : reader) {
          line = record.getStartingLineNumber();
          rows++;
          accept(header, new ShopRow(header, record), drafts);
        }
      }
      drafts.forEach((key, draft) -> finish(header, key, draft));
    } catch (UncheckedIOException | CsvParseException | EOFException | ZipException e) {
      throw OrderCsvFile.unreadable(source, line, 0, e);
    }
  }

  private void addHeader(ShopHeader header) {
    boolean revisions = header.has(ShopColumn.REVISION);
    if (headers.isEmpty()) {
      book = (revisions ? OrderBook.ofRevisions() : new OrderBook()).zone(settings.zone);
      if (settings.rates != null && settings.currency != null) {
        book.convertTo(settings.currency, settings.rates);
      }
    } else if (headers.get(0).has(ShopColumn.REVISION) != revisions) {
      throw new OrderCsvException(
          new BadRow(
              header.source(),
              1,
              null,
              null,
              "all files must have a revision column or none, but this one differs"));
    }
    if (settings.rates != null && !header.has(ShopColumn.CURRENCY)) {
      throw new OrderCsvException(
          new BadRow(
              header.source(),
              1,
              null,
              null,
              "there must be a column of the currency, which rates need"));
    }
    headers.add(header);
  }

  private void accept(ShopHeader header, ShopRow row, Map<String, ShopDraft> drafts) {
    if (row.size() != header.size()) {
      badRows.add(
          row.bad("the row has " + row.size() + " fields, but the header has " + header.size()));
      return;
    }
    ShopDraft draft = new ShopDraft(row.line());
    String key = "";
    try {
      key = key(header, row);
      draft =
          header.hasLines()
              ? drafts.computeIfAbsent(key, none -> new ShopDraft(row.line()))
              : draft;
      for (ShopColumn role : ShopColumn.values()) {
        if (header.has(role) && !role.isOfLine()) {
          take(row, role, draft);
        }
      }
      if (settings.rates != null) {
        String code = draft.field(ShopColumn.CURRENCY);
        read.settle(code.isEmpty() ? row.needed(ShopColumn.CURRENCY) : code);
      }
      draft.add(line(header, row));
    } catch (BadValue e) {
      draft.giveUp();
      badRows.add(row.badField(e.reason()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      draft.giveUp();
      badRows.add(row.bad(e.getMessage()));
    }
    if (!header.hasLines()) {
      finish(header, key, draft);
    }
  }

  /** Order and revision, or the place where orders have no id. */
  private static String key(ShopHeader header, ShopRow row) {
    if (!header.has(ShopColumn.ORDER)) {
      return header.source() + ":" + row.line();
    }
    String id = row.needed(ShopColumn.ORDER);
    return header.has(ShopColumn.REVISION) ? id + "\n" + row.text(ShopColumn.REVISION) : id;
  }

  private void take(ShopRow row, ShopColumn role, ShopDraft draft) {
    String value = row.text(role);
    ShopDraft.Stated other = draft.take(role, value, row.line());
    if (other != null) {
      throw new OrderCsvException(
          row.badField(
              "must be \""
                  + other.value()
                  + "\" as in line "
                  + other.line()
                  + ", which is of the same order"));
    }
    if (role == ShopColumn.CURRENCY && !value.isEmpty() && !read.settle(value)) {
      String reason = "must be " + read.currency() + ", the currency of the analysis";
      if (settings.currency == null) {
        // Skipping would let the first row decide which currency survives.
        throw new OrderCsvException(row.badField(reason + "; state the one that counts"));
      }
      throw new BadValue(reason);
    }
  }

  private OrderLine line(ShopHeader header, ShopRow row) {
    String product = row.text(ShopColumn.PRODUCT);
    BigDecimal quantity = read.quantity(row.text(ShopColumn.QUANTITY));
    String cost = row.text(ShopColumn.COST);
    Long costs = cost.isEmpty() ? null : (Long) read.money(cost);
    long tax = read.money(row.text(ShopColumn.TAX));
    long discount = read.money(row.text(ShopColumn.DISCOUNT));
    long gross =
        header.has(ShopColumn.UNIT_PRICE)
            ? times(quantity, read.money(row.needed(ShopColumn.UNIT_PRICE)))
            : plus(goods(header, row, tax), discount);
    return new OrderLine(product.isEmpty() ? null : product, quantity, gross, discount, tax, costs);
  }

  private static long times(BigDecimal quantity, long unitPrice) {
    try {
      return quantity.multiply(BigDecimal.valueOf(unitPrice)).longValueExact();
    } catch (ArithmeticException e) {
      throw new BadValue("times the quantity must be whole minor units that fit in a long");
    }
  }

  private static long plus(long goods, long discount) {
    try {
      return Math.addExact(goods, discount);
    } catch (ArithmeticException e) {
      throw new BadValue("must fit in a long of minor units together with the discount");
    }
  }

  /** What of the amount of a row is goods. */
  private long goods(ShopHeader header, ShopRow row, long tax) {
    if (!header.has(ShopColumn.AMOUNT)) {
      return 0;
    }
    boolean isTotal =
        settings.meaning == null ? !header.hasLines() : settings.meaning == AmountMeaning.TOTAL;
    long rest = 0;
    if (isTotal) {
      long shipping = read.money(row.text(ShopColumn.SHIPPING));
      long shippingTax = read.money(row.text(ShopColumn.SHIPPING_TAX));
      try {
        rest = Math.addExact(Math.addExact(tax, shipping), shippingTax);
      } catch (ArithmeticException e) {
        throw new BadValue("must fit in a long of minor units together with tax and shipping");
      }
    }
    long amount = read.money(row.needed(ShopColumn.AMOUNT));
    if (rest > amount) {
      throw new BadValue(
          "must be at least tax and shipping together, because it is the total; another meaning is"
              + " stated with --amount-is");
    }
    return amount - rest;
  }

  private void finish(ShopHeader header, String key, ShopDraft draft) {
    if (draft.isGivenUp()) {
      return;
    }
    String id = header.has(ShopColumn.ORDER) ? draft.field(ShopColumn.ORDER) : key;
    try {
      if (settings.rates != null) {
        read.settle(draft.needed(ShopColumn.CURRENCY));
      }
      boolean taxIncluded = settings.meaning == AmountMeaning.GOODS_AND_TAX;
      ShopOrder order = draft.order(id, read, taxIncluded);
      settings.policy.value(order);
      book.add(order);
      placeOf.putIfAbsent(id, header.source() + ":" + draft.firstLine());
    } catch (OrderConflictException e) {
      throw new OrderCsvException(
          wrong(header, draft, e.getMessage() + "; it stands first at " + placeOf.get(id)));
    } catch (BadValue e) {
      badRows.add(draft.badField(header, e.reason()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      badRows.add(wrong(header, draft, e.getMessage()));
    }
  }

  private static BadRow wrong(ShopHeader header, ShopDraft draft, @Nullable String reason) {
    return new BadRow(header.source(), draft.firstLine(), null, null, String.valueOf(reason));
  }

  ShopOrderCsvResult result() {
    if (book.size() == 0) {
      String source = headers.get(0).source();
      String reason =
          rows == 0 ? "there is a header, but no order" : "no order is left: all rows are bad";
      throw new OrderCsvException(new BadRow(source, 0, null, null, reason));
    }
    return new ShopOrderCsvResult(
        book,
        book.account(settings.policy),
        headers.stream().map(ShopHeader::columns).toList(),
        rows,
        badRows.count(),
        badRows.first(),
        badRows.findings(rows),
        List.of());
  }
}
