package org.clv4j.models.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitException;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.fit.Objective;
import org.jspecify.annotations.Nullable;

/**
 * Fits Pareto/NBD and GGompertz/NBD in the coordinates (ln r, ln r/alpha, ln s, ln s/c) and ln b:
 * shapes and means, with bounds far outside of what data can tell.
 */
public final class DropoutFit {
  private static final double LOG_SHAPES = Math.log(1e4);
  private static final double LOG_RATES = Math.log(1e3);

  private static final double[][] PARETO = {
    {1, 0, 0, 0}, {1, -1, 0, 0}, {0, 0, 1, 0}, {0, 0, 1, -1}
  };

  /** Of r, alpha, b, s and beta = b c. */
  private static final double[][] GOMPERTZ = {
    {1, 0, 0, 0, 0}, {1, -1, 0, 0, 0}, {0, 0, 0, 0, 1}, {0, 0, 1, 0, 0}, {0, 0, 1, -1, 1}
  };

  /** b times the mean age, at least and at most. */
  private static final double LEAST_GROWTH = 1e-5;

  private static final double MOST_GROWTH = 1e3;

  /** A likelihood that b raises by less is taken for that of b = 0. */
  private static final double RISE_WORTH_A_PARAMETER = 1e-6;

  private DropoutFit() {}

  /**
   * Fits Pareto/NBD.
   *
   * @param name of the model
   * @param data at least one repeat purchase
   * @param options limits
   * @param model of (r, alpha, s, beta)
   */
  public static <M> FitResult<M> pareto(
      String name, CustomerSummaries data, FitOptions options, Function<double[], M> model) {
    return LikelihoodFit.fit(
        paretoProblem(name, data),
        new DropoutLikelihood(data, false, options.threads(), true),
        options,
        model);
  }

  /**
   * Coordinates, bounds and starts of Pareto/NBD.
   *
   * @param name of the model
   * @param data at least one repeat purchase
   */
  public static LikelihoodFit.Problem paretoProblem(String name, CustomerSummaries data) {
    CustomerSummaries.Moments moments = data.fittableMoments();
    double mean = moments.meanFrequency();
    double r = mean * mean / Math.max(moments.varianceOfFrequency() - mean, 1e-12);
    // Customers who have left look like low rates, so that the moments see more spread and a lower
    // mean of the rates than there is.
    double logShape = Math.log(Math.min(20, Math.max(0.05, 1.5 * r)));
    double logRate = Math.log(mean / (0.5 * moments.meanAge()));
    double logHazard = -Math.log(moments.meanAge());
    return new LikelihoodFit.Problem(
        name,
        List.of("r", "alpha", "s", "beta"),
        PARETO,
        new double[] {-LOG_SHAPES, logRate - LOG_RATES, -LOG_SHAPES, logHazard + Math.log(1e-6)},
        new double[] {LOG_SHAPES, logRate + LOG_RATES, LOG_SHAPES, logHazard + Math.log(1e4)},
        List.of(
            new double[] {logShape, logRate, Math.log(0.5), logHazard + Math.log(2)},
            new double[] {logShape, logRate, Math.log(0.05), logHazard - 3},
            new double[] {logShape, logRate, Math.log(5), logHazard}),
        AtBounds.dropout());
  }

  /**
   * Fits GGompertz/NBD.
   *
   * <p>Pareto/NBD is its case b = 0, at the boundary of the parameters. So that is fitted first;
   * then b above 0 is tried from a start far off and, if the likelihood rises with b, from that
   * optimum.
   *
   * <p>Where b or beta is held there is no such case, and both starts are tried.
   *
   * @param name of the model
   * @param data at least one repeat purchase
   * @param options limits
   * @param model of (r, alpha, b, s, beta/b)
   */
  public static <M> FitResult<M> gompertz(
      String name, CustomerSummaries data, FitOptions options, Function<double[], M> model) {
    boolean positiveOnly = options.held().containsKey("b") || options.held().containsKey("beta");
    FitResult<double[]> atZero =
        pareto(name, data, positiveOnly ? options.withoutHeld() : options, p -> p);
    DropoutLikelihood likelihood = new DropoutLikelihood(data, true, options.threads(), true);
    double meanAge = data.fittableMoments().meanAge();
    double[] p = atZero.model();
    double logR = Math.log(p[0]);
    double logRate = Math.log(p[0] / p[1]);
    double unit = -Math.log(meanAge);
    // Half of the customers leave within the mean age, with a hazard that grows by e^2 in it.
    double[] farOff = {logR, logRate, 0, unit - Math.log(3.2), unit + Math.log(2)};
    FitResult<M> positive = positive(name, farOff, meanAge, likelihood, options, model);
    int evaluations = atZero.evaluations() + (positive == null ? 0 : positive.evaluations());
    if (positiveOnly || (!isBetter(positive, atZero) && risesWithB(likelihood, p))) {
      double[] near = {logR, logRate, Math.log(p[2]), Math.log(p[2] / p[3]), unit - Math.log(10)};
      FitResult<M> second = positive(name, near, meanAge, likelihood, options, model);
      evaluations += second == null ? 0 : second.evaluations();
      positive = better(positive, second);
    }
    if (positiveOnly) {
      if (positive == null) {
        throw new FitException(
            name + " did not converge with " + options.held() + " held", Map.of(), 0);
      }
      return withEvaluations(positive, evaluations);
    }
    return positive != null && isBetter(positive, atZero)
        ? withEvaluations(positive, evaluations)
        : boundary(atZero, evaluations, options.held(), model);
  }

  private static <M> @Nullable FitResult<M> better(
      @Nullable FitResult<M> a, @Nullable FitResult<M> b) {
    return a == null || (b != null && b.logLikelihood() > a.logLikelihood()) ? b : a;
  }

