package org.clv4j.core.customer;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.clv4j.core.internal.LogSum;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the orders of some customers, each customer's orders in the order of their days; where
 * they do not come in it, all must be sorted and added again.
 *
 * <p>What is known of a customer stands in four neighboring words, so that an order touches one
 * line of the cache: [first day | periods | last day], [day that began the last period, where it is
 * asked for | orders], spend, and spend of the first period. Days are counted from 1 here; 0 is no
 * day.
 *
 * <p>Sums are exact, so they depend neither on the order of orders within a day nor on the number
 * of threads.
 */
final class CustomerFold {
  private static final int WORDS = 4;
  private static final int DAY_BITS = 20;
  private static final int DAY_MASK = (1 << DAY_BITS) - 1;
  private static final long ONE_PERIOD = 1L << DAY_BITS;
  private static final long PERIODS_MASK = (long) DAY_MASK << DAY_BITS;
  private static final long ORDERS_MASK = (1L << Integer.SIZE) - 1;

  private final int dayBeforeFirst;
  private final OrderPayload payload;
  private final boolean amounts;
  private final @Nullable PeriodOfDay periodOfDay;
  private final IntFunction<String> idOf;
  private final boolean interpurchaseTimes;
  private long[] known;
  private long[] logGaps;

  /**
   * Starts with customers of whom nothing is known.
   *
   * @param customers how many
   * @param periodOfDay null where each day is a period of its own
   * @param idOf the id of a customer, for errors
   */
  CustomerFold(
      OrderRows rows,
      OrderPayload payload,
      int customers,
      @Nullable PeriodOfDay periodOfDay,
      boolean interpurchaseTimes,
      IntFunction<String> idOf) {
    this.dayBeforeFirst = rows.firstDay() - 1;
    this.payload = payload;
    this.amounts = rows.hasAmounts();
    this.periodOfDay = periodOfDay;
    this.interpurchaseTimes = interpurchaseTimes;
    this.idOf = idOf;
    this.known = new long[WORDS * customers];
    this.logGaps = new long[interpurchaseTimes ? customers : 0];
  }

  /**
   * Adds orders of a group of customers, whose first has the number 0 in the words.
   *
   * @return false if the days of a customer go backwards, and then all is forgotten
   */
  boolean addGroup(int firstCustomer, long[] words, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!add(firstCustomer, OrderWord.customerOf(words[i]), words[i])) {
        forget(known.length / WORDS);
        return false;
      }
    }
    return true;
  }

  /** Makes room for so many customers, which is kept. */
  void makeRoom(int customers) {
    if (WORDS * customers > known.length) {
      known = Arrays.copyOf(known, Math.max(WORDS * customers, 2 * known.length));
      logGaps = Arrays.copyOf(logGaps, interpurchaseTimes ? known.length / WORDS : 0);
    }
  }

  /** Adds the order of a customer for whom there is room, unless it is before an earlier one. */
  boolean add(int customer, long word) {
    return add(0, customer, word);
  }

  private boolean add(int firstCustomer, int customer, long word) {
    long day = 1L + OrderWord.dayOf(word);
    int at = WORDS * customer;
    long days = known[at];
    if (days == 0) {
      known[at] = (day << (2 * DAY_BITS)) | ONE_PERIOD | day;
      known[at + 1] = (day << Integer.SIZE) | 1;
      if (amounts) {
        known[at + 2] = payload.amountOf(word);
        known[at + 3] = known[at + 2];
      }
      return true;
    }
    if (day < (days & DAY_MASK)) {
      return false;
    }
    long change = (days ^ day) & DAY_MASK;
    if (periodOfDay != null || interpurchaseTimes) {
      days += beginPeriod(customer, (int) days & DAY_MASK, (int) day) ? ONE_PERIOD : 0;
    } else {
      days += (-change >>> (Long.SIZE - 1)) << DAY_BITS;
    }
    known[at] = days ^ change;
    known[at + 1]++;
    if (amounts) {
      long amount = payload.amountOf(word);
      long spend = known[at + 2];
      long sum = spend + amount;
      if (CustomerColumns.overflows(spend, amount, sum)) {
        throw CustomerColumns.spendOverflow(idOf.apply(firstCustomer + customer));
      }
      known[at + 2] = sum;
      if ((days & PERIODS_MASK) == ONE_PERIOD) {
        known[at + 3] += amount;
      }
    }
    return true;
  }

  /** Whether a day is in another period than the customer's last one; keeps it if so. */
  private boolean beginPeriod(int customer, int last, int day) {
    if (periodOfDay == null ? day == last : periodOfDay.isSame(day, last)) {
      return false;
    }
    int at = WORDS * customer + 1;
    if (interpurchaseTimes) {
      logGaps[customer] += LogSum.ofDays(day - (int) (known[at] >>> Integer.SIZE));
    }
    known[at] = (known[at] & ORDERS_MASK) | ((long) day << Integer.SIZE);
    return true;
  }

  /** Fills the rows of those who have orders, the first customer's first, and forgets all. */
  void putInColumns(CustomerColumns out, int firstRow) {
    for (int at = 0, row = firstRow; at < known.length; at += WORDS, row++) {
      if (known[at] != 0) {
        put(at, out, row);
      }
    }
    forget(known.length / WORDS);
  }

  /** Fills the rows of customers who have orders, and forgets them. */
  CustomerColumns columnsOf(int[] customers) {
    CustomerColumns out = new CustomerColumns(customers.length, amounts, interpurchaseTimes);
    for (int row = 0; row < customers.length; row++) {
      put(WORDS * customers[row], out, row);
    }
    forget(customers.length);
    return out;
  }

  private void put(int at, CustomerColumns out, int row) {
    long days = known[at];
    int first = (int) (days >>> (2 * DAY_BITS));
    out.orders[row] = (int) known[at + 1];
    out.firstDay[row] = dayBeforeFirst + first;
    out.lastDay[row] = dayBeforeFirst + ((int) days & DAY_MASK);
    out.frequency[row] = ((int) (days >>> DAY_BITS) & DAY_MASK) - 1;
    out.recency[row] =
        periodOfDay == null
            ? out.lastDay[row] - out.firstDay[row]
            : (int) (known[at + 1] >>> Integer.SIZE) - first;
    if (amounts) {
      out.spend[row] = known[at + 2];
      out.repeatSpend[row] = known[at + 2] - known[at + 3];
    }
    if (interpurchaseTimes) {
      out.logGaps[row] = logGaps[at / WORDS];
    }
  }

  /** Forgets as many customers, from the first on. */
  void forget(int customers) {
    Arrays.fill(known, 0, WORDS * customers, 0);
    Arrays.fill(logGaps, 0, interpurchaseTimes ? customers : 0, 0);
  }
}
