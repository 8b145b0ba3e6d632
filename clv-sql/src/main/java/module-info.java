/** Reads orders from databases and, through DuckDB, from Parquet and JSON files. */
@SuppressWarnings("requires-automatic") // DuckDB's driver has a name, but no descriptor
@org.jspecify.annotations.NullMarked
module org.clv4j.sql {
  requires transitive java.sql;
  requires transitive org.clv4j.core;
  requires transitive org.clv4j.io;
  requires static transitive org.jspecify;
  requires static duckdb.jdbc;

  exports org.clv4j.sql;
}
