package org.clv4j.models.covariate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clv4j.core.internal.Check;
import org.clv4j.models.fit.FitResult;

/**
 * The effect of a covariate as a factor: what one unit more of it, or a level as against the
 * reference level, multiplies the rate by.
 *
 * <p>That is the mean purchase rate for {@code rate.NAME} and the mean dropout rate of Pareto/NBD
 * for {@code dropout.NAME}; for BG/NBD and MBG/NBD it is a and b, as {@link CovariateModel} says.
 *
 * @param parameter the coefficient's name, for example {@code rate.channel=web}
 * @param coefficient g
 * @param multiplier exp(g)
 * @param interval of the multiplier, exp(g -+ z se); empty where the data do not give it
 */
public record CovariateEffect(
    String parameter,
    double coefficient,
    double multiplier,
    Optional<FitResult.ConfidenceInterval> interval) {

  /**
   * All effects of a fit.
   *
   * @param fit the fit
   * @param level of the intervals, for example 0.95, in (0, 1)
   * @return one per coefficient, in the order of the parameters
   * @throws IllegalArgumentException if the level is out of range
   * @throws ArithmeticException if a multiplier is too large for a number, as of a covariate in
   *     tiny units
   */
  public static List<CovariateEffect> of(FitResult<CovariateModel> fit, double level) {
    List<CovariateEffect> effects = new ArrayList<>();
    for (String name : fit.parameters().keySet()) {
      Optional<FitResult.ConfidenceInterval> interval = fit.confidenceInterval(name, level);
      if (name.indexOf('.') >= 0) {
        effects.add(
            new CovariateEffect(
                name,
                fit.parameter(name),
                exp(fit.parameter(name), name),
                interval.map(
                    i ->
                        new FitResult.ConfidenceInterval(
                            exp(i.low(), name), exp(i.high(), name), level))));
      }
    }
    return effects;
  }

  private static double exp(double log, String name) {
    return Check.result(Math.exp(log), "multiplier of " + name);
  }
}
