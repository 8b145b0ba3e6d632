package org.clv4j.models.transaction;

import java.util.Objects;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitException;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;

/**
 * BG/CNBD-k: regular customers, who may leave after each repeat purchase. Nobody leaves before the
 * first one, so that P(alive) is 1 for a customer who never bought again, however long ago: where
 * that is not believable, {@link MbgCnbdK} is the better model. Likelihood, measure and accuracy
 * are described with {@link CnbdK}.
 *
 * @param k the regularity, from 1 to {@value CnbdK#LARGEST_K}: interpurchase times are Erlang-k
 * @param r shape of the distribution of lambda, above 0
 * @param alpha rate of that distribution, above 0, in {@code unit}
 * @param a first parameter of the distribution of dropout probabilities, above 0
 * @param b second parameter of that distribution, above 0
 * @param unit the unit of all times
 */
public record BgCnbdK(int k, double r, double alpha, double a, double b, PeriodUnit unit)
    implements CnbdK {

  /** Checks the ranges. */
  public BgCnbdK {
    if (k < 1 || k > LARGEST_K) {
      throw new IllegalArgumentException("k must be between 1 and " + LARGEST_K + ", but was " + k);
    }
    Check.positive(r, "r");
    Check.positive(alpha, "alpha");
    Check.positive(a, "a");
    Check.positive(b, "b");
    Objects.requireNonNull(unit, "unit must not be null");
  }

  /**
   * Fits by maximum likelihood for k = 1, 2, .. until the likelihood falls, to 24 at most.
   *
   * <p>The result has k among its parameters, so that its AIC and BIC count it. Data with
   * interpurchase times tell k best; without them the triples alone have to.
   *
   * @param data the customers
   * @return the model and how it was found
   * @throws IllegalArgumentException if the data allow no fit: fewer than two customers, nobody who
   *     bought again, no time
   * @throws FitException if a search does not converge
   */
  public static FitResult<BgCnbdK> fit(CustomerSummaries data) {
    return fit(data, FitOptions.DEFAULT);
  }

  /**
   * Fits by maximum likelihood for k = 1, 2, .. until the likelihood falls, to 24 at most, under
   * given options.
   *
   * @param data the customers
   * @param options threads and limits
   * @return the model and how it was found, with k among its parameters
   * @throws IllegalArgumentException if the data allow no fit: fewer than two customers, nobody who
   *     bought again, no time
   * @throws FitException if a search does not converge
   */
  public static FitResult<BgCnbdK> fit(CustomerSummaries data, FitOptions options) {
    return CnbdLikelihood.search(k -> fit(data, k, options));
  }

  /**
   * Fits by maximum likelihood for a given k, which is not among the parameters of the result.
   *
   * @param data the customers
   * @param k the regularity
   * @return the model and how it was found
   * @throws IllegalArgumentException if k is out of range or the data allow no fit
   * @throws FitException if the search does not converge
   */
  public static FitResult<BgCnbdK> fit(CustomerSummaries data, int k) {
    return fit(data, k, FitOptions.DEFAULT);
  }

  /**
   * Fits by maximum likelihood for a given k, under given options.
   *
   * @param data the customers
   * @param k the regularity
   * @param options threads and limits
   * @return the model and how it was found
   * @throws IllegalArgumentException if k is out of range or the data allow no fit
   * @throws FitException if the search does not converge
   */
  public static FitResult<BgCnbdK> fit(CustomerSummaries data, int k, FitOptions options) {
    return CnbdLikelihood.fit(
        data,
        new BgCnbdK(k, 1, 1, 1, 1, data.unit()),
        options,
        p -> new BgCnbdK(k, p[0], p[1], p[2], p[3], data.unit()));
  }

  @Override
  public String name() {
    return "bg-cnbd-k";
  }

  @Override
  public int chancesToLeave(int frequency) {
    return frequency;
  }
}
