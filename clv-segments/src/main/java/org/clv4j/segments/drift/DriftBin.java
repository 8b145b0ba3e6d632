package org.clv4j.segments.drift;

import java.util.Objects;
import java.util.Optional;

/**
 * A bin of a column: the values between two cut points.
 *
 * @param lower where the bin before it ends; empty for the first bin
 * @param upper where it ends; empty for the last bin
 * @param before how many values it had on the first date
 * @param after how many it had on the second
 * @param part what it adds to the index, 0 or more
 */
public record DriftBin(
    Optional<DriftCut> lower, Optional<DriftCut> upper, int before, int after, double part) {

  /** Checks that no cut point is null. */
  public DriftBin {
    Objects.requireNonNull(lower, "lower must not be null");
    Objects.requireNonNull(upper, "upper must not be null");
  }

  /**
   * Which values it has, in words.
   *
   * @return for example {@code below 5.0}, {@code from 5.0 up to 7.5}, {@code above 7.5}; {@code
   *     all} where there is no other bin
   */
  public String range() {
    String least = lower.map(cut -> (cut.below() ? "from " : "above ") + cut.value()).orElse("");
    String most = upper.map(DriftCut::toString).orElse("");
    String range = (least + " " + most).strip();
    return range.isEmpty() ? "all" : range;
  }

  /** For example {@code above 2.75 up to 4.5: 2, then 1}. */
  @Override
  public String toString() {
    return range() + ": " + before + ", then " + after;
  }
}
