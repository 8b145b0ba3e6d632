package org.clv4j.models.internal;

/** Linear systems and inverses of small positive definite matrices. */
public final class Cholesky {
  /** A pivot below this part of its diagonal element is rounding. */
  private static final double SINGULAR = 1e-14;

  private Cholesky() {}

  /** Solves matrix x = right; an empty array if the matrix is not positive definite. */
  public static double[] solve(double[][] matrix, double[] right) {
    double[][] l = lower(matrix);
    return l.length == 0 && right.length > 0 ? new double[0] : solveFactored(l, right);
  }

  /** The inverse; an empty array if the matrix is not positive definite. */
  public static double[][] inverse(double[][] matrix) {
    int n = matrix.length;
    double[][] l = lower(matrix);
    if (l.length == 0) {
      return l;
    }
    double[][] inverse = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] unit = new double[n];
      unit[i] = 1;
      inverse[i] = solveFactored(l, unit);
    }
    return inverse;
  }

  /** L with L L' = matrix, lower triangular; an empty array if it is not positive definite. */
  public static double[][] lower(double[][] matrix) {
    int n = matrix.length;
    double[][] l = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        if (i != j) {
          l[i][j] = sum / l[j][j];
        } else if (sum > SINGULAR * Math.abs(matrix[i][i])) {
          l[i][i] = Math.sqrt(sum);
        } else {
          return new double[0][];
        }
      }
    }
    return l;
  }

  private static double[] solveFactored(double[][] l, double[] right) {
    int n = right.length;
    double[] x = right.clone();
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= l[i][k] * x[k];
      }
      x[i] /= l[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        x[i] -= l[k][i] * x[k];
      }
      x[i] /= l[i][i];
    }
    return x;
  }
}
