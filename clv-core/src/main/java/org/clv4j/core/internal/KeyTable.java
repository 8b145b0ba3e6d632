package org.clv4j.core.internal;

import java.util.Arrays;

/**
 * Gives the different keys of one part of a column after another codes from 0 on, as they come, by
 * hashing; and puts them in order when all are known.
 *
 * <p>A key is one number, or two, of which the second decides where the first ones are the same.
 */
public final class KeyTable {
  private static final int START = 1 << 13;
  private static final int FEW = 32;
  private static final long[] NONE = {};

  private final boolean pairs;
  private final long seed;

  /** By slot the code and 1, or 0 where the slot is free. */
  private int[] slots = new int[START];

  /** By code. */
  private long[] first = new long[START / 4];

  private long[] second;
  private int size;
  private long[] leadingBitsAndCode = {};
  private long[] spare = {};

  /** The slot is in the leading bits of a product. */
  private int firstBit = Long.SIZE - Integer.numberOfTrailingZeros(START);

  /**
   * Starts empty.
   *
   * @param pairs whether keys are two numbers
   * @param seed odd and drawn at random, so that nobody can send keys that all want one slot
   */
  public KeyTable(boolean pairs, long seed) {
    this.pairs = pairs;
    this.seed = seed;
    this.second = pairs ? new long[START / 4] : NONE;
  }

  /**
   * Different keys in order.
   *
   * @param first ascending
   * @param second ascending where the first are the same; empty if keys are one number
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Keys(long[] first, long[] second) {
    /** How many there are. */
    public int size() {
      return first.length;
    }
  }

  /** Forgets all keys; gives room back that the last ones did not need. */
  public void clear() {
    if (slots.length > START && size < slots.length / 16) {
      slots = new int[START];
      firstBit = Long.SIZE - Integer.numberOfTrailingZeros(START);
      first = new long[START / 4];
      second = new long[pairs ? START / 4 : 0];
    } else {
      Arrays.fill(slots, 0);
    }
    size = 0;
  }

  /** How many different keys there are. */
  public int size() {
    return size;
  }

  /** The code of a key of one number. */
  public int code(long number) {
    int slot = slot(number);
    return slots[slot] > 0 ? slots[slot] - 1 : add(slot, number);
  }

  private int slot(long number) {
    int mask = slots.length - 1;
    int slot = (int) ((number * seed) >>> firstBit);
    while (slots[slot] != 0 && first[slots[slot] - 1] != number) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private int add(int slot, long number) {
    int free = slot;
    if (size == first.length) {
      grow();
      free = slot(number);
    }
    first[size] = number;
    slots[free] = ++size;
    return size - 1;
  }

  /** The code of a key of two numbers. */
  public int code(long number, long more) {
    int slot = slot(number, more);
    return slots[slot] > 0 ? slots[slot] - 1 : add(slot, number, more);
  }

  private int slot(long number, long more) {
    int mask = slots.length - 1;
    long mixed = (number ^ (more * seed)) * seed;
    int slot = (int) (((mixed ^ (mixed >>> 32)) * seed) >>> firstBit);
    while (slots[slot] != 0) {
      int code = slots[slot] - 1;
      if (first[code] == number && second[code] == more) {
        break;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private int add(int slot, long number, long more) {
    int free = slot;
    if (size == first.length) {
      grow();
      free = slot(number, more);
    }
    first[size] = number;
    second[size] = more;
    slots[free] = ++size;
    return size - 1;
  }

  private void grow() {
    int length = slots.length * 2;
    slots = new int[length];
    firstBit--;
    first = Arrays.copyOf(first, length / 4);
    second = pairs ? Arrays.copyOf(second, length / 4) : NONE;
    for (int code = 0; code < size; code++) {
      slots[pairs ? slot(first[code], second[code]) : slot(first[code])] = code + 1;
    }
  }

  /** The codes in the order of their keys. */
  public int[] codesInOrder() {
    int[] codes = new int[size];
    Arrays.setAll(codes, code -> code);
    makeRoomToSort();
    sort(codes, 0, size, first);
    return codes;
  }

  private void makeRoomToSort() {
    if (spare.length < size || spare.length > 2 * first.length) {
      leadingBitsAndCode = new long[first.length];
      spare = new long[first.length];
    }
  }

  /** Sorts codes, all of whose keys are the same in the number before this one, if there is one. */
  private void sort(int[] codes, int from, int to, long[] number) {
    if (to - from <= FEW) {
      insert(codes, from, to);
      return;
    }
    long low = Long.MAX_VALUE;
    long high = Long.MIN_VALUE;
    for (int i = from; i < to; i++) {
      low = Math.min(low, number[codes[i]]);
      high = Math.max(high, number[codes[i]]);
    }
    if (low == high) {
      sort(codes, from, to, second);
      return;
    }
    int codeBits = Integer.SIZE - Integer.numberOfLeadingZeros(size);
    int rangeBits = Long.SIZE - Long.numberOfLeadingZeros(high - low);
    int lost = Math.max(0, rangeBits + codeBits - (Long.SIZE - 1));
    for (int i = from; i < to; i++) {
      leadingBitsAndCode[i] = (number[codes[i]] - low) >>> lost << codeBits | codes[i];
    }
    BucketSort.sort(leadingBitsAndCode, from, to, spare);
    long codeMask = (1L << codeBits) - 1;
    for (int i = from; i < to; i++) {
      codes[i] = (int) (leadingBitsAndCode[i] & codeMask);
    }
    int start = from;
    for (int i = from + 1; i <= to; i++) {
      if (i == to || leadingBitsAndCode[i] >>> codeBits != leadingBitsAndCode[start] >>> codeBits) {
        sort(codes, start, i, number);
        start = i;
      }
    }
  }

  /** Sorts a few codes. */
  private void insert(int[] codes, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int code = codes[i];
      int j = i;
      for (; j > from && compare(codes[j - 1], code) > 0; j--) {
        codes[j] = codes[j - 1];
      }
      codes[j] = code;
    }
  }

  private int compare(int code, int other) {
    return first[code] != first[other] || !pairs
        ? Long.compare(first[code], first[other])
        : Long.compare(second[code], second[other]);
  }

  /** The keys of codes. */
  public Keys keys(int[] codes) {
    long[] firstOf = new long[codes.length];
    long[] secondOf = new long[pairs ? codes.length : 0];
    for (int i = 0; i < codes.length; i++) {
      firstOf[i] = first[codes[i]];
      if (pairs) {
        secondOf[i] = second[codes[i]];
      }
    }
    return new Keys(firstOf, secondOf);
  }
}
