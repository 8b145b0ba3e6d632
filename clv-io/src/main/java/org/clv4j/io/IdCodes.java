package org.clv4j.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Codes of customer ids in UTF-8, for one thread: two are equal exactly where the ids are.
 *
 * <p>Ids of a usual prefix and 1 to 18 digits, such as C0001234, are numbers above 0: their digits
 * count from 1 to 10, so that C7 and C07 differ. All others are numbered from -1 downwards as they
 * come.
 */
final class IdCodes {
  /** The most digits that a code of its own can hold. */
  static final int MOST_DIGITS = 18;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int START = 1 << 8;
  private static final int LONGEST_PREFIX = 16;
  private static final String NOT_IN_A_PREFIX = "\",;|";
  private static final int LENGTH_BYTES = Integer.BYTES;
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] prefix;

  /** Drawn anew, so that nobody can send ids that all want one slot. */
  private final long multiplier = ThreadLocalRandom.current().nextLong() | 1;

  private final long seed = ThreadLocalRandom.current().nextLong();

  /** Other ids: number, length and bytes of each. */
  private byte[] texts = new byte[START * 16];

  private int textsEnd;

  /** By number: where the text begins. */
  private int[] starts = new int[START];

  private int size;

  /** By slot: the upper half of the hash, and where the text begins, one more; 0 if free. */
  private long[] slots = new long[2 * START];

  private boolean padded;

  /**
   * Starts without an id.
   *
   * @param prefix in ASCII, ending in no digit
   */
  IdCodes(byte[] prefix) {
    this.prefix = prefix;
  }

  /**
   * What stands in an id before its last digits, if it is visible ASCII and parts no fields; else
   * nothing.
   */
  static byte[] prefix(CharSequence id) {
    int end = id.length();
    while (end > 0 && isDigit(id.charAt(end - 1))) {
      end--;
    }
    byte[] prefix = new byte[end > LONGEST_PREFIX ? 0 : end];
    for (int i = 0; i < prefix.length; i++) {
      char c = id.charAt(i);
      if (c <= ' ' || c > '~' || NOT_IN_A_PREFIX.indexOf(c) >= 0) {
        return new byte[0];
      }
      prefix[i] = (byte) c;
    }
    return prefix;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  byte[] prefix() {
    return prefix;
  }

  /** Whether all ids so far are whole numbers in their shortest form: their codes are numbers. */
  boolean areNumbers() {
    return prefix.length == 0 && size == 0 && !padded;
  }

  /** Whether an id began with a zero that another digit followed. */
  void notePadded() {
    padded = true;
  }

  /** How many bytes the ids take that are no prefix and digits. */
  int bytes() {
    return textsEnd;
  }

  int size() {
    return size;
  }

  /** The code of an id. */
  long code(byte[] bytes, int from, int to) {
    int first = from + prefix.length;
    int digits = to - first;
    if (digits < 1
        || digits > MOST_DIGITS
        || !Arrays.equals(bytes, from, first, prefix, 0, prefix.length)) {
      return ofText(bytes, from, to);
    }
    long code = 0;
    for (int at = first; at < to; at++) {
      if (!isDigit(bytes[at])) {
        return ofText(bytes, from, to);
      }
      code = code * 10 + bytes[at] - '0' + 1;
    }
    padded |= digits > 1 && bytes[first] == '0';
    return code;
  }

  /** The code of an id that is no prefix and digits. */
  long ofText(byte[] bytes, int from, int to) {
    long hash = hash(bytes, from, to);
    int mask = slots.length - 1;
    int slot = (int) hash & mask;
    while (slots[slot] != 0) {
      if (slots[slot] >>> 32 == hash >>> 32 && isAt((int) slots[slot] - 1, bytes, from, to)) {
        return -1L - (int) INTS.get(texts, (int) slots[slot] - 1);
      }
      slot = (slot + 1) & mask;
    }
    slots[slot] = hash >>> 32 << 32 | (textsEnd + 1);
    append(bytes, from, to);
    if (2 * size > slots.length) {
      grow();
    }
    return -size;
  }

  private boolean isAt(int start, byte[] bytes, int from, int to) {
    int text = start + 2 * LENGTH_BYTES;
    return (int) INTS.get(texts, start + LENGTH_BYTES) == to - from
        && Arrays.equals(texts, text, text + to - from, bytes, from, to);
  }

  private void append(byte[] bytes, int from, int to) {
    int end = Math.addExact(textsEnd, to - from + 2 * LENGTH_BYTES);
    if (end > texts.length) {
      texts = Arrays.copyOf(texts, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * end));
    }
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
    }
    starts[size] = textsEnd;
    INTS.set(texts, textsEnd, size);
    INTS.set(texts, textsEnd + LENGTH_BYTES, to - from);
    System.arraycopy(bytes, from, texts, textsEnd + 2 * LENGTH_BYTES, to - from);
    textsEnd = end;
    size++;
  }

  private void grow() {
    slots = new long[2 * slots.length];
    int mask = slots.length - 1;
    for (int i = 0; i < size; i++) {
      long hash = hash(texts, textStart(i), textEnd(i));
      int slot = (int) hash & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = hash >>> 32 << 32 | (starts[i] + 1);
    }
  }

  private int textStart(int number) {
    return starts[number] + 2 * LENGTH_BYTES;
  }

  private int textEnd(int number) {
    return number + 1 < size ? starts[number + 1] : textsEnd;
  }

  /** Both halves of each product depend on the multiplier, so no two ids meet for all of them. */
  private long hash(byte[] bytes, int from, int to) {
    long hash = seed ^ (to - from);
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = mix(hash ^ (long) LONGS.get(bytes, at));
    }
    for (; at < to; at++) {
      hash = mix(hash ^ bytes[at]);
    }
    return mix(hash);
  }

  private long mix(long bits) {
    return Math.multiplyHigh(bits, multiplier) ^ (bits * multiplier);
  }

  /** For each id of other codes that is no prefix and digits, by its number, its code here. */
  long[] addAll(IdCodes other) {
    long[] codes = new long[other.size];
    for (int i = 0; i < other.size; i++) {
      codes[i] = ofText(other.texts, other.textStart(i), other.textEnd(i));
    }
    padded |= other.padded;
    return codes;
  }

  /** The id of a code. */
  String id(long code) {
    if (code < 0) {
      int number = (int) (-1 - code);
      return new String(
          texts, textStart(number), textEnd(number) - textStart(number), StandardCharsets.UTF_8);
    }
    int digits = digits(code);
    byte[] id = Arrays.copyOf(prefix, prefix.length + digits);
    long rest = number(code);
    for (int at = id.length - 1; at >= prefix.length; at--) {
      id[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return new String(id, StandardCharsets.ISO_8859_1);
  }

  /** The value of the digits of a code. */
  static long number(long code) {
    return code - ones(digits(code));
  }

  private static int digits(long code) {
    int digits = 1;
    while (digits < MOST_DIGITS && ones(digits + 1) <= code) {
      digits++;
    }
    return digits;
  }

  private static final long[] ONES = new long[MOST_DIGITS + 1];

  static {
    for (int i = 1; i <= MOST_DIGITS; i++) {
      ONES[i] = ONES[i - 1] * 10 + 1;
    }
  }

  /** As many ones: the code of as many zeros. */
  private static long ones(int digits) {
    return ONES[digits];
  }
}
