package org.clv4j.core.customer;

import java.util.Arrays;

/** Sorts words by day, if they are not, by counting; a word may have a rank that goes along. */
final class DaySort {
  /** Where the words of each day end that were put in place, by day from the least. */
  private int[] end = {};

  private int least;
  private long[] words = {};
  private int[] ranks = {};

  /** Whether words were sorted, into {@link #words} from index 0 on. */
  boolean sort(long[] unsorted, int from, int to) {
    if (!isNeeded(unsorted, from, to)) {
      return false;
    }
    for (int i = from; i < to; i++) {
      words[end[OrderWord.dayOf(unsorted[i]) - least]++] = unsorted[i];
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
      int at = end[OrderWord.dayOf(unsorted[i]) - least]++;
      words[at] = unsorted[i];
      ranks[at] = ranksOfUnsorted[i - from];
    }
    return true;
  }

  /** Whether days go backwards; if so the first places of the days are known and there is room. */
  private boolean isNeeded(long[] unsorted, int from, int to) {
    if (isSorted(unsorted, from, to)) {
      return false;
    }
    int most = 0;
    least = Integer.MAX_VALUE;
    for (int i = from; i < to; i++) {
      int day = OrderWord.dayOf(unsorted[i]);
      least = Math.min(least, day);
      most = Math.max(most, day);
    }
    int days = most - least + 1;
    if (end.length <= days) {
      end = new int[days + 1];
    } else {
      Arrays.fill(end, 0, days + 1, 0);
    }
    for (int i = from; i < to; i++) {
      end[OrderWord.dayOf(unsorted[i]) - least + 1]++;
    }
    for (int day = 1; day < days; day++) {
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
