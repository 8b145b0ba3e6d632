package org.clv4j.models.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Likelihood, derivatives and fits of CNBD-k on made-up customers. */
class CnbdLikelihoodTest {
  private static final int CUSTOMERS = 3000;

  /** Customers of MBG/CNBD-k with r = 2, alpha = 3 / k, a = 1, b = 2.1, watched 20 to 59 weeks. */
  private static CustomerSummaries simulated(int k, boolean times) {
    Random random = new Random(11);
    int[] x = new int[CUSTOMERS];
    double[] tx = new double[CUSTOMERS];
    double[] age = new double[CUSTOMERS];
    double[] litt = new double[CUSTOMERS];
    for (int i = 0; i < CUSTOMERS; i++) {
      age[i] = 20 + random.nextInt(40);
      double lambda = (exponential(random) + exponential(random)) / 3 * k;
      // Beta(1, b) by its quantile function, 1 - U^(1/b).
      double p = 1 - Math.pow(random.nextDouble(), 1 / 2.1);
      double t = 0;
      while (random.nextDouble() >= p) {
        double gap = 0;
        for (int stage = 0; stage < k; stage++) {
          gap += exponential(random) / lambda;
        }
        if (t + gap > age[i]) {
          break;
        }
        t += gap;
        x[i]++;
        litt[i] += Math.log(gap);
      }
      tx[i] = t;
    }
    return times
        ? CustomerSummaries.withInterpurchaseTimes(x, tx, age, litt, null, PeriodUnit.WEEK)
        : CustomerSummaries.of(x, tx, age, null, PeriodUnit.WEEK);
  }

