package org.clv4j.models.uncertainty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.commons.numbers.gamma.InverseErf;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.covariate.CovariateModel;
import org.clv4j.models.fit.Covariance;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.internal.Cholesky;
import org.clv4j.models.internal.Draws;
import org.clv4j.models.transaction.TransactionModel;

/**
 * A model whose parameters are known to some error: the logs of the estimates are about normal,
 * with the covariances of the fit; so are the coefficients of covariates themselves.
 *
 * <p>Parameters without a covariance (at a bound, not identified, whole numbers) count as known.
 *
 * @param <M> the model
 */
public final class ParameterUncertainty<M> {
  private static final double STEP = 1e-4;
  private static final double FARTHEST = Math.log(1000);

  private final M model;
  private final Map<String, Double> parameters;
  private final Covariance covariance;
  private final Function<Map<String, Double>, M> models;

  private ParameterUncertainty(
      M model,
      Map<String, Double> parameters,
      Covariance covariance,
      Function<Map<String, Double>, M> models) {
    this.model = model;
    this.parameters = new LinkedHashMap<>(parameters);
    this.covariance = covariance;
    this.models = models;
  }

  /**
   * Of a fitted transaction model.
   *
   * @param fit the fit
   * @return its model with the covariances from the Hessian
   */
  public static ParameterUncertainty<TransactionModel> of(
      FitResult<? extends TransactionModel> fit) {
    return of(fit.model(), fit.covariance());
  }

  /**
   * Of a transaction model whose covariances are known, {@link FitResult#sandwich} for one.
   *
   * @param model the estimate
   * @param covariance of the logs of its parameters
   * @return the model with the covariances
   * @throws IllegalArgumentException if a name is not that of a parameter
   */
  public static ParameterUncertainty<TransactionModel> of(
      TransactionModel model, Covariance covariance) {
    String name = model.name();
    PeriodUnit unit = model.unit();
    return of(
        model, model.parameters(), covariance, values -> TransactionModels.of(name, values, unit));
  }

  /**
   * Of a model with covariates, for example {@code of(fit.model(), fit.covariance())}.
   *
   * @param model the estimate
   * @param covariance of the logs of its parameters, and of coefficients as they are
   * @return the model with the covariances
   * @throws IllegalArgumentException if a name is not that of a parameter
   */
  public static ParameterUncertainty<CovariateModel> of(
      CovariateModel model, Covariance covariance) {
    return of(
        model,
        model.parameters(),
        covariance,
        values -> new CovariateModel(model.name(), values, model.referenceLevels(), model.unit()));
  }

  /**
   * Of any model.
   *
   * @param model the estimate
   * @param parameters its parameters by name
   * @param covariance of their logs
   * @param models makes a model of its parameters
   * @param <M> the model
   * @return the model with the covariances
   * @throws IllegalArgumentException if a name is not that of a parameter
   */
  public static <M> ParameterUncertainty<M> of(
      M model,
      Map<String, Double> parameters,
      Covariance covariance,
      Function<Map<String, Double>, M> models) {
    if (!parameters.keySet().containsAll(covariance.names())) {
      throw new IllegalArgumentException(
          "covariances must be of " + parameters.keySet() + ", but were of " + covariance.names());
    }
    return new ParameterUncertainty<>(model, parameters, covariance, models);
  }

  /**
   * The estimate.
   *
   * @return the model
   */
  public M model() {
    return model;
  }

  /**
   * What follows from the model, by the delta method: with g the derivatives of the quantity by the
   * logs of the parameters and C their covariances, its variance is g' C g.
   *
   * @param quantity of a model, smooth and finite
   * @param level of the interval, for example 0.95
   * @return the quantity with an interval of so many standard errors to both sides
   * @throws IllegalArgumentException if the level is not between 0 and 1 or the quantity not finite
   */
  public Estimate estimate(ToDoubleFunction<? super M> quantity, double level) {
    double value = quantity.applyAsDouble(model);
    double error = standardError(quantity);
    double reach = error * Math.sqrt(2) * InverseErf.value(Estimate.level(level));
    return new Estimate(value, error, value - reach, value + reach, level);
  }

  /**
   * The same for a quantity above 0, with an interval that is symmetric in its log.
   *
   * @param quantity of a model, smooth, above 0 and finite
   * @param level of the interval, for example 0.95
   * @return the quantity with its interval
   * @throws IllegalArgumentException if the level is not between 0 and 1 or the quantity not
   *     positive and finite
   */
  public Estimate estimatePositive(ToDoubleFunction<? super M> quantity, double level) {
    Estimate log = estimate(at -> Math.log(quantity.applyAsDouble(at)), level);
    double value = quantity.applyAsDouble(model);
    return new Estimate(
        value, value * log.standardError(), Math.exp(log.low()), Math.exp(log.high()), level);
  }

  private double standardError(ToDoubleFunction<? super M> quantity) {
    int n = covariance.names().size();
    double[] slopes = new double[n];
    for (int i = 0; i < n; i++) {
      double[] step = new double[n];
      step[i] = STEP;
      double after = quantity.applyAsDouble(at(step));
      step[i] = -STEP;
      slopes[i] = (after - quantity.applyAsDouble(at(step))) / (2 * STEP);
    }
    double variance = 0;
    double[][] matrix = covariance.matrix();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        variance += slopes[i] * matrix[i][j] * slopes[j];
      }
    }
    return Math.sqrt(Math.max(0, variance));
  }

  private M at(double[] stepsOfLogs) {
    Map<String, Double> moved = new LinkedHashMap<>(parameters);
    for (int i = 0; i < stepsOfLogs.length; i++) {
      double step = stepsOfLogs[i];
      moved.computeIfPresent(
          covariance.names().get(i),
          (name, value) ->
              Covariance.isCoefficient(name)
                  ? value + step
                  : value * Math.exp(Math.max(-FARTHEST, Math.min(FARTHEST, step))));
    }
    return models.apply(moved);
  }

  /**
   * A few models that stand for all: for d parameters 2 d of them, each as likely, whose logs have
   * the mean and the covariances of the estimates. Means over them are right to the third order
   * (the spherical cubature rule). No parameter is moved by more than a factor of 1000, for where
   * the data say so little, the normal distribution is no more than a name.
   *
   * @return the models; the estimate alone where nothing is uncertain
   * @throws IllegalStateException if the covariances are not positive definite
   * @see "Stroud (1971), Approximate calculation of multiple integrals, rule U3-1"
   */
  public List<M> representatives() {
    return representatives(1);
  }

  /** The same at a share of their distance from the estimate. */
  List<M> representatives(double distance) {
    int n = covariance.names().size();
    double[][] root = root();
    if (n == 0) {
      return List.of(model);
    }
    List<M> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double[] step = new double[n];
      for (int j = 0; j < n; j++) {
        step[j] = distance * Math.sqrt(n) * root[j][i];
      }
      all.add(at(step));
      all.add(at(Arrays.stream(step).map(x -> -x).toArray()));
    }
    return all;
  }

  /** One model of those that the data allow: its logs are drawn from their normal distribution. */
  M draw(Draws random) {
    int n = covariance.names().size();
    double[][] root = root();
    double[] normal = new double[n];
    Arrays.setAll(normal, i -> random.normal());
    double[] step = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        step[i] += root[i][j] * normal[j];
      }
    }
    return at(step);
  }

  private double[][] root() {
    double[][] root = Cholesky.lower(covariance.matrix());
    if (root.length < covariance.names().size()) {
      throw new IllegalStateException(
          "covariances must be positive definite, but those of "
              + covariance.names()
              + " are not: the data do not tell these apart");
    }
    return root;
  }
}
