package org.clv4j.models.spend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class GammaGammaLikelihoodTest {
  private static final double STEP = 1e-4;

  private final GammaGammaLikelihood likelihood =
      GammaGammaLikelihood.of(GammaGammaTest.drawn(new GammaGamma(2.5, 4, 30), 300, 7), 1);

  /**
   * Central differences of step h err by h^2 f'''/6 and eps f / h: about 1e-7 of 1e3 to 1e4 here.
   */
  @Property(tries = 50)
  void gradientAndHessianAgreeWithDifferences(
      @ForAll @DoubleRange(min = -2, max = 4) double logP,
      @ForAll @DoubleRange(min = -2, max = 4) double logQ,
      @ForAll @DoubleRange(min = -1, max = 6) double logGamma) {
    double[] at = {logP, logQ, logGamma};
    double[] gradient = new double[3];
    double[][] hessian = new double[3][3];
    double value = likelihood.evaluate(at, gradient, hessian);
    for (int i = 0; i < 3; i++) {
      double[] up = at.clone();
      double[] down = at.clone();
      up[i] += STEP;
      down[i] -= STEP;
      double[] gradientUp = new double[3];
      double[] gradientDown = new double[3];
      double valueUp = likelihood.evaluate(up, gradientUp, new double[3][3]);
      double valueDown = likelihood.evaluate(down, gradientDown, new double[3][3]);
      double scale = Math.abs(value) + Math.abs(gradient[i]);
      assertEquals((valueUp - valueDown) / (2 * STEP), gradient[i], 1e-7 * scale);
      for (int j = 0; j < 3; j++) {
        double difference = (gradientUp[j] - gradientDown[j]) / (2 * STEP);
        assertEquals(difference, hessian[i][j], 1e-7 * scale);
      }
    }
  }

  @Property(tries = 50)
  void valueAndOuterProductsAreThoseOfTheCustomers(
      @ForAll @DoubleRange(min = -2, max = 4) double logP,
      @ForAll @DoubleRange(min = -2, max = 4) double logQ,
      @ForAll @DoubleRange(min = -1, max = 6) double logGamma) {
    SpendSummaries data = GammaGammaTest.drawn(new GammaGamma(2.5, 4, 30), 40, 8);
    GammaGammaLikelihood all = GammaGammaLikelihood.of(data, 1);
    double[] at = {logP, logQ, logGamma};
    double[][] outer = all.outerProducts(at);
    double value = all.evaluate(at, new double[3], new double[3][3]);
    double sum = 0;
    double[][] expected = new double[3][3];
    for (int row = 0; row < data.rows(); row++) {
      GammaGammaLikelihood one =
          GammaGammaLikelihood.of(
              SpendSummaries.of(
                  new int[] {data.frequency(row)}, new double[] {data.meanSpend(row)}, null),
              1);
      double[] gradient = new double[3];
      sum += one.evaluate(at, gradient, new double[3][3]);
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          expected[i][j] += gradient[i] * gradient[j];
        }
      }
    }
    assertEquals(sum, value, 1e-11 * Math.abs(sum));
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double scale = Math.sqrt(expected[i][i] * expected[j][j]) + 1;
        assertEquals(expected[i][j], outer[i][j], 1e-9 * scale);
      }
    }
  }
}
