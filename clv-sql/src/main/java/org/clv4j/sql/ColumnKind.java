package org.clv4j.sql;

import java.sql.Types;
import java.util.Locale;

/** What can be read of a column. */
enum ColumnKind {
  /** Fits in a long. */
  WHOLE,
  DECIMAL,
  DOUBLE,
  TEXT,
  BOOLEAN,
  DATE,
  /** Without a zone. */
  TIMESTAMP,
  /** With a zone. */
  INSTANT,
  OTHER;

  static ColumnKind of(int jdbcType, String typeName) {
    String name = typeName.toLowerCase(Locale.ROOT);
    if (name.equals("timestamptz") || name.endsWith("with time zone")) {
      return name.startsWith("timestamp") ? INSTANT : OTHER;
    }
    if (name.startsWith("timestamp")) {
      return TIMESTAMP;
    }
    return switch (name) {
      case "hugeint", "uhugeint", "ubigint" -> DECIMAL;
      case "utinyint", "usmallint", "uinteger" -> WHOLE;
      case "bool", "boolean" -> BOOLEAN;
      // Of PostgreSQL, which sends "$1,234.00".
      case "money" -> jdbcType == Types.DOUBLE ? OTHER : of(jdbcType);
      case "uuid", "citext", "json", "enum", "bpchar" -> TEXT;
      default -> name.startsWith("enum(") ? TEXT : of(jdbcType);
    };
  }

  private static ColumnKind of(int jdbcType) {
    return switch (jdbcType) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> WHOLE;
      case Types.NUMERIC, Types.DECIMAL -> DECIMAL;
      case Types.DOUBLE -> DOUBLE;
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR,
          Types.CLOB,
          Types.NCLOB ->
          TEXT;
      case Types.DATE -> DATE;
      case Types.TIMESTAMP -> TIMESTAMP;
      case Types.TIMESTAMP_WITH_TIMEZONE -> INSTANT;
      default -> OTHER;
    };
  }

  boolean isTime() {
    return this == DATE || this == TIMESTAMP || this == INSTANT;
  }
}
