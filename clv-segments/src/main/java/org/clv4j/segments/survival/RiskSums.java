package org.clv4j.segments.survival;

import org.clv4j.segments.internal.PairSums;

/** Sums over customers of r, r z and r z z', where r = exp(predictor - scale). */
final class RiskSums {
  private final int p;
  private final PairSums sums;

  RiskSums(int p) {
    this.p = p;
    this.sums = new PairSums(1 + p + p * (p + 1) / 2);
  }

  void clear() {
    sums.clear();
  }

  void rescale(double factor) {
    sums.multiply(factor);
  }

  /** Adds the customers of a row, or takes them out if r is negative. */
  void add(double r, double[] z, int offset) {
    sums.add(0, r);
    int at = 1 + p;
    for (int k = 0; k < p; k++) {
      double rz = r * z[offset + k];
      sums.add(1 + k, rz);
      for (int l = 0; l <= k; l++) {
        sums.add(at++, rz * z[offset + l]);
      }
    }
  }

  double total() {
    return sums.get(0);
  }

  double first(int k) {
    return sums.get(1 + k);
  }

  /** Of the columns k and l &lt;= k. */
  double second(int k, int l) {
    return sums.get(1 + p + k * (k + 1) / 2 + l);
  }
}
