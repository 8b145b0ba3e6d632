package org.clv4j.models.fit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A fit that did not converge: the message says why and what may help. */
public final class FitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Map<String, Double> bestParameters;

  /** At the best point reached. */
  private final double bestLogLikelihood;

  /**
   * Reports a fit that failed.
   *
   * @param message why, and what may help
   * @param bestParameters the best point reached, by the names of the parameters
   * @param bestLogLikelihood the log-likelihood there
   */
  public FitException(
      String message, Map<String, Double> bestParameters, double bestLogLikelihood) {
    super(message);
    this.bestParameters = Collections.unmodifiableMap(new LinkedHashMap<>(bestParameters));
    this.bestLogLikelihood = bestLogLikelihood;
  }

  /**
   * The best point reached.
   *
   * @return the parameters by name
   */
  public Map<String, Double> bestParameters() {
    return bestParameters;
  }

  /**
   * How good that point is.
   *
   * @return its log-likelihood
   */
  public double bestLogLikelihood() {
    return bestLogLikelihood;
  }
}
