package org.clv4j.models.evaluate;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import org.clv4j.core.order.OrderLog;
import org.clv4j.models.internal.LongIndex;

/** The gates that need single orders. */
final class OrderGates {
  static final double SIGNIFICANT = 0.01;

  private static final String DUPLICATES = "duplicates";

  private OrderGates() {}

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  static Gate unknownDuplicates(String finding) {
    return Gate.unknown(
        DUPLICATES, 0.01, 0.2, finding, "give the orders with their amounts, which tell repeats");
  }

  /** Orders that agree with another in customer, day and amount, each but the first. */
  static Gate duplicates(OrderLog log, LocalDate asOf) {
    if (!log.hasAmounts()) {
      return unknownDuplicates("orders without amounts cannot be told from their copies");
    }
    LongIndex customerDays = new LongIndex();
    LongIndex amounts = new LongIndex();
    long[] keys = new long[log.size()];
    int counted = 0;
    for (int row = 0; row < log.size(); row++) {
      if (log.day(row) <= asOf.toEpochDay()) {
        long customerDay = ((long) log.customer(row) << 32) | (log.day(row) & 0xFFFFFFFFL);
        keys[counted++] =
            ((long) customerDays.indexOf(customerDay) << 32) | amounts.indexOf(log.amount(row));
      }
    }
    if (counted == 0) {
      return unknownDuplicates("there is no order");
    }
    Arrays.sort(keys, 0, counted);
    int copies = 0;
    for (int i = 1; i < counted; i++) {
      copies += keys[i] == keys[i - 1] ? 1 : 0;
    }
    return Gate.atMost(
        DUPLICATES,
        (double) copies / counted,
        0.01,
        0.2,
        text("%d of %d orders repeat another in customer, day and amount", copies, counted),
        "read each file once; give one row per order, not one per line of an order");
  }
}
