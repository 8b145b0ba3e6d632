package org.clv4j.models.spend;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.internal.BucketSort;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.Ranges;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * What repeat buyers spend: the number of repeat purchases x and the mean spend per repeat purchase
 * of each, which a fit of {@link GammaGamma} needs.
 *
 * <p>Customers without a repeat purchase, and those whose repeat spend is 0 or less, tell nothing
 * of a positive spend; they are left out and counted. Rows are in the order of x and mean spend,
 * whatever the order of the input. A row takes 12 bytes, 20 with weights.
 *
 * <p>Weights, and amounts that are not 0, are between 1e-100 and 1e100 in size.
 */
public final class SpendSummaries {
  private final int[] frequency;
  private final double[] meanSpend;
  private final double @Nullable [] weight;
  private final double customers;
  private final double withoutRepeat;
  private final double withoutSpend;

  private SpendSummaries(
      int[] frequency,
      double[] meanSpend,
      double @Nullable [] weight,
      double withoutRepeat,
      double withoutSpend) {
    this.frequency = frequency;
    this.meanSpend = meanSpend;
    this.weight = weight;
    this.customers = weight == null ? frequency.length : Arrays.stream(weight).sum();
    this.withoutRepeat = withoutRepeat;
    this.withoutSpend = withoutSpend;
  }

  /**
   * The repeat buyers of a base.
   *
   * @param base customers with amounts
   * @return their spend, in major units of the currency of the base
   * @throws IllegalStateException if the base has no amounts
   */
  public static SpendSummaries of(CustomerBase base) {
    int n = base.size();
    int[] x = new int[n];
    double[] z = new double[n];
    for (int row = 0; row < n; row++) {
      x[row] = base.frequency(row);
      z[row] = x[row] == 0 ? 0 : Money.mean(base.repeatSpendMinor(row), x[row], base.currency());
    }
    return unweighted(x, z);
  }

  /**
   * Customers in columns.
   *
   * @param frequency x by row, 0 or more
   * @param meanRepeatSpend mean spend per repeat purchase by row; read only where x is above 0
   * @param weight how many customers each row stands for, 1e-100 to 1e100; null for one each
   * @return the repeat buyers among them
   * @throws IllegalArgumentException if the lengths differ, or a frequency, spend or weight is out
   *     of range, with the number of the row from 0
   */
  public static SpendSummaries of(
      int[] frequency, double[] meanRepeatSpend, double @Nullable [] weight) {
    int n = frequency.length;
    if (meanRepeatSpend.length != n || (weight != null && weight.length != n)) {
      throw new IllegalArgumentException(
          "columns must have the same length, but had "
              + n
              + " frequencies, "
              + meanRepeatSpend.length
              + " spends"
              + (weight == null ? "" : " and " + weight.length + " weights"));
    }
    for (int row = 0; row < n; row++) {
      check(row, frequency[row], meanRepeatSpend[row], weight == null ? 1 : weight[row]);
    }
    return weight == null
        ? unweighted(frequency, meanRepeatSpend)
        : weighted(frequency, meanRepeatSpend, weight);
  }

