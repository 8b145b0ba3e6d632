package org.clv4j.models.transaction;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.Ranges;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitException;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.internal.AtBounds;
import org.clv4j.models.internal.BetaGeometric;
import org.clv4j.models.internal.BlockedSum;
import org.clv4j.models.internal.LikelihoodFit;

/**
 * NBD: customers buy at random, each at a rate of their own, and nobody ever leaves.
 *
 * <p>Purchases are a Poisson process with rate lambda, and lambda varies over customers as a gamma
 * distribution with shape r and rate alpha. With A = alpha + T the likelihood is
 *
 * <pre>Gamma(r+x) / Gamma(r) alpha^r / A^(r+x)</pre>
 *
 * and a customer's lambda is gamma distributed with shape r + x and rate A given the history;
 * t<sub>x</sub> says nothing more. The model of Ehrenberg (1959) is the yardstick for all models in
 * which customers leave: its forecasts are too high wherever they do. All formulas are those of a
 * gamma mixture of Poisson processes; there is nothing to approximate.
 *
 * @see "Ehrenberg (1959), The pattern of consumer purchases, Applied Statistics 8(1): the negative
 *     binomial distribution of purchases"
 * @see "Ehrenberg (1988), Repeat-buying: facts, theory and applications, 2nd edition"
 * @param r shape of the purchase rates, above 0
 * @param alpha rate of that distribution, above 0, in {@code unit}
 * @param unit the unit of all times
 */
public record Nbd(double r, double alpha, PeriodUnit unit) implements TransactionModel {

  /** Checks the ranges. */
  public Nbd {
    Check.positive(r, "r");
    Check.positive(alpha, "alpha");
    Objects.requireNonNull(unit, "unit must not be null");
  }

  /**
   * Fits by maximum likelihood.
   *
   * @param data the customers
   * @return the model and how it was found
   * @throws IllegalArgumentException if the data allow no fit: fewer than two customers, nobody who
   *     bought again, no time
   * @throws FitException if the search does not converge
   */
  public static FitResult<Nbd> fit(CustomerSummaries data) {
    return fit(data, FitOptions.DEFAULT);
  }

  /**
   * Fits by maximum likelihood under given options.
   *
   * @param data the customers
   * @param options threads and limits
   * @return the model and how it was found
   * @throws IllegalArgumentException if the data allow no fit: fewer than two customers, nobody who
   *     bought again, no time
   * @throws FitException if the search does not converge
   */
  public static FitResult<Nbd> fit(CustomerSummaries data, FitOptions options) {
    RateStart start = RateStart.of(data, 1);
    LikelihoodFit.Problem problem =
        new LikelihoodFit.Problem(
            "NBD",
            List.of("r", "alpha"),
            new double[][] {{1, 0}, {1, -1}},
            new double[] {Math.log(1e-4), start.lowestLogMean()},
            new double[] {Math.log(1e4), start.highestLogMean()},
            List.of(
                new double[] {start.logShape(), start.logMean()},
                new double[] {Math.log(5), start.logMean()}),
            AtBounds.nbd());
    return LikelihoodFit.fit(
        problem,
        new OfData(data, options.threads()),
        options,
        p -> new Nbd(p[0], p[1], data.unit()));
  }

  private record OfData(CustomerSummaries data, int threads) implements LikelihoodFit.Likelihood {

    @Override
    public double customers() {
      return data.customers();
    }

    @Override
    public long fingerprint() {
      return data.fingerprint();
    }

    @Override
    public double evaluate(double[] logs, double[] gradient, double[][] hessian) {
      double r = Math.exp(logs[0]);
      double alpha = Math.exp(logs[1]);
      RisingLogs rising = new RisingLogs(data, r, 1);
      double[] s =
          BlockedSum.of(
              data.rows(), 6, threads, (from, to, sums) -> add(rising, r, alpha, from, to, sums));
      gradient[0] = r * s[1];
      gradient[1] = alpha * s[2];
      hessian[0][0] = r * r * s[3] + gradient[0];
      hessian[1][1] = alpha * alpha * s[4] + gradient[1];
      hessian[0][1] = r * alpha * s[5];
      hessian[1][0] = hessian[0][1];
      return s[0];
    }

    private void add(RisingLogs rising, double r, double alpha, int from, int to, double[] sums) {
      for (int row = from; row < to; row++) {
        double w = data.weight(row);
        int x = data.frequency(row);
        int group = rising.group(row);
        double age = data.age(row);
        double a = alpha + age;
        double shrink = -Math.log1p(age / alpha);
        sums[0] += w * (rising.log(group) + r * shrink - x * Math.log(a));
        sums[1] += w * (rising.first(group) + shrink);
        sums[2] += w * (r * age / (alpha * a) - x / a);
        sums[3] += w * rising.second(group);
        sums[4] += w * (r * (1 / (a * a) - 1 / (alpha * alpha)) + x / (a * a));
        sums[5] += w * age / (alpha * a);
      }
    }

