/** Everything as one jar, with few words for a session in JShell. */
@SuppressWarnings("module") // the command, to which tables are exported, is built later
@org.jspecify.annotations.NullMarked
module org.clv4j.all {
  requires transitive org.clv4j.charts;
  requires transitive org.clv4j.io;
  requires transitive org.clv4j.models;
  requires transitive org.clv4j.segments;
  requires transitive org.clv4j.sql;
  requires static transitive org.jspecify;
  requires static jdk.jshell;
  requires static java.prefs;

  exports org.clv4j.all;
  exports org.clv4j.all.internal to
      org.clv4j.cli;
}
