package org.clv4j.models.transaction;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.internal.TimeTable;
import org.jspecify.annotations.Nullable;

/**
 * Many customers as the models see them, (x, t<sub>x</sub>, T) in one unit: what a fit needs.
 *
 * <p>Equal triples are one row with a weight. Rows are in the order of x, t<sub>x</sub>, T,
 * whatever the order of the input. A row takes 28 bytes.
 */
public final class CustomerSummaries {
  private static final int DAY_BITS = 17;
  private static final int DAY_MASK = (1 << DAY_BITS) - 1;

  private final PeriodUnit unit;
  private final int[] frequency;
  private final double[] recency;
  private final double[] age;
  private final double[] weight;
  private final double customers;
  private final boolean wholeDays;

  private CustomerSummaries(
      PeriodUnit unit,
      int[] frequency,
      double[] recency,
      double[] age,
      double[] weight,
      boolean wholeDays) {
    this.unit = unit;
    this.frequency = frequency;
    this.recency = recency;
    this.age = age;
    this.weight = weight;
    this.wholeDays = wholeDays;
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
    long[] keys = new long[base.size()];
    for (int row = 0; row < keys.length; row++) {
      keys[row] = key(base.frequency(row), base.recencyDays(row), base.ageDays(row));
    }
    return ofDays(keys, unit);
  }

  private static long key(int frequency, int recencyDays, int ageDays) {
    return ((long) frequency << (2 * DAY_BITS)) | ((long) recencyDays << DAY_BITS) | ageDays;
  }

  /** Whether all fit into keys, to the bit: a time that is not the one of its day does not. */
  private static boolean allWholeDays(
      int[] frequency, double[] recency, double[] age, PeriodUnit unit) {
    for (int row = 0; row < frequency.length; row++) {
      if (frequency[row] >= 1 << 29 || !isDay(recency[row], unit) || !isDay(age[row], unit)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDay(double time, PeriodUnit unit) {
    double days = Math.rint(unit.toDays(time));
    return days <= DAY_MASK && unit.fromDays(days) == time;
  }

  /** Of keys [x | t_x in days | T in days]. */
  private static CustomerSummaries ofDays(long[] keys, PeriodUnit unit) {
    Arrays.sort(keys);
    int rows = 0;
    for (int i = 0; i < keys.length; i++) {
      rows += i == 0 || keys[i] != keys[i - 1] ? 1 : 0;
    }
    int[] frequency = new int[rows];
    double[] recency = new double[rows];
    double[] age = new double[rows];
    double[] weight = new double[rows];
    int row = -1;
    for (int i = 0; i < keys.length; i++) {
      if (i == 0 || keys[i] != keys[i - 1]) {
        row++;
        frequency[row] = (int) (keys[i] >>> (2 * DAY_BITS));
        recency[row] = unit.fromDays((int) (keys[i] >>> DAY_BITS) & DAY_MASK);
        age[row] = unit.fromDays((int) keys[i] & DAY_MASK);
      }
      weight[row]++;
    }
    return new CustomerSummaries(unit, frequency, recency, age, weight, true);
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
   * @param weight how many customers each row stands for, above 0; null for one each
   * @param unit the unit of the times
   * @return the same, grouped
   * @throws IllegalArgumentException if the lengths differ or a row breaks a rule of {@link
   *     CustomerSummary}, with its number from 0
   */
  public static CustomerSummaries of(
      int[] frequency,
      double[] recency,
      double[] age,
      double @Nullable [] weight,
      PeriodUnit unit) {
    Objects.requireNonNull(unit, "unit must not be null");
    int n = frequency.length;
    if (recency.length != n || age.length != n || (weight != null && weight.length != n)) {
      throw new IllegalArgumentException(
          "columns must have the same length, but had "
              + n
              + " frequencies, "
              + recency.length
              + " recencies, "
              + age.length
              + " ages"
              + (weight == null ? "" : " and " + weight.length + " weights"));
    }
    for (int row = 0; row < n; row++) {
      check(row, frequency[row], recency[row], age[row], weight == null ? 1 : weight[row], unit);
    }
    if (weight == null && allWholeDays(frequency, recency, age, unit)) {
      long[] keys = new long[n];
      for (int row = 0; row < n; row++) {
        keys[row] =
            key(
                frequency[row],
                (int) Math.rint(unit.toDays(recency[row])),
                (int) Math.rint(unit.toDays(age[row])));
      }
      return ofDays(keys, unit);
    }
    double[] weights = weight == null ? filled(n) : weight;
    Integer[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(row -> frequency[row])
                    .thenComparingDouble(row -> recency[row])
                    .thenComparingDouble(row -> age[row])
                    .thenComparingDouble(row -> weights[row]))
            .toArray(Integer[]::new);
    return grouped(frequency, recency, age, weights, order, unit);
  }

  private static void check(
      int row, int frequency, double recency, double age, double weight, PeriodUnit unit) {
    try {
      var unused = new CustomerSummary(frequency, recency, age, unit);
      if (!(weight > 0 && weight <= Double.MAX_VALUE)) {
        throw new IllegalArgumentException("weight must be positive and finite, but was " + weight);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("row " + row + ": " + e.getMessage(), e);
    }
  }

  private static double[] filled(int length) {
    double[] ones = new double[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static CustomerSummaries grouped(
      int[] frequency,
      double[] recency,
      double[] age,
      double[] weight,
      Integer[] order,
      PeriodUnit unit) {
    int n = order.length;
    int[] x = new int[n];
    double[] tx = new double[n];
    double[] t = new double[n];
    double[] w = new double[n];
    boolean wholeDays = true;
    int rows = 0;
    for (int i : order) {
      boolean same =
          rows > 0
              && x[rows - 1] == frequency[i]
              && tx[rows - 1] == recency[i]
              && t[rows - 1] == age[i];
      if (!same) {
        x[rows] = frequency[i];
        tx[rows] = recency[i];
        t[rows] = age[i];
        wholeDays &= isDay(recency[i], unit) && isDay(age[i], unit);
        rows++;
      }
      w[rows - 1] += weight[i];
    }
    return new CustomerSummaries(
        unit,
        Arrays.copyOf(x, rows),
        Arrays.copyOf(tx, rows),
        Arrays.copyOf(t, rows),
        Arrays.copyOf(w, rows),
        wholeDays);
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
   * Whether all times are whole days.
   *
   * @return true for those of a customer base
   */
  public boolean wholeDays() {
    return wholeDays;
  }

  /**
   * The different times, for the modules of this library.
   *
   * @return shared, not to be written to
   */
  @SuppressWarnings("exports")
  public TimeTable timeTable() {
    return TimeTable.of(recency, age);
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
   * @throws IllegalArgumentException if there are fewer than two customers, nobody bought again or
   *     no time has passed since anybody's first purchase
   */
  public Moments fittableMoments() {
    if (customers < 2) {
      throw new IllegalArgumentException(
          "a fit needs at least two customers, but had "
              + customers
              + "; a hundred or more are better");
    }
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
              + customers
              + " nobody did; wait for a longer history, or use a smaller purchase period");
    }
    if (ages == 0) {
      throw new IllegalArgumentException(
          "a fit needs time since the first purchase, but all ages are 0; move the as-of day");
    }
    double mean = sum / customers;
    return new Moments(mean, squares / customers - mean * mean, ages / customers);
  }
}
