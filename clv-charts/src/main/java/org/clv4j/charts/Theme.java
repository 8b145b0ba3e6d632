package org.clv4j.charts;

import java.util.Locale;

/**
 * The colours of a chart. Those that mean something differ for the colour-blind too, and lines and
 * points differ in form besides.
 */
public enum Theme {
  /** Dark ink on white. */
  LIGHT,

  /** Light ink on almost black. */
  DARK;

  /** The name in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
