package org.clv4j.models.fit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.internal.BucketSort;
import org.clv4j.core.internal.Ranges;
import org.clv4j.core.value.PeriodUnit;
import org.jspecify.annotations.Nullable;

/**
 * The columns of {@link CustomerSummaries}: checked, grouped, in order.
 *
 * @param logTimes litt by row, or null
 * @param wholeDays whether all times are whole days
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
record SummaryRows(
    int[] frequency,
    double[] recency,
    double[] age,
    double[] weight,
    double @Nullable [] logTimes,
    boolean wholeDays) {
  private static final int DAY_BITS = 17;
  private static final int DAY_MASK = (1 << DAY_BITS) - 1;

  static SummaryRows of(CustomerBase base, PeriodUnit unit) {
    long[] keys = new long[base.size()];
    for (int row = 0; row < keys.length; row++) {
      int frequency = base.frequency(row);
      if (frequency > Ranges.MOST_PURCHASES) {
        Ranges.purchases(frequency, "row " + row + ": frequency");
      }
      keys[row] = key(frequency, base.recencyDays(row), base.ageDays(row));
    }
    return ofDays(keys, unit);
  }

  private static long key(int frequency, int recencyDays, int ageDays) {
    return ((long) frequency << (2 * DAY_BITS)) | ((long) recencyDays << DAY_BITS) | ageDays;
  }

  /** The keys of rows that fit into them to the bit; empty if a time is not that of a day. */
  private static long[] keys(int[] frequency, double[] recency, double[] age, PeriodUnit unit) {
    long[] keys = new long[frequency.length];
    for (int row = 0; row < keys.length; row++) {
      if (!isDay(recency[row], unit) || !isDay(age[row], unit)) {
        return new long[0];
      }
      keys[row] =
          key(
              frequency[row],
              (int) Math.rint(unit.toDays(recency[row])),
              (int) Math.rint(unit.toDays(age[row])));
    }
    return keys;
  }

  private static boolean isDay(double time, PeriodUnit unit) {
    double days = Math.rint(unit.toDays(time));
    return days <= DAY_MASK && unit.fromDays(days) == time;
  }

  /** Of keys [x | t_x in days | T in days]. */
  private static SummaryRows ofDays(long[] keys, PeriodUnit unit) {
    BucketSort.sort(keys, 0, keys.length, new long[keys.length]);
    int rows = 0;
    for (int i = 0; i < keys.length; i++) {
      rows += i == 0 || keys[i] != keys[i - 1] ? 1 : 0;
    }
    int[] frequency = new int[rows];
    double[] recency = new double[rows];
    double[] age = new double[rows];
    double[] weight = new double[rows];
    int row = -1;
    for (int i = 0; i < keys.length; i++) {
      if (i == 0 || keys[i] != keys[i - 1]) {
        row++;
        frequency[row] = (int) (keys[i] >>> (2 * DAY_BITS));
        recency[row] = unit.fromDays((int) (keys[i] >>> DAY_BITS) & DAY_MASK);
        age[row] = unit.fromDays((int) keys[i] & DAY_MASK);
      }
      weight[row]++;
    }
    return new SummaryRows(frequency, recency, age, weight, null, true);
  }

  static SummaryRows of(
      int[] frequency,
      double[] recency,
      double[] age,
      double @Nullable [] logTimes,
      double @Nullable [] weight,
      PeriodUnit unit) {
    Objects.requireNonNull(unit, "unit must not be null");
    int n = frequency.length;
    if (logTimes != null && logTimes.length != n) {
      throw new IllegalArgumentException(
          "columns must have the same length, but had "
              + n
              + " frequencies and "
              + logTimes.length
              + " sums of logs");
    }
    if (recency.length != n || age.length != n || (weight != null && weight.length != n)) {
      throw new IllegalArgumentException(
          "columns must have the same length, but had "
              + n
              + " frequencies, "
              + recency.length
              + " recencies, "
              + age.length
              + " ages"
              + (weight == null ? "" : " and " + weight.length + " weights"));
    }
    for (int row = 0; row < n; row++) {
      int x = frequency[row];
      double last = recency[row];
      double end = age[row];
      boolean fine =
          (x > 0 ? last >= Ranges.SMALLEST : x == 0 && last == 0)
              && x <= Ranges.MOST_PURCHASES
              && last <= end
              && (end == 0 || end >= Ranges.SMALLEST)
              && end <= Ranges.LONGEST;
      if (!fine || weight != null) {
        check(row, x, last, end, weight == null ? 1 : weight[row], unit);
      }
      if (logTimes != null) {
        checkLogTimes(row, frequency[row], recency[row], logTimes[row]);
      }
    }
    if (weight == null && logTimes == null) {
      long[] keys = keys(frequency, recency, age, unit);
      if (keys.length == n) {
        return ofDays(keys, unit);
      }
    }
    double[] weights = weight == null ? filled(n) : weight;
    Integer[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(row -> frequency[row])
                    .thenComparingDouble(row -> recency[row])
                    .thenComparingDouble(row -> age[row])
                    .thenComparingDouble(row -> logTimes == null ? 0 : logTimes[row])
                    .thenComparingDouble(row -> weights[row]))
            .toArray(Integer[]::new);
    return grouped(frequency, recency, age, logTimes, weights, order, unit);
  }

  private static void checkLogTimes(int row, int x, double recency, double logTimes) {
    // The mean of the logs is the log of the mean at most; files may have them rounded.
    double most = x == 0 ? 0 : x * Math.log(recency / x);
    double rounding = x == 0 ? 0 : 0.01 * x;
    boolean exact = x <= 1;
    if (!(logTimes <= most + rounding
        && logTimes >= (exact ? most - rounding : -Double.MAX_VALUE))) {
      throw new IllegalArgumentException(
          "row "
              + row
              + ": sum of logs of interpurchase times must be "
              + (exact ? "" : "at most ")
              + most
              + " for frequency "
              + x
              + " and recency "
              + recency
              + ", but was "
              + logTimes);
    }
  }

  private static void check(
      int row, int frequency, double recency, double age, double weight, PeriodUnit unit) {
    try {
      var unused = new CustomerSummary(frequency, recency, age, unit);
      Ranges.purchases(frequency, "frequency");
      Ranges.measured(recency, "recency");
      Ranges.measured(age, "age");
      Ranges.weight(weight, "weight");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("row " + row + ": " + e.getMessage(), e);
    }
  }

  private static double[] filled(int length) {
    double[] ones = new double[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static SummaryRows grouped(
      int[] frequency,
      double[] recency,
      double[] age,
      double @Nullable [] logTimes,
      double[] weight,
      Integer[] order,
      PeriodUnit unit) {
    int n = order.length;
    int[] x = new int[n];
    double[] tx = new double[n];
    double[] t = new double[n];
    double[] w = new double[n];
    double[] logs = new double[logTimes == null ? 0 : n];
    boolean wholeDays = true;
    int rows = 0;
    for (int i : order) {
      boolean same =
          rows > 0
              && x[rows - 1] == frequency[i]
              && tx[rows - 1] == recency[i]
              && t[rows - 1] == age[i]
              && (logTimes == null || logs[rows - 1] == logTimes[i]);
      if (!same) {
        x[rows] = frequency[i];
        tx[rows] = recency[i];
        t[rows] = age[i];
        if (logTimes != null) {
          logs[rows] = logTimes[i];
        }
        wholeDays &= isDay(recency[i], unit) && isDay(age[i], unit);
        rows++;
      }
      w[rows - 1] += weight[i];
    }
    return new SummaryRows(
        Arrays.copyOf(x, rows),
        Arrays.copyOf(tx, rows),
        Arrays.copyOf(t, rows),
        Arrays.copyOf(w, rows),
        logTimes == null ? null : Arrays.copyOf(logs, rows),
        wholeDays);
  }
}
