package org.clv4j.sql;

import java.math.BigDecimal;
import java.sql.SQLException;

/** Rows that end when a watch says so. */
record Watched(RowCursor rows, Watch watch) implements RowCursor {
  @Override
  public boolean next() throws SQLException {
    boolean next = rows.next();
    if (next) {
      watch.row();
    }
    return next;
  }

  @Override
  public boolean isNull(int column) throws SQLException {
    return rows.isNull(column);
  }

  @Override
  public long whole(int column) {
    return rows.whole(column);
  }

  @Override
  public BigDecimal decimal(int column) {
    return rows.decimal(column);
  }

  @Override
  public double floating(int column) {
    return rows.floating(column);
  }

  @Override
  public String text(int column) {
    return rows.text(column);
  }

  @Override
  public long micros(int column) {
    return rows.micros(column);
  }

  @Override
  public void close() throws SQLException {
    rows.close();
  }
}
