package org.clv4j.core.order;

/** Two orders have one id but do not state the same. */
public final class OrderConflictException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** The id that both have. */
  private final String orderId;

  OrderConflictException(String orderId, String difference) {
    super("order \"" + orderId + "\" must state the same each time, but " + difference);
    this.orderId = orderId;
  }

  /**
   * The id that both have.
   *
   * @return the order's id
   */
  public String orderId() {
    return orderId;
  }
}
