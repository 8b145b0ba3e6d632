package org.clv4j.models.fit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.clv4j.core.internal.Check;

/**
 * A model fitted by maximum likelihood, and how it was found.
 *
 * @param <M> the model
 * @param model the model at the maximum
 * @param parameters its parameters by name
 * @param standardErrors from the inverse Hessian in the logs of the parameters, by the delta
 *     method; without those at a bound or not identified, which a warning names
 * @param sandwichErrors the same, robust against a wrong model: H<sup>-1</sup> G H<sup>-1</sup>
 *     with G the sum of the outer products of the customers' gradients
 * @param logLikelihood at the maximum, summed over the customers
 * @param customers their number, or the sum of their weights
 * @param evaluations of the likelihood, all starts together
 * @param gradientNorm the largest derivative of the log-likelihood by the log of a free parameter,
 *     per customer
 * @param warnings what to keep in mind: bounds that were hit, directions that the data do not
 *     identify
 */
public record FitResult<M>(
    M model,
    Map<String, Double> parameters,
    Map<String, Double> standardErrors,
    Map<String, Double> sandwichErrors,
    double logLikelihood,
    double customers,
    int evaluations,
    double gradientNorm,
    List<String> warnings) {

  /** Takes copies. */
  public FitResult {
    Objects.requireNonNull(model, "model must not be null");
    parameters = copy(parameters);
    standardErrors = copy(standardErrors);
    sandwichErrors = copy(sandwichErrors);
    Check.finite(logLikelihood, "log-likelihood");
    warnings = List.copyOf(warnings);
  }

  private static Map<String, Double> copy(Map<String, Double> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /**
   * Akaike's criterion, 2 k - 2 log-likelihood for k parameters.
   *
   * @return the criterion; less is better
   */
  public double aic() {
    return 2 * parameters.size() - 2 * logLikelihood;
  }

  /**
   * The Bayesian criterion, k ln(customers) - 2 log-likelihood for k parameters.
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
    Double error = standardErrors.get(name);
    return error == null ? OptionalDouble.empty() : OptionalDouble.of(error);
  }
}
