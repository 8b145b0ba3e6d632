package org.clv4j.models.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.FitException;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.internal.AtBounds;
import org.clv4j.models.internal.LikelihoodFit;

/**
 * BdW, the beta-discrete-Weibull model: like {@link ShiftedBetaGeometric}, but the retention of a
 * single customer may change with tenure too.
 *
 * <pre>S(t) = B(alpha, beta + t^c) / B(alpha, beta),  t = 0, 1, 2 ...</pre>
 *
 * <p>A customer of leaving probability p in the first period survives t of them with (1 - p)^(t^c):
 * for c &gt; 1 customers become more prone to leave, for c &lt; 1 less, and c = 1 is the sBG. Mean
 * lifetimes are infinite for alpha c &lt;= 1. A few years of survivor counts often leave the three
 * parameters hardly told apart; the fit says so, and its projection may still be good.
 *
 * <p>Infinite sums take up to about 14 000 terms and then an integral; relative errors are about
 * 1e-12, however small the discount rate.
 *
 * @see "Fader, Hardie, Liu, Davin &amp; Steenburgh (2018), How to project customer retention
 *     revisited: the role of duration dependence, Journal of Interactive Marketing 43: (10) S(t),
 *     (12) r(t), appendix C residual lifetime"
 * @param alpha above 0, finite
 * @param beta above 0, finite
 * @param c above 0, finite; duration dependence
 * @param unit the period between renewals
 */
