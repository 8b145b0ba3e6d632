package org.clv4j.models.transaction;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.clv4j.core.internal.Check;
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
 * @see "Batislam, Denizel &amp; Filiztekin (2007), Empirical validation and comparison of models
 *     for customer base analysis, International Journal of Research in Marketing 24(3)"
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

  @Override
  public double logLikelihood(int frequency, double recency, double age) {
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

  @Override
  public double probabilityAlive(int frequency, double recency, double age) {
    return 1 / (1 + Math.exp(logOddsOfLeaving(frequency, recency, age)));
  }

  @Override
  public double probabilityAlive(int frequency, double recency, double age, double later) {
    return probabilityAlive(frequency, recency, age)
        * BetaGeometric.alive(r + frequency, alpha + age, a, b + frequency + 1, later);
  }

  @Override
  public double expectedPurchases(double horizon) {
    return b / (a + b) * BetaGeometric.expected(r, alpha, a, b + 1, horizon);
  }

  @Override
  public double expectedPurchasesIfAlive(int frequency, double age, double horizon) {
    return BetaGeometric.expected(r + frequency, alpha + age, a, b + frequency + 1, horizon);
  }

  @Override
  public double expectedPurchasesIfAlive(int frequency, double age, double from, double to) {
    Check.interval(from, to);
    return BetaGeometric.expected(r + frequency, alpha + age, a, b + frequency + 1, from, to);
  }

  @Override
  public double probabilityOfPurchases(int purchases, double horizon) {
    double stays = b / (a + b);
    double there = BetaGeometric.probability(r, alpha, a, b + 1, purchases, horizon);
    return stays * there + (purchases == 0 ? 1 - stays : 0);
  }

  @Override
  public double probabilityOfPurchases(
      int frequency, double recency, double age, int purchases, double horizon) {
    double alive = probabilityAlive(frequency, recency, age);
    double there =
        BetaGeometric.probability(
            r + frequency, alpha + age, a, b + frequency + 1, purchases, horizon);
    return alive * there + (purchases == 0 ? 1 - alive : 0);
  }

  @Override
  public double probabilityOfAnyPurchase(
      int frequency, double recency, double age, double horizon) {
    return probabilityAlive(frequency, recency, age)
        * BetaGeometric.anyArrival(r + frequency, alpha + age, horizon);
  }

  @Override
  public double discountedExpectedResidualTransactionsIfAlive(
      int frequency, double age, double discount) {
    return BetaGeometric.discounted(r + frequency, alpha + age, a, b + frequency + 1, discount);
  }

  @Override
  public double discountedExpectedResidualTransactionsIfAlive(
      int frequency, double age, double discount, double horizon) {
    double m = r + frequency;
    return Discounting.of(
        t -> BetaGeometric.expected(m, alpha + age, a, b + frequency + 1, t),
        discount,
        horizon,
        alpha + age,
        m);
  }

  @Override
  public double expectedTransactionRate(int frequency, double recency, double age) {
    double alive = probabilityAlive(frequency, recency, age);
    return (r + frequency) * (alive / (alpha + age) + (1 - alive) / (alpha + recency));
  }

  /**
   * The posterior mean of p, the customer's probability of leaving after a purchase.
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
    double shape = r + frequency - 1;
    return shape > 0 ? OptionalDouble.of((alpha + age) / shape) : OptionalDouble.empty();
  }
}
