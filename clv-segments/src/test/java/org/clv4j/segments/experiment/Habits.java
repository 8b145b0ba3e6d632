package org.clv4j.segments.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Simulated customers with habits: half of them never buy, the others in 6 of 10 periods, at a
 * level of their own. The value of a period has a mean of 15, a standard deviation of 55 and a
 * skewness of 17. Treatment makes every value a tenth larger.
 */
final class Habits {
  static final double MEAN = 15;
  static final double EFFECT = 0.1 * MEAN;

  private static final double LEVELS = 0.8;
  private static final double ORDERS = 0.9;
  private static final double MU = Math.log(50) - (LEVELS * LEVELS + ORDERS * ORDERS) / 2;

  final double[] control;
  final double[] treated;
  final double[] before;
  private final int[] strata;

  Habits(SplittableRandom random, int controls, int treatments) {
    control = new double[controls];
    treated = new double[treatments];
    before = new double[controls + treatments];
    strata = new int[before.length];
    for (int i = 0; i < before.length; i++) {
      boolean active = random.nextBoolean();
      double level = MU + LEVELS * random.nextGaussian();
      before[i] = period(random, active, level);
      strata[i] = before[i] > 0 ? 1 : 0;
      double value = period(random, active, level);
      if (i < controls) {
        control[i] = value;
      } else {
        treated[i - controls] = 1.1 * value;
      }
    }
  }

  private static double period(SplittableRandom random, boolean active, double level) {
    boolean buys = active && random.nextDouble() < 0.6;
    return buys ? Math.exp(level + ORDERS * random.nextGaussian()) : 0;
  }

  ExperimentData data() {
    List<String> arms = new ArrayList<>();
    double[] all = new double[before.length];
    for (int i = 0; i < all.length; i++) {
      arms.add(i < control.length ? "control" : "treated");
      all[i] = i < control.length ? control[i] : treated[i - control.length];
    }
    return ExperimentData.of(arms, all).withPreValues(before).withStrata(strata);
  }
}
