package org.clv4j.io;

/** What an export does not tell of an order, or tells in a way of its own, and how it is taken. */
enum ExportNote {
  /** Somebody ordered of whom nothing is known. */
  NO_CUSTOMER("orders that name no customer, each counted as a customer of its own"),
  /** Something was refunded, nobody knows when. */
  UNDATED_REFUND(
      "refunds of which the export does not tell the day, taken for that of the cancellation or"
          + " else of the order"),
  /** All went back, what was charged beside the goods too. */
  REFUND_BEYOND_GOODS(
      "orders with the status refunded whose refunds exceed their net sales, taken for tax and"
          + " shipping as to the rest"),
  /** The total holds something that has no column. */
  SURPLUS(
      "orders of which more was charged than goods, shipping and taxes, such as a tip; the rest is"
          + " no sale"),
  /** An order was edited. */
  LINE_WITHOUT_PIECES("lines of no piece, which were taken off their order; left out"),
  /** A fee is in another currency than its payment. */
  FOREIGN_FEE(
      "fees settled in another currency than that of the payment, which no variable cost has");

  private final String words;

  ExportNote(String words) {
    this.words = words;
  }

  /** In words, to be followed by how many there are. */
  @Override
  public String toString() {
    return words;
  }
}
