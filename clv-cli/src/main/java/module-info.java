/** The clv command: orders in, customer values out. */
@org.jspecify.annotations.NullMarked
module org.clv4j.cli {
  requires static org.jspecify;
  requires info.picocli;
  requires org.clv4j.all;
  requires org.clv4j.core;
  requires org.clv4j.io;
  requires org.clv4j.models;
  requires org.clv4j.report;
  requires org.clv4j.segments;
  requires org.clv4j.sql;
  requires me.tongfei.progressbar;

  opens org.clv4j.cli to
      info.picocli;
}
