package org.clv4j.core.internal;

/**
 * Logs as whole multiples of 2<sup>-44</sup>: their sums are exact in any order, and those of a
 * customer who bought every third day for a thousand years still fit.
 */
public final class LogSum {
  private static final double SCALE = 0x1p44;

  private LogSum() {}

  /** ln of a number of days, at least 1; the same on every machine. */
  public static long ofDays(int days) {
    return Math.round(StrictMath.log(days) * SCALE);
  }

  /** The sum of logs that such a sum stands for. */
  public static double toDouble(long sum) {
    return sum / SCALE;
  }

  /** The sum that stands for a sum of logs. */
  public static long of(double sumOfLogs) {
    return Math.round(sumOfLogs * SCALE);
  }
}
