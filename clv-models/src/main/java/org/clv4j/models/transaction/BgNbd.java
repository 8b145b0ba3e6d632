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
import org.clv4j.models.internal.BetaGeometric;
import org.clv4j.models.internal.BetaGeometricFit;
import org.clv4j.models.internal.Discounting;

/**
 * BG/NBD: customers buy at a rate of their own and may be gone after any repeat purchase.
 *
 * <p>Rates are Gamma(r, alpha) over the customers, the probability p of leaving after a repeat
 * purchase is Beta(a, b). Nobody leaves after the first purchase: <strong>a customer who bought
 * only once has P(alive) = 1</strong> for ever, by construction. Where many customers buy once,
 * take {@link MbgNbd}.
 *
 * <pre>
 * L = Gamma(r+x)/Gamma(r) alpha^r { B(a, b+x)/B(a, b) (alpha+T)^-(r+x)
 *       + [x &gt; 0] B(a+1, b+x-1)/B(a, b) (alpha+t_x)^-(r+x) }
 * P(alive) = 1 / (1 + [x &gt; 0] a/(b+x-1) ((alpha+T)/(alpha+t_x))^(r+x))
 * </pre>
 *
 * <p>A customer who is there at T is like a new one with r + x, alpha + T, a and b + x; all that is
 * expected from T on follows from that. The closed forms below with 2F1 are those of the paper.
 * They are 0/0 at a = 1 and cancel near it; here sums of positive terms are taken, which are the
 * same.
 *
 * @see "Fader, Hardie &amp; Lee (2005), Counting your customers the easy way: an alternative to the
 *     Pareto/NBD model, Marketing Science 24(2): (6) likelihood, (8) P(X(t) = n), (9) E[X(t)], (10)
 *     conditional expectation"
 * @see "Fader, Hardie &amp; Lee (2008), Computing P(alive) using the BG/NBD model,
 *     brucehardie.com/notes/021"
 * @param r shape of the purchase rates, above 0
 * @param alpha rate of the purchase rates, above 0; their mean is r / alpha per {@code unit}
 * @param a of the beta distribution, above 0
 * @param b of the beta distribution, above 0; the mean of p is a / (a + b)
 * @param unit the unit of all times
 */
