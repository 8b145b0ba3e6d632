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
 * Pareto/NBD: customers buy at a rate lambda of their own until they drop out at a rate mu of their
 * own, at any time, bought or not.
 *
 * <p>lambda is Gamma(r, alpha) and mu is Gamma(s, beta) over the customers, independently. So the
 * number of purchases while there is negative binomial and the time of dropout is Pareto. With A =
 * alpha + T,
 *
 * <pre>
 * L = Gamma(r+x)/Gamma(r) alpha^r beta^s { A^-(r+x) (beta+T)^-s + s I }
 * I = integral from t_x to T of (alpha+y)^-(r+x) (beta+y)^-(s+1) dy
 * P(alive) = 1 / (1 + s I A^(r+x) (beta+T)^s)
 * </pre>
 *
 * <p>I is computed by quadrature over the time y of dropout, not as the difference of two
 * hypergeometric functions of which it is usually written: so it neither overflows nor cancels, and
 * alpha = beta is nothing special. A customer who is there at T is like a new one with r + x, alpha
 * + T, s and beta + T; all that is expected from T on follows from that.
 *
 * @see "Schmittlein, Morrison &amp; Colombo (1987), Counting your customers: who are they and what
 *     will they do next?, Management Science 33(1)"
 * @see "Fader, Hardie &amp; Lee (2005), RFM and CLV: using iso-value curves for customer base
 *     analysis, Journal of Marketing Research 42(4), for the discounted expected residual
 *     transactions"
 * @param r shape of the purchase rates, above 0
 * @param alpha rate of the purchase rates, above 0; their mean is r / alpha per {@code unit}
 * @param s shape of the dropout rates, above 0
 * @param beta rate of the dropout rates, above 0; their mean is s / beta per {@code unit}
 * @param unit the unit of all times
 */
public record ParetoNbd(double r, double alpha, double s, double beta, PeriodUnit unit)
    implements FactorizedForecast {
  private static final String NAME = "pareto-nbd";

  /** Checks that the parameters are positive. */
  public ParetoNbd {
    Check.positive(r, "r");
    Check.positive(alpha, "alpha");
    Check.positive(s, "s");
    Check.positive(beta, "beta");
    Objects.requireNonNull(unit, "unit must not be null");
  }

  /**
   * Fits by maximum likelihood.
   *
   * @param data the customers
   * @return the fit, in the unit of the data
   * @throws IllegalArgumentException if no model can be fitted to the data
   * @throws org.clv4j.models.fit.FitException if the fit does not converge
   */
  public static FitResult<ParetoNbd> fit(CustomerSummaries data) {
    return fit(data, FitOptions.DEFAULT);
  }

  /**
   * Fits by maximum likelihood under given options.
   *
   * @param data the customers; fastest where all times are whole days
   * @param options threads and limits
   * @return the fit, in the unit of the data
   * @throws IllegalArgumentException if no model can be fitted to the data
   * @throws org.clv4j.models.fit.FitException if the fit does not converge
   */
  public static FitResult<ParetoNbd> fit(CustomerSummaries data, FitOptions options) {
    return DropoutFit.pareto(
        NAME, data, options, p -> new ParetoNbd(p[0], p[1], p[2], p[3], data.unit()));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Double> parameters() {
    Map<String, Double> parameters = new LinkedHashMap<>();
    parameters.put("r", r);
    parameters.put("alpha", alpha);
    parameters.put("s", s);
    parameters.put("beta", beta);
    return Collections.unmodifiableMap(parameters);
  }

  private UntilDropout law() {
    return new UntilDropout(r, alpha, s, beta, 0);
  }

  @Override
  public double logLikelihood(int frequency, double recency, double age) {
    return law().logLikelihood(frequency, recency, age);
  }

  @Override
  public double probabilityAlive(int frequency, double recency, double age) {
    return law().probabilityAlive(frequency, recency, age);
  }

  /** {@inheritDoc} P(alive) ((beta + T) / (beta + T + t))<sup>s</sup>. */
  @Override
  public double probabilityAlive(int frequency, double recency, double age, double later) {
    return probabilityAlive(frequency, recency, age) * law().from(frequency, age).survival(later);
  }

  /**
   * {@inheritDoc} r beta / (alpha (s - 1)) (1 - (beta / (beta + t))<sup>s-1</sup>), and its limit
   * at s = 1.
   */
  @Override
  public double expectedPurchases(double horizon) {
    return law().purchases(horizon);
  }

  @Override
  public double expectedPurchasesIfAlive(int frequency, double age, double horizon) {
    return law().from(frequency, age).purchases(horizon);
  }

  @Override
  public double expectedPurchasesIfAlive(int frequency, double age, double from, double to) {
    Ranges.interval(from, to);
    return law().from(frequency, age).purchases(from, to);
  }

  @Override
  public double probabilityOfPurchases(int purchases, double horizon) {
    return law().probability(purchases, horizon);
  }

  @Override
  public double probabilityOfPurchases(
      int frequency, double recency, double age, int purchases, double horizon) {
    return law().probability(frequency, recency, age, purchases, horizon);
  }

  @Override
  public double probabilityOfAnyPurchase(
      int frequency, double recency, double age, double horizon) {
    return probabilityAlive(frequency, recency, age)
        * law().from(frequency, age).probabilityOfAnyPurchase(horizon);
  }

  /**
   * {@inheritDoc} (r + x) / (alpha + T) (beta + T) e<sup>z</sup> E<sub>s</sub>(z), with z =
   * discount (beta + T) and the generalised exponential integral E<sub>s</sub>. As the discount
   * tends to 0 it grows beyond all bounds if s is at most 1.
   */
  @Override
  public double discountedExpectedResidualTransactionsIfAlive(
      int frequency, double age, double discount) {
    return law().from(frequency, age).discountedPurchases(discount);
  }

  @Override
  public double discountedExpectedResidualTransactionsIfAlive(
      int frequency, double age, double discount, double horizon) {
    return law().from(frequency, age).discountedPurchases(discount, horizon);
  }

  @Override
  public double expectedTransactionRate(int frequency, double recency, double age) {
    return law().purchaseRate(frequency, recency, age);
  }

  /**
   * The posterior mean of mu, the customer's rate of dropping out.
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param age T
   * @return dropouts per unit
   */
  public double expectedDropoutRate(int frequency, double recency, double age) {
    return law().dropoutRate(frequency, recency, age);
  }

  /** {@inheritDoc} It is finite if r + x + s is above 1. */
  @Override
  public OptionalDouble expectedTimeToNextPurchase(int frequency, double recency, double age) {
    Ranges.history(frequency, recency, age);
    return law().from(frequency, age).timeToNextPurchase();
  }
}
