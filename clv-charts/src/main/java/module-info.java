/** Charts of customers and models as SVG, PNG, window and table. */
@SuppressWarnings("requires-automatic") // JFreeChart has a name, but no descriptor
@org.jspecify.annotations.NullMarked
module org.clv4j.charts {
  requires java.desktop;
  requires org.jfree.jfreechart;
  requires transitive org.clv4j.io;
  requires transitive org.clv4j.models;
  requires transitive org.clv4j.segments;
  requires static transitive org.jspecify;

  exports org.clv4j.charts;
}
