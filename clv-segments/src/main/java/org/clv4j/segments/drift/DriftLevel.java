package org.clv4j.segments.drift;

import java.util.Locale;

/** What a population stability index says under two thresholds. */
public enum DriftLevel {
  /** Below the threshold to watch. */
  STABLE,
  /** From the threshold to watch up to that of an alert, which is included. */
  WATCH,
  /** Above the threshold of an alert. */
  ALERT;

  /** The name in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
