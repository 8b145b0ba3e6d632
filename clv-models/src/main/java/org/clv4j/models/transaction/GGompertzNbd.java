package org.clv4j.models.transaction;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.Ranges;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.internal.DropoutFit;
import org.clv4j.models.internal.UntilDropout;

/**
 * GGompertz/NBD: customers buy at a gamma rate until they drop out, with a hazard that grows
 * exponentially from their first purchase on.
 *
 * <p>Purchases while there are as in {@link ParetoNbd}. The hazard of dropping out at age y is b
 * eta e<sup>by</sup>, with eta Gamma(s, beta) over the customers, so that
 *
 * <pre>
 * S(y) = (beta / (beta + e^(by) - 1))^s
 * L = Gamma(r+x)/Gamma(r) alpha^r { (alpha+T)^-(r+x) S(T) + integral from t_x to T of (alpha+y)^-(r+x) f(y) dy },  f = -S'
 * E[X(T, T+t)] = P(alive) (r+x)/(alpha+T) integral from 0 to t of S(T+u)/S(T) du
 * </pre>
 *
 * <p>The conditional expectation is the corrected one of Adler (2022), not that of the paper, and
 * follows from the densities. All integrals are by quadrature.
 *
 * <p><strong>As b tends to 0 with beta/b fixed, this becomes Pareto/NBD with beta/b in the place of
 * its beta.</strong> Many data have their maximum there: then only beta/b has a value. So the model
 * is kept in terms of beta/b, a time, and includes b = 0; {@link #of} takes beta itself.
 *
 * <p>A customer who is there at T is like a new one with r + x, alpha + T and beta + e<sup>bT</sup>
 * - 1 in the place of beta, seen from T on.
 *
 * @see "Adler (2022), Comment on Modeling purchasing behavior with sudden death: a flexible
 *     customer lifetime model, Management Science 69(3): conditional expectation"
 * @see "Bemmaor &amp; Glady (2012), Modeling purchasing behavior with sudden death: a flexible
 *     customer lifetime model, Management Science 58(5)"
 * @param r shape of the purchase rates, above 0
 * @param alpha rate of the purchase rates, above 0; their mean is r / alpha per {@code unit}
 * @param b how fast the hazard grows per {@code unit}, 0 or more; 0 is Pareto/NBD
 * @param s shape of the hazards, above 0
 * @param betaOverB beta / b in {@code unit}, above 0; the mean hazard at age 0 is s / betaOverB
 * @param unit the unit of all times
 */