    @Override
    public double[][] outerProducts(double[] logs) {
      double r = Math.exp(logs[0]);
      double alpha = Math.exp(logs[1]);
      RisingLogs rising = new RisingLogs(data, r, 1);
      double[] s =
          BlockedSum.of(
              data.rows(),
              3,
              threads,
              (from, to, sums) -> {
                double[] one = new double[6];
                for (int row = from; row < to; row++) {
                  Arrays.fill(one, 0);
                  add(rising, r, alpha, row, row + 1, one);
                  double w = data.weight(row);
                  sums[0] += r * r * one[1] * one[1] / w;
                  sums[1] += r * alpha * one[1] * one[2] / w;
                  sums[2] += alpha * alpha * one[2] * one[2] / w;
                }
              });
      return new double[][] {{s[0], s[1]}, {s[1], s[2]}};
    }
  }

  @Override
  public String name() {
    return "nbd";
  }

  @Override
  public Map<String, Double> parameters() {
    Map<String, Double> parameters = new LinkedHashMap<>();
    parameters.put("r", r);
    parameters.put("alpha", alpha);
    return Collections.unmodifiableMap(parameters);
  }

  /**
   * {@inheritDoc} ln of Gamma(r + x) / Gamma(r) alpha<sup>r</sup> / (alpha + T)<sup>r+x</sup>; 0
   * for T = 0 and x = 0.
   */
  @Override
  public double logLikelihood(int frequency, double recency, double age) {
    Ranges.history(frequency, recency, age);
    return BetaGeometric.logArrivals(r, alpha, frequency, age);
  }

  /** 1: nobody ever leaves. */
  @Override
  public double probabilityAlive(int frequency, double recency, double age) {
    Ranges.history(frequency, recency, age);
    return 1;
  }

  /** 1: nobody ever leaves. */
  @Override
  public double probabilityAlive(int frequency, double recency, double age, double later) {
    Ranges.history(frequency, recency, age);
    Ranges.time(later, "later");
    return 1;
  }

  /** r t / alpha. */
  @Override
  public double expectedPurchases(double horizon) {
    return r / alpha * Ranges.time(horizon, "horizon");
  }

  /** (r + x) t / (alpha + T). */
  @Override
  public double expectedPurchases(int frequency, double recency, double age, double horizon) {
    return expectedTransactionRate(frequency, recency, age) * Ranges.time(horizon, "horizon");
  }

  /** {@inheritDoc} (r + x) (to - from) / (alpha + T). */
  @Override
  public double expectedPurchases(
      int frequency, double recency, double age, double from, double to) {
    Ranges.interval(from, to);
    return expectedPurchases(frequency, recency, age, to - from);
  }

  /**
   * {@inheritDoc} The negative binomial distribution:
   *
   * <pre>Gamma(r+n)/(Gamma(r) n!) (alpha/(alpha+t))^r (t/(alpha+t))^n</pre>
   */
  @Override
  public double probabilityOfPurchases(int purchases, double horizon) {
    return probabilityOfPurchases(0, 0, 0, purchases, horizon);
  }

  /** {@inheritDoc} The same with r + x and alpha + T. */
  @Override
  public double probabilityOfPurchases(
      int frequency, double recency, double age, int purchases, double horizon) {
    Ranges.history(frequency, recency, age);
    Ranges.purchases(purchases, "purchases");
    Ranges.time(horizon, "horizon");
    return NegativeBinomial.probability(r + frequency, alpha + age, purchases, horizon);
  }

  /** {@inheritDoc} 1 - ((alpha + T) / (alpha + T + t))<sup>r+x</sup>. */
  @Override
  public double probabilityOfAnyPurchase(
      int frequency, double recency, double age, double horizon) {
    Ranges.history(frequency, recency, age);
    return BetaGeometric.anyArrival(r + frequency, alpha + age, horizon);
  }

  /** (r + x) / (alpha + T) / discount. */
  @Override
  public double discountedExpectedResidualTransactions(
      int frequency, double recency, double age, double discount) {
    return expectedTransactionRate(frequency, recency, age)
        / Ranges.discount(discount, "discount rate");
  }

  /** (r + x) / (alpha + T) (1 - e^(-discount t)) / discount. */
  @Override
  public double discountedExpectedResidualTransactions(
      int frequency, double recency, double age, double discount, double horizon) {
    Ranges.discountOrNone(discount, "discount rate");
    Ranges.time(horizon, "horizon");
    double span = discount == 0 ? horizon : -Math.expm1(-discount * horizon) / discount;
    return expectedTransactionRate(frequency, recency, age) * span;
  }

  /** {@inheritDoc} (r + x) / (alpha + T). */
  @Override
  public double expectedTransactionRate(int frequency, double recency, double age) {
    Ranges.history(frequency, recency, age);
    return (r + frequency) / (alpha + age);
  }

  /** (alpha + T) / (r + x - 1), infinite for r + x up to 1. */
  @Override
  public OptionalDouble expectedTimeToNextPurchase(int frequency, double recency, double age) {
    Ranges.history(frequency, recency, age);
    double shape = r + frequency;
    return shape > 1 ? OptionalDouble.of((alpha + age) / (shape - 1)) : OptionalDouble.empty();
  }
}
