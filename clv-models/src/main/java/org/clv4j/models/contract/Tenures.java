package org.clv4j.models.contract;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.Ranges;
import org.clv4j.core.value.PeriodUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long many customers stayed, or have stayed so far: what a {@link ContractModel} is fitted to.
 *
 * <p>There are three ways in. <em>Survivors</em> of a cohort, counted at the end of each period.
 * <em>Periods</em> of single customers: a customer who left with tenure n was there through period
 * n and did not make the n-th renewal; one who is still there with tenure n has made n renewals.
 * <em>Times</em> of single customers, exact to the moment. Survivors and periods say the same:
 * whoever leaves in period n leaves somewhere between n - 1 and n. A time says exactly when, which
 * makes a difference to models in continuous time and none to those in discrete time.
 *
 * <p>Equal tenures are one row, in rising order, whatever the order of the input.
 */
public final class Tenures {
  /** The longest tenure that is counted in periods. */
  public static final int MOST_PERIODS = 1_000_000;

  private final PeriodUnit unit;
  private final boolean exact;
  private final double[] tenure;
  private final double[] churned;
  private final double[] active;
  private final double customers;

  private Tenures(
      PeriodUnit unit, boolean exact, double[] tenure, double[] churned, double[] active) {
    this.unit = unit;
    this.exact = exact;
    this.tenure = tenure;
    this.churned = churned;
    this.active = active;
    this.customers = Arrays.stream(churned).sum() + Arrays.stream(active).sum();
  }

  /**
   * One cohort, followed from its start.
   *
   * @param survivors how many were there at time 0, 1, 2 …; counts or shares (a share makes all
   *     standard errors those of a single customer)
   * @param unit the period
   * @return the tenures: as many left in period n as the count fell, the rest is still there
   * @throws IllegalArgumentException if there is no count, the first is not between 1e-100 and
   *     1e100, one rises, or one is negative or not finite
   */
  public static Tenures ofSurvivors(double[] survivors, PeriodUnit unit) {
    return ofSurvivors(List.of(survivors), unit);
  }

  /**
   * Several cohorts, each followed from its own start and for as long as it was seen.
   *
   * @param cohorts of each how many were there at its time 0, 1, 2 …
   * @param unit the period
   * @return the tenures of all
   * @throws IllegalArgumentException if there is no cohort or a cohort has no count, starts with
   *     one that is not between 1e-100 and 1e100, or has a count that rises, is negative or not
   *     finite; with its number from 0
   */
  public static Tenures ofSurvivors(List<double[]> cohorts, PeriodUnit unit) {
    if (cohorts.isEmpty()) {
      throw new IllegalArgumentException("cohorts must not be empty");
    }
    int most = cohorts.stream().mapToInt(cohort -> 2 * cohort.length).sum();
    Rows rows = new Rows(most);
    for (int c = 0; c < cohorts.size(); c++) {
      double[] survivors = cohorts.get(c);
      checkSurvivors(survivors, cohorts.size() == 1 ? "" : "cohort " + c + ": ");
      int last = survivors.length - 1;
      for (int t = 1; t <= last; t++) {
        rows.add(t, true, survivors[t - 1] - survivors[t]);
      }
      rows.add(last, false, survivors[last]);
    }
    return rows.grouped(unit, false);
  }

  private static void checkSurvivors(double[] survivors, String where) {
    if (survivors.length == 0 || survivors.length > MOST_PERIODS) {
      throw new IllegalArgumentException(
          where
              + "survivors must be counted from 1 to "
              + MOST_PERIODS
              + " times, but were "
              + survivors.length
              + " times");
    }
    Ranges.weight(survivors[0], where + "survivors at time 0");
    for (int t = 1; t < survivors.length; t++) {
      if (!(survivors[t] >= 0 && survivors[t] <= survivors[t - 1])) {
        throw new IllegalArgumentException(
            where
                + "survivors must not rise and not be negative, but at time "
                + t
                + " were "
                + survivors[t]
                + " after "
                + survivors[t - 1]);
      }
    }
  }

  /**
   * Customers one by one, counted in whole periods.
   *
   * @param tenure n by customer: at least 1 if churned, else 0 or more, at most {@value
   *     #MOST_PERIODS}
   * @param churned whether the customer left in period n, or was still there after n renewals
   * @param weight how many customers each stands for, 1e-100 to 1e100; null for one each
   * @param unit the period
   * @return the same, grouped
   * @throws IllegalArgumentException if there is none, the lengths differ or a row breaks a rule,
   *     with its number from 0
   */
  public static Tenures ofPeriods(
      int[] tenure, boolean[] churned, double @Nullable [] weight, PeriodUnit unit) {
    double[] times = Arrays.stream(tenure).asDoubleStream().toArray();
    return individuals(times, churned, weight, unit, false);
  }

