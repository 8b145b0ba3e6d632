package org.clv4j.models.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.MbgNbd;
import org.clv4j.models.transaction.TransactionModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BetaGeometricLikelihoodTest {
  private static final double[] LOGS = {Math.log(0.6), Math.log(5), Math.log(0.9), Math.log(2.2)};

  private static CustomerSummaries customers() {
    Random random = new Random(3);
    int n = 700;
    int[] x = new int[n];
    double[] tx = new double[n];
    double[] t = new double[n];
    double[] w = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextInt(4) * random.nextInt(6);
      t[i] = 1 + 50 * random.nextDouble();
      tx[i] = x[i] == 0 ? 0 : t[i] * (0.05 + 0.95 * random.nextDouble());
      w[i] = 1 + random.nextInt(3);
    }
    return CustomerSummaries.of(x, tx, t, w, PeriodUnit.WEEK);
  }

  private static double value(BetaGeometricLikelihood likelihood, double[] logs, double[] g) {
    return likelihood.evaluate(logs, g, new double[4][4]);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void derivativesAreThoseOfFiniteDifferences(int chancesAtFirst) {
    BetaGeometricLikelihood likelihood =
        new BetaGeometricLikelihood(customers(), chancesAtFirst, 1);
    double[] gradient = new double[4];
    double[][] hessian = new double[4][4];
    likelihood.evaluate(LOGS, gradient, hessian);
    double h = 1e-5;
    for (int i = 0; i < 4; i++) {
      double[] up = LOGS.clone();
      double[] down = LOGS.clone();
      up[i] += h;
      down[i] -= h;
      double[] upGradient = new double[4];
      double[] downGradient = new double[4];
      double slope =
          (value(likelihood, up, upGradient) - value(likelihood, down, downGradient)) / (2 * h);
      // Central differences err by h^2 times the third derivative and by rounding / h.
      assertEquals(slope, gradient[i], 1e-5);
      for (int j = 0; j < 4; j++) {
        assertEquals((upGradient[j] - downGradient[j]) / (2 * h), hessian[i][j], 1e-5);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void theValueIsTheSumOverCustomers(int chancesAtFirst) {
    CustomerSummaries data = customers();
    double[] p = java.util.Arrays.stream(LOGS).map(Math::exp).toArray();
    TransactionModel model =
        chancesAtFirst == 0
            ? new BgNbd(p[0], p[1], p[2], p[3], PeriodUnit.WEEK)
            : new MbgNbd(p[0], p[1], p[2], p[3], PeriodUnit.WEEK);
    double value = value(new BetaGeometricLikelihood(data, chancesAtFirst, 1), LOGS, new double[4]);
    assertEquals(model.logLikelihood(data), value, 1e-10 * Math.abs(value));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void outerProductsAreThoseOfTheCustomersOneByOne(int chancesAtFirst) {
    CustomerSummaries data = customers();
    double[][] products = new BetaGeometricLikelihood(data, chancesAtFirst, 1).outerProducts(LOGS);
    double[][] expected = new double[4][4];
    for (int row = 0; row < data.rows(); row++) {
      CustomerSummaries one =
          CustomerSummaries.of(
              new int[] {data.frequency(row)},
              new double[] {data.recency(row)},
              new double[] {data.age(row)},
              null,
              PeriodUnit.WEEK);
      double[] gradient = new double[4];
      value(new BetaGeometricLikelihood(one, chancesAtFirst, 1), LOGS, gradient);
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 4; j++) {
          expected[i][j] += data.weight(row) * gradient[i] * gradient[j];
        }
      }
    }
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        assertEquals(expected[i][j], products[i][j], 1e-9 * Math.abs(expected[i][i]));
      }
    }
  }
}
