package org.clv4j.segments.experiment;

import java.util.List;
import org.clv4j.segments.internal.CompensatedSum;

/**
 * Size, mean, sample variance and skewness of some values.
 *
 * @param size n
 * @param mean of equal values exactly their value
 * @param variance with n - 1; of equal values exactly 0
 * @param skewness the third central moment over the variance with n to the 1.5; 0 of equal values
 */
record Moments(int size, double mean, double variance, double skewness) {
  static Moments of(double[] values) {
    double mean = mean(values);
    CompensatedSum squares = new CompensatedSum();
    for (double value : values) {
      squares.add((value - mean) * (value - mean));
    }
    double spread = Math.sqrt(squares.value() / values.length);
    CompensatedSum cubes = new CompensatedSum();
    for (double value : values) {
      double z = spread == 0 ? 0 : (value - mean) / spread;
      cubes.add(z * z * z);
    }
    return new Moments(
        values.length, mean, squares.value() / (values.length - 1), cubes.value() / values.length);
  }

  /** The quotient of sum and size may miss the value of equal values; what it misses is added. */
  static double mean(double[] values) {
    double near = CompensatedSum.of(values) / values.length;
    CompensatedSum rest = new CompensatedSum();
    for (double value : values) {
      rest.add(value - near);
    }
    return near + rest.value() / values.length;
  }

  /** The skewness of all values, each about the mean of its own part. */
  static double skewness(List<Moments> parts) {
    double size = 0;
    double squares = 0;
    for (Moments part : parts) {
      size += part.size;
      squares += part.squares();
    }
    double cubes = 0;
    for (Moments part : parts) {
      double spread = Math.sqrt((part.squares() / part.size) / (squares / size));
      cubes += squares == 0 ? 0 : part.size * part.skewness * spread * spread * spread;
    }
    return cubes / size;
  }

  private double squares() {
    return (size - 1) * variance;
  }

  /** The variance of the mean. */
  double ofMean() {
    return variance / size;
  }
}
