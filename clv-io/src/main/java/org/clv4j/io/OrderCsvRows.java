package org.clv4j.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.clv4j.core.order.OrderDetail;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.quality.QualityFinding;
import org.clv4j.core.value.MissingRateException;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/** The rows of files, one after the other, become one log. */
final class OrderCsvRows {
  private static final String NO_COSTS =
      "; costs count only if every order has one, so the column is ignored";

  private final OrderCsv settings;
  private final DayParser days;
  private final BadRows badRows;
  private long rows;

  /** The first file's, which decides whether there are amounts. */
  private @Nullable CsvHeader firstHeader;

  private final List<CsvHeader> headers = new ArrayList<>();
  private final CsvDetails details;
  private final UnusedColumns unused = new UnusedColumns();

  private @Nullable Currency currency;

  /** That of the row just read; null if it is the one of the analysis. */
  private @Nullable Currency rowCurrency;

  private @Nullable AmountParser amounts;
  private @Nullable OrderLogBuilder builder;

  /** Rows without details that are not in the builder yet. */
  private @Nullable CodedRows coded;

  /** Whether several threads are coding ids. */
  private boolean inThreads;

  /** The line of the row that is read. */
  private long line;

  OrderCsvRows(OrderCsv settings) {
    this.settings = settings;
    this.badRows = new BadRows(settings.skipBadRows);
    this.days = new DayParser(settings.zone, settings.dateFormat);
    this.currency = settings.currency;
    this.details = new CsvDetails(settings);
  }

  /** What is known after the first row decides how bytes are read: prefix of ids, currency. */
  boolean knowsHowToReadBytes(CsvHeader header) {
    return coded != null
        && settings.rates == null
        && (header.index(CsvHeader.CURRENCY) < 0 || currency != null);
  }

  PlainFields.Format format(CsvHeader header) {
    Currency counts = stated();
    return new PlainFields.Format(
        header.size(),
        header.index(CsvHeader.CUSTOMER),
        header.index(CsvHeader.TIME),
        header.index(CsvHeader.AMOUNT),
        hasAmounts() ? header.index(CsvHeader.CURRENCY) : -1,
        header.orderId(),
        (byte) header.delimiter(),
        (byte) settings.decimal,
        Money.scale(counts),
        counts.getCurrencyCode().getBytes(UTF_8),
        coded().prefix());
  }

  /**
   * Says whether several threads are coding ids, for which they have to stop before the rows go
   * into the log.
   */
  void setInThreads(boolean areCoding) {
    inThreads = areCoding;
  }

  /** Takes rows that were read as bytes; whether the threads should stop. */
  boolean accept(PlainRows.Chunk chunk, int from, int to) {
    coded().add(chunk.ids(), chunk.columns(), from, to);
    for (int row = from; row < to && chunk.orderIds().length > 0; row++) {
      unused.add(chunk.orderIds()[row]);
    }
    rows += to - from;
    return coded().isFull();
  }

  /** Takes the header of the next file. */
  void requireSameKind(CsvSource source, CsvHeader header) {
    headers.add(header);
    details.givenUp().forEach(header::ignore);
    header.countOrderIds(unused.begin(header.columns()));
    for (String role : List.of(CsvHeader.AMOUNT, CsvHeader.CURRENCY)) {
      if (settings.rates != null && header.index(role) < 0) {
        throw error(source, 1, "there must be a column of the " + role + ", which rates need");
      }
    }
    if (firstHeader == null) {
      firstHeader = header;
    } else if (hasAmounts() != header.index(CsvHeader.AMOUNT) >= 0) {
      throw error(source, 1, "all files must have an amount column or none, but this one differs");
    } else if (firstHeader.index(CsvHeader.COST) >= 0 != header.index(CsvHeader.COST) >= 0) {
      giveUp(
          OrderDetail.COST,
          new BadRow(source.name(), 1, null, null, "not all files have a cost column" + NO_COSTS));
    }
  }

  /**
   * Takes a row.
   *
   * @param startsAt the line where it begins
   */
  void accept(CsvHeader header, CsvRow row, long startsAt) {
    rows++;
    line = startsAt;
    if (row.size() != header.size()) {
      badRows.add(
          new BadRow(
              header.source(),
              line,
              null,
              null,
              "the row has " + row.size() + " fields, but the header has " + header.size()));
      return;
    }
    String role = CsvHeader.CUSTOMER;
    try {
      CharSequence customer = text(row, header, role);
      role = CsvHeader.TIME;
      int day = days.epochDay(text(row, header, role));
      long amount = 0;
      rowCurrency = null;
      if (hasAmounts()) {
        role = CsvHeader.CURRENCY;
        requireCurrency(row, header);
        role = CsvHeader.AMOUNT;
        amount = amounts().minorUnits(text(row, header, role));
      }
      details.clear();
      for (OrderDetail detail : header.details()) {
        role = CsvHeader.role(detail);
        read(detail, row, header, amount);
      }
      if (rowCurrency != null) {
        addConverted(row, header, customer, day, Money.ofMinor(amount, rowCurrency));
      } else {
        add(header, customer, day, amount);
      }
      if (header.orderId() >= 0) {
        unused.add(row.field(header.orderId()));
      }
    } catch (BadValue e) {
      badRows.add(badRow(row, header, role, e.reason()));
    }
  }

