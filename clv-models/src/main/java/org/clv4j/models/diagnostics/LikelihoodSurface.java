package org.clv4j.models.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clv4j.core.internal.Check;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.transaction.TransactionModel;

/**
 * The log-likelihood around a fit as two parameters move and all others stay at their estimates:
 * what its contours are drawn of. Long and narrow contours say that the data know the two
 * parameters together better than each by itself.
 *
 * <p>It is a slice. {@link LikelihoodProfiles} let the other parameters follow, so that what they
 * allow is wider.
 *
 * @param first the name of the one parameter
 * @param second the name of the other
 * @param firstValues at which the first is held, ascending; the estimate is in the middle
 * @param secondValues at which the second is held, ascending; the estimate is in the middle
 * @param logLikelihood by second, then by first value
 */
public record LikelihoodSurface(
    String first,
    String second,
    List<Double> firstValues,
    List<Double> secondValues,
    List<List<Double>> logLikelihood) {

  /** Takes copies. */
  public LikelihoodSurface {
    firstValues = List.copyOf(firstValues);
    secondValues = List.copyOf(secondValues);
    logLikelihood = logLikelihood.stream().map(List::copyOf).toList();
  }

  /**
   * The surface over some standard errors to all sides, evenly spaced in the logs of the
   * parameters. It takes (2 steps + 1)<sup>2</sup> times as long as the likelihood of all
   * customers.
   *
   * @param fit the fit
   * @param data the customers that were fitted
   * @param first the name of a parameter
   * @param second the name of another
   * @param reach how many standard errors, for example 3
   * @param steps to each side, at least 1
   * @return the surface
   * @throws IllegalArgumentException if the fit has no such parameter, both are the same, one has
   *     no standard error, or the unit of the customers is another
   */
  public static LikelihoodSurface of(
      FitResult<? extends TransactionModel> fit,
      CustomerSummaries data,
      String first,
      String second,
      double reach,
      int steps) {
    if (first.equals(second)) {
      throw new IllegalArgumentException("parameters must be two, but both were " + first);
    }
    double[] firstValues = LikelihoodProfiles.spread(fit, first, reach, steps);
    double[] secondValues = LikelihoodProfiles.spread(fit, second, reach, steps);
    TransactionModel model = fit.model();
    List<List<Double>> surface = new ArrayList<>();
    for (double secondValue : secondValues) {
      List<Double> row = new ArrayList<>();
      for (double firstValue : firstValues) {
        Map<String, Double> parameters = new LinkedHashMap<>(model.parameters());
        parameters.put(first, firstValue);
        parameters.put(second, secondValue);
        TransactionModel held = TransactionModels.of(model.name(), parameters, model.unit());
        row.add(Check.result(held.logLikelihood(data), "log-likelihood"));
      }
      surface.add(row);
    }
    return new LikelihoodSurface(first, second, boxed(firstValues), boxed(secondValues), surface);
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