  /**
   * Customers one by one, with exact times.
   *
   * @param tenure the time by customer: above 0 if churned, else 0 or more; if not 0, from 1e-100
   *     to 1e15
   * @param churned whether the customer left at that time, or was still there
   * @param weight how many customers each stands for, 1e-100 to 1e100; null for one each
   * @param unit the unit of the times
   * @return the same, grouped
   * @throws IllegalArgumentException if there is none, the lengths differ or a row breaks a rule,
   *     with its number from 0
   */
  public static Tenures ofTimes(
      double[] tenure, boolean[] churned, double @Nullable [] weight, PeriodUnit unit) {
    return individuals(tenure, churned, weight, unit, true);
  }

  private static Tenures individuals(
      double[] tenure,
      boolean[] churned,
      double @Nullable [] weight,
      PeriodUnit unit,
      boolean exact) {
    int n = tenure.length;
    if (churned.length != n || (weight != null && weight.length != n)) {
      throw new IllegalArgumentException(
          "columns must have the same length, but had "
              + n
              + " tenures, "
              + churned.length
              + " flags"
              + (weight == null ? "" : " and " + weight.length + " weights"));
    }
    if (n == 0) {
      throw new IllegalArgumentException("tenures must not be empty");
    }
    Rows rows = new Rows(n);
    for (int row = 0; row < n; row++) {
      String where = "row " + row + ": ";
      if (exact) {
        Ranges.measured(tenure[row], where + "tenure");
      } else {
        Check.inRange(tenure[row], 0, MOST_PERIODS, where + "tenure");
      }
      if (churned[row] && tenure[row] == 0) {
        throw new IllegalArgumentException(
            where + "tenure must be above 0 where the customer churned, but was 0");
      }
      double w = weight == null ? 1 : Ranges.weight(weight[row], where + "weight");
      rows.add(tenure[row], churned[row], w);
    }
    return rows.grouped(unit, exact);
  }

  /** Rows before they are grouped. */
  private static final class Rows {
    private final double[] tenure;
    private final boolean[] churned;
    private final double[] weight;
    private int size;

    private Rows(int most) {
      tenure = new double[most];
      churned = new boolean[most];
      weight = new double[most];
    }

    private void add(double time, boolean left, double customers) {
      tenure[size] = time;
      churned[size] = left;
      weight[size] = customers;
      size++;
    }

    /** Equal weights are added in an order of their own, so that no order of input shows. */
    private Tenures grouped(PeriodUnit unit, boolean exact) {
      Objects.requireNonNull(unit, "unit must not be null");
      int[] order =
          IntStream.range(0, size)
              .filter(row -> weight[row] > 0)
              .boxed()
              .sorted(
                  Comparator.<Integer>comparingDouble(row -> tenure[row])
                      .thenComparingDouble(row -> weight[row]))
              .mapToInt(Integer::intValue)
              .toArray();
      double[] times = new double[order.length];
      double[] left = new double[order.length];
      double[] there = new double[order.length];
      int rows = 0;
      for (int row : order) {
        if (rows == 0 || times[rows - 1] != tenure[row]) {
          times[rows++] = tenure[row];
        }
        double[] column = churned[row] ? left : there;
        column[rows - 1] += weight[row];
      }
      return new Tenures(
          unit,
          exact,
          Arrays.copyOf(times, rows),
          Arrays.copyOf(left, rows),
          Arrays.copyOf(there, rows));
    }
  }

  /**
   * The unit of all tenures.
   *
   * @return the period
   */
  public PeriodUnit unit() {
    return unit;
  }

  /**
   * Whether tenures are exact times, and not counts of periods.
   *
   * @return true if they came by {@link #ofTimes}
   */
  public boolean exact() {
    return exact;
  }

  /**
   * The number of different tenures.
   *
   * @return at least 1
   */
  public int rows() {
    return tenure.length;
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
   * The tenure of a row.
   *
   * @param row from 0 to {@link #rows()} - 1
   * @return 0 or more
   */
  public double tenure(int row) {
    return tenure[row];
  }

  /**
   * How many left with that tenure.
   *
   * @param row from 0 to {@link #rows()} - 1
   * @return 0 or more
   */
  public double churned(int row) {
    return churned[row];
  }

  /**
   * How many were still there when last seen with that tenure.
   *
   * @param row from 0 to {@link #rows()} - 1
   * @return 0 or more
   */
  public double active(int row) {
    return active[row];
  }

  void requireUnit(PeriodUnit expected) {
    if (unit != expected) {
      throw new IllegalArgumentException(
          "tenures must be measured in " + expected + " like this model, but were in " + unit);
    }
  }

  double churnedCustomers() {
    return Arrays.stream(churned).sum();
  }

  double totalTenure() {
    double sum = 0;
    for (int row = 0; row < tenure.length; row++) {
      sum += tenure[row] * (churned[row] + active[row]);
    }
    return sum;
  }
}
