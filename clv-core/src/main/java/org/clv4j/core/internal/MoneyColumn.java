package org.clv4j.core.internal;

import static org.clv4j.core.internal.OrderDetailColumns.NONE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Minor units of some orders, each stated at most once. */
final class MoneyColumn {
  private final String name;
  private final List<long[]> blocks = new ArrayList<>();
  private int stated;

  MoneyColumn(String name) {
    this.name = name;
  }

  int stated() {
    return stated;
  }

  void set(int row, long minorUnits) {
    int at = row & OrderColumns.MASK;
    long[] block = block(row >>> OrderColumns.SHIFT);
    if (block[at] != NONE) {
      throw new IllegalStateException(name + " of an order must be stated once, but was twice");
    }
    block[at] = minorUnits;
    stated++;
  }

  void addAll(int rows, long @Nullable [][] more, int count) {
    for (int row = 0; more != null && row < count; row++) {
      long minorUnits = more[row >>> OrderColumns.SHIFT][row & OrderColumns.MASK];
      if (minorUnits != NONE) {
        set(rows + row, minorUnits);
      }
    }
  }

  private long[] block(int index) {
    while (blocks.size() <= index) {
      long[] block = new long[OrderColumns.BLOCK];
      Arrays.fill(block, NONE);
      blocks.add(block);
    }
    return blocks.get(index);
  }

  /** All rows, with a value for those that state none; null where no row states one. */
  long @Nullable [][] build(int rows, long otherwise) {
    if (stated == 0) {
      return null;
    }
    long[][] column = new long[OrderColumns.blocks(rows)][];
    for (int i = 0; i < column.length; i++) {
      long[] block = block(i);
      if (otherwise != NONE) {
        for (int at = 0; at < block.length; at++) {
          block[at] = block[at] == NONE ? otherwise : block[at];
        }
      }
      column[i] = Arrays.copyOf(block, OrderColumns.rowsInBlock(i, rows));
    }
    return column;
  }
}
