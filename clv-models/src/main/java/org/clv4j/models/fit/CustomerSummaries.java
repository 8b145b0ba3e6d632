package org.clv4j.models.fit;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.internal.Ranges;
import org.clv4j.core.value.PeriodUnit;
import org.jspecify.annotations.Nullable;

/**
 * Many customers as the models see them, (x, t<sub>x</sub>, T) in one unit: what a fit needs.
 *
 * <p>Frequencies are at most 10 000 000; times and weights that are not 0 are at least 1e-100,
 * times at most 1e15 and weights at most 1e100. Computing time and memory of a fit grow with the
 * largest frequency.
 *
 * <p>Equal triples are one row with a weight. Rows are in the order of x, t<sub>x</sub>, T,
 * whatever the order of the input. A row takes 28 bytes.
 *
 * <p>For the CNBD-k models a row may have litt too, the sum of the logs of the interpurchase times.
 * Then only rows that agree in it are one, the order goes on with it, and a row takes 36 bytes.
 */
public final class CustomerSummaries {
  /** Of a weight of 1 in a fingerprint, which adds up whatever the groups. */
  private static final double WEIGHT_STEPS = 1 << 20;

  private final PeriodUnit unit;
  private final int[] frequency;
  private final double[] recency;
  private final double[] age;
  private final double[] weight;
  private final double @Nullable [] logTimes;
  private final double customers;
  private final boolean wholeDays;

  private CustomerSummaries(PeriodUnit unit, SummaryRows rows) {
    this.unit = unit;
    this.frequency = rows.frequency();
    this.recency = rows.recency();
    this.age = rows.age();
    this.weight = rows.weight();
    this.logTimes = rows.logTimes();
    this.wholeDays = rows.wholeDays();
    this.customers = Arrays.stream(weight).sum();
  }

  /**
   * The customers of a base.
   *
   * @param base the customers; times in whole days
   * @param unit the unit of the model's times
   * @return their summaries
   */
  public static CustomerSummaries of(CustomerBase base, PeriodUnit unit) {
    return new CustomerSummaries(unit, SummaryRows.of(base, unit));
  }

  /**
   * The customers of a base, with litt for the CNBD-k models: in this unit it is the sum of
   * ln(days) less x ln(days per unit).
   *
   * @param base the customers, made with {@link CustomerBase.Options#withInterpurchaseTimes}
   * @param unit the unit of the model's times
   * @return their summaries
   * @throws IllegalStateException if the base has no interpurchase times
   */
  public static CustomerSummaries withInterpurchaseTimes(CustomerBase base, PeriodUnit unit) {
    int n = base.size();
    double logUnit = Math.log(unit.days());
    return withInterpurchaseTimes(
        IntStream.range(0, n).map(base::frequency).toArray(),
        IntStream.range(0, n).mapToDouble(row -> unit.fromDays(base.recencyDays(row))).toArray(),
        IntStream.range(0, n).mapToDouble(row -> unit.fromDays(base.ageDays(row))).toArray(),
        IntStream.range(0, n)
            .mapToDouble(row -> base.sumOfLogInterpurchaseDays(row) - base.frequency(row) * logUnit)
            .toArray(),
        null,
        unit);
  }

  /**
   * Customers one by one.
   *
   * @param summaries all in the same unit, at least one
   * @return the same, grouped
   * @throws IllegalArgumentException if there is none or two units meet
   */
  public static CustomerSummaries of(List<CustomerSummary> summaries) {
    if (summaries.isEmpty()) {
      throw new IllegalArgumentException("summaries must not be empty");
    }
    PeriodUnit unit = summaries.get(0).unit();
    for (CustomerSummary summary : summaries) {
      if (summary.unit() != unit) {
        throw new IllegalArgumentException(
            "summaries must all be in " + unit + ", but one was in " + summary.unit());
      }
    }
    return of(
        summaries.stream().mapToInt(CustomerSummary::frequency).toArray(),
        summaries.stream().mapToDouble(CustomerSummary::recency).toArray(),
        summaries.stream().mapToDouble(CustomerSummary::age).toArray(),
        null,
        unit);
  }

