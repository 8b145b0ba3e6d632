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
 * MBG/NBD: customers buy at a rate of their own and may be gone after any purchase, the first
 * included.
 *
 * <p>Rates are Gamma(r, alpha) over the customers, the probability p of leaving after a purchase is
 * Beta(a, b). Unlike in {@link BgNbd}, who bought only once may be gone.
 *
 * <pre>
 * L = Gamma(r+x)/Gamma(r) alpha^r { B(a, b+x+1)/B(a, b) (alpha+T)^-(r+x)
 *       + B(a+1, b+x)/B(a, b) (alpha+t_x)^-(r+x) }
 * P(alive) = 1 / (1 + a/(b+x) ((alpha+T)/(alpha+t_x))^(r+x))
 * </pre>
 *
 * <p>A customer who is there at T is like a customer of BG/NBD with r + x, alpha + T, a and b + x +
 * 1. Closed forms with 2F1 are 0/0 at a = 1; here sums of positive terms are taken, which are the
 * same. The conditional expectation follows from the assumptions; the paper's is said to be
 * misprinted, see the erratum.
 *
 * @see "Batislam, Denizel &amp; Filiztekin (2007), Empirical validation and comparison of models
 *     for customer base analysis, International Journal of Research in Marketing 24(3): (1)
 *     likelihood given lambda and p, appendix A likelihood and expectations, (5) P(alive)"
 * @see "Wagner &amp; Hoppe (2008), Erratum on the MBG/NBD model, International Journal of Research
 *     in Marketing 25(3)"
 * @see "Hoppe &amp; Wagner (2007), Customer base analysis: the case for a central variant of the
 *     betageometric/NBD model, Marketing ZFP 3(2)"
 * @param r shape of the purchase rates, above 0
 * @param alpha rate of the purchase rates, above 0; their mean is r / alpha per {@code unit}
 * @param a of the beta distribution, above 0
 * @param b of the beta distribution, above 0; the mean of p is a / (a + b)
 * @param unit the unit of all times
 */
