package org.clv4j.segments.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinearSolverTest {
  @Test
  void rowsAreSwappedWhereAPivotIsZero() {
    LinearSolver solver = new LinearSolver(new double[][] {{0, 2}, {3, 0}});
    assertArrayEquals(new double[] {2, 0.5}, solver.solve(new double[] {1, 6}));
    assertEquals(0, new LinearSolver(new double[0][]).solve(new double[0]).length);
  }

  @Test
  void theSolutionOfASystemMadeFromItIsFound() {
    Random random = new Random(11);
    int n = 40;
    double[][] matrix = new double[n][];
    for (int i = 0; i < n; i++) {
      matrix[i] = random.doubles(n, -1, 1).toArray();
    }
    double[] x = IntStream.range(0, n).mapToDouble(i -> i - 7).toArray();
    double[] right = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        right[i] += matrix[i][j] * x[j];
      }
    }
    // The right side is rounded to 1e-14; the condition of such a matrix is some 100.
    assertArrayEquals(x, new LinearSolver(matrix).solve(right), 1e-11);
  }

  /** The inverse of a Hilbert matrix is known in whole numbers. */
  @Test
  void refinementKeepsTheDigitsOfAnIllConditionedMatrix() {
    // 1 / (i + j + 1) times 27720 is whole for 6 rows; the condition is 1.5e7.
    int n = 6;
    double[][] hilbert = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        hilbert[i][j] = 27720.0 / (i + j + 1);
      }
    }
    double[] right = new double[n];
    right[0] = 27720;
    double[] firstColumn = {36, -630, 3360, -7560, 7560, -2772};
    assertArrayEquals(firstColumn, new LinearSolver(hilbert).solve(right), 1e-11);
  }

  @Test
  void aMatrixWithoutAnInverseIsRefused() {
    assertThrows(
        ArithmeticException.class, () -> new LinearSolver(new double[][] {{1, 2}, {2, 4}}));
    assertThrows(ArithmeticException.class, () -> new LinearSolver(new double[][] {{0}}));
    assertThrows(
        ArithmeticException.class,
        () -> new LinearSolver(new double[][] {{0.1, 0.7, 0.2}, {0.3, 0.3, 0.4}, {0.4, 1, 0.6}}));
  }
}
