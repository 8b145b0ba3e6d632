package org.clv4j.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Has DuckDB write files. */
final class DuckDbFiles {
  private DuckDbFiles() {}

  /** Writes the rows of a query, in the format that the name says. */
  static Path write(Path file, String query) throws SQLException {
    String format = file.toString().endsWith(".parquet") ? "parquet" : "json";
    String name = file.toString().replace("'", "''");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("COPY (" + query + ") TO '" + name + "' (FORMAT " + format + ")");
    }
    return file;
  }
}
