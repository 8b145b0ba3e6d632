package org.clv4j.models.covariate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.numbers.gamma.InverseErf;
import org.clv4j.models.fit.Covariance;
import org.clv4j.models.fit.FitResult;

/**
 * The effect of a covariate as a factor: what one unit more of it, or a level as against the
 * reference level, multiplies the rate by.
 *
 * <p>That is the mean purchase rate for {@code rate.NAME} and the mean dropout rate of Pareto/NBD
 * for {@code dropout.NAME}; for BG/NBD and MBG/NBD it is a and b alike, so that the mean chance to
 * leave stays as it is, as {@link CovariateModel} says.
 *
 * @param parameter the coefficient's name, for example {@code rate.channel=web}
 * @param coefficient g
 * @param standardError of g; empty where the data do not give it
 * @param multiplier exp(g); empty where the data give no standard error, as of an effect that runs
 *     to infinity and has the value of its bound, or where it is too large for a number, as of a
 *     covariate in tiny units
 * @param interval of the multiplier, exp(g -+ z se); empty where the data do not give it, or an end
 *     is too large for a number
 */
public record CovariateEffect(
    String parameter,
    double coefficient,
    OptionalDouble standardError,
    OptionalDouble multiplier,
    Optional<FitResult.ConfidenceInterval> interval) {

  /**
   * All effects of a fit.
   *
   * @param fit the fit
   * @param level of the intervals, for example 0.95, in (0, 1)
   * @return one per coefficient, in the order of the parameters
   * @throws IllegalArgumentException if the level is out of range
   */
  public static List<CovariateEffect> of(FitResult<CovariateModel> fit, double level) {
    return of(fit.model(), fit.covariance(), level);
  }

  /**
   * All effects of a model whose covariances are known, {@link FitResult#sandwich} for one.
   *
   * @param model the estimate
   * @param covariance of the logs of its parameters, and of coefficients as they are
   * @param level of the intervals, for example 0.95, in (0, 1)
   * @return one per coefficient, in the order of the parameters
   * @throws IllegalArgumentException if the level is out of range
   */
  public static List<CovariateEffect> of(
      CovariateModel model, Covariance covariance, double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be between 0 and 1, but was " + level);
    }
    Map<String, Double> errors = covariance.standardErrors(model.parameters());
    double z = Math.sqrt(2) * InverseErf.value(level);
    List<CovariateEffect> effects = new ArrayList<>();
    model
        .parameters()
        .forEach(
            (name, g) -> {
              if (Covariance.isCoefficient(name)) {
                Double error = errors.get(name);
                effects.add(
                    new CovariateEffect(
                        name,
                        g,
                        error == null ? OptionalDouble.empty() : OptionalDouble.of(error),
                        error != null && Math.exp(g) < Double.POSITIVE_INFINITY
                            ? OptionalDouble.of(Math.exp(g))
                            : OptionalDouble.empty(),
                        error == null ? Optional.empty() : interval(g, z * error, level)));
              }
            });
    return List.copyOf(effects);
  }

  private static Optional<FitResult.ConfidenceInterval> interval(
      double g, double reach, double level) {
    double high = Math.exp(g + reach);
    return high < Double.POSITIVE_INFINITY
        ? Optional.of(new FitResult.ConfidenceInterval(Math.exp(g - reach), high, level))
        : Optional.empty();
  }

  /**
   * What the covariate acts on.
   *
   * @return {@code rate}, {@code dropout}, {@code dropout-a}, {@code dropout-b} or {@code both}
   */
  public String process() {
    return CovariateModel.kind(parameter);
  }

  /**
   * The covariate.
   *
   * @return its name, for example {@code channel=web}
   */
  public String covariate() {
    return CovariateModel.covariate(parameter);
  }
}
