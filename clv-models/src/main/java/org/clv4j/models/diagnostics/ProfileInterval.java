package org.clv4j.models.diagnostics;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The values of a parameter that the data do not contradict: those at which its likelihood profile
 * lies less than z<sup>2</sup> / 2 below the maximum, 1.92 for 95 %. It needs no symmetry and no
 * standard error.
 *
 * @param parameter its name
 * @param level for example 0.95
 * @param low its lower end, empty where the data set none
 * @param high its upper end, empty where the data set none
 * @param reasons for each end that is missing, why
 */
public record ProfileInterval(
    String parameter, double level, OptionalDouble low, OptionalDouble high, List<String> reasons) {

  /** Takes a copy. */
  public ProfileInterval {
    reasons = List.copyOf(reasons);
  }
}
