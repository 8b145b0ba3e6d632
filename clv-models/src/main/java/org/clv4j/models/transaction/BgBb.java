package org.clv4j.models.transaction;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.Ranges;
import org.clv4j.models.fit.FitException;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.internal.BetaRatio;
import org.clv4j.models.internal.LikelihoodFit;
import org.clv4j.models.internal.MixedGeometric;

/**
 * BG/BB, the beta-geometric/beta-Bernoulli model: purchases at discrete opportunities.
 *
 * <p>At the start of each opportunity a customer dies with a probability theta of their own; one
 * who is alive buys with a probability p of their own. p ~ Beta(alpha, beta) and theta ~
 * Beta(gamma, delta) over customers, independently. With i the opportunities survived,
 *
 * <pre>L = B(alpha+x, beta+n-x) / B(alpha, beta) B(gamma, delta+n) / B(gamma, delta)
 *   + sum(i=t_x..n-1) B(alpha+x, beta+i-x) / B(alpha, beta) B(gamma+1, delta+i) / B(gamma, delta)
 * P(alive at n) = first term / L</pre>
 *
 * <p>All components are taken relative to the one that dies first, by products of factors below 1,
 * so nothing cancels or overflows. After n, S(k) = B(gamma, delta+n+k) / B(gamma, delta+n) is the
 * share of those alive that lives through k more opportunities. A score costs n - t<sub>x</sub>
 * steps.
 *
 * <p>This is no {@link TransactionModel}: its time is a count of opportunities, its discount rate
 * one per opportunity. A shared interface would let times in weeks pass for opportunities.
 *
 * <p>All methods throw an {@link IllegalArgumentException} unless 0 &lt;= x &lt;= t<sub>x</sub>
 * &lt;= n, with t<sub>x</sub> = 0 exactly when x = 0, for a number of opportunities, seen or to
 * come, above 1 000 000, and for discounts that are not between 1e-100 and 1e15, or 0 where that is
 * allowed.
 *
 * @see "Fader, Hardie &amp; Shang (2010), Customer-base analysis in a discrete-time noncontractual
 *     setting, Marketing Science 29(6): (7) P(X(n) = x), (8) E[X(n)], (11) and (A10) P(alive at n +
 *     1 and n + m), (13) conditional expectation"
 * @param alpha above 0, finite
 * @param beta above 0, finite; a customer alive buys with mean probability alpha / (alpha + beta)
 * @param gamma above 0, finite
 * @param delta above 0, finite; the mean probability of dying is gamma / (gamma + delta)
 */
public record BgBb(double alpha, double beta, double gamma, double delta) {
  private static final String NAME = "bg-bb";
  private static final double HUGE = 1e250;

  /** Checks the ranges. */
  public BgBb {
    Check.positive(alpha, "alpha");
    Check.positive(beta, "beta");
    Check.positive(gamma, "gamma");
    Check.positive(delta, "delta");
  }

  /**
   * Fits by maximum likelihood.
   *
   * @param data the histories
   * @return the fit
   * @throws FitException if the search does not converge
   */
  public static FitResult<BgBb> fit(OpportunityHistories data) {
    return fit(data, FitOptions.DEFAULT);
  }

  /**
   * Fits by maximum likelihood, alpha and gamma from 1e-4 to 1e4, beta / alpha and delta / gamma
   * from 1e-6 to 1e8.
   *
   * @param data the histories
   * @param options limits
   * @return the fit
   * @throws IllegalArgumentException if there are less than two customers, none bought or none had
   *     two opportunities
   * @throws FitException if the search does not converge
   */
  public static FitResult<BgBb> fit(OpportunityHistories data, FitOptions options) {
    return LikelihoodFit.fit(
        BgBbLikelihood.problem(NAME, data.requireFittable()),
        new BgBbLikelihood(data, options.threads()),
        options,
        p -> new BgBb(p[0], p[1], p[2], p[3]));
  }

  /** {@return the name, as the command knows it: {@code bg-bb}} */
  public String name() {
    return NAME;
  }

