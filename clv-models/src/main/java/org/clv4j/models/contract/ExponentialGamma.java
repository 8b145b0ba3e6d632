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
import org.clv4j.models.internal.LikelihoodFit;
import org.clv4j.models.internal.LomaxIntegral;

/**
 * A lifetime in continuous time: a customer may leave at any moment, with a rate of their own that
 * never changes and is gamma distributed over customers, shape s and rate beta.
 *
 * <pre>S(t) = (1 + t / beta)^(-s),  hazard s / (beta + t)</pre>
 *
 * <p>This is a Pareto distribution of the second kind, the dropout of the Pareto/NBD seen openly.
 * The hazard falls with tenure because those who are prone to leave are gone. The mean lifetime is
 * beta / (s - 1), and infinite for s &lt;= 1. Relative errors are about 1e-13.
 *
 * <p>Tenures by {@linkplain Tenures#ofTimes time} enter the likelihood with the density, those by
 * {@linkplain Tenures#ofPeriods period} or {@linkplain Tenures#ofSurvivors survivors} with the
 * probability of the period; their log-likelihoods are not to be compared with each other.
 *
 * @see "Fader &amp; Hardie (2005), A note on deriving the Pareto/NBD model and related expressions,
 *     brucehardie.com/notes/009, section 2, for the lifetime"
 * @param s above 0, finite; customers differ the more, the smaller s
 * @param beta above 0, finite, in units of time; the mean rate is s / beta
 * @param unit the unit of all times
 */
public record ExponentialGamma(double s, double beta, PeriodUnit unit) implements ContractModel {
  private static final String NAME = "exponential-gamma";
  private static final double SMALLEST_SHAPE = Math.log(1e-4);
  private static final double LARGEST_SHAPE = Math.log(1e4);

  /** Rates are searched within a factor e^12 of those observed. */
  private static final double WIDTH = 12;

  /** Checks the ranges. */
  public ExponentialGamma {
    Check.positive(s, "s");
    Check.positive(beta, "beta");
    Objects.requireNonNull(unit, "unit must not be null");
  }

  /**
   * Fits by maximum likelihood.
   *
   * @param data tenures
   * @return the fit
   * @throws IllegalArgumentException if nobody left, or if tenures are in periods and nobody stayed
   *     or all were followed for one period only
   * @throws FitException if the search does not converge
   */
  public static FitResult<ExponentialGamma> fit(Tenures data) {
    return fit(data, FitOptions.DEFAULT);
  }

  /**
   * Fits by maximum likelihood, s from 1e-4 to 1e4.
   *
   * @param data tenures
   * @param options limits
   * @return the fit; customers who all leave at the same rate show as s at its upper bound
   * @throws IllegalArgumentException if nobody left, or if tenures are in periods and nobody stayed
   *     or all were followed for one period only
   * @throws FitException if the search does not converge
   */
  public static FitResult<ExponentialGamma> fit(Tenures data, FitOptions options) {
    if (data.churnedCustomers() == 0) {
      throw new IllegalArgumentException(
          NAME + " needs customers who left, but nobody did; follow them longer");
    }
    LikelihoodFit.Likelihood likelihood = likelihood(data, options.threads(), true);
    double rate = Math.log(data.churnedCustomers() / data.totalTenure());
    LikelihoodFit.Problem problem =
        new LikelihoodFit.Problem(
            NAME,
            List.of("s", "beta"),
            new double[][] {{1, 0}, {1, -1}},
            new double[] {SMALLEST_SHAPE, rate - WIDTH},
            new double[] {LARGEST_SHAPE, rate + WIDTH},
            List.of(
                new double[] {0, rate},
                new double[] {Math.log(50), rate},
                new double[] {Math.log(0.1), rate + 2}),
            AtBounds.lifetimes());
    return LikelihoodFit.fit(
        problem, likelihood, options, p -> new ExponentialGamma(p[0], p[1], data.unit()));
  }

  private static LikelihoodFit.Likelihood likelihood(
      Tenures data, int threads, boolean toBeFitted) {
    if (data.exact()) {
      return new LomaxLikelihood(data, threads);
    }
    Periods periods = Periods.of(data, NAME);
    return new RenewalLikelihood(
        toBeFitted ? periods.requireFittable(NAME, 2) : periods,
        data.customers(),
        threads,
        2,
        ExponentialGamma::logRetention);
  }

