package org.clv4j.models.transaction;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.Ranges;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.internal.BetaGeometric;
import org.clv4j.models.internal.BlockedSum;

/**
 * A condensed negative binomial model with dropout: customers who buy more regularly than at
 * random, and may leave for good after a purchase.
 *
 * <p>While there, a customer's interpurchase times are Erlang-k distributed: k exponential stages,
 * each at rate lambda, so that purchases come at a rate of lambda / k. lambda varies over customers
 * as a gamma distribution with shape r and rate alpha, the probability p of leaving after a
 * purchase as a beta distribution with a and b. {@link BgCnbdK} lets customers leave after each
 * repeat purchase, {@link MbgCnbdK} after the first purchase too. With k = 1 they are BG/NBD and
 * MBG/NBD.
 *
 * <p>With m = r + k x, A = alpha + T, s = T - t<sub>x</sub>, q = s / A, n the times that the
 * customer could leave and did not (x, or x + 1 for MBG), and litt the sum of the logs of the
 * interpurchase times, the likelihood is
 *
 * <pre>
 * e^((k-1) litt) / Gamma(k)^x  Gamma(m) / Gamma(r)  alpha^r / A^m  B(a, b+n) / B(a, b)
 *   { sum_(j&lt;k) (m)_j / j! q^j  +  [n &gt; 0] a / (b+n-1) (A / (alpha + t_x))^m }
 * </pre>
 *
 * <p>The first term in braces is of those still there, the second of those gone. Without litt,
 * {@link #logLikelihood(int, double, double)} is the likelihood of (x, t<sub>x</sub>, T) alone: the
 * density of t<sub>x</sub>, a sum of x interpurchase times, as multiple of t<sub>x</sub><sup>x-1
 * </sup> / (x-1)!, which is that of a Poisson process in the same measure. So for k = 1 both are
 * the likelihood of BG/NBD or MBG/NBD, and all can be compared with other models of the same
 * triples. The parameters that fit best for a given k are the same with and without litt.
 *
 * <p>What is foretold needs no approximation: given the history, a customer still there is at one
 * of k stages between two purchases, with weights known in closed form, and lambda is gamma
 * distributed at each. Expected purchases and probabilities are sums over purchases of positive
 * terms (relative error below 1e-10, but up to 4e-9 for k near 100 and very many events);
 * discounted purchases are taken by quadrature over lambda and p (below 1e-10).
 *
 * <p>In the formulas of the methods, B = b + n; w_j is the weight (m)_j / j! q^j of stage j divided
 * by the sum of all k; N is the number of events in t, negative binomial with shape m + j and rate
 * A; M = floor((j + N) / k) is the number of purchases that they complete if nobody leaves; and W_i
 * = (B)_i / (a + B)_i is the probability of staying through i purchases. For k above 1 BTYDplus
 * approximates the conditional expectation; these formulas are exact and follow from the
 * assumptions.
 *
 * @see "Platzer (2008), Stochastic models of noncontractual consumer relationships, master thesis,
 *     Vienna University of Economics and Business: CBG/CNBD-k"
 * @see "Platzer &amp; Reutterer (2016), Ticking away the moments: timing regularity helps to better
 *     predict customer activity, Marketing Science 35(5)"
 * @see "Reutterer, Platzer &amp; Schr&ouml;der (2021), Leveraging purchase regularity for
 *     predicting customer behavior the easy way, International Journal of Research in Marketing
 *     38(1): BG/CNBD-k and MBG/CNBD-k"
 */
public sealed interface CnbdK extends TransactionModel permits BgCnbdK, MbgCnbdK {
  /** The largest k. */
  int LARGEST_K = 100;

  /**
   * The regularity.
   *
   * @return k, from 1 to {@value #LARGEST_K}
   */
  int k();

  /**
   * The shape of the distribution of lambda.
   *
   * @return r, above 0
   */
  double r();

  /**
   * The rate of the distribution of lambda.
   *
   * @return alpha, above 0, in {@link #unit()}
   */
  double alpha();

  /**
   * The first parameter of the distribution of dropout probabilities.
   *
   * @return a, above 0
   */
  double a();

  /**
   * The second parameter of the distribution of dropout probabilities.
   *
   * @return b, above 0
   */
  double b();

  /**
   * How often a customer could leave.
   *
   * @param frequency x
   * @return x, or x + 1 where the first purchase counts
   */
  int chancesToLeave(int frequency);

  @Override
  default Map<String, Double> parameters() {
    Map<String, Double> parameters = new LinkedHashMap<>();
    parameters.put("k", (double) k());
    parameters.put("r", r());
    parameters.put("alpha", alpha());
    parameters.put("a", a());
    parameters.put("b", b());
    return Collections.unmodifiableMap(parameters);
  }

