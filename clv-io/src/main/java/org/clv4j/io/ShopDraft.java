package org.clv4j.io;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.clv4j.core.order.OrderLine;
import org.clv4j.core.order.Refund;
import org.clv4j.core.order.ShopOrder;
import org.clv4j.core.order.ShopOrderBuilder;
import org.jspecify.annotations.Nullable;

/** The rows of one order so far. */
final class ShopDraft {
  /** A field of the order, and the line where it stood first. */
  record Stated(String value, long line) {}

  private final long firstLine;
  private final Map<ShopColumn, Stated> fields = new EnumMap<>(ShopColumn.class);
  private final List<OrderLine> lines = new ArrayList<>();
  private final List<Long> rows = new ArrayList<>();
  private ShopColumn last = ShopColumn.CUSTOMER;
  private boolean bad;

  ShopDraft(long firstLine) {
    this.firstLine = firstLine;
  }

  long firstLine() {
    return firstLine;
  }

  /** Takes a field, unless it is empty; what stands there already, if anything. */
  @Nullable Stated take(ShopColumn role, String value, long line) {
    return value.isEmpty() ? null : fields.putIfAbsent(role, new Stated(value, line));
  }

  /** Takes a row that could be read whole. */
  void add(OrderLine line, long row) {
    lines.add(line);
    rows.add(row);
  }

  /** Where the rows that could be read stand. */
  List<OrderPlace> places(String source) {
    return rows.stream().map(row -> new OrderPlace(source, row)).toList();
  }

  /** A row cannot be read, so the order is left out as a whole. */
  void giveUp() {
    bad = true;
  }

  boolean isGivenUp() {
    return bad;
  }

  String field(ShopColumn role) {
    last = role;
    Stated stated = fields.get(role);
    return stated == null ? "" : stated.value();
  }

  String needed(ShopColumn role) {
    String value = field(role);
    if (value.isEmpty()) {
      throw new BadValue("must not be empty");
    }
    return value;
  }

  private @Nullable String label(ShopColumn role) {
    String value = field(role);
    return value.isEmpty() ? null : value;
  }

  /**
   * The order that the rows make.
   *
   * @param revision null for that of the rows, if they have one
   * @param refunds those of a file of their own, or null without one
   */
  ShopOrder order(
      String id,
      @Nullable Long revision,
      ShopFields read,
      boolean taxIncluded,
      @Nullable OrderRefunds refunds) {
    String customer = needed(ShopColumn.CUSTOMER);
    LocalDate day = read.day(needed(ShopColumn.TIME));
    ShopOrderBuilder order = ShopOrder.builder(id, customer, day, read.currency());
    lines.forEach(order::line);
    order
        .discount(read.money(field(ShopColumn.ORDER_DISCOUNT)))
        .tax(read.money(field(ShopColumn.ORDER_TAX)))
        .shipping(
            read.money(field(ShopColumn.SHIPPING)), read.money(field(ShopColumn.SHIPPING_TAX)))
        .taxIncluded(taxIncluded)
        .variableCost(read.money(field(ShopColumn.VARIABLE_COST)))
        .channel(label(ShopColumn.CHANNEL))
        .promotion(label(ShopColumn.PROMOTION))
        .test(ShopFields.flag(field(ShopColumn.TEST)));
    if (revision != null) {
      order.revision(revision);
    } else if (!field(ShopColumn.REVISION).isEmpty()) {
      order.revision(ShopFields.revision(field(ShopColumn.REVISION)));
    }
    String statusTime = field(ShopColumn.STATUS_TIME);
    LocalDate statusDay = statusTime.isEmpty() ? day : read.day(statusTime);
    if (!field(ShopColumn.STATUS).isEmpty()) {
      order.status(statusDay, field(ShopColumn.STATUS));
    }
    String refundTime = field(ShopColumn.REFUND_TIME);
    LocalDate refundDay = refundTime.isEmpty() ? day : read.day(refundTime);
    long refund = read.money(field(ShopColumn.REFUND));
    if (refund > 0) {
      order.refund(Refund.ofTotal(refundDay, refund));
    }
    if (refunds != null) {
      refunds.of(id, day, read, lines).forEach(order::refund);
    }
    return order.build();
  }

  /** The field read last is to blame. */
  BadRow badField(ShopHeader header, String reason) {
    Stated stated = fields.get(last);
    return stated == null
        ? new BadRow(header.source(), firstLine, header.column(last), "", reason)
        : new BadRow(header.source(), stated.line(), header.column(last), stated.value(), reason);
  }
}