  /** As {@link RenewalLikelihood.LogRetention} wants it. */
  static void logRetention(double[] parameters, int period, double[] out) {
    double s = parameters[0];
    double from = parameters[1] + (period - 1);
    double to = from + 1;
    double beta = parameters[1];
    // the derivative of ln((beta + t) / (beta + t - 1)) by ln beta, negative
    double slope = beta / (from * to);
    out[0] = -s * Math.log1p(1 / from);
    out[1] = out[0];
    out[2] = s * slope;
    out[3] = out[0];
    out[4] = out[2];
    out[5] = out[2] * (1 - beta / from - beta / to);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Double> parameters() {
    return Contracts.named("s", s, "beta", beta);
  }

  /**
   * {@inheritDoc} Of exact times ln f(t) = ln(s / beta) - (s + 1) ln(1 + t / beta) of who left at t
   * and ln S(t) of who is still there; of periods ln(S(n - 1) - S(n)) and ln S(n).
   */
  @Override
  public double logLikelihood(Tenures tenures) {
    tenures.requireUnit(unit);
    double[] logs = {Math.log(s), Math.log(beta)};
    return likelihood(tenures, 1, false).evaluate(logs, new double[2], new double[2][2]);
  }

  private double logSurvival(double tenure, double later) {
    return -s
        * Math.log1p(Contracts.time(later, "time") / (beta + Contracts.time(tenure, "tenure")));
  }

  /** {@inheritDoc} (1 + t / (beta + n))<sup>-s</sup>, at any time between periods too. */
  @Override
  public double survival(double tenure, double later) {
    return Math.exp(logSurvival(tenure, later));
  }

  /** {@inheritDoc} 1 - (1 + 1 / (beta + n))<sup>-s</sup>. */
  @Override
  public double churnRate(double tenure) {
    return -Math.expm1(logSurvival(tenure, 1));
  }

  /**
   * The rate at which customers of some tenure leave.
   *
   * @param tenure t, 0 or more
   * @return s / (beta + t), per unit of time
   */
  public double hazard(double tenure) {
    return s / (beta + Contracts.time(tenure, "tenure"));
  }

  /**
   * {@inheritDoc} In continuous time the integral of u e<sup>-delta u</sup> S(n + u) over that
   * without the factor u.
   */
  @Override
  public double retentionElasticity(double tenure, DiscountRate rate) {
    return discounted(tenure, rate, 1) / discounted(tenure, rate, 0);
  }

  private double discounted(double tenure, DiscountRate rate, int power) {
    return LomaxIntegral.of(
        s,
        beta + Contracts.time(tenure, "tenure"),
        Contracts.continuousDiscount(rate, unit),
        Double.POSITIVE_INFINITY,
        power);
  }

  /** {@inheritDoc} For s &gt; 1 it is beta / (s - 1). */
  @Override
  public OptionalDouble expectedLifetime() {
    return expectedResidualLifetime(0);
  }

  /** {@inheritDoc} For s &gt; 1 it is (beta + n) / (s - 1). */
  @Override
  public OptionalDouble expectedResidualLifetime(double tenure) {
    double scale = beta + Contracts.time(tenure, "tenure");
    return s > 1
        ? OptionalDouble.of(Check.result(scale / (s - 1), "expected residual lifetime"))
        : OptionalDouble.empty();
  }

  /**
   * {@inheritDoc} Finite for every s:
   *
   * <pre>(beta+n)/(s-1) { 1 - (1 + h/(beta+n))^-(s-1) }</pre>
   *
   * <p>and its limit (beta + n) ln(1 + h / (beta + n)) at s = 1.
   */
  @Override
  public double expectedResidualLifetime(double tenure, double horizon) {
    double scale = beta + Contracts.time(tenure, "tenure");
    double l = Math.log1p(Contracts.time(horizon, "horizon") / scale);
    return scale * (s == 1 ? l : -Math.expm1(-(s - 1) * l) / (s - 1));
  }

  /** {@inheritDoc} As at tenure 0. */
  @Override
  public double discountedExpectedLifetime(DiscountRate rate) {
    return discountedExpectedResidualLifetime(0, rate);
  }

  /**
   * {@inheritDoc} With z = delta (beta + n) and the generalised exponential integral E<sub>s</sub>,
   * it is (beta + n) e<sup>z</sup> E<sub>s</sub>(z), at most 1 / delta.
   */
  @Override
  public double discountedExpectedResidualLifetime(double tenure, DiscountRate rate) {
    return discounted(tenure, rate, 0);
  }

  /**
   * {@inheritDoc} The integral of e<sup>-delta u</sup> (1 + u / (beta + n))<sup>-s</sup> over u
   * from 0 to h; without a discount the expected residual lifetime.
   */
  @Override
  public double discountedExpectedResidualLifetime(
      double tenure, DiscountRate rate, double horizon) {
    double delta = rate.continuous(unit);
    return delta == 0
        ? expectedResidualLifetime(tenure, horizon)
        : LomaxIntegral.of(
            s,
            beta + Contracts.time(tenure, "tenure"),
            delta,
            Contracts.time(horizon, "horizon"),
            0);
  }
}
