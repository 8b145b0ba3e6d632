/** One self-contained HTML page about a customer base. */
@org.jspecify.annotations.NullMarked
module org.clv4j.report {
  requires io.jstach.jstachio;
  requires org.clv4j.charts;
  requires transitive org.clv4j.io;
  requires transitive org.clv4j.models;
  requires transitive org.clv4j.segments;
  requires static transitive org.jspecify;

  exports org.clv4j.report;
}
