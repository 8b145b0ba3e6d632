package org.clv4j.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.clv4j.io.OrderCsvResult;
import org.clv4j.io.ShopOrderCsv;
import org.clv4j.io.ShopOrderCsvResult;
import org.jspecify.annotations.Nullable;

/**
 * Reads orders from a database, or lets PostgreSQL or DuckDB summarize them.
 *
 * <p>Rows stream: beside the log there are {@link #fetchSize} rows in the driver and at most an
 * eighth of the heap that waits to go into the log. With PostgreSQL this needs a transaction: a
 * connection in auto-commit mode is taken out of it for the reading and put back, one in a
 * transaction stays in it. MySQL's driver streams by a fetch size of its own, which is set; others
 * stream by themselves. A DuckDB connection collects the result unless it was opened with {@code
 * jdbc_stream_results=true}.
 *
 * <p>Either all orders are read or an exception says what is wrong, and nothing is left open. A
 * connection from a data source is closed, one that was given is not. The settings are for one
 * thread, {@link #cancel} for any.
 */
public final class JdbcOrders {
  private static final int ROWS_AT_ONCE = 10_000;

  private final @Nullable DataSource dataSource;
  private final @Nullable Connection given;
  private int fetchSize = ROWS_AT_ONCE;
  private @Nullable Duration timeout;
  private int threads = 1;
  private volatile @Nullable Watch running;

  /**
   * Reads through connections of a data source.
   *
   * @param source opens a connection for each reading, which closes it
   */
  public JdbcOrders(DataSource source) {
    this.dataSource = Objects.requireNonNull(source, "source must not be null");
    this.given = null;
  }

  /**
   * Reads through a connection.
   *
   * @param connection not closed here
   */
  public JdbcOrders(Connection connection) {
    this.dataSource = null;
    this.given = Objects.requireNonNull(connection, "connection must not be null");
  }

  /**
   * States how many rows the driver fetches at once; 10 000 unless stated.
   *
   * @param rows at least 1
   * @return this
   * @throws IllegalArgumentException if it is less than 1
   */
  public JdbcOrders fetchSize(int rows) {
    fetchSize = requirePositive(rows, "fetch size");
    return this;
  }

  /**
   * States how long a reading may take, from the first query to the last row.
   *
   * @param limit more than 0, or null for no limit
   * @return this
   * @throws IllegalArgumentException if it is not more than 0
   */
  public JdbcOrders timeout(@Nullable Duration limit) {
    timeout = requirePositive(limit);
    return this;
  }

  /**
   * States how many threads put ids into their order; 1 unless stated. The log is the same.
   *
   * @param number at least 1
   * @return this
   * @throws IllegalArgumentException if it is less than 1
   */
  public JdbcOrders threads(int number) {
    threads = requirePositive(number, "threads");
    return this;
  }

  static int requirePositive(int number, String name) {
    if (number < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, but was " + number);
    }
    return number;
  }

  static @Nullable Duration requirePositive(@Nullable Duration limit) {
    if (limit != null && (limit.isNegative() || limit.isZero())) {
      throw new IllegalArgumentException("timeout must be more than 0, but was " + limit);
    }
    return limit;
  }

  /** Ends the reading that goes on in another thread, which throws {@link DatabaseException}. */
  public void cancel() {
    Watch watch = running;
    if (watch != null) {
      watch.stop("the query was cancelled");
    }
  }

  /**
   * Reads all orders, each worth the amount that it states.
   *
   * @param query where they are
   * @param mapping which columns are which
   * @return the orders and how they were read
   * @throws BadOrderException if a column is missing or of no use, a row breaks a rule, or there is
   *     no row
   * @throws DatabaseException if the database cannot be reached or reports an error, the time is
   *     over or the reading was cancelled
   */
  public OrderCsvResult read(OrderQuery query, OrderMapping mapping) throws IOException {
    return read(query, new OrderRows(mapping, threads));
  }