  /**
   * Customers in columns.
   *
   * @param frequency x by row
   * @param recency t<sub>x</sub> by row
   * @param age T by row
   * @param weight how many customers each row stands for, 1e-100 to 1e100; null for one each
   * @param unit the unit of the times
   * @return the same, grouped
   * @throws IllegalArgumentException if the lengths differ or a row breaks a rule of {@link
   *     CustomerSummary} or is out of range, with its number from 0
   */
  public static CustomerSummaries of(
      int[] frequency,
      double[] recency,
      double[] age,
      double @Nullable [] weight,
      PeriodUnit unit) {
    return new CustomerSummaries(unit, SummaryRows.of(frequency, recency, age, null, weight, unit));
  }

  /**
   * Customers in columns, with litt for the CNBD-k models.
   *
   * @param frequency x by row
   * @param recency t<sub>x</sub> by row
   * @param age T by row
   * @param sumOfLogInterpurchaseTimes litt by row, of times in {@code unit}; 0 for x = 0
   * @param weight how many customers each row stands for, 1e-100 to 1e100; null for one each
   * @param unit the unit of the times
   * @return the same, grouped
   * @throws IllegalArgumentException if the lengths differ or a row breaks a rule of {@link
   *     CustomerSummary} or is out of range, or its litt is impossible: above x ln(t<sub>x</sub> /
   *     x), or not ln t<sub>x</sub> for x = 1, or not 0 for x = 0
   */
  public static CustomerSummaries withInterpurchaseTimes(
      int[] frequency,
      double[] recency,
      double[] age,
      double[] sumOfLogInterpurchaseTimes,
      double @Nullable [] weight,
      PeriodUnit unit) {
    Objects.requireNonNull(sumOfLogInterpurchaseTimes, "interpurchase times must not be null");
    return new CustomerSummaries(
        unit, SummaryRows.of(frequency, recency, age, sumOfLogInterpurchaseTimes, weight, unit));
  }

  /**
   * The unit of all times.
   *
   * @return the unit
   */
  public PeriodUnit unit() {
    return unit;
  }

  /**
   * The number of different triples.
   *
   * @return 0 or more
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
   * @return from 0 to the age
   */
  public double recency(int row) {
    return recency[row];
  }