  /** {@return the parameters by name, in the model's order} */
  public Map<String, Double> parameters() {
    Map<String, Double> parameters = new LinkedHashMap<>();
    parameters.put("alpha", alpha);
    parameters.put("beta", beta);
    parameters.put("gamma", gamma);
    parameters.put("delta", delta);
    return Collections.unmodifiableMap(parameters);
  }

  /**
   * ln of the probability of a history, ln L of the class text; 0 for n = 0.
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param opportunities n
   * @return the log-likelihood of one customer, 0 or less
   */
  public double logLikelihood(int frequency, int recency, int opportunities) {
    OpportunityHistories.check(frequency, recency, opportunities);
    double sum = 0;
    double weight = 1;
    for (int i = recency; i < opportunities; i++) {
      sum += weight * (gamma / (gamma + delta + i));
      weight *= step(frequency, i);
    }
    return BetaRatio.log(beta, alpha, frequency)
        + BetaRatio.log(alpha + frequency, beta, recency - frequency)
        + BetaRatio.log(gamma, delta, recency)
        + Math.log(sum + weight);
  }

  /** The probability of living on beyond i opportunities and not buying at the next. */
  private double step(int frequency, int i) {
    return (beta + i - frequency) / (alpha + beta + i) * ((delta + i) / (gamma + delta + i));
  }

  /**
   * The log-likelihood of many customers.
   *
   * @param histories with their weights
   * @return the weighted sum
   */
  public double logLikelihood(OpportunityHistories histories) {
    return histories.logLikelihood(this);
  }

  /**
   * The probability that a customer is alive at the last opportunity seen: 1 for one who used it.
   *
   * <p>Equation (A10) with m = 0. Some call P(alive) what is here {@code probabilityAlive(x, t_x,
   * n, 1)}, at the next opportunity: equation (11).
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param opportunities n
   * @return in [0, 1]
   */
  public double probabilityAlive(int frequency, int recency, int opportunities) {
    return 1 / (1 + deathOdds(frequency, recency, opportunities));
  }

  /** (1 - P(alive)) / P(alive), infinite where P(alive) underflows. */
  private double deathOdds(int frequency, int recency, int opportunities) {
    OpportunityHistories.check(frequency, recency, opportunities);
    double odds = 0;
    for (int i = recency; i < opportunities; i++) {
      odds = (odds + gamma / (gamma + delta + i)) / step(frequency, i);
    }
    return odds;
  }

  /**
   * The probability that a customer will be alive at an opportunity to come: P(alive) S(m),
   * equation (A10).
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param opportunities n
   * @param later m, which one after n, 0 or more
   * @return in [0, 1], falling in {@code later}
   */
  public double probabilityAlive(int frequency, int recency, int opportunities, int later) {
    return probabilityAlive(frequency, recency, opportunities)
        * Math.exp(BetaRatio.log(gamma, delta + opportunities, count(later)));
  }

  private static int count(int opportunities) {
    return OpportunityHistories.opportunities(opportunities, "opportunities to come");
  }

  /**
   * E[X(n)] of a new customer, equation (8): alpha / (alpha + beta) sum(k=1..n) S(k), from 0 on.
   *
   * @param opportunities n, 0 or more
   * @return from 0 to n
   */
  public double expectedPurchases(int opportunities) {
    return alpha
        / (alpha + beta)
        * MixedGeometric.expected(
            gamma, delta, OpportunityHistories.opportunities(opportunities, "opportunities"));
  }

  /**
   * The purchases expected at the next opportunities, given the history: P(alive) (alpha + x) /
   * (alpha + beta + n) times the sum of S(k), k = 1 to m. Equation (13).
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param opportunities n
   * @param further m, how many opportunities to come, 0 or more
   * @return from 0 to {@code further}
   */
  public double expectedPurchases(int frequency, int recency, int opportunities, int further) {
    return expectedWhileAlive(frequency, recency, opportunities)
        * MixedGeometric.expected(gamma, delta + opportunities, count(further));
  }

  /**
   * The purchases expected of a new customer at opportunities {@code from} + 1 to {@code to}.
   *
   * @param from how many opportunities pass before, 0 or more
   * @param to the last one that counts, not before {@code from}
   * @return from 0 to {@code to - from}, with all its digits however far off
   */
  public double expectedPurchases(int from, int to) {
    interval(from, to);
    return alpha / (alpha + beta) * opportunitiesAlive(0, from, to);
  }