public record BetaDiscreteWeibull(double alpha, double beta, double c, PeriodUnit unit)
    implements ContractModel {

  private static final String NAME = "bdw";
  private static final double[] LOWER = {Math.log(1e-4), Math.log(1e-6), Math.log(1e-2)};
  private static final double[] UPPER = {Math.log(1e4), Math.log(1e8), Math.log(50)};

  /** Checks the ranges. */
  public BetaDiscreteWeibull {
    Check.positive(alpha, "alpha");
    Check.positive(beta, "beta");
    Check.positive(c, "c");
    Objects.requireNonNull(unit, "unit must not be null");
  }

  /**
   * Fits by maximum likelihood.
   *
   * @param data tenures in whole periods
   * @return the fit
   * @throws IllegalArgumentException if tenures are not whole, nobody left, nobody stayed, or all
   *     were followed for less than three periods
   * @throws FitException if the search does not converge
   */
  public static FitResult<BetaDiscreteWeibull> fit(Tenures data) {
    return fit(data, FitOptions.DEFAULT);
  }

  /**
   * Fits by maximum likelihood, alpha from 1e-4 to 1e4, beta / alpha from 1e-6 to 1e8 and c from
   * 0.01 to 50.
   *
   * @param data tenures in whole periods
   * @param options limits
   * @return the fit
   * @throws IllegalArgumentException if tenures are not whole, nobody left, nobody stayed, or all
   *     were followed for less than three periods
   * @throws FitException if the search does not converge
   */
  public static FitResult<BetaDiscreteWeibull> fit(Tenures data, FitOptions options) {
    Periods periods = Periods.of(data, NAME).requireFittable(NAME, 3);
    double odds = Math.log(periods.retainedPeriods() / periods.lostCustomers());
    LikelihoodFit.Problem problem =
        new LikelihoodFit.Problem(
            NAME,
            List.of("alpha", "beta", "c"),
            new double[][] {{1, 0, 0}, {1, 1, 0}, {0, 0, 1}},
            LOWER,
            UPPER,
            List.of(
                new double[] {0, odds, 0},
                new double[] {Math.log(50), odds, 0},
                new double[] {Math.log(0.1), odds, Math.log(1.5)},
                new double[] {Math.log(5), odds, Math.log(0.6)}),
            AtBounds.renewals());
    return LikelihoodFit.fit(
        problem,
        new RenewalLikelihood(
            periods, data.customers(), options.threads(), 3, WeibullLifetime::logRetention),
        options,
        p -> new BetaDiscreteWeibull(p[0], p[1], p[2], data.unit()));
  }

  private WeibullLifetime lifetime() {
    return new WeibullLifetime(alpha, beta, c);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Double> parameters() {
    Map<String, Double> parameters = new LinkedHashMap<>();
    parameters.put("alpha", alpha);
    parameters.put("beta", beta);
    parameters.put("c", c);
    return Collections.unmodifiableMap(parameters);
  }

  /**
   * {@inheritDoc} ln(S(n - 1) - S(n)) of who left in period n, ln S(n) of who is still there after
   * n. Exact times must be whole. A tenure of 0 that has not ended says nothing.
   */
  @Override
  public double logLikelihood(Tenures tenures) {
    tenures.requireUnit(unit);
    double[] logs = {Math.log(alpha), Math.log(beta), Math.log(c)};
    return new RenewalLikelihood(
            Periods.of(tenures, NAME), tenures.customers(), 1, 3, WeibullLifetime::logRetention)
        .evaluate(logs, new double[3], new double[3][3]);
  }

  /**
   * {@inheritDoc} B(alpha, beta + (n + t)<sup>c</sup>) / B(alpha, beta + n<sup>c</sup>), with n and
   * t rounded down; equation (10) for n = 0, equation (12) for t = 1.
   */
  @Override
  public double survival(double tenure, double later) {
    double n = Contracts.periods(tenure, "tenure");
    double t = Contracts.periods(later, "time");
    return t == 0 ? 1 : Math.exp(lifetime().logRatio(n, n + t));
  }

  /** {@inheritDoc} 1 - S(n + 1) / S(n); it need not fall with n where c is above 1. */
  @Override
  public double churnRate(double tenure) {
    double n = Contracts.periods(tenure, "tenure");
    return -Math.expm1(lifetime().logRatio(n, n + 1));
  }

  /** {@inheritDoc} 1 where both sums underflow: the first term is all that is left of them. */
  @Override
  public double retentionElasticity(double tenure, DiscountRate rate) {
    double n = Contracts.periods(tenure, "tenure");
    double lifetime = discounted(n, rate, 0);
    // Where it underflows, what is left of it is the first term.
    return lifetime == 0 ? 1 : discounted(n, rate, 1) / lifetime;
  }

  private double discounted(double n, DiscountRate rate, int power) {
    double delta = Math.log1p(Contracts.discountPerPeriod(rate, unit));
    return WeibullSum.of(lifetime(), n, delta, Double.POSITIVE_INFINITY, power);
  }

  /**
   * {@inheritDoc} Finite for alpha c &gt; 1.
   *
   * @throws ArithmeticException if it is too large for a double
   */
  @Override
  public OptionalDouble expectedLifetime() {
    OptionalDouble renewals = expectedResidualLifetime(0);
    return renewals.isPresent() ? OptionalDouble.of(1 + renewals.getAsDouble()) : renewals;
  }

  /**
   * {@inheritDoc} Finite for alpha c &gt; 1.
   *
   * @throws ArithmeticException if it is too large for a double
   */
  @Override
  public OptionalDouble expectedResidualLifetime(double tenure) {
    double n = Contracts.periods(tenure, "tenure");
    if (alpha * c <= 1) {
      return OptionalDouble.empty();
    }
    double sum = WeibullSum.of(lifetime(), n, 0, Double.POSITIVE_INFINITY, 0);
    return OptionalDouble.of(Check.result(sum, "expected residual lifetime"));
  }

  /** {@inheritDoc} The sum of S(n + k) / S(n) over k = 1 to h; finite for all parameters. */
  @Override
  public double expectedResidualLifetime(double tenure, double horizon) {
    return finite(tenure, 0, horizon);
  }

  /** {@inheritDoc} 1 + DERL at tenure 0. */
  @Override
  public double discountedExpectedLifetime(DiscountRate rate) {
    return 1 + discountedExpectedResidualLifetime(0, rate);
  }

  /**
   * {@inheritDoc} There is no closed form. Appendix C counts as {@link
   * #discountedExpectedResidualLifetimeAtRenewal} does.
   */
  @Override
  public double discountedExpectedResidualLifetime(double tenure, DiscountRate rate) {
    return discounted(Contracts.periods(tenure, "tenure"), rate, 0);
  }

  /** {@inheritDoc} The sum of S(n + k) / S(n) / (1 + d)<sup>k</sup> over k = 1 to h. */
  @Override
  public double discountedExpectedResidualLifetime(
      double tenure, DiscountRate rate, double horizon) {
    return finite(tenure, Math.log1p(rate.per(unit)), horizon);
  }

  private double finite(double tenure, double delta, double horizon) {
    return WeibullSum.of(
        lifetime(),
        Contracts.periods(tenure, "tenure"),
        delta,
        Contracts.periods(horizon, "horizon"),
        0);
  }

  /**
   * DERL of a customer whose next renewal is due at once and not discounted:
   *
   * <pre>sum(k=1..inf) S(n+k) / S(n) / (1 + d)^(k-1)</pre>
   *
   * <p>It is 1 + d times {@link #discountedExpectedResidualLifetime(double, DiscountRate)}.
   *
   * @param tenure n, renewals made, 0 or more
   * @param rate above 0
   * @return discounted periods
   * @throws IllegalArgumentException if the rate is 0
   */
  public double discountedExpectedResidualLifetimeAtRenewal(double tenure, DiscountRate rate) {
    return (1 + rate.per(unit)) * discountedExpectedResidualLifetime(tenure, rate);
  }
}
