package org.clv4j.models.fit;

/**
 * How a model is fitted.
 *
 * @param threads at most so many, at least 1; their number changes no bit of the result
 * @param maxEvaluations of the likelihood from one start, at least 1
 */
public record FitOptions(int threads, int maxEvaluations) {
  /** One thread, 200 evaluations. */
  public static final FitOptions DEFAULT = new FitOptions(1, 200);

  /** Checks the ranges. */
  public FitOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but was " + threads);
    }
    if (maxEvaluations < 1) {
      throw new IllegalArgumentException(
          "evaluations must be at least 1, but was " + maxEvaluations);
    }
  }

  /**
   * The same with another number of threads.
   *
   * @param number at least 1
   * @return new options
   */
  public FitOptions withThreads(int number) {
    return new FitOptions(number, maxEvaluations);
  }

  /**
   * The same with another limit.
   *
   * @param number at least 1
   * @return new options
   */
  public FitOptions withMaxEvaluations(int number) {
    return new FitOptions(threads, number);
  }
}
