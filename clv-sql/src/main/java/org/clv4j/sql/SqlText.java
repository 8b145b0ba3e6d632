package org.clv4j.sql;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/** Writes names and texts into SQL so that they end where they should. */
final class SqlText {
  private final String quote;

  SqlText(String quote) {
    this.quote = quote;
  }

  /** As PostgreSQL, DuckDB and the standard quote. */
  static SqlText standard() {
    return new SqlText("\"");
  }

  static SqlText of(DatabaseMetaData database) throws SQLException {
    String quote = database.getIdentifierQuoteString();
    return new SqlText(quote == null ? " " : quote);
  }

  /** A name in quotes, with quotes in it doubled. */
  String identifier(String name) {
    requireName(name);
    if (quote.isBlank()) {
      if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        throw new IllegalArgumentException(
            "this database cannot quote names, so a name must be plain, but was \"" + name + "\"");
      }
      return name;
    }
    return quote + name.replace(quote, quote + quote) + quote;
  }

  /** A text in quotes, with quotes in it doubled; backslashes mean nothing in DuckDB. */
  static String duckDbLiteral(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a text in SQL must not hold a NUL character");
    }
    return "'" + text.replace("'", "''") + "'";
  }

  static void requireName(String name) {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "a name in SQL must be there and hold no NUL character, but was \""
              + name.replace("\0", "\\u0000")
              + "\"");
    }
  }
}
