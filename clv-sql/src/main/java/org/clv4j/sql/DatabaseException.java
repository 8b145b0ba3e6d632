package org.clv4j.sql;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A database cannot be reached or does not answer; no password is in the message. */
public final class DatabaseException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Reports a failure.
   *
   * @param message what was done and what the database says
   * @param cause what the driver threw, or null where it may hold a password
   */
  public DatabaseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
