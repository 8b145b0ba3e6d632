package org.clv4j.models.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.internal.DropoutSimulation;
import org.clv4j.models.internal.UntilDropout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fits of simulated customers, 100 seeds. */
@Tag("recovery")
class DropoutRecoveryTest {
  private static final int SEEDS = 100;

  @Test
  void paretoNbd() {
    recovers(
        new UntilDropout(0.6, 10, 0.7, 12, 0),
        Map.of("r", 0.6, "alpha", 10.0, "s", 0.7, "beta", 12.0),
        3000,
        ParetoNbd::fit);
  }

  @Test
  void gompertzNbd() {
    recovers(
        new UntilDropout(1.5, 5, 1.2, 600, 0.08),
        Map.of("r", 1.5, "alpha", 5.0, "b", 0.08, "s", 1.2, "beta", 48.0),
        1500,
        GGompertzNbd::fit);
  }

  /**
   * In logs, where estimates are nearest to normal: their mean is the truth within four standard
   * errors of a mean of 100, and as much again for the bias of a maximum likelihood estimate, which
   * is of the order of a tenth of its standard error here; their spread is what the fits say.
   */
  private static void recovers(
      UntilDropout truth,
      Map<String, Double> parameters,
      int customers,
      Function<CustomerSummaries, ? extends FitResult<?>> fit) {
    Map<String, double[]> sums = new LinkedHashMap<>();
    parameters.keySet().forEach(name -> sums.put(name, new double[3]));
    for (int seed = 1; seed <= SEEDS; seed++) {
      FitResult<?> result =
          fit.apply(DropoutSimulation.times(truth, customers, 78, seed, PeriodUnit.WEEK));
      parameters.forEach(
          (name, value) -> {
            double[] sum = sums.computeIfAbsent(name, unused -> new double[3]);
            double log = Math.log(result.parameter(name) / value);
            sum[0] += log;
            sum[1] += log * log;
            sum[2] += result.standardError(name).orElseThrow() / result.parameter(name);
          });
    }
    sums.forEach(
        (name, sum) -> {
          double mean = sum[0] / SEEDS;
          double spread = Math.sqrt(sum[1] / SEEDS - mean * mean);
          assertEquals(0, mean, 8 * spread / Math.sqrt(SEEDS), name);
          double stated = sum[2] / SEEDS;
          assertTrue(spread > 0.7 * stated && spread < 1.4 * stated, name + spread + " " + stated);
        });
  }
}
