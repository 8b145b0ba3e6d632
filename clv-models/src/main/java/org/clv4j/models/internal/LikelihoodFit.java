package org.clv4j.models.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.clv4j.models.fit.Covariance;
import org.clv4j.models.fit.FitException;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.fit.Objective;

/**
 * Fits a model whose parameters are positive, but for the coefficients of covariates: Newton's
 * method in coordinates u that are linear in the logs of the parameters and in the coefficients,
 * within a box of u.
 *
 * <p>Shapes and means make good coordinates: (ln r, ln r/alpha) bends far less than (ln r, ln
 * alpha). If a bound is hit, the other starts are tried too and the best end is kept.
 */
public final class LikelihoodFit {
  private static final double HARDLY_IDENTIFIED = 1e-5;
  private static final double NOT_IDENTIFIED = 1e-9;

  /**
   * What is to be fitted.
   *
   * @param model how messages call it
   * @param names of the parameters
   * @param coefficients how many parameters, the last, are any real numbers and stand as they are
   *     where of all others the log is meant
   * @param logOfCoordinates row i gives the log of parameter i as a sum of coordinates
   * @param lower bounds of the coordinates
   * @param upper bounds of the coordinates
   * @param starts coordinates to begin from, the best guess first
   * @param atBounds what the data say where a coordinate ends at its lower or upper bound, and
   *     which simpler model says the same; two texts by coordinate, blank where there is nothing to
   *     say
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Problem(
      String model,
      List<String> names,
      int coefficients,
      double[][] logOfCoordinates,
      double[] lower,
      double[] upper,
      List<double[]> starts,
      String[][] atBounds) {

    /** A model whose parameters are all positive. */
    public Problem(
        String model,
        List<String> names,
        double[][] logOfCoordinates,
        double[] lower,
        double[] upper,
        List<double[]> starts,
        String[][] atBounds) {
      this(model, names, 0, logOfCoordinates, lower, upper, starts, atBounds);
    }

