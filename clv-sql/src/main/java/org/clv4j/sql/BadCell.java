package org.clv4j.sql;

/** A value that cannot be read; without a stack trace, because there may be millions of them. */
final class BadCell extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  BadCell(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  /** Fit to follow the value. */
  String reason() {
    return reason;
  }
}
