package org.clv4j.report;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntToDoubleFunction;

/** The rows that have most of something. */
final class Best {
  /** How many customers a list has. */
  static final int LISTED = 20;

  private Best() {}

  /**
   * At most {@value #LISTED} of the rows from 0 to size - 1, the best first; of equal ones the
   * first.
   */
  static List<Integer> of(int size, IntToDoubleFunction worth) {
    Comparator<Integer> better =
        Comparator.<Integer>comparingDouble(worth::applyAsDouble)
            .thenComparing(Comparator.reverseOrder());
    PriorityQueue<Integer> best = new PriorityQueue<>(better);
    for (int row = 0; row < size; row++) {
      best.add(row);
      if (best.size() > LISTED) {
        best.remove();
      }
    }
    return best.stream().sorted(better.reversed()).toList();
  }
}
