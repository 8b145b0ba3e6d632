package org.clv4j.segments.experiment;

import java.util.Arrays;
import java.util.List;

/** Welch's test of the first customers of each arm. */
final class Looks {
  private Looks() {}

  static Effect welch(double[] control, double[] treated, int first) {
    return welch(control, first, treated, first);
  }

  static Effect welch(double[] control, int controls, double[] treated, int treatments) {
    return new ArmPair(
            arm("control", control, controls), arm("treated", treated, treatments), 0.95, 1)
        .difference();
  }

  private static Arm arm(String name, double[] values, int first) {
    return new Arm(name, List.of(Arrays.copyOf(values, first)), null);
  }
}
