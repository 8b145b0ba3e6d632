package org.clv4j.models.contract;

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
import org.clv4j.models.internal.BetaRatio;
import org.clv4j.models.internal.LikelihoodFit;
import org.clv4j.models.internal.MixedGeometric;

/**
 * sBG, the shifted beta-geometric model: at the end of each period a customer leaves with a
 * probability of their own, which never changes and is beta distributed over customers.
 *
 * <pre>S(t) = B(alpha, beta + t) / B(alpha, beta),  t = 0, 1, 2 ...
 * r(t) = S(t) / S(t - 1) = (beta + t - 1) / (alpha + beta + t - 1)</pre>
 *
 * <p>Retention rises with tenure because those who are prone to leave are gone, not because anybody
 * changes. Where the retention of single customers drifts too, {@link BetaDiscreteWeibull} has one
 * more parameter. Mean lifetimes are infinite for alpha &lt;= 1. Relative errors are about 1e-13,
 * however small the discount rate.
 *
 * @see "Fader &amp; Hardie (2007), How to project customer retention, Journal of Interactive
 *     Marketing 21(1): (6) S(t), (8) r(t)"
 * @see "Fader &amp; Hardie (2010), Customer-base valuation in a contractual setting: the perils of
 *     ignoring heterogeneity, Marketing Science 29(1): (6) DERL"
 * @param alpha above 0, finite; customers differ the more, the smaller alpha + beta
 * @param beta above 0, finite; the mean probability of leaving is alpha / (alpha + beta)
 * @param unit the period between renewals
 */
