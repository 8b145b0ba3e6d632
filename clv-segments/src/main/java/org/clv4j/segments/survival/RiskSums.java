package org.clv4j.segments.survival;

import java.util.Arrays;

/**
 * Sums over customers of r, r z and r z z', where r = exp(predictor - scale).
 *
 * <p>Each is kept as an unevaluated sum of two doubles (Knuth's TwoSum), so that taking a customer
 * out again leaves no rounding of its size behind.
 */
final class RiskSums {
  private final int p;
  private final double[] sum;
  private final double[] rest;

  RiskSums(int p) {
    this.p = p;
    this.sum = new double[1 + p + p * (p + 1) / 2];
    this.rest = new double[sum.length];
  }

  void clear() {
    Arrays.fill(sum, 0);
    Arrays.fill(rest, 0);
  }

  void rescale(double factor) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] *= factor;
      rest[i] *= factor;
    }
  }

  /** Adds the customers of a row, or takes them out if r is negative. */
  void add(double r, double[] z, int offset) {
    add(0, r);
    int at = 1 + p;
    for (int k = 0; k < p; k++) {
      double rz = r * z[offset + k];
      add(1 + k, rz);
      for (int l = 0; l <= k; l++) {
        add(at++, rz * z[offset + l]);
      }
    }
  }

  private void add(int i, double value) {
    double before = sum[i];
    double after = before + value;
    double added = after - before;
    rest[i] += (before - (after - added)) + (value - added);
    sum[i] = after;
  }

  double total() {
    return sum[0] + rest[0];
  }

  double first(int k) {
    return sum[1 + k] + rest[1 + k];
  }

  /** Of the columns k and l &lt;= k. */
  double second(int k, int l) {
    int i = 1 + p + k * (k + 1) / 2 + l;
    return sum[i] + rest[i];
  }
}
