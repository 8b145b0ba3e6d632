package org.clv4j.core.customer;

import java.util.Arrays;

/** Sorts words by day by counting; a word may have the code of its customer behind it. */
final class DaySort {
  /** Where the next row of each day goes, by day from the least. */
  private int[] next = {};

  private int least;
  private long[] sorted = {};

  /**
   * Sorts.
   *
   * @param words from {@code from} to {@code to} - 1
   * @return the same by day, from index 0 on, until others are sorted
   */
  long[] words(long[] words, int from, int to) {
    makeRoom(to - from);
    words(words, from, to, sorted, 0);
    return sorted;
  }

  /** Sorts words into room from an index on that does not overlap them. */
  void words(long[] words, int from, int to, long[] room, int first) {
    count(words, 1, from, to);
    for (int at = from; at < to; at++) {
      room[first + next[OrderWord.dayOf(words[at]) - least]++] = words[at];
    }
  }

  /** The same for words each with a code behind it. */
  long[] wordsAndCodes(long[] rows, int from, int to) {
    makeRoom(to - from);
    count(rows, 2, from, to);
    for (int at = from; at < to; at += 2) {
      int place = 2 * next[OrderWord.dayOf(rows[at]) - least]++;
      sorted[place] = rows[at];
      sorted[place + 1] = rows[at + 1];
    }
    return sorted;
  }

  private void makeRoom(int numbers) {
    if (sorted.length < numbers) {
      sorted = new long[numbers];
    }
  }

  /** Counts, after which the first place of each day is known. */
  private void count(long[] rows, int width, int from, int to) {
    int most = 0;
    least = Integer.MAX_VALUE;
    for (int at = from; at < to; at += width) {
      int day = OrderWord.dayOf(rows[at]);
      least = Math.min(least, day);
      most = Math.max(most, day);
    }
    int days = most - least + 1;
    if (next.length <= days) {
      next = new int[days + 1];
    } else {
      Arrays.fill(next, 0, days + 1, 0);
    }
    for (int at = from; at < to; at += width) {
      next[OrderWord.dayOf(rows[at]) - least + 1]++;
    }
    for (int day = 1; day < days; day++) {
      next[day] += next[day - 1];
    }
  }
}
