package org.clv4j.all;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.clv4j.all.internal.BacktestTable;
import org.clv4j.all.internal.ChartWords;
import org.clv4j.all.internal.CohortTables;
import org.clv4j.all.internal.CustomerTables;
import org.clv4j.all.internal.LabelTable;
import org.clv4j.all.internal.MetricTable;
import org.clv4j.all.internal.Reasons;
import org.clv4j.all.internal.RetentionTable;
import org.clv4j.charts.Chart;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.formula.HistoricValue;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.io.CsvSource;
import org.clv4j.io.OrderCsv;
import org.clv4j.io.OrderCsvResult;
import org.clv4j.io.QualityTable;
import org.clv4j.io.Table;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.evaluate.Backtest;
import org.clv4j.models.evaluate.BacktestOptions;
import org.clv4j.models.evaluate.Gate;
import org.clv4j.models.evaluate.ModelChoice;
import org.clv4j.models.evaluate.Readiness;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.segments.behavior.BehaviorSegments;
import org.clv4j.segments.cohort.CohortMeasure;
import org.clv4j.segments.cohort.CohortOptions;
import org.clv4j.segments.cohort.CohortTable;
import org.clv4j.segments.health.ContactAdvice;
import org.clv4j.segments.health.CustomerBaseHealth;
import org.clv4j.segments.health.HealthOptions;
import org.clv4j.segments.lifecycle.LifecycleOptions;
import org.clv4j.segments.lifecycle.LifecycleStages;
import org.clv4j.segments.metric.CalendarPeriod;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.retention.RetentionSeries;
import org.clv4j.segments.retention.TimeToSecondOrder;
import org.clv4j.segments.rfm.RfmTable;
import org.clv4j.sql.DuckDbOrders;
import org.clv4j.sql.OrderFiles;
import org.clv4j.sql.OrderMapping;
import org.jspecify.annotations.Nullable;

/**
 * The orders of a shop as of a day, and what can be asked of them in one word.
 *
 * <pre>{@code
 * Orders orders = Orders.read("samples/orders.csv");
 * System.out.println(orders.rfm());
 * System.out.println(orders.fit("bg-nbd").value().top("clv", 10));
 * }</pre>
 *
 * <p>Each method gives the result of a class that has more to say, under its defaults and on all
 * processors; {@link #log} and {@link #base} lead to these. Columns are those of the {@code clv}
 * command. Every table is made anew.
 */
public final class Orders {
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  private final OrderCsvResult read;
  private final CustomerBase base;
  private final PeriodUnit unit;

  private Orders(OrderCsvResult read, @Nullable LocalDate asOf, PeriodUnit unit) {
    OrderLog log = read.log();
    if (log.isEmpty()) {
      throw new IllegalArgumentException("orders must not be empty");
    }
    this.read = read;
    this.base = CustomerBase.of(log, options(asOf == null ? log.lastDay() : asOf));
    this.unit = unit;
    if (base.isEmpty()) {
      throw new IllegalArgumentException(
          "as-of day must not be before the first order of "
              + log.firstDay()
              + ", but was "
              + base.asOf());
    }
  }

  private static CustomerBase.Options options(LocalDate asOf) {
    return CustomerBase.Options.DEFAULT.withThreads(THREADS).withAsOf(asOf);
  }

  /**
   * Reads files: CSV, gzipped or not, or through DuckDB Parquet and JSON. Columns are found from
   * the header.
   *
   * @param files at least one; all of CSV or none, one pattern such as {@code "data/*.parquet"} for
   *     several
   * @return the orders as of the last day with one
   * @throws IOException if a file cannot be read, or something in it breaks a rule
   * @throws IllegalArgumentException if there is no order
   */
  public static Orders read(String... files) throws IOException {
    List<Path> found = OrderFiles.find(List.of(files));
    long notCsv = found.stream().filter(OrderFiles::needsDuckDb).count();
    if (notCsv == 0) {
      return read(new OrderCsv().threads(THREADS), files);
    }
    if (notCsv < found.size()) {
      throw new IllegalArgumentException("files must all be CSV or none, but were " + found);
    }
    return of(
        new DuckDbOrders()
            .threads(THREADS)
            .read(found.stream().map(Path::toString).toList(), new OrderMapping()));
  }

  /**
   * Reads CSV files under settings.
   *
   * @param how for example {@code new OrderCsv().customer("member").decimal(',')}
   * @param files at least one
   * @return the orders as of the last day with one
   * @throws IOException if a file cannot be read, or something in it breaks a rule
   * @throws IllegalArgumentException if there is no order
   */
  public static Orders read(OrderCsv how, String... files) throws IOException {
    List<CsvSource> sources = new ArrayList<>();
    for (Path file : OrderFiles.find(List.of(files))) {
      sources.add(CsvSource.of(file));
    }
    return of(how.readAll(sources));
  }

