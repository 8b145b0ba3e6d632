package org.clv4j.segments.cohort;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.Money;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Customers by the period of their first order, and what each cohort did in every period since.
 *
 * <p>Cohorts run from the period of the log's first order to that of the as-of day, those without
 * customers too; their values are empty. A cell that the as-of day cuts is {@link
 * Completeness#PARTIAL}; the averages over cohorts leave it out. On the rolling clock a cell is
 * complete when its youngest member is old enough and nobody can join the cohort any more, and
 * unobserved until its oldest member enters the period.
 *
 * <p>The log's first day is taken for the beginning of all history: customers of before who come
 * back look like new ones, mostly in the first cohorts.
 *
 * <p>One pass over the orders fills all measures. A table has at most 8 388 608 cells, so many as
 * 4095 daily cohorts have; longer logs need longer cohorts or brackets. A cell takes 16 bytes, 24
 * with amounts, 32 with costs too; making a table takes 4 bytes a customer besides.
 */
public final class CohortTable {
  private static final int SHOWN = 12;

  private final Scope scope;
  private final CohortOptions options;
  private final CohortGrid grid;
  private final CohortCells cells;
  private final int group;

  private CohortTable(
      Scope scope, CohortOptions options, CohortGrid grid, CohortCells cells, int group) {
    this.scope = scope;
    this.options = options;
    this.grid = grid;
    this.cells = cells;
    this.group = group;
  }

  /**
   * The cohorts of all customers.
   *
   * @param orders the orders
   * @param options as-of day, cohorts, clock, brackets
   * @return the table; without cohorts if no order came by the as-of day
   * @throws IllegalArgumentException if there are too many cells
   * @throws ArithmeticException if the revenue of a cohort does not fit in a long of minor units
   */
  public static CohortTable of(CustomerOrders orders, CohortOptions options) {
    CohortGrid grid = CohortGrid.of(orders, options);
    CohortCells cells =
        CohortCells.of(orders, grid, CustomerLabels.same(orders), options.threads());
    return new CohortTable(scope(orders, options), options, grid, cells, 0);
  }

  /**
   * The cohorts of each group of customers: a triangle per channel, country or segment, all of the
   * same cohorts and periods. The {@link #weightedAverage} of a group is its retention by age, from
   * those who have been watched long enough; comparing groups by all of their customers would
   * compare their ages.
   *
   * @param orders the orders
   * @param options as-of day, cohorts, clock, brackets
   * @param labels the group of each customer
   * @return the tables by label, in the order of the labels
   * @throws IllegalArgumentException if there are too many cells, or not one label per customer
   * @throws ArithmeticException if the revenue of a cohort does not fit in a long of minor units
   */
  public static Map<String, CohortTable> byLabel(
      CustomerOrders orders, CohortOptions options, CustomerLabels labels) {
    if (labels.customers() != orders.size()) {
      throw new IllegalArgumentException(
          "labels must be as many as the customers, "
              + orders.size()
              + ", but were "
              + labels.customers());
    }
    CohortGrid grid = CohortGrid.of(orders, options);
    CohortCells cells = CohortCells.of(orders, grid, labels, options.threads());
    Scope scope = scope(orders, options);
    Map<String, CohortTable> tables = new LinkedHashMap<>();
    for (int g = 0; g < labels.groups(); g++) {
      tables.put(labels.names().get(g), new CohortTable(scope, options, grid, cells, g));
    }
    return Collections.unmodifiableMap(tables);
  }

  private static Scope scope(CustomerOrders orders, CohortOptions options) {
    return Scope.of(orders, options.asOf(), options.inWords());
  }

  /**
   * What the table looked at.
   *
   * @return the scope
   */
  public Scope scope() {
    return scope;
  }

  /**
   * How the cohorts were cut.
   *
   * @return the options
   */
  public CohortOptions options() {
    return options;
  }

  /**
   * The number of cohorts, empty ones among them.
   *
   * @return 0 if no order came by the as-of day
   */
  public int cohorts() {
    return grid.cohorts();
  }

  /**
   * The number of periods (or brackets) that the oldest cohort has begun.
   *
   * @return periods are 0 to this - 1
   */
  public int periods() {
    return grid.periods();
  }

  /**
   * The first day of a cohort's calendar period, which may lie before the log's first day.
   *
   * @param cohort from 0 to {@link #cohorts()} - 1
   * @return the day
   */
  public LocalDate start(int cohort) {
    return grid.start(checkCohort(cohort));
  }

  /**
   * The customers of a cohort.
   *
   * @param cohort from 0 to {@link #cohorts()} - 1
   * @return how many first ordered in its period
   */
  public int customers(int cohort) {
    return cells.customers[row(checkCohort(cohort))];
  }

  /**
   * How much of a cell's time had passed by the end of the as-of day.
   *
   * @param cohort from 0 to {@link #cohorts()} - 1
   * @param period from 0 to {@link #periods()} - 1
   * @return complete, partial or unobserved
   */
  public Completeness completeness(int cohort, int period) {
    checkCohort(cohort);
    Check.inRange(period, 0, periods() - 1, "period");
    int row = row(cohort);
    boolean empty = cells.customers[row] == 0;
    return grid.completeness(
        cohort,
        period,
        empty ? grid.earliest(cohort) : cells.oldest[row],
        empty ? grid.latest(cohort) : cells.youngest[row]);
  }

  /**
   * A cell.
   *
   * @param measure what to tell
   * @param cohort from 0 to {@link #cohorts()} - 1
   * @param period from 0 to {@link #periods()} - 1
   * @return the figure so far; empty if the cell is unobserved, the cohort has no customers, or the
   *     orders lack amounts that the measure needs
   */
  public Metric value(CohortMeasure measure, int cohort, int period) {
    String name = measure.toString();
    boolean unobserved = completeness(cohort, period) == Completeness.UNOBSERVED;
    String missing = missing(measure);
    if (missing != null || unobserved) {
      return Metric.unknown(
          name,
          measure.unit(),
          missing != null ? missing : "the period had not begun by " + options.asOf());
    }
    long members = customers(cohort);
    if (members == 0) {
      return Metric.ratio(name, 0, 0, measure.unit(), "nobody first ordered in the cohort's time");
    }
    int cell = group * grid.cells() + grid.cell(cohort, period);
    return switch (measure) {
      case RETENTION -> share(measure, cells.active[cell], members);
      case RETENTION_ON_OR_AFTER -> share(measure, cells.lastSeen[cell], members);
      case RETENTION_EVERY -> share(measure, cells.unbroken[cell], members);
      case CUSTOMERS -> sum(measure, BigDecimal.valueOf(cells.active[cell]));
      case ORDERS -> sum(measure, BigDecimal.valueOf(orders(cell, period)));
      case REVENUE -> sum(measure, money(revenue(cell, period)));
      case MARGIN -> sum(measure, money(revenue(cell, period) - cost(cell, period)));
      case CUMULATIVE_VALUE -> perCustomer(measure, revenue(cell, 0), members);
      case CUMULATIVE_MARGIN -> perCustomer(measure, revenue(cell, 0) - cost(cell, 0), members);
      case AVERAGE_ORDER_VALUE ->
          Metric.ratio(
              name,
              money(revenue(cell, period)),
              BigDecimal.valueOf(orders(cell, period)),
              measure.unit(),
              "there was no order in the period");
    };
  }

  private static Metric share(CohortMeasure measure, long part, long members) {
    return Metric.ratio(measure.toString(), part, members, measure.unit(), "");
  }

  private Metric perCustomer(CohortMeasure measure, long minor, long members) {
    return Metric.ratio(
        measure.toString(), money(minor), BigDecimal.valueOf(members), measure.unit(), "");
  }

  private static Metric sum(CohortMeasure measure, BigDecimal sum) {
    OptionalDouble value = OptionalDouble.of(sum.doubleValue());
    return new Metric(measure.toString(), sum, null, value, measure.unit(), null);
  }

  /** The sums of a cell from those since period 0; period 0 itself has nothing before it. */
  private long orders(int cell, int period) {
    return period == 0 ? cells.orders[cell] : cells.orders[cell] - cells.orders[cell - 1];
  }

  private long revenue(int cell, int period) {
    return since(Objects.requireNonNull(cells.revenue), cell, period);
  }

  private long cost(int cell, int period) {
    return since(Objects.requireNonNull(cells.cost), cell, period);
  }

  private static long since(long[] sums, int cell, int period) {
    return period == 0 ? sums[cell] : sums[cell] - sums[cell - 1];
  }

  private BigDecimal money(long minor) {
    Currency currency = Objects.requireNonNull(scope.currency());
    return Money.ofMinor(minor, currency).toBigDecimal();
  }

  private @Nullable String missing(CohortMeasure measure) {
    return measure.needsAmounts() && cells.revenue == null
        ? "the orders have no amounts"
        : measure.needsCosts() && cells.cost == null ? "the orders have no costs" : null;
  }

  /**
   * The average over cohorts in which each customer counts alike: for shares and values per
   * customer or order, the sum of the numerators over that of the denominators; for sums, their
   * mean weighted by the customers of the cohorts. Complete cells of cohorts with customers alone.
   *
   * @param measure what to tell
   * @param period from 0 to {@link #periods()} - 1
   * @return {@code retention_weighted_average} and so on; empty if no cell is complete
   */
  public Metric weightedAverage(CohortMeasure measure, int period) {
    BigDecimal numerator = BigDecimal.ZERO;
    BigDecimal denominator = BigDecimal.ZERO;
    for (int cohort = 0; cohort < cohorts(); cohort++) {
      Metric cell = complete(measure, cohort, period);
      if (cell != null) {
        BigDecimal part = Objects.requireNonNull(cell.numerator());
        BigDecimal members = BigDecimal.valueOf(customers(cohort));
        boolean ratio = cell.denominator() != null;
        numerator = numerator.add(ratio ? part : part.multiply(members));
        denominator = denominator.add(ratio ? cell.denominator() : members);
      }
    }
    return average(measure, "weighted", numerator, denominator, period);
  }

  /**
   * The average over cohorts in which each cohort counts alike, whatever its size: the mean of the
   * values of complete cells that have one.
   *
   * @param measure what to tell
   * @param period from 0 to {@link #periods()} - 1
   * @return {@code retention_unweighted_average} and so on, with the sum of the cells' values over
   *     their number; empty if no cell is complete
   */
  public Metric unweightedAverage(CohortMeasure measure, int period) {
    double sum = 0;
    int count = 0;
    for (int cohort = 0; cohort < cohorts(); cohort++) {
      Metric cell = complete(measure, cohort, period);
      if (cell != null) {
        sum += cell.value().getAsDouble();
        count++;
      }
    }
    return average(
        measure, "unweighted", BigDecimal.valueOf(sum), BigDecimal.valueOf(count), period);
  }

  /** A cell that averages take; null for any other. */
  private @Nullable Metric complete(CohortMeasure measure, int cohort, int period) {
    if (completeness(cohort, period) != Completeness.COMPLETE) {
      return null;
    }
    Metric cell = value(measure, cohort, period);
    return cell.value().isPresent() ? cell : null;
  }

  private Metric average(
      CohortMeasure measure, String kind, BigDecimal sum, BigDecimal weights, int period) {
    String name = measure + "_" + kind + "_average";
    String missing = missing(measure);
    return missing != null
        ? Metric.unknown(name, measure.unit(), missing)
        : Metric.ratio(
            name, sum, weights, measure.unit(), "no cohort is complete in period " + period);
  }

  private int checkCohort(int cohort) {
    return Check.inRange(cohort, 0, cohorts() - 1, "cohort");
  }

  private int row(int cohort) {
    return group * grid.cohorts() + cohort;
  }

  /** The scope and the first twelve cohorts and periods of retention; partial cells have a star. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("retention of cohorts, ").append(scope);
    int periods = Math.min(SHOWN, periods());
    text.append("\ncohort      customers");
    for (int p = 0; p < periods; p++) {
      text.append(String.format(Locale.ROOT, "%7d ", p));
    }
    for (int k = 0; k < Math.min(SHOWN, cohorts()); k++) {
      text.append(String.format(Locale.ROOT, "%n%-10s %10d", start(k), customers(k)));
      for (int p = 0; p < periods; p++) {
        OptionalDouble share = value(CohortMeasure.RETENTION, k, p).value();
        boolean partial = completeness(k, p) == Completeness.PARTIAL;
        text.append(
            share.isEmpty()
                ? "        "
                : String.format(Locale.ROOT, "%7.3f%s", share.getAsDouble(), partial ? "*" : " "));
      }
    }
    if (cohorts() > SHOWN) {
      text.append(String.format(Locale.ROOT, "%n… %d cohorts, %d periods", cohorts(), periods()));
    }
    return text.toString();
  }
}