  private void add(CsvHeader header, CharSequence customer, int day, long amount) {
    if (header.details().isEmpty()) {
      if (coded == null) {
        coded =
            new CodedRows(
                settings.threads, hasAmounts(), IdCodes.prefix(customer), settings.batchRows);
      }
      coded.add(customer, day, amount);
      if (!inThreads && coded.isFull()) {
        addCoded();
      }
      return;
    }
    addCoded();
    if (hasAmounts()) {
      builder().add(customer, day, amount);
    } else {
      builder().add(customer, day);
    }
    details.addTo(builder());
  }

  /** Puts rows that wait into the log. */
  void addCoded() {
    if (coded != null) {
      coded.addTo(builder());
    }
  }

  private CodedRows coded() {
    return Objects.requireNonNull(coded, "a row must have been read");
  }

  /** A rate is missing, or too high, for more than this row. */
  private void addConverted(
      CsvRow row, CsvHeader header, CharSequence customer, int day, Money amount) {
    try {
      builder().add(customer, day, amount);
      details.addTo(builder(), amount.currency());
    } catch (MissingRateException | ArithmeticException e) {
      BadRow place =
          badRow(row, header, CsvHeader.CURRENCY, "cannot be converted: " + e.getMessage());
      throw new OrderCsvException(place, e);
    }
  }

  private void read(OrderDetail detail, CsvRow row, CsvHeader header, long amount) {
    String role = CsvHeader.role(detail);
    try {
      Field field = characters(row.field(header.index(role)));
      if (detail == OrderDetail.COST && field.length() == 0) {
        giveUp(detail, badRow(row, header, role, "must not be empty" + NO_COSTS));
        return;
      }
      switch (detail) {
        case DISCOUNT -> details.discount(field, amounts(), amount);
        case COST -> details.cost(field, amounts());
        case PROMOTION -> details.promotion(field);
        case CHANNEL -> details.channel(field);
      }
    } catch (BadValue e) {
      if (details.isStated(detail)) {
        throw e;
      }
      String reason = e.reason() + "; the column is ignored unless it is named with --" + role;
      giveUp(detail, badRow(row, header, role, reason));
    }
  }

  /** Ignores a detail in all files, whatever was read of it. */
  private void giveUp(OrderDetail detail, BadRow why) {
    details.giveUp(detail, why);
    headers.forEach(header -> header.ignore(detail));
    if (builder != null) {
      builder.forget(detail);
    }
  }

  private static Field text(CsvRow row, CsvHeader header, String role) {
    Field field = characters(row.field(header.index(role)));
    if (field.length() == 0) {
      throw new BadValue("must not be empty");
    }
    return field;
  }

  private static Field characters(Field field) {
    if (field.contains('\0')) {
      throw new BadValue("must not hold a NUL character");
    }
    if (field.contains('\uFFFD')) {
      throw new BadValue("holds bytes that are no characters; state the charset with --charset");
    }
    return field;
  }

  private BadRow badRow(CsvRow row, CsvHeader header, String role, String reason) {
    return new BadRow(
        header.source(),
        line,
        header.column(role),
        row.field(header.index(role)).toString(),
        reason);
  }

  private void requireCurrency(CsvRow row, CsvHeader header) {
    if (header.index(CsvHeader.CURRENCY) < 0) {
      return;
    }
    Currency found = currencyOf(text(row, header, CsvHeader.CURRENCY).toString());
    if (currency == null) {
      currency = found;
    } else if (!currency.equals(found) && settings.rates != null) {
      rowCurrency = found;
    } else if (!currency.equals(found)) {
      String reason = "must be " + currency + ", the currency of the analysis";
      if (settings.currency == null) {
        // Skipping would let the first row decide which currency survives.
        throw new OrderCsvException(
            badRow(row, header, CsvHeader.CURRENCY, reason + "; state the one that counts"));
      }
      throw new BadValue(reason);
    }
  }

  static Currency currencyOf(String code) {
    try {
      Currency found = Currency.getInstance(code);
      Money.scale(found);
      return found;
    } catch (IllegalArgumentException e) {
      throw new BadValue("is not the code of a currency with minor units");
    }
  }

  private AmountParser amounts() {
    if (rowCurrency != null) {
      return new AmountParser(settings.decimal, Money.scale(rowCurrency));
    }
    if (amounts == null) {
      amounts = new AmountParser(settings.decimal, Money.scale(stated()));
    }
    return amounts;
  }

  private Currency stated() {
    if (currency == null) {
      currency = Money.UNSTATED;
    }
    return currency;
  }

  private boolean hasAmounts() {
    return firstHeader != null && firstHeader.index(CsvHeader.AMOUNT) >= 0;
  }

  private OrderLogBuilder builder() {
    if (builder == null) {
      builder = hasAmounts() ? OrderLog.builder(stated()) : OrderLog.builderWithoutAmounts();
      builder.zone(settings.zone);
      if (settings.rates != null && hasAmounts()) {
        builder.rates(settings.rates);
      }
    }
    return builder;
  }

  OrderCsvResult result() {
    addCoded();
    if (rows == 0) {
      throw new OrderCsvException(
          new BadRow(headers.get(0).source(), 0, null, null, "there is a header, but no order"));
    }
    List<QualityFinding> leftOut = new ArrayList<>(badRows.findings(rows));
    leftOut.addAll(unused.findings());
    return new OrderCsvResult(
        builder().build(),
        headers.stream().map(CsvHeader::columns).toList(),
        rows,
        badRows.count(),
        badRows.first(),
        leftOut,
        details.notes());
  }

  private static OrderCsvException error(CsvSource source, long line, String reason) {
    return new OrderCsvException(new BadRow(source.name(), line, null, null, reason));
  }
}
