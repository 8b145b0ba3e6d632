package org.clv4j.io;

import org.clv4j.core.order.ShopOrder;

/** How the rows of a shop system's export are orders. */
interface ExportFormat {
  /** Refuses a file that is another one's. */
  void check(ExportFile file);

  /** Whether several rows may be one order, or else each is one. */
  boolean hasLines(ExportFile file);

  /** Whether rows of a file may be refunds of an order in another row. */
  default boolean hasRefundRows(ExportFile file) {
    return false;
  }

  /** Whether a row is such a refund. */
  default boolean isRefund(ExportOrder row) {
    return false;
  }

  /** The names of the column of the order's id. */
  String[] id();

  /** The order that its rows make. */
  ShopOrder order(ExportOrder rows);
}
