package org.clv4j.segments.experiment;

import java.util.Arrays;
import java.util.List;

/** Welch's test of the first customers of each arm. */
final class Looks {
  private Looks() {}

  static Effect welch(double[] control, double[] treated, int first) {
    Moments c = Moments.of(Arrays.copyOf(control, first));
    Moments t = Moments.of(Arrays.copyOf(treated, first));
    double variance = c.ofMean() + t.ofMean();
    double freedom =
        variance * variance * (first - 1) / (Math.pow(c.ofMean(), 2) + Math.pow(t.ofMean(), 2));
    return Effect.of(
        Estimator.DIFFERENCE_IN_MEANS,
        arm("control", control, first),
        arm("treated", treated, first),
        c,
        t,
        new Effect.Means(t.mean() - c.mean(), variance, freedom, 0.95, 1));
  }

  private static Arm arm(String name, double[] values, int first) {
    return new Arm(name, List.of(Arrays.copyOf(values, first)), null);
  }
}
