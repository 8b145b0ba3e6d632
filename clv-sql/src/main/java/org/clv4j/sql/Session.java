package org.clv4j.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One connection in use: asks, reads, and tells in words what goes wrong. */
final class Session implements AutoCloseable {
  /** What is done with the rows of a result. */
  interface Reader<T> {
    T read(RowCursor rows) throws SQLException, IOException;
  }

  private final Connection connection;
  private final Dialect dialect;
  private final Watch watch;
  private final int fetchSize;
  private final boolean ownTransaction;

  Session(Connection connection, Watch watch, int fetchSize) throws SQLException {
    this.connection = connection;
    this.watch = watch;
    this.fetchSize = fetchSize;
    this.dialect = Dialect.of(connection);
    this.ownTransaction = dialect.streamsInTransactionsOnly() && connection.getAutoCommit();
    if (ownTransaction) {
      connection.setAutoCommit(false);
    }
  }

  Dialect dialect() {
    return dialect;
  }

  SqlText text() throws SQLException {
    return SqlText.of(connection.getMetaData());
  }

  /** The columns of what stands behind FROM. */
  List<SourceColumn> columns(String from) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT * FROM " + from + " WHERE 1 = 0")) {
      watch.watch(statement);
      try (ResultSet none = statement.executeQuery()) {
        return SourceColumn.of(none.getMetaData());
      }
    }
  }

  /** Runs a query whose columns are known. */
  <T> T query(String sql, List<SourceColumn> columns, Reader<T> reader)
      throws SQLException, IOException {
    return query(
        sql,
        statement -> {
          if (dialect == Dialect.DUCKDB) {
            return readChunks(statement, reader);
          }
          try (ResultSet result = statement.executeQuery()) {
            int[] inOrder = IntStream.range(0, columns.size()).toArray();
            return reader.read(new Watched(new JdbcCursor(result, columns, inOrder), watch));
          }
        });
  }

  /** Chooses some of the columns of a result. */
  interface Choice {
    List<SourceColumn> of(List<SourceColumn> found);
  }

  /** Runs a query whose result says which columns there are; not for DuckDB. */
  <T> T query(String sql, Choice choice, Reader<T> reader) throws SQLException, IOException {
    return query(
        sql,
        statement -> {
          try (ResultSet result = statement.executeQuery()) {
            List<SourceColumn> found = SourceColumn.of(result.getMetaData());
            List<SourceColumn> chosen = choice.of(found);
            int[] positions = chosen.stream().mapToInt(found::indexOf).toArray();
            return reader.read(new Watched(new JdbcCursor(result, chosen, positions), watch));
          }
        });
  }

  private <T> T readChunks(PreparedStatement statement, Reader<T> reader)
      throws SQLException, IOException {
    try (RowCursor rows = DuckDb.rows(statement)) {
      return reader.read(new Watched(rows, watch));
    }
  }

  /** What is done with a statement. */
  private interface Work<T> {
    T with(PreparedStatement statement) throws SQLException, IOException;
  }

  private <T> T query(String sql, Work<T> work) throws SQLException, IOException {
    try (PreparedStatement statement =
        connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
      watch.watch(statement);
      if (dialect != Dialect.DUCKDB) {
        statement.setFetchSize(dialect.fetchSize(fetchSize));
      }
      return work.with(statement);
    }
  }

  /** Ends the transaction that was begun here, and no other. */
  @Override
  public void close() throws SQLException {
    if (ownTransaction && !connection.isClosed()) {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** What went wrong, without a password. */
  static DatabaseException failure(
      String source, SQLException e, Watch watch, @Nullable String secret) {
    String stopped = watch.reason();
    String rows = watch.rows() == 0 ? "" : " after " + watch.rows() + " rows";
    if (stopped != null) {
      return new DatabaseException(source + ": " + stopped + rows, e);
    }
    String state = e.getSQLState();
    // Of PostgreSQL, 57P01 to 57P03: the server ends the connection.
    boolean lost = state != null && (state.startsWith("08") || state.startsWith("57P0"));
    String message = String.valueOf(e.getMessage()).strip();
    String redacted = JdbcUrl.redact(message, secret);
    return new DatabaseException(
        source
            + (lost ? ": the connection failed" : ": the database reports an error")
            + rows
            + ": "
            + redacted,
        redacted.equals(message) ? e : null);
  }
}
