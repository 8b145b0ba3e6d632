package org.clv4j.models.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class NewtonTest {
  private static final double[] NO_LOWER = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
  private static final double[] NO_UPPER = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};

  /** Minus Rosenbrock's valley, whose top is at (1, 1). */
  private static double rosenbrock(double[] u, double[] g, double[][] h) {
    double x = u[0];
    double y = u[1];
    double d = y - x * x;
    g[0] = 2 * (1 - x) + 400 * x * d;
    g[1] = -200 * d;
    h[0][0] = -2 + 400 * d - 800 * x * x;
    h[0][1] = 400 * x;
    h[1][0] = h[0][1];
    h[1][1] = -200;
    return -(1 - x) * (1 - x) - 100 * d * d;
  }

  private static double quadratic(double[] u, double[] g, double[][] h) {
    g[0] = -2 * (u[0] - 3) - (u[1] + 1);
    g[1] = -2 * (u[1] + 1) - (u[0] - 3);
    h[0][0] = -2;
    h[1][1] = -2;
    h[0][1] = -1;
    h[1][0] = -1;
    return -(u[0] - 3) * (u[0] - 3) - (u[1] + 1) * (u[1] + 1) - (u[0] - 3) * (u[1] + 1);
  }

  @Property(tries = 200)
  void theTopOfTheValleyIsFoundFromAnywhere(
      @ForAll @DoubleRange(min = -5, max = 5) double x,
      @ForAll @DoubleRange(min = -5, max = 5) double y) {
    Newton.Optimum top =
        Newton.maximize(NewtonTest::rosenbrock, new double[] {x, y}, NO_LOWER, NO_UPPER, 200);
    assertTrue(top.converged());
    assertArrayEquals(new double[] {1, 1}, top.point(), 1e-4);
    assertTrue(top.evaluations() < 120, () -> top.evaluations() + " evaluations");
  }

  @Test
  void aQuadraticTakesAFewSteps() {
    Newton.Optimum top =
        Newton.maximize(NewtonTest::quadratic, new double[] {2, 0}, NO_LOWER, NO_UPPER, 50);
    assertArrayEquals(new double[] {3, -1}, top.point(), 1e-12);
    assertEquals(2, top.evaluations());
    assertEquals(0, top.value(), 1e-12);
  }

  @Test
  void aBoundIsHeldAndReleased() {
    double[] upper = {1, 10};
    Newton.Optimum top =
        Newton.maximize(
            NewtonTest::quadratic, new double[] {1, -8}, new double[] {-5, -9}, upper, 50);
    assertTrue(top.converged());
    // On u0 = 1 the function is -4 - (v)^2 + 2 v with v = u1 + 1, whose top is v = 1.
    assertArrayEquals(new double[] {1, 0}, top.point(), 1e-9);
    assertArrayEquals(new boolean[] {true, false}, top.active());
    Newton.Optimum inside =
        Newton.maximize(
            NewtonTest::quadratic,
            new double[] {4, 9},
            new double[] {-5, -9},
            new double[] {4, 9},
            50);
    assertArrayEquals(new double[] {3, -1}, inside.point(), 1e-9);
  }

  @Test
  void whatRisesForEverDoesNotConverge() {
    Newton.Optimum end =
        Newton.maximize(
            (u, g, h) -> {
              g[0] = 1;
              h[0][0] = 0;
              return u[0];
            },
            new double[] {0},
            new double[] {Double.NEGATIVE_INFINITY},
            new double[] {Double.POSITIVE_INFINITY},
            30);
    assertFalse(end.converged());
  }

  @Test
  void whatIsNotFiniteIsNotStepped() {
    Newton.Optimum end =
        Newton.maximize(
            (u, g, h) -> {
              g[0] = 1 / u[0] - 1;
              h[0][0] = -1 / (u[0] * u[0]);
              return Math.log(u[0]) - u[0];
            },
            new double[] {30},
            new double[] {Double.NEGATIVE_INFINITY},
            new double[] {Double.POSITIVE_INFINITY},
            200);
    assertTrue(end.converged());
    assertEquals(1, end.point()[0], 1e-4);
  }

  /** No damping makes a direction of a Hessian that is none: the search gives up. */
  @Test
  void aHessianThatIsNoNumberEndsTheSearch() {
    for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      Newton.Optimum end =
          assertTimeoutPreemptively(
              Duration.ofSeconds(60),
              () ->
                  Newton.maximize(
                      (u, g, h) -> {
                        g[0] = 1;
                        g[1] = 1;
                        h[0][0] = bad;
                        h[0][1] = bad;
                        h[1][0] = bad;
                        h[1][1] = bad;
                        return u[0] + u[1];
                      },
                      new double[2],
                      new double[] {-1, -1},
                      new double[] {1, 1},
                      200));
      assertFalse(end.converged());
      assertTrue(end.evaluations() <= 200);
    }
  }

  @Property
  void choleskySolvesAndInverts(
      @ForAll @DoubleRange(min = -0.9, max = 0.9) double r,
      @ForAll @DoubleRange(min = 0.1, max = 10) double scale) {
    double[][] matrix = {{scale, r * Math.sqrt(scale)}, {r * Math.sqrt(scale), 1}};
    double[][] inverse = Cholesky.inverse(matrix);
    double[] x = Cholesky.solve(matrix, new double[] {1, 2});
    for (int i = 0; i < 2; i++) {
      assertEquals(i + 1.0, matrix[i][0] * x[0] + matrix[i][1] * x[1], 1e-12);
      for (int j = 0; j < 2; j++) {
        double product = matrix[i][0] * inverse[0][j] + matrix[i][1] * inverse[1][j];
        assertEquals(i == j ? 1 : 0, product, 1e-12);
      }
    }
    assertEquals(0, Cholesky.solve(new double[][] {{1, 2}, {2, 1}}, new double[2]).length);
  }

  @Property
  void theSmallestEigenvalueIsThatOfItsVector(
      @ForAll @DoubleRange(min = -3, max = 3) double a,
      @ForAll @DoubleRange(min = -3, max = 3) double b,
      @ForAll @DoubleRange(min = -3, max = 3) double c) {
    double[][] matrix = {{a, b, 0.5}, {b, c, -1}, {0.5, -1, 2}};
    SymmetricEigen.Pair pair = SymmetricEigen.smallest(matrix);
    double norm = Arrays.stream(pair.vector()).map(v -> v * v).sum();
    assertEquals(1, norm, 1e-12);
    for (int i = 0; i < 3; i++) {
      double product = 0;
      for (int j = 0; j < 3; j++) {
        product += matrix[i][j] * pair.vector()[j];
      }
      assertEquals(pair.value() * pair.vector()[i], product, 1e-12);
    }
    assertTrue(pair.value() <= Math.min(a, Math.min(c, 2)) + 1e-12);
  }

  @Test
  void sumsDoNotDependOnThreads() {
    int rows = 100_000;
    BlockedSum.Rows kernel =
        (from, to, sums) -> {
          for (int i = from; i < to; i++) {
            sums[0] += Math.sin(i);
            sums[1] += 1e16 / (i + 1);
          }
        };
    double[] one = BlockedSum.of(rows, 2, 1, kernel);
    for (int threads = 2; threads < 6; threads++) {
      assertArrayEquals(one, BlockedSum.of(rows, 2, threads, kernel));
    }
    assertArrayEquals(new double[2], BlockedSum.of(0, 2, 3, kernel));
    assertEquals(
        "no",
        org.junit.jupiter.api.Assertions.assertThrows(
                IllegalStateException.class,
                () ->
                    BlockedSum.of(
                        rows,
                        1,
                        2,
                        (from, to, sums) -> {
                          throw new IllegalStateException("no");
                        }))
            .getMessage());
  }

  @Property(tries = 100)
  void polynomialsOfDegree31AreIntegratedExactly(
      @ForAll @DoubleRange(min = -2, max = 2) double from,
      @ForAll @DoubleRange(min = 0.1, max = 2) double width) {
    double to = from + width;
    double exact = (Math.pow(to, 32) - Math.pow(from, 32)) / 32;
    double found = Quadrature.panel(x -> Math.pow(x, 31), from, to);
    double size = Math.pow(Math.max(Math.abs(from), Math.abs(to)), 32);
    assertEquals(exact, found, 1e-13 * size);
  }
}
