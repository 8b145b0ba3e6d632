package org.clv4j.segments.survival;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.clv4j.core.internal.Check;
import org.clv4j.segments.internal.PairSums;

/**
 * Named columns of a Cox model: their checks, and their scale of mean 0 and standard deviation 1.
 *
 * @param mean above the least, as a part of the range
 * @param deviation as a part of the range
 */
@SuppressWarnings("ArrayRecordComponent") // shared inside the package, never compared
record CoxColumns(
    List<String> names, double[] least, double[] range, double[] mean, double[] deviation) {
  static final double LARGEST = 1e100;
  private static final double SMALLEST = 1e-100;

  /** Refuses names and columns that cannot be fitted whatever the times are. */
  static void check(List<String> names, double[][] columns, int rows) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("columns must be at least one, but were none");
    }
    if (names.size() != columns.length) {
      throw new IllegalArgumentException(
          "columns must be as many as names, " + names.size() + ", but were " + columns.length);
    }
    Set<String> seen = new HashSet<>();
    for (int k = 0; k < columns.length; k++) {
      String name = names.get(k);
      if (name.isBlank() || !seen.add(name)) {
        throw new IllegalArgumentException(
            "names of columns must be different and not blank, but one was \"" + name + "\"");
      }
      double[] column = columns[k];
      SurvivalTimes.requireLength(column.length, rows, "column \"" + name + "\"");
      double low = column[0];
      double high = column[0];
      for (int row = 0; row < rows; row++) {
        if (!(Math.abs(column[row]) <= LARGEST)) {
          Check.inRange(column[row], -LARGEST, LARGEST, "row " + row + ": " + name);
        }
        low = Math.min(low, column[row]);
        high = Math.max(high, column[row]);
      }
      if (high - low < SMALLEST) {
        throw new IllegalArgumentException(
            "column \"" + name + "\" must have different values, but all were " + low);
      }
    }
  }

  /** Moments are summed in the order of the rows, which is canonical by now. */
  static CoxColumns of(List<String> names, double[] x, double[] weight) {
    int p = names.size();
    double[] least = new double[p];
    double[] range = new double[p];
    double[] mean = new double[p];
    double[] deviation = new double[p];
    double customers = 0;
    for (double w : weight) {
      customers += w;
    }
    for (int k = 0; k < p; k++) {
      double low = x[k];
      double high = x[k];
      for (int i = k; i < x.length; i += p) {
        low = Math.min(low, x[i]);
        high = Math.max(high, x[i]);
      }
      least[k] = low;
      range[k] = high - low;
      PairSums sums = new PairSums(2);
      for (int i = k, row = 0; i < x.length; i += p, row++) {
        sums.add(0, weight[row] * ((x[i] - low) / range[k]));
      }
      mean[k] = sums.get(0) / customers;
      for (int i = k, row = 0; i < x.length; i += p, row++) {
        double from = (x[i] - low) / range[k] - mean[k];
        sums.add(1, weight[row] * from * from);
      }
      deviation[k] = Math.sqrt(sums.get(1) / customers);
    }
    return new CoxColumns(List.copyOf(names), least, range, mean, deviation);
  }

  int size() {
    return names.size();
  }

  /** The value of column k in standard deviations from the mean. */
  double scaled(double value, int k) {
    return ((value - least[k]) / range[k] - mean[k]) / deviation[k];
  }

  /** What one of {@link #scaled} is in the column's own unit. */
  double unit(int k) {
    return range[k] * deviation[k];
  }

  double meanOf(int k) {
    return least[k] + range[k] * mean[k];
  }
}
