package org.clv4j.models.internal;

import java.util.Arrays;

/** Numbers distinct longs from 0 in the order in which they are first seen. */
public final class LongIndex {
  private static final int FIRST_CAPACITY = 1 << 10;

  /** Fibonacci hashing: 2^64 divided by the golden ratio. */
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private long[] keys = new long[FIRST_CAPACITY / 2];
  private int[] slots = new int[FIRST_CAPACITY];
  private int size;

  /** The number of distinct keys. */
  public int size() {
    return size;
  }

  /** The key of a number. */
  public long key(int index) {
    return keys[index];
  }

  /** The number of a key, a new one if it was never seen. */
  public int indexOf(long key) {
    int slot = slotOf(key);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    if (size == keys.length) {
      grow();
      slot = slotOf(key);
    }
    keys[size] = key;
    slots[slot] = ++size;
    return size - 1;
  }

  /** Where the key stands, or the empty slot where it belongs. */
  private int slotOf(long key) {
    int mask = slots.length - 1;
    int slot = (int) ((key * MULTIPLIER) >>> 32) & mask;
    while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    keys = Arrays.copyOf(keys, 2 * keys.length);
    slots = new int[2 * slots.length];
    for (int i = 0; i < size; i++) {
      slots[slotOf(keys[i])] = i + 1;
    }
  }
}
