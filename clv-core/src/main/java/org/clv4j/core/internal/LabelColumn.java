package org.clv4j.core.internal;

import static org.clv4j.core.internal.OrderDetailColumns.NONE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Labels of some orders, each stated at most once, as indices into a table of the labels. */
final class LabelColumn {
  private final String name;
  private @Nullable IdTable labels;
  private final List<int[]> blocks = new ArrayList<>();

  LabelColumn(String name) {
    this.name = name;
  }

  void set(int row, CharSequence label) {
    int at = row & OrderColumns.MASK;
    int[] block = block(row >>> OrderColumns.SHIFT);
    if (block[at] != NONE) {
      throw new IllegalStateException(name + " of an order must be stated once, but was twice");
    }
    block[at] = labels().add(label);
  }

  void addAll(int rows, OrderDetailColumns.@Nullable Labels more, int count) {
    if (more == null) {
      return;
    }
    int[] indexHere = more.names().stream().mapToInt(labels()::add).toArray();
    for (int row = 0; row < count; row++) {
      int code = more.code()[row >>> OrderColumns.SHIFT][row & OrderColumns.MASK];
      if (code != NONE) {
        int to = rows + row;
        block(to >>> OrderColumns.SHIFT)[to & OrderColumns.MASK] = indexHere[code];
      }
    }
  }

  private int[] block(int index) {
    while (blocks.size() <= index) {
      int[] block = new int[OrderColumns.BLOCK];
      Arrays.fill(block, NONE);
      blocks.add(block);
    }
    return blocks.get(index);
  }

  private IdTable labels() {
    if (labels == null) {
      labels = new IdTable();
    }
    return labels;
  }

  /** All rows; null where none has a label. */
  OrderDetailColumns.@Nullable Labels build(int rows) {
    if (labels == null) {
      return null;
    }
    IdTable.Sorted sorted = labels.sorted();
    int[][] code = new int[OrderColumns.blocks(rows)][];
    for (int i = 0; i < code.length; i++) {
      code[i] = Arrays.copyOf(block(i), OrderColumns.rowsInBlock(i, rows));
      for (int at = 0; at < code[i].length; at++) {
        code[i][at] = code[i][at] == NONE ? NONE : sorted.place(code[i][at]);
      }
    }
    return new OrderDetailColumns.Labels(sorted.ids(), code);
  }
}
