package org.clv4j.core.customer;

import java.util.Arrays;

/** Sorts words by day, if they are not, by counting; a word may have a rank that goes along. */
final class DaySort {
  private final int[] end;
  private long[] words;
  private int[] ranks = {};

  /**
   * Prepares.
   *
   * @param size the number of words there is room for at first
   */
  DaySort(OrderRows rows, int size) {
    end = new int[rows.lastDay() - rows.firstDay() + 2];
    words = new long[size];
  }

  /** Whether words were sorted, into {@link #words} from index 0 on. */
  boolean sort(long[] unsorted, int from, int to) {
    if (!isNeeded(unsorted, from, to)) {
      return false;
    }
    for (int i = from; i < to; i++) {
      words[end[OrderWord.dayOf(unsorted[i])]++] = unsorted[i];
    }
    return true;
  }

  /** The same for words with the ranks at the same places, which are sorted into {@link #ranks}. */
  boolean sort(long[] unsorted, int[] ranksOfUnsorted, int from, int to) {
    if (!isNeeded(unsorted, from, to)) {
      return false;
    }
    if (ranks.length < to - from) {
      ranks = new int[words.length];
    }
    for (int i = from; i < to; i++) {
      int at = end[OrderWord.dayOf(unsorted[i])]++;
      words[at] = unsorted[i];
      ranks[at] = ranksOfUnsorted[i - from];
    }
    return true;
  }

  /** Whether days go backwards; if so the first places of all days are known and there is room. */
  private boolean isNeeded(long[] unsorted, int from, int to) {
    if (isSorted(unsorted, from, to)) {
      return false;
    }
    Arrays.fill(end, 0);
    for (int i = from; i < to; i++) {
      end[OrderWord.dayOf(unsorted[i]) + 1]++;
    }
    for (int day = 1; day < end.length; day++) {
      end[day] += end[day - 1];
    }
    if (words.length < to - from) {
      words = new long[to - from];
    }
    return true;
  }

  private static boolean isSorted(long[] words, int from, int to) {
    int last = 0;
    for (int i = from; i < to; i++) {
      int day = OrderWord.dayOf(words[i]);
      if (day < last) {
        return false;
      }
      last = day;
    }
    return true;
  }

  long[] words() {
    return words;
  }

  int[] ranks() {
    return ranks;
  }
}
