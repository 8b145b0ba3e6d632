/** Money and exchange rates of JSR 354. */
@org.jspecify.annotations.NullMarked
module org.clv4j.money {
  requires transitive java.money;
  requires transitive org.clv4j.core;
  requires static transitive org.jspecify;

  exports org.clv4j.money;
}
