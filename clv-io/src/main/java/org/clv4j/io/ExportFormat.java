package org.clv4j.io;

import java.util.List;
import org.clv4j.core.order.ShopOrder;

/** How the rows of a shop system's export are orders. */
interface ExportFormat {
  /** Refuses a file that is another one's. */
  void check(ExportFile file);

  /** Whether several rows may be one order, or else each is one. */
  boolean hasLines(ExportFile file);

  /** Whether rows of a file may be refunds of an order in another row, perhaps of another file. */
  default boolean hasRefundRows(ExportFile file) {
    return false;
  }

  /**
   * The rows among those of one id, from all files, that are orders, with the others as their
   * refunds; none if all are refunds.
   */
  default List<ExportOrder> orders(List<ExportOrder> rows) {
    return rows;
  }

  /** The names of the column of the order's id. */
  String[] id();

  /** The order that its rows make. */
  ShopOrder order(ExportOrder rows);
}