  /**
   * Orders from anywhere else.
   *
   * @param log the orders, at least one
   * @return the same as of the last day with one
   */
  public static Orders of(OrderLog log) {
    return of(OrderCsvResult.of(log, List.of(), log.size(), 0, List.of(), List.of(), List.of()));
  }

  private static Orders of(OrderCsvResult read) {
    return new Orders(read, null, PeriodUnit.WEEK);
  }

  /**
   * The same orders as they were known on a day.
   *
   * @param day the last day that counts, such as {@code "2025-06-30"}
   * @return orders of which later ones have a part in nothing
   * @throws java.time.DateTimeException if it is no day
   * @throws IllegalArgumentException if there was no order yet
   */
  public Orders asOf(String day) {
    return new Orders(read, LocalDate.parse(day), unit);
  }

  /**
   * The same orders with another unit of time.
   *
   * @param name of recency, age and models: day, week (from the start), month or year
   * @return the same in that unit
   * @throws IllegalArgumentException if it is no unit
   */
  public Orders in(String name) {
    return new Orders(read, base.asOf(), PeriodUnit.parse(name));
  }

  /**
   * The orders themselves.
   *
   * @return all, later ones included
   */
  public OrderLog log() {
    return read.log();
  }

  /**
   * The customers themselves.
   *
   * @return as of the day
   */
  public CustomerBase base() {
    return base;
  }

  /**
   * The figures to look at first: sizes, days and {@link HistoricValue}.
   *
   * @return columns {@code fact, value}
   */
  public Table describe() {
    return CustomerTables.described(base, read.badRows());
  }

  /**
   * One row per customer: {@link CustomerBase}.
   *
   * @return orders, frequency, recency, age and spend
   */
  public Table customers() {
    return CustomerTables.summary(base, unit);
  }

  /**
   * One row per customer: {@link RfmTable}.
   *
   * @return scores of recency, frequency and spend, and the segment
   */
  public Table rfm() {
    return CustomerTables.rfm(RfmTable.of(base));
  }

  /**
   * One row per RFM segment: {@link RfmTable#segments}.
   *
   * @return customers, orders and spend of each
   */
  public Table segments() {
    return CustomerTables.segments(RfmTable.of(base));
  }

  /**
   * One row per customer and label: {@link BehaviorSegments} and {@link LifecycleStages}.
   *
   * @return the segment, its rule and the evidence
   */
  public Table behavior() {
    CustomerOrders orders = customerOrders();
    return LabelTable.of(
        BehaviorSegments.of(orders, base.asOf()),
        LifecycleStages.of(orders, base.asOf(), LifecycleOptions.DEFAULT),
        false);
  }

  /**
   * One row per metric of the customer base: {@link CustomerBaseHealth} and {@link ContactAdvice}.
   *
   * @return numerator, denominator, value and unit, or the reason why there is none
   */
  public Table health() {
    CustomerOrders orders = customerOrders();
    HealthOptions options = HealthOptions.DEFAULT.withThreads(THREADS).withAsOf(base.asOf());
    List<Metric> metrics = new ArrayList<>(CustomerBaseHealth.of(orders, options).metrics());
    metrics.addAll(ContactAdvice.of(orders, base.asOf(), THREADS).metrics());
    return MetricTable.of(new Table(metrics.size()), metrics);
  }

  /**
   * The share of each monthly cohort that ordered in each month after: {@link CohortTable}.
   *
   * @return one row per cohort, one column per month from 0
   */
  public Table cohorts() {
    return cohorts("month", CohortMeasure.RETENTION);
  }

  /**
   * A measure of each cohort in each period after: {@link CohortTable}.
   *
   * @param period of the calendar: day, week (from Monday), month, quarter or year
   * @param measure such as {@link CohortMeasure#CUMULATIVE_VALUE}
   * @return one row per cohort, one column per period from 0
   * @throws IllegalArgumentException if it is no period
   */
  public Table cohorts(String period, CohortMeasure measure) {
    CohortOptions options =
        CohortOptions.asOf(base.asOf()).withCohorts(calendar(period)).withThreads(THREADS);
    return CohortTables.triangle(CohortTable.of(customerOrders(), options), measure);
  }

  private static CalendarPeriod calendar(String name) {
    for (CalendarPeriod.Unit unit : CalendarPeriod.Unit.values()) {
      if (unit.toString().equals(name)) {
        return new CalendarPeriod(unit, DayOfWeek.MONDAY);
      }
    }
    throw new IllegalArgumentException(
        "period must be one of "
            + List.of(CalendarPeriod.Unit.values())
            + ", but was \""
            + name
            + "\"");
  }

