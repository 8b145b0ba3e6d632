package org.clv4j.core.customer;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.internal.Parallel;
import org.clv4j.core.internal.Parts;
import org.clv4j.core.internal.Sample;

/**
 * Brings the orders of groups of consecutive customers together.
 *
 * <p>Each order becomes one {@linkplain OrderWord word}. The words are dealt out to groups that fit
 * the cache, keeping their order.
 */
final class OrderSort {
  /** The TLB nearest to a core holds the pages of so many groups, but not of twice as many. */
  private static final int FEW_GROUPS = 64;

  /** What is known of so many customers stays in the cache nearest to a core. */
  private static final int LEAST_GROUP_BITS = 11;

  private static final int LOOKS = 64;
  private static final long[] NONE = {};
  private static final int ROWS_WORTH_A_THREAD = 1 << 17;

  private final OrderRows rows;
  private final OrderPayload payload;
  private final int groupBits;
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
    this.groupBits = groupBits(customers, seemInOrder(rows));
    this.groups = (int) (((long) customers + (1 << groupBits) - 1) >>> groupBits);
    this.lastDay = lastDay;
    this.threads = threadsFor(rows.rows(), threads);
  }

  /** How many customers make a group. */
  int groupSize() {
    return 1 << groupBits;
  }

  /**
   * Few large groups, as few can be dealt to at a time, if they are not too large. Groups that have
   * to be sorted by day are better small.
   */
  private static int groupBits(int customers, boolean inOrder) {
    for (int bits = LEAST_GROUP_BITS; inOrder && bits <= OrderWord.MOST_GROUP_BITS; bits++) {
      if (customers <= FEW_GROUPS << bits) {
        return bits;
      }
    }
    return LEAST_GROUP_BITS;
  }

  /** Whether the days of some rows do not go backwards. */
  private static boolean seemInOrder(OrderRows rows) {
    int last = Integer.MIN_VALUE;
    for (int row : Sample.rows(rows.rows(), LOOKS)) {
      int day = rows.day(row);
      if (day < last) {
        return false;
      }
      last = day;
    }
    return true;
  }

  /** How many threads are worth their start. */
  static int threadsFor(int rows, int threads) {
    return Math.max(1, Math.min(threads, rows / ROWS_WORTH_A_THREAD));
  }

  /**
   * In how many passes to deal rows out: two where there are no amounts, beside which words would
   * be large.
   */
  static int passes(OrderRows rows) {
    return rows.hasAmounts() ? 1 : 2;
  }

  /** What is done with a group; each thread has its own. */
  interface GroupWork {
    /**
     * Takes a group.
     *
     * @param firstCustomer the first of its customers
     * @param words those of its customers from {@code from} to {@code to} - 1, in the order of rows
     */
    void accept(int firstCustomer, long[] words, int from, int to);
  }

  /**
   * Sorts, and lets each group be worked on once, in no order; returns the words of all.
   *
   * @param work makes the work of a thread, given the number of words of its largest group
   */
  long[] run(IntFunction<GroupWork> work) {
    return run(1, work);
  }

  /**
   * The same, some groups after others: each pass over the rows needs as many times less memory.
   *
   * @return the words of the last pass
   */
  long[] run(int passes, IntFunction<GroupWork> work) {
    int[][] place = new int[threads][];
    Parallel.run(threads, t -> place[t] = countGroups(firstBlock(t), firstBlock(t + 1)));
    int[] start = Parts.turnCountsIntoPlaces(place, groups);
    int[] ofPass = Parts.evenBounds(start, passes);
    long[] words = NONE;
    for (int pass = 0; pass < passes; pass++) {
      words = NONE;
      Groups some = Groups.of(start, ofPass[pass], ofPass[pass + 1]);
      Parallel.run(threads, t -> deal(firstBlock(t), firstBlock(t + 1), place[t], some));
      int[] bound = Parts.evenBounds(some.start, threads);
      Parallel.run(threads, t -> work(some, bound, t, work));
      words = some.words;
    }
    return words;
  }

  /**
   * The groups of one pass.
   *
   * @param first the first of them
   * @param before how many words those before have
   * @param start where the words of each begin, and at last where all end
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Groups(int first, int before, int[] start, long[] words) {
    static Groups of(int[] startAmongAll, int first, int end) {
      int before = startAmongAll[first];
      int[] start = new int[end - first + 1];
      Arrays.setAll(start, g -> startAmongAll[first + g] - before);
      return new Groups(first, before, start, new long[start[end - first]]);
    }
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

  private void countGroups(OrderRows.Block block, int[] count) {
    int bits = groupBits;
    for (int i = 0; i < block.rows; i++) {
      count[block.customer(i) >>> bits]++;
    }
  }

  private void countGroupsInTime(OrderRows.Block block, int[] count) {
    int[] day = block.day;
    int dayAt = block.dayAt;
    int bits = groupBits;
    for (int i = 0; i < block.rows; i++) {
      if (day[dayAt + i] <= lastDay) {
        count[block.customer(i) >>> bits]++;
      }
    }
  }

  private void deal(int from, int to, int[] place, Groups some) {
    OrderRows.Block block = new OrderRows.Block();
    for (int b = from; b < to; b++) {
      rows.showCustomers(b, block);
      rows.showTimes(b, block);
      deal(block, b << OrderColumns.SHIFT, place, some);
    }
  }

  private void deal(OrderRows.Block block, int firstRow, int[] place, Groups some) {
    int[] day = block.day;
    long[] amount = payload.isAmount() ? block.amount : null;
    int dayAt = block.dayAt;
    int amountAt = block.amountAt;
    int origin = rows.firstDay();
    int bits = groupBits;
    int mask = (1 << bits) - 1;
    long[] words = some.words;
    int first = some.first;
    int end = first + some.start.length - 1;
    for (int i = 0; i < block.rows; i++) {
      int dayOfRow = day[dayAt + i];
      int c = block.customer(i);
      int group = c >>> bits;
      if (dayOfRow <= lastDay && group >= first && group < end) {
        words[place[group]++ - some.before] =
            OrderWord.of(
                c & mask, dayOfRow - origin, amount != null ? amount[amountAt + i] : firstRow + i);
      }
    }
  }

  private void work(Groups some, int[] bound, int thread, IntFunction<GroupWork> workOfLargest) {
    int largest = 0;
    for (int g = bound[thread]; g < bound[thread + 1]; g++) {
      largest = Math.max(largest, some.start[g + 1] - some.start[g]);
    }
    GroupWork work = workOfLargest.apply(largest);
    for (int g = bound[thread]; g < bound[thread + 1]; g++) {
      work.accept((some.first + g) << groupBits, some.words, some.start[g], some.start[g + 1]);
    }
  }
}
