/** RFM scores, rule-based customer segments and survival. */
@org.jspecify.annotations.NullMarked
module org.clv4j.segments {
  requires org.apache.commons.numbers.gamma;
  requires transitive org.clv4j.core;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports org.clv4j.segments.rfm;
  exports org.clv4j.segments.survival;
}
