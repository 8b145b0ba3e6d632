package org.clv4j.core.customer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.order.CustomerIds;
import org.jspecify.annotations.Nullable;

/**
 * Turns orders into customer columns: a counting sort by customer in two levels, then one walk.
 *
 * <p>Each order becomes one word of 64 bits, [customer within its group | day | payload]. The words
 * are first dealt out to groups of consecutive customers, then, within a group that fits the cache,
 * to customers. A customer's words sort by day as plain numbers. The payload is the amount, or the
 * row number where some amount needs more bits; sums are exact, so the result depends neither on
 * the order of the rows nor on the number of threads.
 */
final class CustomerAggregator {
  private static final int GROUP_SHIFT = 11;
  private static final int GROUP_MASK = (1 << GROUP_SHIFT) - 1;
  private static final int DAY_BITS = 17;
  private static final int DAY_MASK = (1 << DAY_BITS) - 1;
  private static final int PAYLOAD_BITS = 64 - GROUP_SHIFT - DAY_BITS;
  private static final long PAYLOAD_MASK = (1L << PAYLOAD_BITS) - 1;
  private static final int ROWS_WORTH_A_THREAD = 1 << 17;

  private final OrderColumns log;
  private final CustomerIds ids;
  private final int groups;
  private final int lastDay;
  private final int @Nullable [] periodOfDay;
  private final boolean payloadIsAmount;
  private final int threads;
  private final CustomerColumns out;

  CustomerAggregator(
      OrderColumns log, CustomerIds ids, int asOfDay, PurchasePeriod period, int threads) {
    this.log = log;
    this.ids = ids;
    this.groups = (ids.size() + GROUP_MASK) >>> GROUP_SHIFT;
    this.lastDay = asOfDay;
    this.periodOfDay = period.equals(PurchasePeriod.DAY) ? null : periods(log, period);
    this.payloadIsAmount = log.amount() != null && log.maxAmount() <= PAYLOAD_MASK;
    this.threads = Math.max(1, Math.min(threads, log.rows() / ROWS_WORTH_A_THREAD));
    this.out = new CustomerColumns(ids.size(), log.amount() != null);
  }

  private static int[] periods(OrderColumns log, PurchasePeriod period) {
    int[] periods = new int[log.rows() == 0 ? 0 : log.maxDay() - log.minDay() + 1];
    Arrays.setAll(periods, i -> period.indexOf(log.minDay() + i));
    return periods;
  }

  CustomerColumns aggregate() {
    if (threads == 1) {
      aggregate(part -> part.run(0));
      return out;
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads, CustomerAggregator::daemon);
    try {
      aggregate(part -> runIn(pool, part));
    } finally {
      pool.shutdownNow();
    }
    return out;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "clv4j-aggregation");
    thread.setDaemon(true);
    return thread;
  }

  private void aggregate(Consumer<Part> inParallel) {
    int[][] place = new int[threads][];
    inParallel.accept(t -> place[t] = countGroups(firstBlock(t), firstBlock(t + 1)));
    int[] groupStart = turnCountsIntoPlaces(place);
    long[] words = new long[groupStart[groups]];
    inParallel.accept(t -> dealToGroups(firstBlock(t), firstBlock(t + 1), place[t], words));
    int[] bound = evenBounds(groupStart);
    inParallel.accept(t -> walkGroups(bound[t], bound[t + 1], groupStart, words));
  }

  private int firstBlock(int thread) {
    return (int) ((long) log.blocks() * thread / threads);
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
      int words = (int) ((long) groupStart[groups] * t / threads);
      int at = Arrays.binarySearch(groupStart, words);
      bound[t] = Math.min(groups, Math.max(bound[t - 1], at < 0 ? -at - 1 : at));
    }
    return bound;
  }

  private void walkGroups(int from, int to, int[] groupStart, long[] words) {
    int largest = 0;
    for (int g = from; g < to; g++) {
      largest = Math.max(largest, groupStart[g + 1] - groupStart[g]);
    }
    long[] byCustomer = new long[largest];
    int[] end = new int[GROUP_MASK + 2];
    for (int g = from; g < to; g++) {
      dealToCustomers(words, groupStart[g], groupStart[g + 1], byCustomer, end);
      int start = 0;
      for (int c = 0; c <= GROUP_MASK; c++) {
        if (end[c] > start) {
          walkCustomer((g << GROUP_SHIFT) + c, byCustomer, start, end[c]);
          start = end[c];
        }
      }
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

  private static int dayOf(long word) {
    return (int) (word >>> PAYLOAD_BITS) & DAY_MASK;
  }

  private void walkCustomer(int customer, long[] words, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (dayOf(words[i]) < dayOf(words[i - 1])) {
        Arrays.sort(words, from, to);
        break;
      }
    }
    int first = dayOf(words[from]);
    int firstPeriod = periodOf(first);
    int period = firstPeriod;
    int purchaseDay = first;
    int purchases = 1;
    long spend = 0;
    long firstSpend = 0;
    for (int i = from; i < to; i++) {
      int day = dayOf(words[i]);
      if (periodOf(day) != period) {
        period = periodOf(day);
        purchaseDay = day;
        purchases++;
      }
      long amount = amountOf(words[i]);
      spend = addExact(spend, amount, customer);
      firstSpend += period == firstPeriod ? amount : 0;
    }
    out.orders[customer] = to - from;
    out.firstDay[customer] = log.minDay() + first;
    out.lastDay[customer] = log.minDay() + dayOf(words[to - 1]);
    out.frequency[customer] = purchases - 1;
    out.recency[customer] = purchaseDay - first;
    if (out.spend.length > 0) {
      out.spend[customer] = spend;
      out.repeatSpend[customer] = spend - firstSpend;
    }
  }

  private int periodOf(int day) {
    return periodOfDay == null ? day : periodOfDay[day];
  }

  private long amountOf(long word) {
    long payload = word & PAYLOAD_MASK;
    long[][] amount = log.amount();
    if (payloadIsAmount || amount == null) {
      return amount == null ? 0 : payload;
    }
    return amount[(int) (payload >>> OrderColumns.SHIFT)][(int) payload & OrderColumns.MASK];
  }

  private long addExact(long sum, long amount, int customer) {
    try {
      return Math.addExact(sum, amount);
    } catch (ArithmeticException e) {
      throw new ArithmeticException(
          "total spend of customer \"" + ids.id(customer) + "\" must fit in a long of minor units");
    }
  }

  private interface Part {
    void run(int thread);
  }

  private void runIn(ExecutorService pool, Part part) {
    List<Callable<@Nullable Void>> parts = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int thread = t;
      parts.add(
          () -> {
            part.run(thread);
            return null;
          });
    }
    try {
      for (Future<@Nullable Void> done : pool.invokeAll(parts)) {
        done.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("aggregation failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("aggregation was interrupted", e);
    }
  }
}
