package org.clv4j.core.customer;

/**
 * What the payload of an order's word stands for: its amount where every amount has room, or its
 * row, by which the amount is looked up.
 */
record OrderPayload(OrderRows rows, boolean isAmount) {

  /** The amount if it can be. */
  static OrderPayload amountIfItFits(OrderRows rows) {
    return new OrderPayload(rows, rows.hasAmounts() && rows.maxAmount() <= OrderWord.PAYLOAD_MASK);
  }

  /** The row in any case. */
  static OrderPayload row(OrderRows rows) {
    return new OrderPayload(rows, false);
  }

  /** The amount of an order, 0 where there are no amounts. */
  long amountOf(long word) {
    if (isAmount) {
      return word & OrderWord.PAYLOAD_MASK;
    }
    return rows.hasAmounts() ? rows.amount(OrderWord.rowOf(word)) : 0;
  }
}
