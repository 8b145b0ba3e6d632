package org.clv4j.models.transaction;

import org.clv4j.models.fit.CustomerSummaries;

/**
 * ln(Gamma(shape + n) / Gamma(shape)) as a sum of logs, with its derivatives by the shape, for all
 * n = step x that data have: no difference of large numbers, and each x is computed once.
 */
final class RisingLogs {
  private final int[] groupOfRow;
  private final double[] log;
  private final double[] first;
  private final double[] second;

  /** For the rows of data, which are in the order of x. */
  RisingLogs(CustomerSummaries data, double shape, int step) {
    int rows = data.rows();
    groupOfRow = new int[rows];
    int groups = 0;
    for (int row = 0; row < rows; row++) {
      groups += row == 0 || data.frequency(row) != data.frequency(row - 1) ? 1 : 0;
      groupOfRow[row] = groups - 1;
    }
    log = new double[groups];
    first = new double[groups];
    second = new double[groups];
    double n = 0;
    double sum = 0;
    double slope = 0;
    double curvature = 0;
    for (int row = 0; row < rows; row++) {
      if (row > 0 && groupOfRow[row] == groupOfRow[row - 1]) {
        continue;
      }
      double end = (double) step * data.frequency(row);
      for (; n < end; n++) {
        double inverse = 1 / (shape + n);
        sum += Math.log(shape + n);
        slope += inverse;
        curvature -= inverse * inverse;
      }
      log[groupOfRow[row]] = sum;
      first[groupOfRow[row]] = slope;
      second[groupOfRow[row]] = curvature;
    }
  }

  int group(int row) {
    return groupOfRow[row];
  }

  double log(int group) {
    return log[group];
  }

  double first(int group) {
    return first[group];
  }

  double second(int group) {
    return second[group];
  }
}
