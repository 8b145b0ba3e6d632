package org.clv4j.sql;

import java.sql.SQLException;
import java.util.List;

/** What takes the rows of sources, one source after the other. */
interface SourceRows<T> {
  /**
   * Begins a source.
   *
   * @param name how errors call it
   * @param all the columns that it has
   * @return those that are read
   */
  List<SourceColumn> begin(String name, List<SourceColumn> all);

  /** Reads the rows of the source that was begun. */
  void readAll(RowCursor rows) throws SQLException;

  /** What all rows are. */
  T result();
}
