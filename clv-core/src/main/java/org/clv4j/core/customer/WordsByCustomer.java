package org.clv4j.core.customer;

import java.util.Arrays;
import org.clv4j.core.internal.DeductionColumns;
import org.clv4j.core.internal.LogColumns;
import org.clv4j.core.order.OrderLog;

/**
 * Brings the words of a group into the order of customers, days and amounts, in place; belongs to
 * one thread.
 *
 * <p>The words are first dealt out to parts of the group, or sorted by day where that is needed,
 * and from there to their customers.
 */
final class WordsByCustomer implements OrderSort.GroupWork {
  /** What so many customers have is dealt out within the cache nearest to a core. */
  private static final int PART_BITS = 11;

  /** More orders of a day that are out of order are worth a sort. */
  private static final int FEW = 16;

  private final OrderLog log;
  private final OrderPayload payload;
  private final DeductionColumns deductions;

  /** Whether nothing is known of orders but customer and day. */
  private final boolean areAlike;

  private final int[] start;

  /** Where the next word of each customer goes. */
  private final int[] next;

  private final int[] nextOfPart;
  private final DaySort days = new DaySort();
  private final long[] room;

  /**
   * Prepares the work of a thread.
   *
   * @param start is filled with the first word of each customer; has one number more
   * @param groupSize customers of a group
   * @param largest words of the largest group
   */
  WordsByCustomer(OrderLog log, OrderPayload payload, int[] start, int groupSize, int largest) {
    this.log = log;
    this.payload = payload;
    this.deductions = LogColumns.of(log).details().deductions();
    this.areAlike = !log.hasAmounts() && LogColumns.of(log).details().isEmpty();
    this.start = start;
    this.next = new int[Math.min(groupSize, start.length - 1) + 1];
    this.nextOfPart = new int[(next.length - 2 + (1 << PART_BITS)) >>> PART_BITS];
    this.room = new long[largest];
  }

  @Override
  public void accept(int firstCustomer, long[] words, int from, int to) {
    boolean daysInOrder = count(words, from, to);
    int customers = Math.min(next.length - 1, start.length - 1 - firstCustomer);
    System.arraycopy(next, 0, start, firstCustomer, customers);
    if (daysInOrder) {
      dealToParts(words, from, to);
    } else {
      days.words(words, from, to, room, 0);
    }
    for (int i = 0; i < to - from; i++) {
      words[next[OrderWord.customerOf(room[i])]++] = room[i];
    }
    if (payload.isAmount()) {
      sortByAmount(words, from, to);
    } else if (!areAlike) {
      for (int c = 0; c < customers; c++) {
        sortByDetails(words, start[firstCustomer + c], next[c]);
      }
    }
  }

  /** Counts the words of each customer; tells whether their days never go backwards. */
  private boolean count(long[] words, int from, int to) {
    Arrays.fill(next, 0);
    boolean inOrder = true;
    int last = 0;
    for (int i = from; i < to; i++) {
      int day = OrderWord.dayOf(words[i]);
      inOrder &= day >= last;
      last = day;
      next[OrderWord.customerOf(words[i]) + 1]++;
    }
    next[0] = from;
    for (int c = 1; c < next.length; c++) {
      next[c] += next[c - 1];
    }
    return inOrder;
  }

  private void dealToParts(long[] words, int from, int to) {
    for (int part = 0; part < nextOfPart.length; part++) {
      nextOfPart[part] = next[part << PART_BITS] - from;
    }
    for (int i = from; i < to; i++) {
      room[nextOfPart[OrderWord.customerOf(words[i]) >>> PART_BITS]++] = words[i];
    }
  }

  /** Sorts words of which only those of a customer's day are out of order. */
  private void sortByAmount(long[] words, int from, int to) {
    int i = from + 1;
    while (i < to) {
      if (follows(words[i - 1], words[i]) && !putBack(words, i, from)) {
        int firstOfDay = i;
        while (firstOfDay > from && isSameDay(words[firstOfDay - 1], words[i])) {
          firstOfDay--;
        }
        int endOfDay = endOfDay(words, i, to);
        sortDay(words, firstOfDay, endOfDay);
        i = endOfDay;
      } else {
        i++;
      }
    }
  }

  /**
   * Puts a word that is out of order where it belongs among those before it.
   *
   * @return false if it may belong further to the front than is worth a try
   */
  private boolean putBack(long[] words, int at, int from) {
    long word = words[at];
    int least = Math.max(from, at - FEW);
    int i = at;
    for (; i > least && follows(words[i - 1], word); i--) {
      words[i] = words[i - 1];
    }
    words[i] = word;
    return i > least;
  }

  /** Sorts a customer's words, of which only those of a day are out of order. */
  private void sortByDetails(long[] words, int from, int to) {
    for (int i = from; i < to; ) {
      int endOfDay = endOfDay(words, i, to);
      sortDay(words, i, endOfDay);
      i = endOfDay;
    }
  }

  private static int endOfDay(long[] words, int at, int to) {
    int end = at + 1;
    while (end < to && isSameDay(words[end], words[at])) {
      end++;
    }
    return end;
  }

  private static boolean isSameDay(long word, long other) {
    return OrderWord.withoutPayload(word) == OrderWord.withoutPayload(other);
  }

  private void sortDay(long[] words, int from, int to) {
    if (to - from <= FEW) {
      insert(words, from, to);
      return;
    }
    int middle = (from + to) >>> 1;
    sortDay(words, from, middle);
    sortDay(words, middle, to);
    if (follows(words[middle - 1], words[middle])) {
      merge(words, from, middle, to);
    }
  }

  private void insert(long[] words, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long word = words[i];
      int j = i;
      for (; j > from && follows(words[j - 1], word); j--) {
        words[j] = words[j - 1];
      }
      words[j] = word;
    }
  }

  private void merge(long[] words, int from, int middle, int to) {
    int left = middle - from;
    System.arraycopy(words, from, room, 0, left);
    int i = 0;
    int j = middle;
    int at = from;
    while (i < left) {
      words[at++] = j < to && follows(room[i], words[j]) ? words[j++] : room[i++];
    }
  }

  /** Whether the first comes after the second, which is of the same day unless amounts tell. */
  private boolean follows(long first, long second) {
    return payload.isAmount() ? OrderWord.isBefore(second, first) : compare(first, second) > 0;
  }

  private int compare(long word, long other) {
    int byAmount = Long.compare(payload.amountOf(word), payload.amountOf(other));
    if (byAmount != 0) {
      return byAmount;
    }
    int a = OrderWord.rowOf(word);
    int b = OrderWord.rowOf(other);
    if (log.discount(a) != log.discount(b)) {
      return Long.compare(log.discount(a), log.discount(b));
    }
    if (log.hasCosts() && log.cost(a) != log.cost(b)) {
      return Long.compare(log.cost(a), log.cost(b));
    }
    int byPromotion = Integer.compare(log.promotion(a), log.promotion(b));
    int byLabels = byPromotion != 0 ? byPromotion : Integer.compare(log.channel(a), log.channel(b));
    return byLabels != 0 ? byLabels : deductions.compare(a, b);
  }
}
