package org.clv4j.models.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.clv4j.models.internal.MixedGeometric;
import org.clv4j.models.internal.ReferenceTable;
import org.junit.jupiter.api.Test;

class WeibullSumTest {
  private static final double FOR_EVER = Double.POSITIVE_INFINITY;

  /** The stated error: what Euler and Maclaurin leave, and rounding. */
  @Test
  void sumsMatchHighPrecision() {
    for (double[] row : ReferenceTable.rows(getClass(), "bdw-sums.csv")) {
      WeibullLifetime lifetime = new WeibullLifetime(row[0], row[1], row[2]);
      for (int power = 0; power <= 1; power++) {
        double sum = WeibullSum.of(lifetime, row[3], Math.log1p(row[4]), FOR_EVER, power);
        double error = ReferenceTable.relativeError(row[5 + power], sum);
        assertTrue(error < 1e-12, power + " " + error + " " + Arrays.toString(row));
      }
    }
  }

  /** Summed one by one, half a million terms; their rounding is below 1e-12. */
  @Test
  void tinyDiscountsMatchLongSums() {
    for (double c : new double[] {0.5, 1, 1.7}) {
      WeibullLifetime lifetime = new WeibullLifetime(0.9, 4, c);
      double delta = 1e-4;
      double sum = 0;
      for (int k = 500_000; k >= 1; k--) {
        sum += Math.exp(lifetime.logRatio(2, 2 + k) - delta * k);
      }
      assertEquals(sum, WeibullSum.of(lifetime, 2, delta, FOR_EVER, 0), 1e-12 * sum);
    }
  }

  @Test
  void aHorizonCutsTheSum() {
    WeibullLifetime lifetime = new WeibullLifetime(0.9, 4, 0.8);
    double sum = 0;
    for (int k = 1; k <= 20_000; k++) {
      sum += Math.exp(lifetime.logRatio(3, 3 + k) - 1e-5 * k);
      if (k == 1 || k == 255 || k == 300 || k == 20_000) {
        assertEquals(sum, WeibullSum.of(lifetime, 3, 1e-5, k, 0), 1e-12 * sum);
      }
    }
    assertEquals(0, WeibullSum.of(lifetime, 3, 1e-5, 0, 0));
  }

  /** At c = 1 there are closed forms, from the fastest to the slowest tail. */
  @Test
  void geometricMixturesAgree() {
    for (double alpha : new double[] {1e-6, 0.3, 1, 1.01, 40, 1e6}) {
      for (double beta : new double[] {1e-6, 2, 1e3, 1e6}) {
        WeibullLifetime lifetime = new WeibullLifetime(alpha, beta, 1);
        for (double d : new double[] {1e-12, 1e-3, 0.1, 10}) {
          double sum = MixedGeometric.discounted(alpha, beta + 5, d, FOR_EVER);
          double direct = WeibullSum.of(lifetime, 5, Math.log1p(d), FOR_EVER, 0);
          assertEquals(sum, direct, 3e-12 * sum, alpha + " " + beta + " " + d);
        }
        if (alpha > 1) {
          double mean = (beta + 5) / (alpha - 1);
          // alpha - 1 = 0.01 magnifies what rounding leaves of alpha
          assertEquals(mean, WeibullSum.of(lifetime, 5, 0, FOR_EVER, 0), 1e-11 * mean);
        }
      }
    }
  }

  /** S falls as t^(-alpha c): the mean of a tail that barely has one, with t^c up to e^40 000. */
  @Test
  void heavyTailsHaveMeans() {
    // For beta -> 0 and u = t^c >= 1: S(t) = B(alpha, u) / B(alpha, beta), nearly Gamma(alpha)
    // beta u^-alpha; the sum of k^(-alpha c) is close to zeta.
    WeibullLifetime lifetime = new WeibullLifetime(1.5, 1e-6, 20);
    double sum = 0;
    for (int k = 1; k <= 100; k++) {
      sum += Math.exp(lifetime.logRatio(0, k));
    }
    assertEquals(sum, WeibullSum.of(lifetime, 0, 0, FOR_EVER, 0), 1e-12 * sum);
    double slow = WeibullSum.of(new WeibullLifetime(1.0001, 1, 1), 0, 0, FOR_EVER, 0);
    // beta / (alpha - 1), where alpha - 1 is known to 1e-12 of itself
    assertEquals(1 / (1.0001 - 1), slow, 1e-10 * slow);
    // mpmath 1.3.0, 60 digits: the mass lies where t^c passes from 1 to 1000, about t = e^640
    double far = 1.589179488997121e148;
    assertEquals(
        far, WeibullSum.of(new WeibullLifetime(110, 1, 0.01), 0, 0, FOR_EVER, 0), 1e-12 * far);
    assertEquals(
        Double.POSITIVE_INFINITY,
        WeibullSum.of(new WeibullLifetime(1100, 1, 0.001), 0, 0, FOR_EVER, 0));
  }

  @Test
  void extremeParametersStayFinite() {
    double[] values = {1e-6, 1e-3, 1, 1e3, 1e6};
    for (double alpha : values) {
      for (double beta : values) {
        for (double c : values) {
          WeibullLifetime lifetime = new WeibullLifetime(alpha, beta, c);
          double last = 0;
          for (double t : new double[] {1, 2, 50, 1e4, 1e5}) {
            double log = lifetime.logRatio(0, t);
            assertTrue(log <= last && log > Double.NEGATIVE_INFINITY, alpha + " " + beta);
            last = log;
          }
          double sum = WeibullSum.of(lifetime, 0, 1e-3, FOR_EVER, 0);
          assertTrue(sum >= 0 && sum <= 1000, sum + ": " + lifetime);
        }
      }
    }
  }
}
