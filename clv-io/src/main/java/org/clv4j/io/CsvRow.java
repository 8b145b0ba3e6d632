package org.clv4j.io;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.Arrays;

/** The wanted fields of the row just read; one object for all rows. */
final class CsvRow extends AbstractBaseCsvCallbackHandler<CsvRow> {
  private final Field[] fieldAt;
  private final int columns;

  /**
   * Prepares for the rows below a header.
   *
   * @param columns the number of columns
   * @param wanted the indices of the columns to keep
   */
  CsvRow(int columns, int... wanted) {
    this.columns = columns;
    this.fieldAt = new Field[columns];
    Arrays.stream(wanted)
        .filter(index -> index >= 0)
        .forEach(index -> fieldAt[index] = new Field());
  }

  @Override
  protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
    if (index < columns && fieldAt[index] != null) {
      fieldAt[index].set(buffer, offset, length);
    }
  }

  @Override
  protected CsvRow buildRecord() {
    return this;
  }

  long line() {
    return getStartingLineNumber();
  }

  int size() {
    return getFieldCount();
  }

  Field field(int index) {
    return fieldAt[index];
  }
}
