package org.clv4j.benchmarks;

import java.util.Map;
import java.util.function.ToLongFunction;
import org.clv4j.core.customer.CustomerBase;

/** One number for the summaries of all customers, in whatever order they come. */
final class Summaries {
  private long checksum;

  void add(
      long customer,
      int orders,
      int firstDay,
      int lastDay,
      int frequency,
      long spend,
      long repeatSpend) {
    long h = OrderSource.mix(customer);
    for (long value : new long[] {orders, firstDay, lastDay, frequency, spend, repeatSpend}) {
      h = OrderSource.mix(h ^ value);
    }
    checksum += h;
  }

  long checksum() {
    return checksum;
  }

  static long checksum(CustomerBase base, ToLongFunction<String> numberOfId) {
    return checksum(base, base.size(), numberOfId);
  }

  static long checksum(CustomerBase base, int firstRows, ToLongFunction<String> numberOfId) {
    Summaries all = new Summaries();
    for (int row = 0; row < firstRows; row++) {
      all.add(
          numberOfId.applyAsLong(base.id(row)),
          base.orders(row),
          base.firstOrderDay(row),
          base.lastOrderDay(row),
          base.frequency(row),
          base.spendMinor(row),
          base.repeatSpendMinor(row));
    }
    return all.checksum();
  }

  static long checksum(Map<Integer, Purchase.Summary> naive) {
    Summaries all = new Summaries();
    naive.forEach(
        (customer, s) ->
            all.add(
                customer,
                s.orders(),
                s.firstDay(),
                s.lastDay(),
                s.frequency(),
                s.spend(),
                s.repeatSpend()));
    return all.checksum();
  }

  /** The checksum that a plain walk over the orders in time order gives. */
  static long expectedChecksum(OrderSource source) {
    TimeOrderedFold fold = new TimeOrderedFold(source.customers());
    for (int row = 0; row < source.rows(); row++) {
      fold.add(source.customer(row), source.day(row), source.cents(row));
    }
    return fold.checksum();
  }

  static void requireEqual(String what, long found, long expected) {
    if (found != expected) {
      throw new IllegalStateException(what + " must be " + expected + ", but was " + found);
    }
  }

  static void requireEqual(long checksum, long expected) {
    requireEqual("checksum of the summaries", checksum, expected);
  }
}
