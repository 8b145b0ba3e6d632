package org.clv4j.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Locale;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;

/** Fifty million orders, added one by one, become a log and a base in a small heap. */
public final class FiftyMillion {
  private static final int ROWS = 50_000_000;

  /** Customers 0 to here, whose summaries are compared one by one. */
  private static final int SAMPLE = 10_000;

  private FiftyMillion() {}

  /**
   * Builds, checks and prints.
   *
   * @param args the number of orders, if not fifty million
   */
  public static void main(String[] args) {
    OrderSource source = new OrderSource(args.length > 0 ? Integer.parseInt(args[0]) : ROWS);
    long start = System.nanoTime();
    OrderLogBuilder builder = OrderLog.builder(OrderData.EUR);
    TimeOrderedFold sample = new TimeOrderedFold(SAMPLE);
    long cents = 0;
    long zeros = 0;
    for (int row = 0; row < source.rows(); row++) {
      int customer = source.customer(row);
      long amount = source.cents(row);
      builder.add(customer, source.day(row), amount);
      cents += amount;
      zeros += amount == 0 ? 1 : 0;
      if (customer < SAMPLE) {
        sample.add(customer, source.day(row), amount);
      }
    }
    OrderLog log = builder.build();
    long built = System.nanoTime();
    CustomerBase base = CustomerBase.of(log, CustomerBase.Options.DEFAULT.withThreads(2));
    long done = System.nanoTime();

    Summaries.requireEqual("orders", base.orderCount(), source.rows());
    Summaries.requireEqual("customers", base.size(), source.customers());
    Summaries.requireEqual("cents", base.totalSpend().minorUnits(), cents);
    Summaries.requireEqual("orders of 0", base.zeroAmountOrders(), zeros);
    Summaries.requireEqual(
        "checksum of the first customers",
        Summaries.checksum(base, SAMPLE, Long::parseLong),
        sample.checksum());
    System.out.println(base);
    System.out.printf(
        Locale.ROOT,
        "log in %.1f s, generating included; base in %.2f s; peak heap %d of %d MiB%n",
        (built - start) / 1e9,
        (done - built) / 1e9,
        peakHeap() >> 20,
        Runtime.getRuntime().maxMemory() >> 20);
  }

  /** At most this: the pools may have had their peaks at different times. */
  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}
