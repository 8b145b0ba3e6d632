package org.clv4j.segments.drift;

import java.util.OptionalDouble;

/**
 * Where a quantile was and is.
 *
 * @param level p, 0.5 for the median
 * @param before the quantile of type 7 on the first date; empty without values
 * @param after that on the second
 */
public record QuantileShift(double level, OptionalDouble before, OptionalDouble after) {

  /**
   * How far it moved.
   *
   * @return after - before; empty where one of them is
   */
  public OptionalDouble difference() {
    return before.isPresent() && after.isPresent()
        ? OptionalDouble.of(after.getAsDouble() - before.getAsDouble())
        : OptionalDouble.empty();
  }
}
