package org.clv4j.models.diagnostics;

import java.util.List;
import java.util.Map;

/**
 * How the largest log-likelihood falls as one parameter is held away from its estimate, all others
 * free. A profile that does not fall says that the data do not know the parameter.
 *
 * @param parameter its name
 * @param points ascending by its value
 * @see LikelihoodProfiles
 */
public record LikelihoodProfile(String parameter, List<Point> points) {

  /**
   * A value of the parameter.
   *
   * @param value at which it is held
   * @param logLikelihood the largest, given that value
   * @param parameters all others, where it is reached
   */
  public record Point(double value, double logLikelihood, Map<String, Double> parameters) {}

  /** Takes a copy. */
  public LikelihoodProfile {
    points = List.copyOf(points);
  }
}