  /**
   * ln of the density of a history known by its triple and the sum of the logs of its interpurchase
   * times.
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param age T
   * @param sumOfLogInterpurchaseTimes litt, of times in {@link #unit()}; 0 for x = 0
   * @return the log-likelihood of one customer
   */
  default double logLikelihood(
      int frequency, double recency, double age, double sumOfLogInterpurchaseTimes) {
    Ranges.history(frequency, recency, age);
    Check.inRange(
        sumOfLogInterpurchaseTimes,
        -Ranges.LONGEST,
        Ranges.LONGEST,
        "sum of logs of interpurchase times");
    return CnbdLikelihood.withoutTimes(this, frequency, recency, age)
        + CnbdLikelihood.ofTimes(k(), frequency, sumOfLogInterpurchaseTimes);
  }

  /** {@inheritDoc} As in the class text, without litt. */
  @Override
  default double logLikelihood(int frequency, double recency, double age) {
    Ranges.history(frequency, recency, age);
    if (frequency > 0) {
      Check.positive(recency, "recency of a customer who bought again");
    }
    return CnbdLikelihood.withoutTimes(this, frequency, recency, age)
        + CnbdLikelihood.ofRecency(k(), frequency, recency);
  }

  /**
   * The log-likelihood of many customers: with litt where the data have it.
   *
   * @param customers the histories, with their weights
   * @return the weighted sum
   * @throws IllegalArgumentException if the unit is not that of the model
   */
  @Override
  default double logLikelihood(CustomerSummaries customers) {
    if (!customers.hasInterpurchaseTimes()) {
      return TransactionModel.super.logLikelihood(customers);
    }
    if (customers.unit() != unit()) {
      throw new IllegalArgumentException(
          "customers must be measured in "
              + unit()
              + " like this model, but were in "
              + customers.unit());
    }
    return BlockedSum.of(
        customers.rows(),
        1,
        1,
        (from, to, sums) -> {
          for (int row = from; row < to; row++) {
            sums[0] +=
                customers.weight(row)
                    * logLikelihood(
                        customers.frequency(row),
                        customers.recency(row),
                        customers.age(row),
                        customers.sumOfLogInterpurchaseTimes(row));
          }
        })[0];
  }

  /**
   * {@inheritDoc} The first term in braces of the likelihood over both; 1 where the customer had no
   * chance to leave.
   */
  @Override
  default double probabilityAlive(int frequency, double recency, double age) {
    Ranges.history(frequency, recency, age);
    int chances = chancesToLeave(frequency);
    return chances == 0
        ? 1
        : 1 / (1 + Math.exp(CnbdPosterior.logOddsOfGone(this, chances, frequency, recency, age)));
  }

  /** {@inheritDoc} P(alive) sum(j&lt;k) w_j E[W_M]. */
  @Override
  default double probabilityAlive(int frequency, double recency, double age, double later) {
    Ranges.time(later, "later");
    return Math.min(
        1,
        probabilityAlive(frequency, recency, age) * counted(frequency, recency, age, later, false));
  }

  /** {@inheritDoc} As of a customer with x = 0 and T = 0. */
  @Override
  default double expectedPurchases(double horizon) {
    return expectedPurchases(0, 0, 0, horizon);
  }

  /** {@inheritDoc} P(alive) sum(j&lt;k) w_j E[W_0 + .. + W_(M-1)]. */
  @Override
  default double expectedPurchases(int frequency, double recency, double age, double horizon) {
    return probabilityAlive(frequency, recency, age)
        * counted(frequency, recency, age, horizon, true);
  }

  private double counted(
      int frequency, double recency, double age, double horizon, boolean purchases) {
    Ranges.time(horizon, "horizon");
    CnbdCounts counts =
        new CnbdCounts(
            k(),
            a(),
            b() + chancesToLeave(frequency),
            alpha() + age,
            horizon,
            purchases,
            CnbdCounts.LONGEST);
    return stages(frequency, recency, age, counts::given);
  }

  private double stages(int frequency, double recency, double age, CnbdPosterior.OfStage quantity) {
    Ranges.history(frequency, recency, age);
    double q = (age - recency) / (alpha() + age);
    return CnbdPosterior.mean(k(), r() + (double) k() * frequency, q, quantity);
  }

  /** {@inheritDoc} As of a customer with x = 0 and T = 0. */
  @Override
  default double probabilityOfPurchases(int purchases, double horizon) {
    return probabilityOfPurchases(0, 0, 0, purchases, horizon);
  }

