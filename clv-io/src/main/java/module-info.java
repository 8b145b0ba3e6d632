/** Reads orders from CSV files and writes tables, whole or not at all. */
@org.jspecify.annotations.NullMarked
module org.clv4j.io {
  requires transitive org.clv4j.core;
  requires transitive org.clv4j.models;
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.core;
  requires de.siegmar.fastcsv;

  exports org.clv4j.io;
}
