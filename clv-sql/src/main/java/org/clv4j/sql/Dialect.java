package org.clv4j.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** What databases need or can do that others do not. */
enum Dialect {
  POSTGRESQL,
  DUCKDB,
  MYSQL,
  OTHER;

  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
    if (product.contains("postgresql")) {
      return POSTGRESQL;
    }
    if (product.contains("duckdb")) {
      return DUCKDB;
    }
    return product.contains("mysql") ? MYSQL : OTHER;
  }

  /** PostgreSQL fetches a whole result at once unless it is in a transaction. */
  boolean streamsInTransactionsOnly() {
    return this == POSTGRESQL;
  }

  /** MySQL's driver streams only where the fetch size is this number. */
  int fetchSize(int rows) {
    return this == MYSQL ? Integer.MIN_VALUE : rows;
  }

  /** A value as a text. */
  String text(String value) {
    return "CAST(" + value + (this == POSTGRESQL ? " AS TEXT)" : " AS VARCHAR)");
  }

  /** A text that is equal to no other one, whatever the collation of its column says. */
  String bytewise(String text) {
    return text + " COLLATE \"C\"";
  }

  boolean canSummarize() {
    return this == POSTGRESQL || this == DUCKDB;
  }
}