public record MbgNbd(double r, double alpha, double a, double b, PeriodUnit unit)
    implements FactorizedForecast {
  private static final String NAME = "mbg-nbd";

  /** Checks that the parameters are positive. */
  public MbgNbd {
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
  public static FitResult<MbgNbd> fit(CustomerSummaries data) {
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
  public static FitResult<MbgNbd> fit(CustomerSummaries data, FitOptions options) {
    return BetaGeometricFit.fit(
        NAME, data, 1, options, p -> new MbgNbd(p[0], p[1], p[2], p[3], data.unit()));
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
   * time. Appendix A of Batislam et al. (2007), the mean of their equation (1).
   */
  @Override
  public double logLikelihood(int frequency, double recency, double age) {
    Ranges.history(frequency, recency, age);
    if (frequency == 0) {
      // A probability, whose log keeps its digits where it is near 1.
      double fallen = b / (a + b) * Math.expm1(-r * Math.log1p(age / alpha));
      if (fallen > -0.5) {
        return Math.log1p(fallen);
      }
    }
    double log = BetaGeometric.logArrivals(r, alpha, frequency, age);
    return log
        + BetaGeometric.logSurvivals(a, b, frequency + 1)
        + BetaGeometric.log1pExp(logOddsOfLeaving(frequency, recency, age));
  }

  /** ln of rho = a / (b + x) ((alpha + T) / (alpha + t_x))^(r + x). */
  private double logOddsOfLeaving(int frequency, double recency, double age) {
    return Math.log(a / (b + frequency))
        + (r + frequency) * Math.log1p((age - recency) / (alpha + recency));
  }

  /**
   * {@inheritDoc} 1 / (1 + a / (b + x) ((alpha + T) / (alpha + t<sub>x</sub>))<sup>r+x</sup>),
   * below 1. Batislam et al. (2007), equation (5). For x = 0 it falls with T alone.
   */
  @Override
  public double probabilityAlive(int frequency, double recency, double age) {
    Ranges.history(frequency, recency, age);
    return 1 / (1 + Math.exp(logOddsOfLeaving(frequency, recency, age)));
  }

  /**
   * {@inheritDoc} P(alive) E[(1 + p t / (alpha + T))<sup>-(r+x)</sup>] for p ~ Beta(a, b + x + 1).
   * It has no number in the paper and follows from its assumptions.
   */
  @Override
  public double probabilityAlive(int frequency, double recency, double age, double later) {
    return probabilityAlive(frequency, recency, age)
        * BetaGeometric.alive(r + frequency, alpha + age, a, b + frequency + 1, later);
  }

  /**
   * {@inheritDoc} Batislam et al. (2007), E[X(t)] of appendix A; 0 for t = 0:
   *
   * <pre>
   * b/(a-1) { 1 - (alpha/(alpha+t))^r 2F1(r, b+1; a+b; t/(alpha+t)) }
   * </pre>
   */
  @Override
  public double expectedPurchases(double horizon) {
    return b / (a + b) * BetaGeometric.expected(r, alpha, a, b + 1, horizon);
  }

  /**
   * {@inheritDoc} The conditional expectation of appendix A is P(alive) times
   *
   * <pre>
   * (a+b+x)/(a-1) { 1 - ((alpha+T)/(alpha+T+t))^(r+x) 2F1(r+x, b+x+1; a+b+x; t/(alpha+T+t)) }
   * </pre>
   */
  @Override
  public double expectedPurchasesIfAlive(int frequency, double age, double horizon) {
    Ranges.seen(frequency, age);
    return BetaGeometric.expected(r + frequency, alpha + age, a, b + frequency + 1, horizon);
  }

  /**
   * {@inheritDoc} With A = alpha + T and p ~ Beta(a, b + x + 1)
   *
   * <pre>E[{(1 + p from/A)^-(r+x) - (1 + p to/A)^-(r+x)} / p]</pre>
   */
  @Override
  public double expectedPurchasesIfAlive(int frequency, double age, double from, double to) {
    Ranges.seen(frequency, age);
    Ranges.interval(from, to);
    return BetaGeometric.expected(r + frequency, alpha + age, a, b + frequency + 1, from, to);
  }

  /**
   * {@inheritDoc} As {@link BgNbd#probabilityOfPurchases(int, double)} with b + 1, times b / (a +
   * b), the share that stays after the first purchase; plus a / (a + b) for n = 0.
   */
  @Override
  public double probabilityOfPurchases(int purchases, double horizon) {
    double stays = b / (a + b);
    double there = BetaGeometric.probability(r, alpha, a, b + 1, purchases, horizon);
    return stays * there + (purchases == 0 ? 1 - stays : 0);
  }

  /**
   * {@inheritDoc} P(alive) times the probability of BG/NBD with r + x, alpha + T and b + x + 1,
   * plus 1 - P(alive) for n = 0.
   */
  @Override
  public double probabilityOfPurchases(
      int frequency, double recency, double age, int purchases, double horizon) {
    double alive = probabilityAlive(frequency, recency, age);
    double there =
        BetaGeometric.probability(
            r + frequency, alpha + age, a, b + frequency + 1, purchases, horizon);
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
   * Beta(a, b + x + 1). The paper has no DERT; this is its definition in Fader, Hardie &amp; Lee
   * (2005), RFM and CLV, for this model. As the discount tends to 0 it grows beyond all bounds if a
   * is at most 1.
   */
  @Override
  public double discountedExpectedResidualTransactionsIfAlive(
      int frequency, double age, double discount) {
    Ranges.seen(frequency, age);
    return BetaGeometric.discounted(r + frequency, alpha + age, a, b + frequency + 1, discount);
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
        t -> BetaGeometric.expected(m, alpha + age, a, b + frequency + 1, t),
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
   * P(alive)) / (a + b + x + 1).
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param age T
   * @return in (0, 1)
   */
  public double expectedDropoutProbability(int frequency, double recency, double age) {
    double gone = 1 - probabilityAlive(frequency, recency, age);
    return (a + gone) / (a + b + frequency + 1);
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