  /**
   * {@inheritDoc} For n above 0, with probabilities averaged over the stages,
   *
   * <pre>P(alive) W_(n-1) { P(M = n) + a/(a+B+n-1) P(M &gt; n) }</pre>
   *
   * <p>and for n = 0, 1 - P(alive) P(M &gt; 0).
   */
  @Override
  default double probabilityOfPurchases(
      int frequency, double recency, double age, int purchases, double horizon) {
    Ranges.purchases(purchases, "purchases");
    Ranges.time(horizon, "horizon");
    double alive = probabilityAlive(frequency, recency, age);
    double rate = alpha() + age;
    double b = b() + chancesToLeave(frequency);
    double first = (double) k() * purchases;
    double exactly =
        stages(
            frequency,
            recency,
            age,
            (j, shape) ->
                NegativeBinomial.between(
                    shape, rate, Math.max(0, first - j), first + k() - j, horizon));
    if (purchases == 0) {
      return Math.min(1, 1 - alive + alive * exactly);
    }
    double more =
        stages(
            frequency,
            recency,
            age,
            (j, shape) -> NegativeBinomial.tail(shape, rate, first + k() - j, horizon));
    double stays = Math.exp(BetaGeometric.logSurvivals(a(), b, purchases - 1));
    return Math.min(1, alive * stays * (exactly + a() / (a() + b + (purchases - 1)) * more));
  }

  /** {@inheritDoc} P(alive) P(M &gt; 0), averaged over the stages. */
  @Override
  default double probabilityOfAnyPurchase(
      int frequency, double recency, double age, double horizon) {
    Ranges.time(horizon, "horizon");
    double next =
        stages(
            frequency,
            recency,
            age,
            (j, shape) -> NegativeBinomial.tail(shape, alpha() + age, k() - j, horizon));
    return Math.min(1, probabilityAlive(frequency, recency, age) * next);
  }

  /**
   * {@inheritDoc} With phi = lambda / (lambda + discount), lambda ~ Gamma(m + j, A) and p ~ Beta(a,
   * B)
   *
   * <pre>P(alive) sum(j&lt;k) w_j E[phi^(k-j) / (1 - (1-p) phi^k)]</pre>
   */
  @Override
  default double discountedExpectedResidualTransactions(
      int frequency, double recency, double age, double discount) {
    Ranges.discount(discount, "discount rate");
    return discounted(frequency, recency, age, discount, Double.POSITIVE_INFINITY);
  }

  /**
   * {@inheritDoc} The integral of e<sup>-discount u</sup> dE(u) over u from 0 to t, with E the
   * purchases expected within u.
   */
  @Override
  default double discountedExpectedResidualTransactions(
      int frequency, double recency, double age, double discount, double horizon) {
    Ranges.discountOrNone(discount, "discount rate");
    if (discount == 0 || Ranges.time(horizon, "horizon") == 0) {
      return expectedPurchases(frequency, recency, age, horizon);
    }
    return discounted(frequency, recency, age, discount, horizon);
  }

  private double discounted(
      int frequency, double recency, double age, double discount, double horizon) {
    CnbdDiscounting there =
        new CnbdDiscounting(
            k(),
            r() + (double) k() * frequency,
            alpha() + age,
            age - recency,
            a(),
            b() + chancesToLeave(frequency),
            discount,
            horizon);
    return probabilityAlive(frequency, recency, age) * there.purchases();
  }

  /**
   * {@inheritDoc} That of lambda / k: P(alive) sum(j&lt;k) w_j (m + j) / (k A) + (1 - P(alive)) m /
   * (k (alpha + t<sub>x</sub>)).
   */
  @Override
  default double expectedTransactionRate(int frequency, double recency, double age) {
    double m = r() + (double) k() * frequency;
    double alive = probabilityAlive(frequency, recency, age);
    double ifAlive = stages(frequency, recency, age, (j, shape) -> shape) / (alpha() + age);
    return (alive * ifAlive + (1 - alive) * m / (alpha() + recency)) / k();
  }

  /**
   * The posterior mean of p, the customer's probability of leaving after a purchase: (a + 1 -
   * P(alive)) / (a + b + n).
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param age T
   * @return in (0, 1)
   */
  default double expectedDropoutProbability(int frequency, double recency, double age) {
    double gone = 1 - probabilityAlive(frequency, recency, age);
    return (a() + gone) / (a() + b() + chancesToLeave(frequency));
  }

  /**
   * The mean time from T to the next purchase, of a customer who makes one: k - j stages of mean
   * (alpha + T) / (m + j - 1) each, averaged over the stage j.
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param age T
   * @return the time after T, empty where r + k x is 1 or less
   */
  @Override
  default OptionalDouble expectedTimeToNextPurchase(int frequency, double recency, double age) {
    Ranges.history(frequency, recency, age);
    if (r() + (double) k() * frequency <= 1) {
      return OptionalDouble.empty();
    }
    double stages = stages(frequency, recency, age, (j, shape) -> (k() - j) / (shape - 1));
    return OptionalDouble.of((alpha() + age) * stages);
  }
}
