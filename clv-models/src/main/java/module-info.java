/** Probabilistic customer models: fitting, prediction, simulation. */
@org.jspecify.annotations.NullMarked
module org.clv4j.models {
  requires org.apache.commons.numbers.gamma;
  requires transitive org.clv4j.core;
  requires static transitive org.jspecify;

  exports org.clv4j.models.catalog;
  exports org.clv4j.models.contract;
  exports org.clv4j.models.diagnostics;
  exports org.clv4j.models.evaluate;
  exports org.clv4j.models.covariate;
  exports org.clv4j.models.fit;
  exports org.clv4j.models.simulate;
  exports org.clv4j.models.spend;
  exports org.clv4j.models.transaction;
  exports org.clv4j.models.uncertainty;
  exports org.clv4j.models.value;
}
