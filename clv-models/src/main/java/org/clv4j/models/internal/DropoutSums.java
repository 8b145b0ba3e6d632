package org.clv4j.models.internal;

import java.util.Arrays;

/**
 * Sums over the times at which a customer may have dropped out, of their weights and of the
 * weighted derivatives of the log of the likelihood with that time known: value, gradient, and
 * Hessian plus outer product of the gradient, by (r, alpha, s, c) and, where asked for, b.
 */
final class DropoutSums {
  private static final int[][] HESSIAN = {
    {5, 6, 7, 8, 16},
    {6, 9, 10, 11, 17},
    {7, 10, 12, 13, 18},
    {8, 11, 13, 14, 19},
    {16, 17, 18, 19, 20}
  };
  private static final int WITHOUT_B = 15;
  private static final int BY_B = 15;
  private static final int WITH_B = 21;

  private final boolean byB;

  DropoutSums(boolean byB) {
    this.byB = byB;
  }

  int parameters() {
    return byB ? 5 : 4;
  }

  int size() {
    return byB ? WITH_B : WITHOUT_B;
  }

  int gradient(int i) {
    return i < 4 ? i + 1 : BY_B;
  }

  int hessian(int i, int j) {
    return HESSIAN[i][j];
  }

  /** Adds a possible time with its weight; d from {@link DropoutTime#derivatives}. */
  void add(double p, double r, double alpha, int x, double[] d, int at, double[] z) {
    double ia = d[at + DropoutTime.INVERSE_END];
    double ya = d[at + DropoutTime.Y_OVER_ALPHA_END];
    double gr = d[at + DropoutTime.BY_R];
    double ga = r * ya - x * ia;
    double gs = d[at + DropoutTime.BY_S];
    double gc = d[at + DropoutTime.BY_C];
    double pa = p * ga;
    double ps = p * gs;
    double pc = p * gc;
    z[0] += p;
    z[1] += p * gr;
    z[2] += pa;
    z[3] += ps;
    z[4] += pc;
    z[5] += p * gr * gr;
    z[6] += pa * gr + p * ya;
    z[7] += ps * gr;
    z[8] += pc * gr;
    z[9] += pa * ga + p * ((r + x) * ia * ia - r / (alpha * alpha));
    z[10] += pa * gs;
    z[11] += pa * gc;
    z[12] += ps * gs + p * d[at + DropoutTime.SS];
    z[13] += ps * gc + p * d[at + DropoutTime.SC];
    z[14] += pc * gc + p * d[at + DropoutTime.CC];
    if (byB) {
      double gb = d[at + DropoutTime.BY_B];
      double pb = p * gb;
      z[15] += pb;
      z[16] += pb * gr;
      z[17] += pb * ga;
      z[18] += pb * gs + p * d[at + DropoutTime.SB];
      z[19] += pb * gc + p * d[at + DropoutTime.CB];
      z[20] += pb * gb + p * d[at + DropoutTime.BB];
    }
  }

  /** Adds ln of a row's likelihood with gradient and Hessian to sums of the same layout. */
  void addRow(double weight, double logValue, double[] z, double[] sums) {
    double inverse = 1 / z[0];
    sums[0] += weight * (logValue + Math.log(z[0]));
    int n = parameters();
    for (int i = 0; i < n; i++) {
      double gi = z[gradient(i)] * inverse;
      sums[gradient(i)] += weight * gi;
      for (int j = i; j < n; j++) {
        int k = HESSIAN[i][j];
        sums[k] += weight * (z[k] - gi * z[gradient(j)]) * inverse;
      }
    }
  }

  /**
   * The sums of one row by quadrature.
   *
   * @param parameters (r, alpha, s, c)
   * @param d room for the derivatives
   * @param z to be filled
   * @return the log of the factor that turns z[0] into the likelihood without Gamma(r+x)/Gamma(r)
   */
  double integrate(
      int x, double recency, double age, double[] parameters, double b, double[] d, double[] z) {
    double r = parameters[0];
    double alpha = parameters[1];
    double s = parameters[2];
    double c = parameters[3];
    double m = r + x;
    double span = age - recency;
    Arrays.fill(z, 0);
    double scale = 0;
    if (span > 0) {
      double hazard = DropoutTime.hazard(s, c, b, age);
      double first = DropoutQuadrature.exponent(m, alpha, s, c, b, recency, span);
      double log = first;
      scale = first;
      double offset = 0;
      while (offset < span) {
        double y = recency + offset;
        double room = span - offset;
        double width = DropoutQuadrature.width(m, alpha, s, c, b, y, room);
        if (log > scale + DropoutQuadrature.RISE) {
          rescale(z, Math.exp(scale - log));
          scale = log;
        }
        double rateGrowth = width / (alpha + y);
        double scaleGrowth = width / (c + y);
        for (int i = 0; i < Quadrature.NODES; i++) {
          double node = Quadrature.node(i);
          double change =
              DropoutQuadrature.change(m, rateGrowth, s, c, b, y, width, scaleGrowth, node);
          DropoutTime.derivatives(alpha, s, c, b, byB, 1, y + width * node, d, 0);
          double weight = hazard * width * Quadrature.weight(i) * Math.exp(log - scale + change);
          add(weight, r, alpha, x, d, 0, z);
        }
        log += DropoutQuadrature.change(m, rateGrowth, s, c, b, y, width, scaleGrowth, 1);
        offset = width < room ? offset + width : span;
        double rest = span - offset;
        double bound = log - scale + DropoutQuadrature.rise(s, c, b, recency + offset, rest);
        if (hazard * rest * Math.exp(bound) <= DropoutQuadrature.NEGLIGIBLE * z[0]) {
          break;
        }
      }
      if (scale < 0) {
        rescale(z, Math.exp(scale));
        scale = 0;
      }
    }
    DropoutTime.derivatives(alpha, s, c, b, byB, 0, age, d, 0);
    add(Math.exp(-scale), r, alpha, x, d, 0, z);
    return scale
        - r * Math.log1p(age / alpha)
        - x * Math.log(alpha + age)
        + DropoutTime.logSurvival(s, c, b, age);
  }

  private static void rescale(double[] z, double factor) {
    for (int i = 0; i < z.length; i++) {
      z[i] *= factor;
    }
  }
}
