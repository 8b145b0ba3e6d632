package org.clv4j.segments.health;

import java.util.Arrays;

/** Numbers in an array that grows. */
final class Longs {
  private long[] values = new long[1024];
  private int size;

  void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  void addAll(Longs more) {
    if (size + more.size > values.length) {
      values = Arrays.copyOf(values, Math.max(size + more.size, 2 * size));
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

  long[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
