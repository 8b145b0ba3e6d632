package org.clv4j.segments.internal;

import java.util.Arrays;

/**
 * Sums that are kept as unevaluated pairs of doubles (Knuth's TwoSum): a million terms cost no
 * digits, and taking a term out again leaves no rounding of its size behind.
 */
public final class PairSums {
  private final double[] sum;
  private final double[] rest;

  /** Sums of 0. */
  public PairSums(int size) {
    this.sum = new double[size];
    this.rest = new double[size];
  }

  /** Adds a term to one of the sums. */
  public void add(int i, double term) {
    double before = sum[i];
    double after = before + term;
    double added = after - before;
    rest[i] += (before - (after - added)) + (term - added);
    sum[i] = after;
  }

  /** One of the sums. */
  public double get(int i) {
    return sum[i] + rest[i];
  }

  /** All sums. */
  public double[] toArray() {
    double[] all = new double[sum.length];
    Arrays.setAll(all, this::get);
    return all;
  }

  /** Sets all sums to 0. */
  public void clear() {
    Arrays.fill(sum, 0);
    Arrays.fill(rest, 0);
  }

  /** Multiplies all sums. */
  public void multiply(double factor) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] *= factor;
      rest[i] *= factor;
    }
  }
}
