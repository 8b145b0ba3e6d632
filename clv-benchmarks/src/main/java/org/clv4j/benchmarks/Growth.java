package org.clv4j.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.OrderArrays;
import org.jspecify.annotations.Nullable;

/**
 * How the time per order grows with the orders: arrays that come in twenty parts by day, each made
 * into a base and merged with what was known, so that no more than a part is held.
 *
 * <p>One thread. Generating the orders is not counted. Orders, customers, cents and the summaries
 * of the first customers must be those of a plain walk.
 */
public final class Growth {
  private static final int PARTS = 20;
  private static final int SAMPLE = 10_000;
  private static final double MOST_TIMES = 1.5;
  private static final int[] ROWS = {1_000_000, 10_000_000, 50_000_000, 200_000_000};
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final OrderSource source;
  private final Clock base = new Clock();
  private final Clock merge = new Clock();
  private final TimeOrderedFold sample = new TimeOrderedFold(SAMPLE);
  private long cents;

  private Growth(int rows) {
    this.source = new OrderSource(rows);
  }

  /** Wall and processor time of this thread, added up. */
  private static final class Clock {
    private long wall;
    private long cpu;

    void start() {
      wall -= System.nanoTime();
      cpu -= THREADS.getCurrentThreadCpuTime();
    }

    void stop() {
      wall += System.nanoTime();
      cpu += THREADS.getCurrentThreadCpuTime();
    }
  }

  /**
   * Measures and prints one line per number of orders.
   *
   * @param args numbers of orders, if not 1, 10, 50 and 200 million
   */
  public static void main(String[] args) {
    int[] sizes =
        args.length == 0 ? ROWS : Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
    // The first runs are compiled while they run and are not shown.
    for (int i = 0; i < 3; i++) {
      new Growth(sizes[0]).run();
    }
    System.out.println(
        "| orders | customers | CPU ns per order: base | merge | all | all, wall |\n"
            + "|---:|---:|---:|---:|---:|---:|");
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int rows : sizes) {
      Growth growth = new Growth(rows);
      growth.check(growth.run());
      growth.print();
      double perOrder = growth.perOrder(growth.base.cpu + growth.merge.cpu);
      least = Math.min(least, perOrder);
      most = Math.max(most, perOrder);
    }
    System.out.printf(Locale.ROOT, "from least to most %.2f times%n", most / least);
    if (most > MOST_TIMES * least) {
      throw new IllegalStateException("must be at most " + MOST_TIMES + " times");
    }
  }

  private CustomerBase run() {
    CustomerBase known = null;
    for (int part = 0; part < PARTS; part++) {
      int firstDay = OrderSource.DAYS * part / PARTS;
      int endDay = OrderSource.DAYS * (part + 1) / PARTS;
      known = add(known, firstRow(firstDay), firstRow(endDay), OrderSource.FIRST_DAY + endDay - 1);
    }
    if (known == null) {
      throw new IllegalStateException("there must be a part");
    }
    return known;
  }

  /** The first row of a day, counted from the first day. */
  private int firstRow(int day) {
    return (int) (((long) day * source.rows() + OrderSource.DAYS - 1) / OrderSource.DAYS);
  }

  private CustomerBase add(@Nullable CustomerBase known, int from, int to, int lastDay) {
    long[] customer = new long[to - from];
    int[] day = new int[to - from];
    long[] amount = new long[to - from];
    for (int i = 0; i < customer.length; i++) {
      customer[i] = source.customer(from + i);
      day[i] = source.day(from + i);
      amount[i] = source.cents(from + i);
      cents += amount[i];
      if (customer[i] < SAMPLE) {
        sample.add((int) customer[i], day[i], amount[i]);
      }
    }
    base.start();
    CustomerBase added =
        CustomerBase.of(
            OrderArrays.of(customer, day).withAmounts(amount, OrderData.EUR),
            CustomerBase.Options.DEFAULT.withAsOf(LocalDate.ofEpochDay(lastDay)));
    base.stop();
    merge.start();
    CustomerBase all = known == null ? added : CustomerBase.mergeByDay(known, added);
    merge.stop();
    return all;
  }

  private void check(CustomerBase found) {
    Summaries.requireEqual("orders", found.orderCount(), source.rows());
    Summaries.requireEqual("customers", found.size(), source.customers());
    Summaries.requireEqual("cents", found.totalSpend().minorUnits(), cents);
    Summaries.requireEqual(
        "checksum of the first customers",
        Summaries.checksum(found, SAMPLE, Long::parseLong),
        sample.checksum());
  }

  private void print() {
    System.out.printf(
        Locale.ROOT,
        "| %d | %d | %.1f | %.1f | %.1f | %.1f |%n",
        source.rows(),
        source.customers(),
        perOrder(base.cpu),
        perOrder(merge.cpu),
        perOrder(base.cpu + merge.cpu),
        perOrder(base.wall + merge.wall));
  }

  private double perOrder(long nanoseconds) {
    return (double) nanoseconds / source.rows();
  }
}
