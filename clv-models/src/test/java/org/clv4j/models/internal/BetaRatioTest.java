package org.clv4j.models.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BetaRatioTest {
  /**
   * a and b from 1e-6 to 1e6, u from 1e-3 to 1e250. A few dozen roundings in sums of one sign would
   * be 1e-14; the largest error seen is 4e-16 of the logarithm and 9e-16 of a derivative.
   */
  @Test
  void valueAndDerivativesMatchHighPrecision() {
    double[] out = new double[BetaRatio.SIZE];
    for (double[] row : ReferenceTable.rows(getClass(), "beta-ratio.csv")) {
      String where = Arrays.toString(row);
      BetaRatio.derivatives(row[0], row[1], row[2], out);
      double value = BetaRatio.log(row[0], row[1], row[2]);
      assertEquals(out[BetaRatio.VALUE], value, where);
      assertTrue(ReferenceTable.relativeError(row[3], value) < 1e-14, where + value);
      for (int i = 1; i < BetaRatio.SIZE; i++) {
        double error = ReferenceTable.relativeError(row[3 + i], out[i]);
        assertTrue(error < 1e-14, i + " " + error + " " + where);
      }
    }
  }

  /** The product of (b + j) / (a + b + j), exact but for rounding. */
  @Test
  void wholeStepsAreAProduct() {
    for (double a : new double[] {0.3, 2, 70}) {
      double log = 0;
      for (int j = 0; j < 50; j++) {
        assertEquals(log, BetaRatio.log(a, 1.7, j), 1e-13 * (1 - log));
        log -= Math.log1p(a / (1.7 + j));
      }
    }
  }

  /** With a in (-1, 0) the ratio is above 1: what the sum of a geometric mixture needs. */
  @Test
  void negativeA() {
    double product = 0;
    for (int j = 0; j < 1000; j++) {
      product += Math.log1p(0.999 / (1.5 + j - 0.999));
    }
    assertEquals(product, BetaRatio.log(-0.999, 1.5, 1000), 1e-13 * product);
  }
}