  /**
   * T of a row.
   *
   * @param row from 0 to {@link #rows()} - 1
   * @return 0 or more
   */
  public double age(int row) {
    return age[row];
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

  /**
   * The same histories with other weights.
   *
   * @param weights by row, 0 or from 1e-100 to 1e100; rows of weight 0 are left out
   * @return new summaries
   * @throws IllegalArgumentException if there are not as many weights as rows, or one is out of
   *     range, with its number from 0
   */
  public CustomerSummaries withWeights(double[] weights) {
    if (weights.length != rows()) {
      throw new IllegalArgumentException(
          "weights must be " + rows() + ", one by row, but were " + weights.length);
    }
    for (int row = 0; row < weights.length; row++) {
      if (weights[row] != 0) {
        Ranges.weight(weights[row], row);
      }
    }
    int[] kept = IntStream.range(0, rows()).filter(row -> weights[row] != 0).toArray();
    return new CustomerSummaries(
        unit,
        new SummaryRows(
            IntStream.of(kept).map(row -> frequency[row]).toArray(),
            IntStream.of(kept).mapToDouble(row -> recency[row]).toArray(),
            IntStream.of(kept).mapToDouble(row -> age[row]).toArray(),
            IntStream.of(kept).mapToDouble(row -> weights[row]).toArray(),
            logTimes == null
                ? null
                : IntStream.of(kept).mapToDouble(this::sumOfLogInterpurchaseTimes).toArray(),
            wholeDays));
  }

  /**
   * A number that the same histories have in common, in whatever order and groups, and others
   * hardly ever: whether two fits are of the same customers. litt has no part in it.
   *
   * @return any number but 0
   */
  public long fingerprint() {
    long sum = 1;
    for (int row = 0; row < rows(); row++) {
      long history = mixed(mixed(mixed(frequency[row]) ^ bits(recency[row])) ^ bits(age[row]));
      sum += history * Math.round(WEIGHT_STEPS * weight[row]);
    }
    long mixed = mixed(sum);
    return mixed == 0 ? 1 : mixed;
  }

  private static long bits(double time) {
    return Double.doubleToLongBits(time);
  }

  /** SplitMix64. */
  private static long mixed(long bits) {
    long z = bits + 0x9E3779B97F4A7C15L;
    long once = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long twice = (once ^ (once >>> 27)) * 0x94D049BB133111EBL;
    return twice ^ (twice >>> 31);
  }

  /**
   * Whether the rows have litt.
   *
   * @return true if so
   */
  public boolean hasInterpurchaseTimes() {
    return logTimes != null;
  }

  /**
   * litt of a row: the sum of the logs of the interpurchase times.
   *
   * @param row from 0 to {@link #rows()} - 1
   * @return the sum, of times in {@link #unit()}
   * @throws IllegalStateException if the data have no interpurchase times
   */
  public double sumOfLogInterpurchaseTimes(int row) {
    if (logTimes == null) {
      throw new IllegalStateException(
          "these summaries have no interpurchase times; make them withInterpurchaseTimes");
    }
    return logTimes[row];
  }

  /**
   * Whether all times are whole days.
   *
   * @return true for those of a customer base
   */
  public boolean wholeDays() {
    return wholeDays;
  }

  /**
   * What starting values are made of.
   *
   * @param meanFrequency mean of x
   * @param varianceOfFrequency of x
   * @param meanAge mean of T
   */
  public record Moments(double meanFrequency, double varianceOfFrequency, double meanAge) {}

  /**
   * Moments of customers that a model of purchases can be fitted to.
   *
   * @return means and variance
   * @throws IllegalArgumentException if there are fewer than two customers, nobody bought again,
   *     all ages are the same and at most a day, or all customers are the same
   */
  public Moments fittableMoments() {
    Ranges.twoCustomers(customers, "");
    double sum = 0;
    double squares = 0;
    double ages = 0;
    for (int row = 0; row < rows(); row++) {
      sum += weight[row] * frequency[row];
      squares += weight[row] * frequency[row] * (double) frequency[row];
      ages += weight[row] * age[row];
    }
    if (sum == 0) {
      throw new IllegalArgumentException(
          "a fit needs customers who bought again, but of "
              + Ranges.count(customers)
              + " nobody did; wait for a longer history, or use a smaller purchase period");
    }
    if (ages == 0) {
      throw new IllegalArgumentException(
          "a fit needs time since the first purchase, but all ages are 0; move the as-of day");
    }
    double oldest = Arrays.stream(age).max().orElse(0);
    if (unit.toDays(oldest) <= 1 && Arrays.stream(age).min().orElse(0) == oldest) {
      throw new IllegalArgumentException(
          "a fit needs some time since the first purchases, but all ages are "
              + oldest
              + " "
              + unit
              + ", a day or less; move the as-of day, or check the unit of the times");
    }
    if (rows() == 1) {
      throw new IllegalArgumentException(
          "a fit needs customers who differ, but all "
              + Ranges.count(customers)
              + " had frequency "
              + frequency[0]
              + ", recency "
              + recency[0]
              + " and age "
              + age[0]
              + "; add more customers");
    }
    double mean = sum / customers;
    return new Moments(mean, squares / customers - mean * mean, ages / customers);
  }
}