  private static double exponential(Random random) {
    return -Math.log(1 - random.nextDouble());
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "2, false", "3, true", "7, true"})
  void derivativesAreThoseOfTheLikelihood(int k, boolean early) {
    CustomerSummaries data = simulated(3, true);
    CnbdK family =
        early
            ? new MbgCnbdK(k, 1, 1, 1, 1, PeriodUnit.WEEK)
            : new BgCnbdK(k, 1, 1, 1, 1, PeriodUnit.WEEK);
    CnbdLikelihood likelihood = new CnbdLikelihood(data, family, 1);
    double[] logs = {Math.log(1.7), Math.log(4.2), Math.log(0.6), Math.log(3.1)};
    double[] gradient = new double[4];
    double[][] hessian = new double[4][4];
    double value = likelihood.evaluate(logs, gradient, hessian);
    CnbdK model =
        early
            ? new MbgCnbdK(k, 1.7, 4.2, 0.6, 3.1, PeriodUnit.WEEK)
            : new BgCnbdK(k, 1.7, 4.2, 0.6, 3.1, PeriodUnit.WEEK);
    assertEquals(model.logLikelihood(data), value, 1e-12 * Math.abs(value));
    double[][] outer = likelihood.outerProducts(logs);
    // Central differences lose h^2 by truncation and 1e-16 |value| / h by rounding.
    double h = 1e-4;
    for (int i = 0; i < 4; i++) {
      double[] up = new double[4];
      double[] down = new double[4];
      double[] unused = logs.clone();
      logs[i] += h;
      double above = likelihood.evaluate(logs, up, new double[4][4]);
      logs[i] -= 2 * h;
      double below = likelihood.evaluate(logs, down, new double[4][4]);
      System.arraycopy(unused, 0, logs, 0, 4);
      assertEquals((above - below) / (2 * h), gradient[i], 1e-5 * CUSTOMERS * 1e-2);
      for (int j = 0; j < 4; j++) {
        double scale = Math.sqrt(Math.abs(hessian[i][i] * hessian[j][j]));
        assertEquals((up[j] - down[j]) / (2 * h), hessian[i][j], 1e-6 * scale, i + " " + j);
        assertEquals(hessian[i][j], hessian[j][i], 0);
        assertEquals(outer[i][j], outer[j][i], 1e-12 * Math.abs(outer[i][j]));
      }
      assertTrue(outer[i][i] > 0);
    }
  }

  @Test
  void theSearchFindsTheRegularityWithAndWithoutTimes() {
    FitResult<MbgCnbdK> times = MbgCnbdK.fit(simulated(3, true));
    assertEquals(3, times.model().k());
    assertEquals(5, times.parameters().size());
    assertEquals(3, times.parameters().getOrDefault("k", 0.0), 0);
    // What made these customers, four standard errors either way.
    assertNear(2, times, "r");
    assertNear(1, times, "alpha");
    assertNear(1, times, "a");
    assertNear(2.1, times, "b");
    assertEquals(3, MbgCnbdK.fit(simulated(3, false)).model().k());
    assertEquals(1, MbgCnbdK.fit(simulated(1, true)).model().k());
  }

  private static void assertNear(double truth, FitResult<?> fit, String parameter) {
    double error = fit.standardError(parameter).orElseThrow();
    double found = fit.parameters().getOrDefault(parameter, Double.NaN);
    assertEquals(truth, found, 4 * error, parameter);
  }

  @Test
  void timesChangeTheLikelihoodButNotTheParameters() {
    FitResult<BgCnbdK> with = BgCnbdK.fit(simulated(3, true), 3);
    FitResult<BgCnbdK> without = BgCnbdK.fit(simulated(3, false), 3);
    assertEquals(4, with.parameters().size());
    assertEquals(with.model().r(), without.model().r(), 1e-10);
    assertEquals(with.model().b(), without.model().b(), 1e-10);
    assertTrue(with.logLikelihood() > without.logLikelihood());
    assertEquals(without.logLikelihood(), without.model().logLikelihood(simulated(3, false)), 1e-8);
  }

  @Test
  void withKEqualTo1ItIsTheBetaGeometricFit() {
    CustomerSummaries data = simulated(1, false);
    FitResult<BgNbd> bg = BgNbd.fit(data);
    FitResult<BgCnbdK> one = BgCnbdK.fit(data, 1);
    // Both searches end where less than 1e-9 of log-likelihood is left.
    assertEquals(bg.logLikelihood(), one.logLikelihood(), 1e-8);
    assertEquals(bg.model().r(), one.model().r(), 1e-5 * bg.model().r());
    FitResult<MbgNbd> mbg = MbgNbd.fit(data);
    FitResult<MbgCnbdK> mbgOne = MbgCnbdK.fit(data, 1);
    assertEquals(mbg.logLikelihood(), mbgOne.logLikelihood(), 1e-8);
    assertEquals(mbg.model().b(), mbgOne.model().b(), 1e-5 * mbg.model().b());
  }

  @Test
  void threadsChangeNoBit() {
    Random random = new Random(3);
    int n = 20_000;
    int[] x = new int[n];
    double[] tx = new double[n];
    double[] age = new double[n];
    for (int i = 0; i < n; i++) {
      age[i] = 10 + 50 * random.nextDouble();
      x[i] = Math.max(0, random.nextInt(9) - 4);
      tx[i] = x[i] == 0 ? 0 : age[i] * random.nextDouble();
    }
    CustomerSummaries data = CustomerSummaries.of(x, tx, age, null, PeriodUnit.WEEK);
    assertEquals(MbgCnbdK.fit(data, 2), MbgCnbdK.fit(data, 2, FitOptions.DEFAULT.withThreads(2)));
    assertEquals(Nbd.fit(data), Nbd.fit(data, FitOptions.DEFAULT.withThreads(2)));
  }

  @Test
  void whatCannotBeIsRefused() {
    CustomerSummaries data = simulated(2, false);
    String message = message(() -> BgCnbdK.fit(data, 0));
    assertTrue(message.contains("k must be between 1 and 100, but was 0"), message);
    assertTrue(
        message(() -> new MbgCnbdK(101, 1, 1, 1, 1, PeriodUnit.WEEK)).contains("but was 101"));
    int[] nobody = new int[5];
    double[] ages = {1, 2, 3, 4, 5};
    CustomerSummaries once =
        CustomerSummaries.of(nobody, new double[5], ages, null, PeriodUnit.WEEK);
    assertTrue(message(() -> MbgCnbdK.fit(once)).contains("nobody did"));
    assertTrue(message(() -> Nbd.fit(once)).contains("nobody did"));
    BgCnbdK days = new BgCnbdK(2, 1, 1, 1, 1, PeriodUnit.DAY);
    assertTrue(message(() -> days.logLikelihood(data)).contains("day"));
    assertTrue(message(() -> days.logLikelihood(simulated(2, true))).contains("day"));
  }

  private static String message(org.junit.jupiter.api.function.Executable call) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
