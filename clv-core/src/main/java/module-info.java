/** Value types, the order log, the customer base and closed-form customer value. */
@SuppressWarnings("module") // the siblings of the qualified export are built later
@org.jspecify.annotations.NullMarked
module org.clv4j.core {
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports org.clv4j.core.value;
  exports org.clv4j.core.order;
  exports org.clv4j.core.customer;
  exports org.clv4j.core.formula;
  exports org.clv4j.core.quality;
  exports org.clv4j.core.internal to
      org.clv4j.segments,
      org.clv4j.models,
      org.clv4j.io,
      org.clv4j.charts,
      org.clv4j.report,
      org.clv4j.sql,
      org.clv4j.cli;
}
