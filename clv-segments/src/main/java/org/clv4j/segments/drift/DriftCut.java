package org.clv4j.segments.drift;

import org.clv4j.core.internal.Check;

/**
 * Where one bin ends and the next begins.
 *
 * @param value the point, finite
 * @param below whether the bin before it has only what is less; else it has the point, too
 */
public record DriftCut(double value, boolean below) {

  /** Checks that the value is finite. */
  public DriftCut {
    Check.finite(value, "value");
  }

  boolean isPassedBy(double x) {
    return below ? x >= value : x > value;
  }

  /** For example {@code up to 2.75}, or {@code below 5.0}. */
  @Override
  public String toString() {
    return (below ? "below " : "up to ") + value;
  }
}
