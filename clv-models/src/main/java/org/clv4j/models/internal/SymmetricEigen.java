package org.clv4j.models.internal;

/** Eigenvalues of small symmetric matrices, by Jacobi rotations. */
public final class SymmetricEigen {
  private static final int SWEEPS = 60;

  private SymmetricEigen() {}

  /**
   * The smallest eigenvalue and its unit vector.
   *
   * @param value the eigenvalue
   * @param vector of length 1
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Pair(double value, double[] vector) {}

  /** The smallest eigenvalue of a symmetric matrix of at least one row. */
  public static Pair smallest(double[][] symmetric) {
    int n = symmetric.length;
    double[][] a = new double[n][];
    double[][] v = new double[n][n];
    for (int i = 0; i < n; i++) {
      a[i] = symmetric[i].clone();
      v[i][i] = 1;
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      double off = 0;
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          off += Math.abs(a[p][q]);
          rotate(a, v, p, q);
        }
      }
      if (off == 0) {
        break;
      }
    }
    int least = 0;
    for (int i = 1; i < n; i++) {
      least = a[i][i] < a[least][least] ? i : least;
    }
    double[] vector = new double[n];
    for (int i = 0; i < n; i++) {
      vector[i] = v[i][least];
    }
    return new Pair(a[least][least], vector);
  }

  private static void rotate(double[][] a, double[][] v, int p, int q) {
    if (Math.abs(a[p][q]) <= 1e-300) {
      a[p][q] = 0;
      return;
    }
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
    double c = 1 / Math.hypot(t, 1);
    double s = t * c;
    for (int k = 0; k < a.length; k++) {
      double kp = a[k][p];
      double kq = a[k][q];
      a[k][p] = c * kp - s * kq;
      a[k][q] = s * kp + c * kq;
    }
    for (int k = 0; k < a.length; k++) {
      double pk = a[p][k];
      double qk = a[q][k];
      a[p][k] = c * pk - s * qk;
      a[q][k] = s * pk + c * qk;
      double kp = v[k][p];
      double kq = v[k][q];
      v[k][p] = c * kp - s * kq;
      v[k][q] = s * kp + c * kq;
    }
  }
}
