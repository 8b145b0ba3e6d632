package org.clv4j.core.customer;

/** The least and the most of a column. */
record Range(long least, long most) {
  private static final Range NONE = new Range(Long.MAX_VALUE, Long.MIN_VALUE);

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

  Range and(Range other) {
    return new Range(Math.min(least, other.least), Math.max(most, other.most));
  }
}
