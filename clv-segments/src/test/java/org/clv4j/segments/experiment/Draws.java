package org.clv4j.segments.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Customers as shops have them: most buy nothing in a horizon, a few buy very much. */
final class Draws {
  static final double BUYERS = 0.3;
  static final double SIGMA = 1.2;

  /** exp(mu + sigma^2 / 2) is 50 with this mu. */
  static final double MU = Math.log(50) - SIGMA * SIGMA / 2;

  static final double MEAN = BUYERS * 50;
  static final double VARIANCE = BUYERS * 2500 * Math.exp(SIGMA * SIGMA) - MEAN * MEAN;

  final SplittableRandom random;

  Draws(long seed) {
    random = new SplittableRandom(seed);
  }

  double value() {
    return random.nextDouble() < BUYERS ? Math.exp(MU + SIGMA * random.nextGaussian()) : 0;
  }

  double[] values(int n) {
    double[] values = new double[n];
    Arrays.setAll(values, i -> value());
    return values;
  }

  static ExperimentData data(double[] control, double[] treated) {
    List<String> arms = new ArrayList<>();
    double[] all = Arrays.copyOf(control, control.length + treated.length);
    System.arraycopy(treated, 0, all, control.length, treated.length);
    for (int i = 0; i < all.length; i++) {
      arms.add(i < control.length ? "control" : "treated");
    }
    return ExperimentData.of(arms, all);
  }
}