  /**
   * Reads all orders with what decides whether they count and what they are worth: ids, states,
   * refunds, lines. They are collected in the memory of Java.
   *
   * @param query where they are
   * @param shop which columns are which, and the policy; its delimiter and charset do not count
   * @return the orders, their log and how they were read
   * @throws BadOrderException if a column is missing or of no use, a row breaks a rule, two rows of
   *     an order contradict each other, or there is no order
   * @throws DatabaseException as the other reading does
   */
  public ShopOrderCsvResult read(OrderQuery query, ShopOrderCsv shop) throws IOException {
    return read(query, new ShopSourceRows(shop));
  }

  private <T> T read(OrderQuery query, SourceRows<T> rows) throws IOException {
    Session.Reader<SourceRows<T>> reader =
        cursor -> {
          rows.readAll(cursor);
          return rows;
        };
    return inSession(
        query,
        session -> {
          if (session.dialect() == Dialect.DUCKDB || query.isTable()) {
            String from = query.from(session.text());
            List<SourceColumn> columns = rows.begin(query.name(), session.columns(from));
            session.query(select(session, columns, from), columns, reader);
          } else {
            session.query(query.sql(), found -> rows.begin(query.name(), found), reader);
          }
          return rows.result();
        });
  }

  private static String select(Session session, List<SourceColumn> columns, String from)
      throws SQLException {
    if (session.dialect() == Dialect.DUCKDB) {
      return DuckDb.select(columns, from);
    }
    SqlText text = session.text();
    return columns.stream()
            .map(column -> text.identifier(column.name()))
            .collect(Collectors.joining(", ", "SELECT ", " FROM "))
        + from;
  }

  /**
   * Lets the database summarize the orders, so that only customers travel. The base is the one that
   * {@link #read} and {@link CustomerBase#of(OrderLog, CustomerBase.Options)} would give.
   *
   * <p>Days and amounts must not be texts, ids no decimals: the query can cast them. Bad rows
   * cannot be left out, and are told with an example, but without their number. Details of orders
   * are not asked for, nor are ids and states, and amounts are not converted. The threads of the
   * options are for the order of ids; the database has its own.
   *
   * @param query where they are
   * @param mapping which columns are which
   * @param options as-of day, purchase period, interpurchase times
   * @return one row per customer who had ordered by then
   * @throws BadOrderException if a column is missing or of no use, a row breaks a rule, or there is
   *     no row
   * @throws DatabaseException if the database is neither PostgreSQL nor DuckDB, cannot be reached
   *     or reports an error, the time is over or the reading was cancelled
   * @throws IllegalArgumentException if there are rates
   * @throws ArithmeticException if the spend of a customer does not fit in a long of minor units
   */
  public CustomerBase summarize(
      OrderQuery query, OrderMapping mapping, CustomerBase.Options options) throws IOException {
    if (mapping.rates() != null) {
      throw new IllegalArgumentException(
          "rates must be missing where the database summarizes; read the orders instead");
    }
    return inSession(
        query,
        session -> {
          if (!session.dialect().canSummarize()) {
            throw new DatabaseException(
                query.name()
                    + ": only PostgreSQL and DuckDB can summarize orders; read them instead",
                null);
          }
          String from = query.from(session.text());
          OrderSourceColumns source =
              OrderSourceColumns.of(query.name(), session.columns(from), mapping);
          return new CustomerSummaries(session, mapping, options)
              .of(List.of(new SummaryQuery.Source(from, source)));
        });
  }

  /** What is done in a session. */
  private interface Work<T> {
    T in(Session session) throws SQLException, IOException;
  }

  private <T> T inSession(OrderQuery query, Work<T> work) throws IOException {
    try (Watch watch = new Watch(timeout)) {
      running = watch;
      try {
        return inSession(watch, work);
      } catch (SQLException e) {
        throw Session.failure(query.name(), e, watch, null);
      } finally {
        running = null;
      }
    }
  }

  private <T> T inSession(Watch watch, Work<T> work) throws SQLException, IOException {
    if (given != null) {
      try (Session session = new Session(given, watch, fetchSize)) {
        return work.in(session);
      }
    }
    DataSource source = Objects.requireNonNull(dataSource, "source must not be null");
    try (Connection connection = source.getConnection();
        Session session = new Session(connection, watch, fetchSize)) {
      return work.in(session);
    }
  }
}
