package org.clv4j.models.fit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a model is fitted.
 *
 * @param threads at most so many, at least 1; their number changes no bit of the result
 * @param maxEvaluations of the likelihood from one start, at least 1
 * @param held parameters by name that are not estimated but have these values; they are in the
 *     model, but not among the parameters of the {@link FitResult}, and no criterion counts them.
 *     Fits with covariates hold none
 */
public record FitOptions(int threads, int maxEvaluations, Map<String, Double> held) {
  /** One thread, 200 evaluations, nothing held. */
  public static final FitOptions DEFAULT = new FitOptions(1, 200, Map.of());

  /** Checks the ranges. */
  public FitOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but was " + threads);
    }
    if (maxEvaluations < 1) {
      throw new IllegalArgumentException(
          "evaluations must be at least 1, but was " + maxEvaluations);
    }
    held = Collections.unmodifiableMap(new LinkedHashMap<>(held));
  }

  /**
   * The same with another number of threads.
   *
   * @param number at least 1
   * @return new options
   */
  public FitOptions withThreads(int number) {
    return new FitOptions(number, maxEvaluations, held);
  }

  /**
   * The same with another limit.
   *
   * @param number at least 1
   * @return new options
   */
  public FitOptions withMaxEvaluations(int number) {
    return new FitOptions(threads, number, held);
  }

  /**
   * The same with one more parameter held.
   *
   * @param parameter its name, for example {@code r}; a fit refuses one that it does not estimate
   * @param value of the parameter, above 0
   * @return new options
   */
  public FitOptions withHeld(String parameter, double value) {
    Map<String, Double> more = new LinkedHashMap<>(held);
    more.put(parameter, value);
    return new FitOptions(threads, maxEvaluations, more);
  }

  /**
   * The same with nothing held.
   *
   * @return new options
   */
  public FitOptions withoutHeld() {
    return new FitOptions(threads, maxEvaluations, Map.of());
  }
}
