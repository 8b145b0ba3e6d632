package org.clv4j.models.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MixedGeometricTest {
  /**
   * a and b from 1e-6 to 1e6, d from 1e-12 to 10 or 0. Weights are exponentials of up to 40, and up
   * to 2000 terms are multiplied: the largest error seen is 1e-14.
   */
  @Test
  void sumsMatchHighPrecision() {
    for (double[] row : ReferenceTable.rows(getClass(), "mixed-geometric.csv")) {
      String where = Arrays.toString(row);
      double sum = MixedGeometric.discounted(row[0], row[1], row[2], row[3]);
      double error = ReferenceTable.relativeError(row[4], sum);
      assertTrue(error < 1e-13, error + " " + where);
      if (Double.isInfinite(row[3])) {
        double byPeriod = MixedGeometric.discountedByPeriod(row[0], row[1], row[2]);
        assertTrue(ReferenceTable.relativeError(row[5], byPeriod) < 1e-13, byPeriod + " " + where);
      }
    }
  }

  /** A sum of m positive terms, with a rounding each. */
  @Property(edgeCases = EdgeCasesMode.NONE)
  void finiteSumsAreSums(
      @ForAll @DoubleRange(min = -3, max = 3) double logA,
      @ForAll @DoubleRange(min = -3, max = 3) double logB,
      @ForAll @DoubleRange(min = 0, max = 2) double d,
      @ForAll @IntRange(max = 400) int m) {
    double a = Math.pow(10, logA);
    double b = Math.pow(10, logB);
    double sum = 0;
    double undiscounted = 0;
    double byK = 1;
    double term = 1;
    for (int k = 0; k < m; k++) {
      byK *= (b + k) / (a + b + k);
      term *= (b + k) / (a + b + k) / (1 + d);
      undiscounted += byK;
      sum += term;
    }
    assertEquals(sum, MixedGeometric.discounted(a, b, d, m), 1e-12 * (1 + sum) + 1e-12 * sum);
    assertEquals(undiscounted, MixedGeometric.expected(a, b, m), 1e-12 * undiscounted);
  }

  /** 1 / d is never reached, however small d and a. */
  @Test
  void tinyDiscountsAreFinite() {
    for (double a : new double[] {1e-6, 0.5, 1, 1e6}) {
      double sum = MixedGeometric.discounted(a, 1e-3, 1e-100, Double.POSITIVE_INFINITY);
      assertTrue(sum > 0 && sum < 1e100, a + ": " + sum);
    }
  }

  /** A discount so steep that its terms underflow ends all the same. */
  @Test
  void theSteepestDiscountEnds() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          double d = Double.MAX_VALUE;
          assertEquals(0, MixedGeometric.discounted(2, 3, d, Double.POSITIVE_INFINITY), 1e-300);
          assertEquals(0, MixedGeometric.discountedByPeriod(2, 3, d), 1e-300);
        });
  }
}
