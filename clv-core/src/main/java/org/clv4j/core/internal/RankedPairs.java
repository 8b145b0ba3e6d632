package org.clv4j.core.internal;

import java.util.Arrays;
import java.util.Comparator;

/** Finds the different pairs of numbers of one part of two columns after another, by hashing. */
final class RankedPairs {
  private static final int START = 1 << 12;
  private static final int FEW = 32;

  private final long seed;
  private int[] slots = new int[START];
  private long[] first = new long[START / 2];
  private long[] second = new long[START / 2];
  private int count;
  private int firstBit = Long.SIZE - Integer.numberOfTrailingZeros(START);

  /**
   * Starts empty.
   *
   * @param seed odd and drawn at random, so that nobody can send pairs that all want one slot
   */
  RankedPairs(long seed) {
    this.seed = seed;
  }

  /**
   * Ranks pairs among them.
   *
   * @param ranks filled from index 0 on
   * @return the different pairs
   */
  PartRanks.Distinct rank(long[] firsts, long[] seconds, int from, int to, int[] ranks) {
    if (slots.length > START) {
      resize(START);
    } else {
      Arrays.fill(slots, 0);
    }
    count = 0;
    for (int i = from; i < to; i++) {
      ranks[i - from] = code(firsts[i], seconds[i]);
    }
    int[] codes = sortedCodes();
    int[] rankOfCode = new int[count];
    long[] sortedFirst = new long[count];
    long[] sortedSecond = new long[count];
    for (int rank = 0; rank < count; rank++) {
      rankOfCode[codes[rank]] = rank;
      sortedFirst[rank] = first[codes[rank]];
      sortedSecond[rank] = second[codes[rank]];
    }
    for (int i = 0; i < to - from; i++) {
      ranks[i] = rankOfCode[ranks[i]];
    }
    return new PartRanks.Distinct(sortedFirst, sortedSecond);
  }

  private int code(long a, long b) {
    int slot = slot(a, b);
    int code = slots[slot] - 1;
    if (code >= 0) {
      return code;
    }
    if (count == first.length) {
      grow();
      slot = slot(a, b);
    }
    first[count] = a;
    second[count] = b;
    slots[slot] = ++count;
    return count - 1;
  }

  private int slot(long a, long b) {
    int mask = slots.length - 1;
    long mixed = (a ^ (b * seed)) * seed;
    int slot = (int) (((mixed ^ (mixed >>> 32)) * seed) >>> firstBit);
    while (slots[slot] != 0) {
      int code = slots[slot] - 1;
      if (first[code] == a && second[code] == b) {
        break;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    resize(slots.length * 2);
    for (int code = 0; code < count; code++) {
      slots[slot(first[code], second[code])] = code + 1;
    }
  }

  private void resize(int length) {
    slots = new int[length];
    firstBit = Long.SIZE - Integer.numberOfTrailingZeros(length);
    first = Arrays.copyOf(first, length / 2);
    second = Arrays.copyOf(second, length / 2);
  }

  /** Sorts by as many leading bits of the first number as there is room for beside the code. */
  private int[] sortedCodes() {
    long low = Long.MAX_VALUE;
    long high = Long.MIN_VALUE;
    for (int code = 0; code < count; code++) {
      low = Math.min(low, first[code]);
      high = Math.max(high, first[code]);
    }
    int codeBits = Integer.SIZE - Integer.numberOfLeadingZeros(count);
    int rangeBits = Long.SIZE - Long.numberOfLeadingZeros(high - low);
    int lost = Math.max(0, rangeBits + codeBits - (Long.SIZE - 1));
    long[] keys = new long[count];
    for (int code = 0; code < count; code++) {
      keys[code] = (first[code] - low) >>> lost << codeBits | code;
    }
    BucketSort.sort(keys, 0, count, new long[count]);
    int[] codes = new int[count];
    long codeMask = (1L << codeBits) - 1;
    int start = 0;
    for (int i = 0; i < count; i++) {
      codes[i] = (int) (keys[i] & codeMask);
      if (i + 1 == count || keys[i] >>> codeBits != keys[i + 1] >>> codeBits) {
        sort(codes, start, i + 1);
        start = i + 1;
      }
    }
    return codes;
  }

  /** Sorts the codes of pairs that share leading bits. */
  private void sort(int[] codes, int from, int to) {
    if (to - from > FEW) {
      Integer[] boxed = new Integer[to - from];
      Arrays.setAll(boxed, i -> codes[from + i]);
      Arrays.sort(
          boxed,
          Comparator.comparingLong((Integer c) -> first[c]).thenComparingLong(c -> second[c]));
      for (int i = from; i < to; i++) {
        codes[i] = boxed[i - from];
      }
      return;
    }
    for (int i = from + 1; i < to; i++) {
      int code = codes[i];
      int j = i;
      for (; j > from && follows(codes[j - 1], code); j--) {
        codes[j] = codes[j - 1];
      }
      codes[j] = code;
    }
  }

  private boolean follows(int code, int other) {
    return first[code] != first[other] ? first[code] > first[other] : second[code] > second[other];
  }
}
