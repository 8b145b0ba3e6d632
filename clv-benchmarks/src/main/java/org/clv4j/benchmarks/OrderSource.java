package org.clv4j.benchmarks;

import java.time.LocalDate;

/**
 * Orders of a made-up shop in time order, each a pure function of its row: nothing is stored.
 *
 * <p>Over two years there is a new customer about every 7.85 rows; 3 % of the rows repeat the
 * customer before, mostly on the same day; all others go to earlier customers, the oldest most.
 * Customers are numbered from 0 without gaps, in scrambled order. Amounts are in cents, one in 512
 * is 0. The numbers are SplitMix64's.
 */
final class OrderSource {
  static final int FIRST_DAY = (int) LocalDate.of(2024, 1, 1).toEpochDay();
  static final int DAYS = 731;

  private static final double ORDERS_PER_CUSTOMER = 7.85;

  private final int rows;
  private final int customers;
  private final long stride;

  OrderSource(int rows) {
    this.rows = rows;
    this.customers = (int) Math.ceil(rows / ORDERS_PER_CUSTOMER);
    this.stride = strideCoprimeTo(customers);
  }

  int rows() {
    return rows;
  }

  int customers() {
    return customers;
  }

  int customer(int row) {
    return (int) (joiningNumber(row) * stride % customers);
  }

  int day(int row) {
    return FIRST_DAY + (int) ((long) row * DAYS / rows);
  }

  long cents(int row) {
    long noise = mix(3L * row);
    if (noise >>> 55 == 0) {
      return 0;
    }
    long level = 500 + (mix(~(long) customer(row)) >>> 1) % 9500;
    return level * (32 + (noise & 0xFF)) / 160;
  }

  private long joiningNumber(int row) {
    long joined = joined(row);
    if (joined(row + 1L) > joined) {
      return joined;
    }
    if (unit(mix(3L * row + 1)) < 0.03) {
      return joiningNumber(row - 1);
    }
    double u = unit(mix(3L * row + 2));
    return (long) (joined * u * u);
  }

  /** How many customers the rows before a row have; the very first row has one of its own. */
  private long joined(long row) {
    return (row * customers + rows - 1) / rows;
  }

  private static long strideCoprimeTo(int customers) {
    long stride = (long) (customers * 0.618) + 1;
    while (gcd(stride, customers) != 1) {
      stride++;
    }
    return stride;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private static double unit(long bits) {
    return (bits >>> 11) * 0x1.0p-53;
  }

  static long mix(long n) {
    long z = (n + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
