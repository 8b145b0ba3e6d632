package org.clv4j.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.clv4j.io.BadRow;
import org.clv4j.io.OrderCsvResult;
import org.clv4j.io.ShopOrderCsv;
import org.clv4j.io.ShopOrderCsvResult;
import org.jspecify.annotations.Nullable;

/**
 * Reads orders from Parquet, JSON, JSON lines and CSV files through DuckDB, embedded.
 *
 * <p>Files are told apart by their names: {@code .parquet}, {@code .json}, {@code .jsonl}, {@code
 * .csv} and {@code .tsv}, the last four also with {@code .gz} behind. Patterns such as {@code
 * orders/2024-*.parquet} or {@code orders/**.json} stand for all files they match. Each file has
 * columns of its own; all have amounts or none has. Values of JSON and CSV are read as texts are,
 * whatever they look like. {@link org.clv4j.io.OrderCsv} reads CSV faster and tells lines.
 *
 * <p>DuckDB's driver, {@code org.duckdb:duckdb_jdbc} of 80 MB, must be on the class path. The
 * database is in memory and gone after the reading, with all that it wrote.
 */
public final class DuckDbOrders {
  private int threads = Runtime.getRuntime().availableProcessors();
  private @Nullable Long memoryLimit;
  private @Nullable Duration timeout;
  private volatile @Nullable Watch running;

  /** All processors; DuckDB's own limit of memory, 80 % of the machine's; no time limit. */
  public DuckDbOrders() {}

  /**
   * States how many threads DuckDB and the order of ids may use; all processors unless stated.
   *
   * @param number at least 1
   * @return this
   * @throws IllegalArgumentException if it is less than 1
   */
  public DuckDbOrders threads(int number) {
    threads = JdbcOrders.requirePositive(number, "threads");
    return this;
  }

  /**
   * States how much memory DuckDB may take, beside that of Java; what does not fit goes to a folder
   * under {@code java.io.tmpdir} that is deleted afterwards.
   *
   * @param bytes at least a million
   * @return this
   * @throws IllegalArgumentException if it is less
   */
  public DuckDbOrders memoryLimit(long bytes) {
    if (bytes < 1_000_000) {
      throw new IllegalArgumentException(
          "memory limit must be at least 1000000 bytes, but was " + bytes);
    }
    memoryLimit = bytes;
    return this;
  }

