package org.clv4j.sql;

import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerBaseBuilder;
import org.clv4j.core.internal.LogSum;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.value.Money;
import org.clv4j.io.BadRow;
import org.jspecify.annotations.Nullable;

/** Has orders summarized by the database and makes the base of its rows. */
final class CustomerSummaries {
  private static final int LAST_OF_ASCII = 0x7F;

  private final Session session;
  private final OrderMapping mapping;
  private final CustomerBase.Options options;

  CustomerSummaries(Session session, OrderMapping mapping, CustomerBase.Options options) {
    this.session = session;
    this.mapping = mapping;
    this.options = options;
  }

  CustomerBase of(List<SummaryQuery.Source> sources) throws SQLException, IOException {
    for (SummaryQuery.Source source : sources) {
      requireTypes(source.columns(), sources.get(0).columns());
    }
    Currency currency = sources.get(0).columns().hasAmounts() ? currency(sources) : null;
    SummaryQuery query = query(sources, currency, false, 0);
    if (options.interpurchaseTimes()) {
      query = query(sources, currency, false, Math.max(1, longestGap(query)));
    }
    Optional<CustomerBase> base = run(query);
    return base.isPresent()
        ? base.get()
        : run(query(sources, currency, true, query.longestGap())).orElseThrow();
  }

  private static void requireTypes(OrderSourceColumns columns, OrderSourceColumns first) {
    if (columns.hasAmounts() != first.hasAmounts()) {
      throw bad(columns, "all sources must have an amount column or none, but this one differs");
    }
    requireNo(columns, columns.time(), ColumnKind.TEXT, "a date or a timestamp");
    requireNo(columns, columns.customer(), ColumnKind.DECIMAL, "a whole number or a text");
    if (columns.hasAmounts()) {
      requireNo(columns, columns.amount(), ColumnKind.TEXT, "a number");
    }
  }

  private static void requireNo(
      OrderSourceColumns columns, int at, ColumnKind kind, String wanted) {
    if (columns.kind(at) == kind) {
      SourceColumn column = columns.columns().get(at);
      throw new BadOrderException(
          new BadRow(
              columns.name(),
              0,
              column.name(),
              null,
              "must be "
                  + wanted
                  + " for the database to summarize it, but is of the type "
                  + column.typeName()
                  + "; cast it in the query, or read the orders"));
    }
  }

  private static BadOrderException bad(OrderSourceColumns columns, String reason) {
    return new BadOrderException(new BadRow(columns.name(), 0, null, null, reason));
  }

  private SummaryQuery query(
      List<SummaryQuery.Source> sources, @Nullable Currency currency, boolean strips, int gap)
      throws SQLException, IOException {
    LocalDate asOf = options.asOf();
    return new SummaryQuery(
        session.dialect(),
        sources,
        mapping,
        currency,
        options.purchasePeriod(),
        asOf == null ? null : OrderColumns.checkDay(asOf, "as-of day"),
        strips,
        lastSpace(),
        gap);
  }

  /** The last space in the encoding of the database, as far as {@code chr} of PostgreSQL knows. */
  private int lastSpace() throws SQLException, IOException {
    if (session.dialect() != Dialect.POSTGRESQL) {
      return SummaryQuery.LAST_SPACE;
    }
    SourceColumn encoding = new SourceColumn("encoding", ColumnKind.TEXT, "", 0, 0);
    boolean unicode =
        session.query(
            "SELECT current_setting('server_encoding')",
            List.of(encoding),
            rows -> rows.next() && !rows.isNull(0) && rows.text(0).equals("UTF8"));
    return unicode ? SummaryQuery.LAST_SPACE : LAST_OF_ASCII;
  }

