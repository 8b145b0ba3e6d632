package org.clv4j.core.internal;

import java.util.Arrays;

/**
 * Sorts different texts by their characters: a few characters behind those that all share become
 * one whole number together with the text's place, and texts that share these too follow suit.
 */
final class TextOrder {
  private static final int FEW = 4;

  private final String[] texts;
  private final int[] order;
  private final int placeBits;
  private final int charBits;

  private TextOrder(String[] texts) {
    this.texts = texts;
    this.order = new int[texts.length];
    Arrays.setAll(order, i -> i);
    this.placeBits = Integer.SIZE - Integer.numberOfLeadingZeros(texts.length);
    this.charBits = Arrays.stream(texts).allMatch(TextOrder::isLatin1) ? 9 : 17;
  }

  private static boolean isLatin1(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) > 0xFF) {
        return false;
      }
    }
    return true;
  }

  /** The indices of texts, no two of which are the same, in the order of the texts. */
  static int[] of(String[] texts) {
    TextOrder sort = new TextOrder(texts);
    if (!sort.isSorted()) {
      sort.sort(0, texts.length, 0);
    }
    return sort.order;
  }

  private boolean isSorted() {
    int i = 1;
    while (i < texts.length && texts[i - 1].compareTo(texts[i]) < 0) {
      i++;
    }
    return i >= texts.length;
  }

  /** Sorts texts that share their first characters. */
  private void sort(int from, int to, int shared) {
    if (to - from <= FEW) {
      insert(from, to);
      return;
    }
    int at = shared(from, to, shared);
    int chars = (Long.SIZE - 1 - placeBits) / charBits;
    long[] keys = new long[to - from];
    for (int i = from; i < to; i++) {
      keys[i - from] = characters(texts[order[i]], at, chars) << placeBits | (i - from);
    }
    BucketSort.sort(keys, 0, keys.length, new long[keys.length]);
    int[] before = Arrays.copyOfRange(order, from, to);
    for (int i = from; i < to; i++) {
      order[i] = before[(int) (keys[i - from] & ((1L << placeBits) - 1))];
    }
    int start = from;
    for (int i = from + 1; i <= to; i++) {
      if (i == to || keys[i - from] >>> placeBits != keys[start - from] >>> placeBits) {
        sort(start, i, at + chars);
        start = i;
      }
    }
  }

  /** How many first characters all have, given that it is so many at least. */
  private int shared(int from, int to, int least) {
    String first = texts[order[from]];
    int shared = first.length();
    for (int i = from + 1; i < to && shared > least; i++) {
      String text = texts[order[i]];
      int end = Math.min(shared, text.length());
      int at = least;
      while (at < end && text.charAt(at) == first.charAt(at)) {
        at++;
      }
      shared = Math.min(shared, at);
    }
    return Math.max(least, shared);
  }

  private long characters(String text, int from, int count) {
    long all = 0;
    for (int at = from; at < from + count; at++) {
      all = all << charBits | (at < text.length() ? text.charAt(at) + 1 : 0);
    }
    return all;
  }

  private void insert(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int moved = order[i];
      int j = i;
      for (; j > from && texts[order[j - 1]].compareTo(texts[moved]) > 0; j--) {
        order[j] = order[j - 1];
      }
      order[j] = moved;
    }
  }
}
