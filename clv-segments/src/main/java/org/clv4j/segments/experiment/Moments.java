package org.clv4j.segments.experiment;

import org.clv4j.segments.internal.CompensatedSum;

/** Size, mean and sample variance of some values. */
record Moments(int size, double mean, double variance) {
  static Moments of(double[] values) {
    double mean = CompensatedSum.of(values) / values.length;
    CompensatedSum squares = new CompensatedSum();
    for (double value : values) {
      squares.add((value - mean) * (value - mean));
    }
    return new Moments(values.length, mean, squares.value() / (values.length - 1));
  }

  /** The variance of the mean. */
  double ofMean() {
    return variance / size;
  }
}
