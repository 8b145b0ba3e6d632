package org.clv4j.segments.health;

import java.util.Arrays;
import java.util.List;

/** Numbers in an array that grows. */
final class Longs {
  private long[] values;
  private int size;

  /** With room for so many. */
  Longs(int room) {
    values = new long[Math.max(1, room)];
  }

  void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  int size() {
    return size;
  }

  /** All numbers of some, one after the other. */
  static long[] join(List<Longs> parts) {
    long[] all = new long[parts.stream().mapToInt(Longs::size).sum()];
    int end = 0;
    for (Longs part : parts) {
      System.arraycopy(part.values, 0, all, end, part.size);
      end += part.size;
    }
    return all;
  }
}