public record GGompertzNbd(
    double r, double alpha, double b, double s, double betaOverB, PeriodUnit unit)
    implements FactorizedForecast {
  private static final String NAME = "ggompertz-nbd";

  /** Checks the ranges. */
  public GGompertzNbd {
    Check.positive(r, "r");
    Check.positive(alpha, "alpha");
    Check.inRange(b, 0, Double.MAX_VALUE, "b");
    Check.positive(s, "s");
    Check.positive(betaOverB, "beta / b");
    Objects.requireNonNull(unit, "unit must not be null");
  }

  /**
   * A model by its usual parameters.
   *
   * @param r shape of the purchase rates, above 0
   * @param alpha rate of the purchase rates, above 0
   * @param b how fast the hazard grows per {@code unit}, above 0
   * @param s shape of the hazards, above 0
   * @param beta rate of eta, above 0; without a unit
   * @param unit the unit of all times
   * @return the model
   * @throws IllegalArgumentException if a parameter is not positive and finite
   */
  public static GGompertzNbd of(
      double r, double alpha, double b, double s, double beta, PeriodUnit unit) {
    Check.positive(b, "b");
    return new GGompertzNbd(r, alpha, b, s, Check.positive(beta, "beta") / b, unit);
  }

  /**
   * Fits by maximum likelihood.
   *
   * @param data the customers
   * @return the fit, in the unit of the data
   * @throws IllegalArgumentException if no model can be fitted to the data
   * @throws org.clv4j.models.fit.FitException if the fit does not converge
   */
  public static FitResult<GGompertzNbd> fit(CustomerSummaries data) {
    return fit(data, FitOptions.DEFAULT);
  }

  /**
   * Fits by maximum likelihood under given options.
   *
   * <p>Pareto/NBD is fitted first. Where no b above 0 that is found has a higher likelihood, the
   * fit has b = 0, {@code beta_over_b} instead of {@code beta} among its parameters, and a warning.
   *
   * @param data the customers; fastest where all times are whole days
   * @param options threads and limits
   * @return the fit, in the unit of the data
   * @throws IllegalArgumentException if no model can be fitted to the data
   * @throws org.clv4j.models.fit.FitException if the fit does not converge
   */
  public static FitResult<GGompertzNbd> fit(CustomerSummaries data, FitOptions options) {
    return DropoutFit.gompertz(
        NAME, data, options, p -> new GGompertzNbd(p[0], p[1], p[2], p[3], p[4], data.unit()));
  }

  @Override
  public String name() {
    return NAME;
  }

  /**
   * beta, the rate of eta.
   *
   * @return 0 at b = 0
   */
  public double beta() {
    return b * betaOverB;
  }

  /** {@inheritDoc} {@code beta} is replaced by {@code beta_over_b} at b = 0. */
  @Override
  public Map<String, Double> parameters() {
    Map<String, Double> parameters = new LinkedHashMap<>();
    parameters.put("r", r);
    parameters.put("alpha", alpha);
    parameters.put("b", b);
    parameters.put("s", s);
    if (b == 0) {
      parameters.put("beta_over_b", betaOverB);
    } else {
      parameters.put("beta", beta());
    }
    return Collections.unmodifiableMap(parameters);
  }

  private UntilDropout law() {
    return new UntilDropout(r, alpha, s, betaOverB, b);
  }

  /** {@inheritDoc} ln L of the class text; for T = t<sub>x</sub> the integral is 0. */
  @Override
  public double logLikelihood(int frequency, double recency, double age) {
    return law().logLikelihood(frequency, recency, age);
  }

  /**
   * {@inheritDoc} With m = r + x and A = alpha + T
   *
   * <pre>1 / (1 + R),  R = integral from t_x to T of (A/(alpha+y))^m f(y)/S(T) dy</pre>
   *
   * <p>1 for t<sub>x</sub> = T.
   */
  @Override
  public double probabilityAlive(int frequency, double recency, double age) {
    return law().probabilityAlive(frequency, recency, age);
  }

  /** {@inheritDoc} P(alive) S(T + t) / S(T). */
  @Override
  public double probabilityAlive(int frequency, double recency, double age, double later) {
    return probabilityAlive(frequency, recency, age) * law().from(frequency, age).survival(later);
  }

  /** {@inheritDoc} r / alpha times the integral of S from 0 to t. */
  @Override
  public double expectedPurchases(double horizon) {
    return law().purchases(horizon);
  }

  /**
   * {@inheritDoc} (r + x) / (alpha + T) times the integral of S(T + u) / S(T) over u from 0 to t;
   * Adler (2022).
   */
  @Override
  public double expectedPurchasesIfAlive(int frequency, double age, double horizon) {
    return law().from(frequency, age).purchases(horizon);
  }

  /** {@inheritDoc} The same integral over u from {@code from} to {@code to}. */
  @Override
  public double expectedPurchasesIfAlive(int frequency, double age, double from, double to) {
    Ranges.interval(from, to);
    return law().from(frequency, age).purchases(from, to);
  }

  /**
   * {@inheritDoc} With NB(n; y) the negative binomial probability of n arrivals in y
   *
   * <pre>NB(n; t) S(t) + integral from 0 to t of NB(n; y) f(y) dy</pre>
   */
  @Override
  public double probabilityOfPurchases(int purchases, double horizon) {
    return law().probability(purchases, horizon);
  }

  /**
   * {@inheritDoc} P(alive) times the same with r + x, alpha + T and S(T + u) / S(T), plus 1 -
   * P(alive) for n = 0.
   */
  @Override
  public double probabilityOfPurchases(
      int frequency, double recency, double age, int purchases, double horizon) {
    return law().probability(frequency, recency, age, purchases, horizon);
  }

  /**
   * {@inheritDoc} With A = alpha + T
   *
   * <pre>P(alive) (r+x)/A integral from 0 to t of (1 + u/A)^-(r+x+1) S(T+u)/S(T) du</pre>
   */
  @Override
  public double probabilityOfAnyPurchase(
      int frequency, double recency, double age, double horizon) {
    return probabilityAlive(frequency, recency, age)
        * law().from(frequency, age).probabilityOfAnyPurchase(horizon);
  }

  /**
   * {@inheritDoc} (r + x) / (alpha + T) times the integral of e<sup>-discount u</sup> S(T + u) /
   * S(T) over all u above 0. As the discount tends to 0 it stays bounded if b is above 0.
   */
  @Override
  public double discountedExpectedResidualTransactionsIfAlive(
      int frequency, double age, double discount) {
    return law().from(frequency, age).discountedPurchases(discount);
  }

  /** {@inheritDoc} The same integral over u from 0 to t. */
  @Override
  public double discountedExpectedResidualTransactionsIfAlive(
      int frequency, double age, double discount, double horizon) {
    return law().from(frequency, age).discountedPurchases(discount, horizon);
  }

  /**
   * {@inheritDoc} (r + x) / (alpha + T) (1 + R') / (1 + R), with R the odds of having dropped out
   * and R' the same for r + 1.
   */
  @Override
  public double expectedTransactionRate(int frequency, double recency, double age) {
    return law().purchaseRate(frequency, recency, age);
  }

  /**
   * The posterior mean of b eta, the customer's own hazard of dropping out at the moment of the
   * first purchase. By age y that customer's hazard has grown to b eta e<sup>by</sup>.
   *
   * <pre>E[b eta] = (s/c) P / L,  c = beta/b
   * P is the likelihood L with s + 1 in the place of s</pre>
   *
   * <p>It is not the hazard at T, and it counts customers who are gone: they had a hazard too. At b
   * = 0 hazards do not grow, and this is {@link ParetoNbd#expectedDropoutRate}.
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param age T
   * @return dropouts per unit, 0 or more
   */
  public double expectedInitialDropoutRate(int frequency, double recency, double age) {
    return law().dropoutRate(frequency, recency, age);
  }

  /**
   * {@inheritDoc} The mean of u with a density in proportion to (1 + u / (alpha +
   * T))<sup>-(r+x+1)</sup> S(T + u). It is finite if b is above 0, or else r + x + s above 1.
   */
  @Override
  public OptionalDouble expectedTimeToNextPurchase(int frequency, double recency, double age) {
    Ranges.history(frequency, recency, age);
    return law().from(frequency, age).timeToNextPurchase();
  }
}
