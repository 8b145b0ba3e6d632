package org.clv4j.core.customer;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.internal.Parallel;
import org.clv4j.core.internal.Parts;

/**
 * Brings the orders of groups of consecutive customers together, each group's in the order of days.
 *
 * <p>Each order becomes one {@linkplain OrderWord word}. The words are dealt out to groups that fit
 * the cache, keeping their order. A group whose days go backwards is then sorted by day.
 */
final class OrderSort {
  static final int GROUP = 1 << OrderWord.GROUP_BITS;
  private static final int GROUP_MASK = GROUP - 1;
  private static final int ROWS_WORTH_A_THREAD = 1 << 17;

  private final OrderRows rows;
  private final OrderPayload payload;
  private final int groups;
  private final int lastDay;
  private final int threads;

  /**
   * Prepares a sort.
   *
   * @param customers how many there are
   * @param lastDay later orders do not count
   * @param threads at most so many
   */
  OrderSort(OrderRows rows, OrderPayload payload, int customers, int lastDay, int threads) {
    this.rows = rows;
    this.payload = payload;
    this.groups = (customers + GROUP_MASK) >>> OrderWord.GROUP_BITS;
    this.lastDay = lastDay;
    this.threads = threadsFor(rows.rows(), threads);
  }

  /** How many threads are worth their start. */
  static int threadsFor(int rows, int threads) {
    return Math.max(1, Math.min(threads, rows / ROWS_WORTH_A_THREAD));
  }

  /** What is done with a group; each thread has its own. */
  interface GroupWork {
    /**
     * Takes a group.
     *
     * @param firstCustomer the first of the {@link #GROUP} customers
     * @param words those of its customers, by day, from {@code from} to {@code to} - 1
     * @param all the words of all groups, for whoever keeps them
     * @param start the first word of the group in {@code all}
     */
    void accept(int firstCustomer, long[] words, int from, int to, long[] all, int start);
  }

  /**
   * Sorts, and lets each group be worked on once, in no order; returns the words of all.
   *
   * @param work makes the work of a thread, given the number of words of its largest group
   */
  long[] run(IntFunction<GroupWork> work) {
    int[][] place = new int[threads][];
    Parallel.run(threads, t -> place[t] = countGroups(firstBlock(t), firstBlock(t + 1)));
    int[] groupStart = Parts.turnCountsIntoPlaces(place, groups);
    long[] words = new long[groupStart[groups]];
    Parallel.run(threads, t -> dealToGroups(firstBlock(t), firstBlock(t + 1), place[t], words));
    int[] bound = evenBounds(groupStart);
    Parallel.run(threads, t -> work(bound[t], bound[t + 1], groupStart, words, work));
    return words;
  }

  private int firstBlock(int thread) {
    return Parallel.start(rows.blocks(), thread, threads);
  }

  private int[] countGroups(int from, int to) {
    int[] count = new int[groups];
    boolean all = rows.lastDay() <= lastDay;
    OrderRows.Block block = new OrderRows.Block();
    for (int b = from; b < to; b++) {
      rows.showCustomers(b, block);
      if (all) {
        countGroups(block, count);
      } else {
        rows.showTimes(b, block);
        countGroupsInTime(block, count);
      }
    }
    return count;
  }

  private static void countGroups(OrderRows.Block block, int[] count) {
    for (int i = 0; i < block.rows; i++) {
      count[block.customer(i) >>> OrderWord.GROUP_BITS]++;
    }
  }

  private void countGroupsInTime(OrderRows.Block block, int[] count) {
    int[] day = block.day;
    int dayAt = block.dayAt;
    for (int i = 0; i < block.rows; i++) {
      if (day[dayAt + i] <= lastDay) {
        count[block.customer(i) >>> OrderWord.GROUP_BITS]++;
      }
    }
  }

  private void dealToGroups(int from, int to, int[] place, long[] words) {
    OrderRows.Block block = new OrderRows.Block();
    for (int b = from; b < to; b++) {
      rows.showCustomers(b, block);
      rows.showTimes(b, block);
      dealToGroups(block, b << OrderColumns.SHIFT, place, words);
    }
  }

  private void dealToGroups(OrderRows.Block block, int firstRow, int[] place, long[] words) {
    int[] day = block.day;
    long[] amount = payload.isAmount() ? block.amount : null;
    int dayAt = block.dayAt;
    int amountAt = block.amountAt;
    int origin = rows.firstDay();
    for (int i = 0; i < block.rows; i++) {
      int dayOfRow = day[dayAt + i];
      if (dayOfRow <= lastDay) {
        int c = block.customer(i);
        words[place[c >>> OrderWord.GROUP_BITS]++] =
            OrderWord.of(
                c & GROUP_MASK,
                dayOfRow - origin,
                amount != null ? amount[amountAt + i] : firstRow + i);
      }
    }
  }

  /** Splits the groups so that each thread walks about the same number of words. */
  private int[] evenBounds(int[] groupStart) {
    int[] bound = new int[threads + 1];
    bound[threads] = groups;
    for (int t = 1; t < threads; t++) {
      int words = Parallel.start(groupStart[groups], t, threads);
      int at = Arrays.binarySearch(groupStart, words);
      bound[t] = Math.min(groups, Math.max(bound[t - 1], at < 0 ? -at - 1 : at));
    }
    return bound;
  }

  private void work(
      int firstGroup,
      int endGroup,
      int[] groupStart,
      long[] words,
      IntFunction<GroupWork> workOfLargest) {
    int largest = 0;
    for (int g = firstGroup; g < endGroup; g++) {
      largest = Math.max(largest, groupStart[g + 1] - groupStart[g]);
    }
    GroupWork work = workOfLargest.apply(largest);
    DaySort days = new DaySort();
    for (int g = firstGroup; g < endGroup; g++) {
      int from = groupStart[g];
      int to = groupStart[g + 1];
      int firstCustomer = g << OrderWord.GROUP_BITS;
      if (days.sort(words, from, to)) {
        work.accept(firstCustomer, days.words(), 0, to - from, words, from);
      } else {
        work.accept(firstCustomer, words, from, to, words, from);
      }
    }
  }
}