  /**
   * Who orders a second time, and who of one month orders in the next: {@link TimeToSecondOrder}
   * and {@link RetentionSeries}.
   *
   * @return one row per day of the curve and per month, with intervals of 95 %
   */
  public Table retention() {
    CustomerOrders orders = customerOrders();
    return RetentionTable.of(
        TimeToSecondOrder.of(orders, base.asOf()),
        RetentionSeries.of(orders, base.asOf(), CalendarPeriod.MONTH, THREADS),
        new Reasons());
  }

  /**
   * What is odd about the orders: {@link OrderCsvResult#quality}.
   *
   * @return one row per finding
   */
  public Table quality() {
    return QualityTable.of(read.quality(base.asOf()));
  }

  /**
   * Whether the orders are fit for a forecast: {@link Readiness}.
   *
   * @return one row per gate
   */
  public Table readiness() {
    List<Gate> gates = Readiness.of(read.log(), options(base.asOf())).gates();
    return new Table(gates.size())
        .with("gate", row -> gates.get(row).name())
        .with("status", row -> gates.get(row).status().name().toLowerCase(Locale.ROOT))
        .with("finding", row -> gates.get(row).finding())
        .with("remedy", row -> gates.get(row).remedy());
  }

  /**
   * Fits a model: {@link TransactionModels#fit}, or {@link ModelChoice}.
   *
   * @param model its name, such as {@code "bg-nbd"}, or {@code "auto"} for the one that foretells
   *     the last third of the days best
   * @return the fitted model
   * @throws IllegalArgumentException if there is no such model, or the orders do not fit it
   * @throws org.clv4j.models.fit.FitException if the fit does not converge
   */
  public Fitted fit(String model) {
    if (model.equals("auto")) {
      return Fitted.of(
          base, read.log(), ModelChoice.of(read.log(), base.asOf(), backtestOptions(List.of())));
    }
    CustomerSummaries customers =
        TransactionModels.needsInterpurchaseTimes(model)
            ? CustomerSummaries.withInterpurchaseTimes(
                CustomerBase.of(read.log(), options(base.asOf()).withInterpurchaseTimes()), unit)
            : CustomerSummaries.of(base, unit);
    return Fitted.of(
        base,
        read.log(),
        TransactionModels.fit(model, customers, null, FitOptions.DEFAULT.withThreads(THREADS)));
  }

  /**
   * A picture of what customers did: {@code orders-over-time, revenue-over-time, customer-flows,
   * value-distribution, lorenz, whale, rfm, cohorts, retention, timing-patterns,
   * interpurchase-times}, each under the defaults of {@link org.clv4j.charts.Charts}.
   *
   * @param name of the chart
   * @return to be shown, saved or read as a table
   * @throws IllegalArgumentException if there is no such chart, or nothing to draw
   */
  public Chart chart(String name) {
    return ChartWords.ofOrders(name, base, read.log(), THREADS);
  }

  /**
   * How well models foretell the last third of the days: {@link Backtest}.
   *
   * @param models their names; without any all but {@code ggompertz-nbd}
   * @return one row per model and naive rule
   * @throws IllegalArgumentException if there is no such model, or too few orders
   */
  public Table backtest(String... models) {
    return backtest(Backtest.calibrationEnd(read.log().firstDay(), base.asOf()), models);
  }

  /**
   * How well models foretell what came after a day: {@link Backtest}.
   *
   * @param calibrationEnd the last day that the models may know
   * @param models their names; without any all but {@code ggompertz-nbd}
   * @return one row per model and naive rule
   * @throws IllegalArgumentException if there is no such model, or too few orders
   */
  public Table backtest(LocalDate calibrationEnd, String... models) {
    return BacktestTable.of(
        List.of(
            Backtest.of(
                read.log(), calibrationEnd, base.asOf(), backtestOptions(List.of(models)))));
  }

  private BacktestOptions backtestOptions(List<String> models) {
    BacktestOptions options = BacktestOptions.DEFAULT.withUnit(unit).withThreads(THREADS);
    return models.isEmpty() ? options : options.withModels(models);
  }

  private CustomerOrders customerOrders() {
    return CustomerOrders.of(read.log(), THREADS);
  }

  /** For example {@code 13747 orders of 2000 customers, 2024-01-01 to 2025-12-31}. */
  @Override
  public String toString() {
    boolean whole = base.asOf().equals(read.log().lastDay());
    return read.log() + (whole ? "" : ", as of " + base.asOf());
  }
}
