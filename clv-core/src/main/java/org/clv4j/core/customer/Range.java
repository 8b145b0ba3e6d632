package org.clv4j.core.customer;

import java.util.Arrays;
import org.clv4j.core.internal.Parallel;

/** The least and the most of a column. */
record Range(long least, long most) {
  static final Range NONE = new Range(Long.MAX_VALUE, Long.MIN_VALUE);

  static Range of(int[] column, int from, int to) {
    int least = Integer.MAX_VALUE;
    int most = Integer.MIN_VALUE;
    for (int row = from; row < to; row++) {
      least = Math.min(least, column[row]);
      most = Math.max(most, column[row]);
    }
    return from == to ? NONE : new Range(least, most);
  }

  static Range of(long[] column, int from, int to) {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (int row = from; row < to; row++) {
      least = Math.min(least, column[row]);
      most = Math.max(most, column[row]);
    }
    return new Range(least, most);
  }

  /** Finds the range of the rows {@code from} to {@code to} - 1. */
  interface OfRows {
    Range of(int from, int to);
  }

  /** Of all rows, each thread taking some of them. */
  static Range ofAll(int rows, int threads, OfRows range) {
    Range[] some = new Range[threads];
    Parallel.run(
        threads,
        t ->
            some[t] =
                range.of(Parallel.start(rows, t, threads), Parallel.start(rows, t + 1, threads)));
    return Arrays.stream(some).reduce(NONE, Range::and);
  }

  /** How many numbers there are from the least to the most, which an int can tell; 0 of nothing. */
  int size() {
    return equals(NONE) ? 0 : Math.toIntExact(Math.addExact(Math.subtractExact(most, least), 1));
  }

  Range and(Range other) {
    return new Range(Math.min(least, other.least), Math.max(most, other.most));
  }

  boolean has(long number) {
    return least <= number && number <= most;
  }

  boolean covers(Range other) {
    return least <= other.least && other.most <= most;
  }

  /** With some numbers more at each end, as far as longs reach. */
  Range wider(long more) {
    return new Range(
        Math.max(least, Long.MIN_VALUE + more) - more,
        Math.min(most, Long.MAX_VALUE - more) + more);
  }
}
