package org.clv4j.core.customer;

/**
 * An order as one word of 64 bits: [customer within its group | day | payload].
 *
 * <p>Words of a customer sort by day as plain numbers. The day is counted from the first day of the
 * orders. The payload is the amount, or the row number where some amount needs more bits or the row
 * is asked for.
 */
final class OrderWord {
  static final int MOST_GROUP_BITS = 15;
  static final int MOST_CUSTOMERS = 1 << MOST_GROUP_BITS;
  private static final int DAY_BITS = 17;
  private static final int DAY_MASK = (1 << DAY_BITS) - 1;
  private static final int PAYLOAD_BITS = Long.SIZE - MOST_GROUP_BITS - DAY_BITS;
  static final long PAYLOAD_MASK = (1L << PAYLOAD_BITS) - 1;

  private OrderWord() {}

  static long of(int customerInGroup, int day, long payload) {
    return (long) customerInGroup << (DAY_BITS + PAYLOAD_BITS)
        | (long) day << PAYLOAD_BITS
        | payload;
  }

  /** False of 1 to 2^31, which have room as payload; others want a look. */
  static boolean isUnusual(long amount) {
    return (amount - 1) >>> (PAYLOAD_BITS - 1) != 0;
  }

  /** A word of customer 0 as one of another. */
  static long withCustomer(long word, int customerInGroup) {
    return (long) customerInGroup << (DAY_BITS + PAYLOAD_BITS) | word;
  }

  /** Whether a word stands before another by customer, day and payload, as unsigned numbers. */
  static boolean isBefore(long word, long other) {
    return word + Long.MIN_VALUE < other + Long.MIN_VALUE;
  }

  /** Customer and day alone. */
  static long withoutPayload(long word) {
    return word & ~PAYLOAD_MASK;
  }

  static int customerOf(long word) {
    return (int) (word >>> (DAY_BITS + PAYLOAD_BITS));
  }

  static int dayOf(long word) {
    return (int) (word >>> PAYLOAD_BITS) & DAY_MASK;
  }

  static int rowOf(long word) {
    return (int) (word & PAYLOAD_MASK);
  }
}
