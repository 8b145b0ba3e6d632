package org.clv4j.core.internal;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The one order of customer ids: ids of digits alone by value, then all others by their characters.
 *
 * <p>Ids of the same value follow by length, so that 7 comes before 07 and both before 10. Numbers
 * (see {@link IdTable}) and texts are kept apart; this class says where each stands among both.
 */
public final class IdOrder {
  /** The order of ids that are texts. */
  public static final Comparator<String> OF_TEXTS = IdOrder::compare;

  private final int numbers;

  /** Where the texts of digits alone stand; all other texts stand behind the numbers. */
  private final int[] placeOfDigits;

  /**
   * Orders ids.
   *
   * @param numbers ascending
   * @param texts in the order {@link #OF_TEXTS}
   */
  public IdOrder(long[] numbers, String[] texts) {
    this.numbers = numbers.length;
    int digits = 0;
    while (digits < texts.length && isDigits(texts[digits])) {
      digits++;
    }
    placeOfDigits = new int[digits];
    int n = 0;
    for (int t = 0; t < digits; t++) {
      while (n < numbers.length && compare(Long.toString(numbers[n]), texts[t]) < 0) {
        n++;
      }
      placeOfDigits[t] = n + t;
    }
  }

  /** The place of a number, given its rank among the numbers. */
  public int placeOfNumber(int rank) {
    int low = 0;
    int high = placeOfDigits.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (placeOfDigits[middle] - middle <= rank) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return rank + low;
  }

  /** The place of a text, given its rank among the texts. */
  public int placeOfText(int rank) {
    return rank < placeOfDigits.length ? placeOfDigits[rank] : numbers + rank;
  }

  /** The rank among the texts of what stands in a place; if a number does, -1 - its rank. */
  public int at(int place) {
    int found = Arrays.binarySearch(placeOfDigits, place);
    if (found >= 0) {
      return found;
    }
    int number = place - (-found - 1);
    return number < numbers ? -1 - number : place - numbers;
  }

  static boolean isDigits(String id) {
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) < '0' || id.charAt(i) > '9') {
        return false;
      }
    }
    return !id.isEmpty();
  }

  private static int compare(String a, String b) {
    boolean aIsNumber = isDigits(a) || IdTable.isWholeNumber(a);
    boolean bIsNumber = isDigits(b) || IdTable.isWholeNumber(b);
    if (aIsNumber != bIsNumber) {
      return aIsNumber ? -1 : 1;
    }
    return aIsNumber ? compareNumbers(a, b) : a.compareTo(b);
  }

  private static int compareNumbers(String a, String b) {
    if (a.charAt(0) == '-' || b.charAt(0) == '-') {
      // Texts of digits are never negative, so one of the two is the number that is.
      return a.charAt(0) == '-' ? -1 : 1;
    }
    int aStart = leadingZeros(a);
    int bStart = leadingZeros(b);
    int order = Integer.compare(a.length() - aStart, b.length() - bStart);
    if (order == 0) {
      order = a.substring(aStart).compareTo(b.substring(bStart));
    }
    return order != 0 ? order : Integer.compare(a.length(), b.length());
  }

  private static int leadingZeros(String digits) {
    int zeros = 0;
    while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
      zeros++;
    }
    return zeros;
  }
}