  /**
   * States how long a reading may take.
   *
   * @param limit more than 0, or null for no limit
   * @return this
   * @throws IllegalArgumentException if it is not more than 0
   */
  public DuckDbOrders timeout(@Nullable Duration limit) {
    timeout = JdbcOrders.requirePositive(limit);
    return this;
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
   * @param files names or patterns
   * @param mapping which columns are which
   * @return the orders and how they were read
   * @throws BadOrderException if a column is missing or of no use, a row breaks a rule, or there is
   *     no row
   * @throws DatabaseException if a file is damaged, DuckDB is missing, the time is over or the
   *     reading was cancelled
   * @throws IOException if a file is missing or must not be read
   */
  public OrderCsvResult read(List<String> files, OrderMapping mapping) throws IOException {
    return read(files, new OrderRows(mapping, threads));
  }

  /**
   * Reads all orders with what decides whether they count and what they are worth: ids, states,
   * refunds, lines. They are collected in the memory of Java.
   *
   * @param files names or patterns
   * @param shop which columns are which, and the policy; its delimiter and charset do not count
   * @return the orders, their log and how they were read
   * @throws BadOrderException if a column is missing or of no use, a row breaks a rule, two rows of
   *     an order contradict each other, or there is no order
   * @throws DatabaseException as the other reading does
   * @throws IOException as the other reading does
   */
  public ShopOrderCsvResult read(List<String> files, ShopOrderCsv shop) throws IOException {
    return read(files, new ShopSourceRows(shop));
  }

  private <T> T read(List<String> files, SourceRows<T> rows) throws IOException {
    List<Path> found = find(files);
    return inSession(
        (session, current) -> {
          for (Path file : found) {
            current.file = file.toString();
            List<SourceColumn> columns = rows.begin(file.toString(), columns(session, file));
            String from = OrderFiles.from(file, SourceColumn.names(columns));
            session.query(
                DuckDb.select(columns, from),
                columns,
                cursor -> {
                  rows.readAll(cursor);
                  return rows;
                });
          }
          return rows.result();
        });
  }

  /**
   * Lets DuckDB summarize the orders of Parquet files, so that they take no memory in Java. The
   * base is the one that {@link #read} and {@link CustomerBase#of(OrderLog, CustomerBase.Options)}
   * would give; where a file has days or amounts as texts, as JSON and CSV have, or amounts are
   * converted, it is made in that way.
   *
   * @param files names or patterns
   * @param mapping which columns are which
   * @param options as-of day, purchase period, interpurchase times
   * @return one row per customer who had ordered by then
   * @throws BadOrderException as {@link JdbcOrders#summarize} does
   * @throws DatabaseException as {@link #read} does
   * @throws IOException as {@link #read} does
   * @throws ArithmeticException if the spend of a customer does not fit in a long of minor units
   */
  public CustomerBase summarize(
      List<String> files, OrderMapping mapping, CustomerBase.Options options) throws IOException {
    List<Path> found = find(files);
    Optional<CustomerBase> base =
        inSession(
            (session, current) -> {
              List<SummaryQuery.Source> sources = new ArrayList<>();
              for (Path file : found) {
                current.file = file.toString();
                OrderSourceColumns wanted =
                    OrderSourceColumns.of(file.toString(), columns(session, file), mapping);
                if (hasTexts(wanted) || mapping.rates() != null) {
                  return Optional.empty();
                }
                String from = OrderFiles.from(file, SourceColumn.names(wanted.columns()));
                sources.add(new SummaryQuery.Source(from, wanted));
              }
              return Optional.of(new CustomerSummaries(session, mapping, options).of(sources));
            });
    return base.isPresent() ? base.get() : CustomerBase.of(read(files, mapping).log(), options);
  }

  private static boolean hasTexts(OrderSourceColumns columns) {
    return columns.kind(columns.time()) == ColumnKind.TEXT
        || columns.kind(columns.customer()) == ColumnKind.DECIMAL
        || (columns.hasAmounts() && columns.kind(columns.amount()) == ColumnKind.TEXT);
  }

  private static List<Path> find(List<String> files) throws IOException {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("files must not be empty");
    }
    List<Path> found = OrderFiles.find(files);
    found.forEach(OrderFiles::format);
    return found;
  }

  /** Those of JSON are texts, whatever they look like. */
  private static List<SourceColumn> columns(Session session, Path file) throws SQLException {
    List<SourceColumn> columns = session.columns(OrderFiles.from(file, List.of()));
    if (OrderFiles.format(file) != OrderFiles.Format.JSON) {
      return columns;
    }
    if (columns.size() == 1
        && columns.get(0).kind() == ColumnKind.TEXT
        && columns.get(0).name().equals("json")) {
      throw new BadOrderException(
          new BadRow(file.toString(), 0, null, null, "the JSON must hold objects"));
    }
    return columns.stream()
        .map(column -> new SourceColumn(column.name(), ColumnKind.TEXT, "VARCHAR", 0, 0))
        .toList();
  }

  /** The file that is read, by which errors call the source. */
  private static final class Current {
    private String file = "DuckDB";
  }

  /** What is done in a session. */
  private interface Work<T> {
    T in(Session session, Current current) throws SQLException, IOException;
  }

  private <T> T inSession(Work<T> work) throws IOException {
    Current current = new Current();
    try (Watch watch = new Watch(timeout)) {
      running = watch;
      try (DuckDb.Engine engine = DuckDb.open(threads, memoryLimit);
          Session session = new Session(engine.connection(), watch, 1)) {
        return work.in(session, current);
      } catch (SQLException e) {
        throw Session.failure(current.file, e, watch, null);
      } finally {
        running = null;
      }
    }
  }
}
