package org.clv4j.core.customer;

import java.util.Arrays;
import java.util.function.Supplier;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.internal.Parallel;

/**
 * Brings the orders of each customer together: a counting sort by customer in two levels.
 *
 * <p>Each order becomes one word of 64 bits, [customer within its group | day | payload]. The words
 * are first dealt out to groups of consecutive customers, then, within a group that fits the cache,
 * to customers. A customer's words sort by day as plain numbers. The payload is the amount, or the
 * row number where some amount needs more bits or the row is asked for.
 */
final class OrderSort {
  static final int GROUP_SHIFT = 11;
  static final int GROUP = 1 << GROUP_SHIFT;
  private static final int GROUP_MASK = GROUP - 1;
  private static final int DAY_BITS = 17;
  private static final int DAY_MASK = (1 << DAY_BITS) - 1;
  private static final int PAYLOAD_BITS = 64 - GROUP_SHIFT - DAY_BITS;
  private static final long PAYLOAD_MASK = (1L << PAYLOAD_BITS) - 1;
  private static final int ROWS_WORTH_A_THREAD = 1 << 17;

  private final OrderColumns log;
  private final int groups;
  private final int lastDay;
  private final boolean payloadIsAmount;
  private final int threads;

  /**
   * Prepares a sort.
   *
   * @param customers how many there are
   * @param lastDay later orders do not count
   * @param keepRows whether the payload has to be the row
   * @param threads at most so many
   */
  OrderSort(OrderColumns log, int customers, int lastDay, boolean keepRows, int threads) {
    this.log = log;
    this.groups = (customers + GROUP_MASK) >>> GROUP_SHIFT;
    this.lastDay = lastDay;
    this.payloadIsAmount = !keepRows && log.amount() != null && log.maxAmount() <= PAYLOAD_MASK;
    this.threads = Math.max(1, Math.min(threads, log.rows() / ROWS_WORTH_A_THREAD));
  }

  /** What is done with a group; each thread has its own. */
  interface GroupWalk {
    /**
     * Takes a group.
     *
     * @param firstCustomer the first of the {@link #GROUP} customers
     * @param words those of its customers, one customer after the other, from index 0
     * @param end after the last word of each customer; an index is that of the customer in the
     *     group
     * @param all the words of all groups, for whoever keeps them
     * @param start the first word of the group in {@code all}
     */
    void accept(int firstCustomer, long[] words, int[] end, long[] all, int start);
  }

  /** Sorts, and lets walks take every group once, in no order; returns the words of all. */
  long[] run(Supplier<GroupWalk> walks) {
    int[][] place = new int[threads][];
    Parallel.run(threads, t -> place[t] = countGroups(firstBlock(t), firstBlock(t + 1)));
    int[] groupStart = turnCountsIntoPlaces(place);
    long[] words = new long[groupStart[groups]];
    Parallel.run(threads, t -> dealToGroups(firstBlock(t), firstBlock(t + 1), place[t], words));
    int[] bound = evenBounds(groupStart);
    Parallel.run(threads, t -> walk(bound[t], bound[t + 1], groupStart, words, walks.get()));
    return words;
  }

  private int firstBlock(int thread) {
    return Parallel.start(log.blocks(), thread, threads);
  }

  private int[] countGroups(int from, int to) {
    int[] count = new int[groups];
    for (int b = from; b < to; b++) {
      int[] customer = log.customer()[b];
      int[] day = log.day()[b];
      for (int i = 0; i < customer.length; i++) {
        if (day[i] <= lastDay) {
          count[customer[i] >>> GROUP_SHIFT]++;
        }
      }
    }
    return count;
  }

  private int[] turnCountsIntoPlaces(int[][] count) {
    int[] groupStart = new int[groups + 1];
    int next = 0;
    for (int g = 0; g < groups; g++) {
      groupStart[g] = next;
      for (int[] ofThread : count) {
        int rows = ofThread[g];
        ofThread[g] = next;
        next += rows;
      }
    }
    groupStart[groups] = next;
    return groupStart;
  }

  private void dealToGroups(int from, int to, int[] place, long[] words) {
    int origin = log.minDay();
    for (int b = from; b < to; b++) {
      int[] customer = log.customer()[b];
      int[] day = log.day()[b];
      long[] amount = payloadIsAmount && log.amount() != null ? log.amount()[b] : null;
      long row = (long) b << OrderColumns.SHIFT;
      for (int i = 0; i < customer.length; i++) {
        if (day[i] <= lastDay) {
          long payload = amount != null ? amount[i] : row + i;
          words[place[customer[i] >>> GROUP_SHIFT]++] =
              ((long) (customer[i] & GROUP_MASK) << (DAY_BITS + PAYLOAD_BITS))
                  | ((long) (day[i] - origin) << PAYLOAD_BITS)
                  | payload;
        }
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

  private static void walk(int from, int to, int[] groupStart, long[] words, GroupWalk walk) {
    int largest = 0;
    for (int g = from; g < to; g++) {
      largest = Math.max(largest, groupStart[g + 1] - groupStart[g]);
    }
    long[] byCustomer = new long[largest];
    int[] end = new int[GROUP + 1];
    for (int g = from; g < to; g++) {
      dealToCustomers(words, groupStart[g], groupStart[g + 1], byCustomer, end);
      walk.accept(g << GROUP_SHIFT, byCustomer, end, words, groupStart[g]);
    }
  }

  private static void dealToCustomers(long[] words, int from, int to, long[] out, int[] end) {
    Arrays.fill(end, 0);
    for (int i = from; i < to; i++) {
      end[customerOf(words[i]) + 1]++;
    }
    for (int c = 1; c < end.length; c++) {
      end[c] += end[c - 1];
    }
    for (int i = from; i < to; i++) {
      out[end[customerOf(words[i])]++] = words[i];
    }
  }

  private static int customerOf(long word) {
    return (int) (word >>> (DAY_BITS + PAYLOAD_BITS));
  }

  /** The day of an order, counted from the first day of the log. */
  static int dayOf(long word) {
    return (int) (word >>> PAYLOAD_BITS) & DAY_MASK;
  }

  /** The row of an order in the log, where the payload is the row. */
  static int rowOf(long word) {
    return (int) (word & PAYLOAD_MASK);
  }

  /** Whether the payload is the amount; else it is the row. */
  boolean payloadIsAmount() {
    return payloadIsAmount;
  }

  /** The amount of an order, 0 where there are no amounts. */
  long amountOf(long word) {
    long[][] amount = log.amount();
    if (payloadIsAmount || amount == null) {
      return amount == null ? 0 : word & PAYLOAD_MASK;
    }
    int row = rowOf(word);
    return amount[row >>> OrderColumns.SHIFT][row & OrderColumns.MASK];
  }
}
