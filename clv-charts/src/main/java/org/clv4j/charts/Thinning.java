package org.clv4j.charts;

import java.util.Arrays;

/** Which points of a long line are drawn, so that it looks the same and stays small. */
final class Thinning {
  private static final int PARTS = 800;
  private static final int KEPT = 4;

  private Thinning() {}

  /**
   * Of each of 800 parts of the width the first point, the lowest, the highest and the last.
   *
   * @param x ascending, or else all points stay
   * @param y beside x
   * @return indices, ascending; all of them where they are few
   */
  static int[] of(double[] x, double[] y) {
    int n = x.length;
    int[] kept = new int[n];
    Arrays.setAll(kept, i -> i);
    if (n <= PARTS * KEPT || !ascends(x)) {
      return kept;
    }
    double width = (x[n - 1] - x[0]) / PARTS;
    int count = 0;
    int from = 0;
    while (from < n) {
      int part = (int) ((x[from] - x[0]) / width);
      int to = from;
      int low = from;
      int high = from;
      for (; to < n && (int) ((x[to] - x[0]) / width) == part; to++) {
        low = y[to] < y[low] ? to : low;
        high = y[to] > y[high] ? to : high;
      }
      for (int i : sorted(from, low, high, to - 1)) {
        if (count == 0 || kept[count - 1] < i) {
          kept[count++] = i;
        }
      }
      from = to;
    }
    return Arrays.copyOf(kept, count);
  }

  private static boolean ascends(double[] x) {
    for (int i = 1; i < x.length; i++) {
      if (!(x[i] >= x[i - 1])) {
        return false;
      }
    }
    return x[x.length - 1] > x[0];
  }

  private static int[] sorted(int... indices) {
    Arrays.sort(indices);
    return indices;
  }
}
