package org.clv4j.models.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.commons.numbers.gamma.InverseErf;
import org.clv4j.core.internal.Check;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitException;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.transaction.CnbdK;
import org.clv4j.models.transaction.TransactionModel;

/**
 * Likelihood profiles of the parameters of a fit, and the intervals that follow from them.
 *
 * <p>Each point is a fit of its own, with the parameter held ({@link FitOptions#withHeld}).
 *
 * @see "Venzon &amp; Moolgavkar (1988), A method for computing profile-likelihood-based confidence
 *     intervals, Applied Statistics 37(1)"
 */
public final class LikelihoodProfiles {
  /** How far from the estimate an end is looked for, in logs: a factor of 10 000. */
  private static final double REACH = Math.log(1e4);

  /** Logs of the values that every model takes. */
  private static final double LOWEST = Math.log(1e-99);

  private static final double HIGHEST = Math.log(1e14);

  private static final double FIRST_STEP = 0.5;
  private static final double TOLERANCE = 1e-6;
  private static final int MOST_STEPS = 60;

  private final FitResult<?> fit;
  private final Function<FitOptions, ? extends FitResult<?>> refit;
  private final FitOptions options;

  private LikelihoodProfiles(
      FitResult<?> fit, Function<FitOptions, ? extends FitResult<?>> refit, FitOptions options) {
    this.fit = fit;
    this.refit = refit;
    this.options = options;
  }

  /**
   * Of any model.
   *
   * @param fit the fit
   * @param refit the same fit under other options, for example {@code o -> BgBb.fit(data, o)}
   * @param options threads and limits
   * @return its profiles
   */
  public static LikelihoodProfiles of(
      FitResult<?> fit, Function<FitOptions, ? extends FitResult<?>> refit, FitOptions options) {
    return new LikelihoodProfiles(fit, refit, options);
  }

  /**
   * Of a transaction model; k of the CNBD-k models stays what it is.
   *
   * @param fit the fit
   * @param data the customers that were fitted
   * @param options threads and limits
   * @return its profiles
   */
  public static LikelihoodProfiles of(
      FitResult<? extends TransactionModel> fit, CustomerSummaries data, FitOptions options) {
    Integer k = fit.model() instanceof CnbdK regular ? (Integer) regular.k() : null;
    String name = fit.model().name();
    return of(fit, o -> TransactionModels.fit(name, data, k, o), options);
  }

  /**
   * The profile of a parameter at given values.
   *
   * @param parameter its name
   * @param values at which it is held, above 0, ascending
   * @return a point for each value
   * @throws IllegalArgumentException if the fit has no such parameter, it is k, or a value is not
   *     positive
   * @throws FitException if a search does not converge
   */
  public LikelihoodProfile at(String parameter, double... values) {
    fit.parameter(parameter);
    List<LikelihoodProfile.Point> points = new ArrayList<>();
    for (double value : values) {
      FitResult<?> held = refit.apply(options.withHeld(parameter, value));
      points.add(new LikelihoodProfile.Point(value, held.logLikelihood(), held.parameters()));
    }
    return new LikelihoodProfile(parameter, points);
  }

  /**
   * The profile over some standard errors to both sides, evenly spaced in the log of the parameter.
   *
   * @param parameter its name
   * @param reach how many standard errors, for example 3
   * @param steps to each side, at least 1
   * @return 2 steps + 1 points, the estimate in the middle
   * @throws IllegalArgumentException as above, or if the parameter has no standard error
   * @throws FitException if a search does not converge
   */
  public LikelihoodProfile around(String parameter, double reach, int steps) {
    return at(parameter, spread(fit, parameter, reach, steps));
  }

  /** The estimate in the middle of 2 steps + 1 values, evenly spaced in their logs. */
  static double[] spread(FitResult<?> fit, String parameter, double reach, int steps) {
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
    return values;
  }

  /**
   * The interval of a parameter at a level, whose ends are looked for up to a factor of 10 000 from
   * the estimate.
   *
   * @param parameter its name
   * @param level for example 0.95, in (0, 1)
   * @return the interval; an end that the data do not set is empty, with the reason
   * @throws IllegalArgumentException if the fit has no such parameter, it is k or 0, or the level
   *     is out of range
   */
  public ProfileInterval interval(String parameter, double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be between 0 and 1, but was " + level);
    }
    double value = Check.positive(fit.parameter(parameter), parameter);
    List<String> reasons = new ArrayList<>();
    double z = Math.sqrt(2) * InverseErf.value(level);
    OptionalDouble low = end(parameter, Math.log(value), z, false, reasons);
    OptionalDouble high = end(parameter, Math.log(value), z, true, reasons);
    return new ProfileInterval(parameter, level, low, high, reasons);
  }

  /** Where the profile has fallen by z^2 / 2: the root of what is nearly a line in the log. */
  private OptionalDouble end(
      String parameter, double estimate, double z, boolean up, List<String> reasons) {
    OptionalDouble error = fit.standardError(parameter);
    double step = error.isPresent() ? z * error.getAsDouble() / Math.exp(estimate) : FIRST_STEP;
    double last = up ? Math.min(estimate + REACH, HIGHEST) : Math.max(estimate - REACH, LOWEST);
    double inside = estimate;
    double insideBy = -z;
    double at = estimate;
    try {
      while (true) {
        at = up ? Math.min(estimate + step, last) : Math.max(estimate - step, last);
        double by = beyond(parameter, at, z);
        if (by >= 0) {
          return OptionalDouble.of(Math.exp(root(parameter, z, inside, insideBy, at, by)));
        }
        inside = at;
        insideBy = by;
        if (at == last) {
          reasons.add(
              String.format(
                  Locale.ROOT,
                  "no %s end: %s to %s = %.4g the log-likelihood falls by %.2g only",
                  up ? "upper" : "lower",
                  up ? "up" : "down",
                  parameter,
                  Math.exp(last),
                  (z + by) * (z + by) / 2));
          return OptionalDouble.empty();
        }
        step *= 2;
      }
    } catch (FitException e) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "no %s end: at %s = %.4g %s",
              up ? "upper" : "lower",
              parameter,
              Math.exp(at),
              Objects.toString(e.getMessage())));
      return OptionalDouble.empty();
    }
  }

  /** Regula falsi by the Illinois rule. */
  private double root(
      String parameter, double z, double from, double fromBy, double to, double toBy) {
    double a = from;
    double b = to;
    double fa = fromBy;
    double fb = toBy;
    double middle = b;
    for (int i = 0; i < MOST_STEPS && Math.abs(b - a) > 1e-12; i++) {
      middle = b - fb * (b - a) / (fb - fa);
      double f = beyond(parameter, middle, z);
      if (Math.abs(f) < TOLERANCE) {
        return middle;
      }
      if (f > 0 == fb > 0) {
        fa /= 2;
      } else {
        a = b;
        fa = fb;
      }
      b = middle;
      fb = f;
    }
    return middle;
  }

  /** Negative within the interval; near the estimate linear in the log of the parameter. */
  private double beyond(String parameter, double log, double z) {
    double held = refit.apply(options.withHeld(parameter, Math.exp(log))).logLikelihood();
    return Math.sqrt(2 * Math.max(0, fit.logLikelihood() - held)) - z;
  }
}
