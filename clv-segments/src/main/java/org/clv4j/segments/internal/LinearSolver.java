package org.clv4j.segments.internal;

import org.clv4j.core.internal.Check;

/**
 * Solves A x = b for a square matrix: Gauss with row pivots, then refinement of x by the residual,
 * which is summed with what rounding takes from it.
 */
public final class LinearSolver {
  private static final int REFINEMENTS = 3;

  private final double[][] matrix;
  private final double[][] factors;
  private final int[] row;

  /**
   * Factors a matrix.
   *
   * @param matrix square, finite; not changed
   * @throws ArithmeticException if it has no inverse, up to rounding
   */
  public LinearSolver(double[][] matrix) {
    int n = matrix.length;
    this.matrix = matrix;
    this.factors = new double[n][];
    this.row = new int[n];
    double largest = 0;
    for (int i = 0; i < n; i++) {
      factors[i] = matrix[i].clone();
      row[i] = i;
      for (double value : matrix[i]) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    double smallest = largest * n * Math.ulp(1.0);
    for (int k = 0; k < n; k++) {
      swap(k, pivot(k));
      if (Math.abs(factors[k][k]) <= smallest) {
        throw new ArithmeticException("matrix must have an inverse, but has none up to rounding");
      }
      for (int i = k + 1; i < n; i++) {
        eliminate(k, i);
      }
    }
  }

  private int pivot(int k) {
    int best = k;
    for (int i = k + 1; i < factors.length; i++) {
      best = Math.abs(factors[i][k]) > Math.abs(factors[best][k]) ? i : best;
    }
    return best;
  }

  private void swap(int i, int j) {
    double[] factor = factors[i];
    factors[i] = factors[j];
    factors[j] = factor;
    int index = row[i];
    row[i] = row[j];
    row[j] = index;
  }

  private void eliminate(int k, int i) {
    double factor = factors[i][k] / factors[k][k];
    factors[i][k] = factor;
    if (factor != 0) {
      for (int j = k + 1; j < factors.length; j++) {
        factors[i][j] -= factor * factors[k][j];
      }
    }
  }

  /**
   * The solution for a right side.
   *
   * @param right b, as long as the matrix; not changed
   * @return x, finite
   * @throws ArithmeticException if it is not finite
   */
  public double[] solve(double[] right) {
    double[] x = substitute(right);
    for (int step = 0; step < REFINEMENTS; step++) {
      double[] correction = substitute(residual(right, x));
      for (int i = 0; i < x.length; i++) {
        x[i] += correction[i];
      }
    }
    for (double value : x) {
      Check.result(value, "solution of linear equations");
    }
    return x;
  }

  private double[] substitute(double[] right) {
    int n = factors.length;
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      double sum = right[row[i]];
      for (int j = 0; j < i; j++) {
        sum -= factors[i][j] * x[j];
      }
      x[i] = sum;
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = x[i];
      for (int j = i + 1; j < n; j++) {
        sum -= factors[i][j] * x[j];
      }
      x[i] = sum / factors[i][i];
    }
    return x;
  }

  /** b - A x, each product and sum with its rounding error. */
  private double[] residual(double[] right, double[] x) {
    double[] residual = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double high = right[i];
      double low = 0;
      for (int j = 0; j < x.length; j++) {
        double product = -matrix[i][j] * x[j];
        double error = Math.fma(-matrix[i][j], x[j], -product);
        double sum = high + product;
        double part = sum - high;
        low += (high - (sum - part)) + (product - part) + error;
        high = sum;
      }
      residual[i] = high + low;
    }
    return residual;
  }
}
