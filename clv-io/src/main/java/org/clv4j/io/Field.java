package org.clv4j.io;

import java.util.Arrays;

/** The characters of one field, stripped of the spaces around them; reused from row to row. */
final class Field implements CharSequence {
  private char[] chars = new char[32];
  private int length;

  void set(char[] buffer, int offset, int count) {
    int from = offset;
    int to = offset + count;
    while (from < to && Character.isWhitespace(buffer[from])) {
      from++;
    }
    while (from < to && Character.isWhitespace(buffer[to - 1])) {
      to--;
    }
    length = to - from;
    if (length > chars.length) {
      chars = Arrays.copyOf(chars, Math.max(length, 2 * chars.length));
    }
    System.arraycopy(buffer, from, chars, 0, length);
  }

  boolean contains(char wanted) {
    for (int i = 0; i < length; i++) {
      if (chars[i] == wanted) {
        return true;
      }
    }
    return false;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    return chars[index];
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new String(chars, start, end - start);
  }

  @Override
  public String toString() {
    return new String(chars, 0, length);
  }
}
