package org.clv4j.io;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clv4j.core.order.OrderBook;
import org.clv4j.core.order.OrderLine;
import org.clv4j.core.order.ShopOrder;
import org.clv4j.core.quality.QualityFinding;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a shop's sources, one source after the other, into one book. */
final class ShopRows {
  private final ShopOrderCsv settings;
  private final ShopFields read;
  private final List<ShopHeader> headers = new ArrayList<>();
  private final Map<String, ShopDraft> drafts = new LinkedHashMap<>();
  private final BadRows badRows;
  private OrderPlaces places = new OrderPlaces(new OrderBook());
  private final @Nullable OrderRefunds refunds;
  private long rows;
  private long folded;

  /** Reads the refunds, if the settings name a file of them. */
  ShopRows(ShopOrderCsv settings) throws IOException {
    this.settings = settings;
    this.refunds = OrderRefunds.read(settings);
    this.badRows = new BadRows(settings.skipBadRows);
    this.read = new ShopFields(settings);
  }

  void read(CsvSource source) throws IOException {
    CsvRecords.forEachBelow(
        source,
        settings.charset,
        line -> {
          begin(ShopHeader.parse(source.name(), line, settings), false);
          return header().delimiter();
        },
        record ->
            accept(new ShopRow(header(), record.getStartingLineNumber(), record.getFields())));
    end();
  }

  /**
   * Begins a source.
   *
   * @param isoDays whether its days are ISO, whatever the settings say
   */
  void begin(ShopHeader header, boolean isoDays) {
    boolean revisions = settings.laterFileWins || header.has(ShopColumn.REVISION);
    if (headers.isEmpty()) {
      OrderBook book = (revisions ? OrderBook.ofRevisions() : new OrderBook()).zone(settings.zone);
      if (settings.rates != null && settings.currency != null) {
        book.convertTo(settings.currency, settings.rates);
      }
      places = new OrderPlaces(book);
    } else if (headers.get(0).has(ShopColumn.REVISION) != header.has(ShopColumn.REVISION)) {
      throw wrongHeader(
          header, "all files must have a revision column or none, but this one differs");
    }
    if (settings.rates != null && !header.has(ShopColumn.CURRENCY)) {
      throw wrongHeader(header, "there must be a column of the currency, which rates need");
    }
    headers.add(header);
    drafts.clear();
    read.useIsoDays(isoDays);
  }

  private static OrderCsvException wrongHeader(ShopHeader header, String reason) {
    return new OrderCsvException(new BadRow(header.source(), 1, null, null, reason));
  }

  /** That of the source which is read. */
  ShopHeader header() {
    return headers.get(headers.size() - 1);
  }

  void accept(ShopRow row) {
    ShopHeader header = header();
    rows++;
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
      draft.add(line(header, row), row.line());
    } catch (OrderCsvException e) {
      // Nobody knows which of two rows, or of two currencies, is right.
      throw e;
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

  /** Ends a source: its lines become orders. */
  void end() {
    drafts.forEach((key, draft) -> finish(header(), key, draft));
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
    if (other != null && !read.isSame(role, other.value(), value)) {
      throw new OrderCsvException(
          row.badField(
              "must be \""
                  + other.value()
                  + "\" as in line "
                  + other.line()
                  + ", which is of the same order"
                  + (role == ShopColumn.REFUND
                      ? "; refunds of lines, or several of an order, are read with --refunds"
                      : "")));
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
    if (refunds != null) {
      refunds.meet(draft.field(ShopColumn.ORDER));
    }
    List<OrderPlace> at = draft.places(header.source());
    if (draft.isGivenUp()) {
      badRows.addOthers(at);
      return;
    }
    OrderPlace place = new OrderPlace(header.source(), draft.firstLine());
    ShopOrder order = null;
    try {
      order = order(header, key, draft);
    } catch (OrderCsvException e) {
      badRows.addOrder(e.place(), at);
    } catch (BadValue e) {
      badRows.addOrder(draft.badField(header, e.reason()), at);
    } catch (IllegalArgumentException | ArithmeticException e) {
      badRows.addOrder(place.bad(String.valueOf(e.getMessage())), at);
    }
    if (order != null) {
      places.add(order, place);
      folded += at.size() - 1;
    }
  }

  private ShopOrder order(ShopHeader header, String key, ShopDraft draft) {
    String id = header.has(ShopColumn.ORDER) ? draft.field(ShopColumn.ORDER) : key;
    if (settings.rates != null) {
      read.settle(draft.needed(ShopColumn.CURRENCY));
    }
    boolean taxIncluded = settings.meaning == AmountMeaning.GOODS_AND_TAX;
    Long revision = settings.laterFileWins ? Long.valueOf(headers.size()) : null;
    ShopOrder order = draft.order(id, revision, read, taxIncluded, refunds);
    settings.policy.value(order);
    return order;
  }

  ShopOrderCsvResult result() {
    if (places.book().size() == 0) {
      String source = headers.get(0).source();
      String reason =
          rows == 0 ? "there is a header, but no order" : "no order is left: all rows are bad";
      throw new OrderCsvException(new BadRow(source, 0, null, null, reason));
    }
    List<QualityFinding> findings = new ArrayList<>(badRows.findings(rows));
    findings.addAll(RowFindings.of(folded, 0, rows));
    if (refunds != null) {
      findings.addAll(refunds.findings());
    }
    return new ShopOrderCsvResult(
        places.book(),
        places.account(settings.policy),
        headers.stream().map(ShopHeader::columns).toList(),
        rows,
        badRows.count(),
        badRows.first(),
        findings,
        refunds == null ? List.of() : List.of(refunds.note()));
  }
}
