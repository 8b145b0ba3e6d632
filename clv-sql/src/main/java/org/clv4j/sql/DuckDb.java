package org.clv4j.sql;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/** What is asked of DuckDB's driver, which need not be there. */
final class DuckDb {
  private static final String DRIVER = "org.duckdb.DuckDBDriver";
  private static final String PREFIX = "jdbc:duckdb:";

  /** Rows are handed over as they are read, not collected first. */
  private static final String STREAMS = "jdbc_stream_results";

  private DuckDb() {}

  /**
   * How a database is opened to read from it. One of DuckDB streams its results, and a file is for
   * reading alone: else a mistyped name would make one.
   *
   * @param url the address of any database
   */
  static Properties properties(String url) {
    Properties options = new Properties();
    if (url.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
      options.setProperty(STREAMS, "true");
      String file = url.substring(PREFIX.length()).replaceFirst(";.*", "").strip();
      boolean isFile = !file.isEmpty() && !file.matches("(?::memory:|md:|ducklake:).*");
      if (isFile && !url.contains("read_only") && !url.contains("access_mode")) {
        options.setProperty("duckdb.read_only", "true");
      }
    }
    return options;
  }

  /** An embedded database in memory, with a folder of its own for what does not fit. */
  record Engine(Connection connection, Path spill) implements AutoCloseable {
    @Override
    public void close() throws SQLException {
      try {
        connection.close();
      } finally {
        deleteAll(spill);
      }
    }
  }

  static Engine open(int threads, @Nullable Long memoryLimit) throws SQLException, IOException {
    try {
      Class.forName(DRIVER);
    } catch (ClassNotFoundException e) {
      throw new DatabaseException(
          "DuckDB reads Parquet and JSON, but its driver is missing: add org.duckdb:duckdb_jdbc to"
              + " the class path",
          e);
    }
    Path spill =
        Path.of(System.getProperty("java.io.tmpdir", "."), "clv4j-duckdb-" + UUID.randomUUID());
    Connection connection = DriverManager.getConnection(PREFIX, properties(PREFIX));
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET threads = " + threads);
      statement.execute("SET temp_directory = " + SqlText.duckDbLiteral(spill.toString()));
      if (memoryLimit != null) {
        statement.execute("SET memory_limit = '" + memoryLimit + "B'");
      }
      // Nothing is fetched from anywhere.
      statement.execute("SET autoinstall_known_extensions = false");
      statement.execute("SET autoload_known_extensions = false");
      return new Engine(connection, spill);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static void deleteAll(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
    }
  }

  /** The columns as the chunks are read: times as microseconds, texts as texts. */
  static String select(List<SourceColumn> columns, String from) {
    return columns.stream()
            .map(column -> expression(column, SqlText.standard().identifier(column.name())))
            .collect(Collectors.joining(", ", "SELECT ", ""))
        + " FROM "
        + from;
  }

  private static String expression(SourceColumn column, String name) {
    return switch (column.kind()) {
      case WHOLE -> "CAST(" + name + " AS BIGINT)";
      case DECIMAL -> isInteger(column) ? "CAST(" + name + " AS DECIMAL(38, 0))" : name;
      case DATE, TIMESTAMP, INSTANT ->
          "CASE WHEN "
              + name
              + " IS NULL OR isfinite("
              + name
              + ") THEN epoch_us("
              + (column.kind() == ColumnKind.INSTANT ? name : "CAST(" + name + " AS TIMESTAMP)")
              + ") WHEN "
              + name
              + " > '1970-01-01' THEN 9223372036854775807 ELSE -9223372036854775807 END";
      case TEXT, BOOLEAN -> "CAST(" + name + " AS VARCHAR)";
      default -> name;
    };
  }

  private static boolean isInteger(SourceColumn column) {
    return !column.typeName().startsWith("DECIMAL");
  }

  static RowCursor rows(PreparedStatement statement) throws SQLException {
    return new ChunkCursor(statement.unwrap(DuckDBPreparedStatement.class));
  }
}
