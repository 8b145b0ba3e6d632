package org.clv4j.core.internal;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Customer ids in the order in which they were first seen, found by hashing.
 *
 * <p>A text that is a whole number in its shortest form ("42", not "042" or "+42") is kept as that
 * number, so "42" and 42 are one id. Numbers and texts have a table each; both number their ids
 * from one counter.
 */
public final class IdTable {
  private static final int START = 1 << 10;
  private static final int NONE = -1;
  private static final String MOST = Long.toString(Long.MAX_VALUE);
  private static final String LEAST = Long.toString(Long.MIN_VALUE);

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** Of its own in each table, so that nobody can send ids that all want one slot. */
  private final long seed = ThreadLocalRandom.current().nextLong() | 1;

  private long[] numbers = new long[START];
  private int[] numberIndex = filled(START);
  private int numberCount;

  private String[] texts = new String[START / 2];
  private int[] textIndex = new int[START / 2];
  private int[] textSlots = filled(START);
  private int textCount;

  private int size;

  /** Ids that came whole into the empty table, their places as indices; hashed when more come. */
  private @Nullable Sorted whole;

  /** The number of ids. */
  public int size() {
    return size;
  }

  /** The number of ids that are texts. */
  public int textCount() {
    return textCount;
  }

  /**
   * Adds ids that are in the canonical order.
   *
   * @param newNumbers ascending
   * @param newTexts in the order of {@link IdOrder#OF_TEXTS}, no whole number among them
   * @return the index of each by its place among both, or null if that is the place
   */
  public int @Nullable [] addAll(long[] newNumbers, String[] newTexts) {
    if (size == 0) {
      whole = new Sorted(newNumbers, newTexts, null);
      size = newNumbers.length + newTexts.length;
      return null;
    }
    return hash(newNumbers, newTexts);
  }

  private int[] hash(long[] newNumbers, String[] newTexts) {
    int[] index = new int[newNumbers.length + newTexts.length];
    IdOrder order = new IdOrder(newNumbers, newTexts);
    for (int place = 0; place < index.length; place++) {
      int at = order.at(place);
      index[place] = at < 0 ? add(newNumbers[-1 - at]) : addText(newTexts[at]);
    }
    return index;
  }

  private void hashWhole() {
    if (whole != null) {
      Sorted ids = whole;
      whole = null;
      size = 0;
      hash(ids.numbers, ids.texts);
    }
  }

  /** The index of an id, which is added if it is new. */
  public int add(CharSequence id) {
    return isWholeNumber(id) ? add(Long.parseLong(id, 0, id.length(), 10)) : addText(id);
  }

  /** The index of an id, which is added if it is new. */
  public int add(long id) {
    hashWhole();
    int slot = numberSlot(id);
    if (numberIndex[slot] == NONE) {
      if (2 * (numberCount + 1) > numbers.length) {
        growNumbers();
        slot = numberSlot(id);
      }
      numbers[slot] = id;
      numberIndex[slot] = size++;
      numberCount++;
    }
    return numberIndex[slot];
  }

  private int addText(CharSequence id) {
    hashWhole();
    int slot = textSlot(id);
    if (textSlots[slot] == NONE) {
      if (textCount == texts.length) {
        growTexts();
        slot = textSlot(id);
      }
      texts[textCount] = id.toString();
      textIndex[textCount] = size++;
      textSlots[slot] = textCount++;
    }
    return textIndex[textSlots[slot]];
  }

  /** Hands over all ids, numbers and texts each in their order, with their indices. */
  public Sorted sorted() {
    if (whole != null) {
      return whole;
    }
    long[] sortedNumbers = new long[numberCount];
    int n = 0;
    for (int slot = 0; slot < numbers.length; slot++) {
      if (numberIndex[slot] != NONE) {
        sortedNumbers[n++] = numbers[slot];
      }
    }
    Arrays.sort(sortedNumbers);
    String[] sortedTexts = Arrays.copyOf(texts, textCount);
    Arrays.sort(sortedTexts, IdOrder.OF_TEXTS);

    IdOrder order = new IdOrder(sortedNumbers, sortedTexts);
    int[] placeOfIndex = new int[size];
    for (int i = 0; i < numberCount; i++) {
      placeOfIndex[numberIndex[numberSlot(sortedNumbers[i])]] = order.placeOfNumber(i);
    }
    for (int i = 0; i < textCount; i++) {
      placeOfIndex[textIndex[textSlots[textSlot(sortedTexts[i])]]] = order.placeOfText(i);
    }
    return new Sorted(sortedNumbers, sortedTexts, placeOfIndex);
  }

  /**
   * The ids and, for each index of the table, its place in the canonical order of both; null if
   * each index is its place.
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Sorted(long[] numbers, String[] texts, int @Nullable [] placeOfIndex) {
    /** The place of what has an index. */
    int place(int index) {
      return placeOfIndex == null ? index : placeOfIndex[index];
    }

    /** The ids as texts, in that order. */
    List<String> ids() {
      String[] ids = new String[numbers.length + texts.length];
      IdOrder order = new IdOrder(numbers, texts);
      for (int i = 0; i < numbers.length; i++) {
        ids[order.placeOfNumber(i)] = Long.toString(numbers[i]);
      }
      for (int i = 0; i < texts.length; i++) {
        ids[order.placeOfText(i)] = texts[i];
      }
      return List.of(ids);
    }
  }

  /** Whether a text is a whole number that fits in a long, written in its shortest form. */
  public static boolean isWholeNumber(CharSequence id) {
    int length = id.length();
    int start = length > 1 && id.charAt(0) == '-' ? 1 : 0;
    int digits = length - start;
    if (digits == 0 || digits > MOST.length()) {
      return false;
    }
    for (int i = start; i < length; i++) {
      char c = id.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return id.charAt(start) == '0' ? digits == 1 && start == 0 : fits(id, start);
  }

  private static boolean fits(CharSequence id, int start) {
    if (id.length() - start < MOST.length()) {
      return true;
    }
    String bound = start == 0 ? MOST : LEAST;
    return CharSequence.compare(id, bound) <= 0;
  }

  private int numberSlot(long id) {
    int mask = numbers.length - 1;
    int slot = spread(id * seed) & mask;
    while (numberIndex[slot] != NONE && numbers[slot] != id) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private int textSlot(CharSequence id) {
    int mask = textSlots.length - 1;
    long h = seed;
    for (int i = 0; i < id.length(); i++) {
      h = Long.rotateLeft(h ^ id.charAt(i), 23) * GOLDEN;
    }
    int slot = spread(h) & mask;
    while (textSlots[slot] != NONE && !texts[textSlots[slot]].contentEquals(id)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static int spread(long h) {
    return (int) (((h ^ (h >>> 32)) * GOLDEN) >>> 32);
  }

  private void growNumbers() {
    long[] oldNumbers = numbers;
    int[] oldIndex = numberIndex;
    numbers = new long[oldNumbers.length * 2];
    numberIndex = filled(numbers.length);
    for (int i = 0; i < oldNumbers.length; i++) {
      if (oldIndex[i] != NONE) {
        int slot = numberSlot(oldNumbers[i]);
        numbers[slot] = oldNumbers[i];
        numberIndex[slot] = oldIndex[i];
      }
    }
  }

  private void growTexts() {
    texts = Arrays.copyOf(texts, texts.length * 2);
    textIndex = Arrays.copyOf(textIndex, texts.length);
    textSlots = filled(texts.length * 2);
    for (int i = 0; i < textCount; i++) {
      textSlots[textSlot(texts[i])] = i;
    }
  }

  private static int[] filled(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, NONE);
    return slots;
  }
}
