package org.clv4j.models.transaction;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.Ranges;
import org.clv4j.models.internal.BlockedSum;
import org.jspecify.annotations.Nullable;

/**
 * Many customers with discrete opportunities to buy, as {@link BgBb} sees them: (x, t<sub>x</sub>,
 * n), a recency/frequency matrix.
 *
 * <p>Opportunities are numbered 1 to n and each is used or not: a yearly appeal to donors, a
 * monthly box, a conference. x counts those used, t<sub>x</sub> is the number of the last one used
 * and 0 if there is none; what made somebody a customer, at 0, is not counted. Equal triples are
 * one row with a weight, in the order of x, t<sub>x</sub>, n, whatever the order of the input.
 */
public final class OpportunityHistories {
  private static final int MOST_OPPORTUNITIES = 1_000_000;

  private final int[] frequency;
  private final int[] recency;
  private final int[] opportunities;
  private final double[] weight;
  private final double customers;

  private OpportunityHistories(
      int[] frequency, int[] recency, int[] opportunities, double[] weight) {
    this.frequency = frequency;
    this.recency = recency;
    this.opportunities = opportunities;
    this.weight = weight;
    this.customers = Arrays.stream(weight).sum();
  }

  /**
   * Customers in columns.
   *
   * @param frequency x by row, 0 to t<sub>x</sub>
   * @param recency t<sub>x</sub> by row, 0 exactly when x is 0, at most n
   * @param opportunities n by row, from 0 to 1 000 000
   * @param weight how many customers each row stands for, 1e-100 to 1e100; null for one each
   * @return the same, grouped
   * @throws IllegalArgumentException if there is no row, the lengths differ or a row breaks a rule,
   *     with its number from 0
   */
  public static OpportunityHistories of(
      int[] frequency, int[] recency, int[] opportunities, double @Nullable [] weight) {
    int n = frequency.length;
    if (recency.length != n
        || opportunities.length != n
        || (weight != null && weight.length != n)) {
      throw new IllegalArgumentException(
          "columns must have the same length, but had "
              + n
              + " frequencies, "
              + recency.length
              + " recencies, "
              + opportunities.length
              + " opportunities"
              + (weight == null ? "" : " and " + weight.length + " weights"));
    }
    if (n == 0) {
      throw new IllegalArgumentException("histories must not be empty");
    }
    double[] weights = new double[n];
    for (int row = 0; row < n; row++) {
      try {
        check(frequency[row], recency[row], opportunities[row]);
        weights[row] = weight == null ? 1 : Ranges.weight(weight[row], "weight");
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("row " + row + ": " + e.getMessage(), e);
      }
    }
    return grouped(frequency, recency, opportunities, weights);
  }

  /** Returns a number of opportunities if it is in range. */
  static int opportunities(int number, String name) {
    return Check.inRange(number, 0, MOST_OPPORTUNITIES, name);
  }

  /** Refuses a triple that cannot be. */
  static void check(int frequency, int recency, int opportunities) {
    opportunities(opportunities, "opportunities");
    if (recency < 0 || recency > opportunities) {
      throw new IllegalArgumentException(
          "recency must be between 0 and " + opportunities + ", but was " + recency);
    }
    if (frequency < 0 || frequency > recency || (frequency == 0 && recency > 0)) {
      throw new IllegalArgumentException(
          "frequency must be between "
              + Math.min(1, recency)
              + " and "
              + recency
              + " for a last purchase at opportunity "
              + recency
              + ", but was "
              + frequency);
    }
  }

  private static OpportunityHistories grouped(int[] x, int[] tx, int[] n, double[] w) {
    int[] order =
        IntStream.range(0, x.length)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(row -> x[row])
                    .thenComparingInt(row -> tx[row])
                    .thenComparingInt(row -> n[row])
                    .thenComparingDouble(row -> w[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] frequency = new int[order.length];
    int[] recency = new int[order.length];
    int[] opportunities = new int[order.length];
    double[] weight = new double[order.length];
    int rows = 0;
    for (int row : order) {
      boolean same =
          rows > 0
              && frequency[rows - 1] == x[row]
              && recency[rows - 1] == tx[row]
              && opportunities[rows - 1] == n[row];
      if (!same) {
        frequency[rows] = x[row];
        recency[rows] = tx[row];
        opportunities[rows] = n[row];
        rows++;
      }
      weight[rows - 1] += w[row];
    }
    return new OpportunityHistories(
        Arrays.copyOf(frequency, rows),
        Arrays.copyOf(recency, rows),
        Arrays.copyOf(opportunities, rows),
        Arrays.copyOf(weight, rows));
  }

  /**
   * The number of different triples.
   *
   * @return at least 1
   */
  public int rows() {
    return frequency.length;
  }

  /**
   * The number of customers.
   *
   * @return the sum of the weights
   */
  public double customers() {
    return customers;
  }

  /**
   * x of a row.
   *
   * @param row from 0 to {@link #rows()} - 1
   * @return 0 or more
   */
  public int frequency(int row) {
    return frequency[row];
  }

  /**
   * t<sub>x</sub> of a row.
   *
   * @param row from 0 to {@link #rows()} - 1
   * @return from x to n
   */
  public int recency(int row) {
    return recency[row];
  }

  /**
   * n of a row.
   *
   * @param row from 0 to {@link #rows()} - 1
   * @return 0 or more
   */
  public int opportunities(int row) {
    return opportunities[row];
  }

  /**
   * How many customers a row stands for.
   *
   * @param row from 0 to {@link #rows()} - 1
   * @return above 0
   */
  public double weight(int row) {
    return weight[row];
  }

  /** Refuses what BG/BB cannot be fitted to. */
  OpportunityHistories requireFittable() {
    Ranges.twoCustomers(customers, "");
    if (Arrays.stream(opportunities).max().orElse(0) < 2) {
      throw new IllegalArgumentException(
          "a fit needs customers with two opportunities or more, but none had; wait for a longer"
              + " history");
    }
    if (Arrays.stream(frequency).max().orElse(0) == 0) {
      throw new IllegalArgumentException(
          "a fit needs customers who bought, but of " + Ranges.count(customers) + " nobody did");
    }
    return this;
  }

  /** The share of opportunities used, up to the last one used. */
  double shareUsed() {
    double used = 0;
    double all = 0;
    for (int row = 0; row < rows(); row++) {
      used += weight[row] * frequency[row];
      all += weight[row] * recency[row];
    }
    return used / all;
  }

  double logLikelihood(BgBb model) {
    return BlockedSum.of(
        rows(),
        1,
        1,
        (from, to, sums) -> {
          for (int row = from; row < to; row++) {
            sums[0] +=
                weight[row] * model.logLikelihood(frequency[row], recency[row], opportunities[row]);
          }
        })[0];
  }
}
