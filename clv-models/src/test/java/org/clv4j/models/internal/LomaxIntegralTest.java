package org.clv4j.models.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LomaxIntegralTest {
  /** Sixteen nodes a panel leave rounding only, of exponents up to 50. */
  @Test
  void integralsMatchHighPrecision() {
    for (double[] row : ReferenceTable.rows(getClass(), "lomax-integral.csv")) {
      for (int power = 0; power <= 1; power++) {
        double value = LomaxIntegral.of(row[0], row[1], row[2], Double.POSITIVE_INFINITY, power);
        double error = ReferenceTable.relativeError(row[3 + power], value);
        assertTrue(error < 1e-13, power + " " + error + " " + Arrays.toString(row));
      }
    }
  }
}
