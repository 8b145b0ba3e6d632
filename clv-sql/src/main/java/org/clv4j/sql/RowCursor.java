package org.clv4j.sql;

import java.math.BigDecimal;
import java.sql.SQLException;

/**
 * The rows of a result, one at a time. A column is numbered from 0 and asked first whether it is
 * null, then by its kind.
 */
interface RowCursor extends AutoCloseable {
  /** Goes to the next row, if there is one. */
  boolean next() throws SQLException;

  boolean isNull(int column) throws SQLException;

  long whole(int column);

  BigDecimal decimal(int column);

  double floating(int column);

  String text(int column);

  /**
   * Microseconds from 1970-01-01T00:00, local where the column has no zone, else UTC; the largest
   * or least long where there are none.
   */
  long micros(int column);

  @Override
  void close() throws SQLException;
}
