package org.clv4j.io;

/**
 * Where an order begins.
 *
 * @param source the name of the file
 * @param line the line
 */
record OrderPlace(String source, long line) {

  /** The order as a whole is to blame. */
  BadRow bad(String reason) {
    return new BadRow(source, line, null, null, reason);
  }

  /** For example {@code orders.csv:1042}. */
  @Override
  public String toString() {
    return source + ":" + line;
  }
}