  /** The currency stated, or the one that all orders name. */
  private Currency currency(List<SummaryQuery.Source> sources) throws SQLException, IOException {
    Currency found = mapping.currency();
    if (found != null) {
      return found;
    }
    for (SummaryQuery.Source source : sources) {
      int at = source.columns().currency();
      if (at < 0) {
        continue;
      }
      String name = SqlText.standard().identifier(source.columns().columns().get(at).name());
      SourceColumn code = new SourceColumn("currency", ColumnKind.TEXT, "", 0, 0);
      Optional<Currency> only =
          session.query(
              "SELECT DISTINCT "
                  + session.dialect().bytewise(session.dialect().text(name))
                  + " FROM "
                  + source.from(),
              List.of(code),
              rows -> onlyOne(rows, source.columns()));
      if (only.isPresent()) {
        if (found != null && !found.equals(only.get())) {
          throw mixed(source.columns(), found, only.get());
        }
        found = only.get();
      }
    }
    return found == null ? Money.UNSTATED : found;
  }

  private static Optional<Currency> onlyOne(RowCursor rows, OrderSourceColumns columns)
      throws SQLException {
    Currency found = null;
    while (rows.next()) {
      // NULL is told with the other bad rows.
      if (!rows.isNull(0)) {
        Currency here = currencyOf(rows.text(0), columns);
        if (found != null && !found.equals(here)) {
          throw mixed(columns, found, here);
        }
        found = here;
      }
    }
    return Optional.ofNullable(found);
  }

  private static Currency currencyOf(String code, OrderSourceColumns columns) {
    try {
      return OrderRows.currencyOf(code.strip());
    } catch (BadCell e) {
      throw new BadOrderException(
          new BadRow(
              columns.name(),
              0,
              columns.columns().get(columns.currency()).name(),
              code,
              e.reason()));
    }
  }

  private static BadOrderException mixed(OrderSourceColumns columns, Currency a, Currency b) {
    boolean ordered = a.getCurrencyCode().compareTo(b.getCurrencyCode()) < 0;
    return new BadOrderException(
        new BadRow(
            columns.name(),
            0,
            columns.columns().get(columns.currency()).name(),
            null,
            "names "
                + (ordered ? a : b)
                + " and "
                + (ordered ? b : a)
                + "; state the one that counts"));
  }

  private int longestGap(SummaryQuery query) throws SQLException, IOException {
    SourceColumn days = new SourceColumn("days", ColumnKind.WHOLE, "", 0, 0);
    return session.query(
        query.extent(),
        List.of(days),
        rows -> rows.next() && !rows.isNull(0) ? (int) rows.whole(0) : 0);
  }

  /** The base, or nothing if ids must be stripped first. */
  private Optional<CustomerBase> run(SummaryQuery query) throws SQLException, IOException {
    long[] bad = {0};
    Optional<CustomerBase> base =
        session.query(
            query.sql(),
            SummaryQuery.columns(query.hasNumberIds()),
            rows -> base(query, rows, bad));
    if (bad[0] > 0) {
      SourceColumn problem = new SourceColumn("problem", ColumnKind.TEXT, "", 0, 0);
      String first =
          session.query(
              query.problem(),
              List.of(problem),
              rows -> rows.next() && !rows.isNull(0) ? rows.text(0) : "");
      throw problem(query, bad[0], first);
    }
    return base;
  }

