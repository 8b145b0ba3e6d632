package org.clv4j.core.customer;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.internal.Parallel;
import org.clv4j.core.internal.Parts;
import org.clv4j.core.internal.Sample;
import org.jspecify.annotations.Nullable;

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
  private final int customers;
  private final int groupBits;
  private final int groups;
  private final int lastDay;
  private final int threads;
  private final int[][] place;
  private final OrderCheck[] checks;

  /**
   * Prepares a sort.
   *
   * @param customers how many there may be
   * @param lastDay later orders do not count
   * @param threads at most so many
   */
  OrderSort(OrderRows rows, OrderPayload payload, int customers, int lastDay, int threads) {
    this.rows = rows;
    this.payload = payload;
    this.customers = customers;
    this.groupBits = groupBits(customers, seemInOrder(rows));
    this.groups = (int) (((long) customers + (1 << groupBits) - 1) >>> groupBits);
    this.lastDay = lastDay;
    this.threads = threadsFor(rows.rows(), threads);
    this.place = new int[this.threads][];
    this.checks = new OrderCheck[this.threads];
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
   * In how many passes to deal rows out: two where there are no amounts, beside which dealt rows
   * would be large.
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
     * @param words those of its customers from {@code from} to {@code to} - 1, in the order of
     *     rows; may be changed there
     */
    void accept(int firstCustomer, long[] words, int from, int to);
  }

  /** What a thread counts; the least and most customer only where they are not known before. */
  private static final class Counted {
    final int[] ordersOfGroup;
    long leastCustomer = Long.MAX_VALUE;
    long mostCustomer = Long.MIN_VALUE;
    boolean asPromised = true;

    Counted(int groups) {
      ordersOfGroup = new int[groups];
    }
  }

  /**
   * Counts the orders of each group.
   *
   * @return the least and the most customer who has orders in time, or if customers are known the
   *     first and the last of all; null if a customer is not as promised
   */
  @Nullable Range count() {
    Counted[] counted = new Counted[threads];
    Parallel.run(threads, t -> counted[t] = count(firstBlock(t), firstBlock(t + 1)));
    Range range = Range.NONE;
    for (int t = 0; t < threads; t++) {
      if (!counted[t].asPromised) {
        return null;
      }
      place[t] = counted[t].ordersOfGroup;
      range = range.and(new Range(counted[t].leastCustomer, counted[t].mostCustomer));
    }
    return rows.areKnown() && customers > 0 ? new Range(0, customers - 1L) : range;
  }

  /**
   * Sorts what was counted, and lets each group be worked on once, in no order.
   *
   * @param passes some groups are dealt out after others: each pass over the rows needs as many
   *     times less memory
   * @param work makes the work of a thread, given the number of words of its largest group
   * @return the words of the last pass; null if an order is not as promised, and then no group was
   *     worked on
   */
  long @Nullable [] run(int passes, IntFunction<GroupWork> work) {
    int[] start = Parts.turnCountsIntoPlaces(place, groups);
    int[] ofPass = Parts.evenBounds(start, passes);
    long[] words = NONE;
    for (int pass = 0; pass < passes; pass++) {
      words = NONE;
      Groups some = Groups.of(start, ofPass[pass], ofPass[pass + 1]);
      Parallel.run(threads, t -> checks[t] = deal(t, some));
      if (Arrays.stream(checks).anyMatch(OrderCheck::isBroken)) {
        return null;
      }
      int[] bound = Parts.evenBounds(some.start, threads);
      Parallel.run(threads, t -> work(some, bound, t, work));
      words = some.words;
    }
    return words;
  }

  /** How many of the orders that were sorted have an amount of 0. */
  long zeroAmounts() {
    return OrderCheck.zeroAmounts(checks);
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

  private Counted count(int from, int to) {
    Counted counted = new Counted(groups);
    boolean all = rows.lastDay() <= lastDay;
    OrderRows.Block block = new OrderRows.Block();
    for (int b = from; b < to && counted.asPromised; b++) {
      rows.showCustomers(b, block);
      if (!all) {
        rows.showTimes(b, block);
      }
      if (rows.areKnown()) {
        countKnown(block, all, counted.ordersOfGroup);
      } else {
        countPromised(block, all, counted);
      }
    }
    return counted;
  }

  private void countKnown(OrderRows.Block block, boolean all, int[] count) {
    int[] day = block.day;
    int dayAt = block.dayAt;
    int bits = groupBits;
    for (int i = 0; i < block.rows; i++) {
      if (all || day[dayAt + i] <= lastDay) {
        count[(int) block.customer(i) >>> bits]++;
      }
    }
  }

  private void countPromised(OrderRows.Block block, boolean all, Counted counted) {
    int[] day = block.day;
    int dayAt = block.dayAt;
    int bits = groupBits;
    int[] count = counted.ordersOfGroup;
    long least = counted.leastCustomer;
    long most = counted.mostCustomer;
    for (int i = 0; i < block.rows; i++) {
      long customer = block.customer(i);
      if (customer < 0 || customer >= customers) {
        counted.asPromised = false;
        return;
      }
      if (all || day[dayAt + i] <= lastDay) {
        least = Math.min(least, customer);
        most = Math.max(most, customer);
        count[(int) (customer >>> bits)]++;
      }
    }
    counted.leastCustomer = least;
    counted.mostCustomer = most;
  }

  private OrderCheck deal(int thread, Groups some) {
    OrderCheck check = new OrderCheck(rows, lastDay);
    OrderRows.Block block = new OrderRows.Block();
    int end = firstBlock(thread + 1);
    for (int b = firstBlock(thread); b < end && !check.isBroken(); b++) {
      rows.showCustomers(b, block);
      rows.showTimes(b, block);
      deal(block, b << OrderColumns.SHIFT, check, place[thread], some);
    }
    return check;
  }

  private void deal(
      OrderRows.Block block, int firstRow, OrderCheck check, int[] place, Groups some) {
    int[] day = block.day;
    int dayAt = block.dayAt;
    int origin = rows.firstDay();
    long[] amount = block.amount;
    int amountAt = block.amountAt;
    boolean isAmount = payload.isAmount();
    int bits = groupBits;
    int mask = (1 << bits) - 1;
    long[] words = some.words;
    int first = some.first;
    int end = first + some.start.length - 1;
    for (int i = 0; i < block.rows; i++) {
      int dayOfRow = day[dayAt + i] - origin;
      long minor = amount == null ? 1 : amount[amountAt + i];
      int customer = (int) block.customer(i);
      int group = customer >>> bits;
      if (check.counts(dayOfRow, minor) && group >= first && group < end) {
        words[place[group]++ - some.before] =
            OrderWord.of(customer & mask, dayOfRow, isAmount ? minor : firstRow + i);
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
