/**
 * Health of the customer base, cohorts, retention, lifecycle, RFM and behaviour segments, survival,
 * unit economics, experiments, subscriptions, loyalty, concentration of value, affinity of
 * products, drift.
 */
@org.jspecify.annotations.NullMarked
module org.clv4j.segments {
  requires org.apache.commons.numbers.gamma;
  requires transitive org.clv4j.core;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports org.clv4j.segments.affinity;
  exports org.clv4j.segments.behavior;
  exports org.clv4j.segments.cohort;
  exports org.clv4j.segments.concentration;
  exports org.clv4j.segments.drift;
  exports org.clv4j.segments.economics;
  exports org.clv4j.segments.experiment;
  exports org.clv4j.segments.health;
  exports org.clv4j.segments.lifecycle;
  exports org.clv4j.segments.loyalty;
  exports org.clv4j.segments.metric;
  exports org.clv4j.segments.retention;
  exports org.clv4j.segments.rfm;
  exports org.clv4j.segments.subscription;
  exports org.clv4j.segments.survival;
}
