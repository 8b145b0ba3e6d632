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
 * <p>Equations (18) to (41) below are those of Fader &amp; Hardie (2005), the note.
 *
 * @see "Schmittlein, Morrison &amp; Colombo (1987), Counting your customers: who are they and what
 *     will they do next?, Management Science 33(1)"
 * @see "Fader &amp; Hardie (2005), A note on deriving the Pareto/NBD model and related expressions,
 *     brucehardie.com/notes/009: (18)-(20) likelihood, (27) E[X(t)], (36)-(37) P(alive), (41)
 *     conditional expectation"
 * @see "Fader &amp; Hardie (2014), Additional results for the Pareto/NBD model,
 *     brucehardie.com/notes/015: (18) P(alive at T + t)"
 * @see "Fader &amp; Hardie (2014), Deriving the conditional PMF of the Pareto/NBD model,
 *     brucehardie.com/notes/028: (16)"
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

  /**
   * {@inheritDoc} ln L of the class text, equations (18) to (20); for T = t<sub>x</sub>, I is 0.
   */
  @Override
  public double logLikelihood(int frequency, double recency, double age) {
    return law().logLikelihood(frequency, recency, age);
  }

  /**
   * {@inheritDoc} 1 / (1 + R), with R the odds s I (alpha + T)<sup>r+x</sup> (beta + T)<sup>s</sup>
   * of having dropped out; equations (36) and (37). 1 for t<sub>x</sub> = T.
   */
  @Override
  public double probabilityAlive(int frequency, double recency, double age) {
    return law().probabilityAlive(frequency, recency, age);
  }

  /**
   * {@inheritDoc} P(alive) ((beta + T) / (beta + T + t))<sup>s</sup>; Fader &amp; Hardie (2014),
   * additional results, equation (18).
   */
  @Override
  public double probabilityAlive(int frequency, double recency, double age, double later) {
    return probabilityAlive(frequency, recency, age) * law().from(frequency, age).survival(later);
  }

  /**
   * {@inheritDoc} r beta / (alpha (s - 1)) (1 - (beta / (beta + t))<sup>s-1</sup>), and its limit
   * at s = 1; equation (27).
   */
  @Override
  public double expectedPurchases(double horizon) {
    return law().purchases(horizon);
  }

  /**
   * {@inheritDoc} Times P(alive) it is equation (41), the conditional expectation:
   *
   * <pre>(r+x) (beta+T) / ((alpha+T) (s-1)) { 1 - ((beta+T)/(beta+T+t))^(s-1) }</pre>
   *
   * <p>At s = 1 it is the limit (r + x) (beta + T) / (alpha + T) ln(1 + t / (beta + T)).
   */
  @Override
  public double expectedPurchasesIfAlive(int frequency, double age, double horizon) {
    return law().from(frequency, age).purchases(horizon);
  }

  /**
   * {@inheritDoc} The same from T + from on, with beta + T + from, of those who are still there by
   * then.
   */
  @Override
  public double expectedPurchasesIfAlive(int frequency, double age, double from, double to) {
    Ranges.interval(from, to);
    return law().from(frequency, age).purchases(from, to);
  }

  /**
   * {@inheritDoc} With NB(n; y) the negative binomial probability of n arrivals in y, S(y) = (beta
   * / (beta + y))<sup>s</sup> and f = -S'
   *
   * <pre>NB(n; t) S(t) + integral from 0 to t of NB(n; y) f(y) dy</pre>
   *
   * <p>By quadrature; closed forms are in Fader &amp; Hardie, Deriving an expression for P(X(t) =
   * x) under the Pareto/NBD model, brucehardie.com/notes/012.
   */
  @Override
  public double probabilityOfPurchases(int purchases, double horizon) {
    return law().probability(purchases, horizon);
  }

  /**
   * {@inheritDoc} P(alive) times the probability for a new customer with r + x, alpha + T and beta
   * + T, plus 1 - P(alive) for n = 0. Fader &amp; Hardie (2014), conditional PMF, equation (16).
   */
  @Override
  public double probabilityOfPurchases(
      int frequency, double recency, double age, int purchases, double horizon) {
    return law().probability(frequency, recency, age, purchases, horizon);
  }

  /**
   * {@inheritDoc} With A = alpha + T
   *
   * <pre>P(alive) (r+x)/A integral from 0 to t of (1 + u/A)^-(r+x+1) ((beta+T)/(beta+T+u))^s du
   * </pre>
   */
  @Override
  public double probabilityOfAnyPurchase(
      int frequency, double recency, double age, double horizon) {
    return probabilityAlive(frequency, recency, age)
        * law().from(frequency, age).probabilityOfAnyPurchase(horizon);
  }

  /**
   * {@inheritDoc} (r + x) / (alpha + T) (beta + T) e<sup>z</sup> E<sub>s</sub>(z), with z =
   * discount (beta + T) and the generalised exponential integral E<sub>s</sub>; e<sup>z</sup>
   * E<sub>s</sub>(z) is z<sup>s-1</sup> Psi(s, s; z), with which Fader, Hardie &amp; Lee (2005)
   * write DERT. As the discount tends to 0 it grows beyond all bounds if s is at most 1.
   */
  @Override
  public double discountedExpectedResidualTransactionsIfAlive(
      int frequency, double age, double discount) {
    return law().from(frequency, age).discountedPurchases(discount);
  }

  /**
   * {@inheritDoc} (r + x) / (alpha + T) times the integral of e<sup>-discount u</sup> ((beta + T) /
   * (beta + T + u))<sup>s</sup> over u from 0 to t.
   */
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
   * The posterior mean of mu, the customer's rate of dropping out: s / (beta + T) (1 + R') / (1 +
   * R), with R the odds of having dropped out and R' the same for s + 1.
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param age T
   * @return dropouts per unit
   */
  public double expectedDropoutRate(int frequency, double recency, double age) {
    return law().dropoutRate(frequency, recency, age);
  }

  /**
   * {@inheritDoc} The mean of u with a density in proportion to (1 + u / (alpha +
   * T))<sup>-(r+x+1)</sup> (1 + u / (beta + T))<sup>-s</sup>. It is finite if r + x + s is above 1.
   */
  @Override
  public OptionalDouble expectedTimeToNextPurchase(int frequency, double recency, double age) {
    Ranges.history(frequency, recency, age);
    return law().from(frequency, age).timeToNextPurchase();
  }
}
