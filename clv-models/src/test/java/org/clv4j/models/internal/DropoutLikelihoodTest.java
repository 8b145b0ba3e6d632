package org.clv4j.models.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.CustomerSummaries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutLikelihoodTest {
  private static final UntilDropout TRUE = new UntilDropout(0.6, 25, 0.7, 60, 0);

  private static CustomerSummaries days(int customers) {
    return DropoutSimulation.days(TRUE, customers, 400, 11);
  }

  private static double[] logs(double... parameters) {
    double[] logs = new double[parameters.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.log(parameters[i]);
    }
    return logs;
  }

  /** Five-point differences of the value and of the gradient. */
  @ParameterizedTest
  @CsvSource({
    "0.6, 25, 0.7, 60, 0, true",
    "0.6, 25, 0.7, 60, 0, false",
    "0.05, 3000, 8, 2, 0, false",
    "7, 0.2, 0.02, 700, 0, true",
    "0.6, 25, 0.7, 60, 0.01, true",
    "0.6, 25, 0.7, 60, 0.01, false",
    "3, 25, 0.2, 600, 0.3, false",
    "0.6, 2, 5, 6, 0.000001, false"
  })
  void derivativesAreThoseOfDifferences(
      double r, double alpha, double s, double c, double b, boolean tables) {
    boolean byB = b > 0;
    int n = byB ? 5 : 4;
    DropoutLikelihood likelihood = new DropoutLikelihood(days(300), byB, 1, tables);
    double[] at = byB ? logs(r, alpha, s, c, b) : logs(r, alpha, s, c);
    double[] gradient = new double[n];
    double[][] hessian = new double[n][n];
    var unused = likelihood.evaluate(at, gradient, hessian);
    double h = 1e-3;
    for (int i = 0; i < n; i++) {
      double slope = 0;
      double[] curvature = new double[n];
      int[] steps = {-2, -1, 1, 2};
      double[] weights = {1, -8, 8, -1};
      for (int k = 0; k < steps.length; k++) {
        double[] near = at.clone();
        near[i] += steps[k] * h;
        double[] g = new double[n];
        slope += weights[k] / (12 * h) * likelihood.evaluate(near, g, new double[n][n]);
        for (int j = 0; j < n; j++) {
          curvature[j] += weights[k] / (12 * h) * g[j];
        }
      }
      // Rounding of a value of some 1e4 over h, and h^4 times a fifth derivative.
      assertEquals(slope, gradient[i], 1e-7 * Math.max(10, Math.abs(gradient[i])));
      for (int j = 0; j < n; j++) {
        assertEquals(curvature[j], hessian[i][j], 1e-8 * Math.max(100, Math.abs(hessian[i][i])));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.6, 25, 0.7, 60, 0", "0.6, 0.01, 0.7, 60, 0", "0.6, 25, 0.7, 0.001, 0", "50, 2000, 9, 900, 0",
    "0.6, 25, 0.7, 25, 0", "0.6, 25, 0.7, 60, 0.02", "0.6, 25, 0.7, 2, 0.5", "2, 9, 0.1, 900, 0.2"
  })
  void tablesGiveWhatRowByRowQuadratureGives(double r, double alpha, double s, double c, double b) {
    CustomerSummaries data = days(20_000);
    boolean byB = b > 0;
    int n = byB ? 5 : 4;
    double[] at = byB ? logs(r, alpha, s, c, b) : logs(r, alpha, s, c);
    double[] byTable = new double[n];
    double[][] hessianByTable = new double[n][n];
    double value = new DropoutLikelihood(data, byB, 1, true).evaluate(at, byTable, hessianByTable);
    double[] byRow = new double[n];
    double[][] hessianByRow = new double[n][n];
    double expected = new DropoutLikelihood(data, byB, 1, false).evaluate(at, byRow, hessianByRow);
    assertEquals(expected, value, 1e-11 * Math.abs(expected));
    for (int i = 0; i < n; i++) {
      assertEquals(byRow[i], byTable[i], 1e-10 * Math.abs(expected));
      assertArrayEquals(hessianByRow[i], hessianByTable[i], 1e-10 * Math.abs(expected));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theValueIsTheSumOverCustomersHoweverManyThreads(boolean tables) {
    CustomerSummaries data = days(20_000);
    double sum = 0;
    for (int row = 0; row < data.rows(); row++) {
      sum +=
          data.weight(row)
              * TRUE.logLikelihood(data.frequency(row), data.recency(row), data.age(row));
    }
    double[] at = logs(TRUE.r(), TRUE.alpha(), TRUE.s(), TRUE.c());
    double[] one = new double[4];
    double value =
        new DropoutLikelihood(data, false, 1, tables).evaluate(at, one, new double[4][4]);
    assertEquals(sum, value, 1e-12 * Math.abs(sum));
    double[] three = new double[4];
    double inParallel =
        new DropoutLikelihood(data, false, 3, tables).evaluate(at, three, new double[4][4]);
    assertEquals(value, inParallel, 0);
    assertArrayEquals(one, three, 0);
  }

  @Test
  void outerProductsAreOfTheGradientsOfSingleCustomers() {
    CustomerSummaries data = days(2_000);
    double[] at = logs(0.5, 30, 0.5, 40);
    double[][] expected = new double[4][4];
    for (int row = 0; row < data.rows(); row++) {
      CustomerSummaries single =
          CustomerSummaries.of(
              new int[] {data.frequency(row)},
              new double[] {data.recency(row)},
              new double[] {data.age(row)},
              null,
              PeriodUnit.DAY);
      double[] g = new double[4];
      var unused = new DropoutLikelihood(single, false, 1, false).evaluate(at, g, new double[4][4]);
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 4; j++) {
          expected[i][j] += data.weight(row) * g[i] * g[j];
        }
      }
    }
    double[][] products = new DropoutLikelihood(data, false, 1, true).outerProducts(at);
    for (int i = 0; i < 4; i++) {
      assertArrayEquals(expected[i], products[i], 1e-9 * expected[i][i]);
    }
  }

  @Test
  void extremesStayFinite() {
    Random random = new Random(5);
    int[] frequency = {0, 1, 10_000, 10_000, 3, 1, 5_000};
    double[] recency = {0, 1e-3, 1e5, 5e4, 1e5 - 1e-7, 1, 4_999.5};
    double[] age = {1e5, 1e5, 1e5, 1e5, 1e5, 1, 5_000};
    CustomerSummaries data = CustomerSummaries.of(frequency, recency, age, null, PeriodUnit.DAY);
    for (int i = 0; i < 300; i++) {
      double[] at = random.doubles(4, Math.log(1e-6), Math.log(1e6)).toArray();
      if (i % 3 == 0) {
        at[3] = at[1];
      }
      double[] gradient = new double[4];
      double[][] hessian = new double[4][4];
      double sum = new DropoutLikelihood(data, false, 1, true).evaluate(at, gradient, hessian);
      for (int j = 0; j < 4; j++) {
        sum += gradient[j];
        for (int k = 0; k < 4; k++) {
          sum += hessian[j][k];
        }
      }
      assertEquals(true, Double.isFinite(sum), () -> java.util.Arrays.toString(at));
    }
  }
}