  private Optional<CustomerBase> base(SummaryQuery query, RowCursor rows, long[] bad)
      throws SQLException, IOException {
    CustomerBaseBuilder builder = CustomerBase.builder(query.currency(), query.longestGap() > 0);
    boolean numberIds = query.hasNumberIds();
    int lastDay = Integer.MIN_VALUE;
    long zeros = 0;
    long orders = 0;
    while (rows.next()) {
      orders++;
      if (rows.isNull(0)) {
        bad[0] = value(rows, 9);
        builder.laterOrders(value(rows, 1) - bad[0]);
        continue;
      }
      int number = Math.toIntExact(value(rows, 1));
      int first = (int) value(rows, 2);
      int last = (int) value(rows, 3);
      if (numberIds) {
        builder.add(rows.whole(0), number, first, last);
      } else {
        String id = rows.text(0);
        if (id.isEmpty() || !id.equals(id.strip())) {
          if (query.strips()) {
            throw spaces(query, id);
          }
          return Optional.empty();
        }
        builder.add(id, number, first, last);
      }
      builder.purchases((int) value(rows, 4), (int) value(rows, 5));
      if (query.currency() != null) {
        if (rows.isNull(6)) {
          throw new ArithmeticException(
              "total spend of customer \""
                  + (numberIds ? Long.toString(rows.whole(0)) : rows.text(0))
                  + "\" must fit in a long of minor units");
        }
        builder.spend(rows.whole(6), value(rows, 7));
        zeros += value(rows, 8);
      }
      if (query.longestGap() > 0) {
        builder.interpurchaseTimes(LogSum.toDouble(value(rows, 10)));
      }
      lastDay = Math.max(lastDay, last);
    }
    if (bad[0] > 0) {
      return Optional.empty();
    }
    if (orders == 0) {
      throw bad(query.sources().get(0).columns(), "there is no order");
    }
    LocalDate asOf = options.asOf();
    return Optional.of(
        builder
            .zone(mapping.zone())
            .purchasePeriod(query.period())
            .zeroAmountOrders(zeros)
            .build(asOf == null ? LocalDate.ofEpochDay(lastDay) : asOf));
  }

  private static BadOrderException spaces(SummaryQuery query, String id) {
    OrderSourceColumns source = query.sources().get(0).columns();
    String column = source.columns().get(source.customer()).name();
    String reason =
        "has spaces around it that a database of this encoding cannot take off; read the orders";
    return new BadOrderException(new BadRow(source.name(), 0, column, id, reason));
  }

  private static long value(RowCursor rows, int column) throws SQLException {
    if (rows.isNull(column)) {
      throw new SQLException("the database gave no value in column " + column + " of its summary");
    }
    return rows.whole(column);
  }

  private BadOrderException problem(SummaryQuery query, long bad, String problem) {
    String[] parts = problem.split(String.valueOf(SummaryQuery.BEFORE_VALUE), 3);
    OrderSourceColumns source = query.sources().get(Integer.parseInt(parts[0])).columns();
    int at =
        switch (SummaryQuery.Part.valueOf(parts[1])) {
          case CUSTOMER -> source.customer();
          case TIME -> source.time();
          case CURRENCY -> source.currency();
          case AMOUNT -> source.amount();
        };
    String reason = reason(query, SummaryQuery.Part.valueOf(parts[1]), parts[2], source.kind(at));
    String more = bad == 1 ? "" : "; " + bad + " orders are bad";
    return new BadOrderException(
        new BadRow(source.name(), 0, source.columns().get(at).name(), parts[2], reason + more));
  }

  private String reason(SummaryQuery query, SummaryQuery.Part part, String value, ColumnKind kind) {
    if (value.equals("NULL")) {
      return OrderValues.NOT_NULL;
    }
    return switch (part) {
      case CUSTOMER -> OrderValues.NOT_EMPTY;
      case TIME -> OrderValues.DAY_IN_RANGE;
      case CURRENCY -> "must be " + query.currency() + ", the currency of the analysis";
      case AMOUNT -> amountReason(query, value, kind);
    };
  }

  private String amountReason(SummaryQuery query, String value, ColumnKind kind) {
    int scale = query.currency() == null ? 0 : Money.scale(query.currency());
    try {
      if (kind == ColumnKind.DOUBLE) {
        return OrderValues.noMoneyInDouble(scale);
      }
      java.math.BigDecimal amount = new java.math.BigDecimal(value);
      return amount.signum() < 0
          ? OrderValues.NOT_NEGATIVE
          : amount.stripTrailingZeros().scale() > scale
              ? OrderValues.tooManyDecimals(scale)
              : OrderValues.FITS;
    } catch (NumberFormatException e) {
      return "must be a number";
    }
  }
}
