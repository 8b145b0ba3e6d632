package org.clv4j.io;

/** A file of orders cannot be read; the message names file, line, column, value and reason. */
public final class OrderCsvException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** The first bad row. */
  private final BadRow place;

  /**
   * Reports a place that cannot be read.
   *
   * @param place where and why
   */
  public OrderCsvException(BadRow place) {
    super(place.toString());
    this.place = place;
  }

  OrderCsvException(BadRow place, Throwable cause) {
    super(place.toString(), cause);
    this.place = place;
  }

  /**
   * Where and why.
   *
   * @return the place
   */
  public BadRow place() {
    return place;
  }
}