  private static boolean isBetter(@Nullable FitResult<?> positive, FitResult<?> atZero) {
    return positive != null
        && positive.logLikelihood() > atZero.logLikelihood() + RISE_WORTH_A_PARAMETER;
  }

  private static <M> FitResult<M> withEvaluations(FitResult<M> fit, int evaluations) {
    return new FitResult<>(
        fit.model(),
        fit.parameters(),
        fit.covariance(),
        fit.sandwich(),
        fit.logLikelihood(),
        fit.customers(),
        evaluations,
        fit.gradientNorm(),
        fit.warnings(),
        fit.objective());
  }

  private static boolean risesWithB(DropoutLikelihood likelihood, double[] p) {
    double[] gradient = new double[5];
    var unused =
        likelihood.evaluateNatural(
            new double[] {p[0], p[1], p[2], p[3], 0}, gradient, new double[5][5]);
    return gradient[4] > 0;
  }

  /** The optimum with b above 0 that is reached from a start, null if there is none. */
  private static <M> @Nullable FitResult<M> positive(
      String name,
      double[] start,
      double meanAge,
      DropoutLikelihood likelihood,
      FitOptions options,
      Function<double[], M> model) {
    double unit = -Math.log(meanAge);
    LikelihoodFit.Problem problem =
        new LikelihoodFit.Problem(
            name,
            List.of("r", "alpha", "b", "s", "beta"),
            GOMPERTZ,
            new double[] {
              -LOG_SHAPES,
              start[1] - LOG_RATES,
              -LOG_SHAPES,
              unit + Math.log(1e-8),
              unit + Math.log(LEAST_GROWTH)
            },
            new double[] {
              LOG_SHAPES,
              start[1] + LOG_RATES,
              LOG_SHAPES,
              unit + Math.log(1e4),
              unit + Math.log(MOST_GROWTH)
            },
            List.of(start),
            AtBounds.dropout());
    try {
      return LikelihoodFit.fit(
          problem,
          new InNamedParameters(likelihood),
          options,
          p -> model.apply(new double[] {p[0], p[1], p[2], p[3], p[4] / p[2]}));
    } catch (FitException noOptimum) {
      return null;
    }
  }

  private static <M> FitResult<M> boundary(
      FitResult<double[]> atZero,
      int evaluations,
      Map<String, Double> held,
      Function<double[], M> model) {
    double[] p = atZero.model();
    Map<String, Double> parameters = new LinkedHashMap<>();
    parameters.put("r", p[0]);
    parameters.put("alpha", p[1]);
    parameters.put("b", 0.0);
    parameters.put("s", p[2]);
    parameters.put("beta_over_b", p[3]);
    parameters.keySet().removeAll(held.keySet());
    List<String> warnings = new ArrayList<>();
    warnings.add(
        "the likelihood is highest at b = 0, where GGompertz/NBD is Pareto/NBD with beta ="
            + " beta_over_b: b and beta have no values of their own, take Pareto/NBD");
    for (String warning : atZero.warnings()) {
      warnings.add(warning.replaceAll("\\bbeta\\b", "beta_over_b"));
    }
    return new FitResult<>(
        model.apply(new double[] {p[0], p[1], 0, p[2], p[3]}),
        parameters,
        atZero.covariance().renamed(Map.of("beta", "beta_over_b")),
        atZero.sandwich().renamed(Map.of("beta", "beta_over_b")),
        atZero.logLikelihood(),
        atZero.customers(),
        evaluations,
        atZero.gradientNorm(),
        warnings,
        new Objective(
            atZero.objective().model(),
            atZero.objective().fingerprint(),
            Map.of(),
            false,
            Set.of("b")));
  }

  /**
   * By the logs of (r, alpha, b, s, beta) instead of (r, alpha, s, c, b), with ln c = ln beta - ln
   * b.
   */
  private record InNamedParameters(DropoutLikelihood inner) implements LikelihoodFit.Likelihood {
    private static final double[][] INNER_OF_NAMED = {
      {1, 0, 0, 0, 0}, {0, 1, 0, 0, 0}, {0, 0, 0, 1, 0}, {0, 0, -1, 0, 1}, {0, 0, 1, 0, 0}
    };

    private static double[] innerLogs(double[] logs) {
      return new double[] {logs[0], logs[1], logs[3], logs[4] - logs[2], logs[2]};
    }

    private static double[][] outer(double[][] matrix) {
      int n = matrix.length;
      double[][] outer = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          for (int k = 0; k < n; k++) {
            for (int l = 0; l < n; l++) {
              outer[i][j] += INNER_OF_NAMED[k][i] * matrix[k][l] * INNER_OF_NAMED[l][j];
            }
          }
        }
      }
      return outer;
    }

    @Override
    public double evaluate(double[] logs, double[] gradient, double[][] hessian) {
      int n = logs.length;
      double[] g = new double[n];
      double[][] h = new double[n][n];
      double value = inner.evaluate(innerLogs(logs), g, h);
      double[][] outer = outer(h);
      for (int i = 0; i < n; i++) {
        gradient[i] = 0;
        for (int k = 0; k < n; k++) {
          gradient[i] += INNER_OF_NAMED[k][i] * g[k];
        }
        System.arraycopy(outer[i], 0, hessian[i], 0, n);
      }
      return value;
    }

    @Override
    public double[][] outerProducts(double[] logs) {
      return outer(inner.outerProducts(innerLogs(logs)));
    }

    @Override
    public double customers() {
      return inner.customers();
    }

    @Override
    public long fingerprint() {
      return inner.fingerprint();
    }
  }
}