public record BgNbd(double r, double alpha, double a, double b, PeriodUnit unit)
    implements FactorizedForecast {
  private static final String NAME = "bg-nbd";

  /** Checks that the parameters are positive. */
  public BgNbd {
    Check.positive(r, "r");
    Check.positive(alpha, "alpha");
    Check.positive(a, "a");
    Check.positive(b, "b");
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
  public static FitResult<BgNbd> fit(CustomerSummaries data) {
    return fit(data, FitOptions.DEFAULT);
  }

  /**
   * Fits by maximum likelihood under given options.
   *
   * @param data the customers
   * @param options threads and limits
   * @return the fit, in the unit of the data
   * @throws IllegalArgumentException if no model can be fitted to the data
   * @throws org.clv4j.models.fit.FitException if the fit does not converge
   */
  public static FitResult<BgNbd> fit(CustomerSummaries data, FitOptions options) {
    return BetaGeometricFit.fit(
        NAME, data, 0, options, p -> new BgNbd(p[0], p[1], p[2], p[3], data.unit()));
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
    parameters.put("a", a);
    parameters.put("b", b);
    return Collections.unmodifiableMap(parameters);
  }

  /**
   * {@inheritDoc} ln L of the class text: the density of x times, which changes with the unit of
   * time. Equation (6).
   */
  @Override
  public double logLikelihood(int frequency, double recency, double age) {
    Ranges.history(frequency, recency, age);
    double log = BetaGeometric.logArrivals(r, alpha, frequency, age);
    return frequency == 0
        ? log
        : log
            + BetaGeometric.logSurvivals(a, b, frequency)
            + BetaGeometric.log1pExp(logOddsOfLeaving(frequency, recency, age));
  }

  /** ln of rho = a / (b + x - 1) ((alpha + T) / (alpha + t_x))^(r + x), for x above 0. */
  private double logOddsOfLeaving(int frequency, double recency, double age) {
    return Math.log(a / (b + frequency - 1))
        + (r + frequency) * Math.log1p((age - recency) / (alpha + recency));
  }

  /**
   * {@inheritDoc} 1 / (1 + a / (b + x - 1) ((alpha + T) / (alpha + t<sub>x</sub>))<sup>r+x</sup>),
   * and 1 for x = 0. Fader, Hardie &amp; Lee (2008); the denominator of equation (10).
   */
  @Override
  public double probabilityAlive(int frequency, double recency, double age) {
    Ranges.history(frequency, recency, age);
    return frequency == 0 ? 1 : 1 / (1 + Math.exp(logOddsOfLeaving(frequency, recency, age)));
  }

  /**
   * {@inheritDoc} P(alive) E[(1 + p t / (alpha + T))<sup>-(r+x)</sup>] for p ~ Beta(a, b + x). It
   * has no number in the paper and follows from its assumptions.
   */
  @Override
  public double probabilityAlive(int frequency, double recency, double age, double later) {
    return probabilityAlive(frequency, recency, age)
        * BetaGeometric.alive(r + frequency, alpha + age, a, b + frequency, later);
  }

  /**
   * {@inheritDoc} Equation (9), 0 for t = 0:
   *
   * <pre>
   * (a+b-1)/(a-1) { 1 - (alpha/(alpha+t))^r 2F1(r, b; a+b-1; t/(alpha+t)) }
   *   = sum(j=0..inf) P(N &gt; j) B(a, b+j)/B(a, b)
   * </pre>
   *
   * <p>N is the number of arrivals in t, negative binomial. At most r t / alpha.
   */
  @Override
  public double expectedPurchases(double horizon) {
    return BetaGeometric.expected(r, alpha, a, b, horizon);
  }

  /**
   * {@inheritDoc} Times P(alive) it is equation (10), the conditional expectation:
   *
   * <pre>
   * (a+b+x-1)/(a-1) { 1 - ((alpha+T)/(alpha+T+t))^(r+x) 2F1(r+x, b+x; a+b+x-1; t/(alpha+T+t)) }
   * </pre>
   */
  @Override
  public double expectedPurchasesIfAlive(int frequency, double age, double horizon) {
    Ranges.seen(frequency, age);
    return BetaGeometric.expected(r + frequency, alpha + age, a, b + frequency, horizon);
  }

  /**
   * {@inheritDoc} With A = alpha + T and p ~ Beta(a, b + x)
   *
   * <pre>E[{(1 + p from/A)^-(r+x) - (1 + p to/A)^-(r+x)} / p]</pre>
   */
  @Override
  public double expectedPurchasesIfAlive(int frequency, double age, double from, double to) {
    Ranges.seen(frequency, age);
    Ranges.interval(from, to);
    return BetaGeometric.expected(r + frequency, alpha + age, a, b + frequency, from, to);
  }

  /**
   * {@inheritDoc} Equation (8), with z = t / (alpha + t) and I the regularized beta function:
   *
   * <pre>
   * B(a, b+n)/B(a, b) Gamma(r+n)/(Gamma(r) n!) (1-z)^r z^n + [n &gt; 0] B(a+1, b+n-1)/B(a, b) I_z(n, r)
   * </pre>
   */
  @Override
  public double probabilityOfPurchases(int purchases, double horizon) {
    return BetaGeometric.probability(r, alpha, a, b, purchases, horizon);
  }

  /**
   * {@inheritDoc} P(alive) times equation (8) with r + x, alpha + T and b + x, plus 1 - P(alive)
   * for n = 0.
   */
  @Override
  public double probabilityOfPurchases(
      int frequency, double recency, double age, int purchases, double horizon) {
    double alive = probabilityAlive(frequency, recency, age);
    double there =
        BetaGeometric.probability(r + frequency, alpha + age, a, b + frequency, purchases, horizon);
    return alive * there + (purchases == 0 ? 1 - alive : 0);
  }

  /**
   * {@inheritDoc} P(alive) {1 - ((alpha + T) / (alpha + T + t))<sup>r+x</sup>}: who is there buys
   * at the next arrival.
   */
  @Override
  public double probabilityOfAnyPurchase(
      int frequency, double recency, double age, double horizon) {
    return probabilityAlive(frequency, recency, age)
        * BetaGeometric.anyArrival(r + frequency, alpha + age, horizon);
  }

  /**
   * {@inheritDoc} E[lambda / (discount + p lambda)] for lambda ~ Gamma(r + x, alpha + T) and p ~
   * Beta(a, b + x). The paper has no DERT; this is its definition in Fader, Hardie &amp; Lee
   * (2005), RFM and CLV, for this model. As the discount tends to 0 it grows beyond all bounds if a
   * is at most 1.
   */
  @Override
  public double discountedExpectedResidualTransactionsIfAlive(
      int frequency, double age, double discount) {
    Ranges.seen(frequency, age);
    return BetaGeometric.discounted(r + frequency, alpha + age, a, b + frequency, discount);
  }

  /**
   * {@inheritDoc} The integral of e<sup>-discount u</sup> dE(u) over u from 0 to t, with E the
   * purchases expected within u.
   */
  @Override
  public double discountedExpectedResidualTransactionsIfAlive(
      int frequency, double age, double discount, double horizon) {
    Ranges.seen(frequency, age);
    double m = r + frequency;
    return Discounting.of(
        t -> BetaGeometric.expected(m, alpha + age, a, b + frequency, t),
        discount,
        horizon,
        alpha + age,
        m);
  }

  /**
   * {@inheritDoc} (r + x) {P(alive) / (alpha + T) + (1 - P(alive)) / (alpha + t<sub>x</sub>)}: who
   * has left did so at t<sub>x</sub>.
   */
  @Override
  public double expectedTransactionRate(int frequency, double recency, double age) {
    double alive = probabilityAlive(frequency, recency, age);
    return (r + frequency) * (alive / (alpha + age) + (1 - alive) / (alpha + recency));
  }

  /**
   * The posterior mean of p, the customer's probability of leaving after a purchase: (a + 1 -
   * P(alive)) / (a + b + x).
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param age T
   * @return in (0, 1)
   */
  public double expectedDropoutProbability(int frequency, double recency, double age) {
    double gone = 1 - probabilityAlive(frequency, recency, age);
    return (a + gone) / (a + b + frequency);
  }

  /**
   * {@inheritDoc} Of a customer who is there, the next purchase always comes: (alpha + T) / (r + x
   * - 1).
   */
  @Override
  public OptionalDouble expectedTimeToNextPurchase(int frequency, double recency, double age) {
    Ranges.history(frequency, recency, age);
    double shape = r + frequency - 1;
    return shape > 0 ? OptionalDouble.of((alpha + age) / shape) : OptionalDouble.empty();
  }
}
