package org.clv4j.segments.behavior;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.clv4j.core.internal.Check;

/**
 * The known values of a column, for the thresholds that they make. The first few quantiles are
 * selected in linear time; who asks for more has the values sorted.
 */
final class Ranked {
  private static final int SELECTIONS = 3;
  private static final int FEW = 64;
  private static final int DIGIT = 16;

  /** Cents are no binary fractions, so that a sum may miss a share by a rounding. */
  private static final double ROUNDING = 1e-12;

  private final double[] values;
  private boolean sorted;
  private int selections;

  Ranked(double[] column) {
    double[] known = new double[column.length];
    int n = 0;
    for (double value : column) {
      if (!Double.isNaN(value)) {
        known[n++] = value + 0.0;
      }
    }
    this.values = n == known.length ? known : Arrays.copyOf(known, n);
  }

  OptionalDouble threshold(Threshold threshold) {
    return switch (threshold.kind()) {
      case NUMBER -> OptionalDouble.of(threshold.level());
      case QUANTILE ->
          values.length == 0
              ? OptionalDouble.empty()
              : OptionalDouble.of(quantile(threshold.level()));
      case COVER -> cover(threshold.level());
    };
  }

  private double quantile(double level) {
    BigDecimal h = BigDecimal.valueOf(level).multiply(BigDecimal.valueOf(values.length - 1L));
    int rank = h.intValue();
    double fraction = h.subtract(BigDecimal.valueOf(rank)).doubleValue();
    if (!sorted && selections++ == SELECTIONS) {
      sort();
    }
    double low = sorted ? values[rank] : select(rank);
    if (fraction == 0) {
      return low;
    }
    double high = sorted ? values[rank + 1] : after(low, rank);
    return Check.result(low + fraction * (high - low), "quantile");
  }

  private void sort() {
    if (!sorted) {
      Arrays.sort(values);
      sorted = true;
    }
  }

  /** The least value of those that are greatest and together reach the share. */
  private OptionalDouble cover(double share) {
    sort();
    double[] sum = new double[2];
    for (int i = values.length - 1; i >= 0; i--) {
      add(sum, values[i]);
    }
    double wanted = share * (sum[0] + sum[1]);
    if (!(wanted > 0)) {
      return OptionalDouble.empty();
    }
    Check.result(wanted, "sum to cover");
    double reached = wanted * (1 - ROUNDING);
    sum = new double[2];
    int i = values.length;
    while (sum[0] + sum[1] < reached) {
      add(sum, values[--i]);
    }
    return OptionalDouble.of(values[i]);
  }

  /** Adds to a sum that keeps what rounding takes from it (Neumaier). */
  private static void add(double[] sum, double value) {
    double more = sum[0] + value;
    sum[1] += Math.abs(sum[0]) >= Math.abs(value) ? sum[0] - more + value : value - more + sum[0];
    sum[0] = more;
  }

  /** The value of a rank from 0, by the 16 bits that lead, then the 16 after these, and so on. */
  private double select(int rank) {
    long[] keys = new long[values.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = key(values[i]);
    }
    int from = rank;
    for (int shift = Long.SIZE - DIGIT; keys.length > FEW && shift >= 0; shift -= DIGIT) {
      int[] count = new int[1 << DIGIT];
      for (long key : keys) {
        count[digit(key, shift)]++;
      }
      int bucket = 0;
      while (from >= count[bucket]) {
        from -= count[bucket++];
      }
      long[] kept = new long[count[bucket]];
      int n = 0;
      for (long key : keys) {
        if (digit(key, shift) == bucket) {
          kept[n++] = key;
        }
      }
      keys = kept;
    }
    Arrays.sort(keys);
    long key = keys[from];
    return Double.longBitsToDouble(key < 0 ? key ^ Long.MAX_VALUE : key);
  }

  /** Bits whose order as signed numbers is that of the values. */
  private static long key(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits < 0 ? bits ^ Long.MAX_VALUE : bits;
  }

  private static int digit(long key, int shift) {
    return (int) ((key ^ Long.MIN_VALUE) >>> shift) & ((1 << DIGIT) - 1);
  }

  /** The value of the next rank. */
  private double after(double value, int rank) {
    int upTo = 0;
    double next = Double.MAX_VALUE;
    for (double other : values) {
      if (other <= value) {
        upTo++;
      } else {
        next = Math.min(next, other);
      }
    }
    return upTo > rank + 1 ? value : next;
  }
}
