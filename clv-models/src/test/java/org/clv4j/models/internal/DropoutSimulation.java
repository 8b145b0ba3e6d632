package org.clv4j.models.internal;

import java.util.Random;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.CustomerSummaries;

/**
 * Draws histories from the definition of the models: a rate, a time of dropout, a Poisson process.
 */
public final class DropoutSimulation {
  private DropoutSimulation() {}

  /** Purchases as they fall, ages uniform over the later half of the span. */
  public static CustomerSummaries times(
      UntilDropout model, int customers, double span, long seed, PeriodUnit unit) {
    return draw(model, customers, span, seed, unit, false);
  }

  /** The same in whole days: purchases of one day are one, and those of the first day none. */
  public static CustomerSummaries days(UntilDropout model, int customers, int span, long seed) {
    return draw(model, customers, span, seed, PeriodUnit.DAY, true);
  }

  private static CustomerSummaries draw(
      UntilDropout model, int customers, double span, long seed, PeriodUnit unit, boolean days) {
    Random random = new Random(seed);
    int[] frequency = new int[customers];
    double[] recency = new double[customers];
    double[] age = new double[customers];
    for (int i = 0; i < customers; i++) {
      double t = span * (1 - random.nextDouble() / 2);
      age[i] = days ? Math.rint(t) : t;
      double lambda = gamma(random, model.r()) / model.alpha();
      double mu = gamma(random, model.s()) / model.c();
      double hazards = -Math.log1p(-random.nextDouble()) / mu;
      double dropout = model.b() == 0 ? hazards : Math.log1p(model.b() * hazards) / model.b();
      double end = Math.min(dropout, age[i]);
      double y = -Math.log1p(-random.nextDouble()) / lambda;
      while (y <= end) {
        double time = days ? Math.floor(y) : y;
        if (time > recency[i]) {
          recency[i] = time;
          frequency[i]++;
        }
        y -= Math.log1p(-random.nextDouble()) / lambda;
      }
    }
    return CustomerSummaries.of(frequency, recency, age, null, unit);
  }

  /** Marsaglia and Tsang's method. */
  private static double gamma(Random random, double shape) {
    if (shape < 1) {
      return gamma(random, shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
    }
    double d = shape - 1 / 3.0;
    while (true) {
      double z = random.nextGaussian();
      double v = Math.pow(1 + z / Math.sqrt(9 * d), 3);
      if (v > 0 && Math.log(random.nextDouble()) < 0.5 * z * z + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }
}
