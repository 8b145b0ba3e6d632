package org.clv4j.models.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.clv4j.core.internal.Check;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.internal.BetaGeometricLikelihood;
import org.clv4j.models.internal.DropoutLikelihood;
import org.clv4j.models.internal.LikelihoodFit;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.MbgNbd;
import org.clv4j.models.transaction.ParetoNbd;
import org.clv4j.models.transaction.TransactionModel;

/**
 * How the largest log-likelihood falls as one parameter is held away from its estimate, all others
 * free.
 *
 * <p>Where it falls by 1.92 on both sides are the ends of a 95 % interval that needs no symmetry; a
 * profile that does not fall says that the data do not know the parameter.
 *
 * @param parameter its name
 * @param points ascending by its value
 * @see "Venzon &amp; Moolgavkar (1988), A method for computing profile-likelihood-based confidence
 *     intervals, Applied Statistics 37(1)"
 */
public record LikelihoodProfile(String parameter, List<Point> points) {
  private static final double NO_BOUND = 30;

  /**
   * A value of the parameter.
   *
   * @param value at which it is held
   * @param logLikelihood the largest, given that value
   * @param parameters all of them, where it is reached
   */
  public record Point(double value, double logLikelihood, Map<String, Double> parameters) {}

  /** Takes a copy. */
  public LikelihoodProfile {
    points = List.copyOf(points);
  }

  /**
   * The profile of a parameter of BG/NBD, MBG/NBD or Pareto/NBD.
   *
   * @param fit the fit
   * @param data the customers that were fitted
   * @param parameter its name
   * @param values at which it is held, above 0, ascending
   * @param options threads and limits
   * @return a point for each value
   * @throws IllegalArgumentException if the model is another, it has no such parameter or a value
   *     is not positive
   * @throws org.clv4j.models.fit.FitException if a search does not converge
   */
  public static LikelihoodProfile of(
      FitResult<? extends TransactionModel> fit,
      CustomerSummaries data,
      String parameter,
      double[] values,
      FitOptions options) {
    fit.parameter(parameter);
    LikelihoodFit.Likelihood likelihood = likelihood(fit.model(), data, options.threads());
    List<String> names = List.copyOf(fit.parameters().keySet());
    int held = names.indexOf(parameter);
    double[] logs = names.stream().mapToDouble(name -> Math.log(fit.parameter(name))).toArray();
    List<Point> points = new ArrayList<>();
    for (double value : values) {
      logs[held] = Math.log(Check.positive(value, parameter));
      FitResult<double[]> at =
          LikelihoodFit.fit(
              problem(fit.model().name(), names, logs, held), likelihood, options, p -> p);
      points.add(new Point(value, at.logLikelihood(), at.parameters()));
    }
    return new LikelihoodProfile(parameter, points);
  }

  /**
   * The profile over some standard errors to both sides, evenly spaced in the log of the parameter.
   *
   * @param fit the fit, with a standard error of the parameter
   * @param data the customers that were fitted
   * @param parameter its name
   * @param reach how many standard errors, for example 3
   * @param steps to each side, at least 1
   * @param options threads and limits
   * @return 2 steps + 1 points, the estimate in the middle
   * @throws IllegalArgumentException as above, or if the parameter has no standard error
   * @throws org.clv4j.models.fit.FitException if a search does not converge
   */
  public static LikelihoodProfile around(
      FitResult<? extends TransactionModel> fit,
      CustomerSummaries data,
      String parameter,
      double reach,
      int steps,
      FitOptions options) {
    Check.positive(reach, "reach");
    Check.inRange(steps, 1, Integer.MAX_VALUE, "steps");
    double value = fit.parameter(parameter);
    double error =
        fit.standardError(parameter)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "parameter " + parameter + " must have a standard error, but has none"));
    double[] values = new double[2 * steps + 1];
    Arrays.setAll(values, i -> value * Math.exp(reach * (i - steps) / steps * error / value));
    return of(fit, data, parameter, values, options);
  }

  private static LikelihoodFit.Likelihood likelihood(
      TransactionModel model, CustomerSummaries data, int threads) {
    if (model instanceof BgNbd) {
      return new BetaGeometricLikelihood(data, 0, threads);
    }
    if (model instanceof MbgNbd) {
      return new BetaGeometricLikelihood(data, 1, threads);
    }
    if (model instanceof ParetoNbd) {
      return new DropoutLikelihood(data, false, threads, true);
    }
    throw new IllegalArgumentException(
        "model must be bg-nbd, mbg-nbd or pareto-nbd, but was " + model.name());
  }

  /** All logs are coordinates; one cannot move. */
  private static LikelihoodFit.Problem problem(
      String model, List<String> names, double[] logs, int held) {
    int n = logs.length;
    double[][] identity = new double[n][n];
    double[] lower = new double[n];
    double[] upper = new double[n];
    String[][] noMeaning = new String[n][];
    for (int i = 0; i < n; i++) {
      identity[i][i] = 1;
      lower[i] = i == held ? logs[i] : -NO_BOUND;
      upper[i] = i == held ? logs[i] : NO_BOUND;
      noMeaning[i] = new String[] {"", ""};
    }
    return new LikelihoodFit.Problem(
        model, names, identity, lower, upper, List.of(logs.clone()), noMeaning);
  }
}
