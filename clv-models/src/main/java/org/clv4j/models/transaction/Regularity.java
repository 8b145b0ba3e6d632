package org.clv4j.models.transaction;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.Trigamma;
import org.clv4j.core.order.OrderLog;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.internal.BlockedSum;

/**
 * How regularly customers buy: the shape k of gamma distributed interpurchase times, whatever each
 * customer's rate.
 *
 * <p>1 is at random, as in BG/NBD; above 1 is more regular, and then the {@link CnbdK} models are
 * worth a try; below 1 is in bursts, which no model here describes. These are quick looks at the
 * data; {@link MbgCnbdK#fit(CustomerSummaries)} finds its k by its own likelihood.
 */
public final class Regularity {
  private static final double LARGEST_LOG = Math.log(1e6);

  private Regularity() {}

  /**
   * The estimate of Wheat and Morrison: of two interpurchase times in a row the first makes up a
   * part M of their sum, which is Beta(k, k) distributed with mean 1/2 and variance 1 / (4 (2k +
   * 1)). With v the mean of (M - 1/2)<sup>2</sup> over the customers,
   *
   * <pre>k = (1 - 4v) / (8v)</pre>
   *
   * <p>Each customer with three purchase days or more gives one pair, the last two interpurchase
   * times. As only one pair counts, rare and frequent buyers weigh the same.
   *
   * @param log the orders
   * @param asOf the last day that counts
   * @return k, above 0; empty where no customer gives a pair, or all pairs are equal times
   * @see "Wheat &amp; Morrison (1990), Estimating purchase regularity with two interpurchase times,
   *     Journal of Marketing Research 27(1)"
   */
  public static OptionalDouble ofLastPairs(OrderLog log, LocalDate asOf) {
    int customers = log.customers().size();
    int[] last = new int[customers];
    int[] second = new int[customers];
    int[] third = new int[customers];
    Arrays.fill(last, Integer.MIN_VALUE);
    Arrays.fill(second, Integer.MIN_VALUE);
    Arrays.fill(third, Integer.MIN_VALUE);
    long end = asOf.toEpochDay();
    for (int row = 0; row < log.size(); row++) {
      int day = log.day(row);
      int c = log.customer(row);
      if (day > end || day == last[c] || day == second[c] || day <= third[c]) {
        continue;
      }
      if (day > last[c]) {
        third[c] = second[c];
        second[c] = last[c];
        last[c] = day;
      } else if (day > second[c]) {
        third[c] = second[c];
        second[c] = day;
      } else {
        third[c] = day;
      }
    }
    double squares = 0;
    int pairs = 0;
    for (int c = 0; c < customers; c++) {
      if (third[c] != Integer.MIN_VALUE) {
        double part = (second[c] - third[c]) / (double) (last[c] - third[c]) - 0.5;
        squares += part * part;
        pairs++;
      }
    }
    double v = squares / pairs;
    return v > 0 ? OptionalDouble.of((1 - 4 * v) / (8 * v)) : OptionalDouble.empty();
  }

  /**
   * The estimate of maximum likelihood given each customer's t<sub>x</sub>: the parts that x
   * interpurchase times make up of their sum are Dirichlet(k, .., k) distributed whatever the
   * customer's rate, so that k maximises
   *
   * <pre>sum over customers of  ln Gamma(k x) - x ln Gamma(k) + (k-1) (litt - x ln t_x)</pre>
   *
   * <p>All interpurchase times count, so that frequent buyers weigh more. Unlike the maximum over k
   * and all customers' rates together, this one does not overestimate k where customers have few
   * purchases.
   *
   * @param data the customers, with interpurchase times; those with x below 2 say nothing
   * @return k, above 0; empty where nobody bought twice again, or all do it at equal times
   * @throws IllegalStateException if the data have no interpurchase times
   */
  public static OptionalDouble ofAllTimes(CustomerSummaries data) {
    double low = -LARGEST_LOG;
    double high = LARGEST_LOG;
    double u = 0;
    for (int round = 0; round < 100; round++) {
      double[] s = slopeAndCurvature(data, Math.exp(u));
      if (s[0] > 0) {
        low = u;
      } else {
        high = u;
      }
      double next = u - s[0] / (s[1] * Math.exp(u));
      if (!(next > low && next < high)) {
        next = (low + high) / 2;
      }
      if (Math.abs(next - u) < 1e-13) {
        break;
      }
      u = next;
    }
    return Math.abs(u) < LARGEST_LOG - 1 ? OptionalDouble.of(Math.exp(u)) : OptionalDouble.empty();
  }

  private static double[] slopeAndCurvature(CustomerSummaries data, double k) {
    double digamma = Digamma.value(k);
    double trigamma = Trigamma.value(k);
    return BlockedSum.of(
        data.rows(),
        2,
        1,
        (from, to, sums) -> {
          for (int row = from; row < to; row++) {
            int x = data.frequency(row);
            if (x >= 2) {
              double logs = data.sumOfLogInterpurchaseTimes(row) / x - Math.log(data.recency(row));
              double weight = data.weight(row) * x;
              sums[0] += weight * (Digamma.value(k * x) - digamma + logs);
              sums[1] += weight * (x * Trigamma.value(k * x) - trigamma);
            }
          }
        });
  }
}
