package org.clv4j.segments.experiment;

import java.util.Locale;

/** Which figure decides an experiment; chosen before the values are seen. */
public enum Estimator {
  /** The difference of the mean values. */
  DIFFERENCE_IN_MEANS,
  /** The same adjusted by what was known before: CUPED. */
  CUPED,
  /** The mean of the differences within strata. */
  STRATIFIED;

  /** The name in lower case, for example {@code difference_in_means}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