public record ShiftedBetaGeometric(double alpha, double beta, PeriodUnit unit)
    implements ContractModel {

  private static final String NAME = "sbg";
  private static final double[] LOWER = {Math.log(1e-4), Math.log(1e-6)};
  private static final double[] UPPER = {Math.log(1e4), Math.log(1e8)};

  /** Checks the ranges. */
  public ShiftedBetaGeometric {
    Check.positive(alpha, "alpha");
    Check.positive(beta, "beta");
    Objects.requireNonNull(unit, "unit must not be null");
  }

  /**
   * Fits by maximum likelihood.
   *
   * @param data tenures in whole periods
   * @return the fit
   * @throws IllegalArgumentException if tenures are not whole, nobody left, nobody stayed, or all
   *     were followed for one period only
   * @throws FitException if the search does not converge
   */
  public static FitResult<ShiftedBetaGeometric> fit(Tenures data) {
    return fit(data, FitOptions.DEFAULT);
  }

  /**
   * Fits by maximum likelihood, alpha from 1e-4 to 1e4 and beta / alpha from 1e-6 to 1e8.
   *
   * @param data tenures in whole periods
   * @param options limits
   * @return the fit; customers who all leave alike show as alpha at its upper bound
   * @throws IllegalArgumentException if tenures are not whole, nobody left, nobody stayed, or all
   *     were followed for one period only
   * @throws FitException if the search does not converge
   */
  public static FitResult<ShiftedBetaGeometric> fit(Tenures data, FitOptions options) {
    Periods periods = Periods.of(data, NAME).requireFittable(NAME, 2);
    double odds = periods.retainedPeriods() / periods.lostCustomers();
    LikelihoodFit.Problem problem =
        new LikelihoodFit.Problem(
            NAME,
            List.of("alpha", "beta"),
            new double[][] {{1, 0}, {1, 1}},
            LOWER,
            UPPER,
            List.of(
                new double[] {0, Math.log(odds)},
                new double[] {Math.log(50), Math.log(odds)},
                new double[] {Math.log(0.05), Math.log(odds)}),
            AtBounds.renewals());
    return LikelihoodFit.fit(
        problem,
        new RenewalLikelihood(
            periods, data.customers(), options.threads(), 2, ShiftedBetaGeometric::logRetention),
        options,
        p -> new ShiftedBetaGeometric(p[0], p[1], data.unit()));
  }

  /** As {@link RenewalLikelihood.LogRetention} wants it. */
  static void logRetention(double[] parameters, int period, double[] out) {
    double a = parameters[0];
    double b = parameters[1] + (period - 1);
    double n = a + b;
    double partOfA = a / n;
    double partOfB = b / n;
    double first = parameters[1] / b;
    out[0] = -Math.log1p(a / b);
    out[1] = -partOfA;
    out[2] = first * partOfA;
    out[3] = -partOfA * partOfB;
    out[4] = partOfA * (parameters[1] / n);
    // first (1 - first) - (beta / n) (1 - beta / n), the difference of two near numbers
    out[5] = first * partOfA * (1 - first - first * partOfB);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Double> parameters() {
    return Contracts.named("alpha", alpha, "beta", beta);
  }

  /**
   * {@inheritDoc} ln(S(n - 1) - S(n)) of who left in period n, ln S(n) of who is still there after
   * n. Exact times must be whole. A tenure of 0 that has not ended says nothing.
   */
  @Override
  public double logLikelihood(Tenures tenures) {
    tenures.requireUnit(unit);
    return new RenewalLikelihood(
            Periods.of(tenures, NAME),
            tenures.customers(),
            1,
            2,
            ShiftedBetaGeometric::logRetention)
        .evaluate(new double[] {Math.log(alpha), Math.log(beta)}, new double[2], new double[2][2]);
  }

  /**
   * {@inheritDoc} B(alpha, beta + n + t) / B(alpha, beta + n), with n and t rounded down; equation
   * (6) of Fader &amp; Hardie (2007) for n = 0.
   */
  @Override
  public double survival(double tenure, double later) {
    double n = Contracts.periods(tenure, "tenure");
    return Math.exp(BetaRatio.log(alpha, beta + n, Contracts.periods(later, "time")));
  }

  /**
   * {@inheritDoc} (beta + n) / (alpha + beta + n); Fader &amp; Hardie (2007), equation (8), where
   * it is that of t = n + 1.
   */
  @Override
  public double retentionRate(double tenure) {
    double b = beta + Contracts.periods(tenure, "tenure");
    return b / (alpha + b);
  }

  /** {@inheritDoc} alpha / (alpha + beta + n). */
  @Override
  public double churnRate(double tenure) {
    return alpha / (alpha + (beta + Contracts.periods(tenure, "tenure")));
  }

  /**
   * {@inheritDoc} For p ~ Beta(alpha, beta + n)
   *
   * <pre>E[(1-p) (1+d) / (d+p)^2] / E[(1-p) / (d+p)]</pre>
   *
   * <p>Equation (8) of Fader &amp; Hardie (2010) is another quantity, 1 + DERL.
   */
  @Override
  public double retentionElasticity(double tenure, DiscountRate rate) {
    double b = beta + Contracts.periods(tenure, "tenure");
    double d = Contracts.discountPerPeriod(rate, unit);
    return MixedGeometric.discountedByPeriod(alpha, b, d)
        / MixedGeometric.discounted(alpha, b, d, Double.POSITIVE_INFINITY);
  }

  /** {@inheritDoc} For alpha &gt; 1 it is (alpha + beta - 1) / (alpha - 1). */
  @Override
  public OptionalDouble expectedLifetime() {
    return alpha > 1
        ? OptionalDouble.of(Check.result(1 + beta / (alpha - 1), "expected lifetime"))
        : OptionalDouble.empty();
  }

  /** {@inheritDoc} For alpha &gt; 1 it is (beta + n) / (alpha - 1). */
  @Override
  public OptionalDouble expectedResidualLifetime(double tenure) {
    double b = beta + Contracts.periods(tenure, "tenure");
    return alpha > 1
        ? OptionalDouble.of(Check.result(b / (alpha - 1), "expected residual lifetime"))
        : OptionalDouble.empty();
  }

  /**
   * {@inheritDoc} Of h renewals at most, finite for every alpha:
   *
   * <pre>(beta+n)/(alpha-1) { 1 - B(alpha-1, beta+n+1+h) / B(alpha-1, beta+n+1) }</pre>
   *
   * <p>and its limit at alpha = 1.
   */
  @Override
  public double expectedResidualLifetime(double tenure, double horizon) {
    double b = beta + Contracts.periods(tenure, "tenure");
    return MixedGeometric.expected(alpha, b, Contracts.periods(horizon, "horizon"));
  }

  /** {@inheritDoc} 1 + DERL at tenure 0, which is 2F1(1, beta; alpha + beta; 1 / (1 + d)). */
  @Override
  public double discountedExpectedLifetime(DiscountRate rate) {
    return 1 + discountedExpectedResidualLifetime(0, rate);
  }

  /**
   * {@inheritDoc} E[(1 - p) / (d + p)] for p ~ Beta(alpha, beta + n), at most 1 / d. It is the
   * closed form
   *
   * <pre>(beta+n)/(alpha+beta+n) / (1+d) 2F1(1, beta+n+1; alpha+beta+n+1; 1/(1+d))</pre>
   */
  @Override
  public double discountedExpectedResidualLifetime(double tenure, DiscountRate rate) {
    return MixedGeometric.discounted(
        alpha,
        beta + Contracts.periods(tenure, "tenure"),
        Contracts.discountPerPeriod(rate, unit),
        Double.POSITIVE_INFINITY);
  }

  /**
   * {@inheritDoc} The sum over the first h renewals, E[(1 - p) (1 - q<sup>h</sup>) / (d + p)] with
   * q = (1 - p) / (1 + d); without a discount the expected residual lifetime.
   */
  @Override
  public double discountedExpectedResidualLifetime(
      double tenure, DiscountRate rate, double horizon) {
    return MixedGeometric.discounted(
        alpha,
        beta + Contracts.periods(tenure, "tenure"),
        rate.per(unit),
        Contracts.periods(horizon, "horizon"));
  }

  /**
   * DERL of a customer whose next renewal is due at once and not discounted:
   *
   * <pre>sum(k=1..inf) S(n+k) / S(n) / (1 + d)^(k-1)</pre>
   *
   * <p>That is equation (6) of Fader &amp; Hardie (2010), for a customer at the end of period n + 1
   * (their n) who has not yet renewed. It is 1 + d times {@link
   * #discountedExpectedResidualLifetime(double, DiscountRate)}.
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