  private static void check(int row, int frequency, double spend, double weight) {
    try {
      Check.notNegative(frequency, "frequency");
      Ranges.weight(weight, "weight");
      if (frequency > 0) {
        Ranges.amount(spend, "mean repeat spend");
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("row " + row + ": " + e.getMessage(), e);
    }
  }

  /** Sorts by counting the frequencies up to a limit, then by spend within each. */
  private static SpendSummaries unweighted(int[] x, double[] z) {
    int kept = 0;
    int withoutRepeat = 0;
    int largest = 0;
    for (int row = 0; row < x.length; row++) {
      withoutRepeat += x[row] == 0 ? 1 : 0;
      if (x[row] > 0 && z[row] > 0) {
        kept++;
        largest = Math.max(largest, x[row]);
      }
    }
    int withoutSpend = x.length - withoutRepeat - kept;
    if (largest > 4 * x.length + (1 << 16)) {
      double[] ones = new double[x.length];
      Arrays.fill(ones, 1);
      return weighted(x, z, ones);
    }
    int[] end = new int[largest + 2];
    for (int row = 0; row < x.length; row++) {
      if (x[row] > 0 && z[row] > 0) {
        end[x[row] + 1]++;
      }
    }
    for (int i = 1; i < end.length; i++) {
      end[i] += end[i - 1];
    }
    int[] frequency = new int[kept];
    long[] bits = new long[kept];
    for (int row = 0; row < x.length; row++) {
      if (x[row] > 0 && z[row] > 0) {
        int to = end[x[row]]++;
        frequency[to] = x[row];
        bits[to] = Double.doubleToRawLongBits(z[row]);
      }
    }
    long[] spare = new long[kept];
    int from = 0;
    for (int i = 1; i <= largest; i++) {
      BucketSort.sort(bits, from, end[i], spare);
      from = end[i];
    }
    double[] spend = new double[kept];
    Arrays.setAll(spend, row -> Double.longBitsToDouble(bits[row]));
    return new SpendSummaries(frequency, spend, null, withoutRepeat, withoutSpend);
  }

  private static SpendSummaries weighted(int[] x, double[] z, double[] w) {
    double withoutRepeat = 0;
    double withoutSpend = 0;
    for (int row = 0; row < x.length; row++) {
      withoutRepeat += x[row] == 0 ? w[row] : 0;
      withoutSpend += x[row] > 0 && !(z[row] > 0) ? w[row] : 0;
    }
    Integer[] order =
        IntStream.range(0, x.length)
            .filter(row -> x[row] > 0 && z[row] > 0)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(row -> x[row])
                    .thenComparingDouble(row -> z[row])
                    .thenComparingDouble(row -> w[row]))
            .toArray(Integer[]::new);
    int rows = order.length;
    int[] frequency = new int[rows];
    double[] spend = new double[rows];
    double[] weight = new double[rows];
    for (int row = 0; row < rows; row++) {
      frequency[row] = x[order[row]];
      spend[row] = z[order[row]];
      weight[row] = w[order[row]];
    }
    boolean ones = Arrays.stream(weight).allMatch(each -> each == 1);
    return new SpendSummaries(frequency, spend, ones ? null : weight, withoutRepeat, withoutSpend);
  }

  /**
   * The number of rows.
   *
   * @return 0 or more
   */
  public int rows() {
    return frequency.length;
  }

  /**
   * The number of customers in the rows.
   *
   * @return the sum of the weights
   */
  public double customers() {
    return customers;
  }

  /**
   * The number of customers left out because they had no repeat purchase.
   *
   * @return the sum of their weights
   */
  public double withoutRepeat() {
    return withoutRepeat;
  }

  /**
   * The number of customers left out because they bought again, but for 0 or less.
   *
   * @return the sum of their weights
   */
  public double withoutSpend() {
    return withoutSpend;
  }

  /**
   * x of a row.
   *
   * @param row from 0 to {@link #rows()} - 1
   * @return at least 1
   */
  public int frequency(int row) {
    return frequency[row];
  }

  /**
   * Mean spend per repeat purchase of a row.
   *
   * @param row from 0 to {@link #rows()} - 1
   * @return above 0
   */
  public double meanSpend(int row) {
    return meanSpend[row];
  }

  /**
   * How many customers a row stands for.
   *
   * @param row from 0 to {@link #rows()} - 1
   * @return above 0
   */
  public double weight(int row) {
    return weight == null ? 1 : weight[row];
  }

  /** Whether every row stands for one customer. */
  boolean unweighted() {
    return weight == null;
  }

  /**
   * Mean spend per repeat purchase over the customers, each counted once.
   *
   * @return above 0
   * @throws IllegalStateException if there is no customer
   */
  public double mean() {
    if (rows() == 0) {
      throw new IllegalStateException("the mean needs a customer with repeat spend, but had none");
    }
    double sum = 0;
    for (int row = 0; row < rows(); row++) {
      sum += weight(row) * meanSpend[row];
    }
    return sum / customers;
  }

  /**
   * Pearson's correlation of the number of repeat purchases and their mean spend. The Gamma-Gamma
   * model takes both as independent; far from 0 it does not hold.
   *
   * @return in [-1, 1], empty where one of both does not vary
   */
  public OptionalDouble correlation() {
    double meanX = 0;
    double meanZ = 0;
    for (int row = 0; row < rows(); row++) {
      meanX += weight(row) * frequency[row];
      meanZ += weight(row) * meanSpend[row];
    }
    meanX /= customers;
    meanZ /= customers;
    double xx = 0;
    double zz = 0;
    double xz = 0;
    for (int row = 0; row < rows(); row++) {
      double x = frequency[row] - meanX;
      double z = meanSpend[row] - meanZ;
      xx += weight(row) * x * x;
      zz += weight(row) * z * z;
      xz += weight(row) * x * z;
    }
    double correlation = xz / Math.sqrt(xx) / Math.sqrt(zz);
    return Double.isFinite(correlation)
        ? OptionalDouble.of(Math.max(-1, Math.min(1, correlation)))
        : OptionalDouble.empty();
  }
}
