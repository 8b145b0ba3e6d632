package org.clv4j.segments.affinity;

import java.util.Arrays;

/**
 * Numbers in rows of any length: row i has {@code items[start[i]]} to {@code items[start[i + 1] -
 * 1]}, ascending, each once.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BasketRows(int[] start, int[] items) {
  private static final int FEW = 16;

  /** Counts pairs of row and item into rows. */
  static BasketRows of(int[] row, int[] item, int rows) {
    int[] start = new int[rows + 1];
    for (int r : row) {
      start[r + 1]++;
    }
    for (int r = 0; r < rows; r++) {
      start[r + 1] += start[r];
    }
    int[] end = Arrays.copyOf(start, rows);
    int[] items = new int[item.length];
    for (int i = 0; i < item.length; i++) {
      items[end[row[i]]++] = item[i];
    }
    int kept = 0;
    for (int r = 0; r < rows; r++) {
      int from = start[r];
      int to = start[r + 1];
      sort(items, from, to);
      start[r] = kept;
      for (int i = from; i < to; i++) {
        if (i == from || items[i] != items[i - 1]) {
          // Never beyond i, so that the item before it is still there.
          items[kept++] = items[i];
        }
      }
    }
    start[rows] = kept;
    return new BasketRows(start, kept == items.length ? items : Arrays.copyOf(items, kept));
  }

  private static void sort(int[] items, int from, int to) {
    if (to - from > FEW) {
      Arrays.sort(items, from, to);
      return;
    }
    for (int i = from + 1; i < to; i++) {
      int item = items[i];
      int j = i;
      for (; j > from && items[j - 1] > item; j--) {
        items[j] = items[j - 1];
      }
      items[j] = item;
    }
  }

  int size(int row) {
    return start[row + 1] - start[row];
  }

  /** Some rows in another order, those without an item left out. */
  BasketRows select(int[] rows) {
    int[] starts = new int[rows.length + 1];
    int some = 0;
    int kept = 0;
    int[] picked = new int[items.length];
    for (int row : rows) {
      int length = size(row);
      if (length > 0) {
        System.arraycopy(items, start[row], picked, kept, length);
        kept += length;
        starts[++some] = kept;
      }
    }
    return new BasketRows(Arrays.copyOf(starts, some + 1), Arrays.copyOf(picked, kept));
  }

  /** The rows of each item: items become rows. */
  BasketRows turned(int numbers) {
    int[] rowsStart = new int[numbers + 1];
    for (int item : items) {
      rowsStart[item + 1]++;
    }
    for (int i = 0; i < numbers; i++) {
      rowsStart[i + 1] += rowsStart[i];
    }
    int[] end = Arrays.copyOf(rowsStart, numbers);
    int[] rows = new int[items.length];
    for (int row = 0; row + 1 < start.length; row++) {
      for (int i = start[row]; i < start[row + 1]; i++) {
        rows[end[items[i]]++] = row;
      }
    }
    return new BasketRows(rowsStart, rows);
  }
}