  /**
   * The purchases expected at opportunities n + {@code from} + 1 to n + {@code to}, given the
   * history.
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param opportunities n
   * @param from how many opportunities to come pass before, 0 or more
   * @param to the last one to come that counts, not before {@code from}
   * @return from 0 to {@code to - from}, with all its digits however far off
   */
  public double expectedPurchases(int frequency, int recency, int opportunities, int from, int to) {
    interval(from, to);
    return expectedWhileAlive(frequency, recency, opportunities)
        * opportunitiesAlive(opportunities, from, to);
  }

  private static void interval(int from, int to) {
    OpportunityHistories.opportunities(to, "end of the interval");
    Check.inRange(from, 0, to, "begin of the interval");
  }

  /** Of one who is alive at n: alive still at n + from, and the opportunities seen from then on. */
  private double opportunitiesAlive(int n, int from, int to) {
    return Math.exp(BetaRatio.log(gamma, delta + n, from))
        * MixedGeometric.expected(gamma, delta + n + from, (double) to - from);
  }

  /** P(alive) times the mean of p of a customer who is. */
  private double expectedWhileAlive(int frequency, int recency, int opportunities) {
    return probabilityAlive(frequency, recency, opportunities) * meanOfP(frequency, opportunities);
  }

  /**
   * P(X(n) = x) for a new customer, equation (7): as L, with C(n, x) ways in the first term and
   * C(i, x) in those of the sum, which begins at i = x.
   *
   * @param purchases x, 0 or more
   * @param opportunities n, 0 or more
   * @return in [0, 1]
   */
  public double probabilityOfPurchases(int purchases, int opportunities) {
    int x = Check.notNegative(purchases, "purchases");
    int n = OpportunityHistories.opportunities(opportunities, "opportunities");
    if (x > n) {
      return 0;
    }
    // Terms rise at first, hence a scale of their own.
    double scale = BetaRatio.log(beta, alpha, x) + BetaRatio.log(gamma, delta, x);
    double sum = 0;
    double weight = 1;
    for (int i = x; i < n; i++) {
      sum += weight * (gamma / (gamma + delta + i));
      weight *= step(x, i) * (i + 1.0) / (i + 1.0 - x);
      if (weight > HUGE) {
        weight /= HUGE;
        sum /= HUGE;
        scale += Math.log(HUGE);
      }
    }
    return Math.exp(scale + Math.log(sum + weight));
  }

  /**
   * The probability of a number of purchases at the next opportunities, given the history: P(alive)
   * times that of a new customer with alpha + x, beta + n - x and delta + n, plus 1 - P(alive) for
   * 0.
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param opportunities n
   * @param purchases how many purchases, 0 or more
   * @param further how many opportunities to come, 0 or more
   * @return in [0, 1]
   */
  public double probabilityOfPurchases(
      int frequency, int recency, int opportunities, int purchases, int further) {
    double odds = deathOdds(frequency, recency, opportunities);
    double whileAlive =
        ifAlive(frequency, opportunities).probabilityOfPurchases(purchases, count(further));
    if (purchases > 0 || odds < 1) {
      return (purchases == 0 ? odds + whileAlive : whileAlive) / (1 + odds);
    }
    return 1 - (1 - whileAlive) / (1 + odds);
  }

  /** The model of customers with that history who are alive. */
  private BgBb ifAlive(int frequency, int opportunities) {
    return new BgBb(
        alpha + frequency, beta + (opportunities - frequency), gamma, delta + opportunities);
  }

  /**
   * The probability that a new customer buys at least once: the sum of B(alpha + 1, beta + k - 1) /
   * B(alpha, beta) S(k), k = 1 to n, over the first purchase.
   *
   * @param opportunities n, 0 or more
   * @return in [0, 1], with all its digits however small
   */
  public double probabilityOfAnyPurchase(int opportunities) {
    int n = OpportunityHistories.opportunities(opportunities, "opportunities");
    double sum = 0;
    double firstNow = alpha / (alpha + beta) * (delta / (gamma + delta));
    for (int i = 1; i <= n; i++) {
      sum += firstNow;
      firstNow *= (beta + (i - 1)) / (alpha + beta + i) * ((delta + i) / (gamma + delta + i));
    }
    return sum;
  }

