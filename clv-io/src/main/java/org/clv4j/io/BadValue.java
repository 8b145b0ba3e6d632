package org.clv4j.io;

/** A field that cannot be read; without a stack trace, because a file may have millions of them. */
final class BadValue extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  BadValue(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  /** Fit to follow the value. */
  String reason() {
    return reason;
  }
}
