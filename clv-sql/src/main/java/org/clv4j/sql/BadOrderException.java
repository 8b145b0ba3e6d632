package org.clv4j.sql;

import org.clv4j.io.BadRow;

/**
 * Orders of a table, query or file cannot be read; the message names source, row, column, value and
 * reason. Rows are numbered from 1 as they come.
 */
public final class BadOrderException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** The first bad row. */
  private final BadRow place;

  /**
   * Reports a place that cannot be read.
   *
   * @param place where and why
   */
  public BadOrderException(BadRow place) {
    super(place.toString());
    this.place = place;
  }

  /**
   * Where and why.
   *
   * @return the place; its line is the number of the row
   */
  public BadRow place() {
    return place;
  }
}
