package org.clv4j.segments.experiment;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.clv4j.segments.survival.ChiSquareTest;

/**
 * Whether the arms have as many customers as planned: chi-square of the counts.
 *
 * <p>A mismatch says that customers got lost or were added in one arm, and mostly not by chance; no
 * effect of such an experiment means anything. The usual threshold is far below that of effects,
 * because every experiment is tested.
 *
 * @see "Fabijan et al. (2019), Diagnosing sample ratio mismatch in online controlled experiments,
 *     KDD"
 * @param customers how many each arm has
 * @param test of the counts against the planned shares
 */
public record SampleRatio(Map<String, Integer> customers, ChiSquareTest test) {
  /** A p-value below this is a mismatch. */
  public static final double THRESHOLD = 0.001;

  /** Takes a copy. */
  public SampleRatio {
    customers = Collections.unmodifiableMap(new TreeMap<>(customers));
  }

  /**
   * Whether the arms have other sizes than planned.
   *
   * @return true if the p-value is below {@link #THRESHOLD}
   */
  public boolean isMismatch() {
    return test.pValue() < THRESHOLD;
  }
}
