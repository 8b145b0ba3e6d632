package org.clv4j.models.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Analytic derivatives against differences. */
public final class Derivatives {
  private static final double STEP = 1e-4;

  private Derivatives() {}

  /**
   * Central differences err by STEP^2 = 1e-8 times third derivatives and by rounding of the value
   * over STEP, 1e-12 of it; of the gradient for the Hessian.
   */
  public static void check(LikelihoodFit.Likelihood likelihood, double[] logs, String where) {
    int n = logs.length;
    double[] gradient = new double[n];
    double[][] hessian = new double[n][n];
    double value = likelihood.evaluate(logs, gradient, hessian);
    for (int i = 0; i < n; i++) {
      double[] up = logs.clone();
      double[] down = logs.clone();
      up[i] += STEP;
      down[i] -= STEP;
      double[] gradientUp = new double[n];
      double[] gradientDown = new double[n];
      double[][] unused = new double[n][n];
      double difference =
          likelihood.evaluate(up, gradientUp, unused)
              - likelihood.evaluate(down, gradientDown, unused);
      double size = 1 + Math.abs(value) / 100 + Math.abs(gradient[i]);
      assertEquals(difference / (2 * STEP), gradient[i], 1e-6 * size, where + " gradient " + i);
      for (int j = 0; j < n; j++) {
        assertEquals(hessian[i][j], hessian[j][i], where + " symmetry");
        assertEquals(
            (gradientUp[j] - gradientDown[j]) / (2 * STEP),
            hessian[i][j],
            1e-6 * (size + Math.abs(hessian[i][j])),
            where + " Hessian " + i + " " + j);
      }
    }
  }
}
