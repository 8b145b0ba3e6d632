package org.clv4j.segments.health;

import java.util.Arrays;

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

  void addAll(Longs more) {
    if (size + more.size > values.length) {
      values = Arrays.copyOf(values, Math.max(size + more.size, size + size / 2));
    }
    System.arraycopy(more.values, 0, values, size, more.size);
    size += more.size;
  }

  int size() {
    return size;
  }

  long get(int index) {
    return values[index];
  }

  /** The numbers, perhaps in the array to which more would be added. */
  long[] toArray() {
    return size == values.length ? values : Arrays.copyOf(values, size);
  }
}
