package org.clv4j.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
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
    return query(sql, found -> columns, (rows, known) -> reader.read(rows));
  }

  /** Finds out the columns from those of the result. */
  interface Columns {
    List<SourceColumn> of(List<SourceColumn> found);
  }

  /** What is done with rows and their columns. */
  interface ReaderOfColumns<T> {
    T read(RowCursor rows, List<SourceColumn> columns) throws SQLException, IOException;
  }

  <T> T query(String sql, Columns columns, ReaderOfColumns<T> reader)
      throws SQLException, IOException {
    try (PreparedStatement statement =
        connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
      watch.watch(statement);
      if (dialect == Dialect.DUCKDB) {
        List<SourceColumn> known = columns.of(List.of());
        try (RowCursor rows = DuckDb.rows(statement)) {
          return reader.read(new Watched(rows, watch), known);
        }
      }
      statement.setFetchSize(dialect.fetchSize(fetchSize));
      try (ResultSet result = statement.executeQuery()) {
        List<SourceColumn> known = columns.of(SourceColumn.of(result.getMetaData()));
        return reader.read(new Watched(new JdbcCursor(result, known), watch), known);
      }
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
    boolean lost = state != null && state.startsWith("08");
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