  /**
   * The probability that a customer buys at least once at the next opportunities: P(alive) times
   * that of a new customer with alpha + x, beta + n - x and delta + n.
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param opportunities n
   * @param further how many opportunities to come, 0 or more
   * @return in [0, 1], with all its digits however small
   */
  public double probabilityOfAnyPurchase(
      int frequency, int recency, int opportunities, int further) {
    return probabilityAlive(frequency, recency, opportunities)
        * ifAlive(frequency, opportunities).probabilityOfAnyPurchase(count(further));
  }

  /**
   * DERT: the purchases expected after n, for ever, each discounted back to n:
   *
   * <pre>P(alive) (alpha+x) / (alpha+beta+n) sum(k=1..inf) E[(1 - theta)^k] / (1 + d)^k</pre>
   *
   * <p>The next opportunity is one period away. The sum is found as the mean of (1 - theta) / (d +
   * theta), whose relative error is about 1e-13 however small d.
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param opportunities n
   * @param discountPerOpportunity d, 1e-100 to 1e15; 0.1 for 10 % from one opportunity to the next
   * @return 0 or more
   */
  public double discountedExpectedResidualTransactions(
      int frequency, int recency, int opportunities, double discountPerOpportunity) {
    Ranges.discount(discountPerOpportunity, "discount per opportunity");
    return expectedWhileAlive(frequency, recency, opportunities)
        * MixedGeometric.discounted(
            gamma, delta + opportunities, discountPerOpportunity, Double.POSITIVE_INFINITY);
  }

  /**
   * The purchases expected at the next opportunities, each discounted back to n: the sum of DERT,
   * to k = m.
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param opportunities n
   * @param discountPerOpportunity d, 0 or from 1e-100 to 1e15
   * @param further how many opportunities to come, 0 or more
   * @return from 0 to {@link #expectedPurchases(int, int, int, int)}
   */
  public double discountedExpectedResidualTransactions(
      int frequency, int recency, int opportunities, double discountPerOpportunity, int further) {
    Ranges.discountOrNone(discountPerOpportunity, "discount per opportunity");
    return expectedWhileAlive(frequency, recency, opportunities)
        * MixedGeometric.discounted(
            gamma, delta + opportunities, discountPerOpportunity, count(further));
  }

  /**
   * The posterior mean of p, the probability of buying at an opportunity while alive: that of
   * (alpha + x) / (alpha + beta + i), weighted by the terms of L.
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param opportunities n
   * @return in [0, 1]
   */
  public double expectedTransactionProbability(int frequency, int recency, int opportunities) {
    return posterior(frequency, recency, opportunities, true);
  }

  /**
   * The posterior mean of theta, the probability of dying before an opportunity: that of gamma /
   * (gamma + delta + n) if alive, else (gamma + 1) / (gamma + 1 + delta + i), weighted likewise.
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param opportunities n
   * @return in [0, 1]
   */
  public double expectedDropoutProbability(int frequency, int recency, int opportunities) {
    return posterior(frequency, recency, opportunities, false);
  }

  /** The mean over the times of death: each leaves a beta distribution of p and of theta. */
  private double posterior(int frequency, int recency, int opportunities, boolean ofP) {
    OpportunityHistories.check(frequency, recency, opportunities);
    double sum = 0;
    double all = 0;
    double weight = 1;
    for (int i = recency; i < opportunities; i++) {
      double death = weight * (gamma / (gamma + delta + i));
      all += death;
      sum += death * (ofP ? meanOfP(frequency, i) : (gamma + 1) / (gamma + 1 + delta + i));
      weight *= step(frequency, i);
    }
    all += weight;
    double alive =
        ofP ? meanOfP(frequency, opportunities) : gamma / (gamma + delta + opportunities);
    return (sum + weight * alive) / all;
  }

  /** The mean of p after i opportunities while alive. */
  private double meanOfP(int frequency, int i) {
    return (alpha + frequency) / (alpha + beta + i);
  }
}