    private boolean isPositive(int parameter) {
      return parameter < names.size() - coefficients;
    }
  }

  /** A likelihood as a function of the logs of the parameters. */
  public interface Likelihood {
    /** The log-likelihood; fills gradient and Hessian by the logs of the parameters. */
    double evaluate(double[] logs, double[] gradient, double[][] hessian);

    /** The sum over customers of the outer products of their gradients by the logs. */
    double[][] outerProducts(double[] logs);

    /** The number of customers, or the sum of their weights. */
    double customers();

    /** {@link org.clv4j.models.fit.CustomerSummaries#fingerprint}; 0 for other data. */
    default long fingerprint() {
      return 0;
    }

    /** The likelihood of some of the customers, to find a start; empty where all are few. */
    default Optional<Likelihood> sample() {
      return Optional.empty();
    }
  }

  private final Held held;
  private final Problem problem;
  private final Likelihood likelihood;
  private int evaluations;

  private LikelihoodFit(Held held, Likelihood likelihood) {
    this.held = held;
    this.problem = held.problem();
    this.likelihood = likelihood;
  }

  /**
   * Fits.
   *
   * @param problem coordinates, bounds and starts
   * @param likelihood what is to be maximised
   * @param options limits, and what is held
   * @param model makes the model of its parameters, in the order of the names
   * @return the fit, without the parameters that are held
   * @throws IllegalArgumentException if one is held that is no parameter
   * @throws FitException if no start converges, or the best end has every coordinate at a bound
   */
  public static <M> FitResult<M> fit(
      Problem problem, Likelihood likelihood, FitOptions options, Function<double[], M> model) {
    return new LikelihoodFit(Held.of(problem, options.held()), likelihood).fit(options, model);
  }

  private <M> FitResult<M> fit(FitOptions options, Function<double[], M> model) {
    Newton.Optimum best = from(firstStart(options), options);
    for (int i = 1; i < problem.starts().size() && (!best.converged() || anyActive(best)); i++) {
      Newton.Optimum other = from(problem.starts().get(i), options);
      boolean better = other.converged() && (!best.converged() || other.value() > best.value());
      best = better ? other : best;
    }
    double[] parameters = parametersAt(best.point());
    if (!best.converged()) {
      throw new FitException(
          problem.model()
              + " did not converge within "
              + options.maxEvaluations()
              + " evaluations per start: the log-likelihood may be flat or unbounded for these data;"
              + " a model with fewer parameters or a longer history may help",
          named(parameters),
          best.value());
    }
    if (freeOf(best.active()).length == 0) {
      throw new FitException(
          problem.model()
              + " has no maximum within the bounds of its parameters: all ended at a bound or where"
              + " nothing changes any more; the log-likelihood may be flat or unbounded for these"
              + " data; more customers, a model with fewer parameters or a longer history may help",
          named(parameters),
          best.value());
    }
    return result(best, parameters, model);
  }

  /** The optimum of a sample, if there is one within the bounds. */
  private double[] firstStart(FitOptions options) {
    double[] guess = problem.starts().get(0);
    Optional<Likelihood> sample = likelihood.sample();
    if (sample.isEmpty()) {
      return guess;
    }
    Newton.Optimum optimum = new LikelihoodFit(held, sample.get()).from(guess, options);
    return optimum.converged() && !anyActive(optimum) ? optimum.point() : guess;
  }

  private Newton.Optimum from(double[] start, FitOptions options) {
    Newton.Optimum optimum =
        Newton.maximize(
            this::evaluate, start, problem.lower(), problem.upper(), options.maxEvaluations());
    evaluations += optimum.evaluations();
    return optimum;
  }

  private static boolean anyActive(Newton.Optimum optimum) {
    for (boolean active : optimum.active()) {
      if (active) {
        return true;
      }
    }
    return false;
  }

  private double[] logsAt(double[] u) {
    double[] logs = held.offset().clone();
    for (int i = 0; i < logs.length; i++) {
      for (int j = 0; j < u.length; j++) {
        logs[i] += problem.logOfCoordinates()[i][j] * u[j];
      }
    }
    return logs;
  }

  private double[] parametersAt(double[] u) {
    double[] parameters = logsAt(u);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = problem.isPositive(i) ? Math.exp(parameters[i]) : parameters[i];
    }
    return parameters;
  }

  private double evaluate(double[] u, double[] gradient, double[][] hessian) {
    int n = problem.names().size();
    double[] g = new double[n];
    double[][] h = new double[n][n];
    double value = likelihood.evaluate(logsAt(u), g, h);
    double[][] b = problem.logOfCoordinates();
    for (int j = 0; j < u.length; j++) {
      gradient[j] = 0;
      for (int i = 0; i < n; i++) {
        gradient[j] += b[i][j] * g[i];
      }
    }
    double[][] inCoordinates = sandwich(transposed(b), h);
    for (int j = 0; j < u.length; j++) {
      System.arraycopy(inCoordinates[j], 0, hessian[j], 0, u.length);
    }
    return value;
  }

  /** left middle left'. */
  private static double[][] sandwich(double[][] left, double[][] middle) {
    return times(times(left, middle), transposed(left));
  }

  private static double[][] times(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        for (int k = 0; k < b.length; k++) {
          product[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return product;
  }

  private static double[][] transposed(double[][] a) {
    double[][] t = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < t.length; j++) {
        t[j][i] = a[i][j];
      }
    }
    return t;
  }

  private Map<String, Double> named(double[] parameters) {
    Map<String, Double> named = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i++) {
      if (!held.names().contains(problem.names().get(i))) {
        named.put(problem.names().get(i), parameters[i]);
      }
    }
    return named;
  }

  private <M> FitResult<M> result(
      Newton.Optimum optimum, double[] parameters, Function<double[], M> model) {
    List<String> warnings = new ArrayList<>();
    Covariance[] covariances = {Covariance.NONE, Covariance.NONE};
    int[] free = freeOf(optimum.active());
    warnOfBounds(optimum, warnings);
    if (free.length > 0 && identified(optimum, free, warnings)) {
      covariances = covariances(optimum, free);
    }
    double gradientNorm = 0;
    for (int j : free) {
      gradientNorm = Math.max(gradientNorm, Math.abs(optimum.gradient()[j]));
    }
    return new FitResult<>(
        model.apply(parameters),
        named(parameters),
        covariances[0],
        covariances[1],
        optimum.value(),
        likelihood.customers(),
        evaluations,
        gradientNorm / likelihood.customers(),
        warnings,
        new Objective(
            problem.model(),
            likelihood.fingerprint(),
            Map.of(),
            false,
            Set.copyOf(atBound(optimum))));
  }

  private static int[] freeOf(boolean[] active) {
    return IntStream.range(0, active.length).filter(j -> !active[j]).toArray();
  }

  private List<String> atBound(Newton.Optimum optimum) {
    return IntStream.range(0, problem.names().size())
        .filter(i -> dependsOn(i, optimum.active()))
        .mapToObj(problem.names()::get)
        .toList();
  }

  private void warnOfBounds(Newton.Optimum optimum, List<String> warnings) {
    List<String> touched = atBound(optimum);
    if (touched.isEmpty()) {
      return;
    }
    List<String> meanings = new ArrayList<>();
    for (int j = 0; j < optimum.active().length; j++) {
      int side =
          optimum.point()[j] <= problem.lower()[j]
              ? 0
              : optimum.point()[j] >= problem.upper()[j] ? 1 : -1;
      if (side >= 0 && !problem.atBounds()[j][side].isEmpty()) {
        meanings.add(problem.atBounds()[j][side]);
      }
    }
    warnings.add(
        String.join(", ", touched)
            + " ended at a bound, beyond which the likelihood still rises, or where it is flat: "
            + (meanings.isEmpty()
                ? "the data ask for a simpler model"
                : String.join("; ", meanings))
            + "; no standard errors for these");
  }

  private boolean dependsOn(int parameter, boolean[] coordinates) {
    for (int j = 0; j < coordinates.length; j++) {
      if (coordinates[j] && problem.logOfCoordinates()[parameter][j] != 0) {
        return true;
      }
    }
    return false;
  }

  /** Looks for a direction in which the likelihood is flat. */
  private boolean identified(Newton.Optimum optimum, int[] free, List<String> warnings) {
    double[][] scaled = new double[free.length][free.length];
    for (int i = 0; i < free.length; i++) {
      for (int j = 0; j < free.length; j++) {
        double[][] h = optimum.hessian();
        scaled[i][j] =
            -h[free[i]][free[j]]
                / Math.sqrt(Math.abs(h[free[i]][free[i]]) * Math.abs(h[free[j]][free[j]]));
        if (!Double.isFinite(scaled[i][j])) {
          scaled[i][j] = 0;
        }
      }
    }
    SymmetricEigen.Pair least = SymmetricEigen.smallest(scaled);
    if (least.value() >= HARDLY_IDENTIFIED) {
      return true;
    }
    boolean[] moving = new boolean[optimum.active().length];
    for (int i = 0; i < free.length; i++) {
      moving[free[i]] = Math.abs(least.vector()[i]) > 0.1;
    }
    List<String> together = new ArrayList<>();
    for (int i = 0; i < problem.names().size(); i++) {
      if (dependsOn(i, moving)) {
        together.add(problem.names().get(i));
      }
    }
    boolean usable = least.value() >= NOT_IDENTIFIED;
    warnings.add(
        "the data hardly tell "
            + String.join(", ", together)
            + " apart: predictions may be good, but these values are not"
            + (usable ? "" : "; no standard errors"));
    return usable;
  }

  /** Plain and sandwich, of the parameters that no active coordinate touches. */
  private Covariance[] covariances(Newton.Optimum optimum, int[] free) {
    List<String> names = problem.names();
    double[][] information = new double[free.length][free.length];
    double[][] b = new double[names.size()][free.length];
    for (int i = 0; i < free.length; i++) {
      for (int j = 0; j < free.length; j++) {
        information[i][j] = -optimum.hessian()[free[i]][free[j]];
      }
      for (int k = 0; k < b.length; k++) {
        b[k][i] = problem.logOfCoordinates()[k][free[i]];
      }
    }
    double[][] inverse = Cholesky.inverse(information);
    if (inverse.length == 0) {
      return new Covariance[] {Covariance.NONE, Covariance.NONE};
    }
    double[][] outer = sandwich(transposed(b), likelihood.outerProducts(logsAt(optimum.point())));
    List<Integer> kept =
        IntStream.range(0, b.length)
            .filter(k -> !dependsOn(k, optimum.active()) && !held.names().contains(names.get(k)))
            .boxed()
            .toList();
    return new Covariance[] {
      of(sandwich(b, inverse), kept), of(sandwich(b, sandwich(inverse, outer)), kept)
    };
  }

  private Covariance of(double[][] all, List<Integer> kept) {
    double[][] part = new double[kept.size()][kept.size()];
    for (int i = 0; i < part.length; i++) {
      for (int j = 0; j < part.length; j++) {
        part[i][j] = all[kept.get(i)][kept.get(j)];
      }
      if (!(part[i][i] > 0)) {
        return Covariance.NONE;
      }
    }
    return Covariance.of(kept.stream().map(problem.names()::get).toList(), part);
  }
}
