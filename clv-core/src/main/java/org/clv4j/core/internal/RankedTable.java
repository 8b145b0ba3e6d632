package org.clv4j.core.internal;

import java.util.Arrays;

/** Finds the different numbers of one part of a column after another, by hashing. */
final class RankedTable {
  private static final int START = 1 << 12;

  private final long seed;
  private int[] slots = new int[START];
  private long[] distinct = new long[START / 2];
  private long[] sorted = new long[START / 2];
  private int[] rankOfCode = new int[START / 2];
  private int count;

  /** The slot is in the leading bits of a product. */
  private int firstBit = Long.SIZE - Integer.numberOfTrailingZeros(START);

  /**
   * Starts empty.
   *
   * @param seed odd and drawn at random, so that nobody can send numbers that all want one slot
   */
  RankedTable(long seed) {
    this.seed = seed;
  }

  /**
   * Ranks numbers among them.
   *
   * @param ranksOf filled from index 0 on
   * @return the different numbers, ascending
   */
  long[] rank(long[] numbers, int from, int to, int[] ranksOf) {
    long low = Long.MAX_VALUE;
    long high = Long.MIN_VALUE;
    for (int i = from; i < to; i++) {
      low = Math.min(low, numbers[i]);
      high = Math.max(high, numbers[i]);
    }
    if (from < to && RankedBits.suits(low, high, to - from)) {
      RankedBits bits = new RankedBits(low, high);
      bits.addAll(numbers, from, to);
      long[] different = bits.count();
      for (int i = from; i < to; i++) {
        ranksOf[i - from] = bits.rank(numbers[i]);
      }
      return different;
    }
    clear();
    for (int i = from; i < to; i++) {
      ranksOf[i - from] = code(numbers[i]);
    }
    long[] different = sort(low);
    for (int i = 0; i < to - from; i++) {
      ranksOf[i] = rankOfCode[ranksOf[i]];
    }
    return different;
  }

  private void clear() {
    if (slots.length > START) {
      resize(START);
    } else {
      Arrays.fill(slots, 0);
    }
    count = 0;
  }

  private void resize(int length) {
    slots = new int[length];
    firstBit = Long.SIZE - Integer.numberOfTrailingZeros(length);
    distinct = Arrays.copyOf(distinct, length / 2);
    sorted = new long[length / 2];
    rankOfCode = new int[length / 2];
  }

  private int code(long number) {
    int slot = slot(number);
    int code = slots[slot] - 1;
    if (code >= 0) {
      return code;
    }
    if (count == distinct.length) {
      grow();
      slot = slot(number);
    }
    distinct[count] = number;
    slots[slot] = ++count;
    return count - 1;
  }

  /** The slot of a number, which is free (0) if the number is new; otherwise its code and 1. */
  private int slot(long number) {
    int mask = slots.length - 1;
    int slot = (int) ((number * seed) >>> firstBit);
    while (slots[slot] != 0 && distinct[slots[slot] - 1] != number) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    resize(slots.length * 2);
    for (int code = 0; code < count; code++) {
      slots[slot(distinct[code])] = code + 1;
    }
  }

  /** Fills the ranks by code. */
  private long[] sort(long low) {
    long[] different = new long[count];
    for (int code = 0; code < count; code++) {
      different[code] = distinct[code] - low;
    }
    BucketSort.sort(different, 0, count, sorted);
    for (int rank = 0; rank < count; rank++) {
      different[rank] += low;
      rankOfCode[slots[slot(different[rank])] - 1] = rank;
    }
    return different;
  }
}
