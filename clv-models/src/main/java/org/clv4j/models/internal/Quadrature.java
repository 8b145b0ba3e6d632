package org.clv4j.models.internal;

import java.util.function.DoubleUnaryOperator;

/** Gauss-Legendre quadrature with {@value #NODES} nodes. */
public final class Quadrature {
  /** The number of nodes in a panel. */
  public static final int NODES = 16;

  private static final double[] NODE = new double[NODES];
  private static final double[] WEIGHT = new double[NODES];

  static {
    for (int i = 0; i < NODES / 2; i++) {
      // Newton's method on the Legendre polynomial, from the usual cosine.
      double x = StrictMath.cos(Math.PI * (i + 0.75) / (NODES + 0.5));
      double slope = 0;
      for (int round = 0; round < 8; round++) {
        double previous = 1;
        double p = x;
        for (int k = 2; k <= NODES; k++) {
          double next = ((2 * k - 1) * x * p - (k - 1) * previous) / k;
          previous = p;
          p = next;
        }
        slope = NODES * (x * p - previous) / (x * x - 1);
        x -= p / slope;
      }
      double weight = 2 / ((1 - x * x) * slope * slope);
      NODE[i] = -x;
      NODE[NODES - 1 - i] = x;
      WEIGHT[i] = weight;
      WEIGHT[NODES - 1 - i] = weight;
    }
  }

  private Quadrature() {}

  /** A node of [0, 1]. */
  public static double node(int i) {
    return 0.5 + 0.5 * NODE[i];
  }

  /** Its weight; the weights sum to 1. */
  public static double weight(int i) {
    return 0.5 * WEIGHT[i];
  }

  /** The integral over one panel. */
  public static double panel(DoubleUnaryOperator f, double from, double to) {
    double width = to - from;
    double sum = 0;
    for (int i = 0; i < NODES; i++) {
      sum += weight(i) * f.applyAsDouble(from + width * node(i));
    }
    return width * sum;
  }
}
