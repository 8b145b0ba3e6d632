package org.clv4j.models.internal;

import java.util.List;
import java.util.function.Function;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;

/**
 * Fits BG/NBD and MBG/NBD in the coordinates (ln r, ln r/alpha, ln a, ln b/a): two shapes and two
 * means, with bounds far outside of what data can tell.
 */
public final class BetaGeometricFit {
  private static final double LOG_SHAPES = Math.log(1e4);
  private static final double LOG_RATES = Math.log(1e3);
  private static final double[][] LOG_OF_COORDINATES = {
    {1, 0, 0, 0}, {1, -1, 0, 0}, {0, 0, 1, 0}, {0, 0, 1, 1}
  };

  private BetaGeometricFit() {}

  /**
   * Fits.
   *
   * @param name of the model
   * @param data at least one repeat purchase
   * @param chancesAtFirst 0 for BG/NBD, 1 for MBG/NBD
   * @param options limits
   * @param model of (r, alpha, a, b)
   */
  public static <M> FitResult<M> fit(
      String name,
      CustomerSummaries data,
      int chancesAtFirst,
      FitOptions options,
      Function<double[], M> model) {
    return LikelihoodFit.fit(
        problem(name, data),
        new BetaGeometricLikelihood(data, chancesAtFirst, options.threads()),
        options,
        model);
  }

  /**
   * Coordinates, bounds and starts.
   *
   * @param name of the model
   * @param data at least one repeat purchase
   */
  public static LikelihoodFit.Problem problem(String name, CustomerSummaries data) {
    CustomerSummaries.Moments moments = data.fittableMoments();
    double mean = moments.meanFrequency();
    double r = mean * mean / Math.max(moments.varianceOfFrequency() - mean, 1e-12);
    r = Math.min(20, Math.max(0.05, r));
    double logRate = Math.log(mean / moments.meanAge());
    double start = logRate - Math.log(0.7);
    return new LikelihoodFit.Problem(
        name,
        List.of("r", "alpha", "a", "b"),
        LOG_OF_COORDINATES,
        new double[] {-LOG_SHAPES, logRate - LOG_RATES, -LOG_SHAPES, Math.log(1e-6)},
        new double[] {LOG_SHAPES, logRate + LOG_RATES, LOG_SHAPES, Math.log(1e8)},
        List.of(
            new double[] {Math.log(r), start, Math.log(0.5), Math.log(5)},
            new double[] {Math.log(r), start, Math.log(0.02), Math.log(50)},
            new double[] {Math.log(r), start, Math.log(20), Math.log(20)}),
        AtBounds.betaGeometric());
  }
}
