package org.clv4j.segments.experiment;

import java.util.Arrays;
import java.util.List;
import org.clv4j.segments.internal.Tails;

/** Welch's test of the first customers of each arm, of sums so that many looks take no time. */
final class Looks {
  private final double[] control;
  private final double[] treated;

  Looks(double[] control, double[] treated) {
    this.control = sums(control);
    this.treated = sums(treated);
  }

  /** Of the values, their squares and cubes, by number. */
  private static double[] sums(double[] values) {
    double[] sums = new double[3 * (values.length + 1)];
    for (int i = 0; i < values.length; i++) {
      double power = 1;
      for (int p = 0; p < 3; p++) {
        power *= values[i];
        sums[3 * (i + 1) + p] = sums[3 * i + p] + power;
      }
    }
    return sums;
  }

  private static Moments moments(double[] sums, int n) {
    double mean = sums[3 * n] / n;
    double squares = sums[3 * n + 1] - n * mean * mean;
    double cubes = sums[3 * n + 2] - 3 * mean * sums[3 * n + 1] + 2 * n * mean * mean * mean;
    double skewness = squares <= 0 ? 0 : cubes / n / Math.pow(squares / n, 1.5);
    return new Moments(n, mean, Math.max(0, squares) / (n - 1), skewness);
  }

  /** The interval is the normal one, for which no look asks. */
  Effect at(int controls, int treatments) {
    Moments c = moments(control, controls);
    Moments t = moments(treated, treatments);
    double variance = c.ofMean() + t.ofMean();
    double freedom =
        variance
            * variance
            / (c.ofMean() * c.ofMean() / (controls - 1)
                + t.ofMean() * t.ofMean() / (treatments - 1));
    double estimate = t.mean() - c.mean();
    double error = Math.sqrt(variance);
    double half = Tails.normalQuantile(0.95) * error;
    return new Effect(
        Estimator.DIFFERENCE_IN_MEANS,
        "control",
        "treated",
        controls,
        treatments,
        c.mean(),
        t.mean(),
        estimate,
        error,
        freedom,
        Moments.skewness(List.of(c, t)),
        1,
        0.95,
        estimate - half,
        estimate + half,
        Tails.student(estimate / error, freedom));
  }

  /** The library's own. */
  static Effect welch(double[] control, int controls, double[] treated, int treatments) {
    return new ArmPair(
            new Arm("control", List.of(Arrays.copyOf(control, controls)), null),
            new Arm("treated", List.of(Arrays.copyOf(treated, treatments)), null),
            0.95,
            1)
        .difference();
  }
}
