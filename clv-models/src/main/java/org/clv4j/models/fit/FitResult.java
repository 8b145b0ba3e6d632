package org.clv4j.models.fit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.numbers.gamma.InverseErf;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.clv4j.core.internal.Check;

/**
 * A model fitted by maximum likelihood, and how it was found.
 *
 * @param <M> the model
 * @param model the model at the maximum
 * @param parameters its parameters by name; with a dot in the name (rate.age) the coefficients of
 *     covariates, which are any real numbers, all others above 0
 * @param covariance of the logs of the parameters, and of coefficients as they are: the inverse of
 *     the negative Hessian, -H<sup>-1</sup>; without those at a bound or not identified, which a
 *     warning names
 * @param sandwich the same, robust against a wrong model: H<sup>-1</sup> G H<sup>-1</sup> with G
 *     the sum of the outer products of the customers' gradients
 * @param logLikelihood at the maximum, summed over the customers
 * @param customers their number, or the sum of their weights
 * @param evaluations of the likelihood, all starts together
 * @param gradientNorm the largest derivative of the log-likelihood by the log of a free parameter,
 *     per customer
 * @param warnings what to keep in mind: bounds that were hit, directions that the data do not
 *     identify
 * @param objective what was maximised, which a comparison with another fit must know
 */
public record FitResult<M>(
    M model,
    Map<String, Double> parameters,
    Covariance covariance,
    Covariance sandwich,
    double logLikelihood,
    double customers,
    int evaluations,
    double gradientNorm,
    List<String> warnings,
    Objective objective) {

  /** Takes copies. */
  public FitResult {
    Objects.requireNonNull(model, "model must not be null");
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    Objects.requireNonNull(covariance, "covariance must not be null");
    Objects.requireNonNull(sandwich, "sandwich must not be null");
    Check.finite(logLikelihood, "log-likelihood");
    Check.positive(customers, "customers");
    Check.inRange(evaluations, 1, Integer.MAX_VALUE, "evaluations");
    warnings = List.copyOf(warnings);
    Objects.requireNonNull(objective, "objective must not be null");
  }

  /**
   * Standard errors from {@link #covariance}, by the delta method.
   *
   * @return by name, without those that the data do not give
   */
  public Map<String, Double> standardErrors() {
    return covariance.standardErrors(parameters);
  }

  /**
   * Standard errors from {@link #sandwich}, robust against a wrong model.
   *
   * @return by name, without those that the data do not give
   */
  public Map<String, Double> sandwichErrors() {
    return sandwich.standardErrors(parameters);
  }

  /**
   * Akaike's criterion, 2 k - 2 log-likelihood for k parameters.
   *
   * <p>Of a {@linkplain Objective#penalised penalised} fit it cannot be compared with that of any
   * other: the log-likelihood is not at its maximum, and fewer than k parameters are free.
   *
   * @return the criterion; less is better
   */
  public double aic() {
    return 2 * parameters.size() - 2 * logLikelihood;
  }

  /**
   * The Bayesian criterion, k ln(customers) - 2 log-likelihood for k parameters.
   *
   * <p>Of a {@linkplain Objective#penalised penalised} fit it cannot be compared, as {@link #aic}.
   *
   * @return the criterion; less is better
   */
  public double bic() {
    return parameters.size() * Math.log(customers) - 2 * logLikelihood;
  }

  /**
   * A parameter.
   *
   * @param name its name
   * @return its value at the maximum
   * @throws IllegalArgumentException if the model has no such parameter
   */
  public double parameter(String name) {
    Double value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "parameter must be one of " + parameters.keySet() + ", but was \"" + name + "\"");
    }
    return value;
  }

  /**
   * The standard error of a parameter.
   *
   * @param name its name
   * @return the error, empty where the data do not give it
   * @throws IllegalArgumentException if the model has no such parameter
   */
  public OptionalDouble standardError(String name) {
    parameter(name);
    Double error = standardErrors().get(name);
    return error == null ? OptionalDouble.empty() : OptionalDouble.of(error);
  }

  /**
   * An interval for a parameter, symmetric in its log: exp(ln p -+ z se / p); for the coefficient
   * of a covariate p -+ z se.
   *
   * @param name its name
   * @param level for example 0.95, in (0, 1)
   * @return the interval, empty where the data do not give it
   * @throws IllegalArgumentException if the model has no such parameter, or the level is out of
   *     range
   */
  public Optional<ConfidenceInterval> confidenceInterval(String name, double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be between 0 and 1, but was " + level);
    }
    double value = parameter(name);
    OptionalDouble error = standardError(name);
    if (error.isEmpty()) {
      return Optional.empty();
    }
    double z = Math.sqrt(2) * InverseErf.value(level);
    if (Covariance.isCoefficient(name)) {
      double half = z * error.getAsDouble();
      return Optional.of(new ConfidenceInterval(value - half, value + half, level));
    }
    double factor = Math.exp(z * error.getAsDouble() / value);
    return Optional.of(new ConfidenceInterval(value / factor, value * factor, level));
  }

  /**
   * An interval that holds a parameter at a level.
   *
   * @param low its lower end
   * @param high its upper end
   * @param level for example 0.95
   */
  public record ConfidenceInterval(double low, double high, double level) {}

  /**
   * The likelihood-ratio test of a model within this one: whether its restrictions can stand.
   *
   * <p>Where the restriction lies at the edge of what the parameters can be (b = 0 of
   * GGompertz/NBD), the chi-squared distribution makes the p-value too large.
   *
   * @param nested a fit of the smaller model to the same customers
   * @return 2 (log-likelihood - log-likelihood of nested), with its p-value by chi-squared
   * @throws IllegalArgumentException if one of the fits was {@linkplain Objective#penalised
   *     penalised} or ended at a bound, so that the statistic is not chi-squared; if the other
   *     model is not this one with fewer parameters, effects left out or set equal (or Pareto/NBD
   *     in GGompertz/NBD, sBG in BdW); if it was fitted to other customers; or if it fits better,
   *     which a model within this one cannot
   */
  public LikelihoodRatio likelihoodRatioTest(FitResult<?> nested) {
    Nesting.require(this, nested);
    int degrees = parameters.size() - nested.parameters().size();
    double rounding = 1e-8 * (1 + Math.abs(logLikelihood));
    if (nested.logLikelihood() > logLikelihood + rounding) {
      throw new IllegalArgumentException(
          "nested model must not fit better, but its log-likelihood was "
              + nested.logLikelihood()
              + " and that of this model "
              + logLikelihood
              + ": it is not within this model, the data are others, or a fit failed");
    }
    double statistic = Math.max(0, 2 * (logLikelihood - nested.logLikelihood()));
    return new LikelihoodRatio(
        statistic, degrees, RegularizedGamma.Q.value(degrees / 2.0, statistic / 2));
  }

  /**
   * A likelihood-ratio test.
   *
   * @param statistic 0 or more
   * @param degreesOfFreedom the difference of the numbers of parameters
   * @param pValue the probability of such a statistic or a larger one where the restriction holds
   */
  public record LikelihoodRatio(double statistic, int degreesOfFreedom, double pValue) {}
}
