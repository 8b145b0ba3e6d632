package org.clv4j.segments.internal;

/** Stable sorts of row numbers by what the rows hold, without an object per row. */
public final class RowOrder {
  private static final int FEW = 16;

  /** Compares two rows as a comparator of objects does. */
  @FunctionalInterface
  public interface Comparator {
    /** Below 0, 0 or above 0 as the first row comes before, with or after the second. */
    int compare(int first, int second);
  }

  private RowOrder() {}

  /** All rows in their own order. */
  public static int[] natural(int rows) {
    int[] order = new int[rows];
    for (int row = 0; row < rows; row++) {
      order[row] = row;
    }
    return order;
  }

  /**
   * Counts rows into their places.
   *
   * @param order the rows, in the order that equal keys keep
   * @param key by row, from 0 to {@code keys} - 1
   * @param keys how many keys there may be
   * @return the same rows by rising key
   */
  public static int[] byKey(int[] order, int[] key, int keys) {
    int[] end = new int[keys + 1];
    for (int row : order) {
      end[key[row] + 1]++;
    }
    for (int k = 0; k < keys; k++) {
      end[k + 1] += end[k];
    }
    int[] sorted = new int[order.length];
    for (int row : order) {
      sorted[end[key[row]]++] = row;
    }
    return sorted;
  }

  /**
   * Sorts a part of an order by merging.
   *
   * @param order the rows
   * @param from first place
   * @param to after the last place
   * @param comparator says which row comes first
   * @param spare as long as {@code order}; changed
   */
  public static void sort(int[] order, int from, int to, Comparator comparator, int[] spare) {
    if (to - from <= FEW) {
      for (int i = from + 1; i < to; i++) {
        int row = order[i];
        int j = i;
        for (; j > from && comparator.compare(order[j - 1], row) > 0; j--) {
          order[j] = order[j - 1];
        }
        order[j] = row;
      }
      return;
    }
    int middle = (from + to) >>> 1;
    sort(order, from, middle, comparator, spare);
    sort(order, middle, to, comparator, spare);
    if (comparator.compare(order[middle - 1], order[middle]) <= 0) {
      return;
    }
    System.arraycopy(order, from, spare, from, to - from);
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeLeft =
          right == to || (left < middle && comparator.compare(spare[left], spare[right]) <= 0);
      order[i] = takeLeft ? spare[left++] : spare[right++];
    }
  }
}
