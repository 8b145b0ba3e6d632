package org.clv4j.segments.internal;

/**
 * L with L L' = matrix, for a small matrix that is positive semidefinite.
 *
 * <p>A row that depends on those before it, to a given tolerance, is left out: its unknown is 0 in
 * every solution.
 */
public final class Cholesky {
  private final double[][] lower;
  private final int rank;
  private final int firstDependent;

  private Cholesky(double[][] lower, int rank, int firstDependent) {
    this.lower = lower;
    this.rank = rank;
    this.firstDependent = firstDependent;
  }

  /**
   * Factors.
   *
   * @param matrix symmetric; the lower triangle is read
   * @param tolerance a row depends on those before it if its pivot is at most this part of its
   *     diagonal element
   * @param floor or if its pivot is at most this
   */
  public static Cholesky of(double[][] matrix, double tolerance, double floor) {
    int n = matrix.length;
    double[][] l = new double[n][n];
    int rank = 0;
    int dependent = -1;
    for (int i = 0; i < n; i++) {
      double pivot = matrix[i][i];
      for (int j = 0; j < i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        l[i][j] = l[j][j] == 0 ? 0 : sum / l[j][j];
        pivot -= l[i][j] * l[i][j];
      }
      if (pivot > Math.max(floor, tolerance * matrix[i][i])) {
        l[i][i] = Math.sqrt(pivot);
        rank++;
      } else if (dependent < 0) {
        dependent = i;
      }
    }
    return new Cholesky(l, rank, dependent);
  }

  /** The number of rows that do not depend on those before them. */
  public int rank() {
    return rank;
  }

  /** The first row that depends on those before it, or -1. */
  public int firstDependent() {
    return firstDependent;
  }

  /** right' matrix<sup>-1</sup> right. */
  public double quadratic(double[] right) {
    double sum = 0;
    for (double y : forward(right)) {
      sum += y * y;
    }
    return sum;
  }

  /** The x with matrix x = right. */
  public double[] solve(double[] right) {
    double[] x = forward(right);
    for (int i = x.length - 1; i >= 0; i--) {
      for (int k = i + 1; k < x.length; k++) {
        x[i] -= lower[k][i] * x[k];
      }
      x[i] = lower[i][i] == 0 ? 0 : x[i] / lower[i][i];
    }
    return x;
  }

  /** matrix<sup>-1</sup>. */
  public double[][] inverse() {
    double[][] inverse = new double[lower.length][];
    for (int i = 0; i < lower.length; i++) {
      double[] unit = new double[lower.length];
      unit[i] = 1;
      inverse[i] = solve(unit);
    }
    return inverse;
  }

  private double[] forward(double[] right) {
    double[] y = right.clone();
    for (int i = 0; i < y.length; i++) {
      for (int k = 0; k < i; k++) {
        y[i] -= lower[i][k] * y[k];
      }
      y[i] = lower[i][i] == 0 ? 0 : y[i] / lower[i][i];
    }
    return y;
  }
}
