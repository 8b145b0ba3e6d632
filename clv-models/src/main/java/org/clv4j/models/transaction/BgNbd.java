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
 * @see "Fader, Hardie &amp; Lee (2005), Counting your customers the easy way: an alternative to the
 *     Pareto/NBD model, Marketing Science 24(2)"
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

  @Override
  public double probabilityAlive(int frequency, double recency, double age) {
    Ranges.history(frequency, recency, age);
    return frequency == 0 ? 1 : 1 / (1 + Math.exp(logOddsOfLeaving(frequency, recency, age)));
  }

  @Override
  public double probabilityAlive(int frequency, double recency, double age, double later) {
    return probabilityAlive(frequency, recency, age)
        * BetaGeometric.alive(r + frequency, alpha + age, a, b + frequency, later);
  }

  @Override
  public double expectedPurchases(double horizon) {
    return BetaGeometric.expected(r, alpha, a, b, horizon);
  }

  @Override
  public double expectedPurchasesIfAlive(int frequency, double age, double horizon) {
    Ranges.seen(frequency, age);
    return BetaGeometric.expected(r + frequency, alpha + age, a, b + frequency, horizon);
  }

  @Override
  public double expectedPurchasesIfAlive(int frequency, double age, double from, double to) {
    Ranges.seen(frequency, age);
    Ranges.interval(from, to);
    return BetaGeometric.expected(r + frequency, alpha + age, a, b + frequency, from, to);
  }

  @Override
  public double probabilityOfPurchases(int purchases, double horizon) {
    return BetaGeometric.probability(r, alpha, a, b, purchases, horizon);
  }

  @Override
  public double probabilityOfPurchases(
      int frequency, double recency, double age, int purchases, double horizon) {
    double alive = probabilityAlive(frequency, recency, age);
    double there =
        BetaGeometric.probability(r + frequency, alpha + age, a, b + frequency, purchases, horizon);
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
    Ranges.seen(frequency, age);
    return BetaGeometric.discounted(r + frequency, alpha + age, a, b + frequency, discount);
  }

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
