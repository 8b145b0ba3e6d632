package org.clv4j.segments.affinity;

import java.util.Objects;
import org.clv4j.core.internal.Check;

/**
 * Which pairs of products are rules.
 *
 * @param minimumCount baskets that must hold both products, at least 1: lift means little where
 *     they are few
 * @param correction how p-values allow for the number of tests
 * @param level the largest adjusted p-value of a rule, 0 to 1; at 1 all pairs that are bought
 *     together more often than by chance are rules
 */
public record AffinityOptions(int minimumCount, Correction correction, double level) {
  /** At least 5 baskets, Holm's correction, 0.05. */
  public static final AffinityOptions DEFAULT = new AffinityOptions(5, Correction.HOLM, 0.05);

  /** Checks the ranges. */
  public AffinityOptions {
    Check.inRange(minimumCount, 1, Integer.MAX_VALUE, "minimumCount");
    Objects.requireNonNull(correction, "correction must not be null");
    Check.inRange(level, 0, 1, "level");
  }

  /**
   * The same with another least number of baskets.
   *
   * @param baskets at least 1
   * @return new options
   */
  public AffinityOptions withMinimumCount(int baskets) {
    return new AffinityOptions(baskets, correction, level);
  }

  /**
   * The same with another correction.
   *
   * @param other how p-values allow for the number of tests
   * @return new options
   */
  public AffinityOptions withCorrection(Correction other) {
    return new AffinityOptions(minimumCount, other, level);
  }

  /**
   * The same with another level.
   *
   * @param largest adjusted p-value of a rule, 0 to 1
   * @return new options
   */
  public AffinityOptions withLevel(double largest) {
    return new AffinityOptions(minimumCount, correction, largest);
  }
}
