package org.clv4j.segments.lifecycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.order.CustomerIds;
import org.clv4j.segments.metric.Scope;

/**
 * Acquired, activated, retained, referrer, revenue: how far every customer has come by a day, how
 * many get from one stage to the next, how long it takes and what it costs.
 *
 * <p>The customers are those who have registered or ordered by then. A customer can reach a later
 * stage without the one before: some refer others before they order again. Who referred but never
 * ordered is no referrer here, and nobody refers himself.
 *
 * <p>Conversion rates: activated of acquired (registered or ordered); retained of the activated who
 * have been watched for the repurchase horizon since; referrers and revenue of activated. Times are
 * Kaplan-Meier curves, in which those who are not there yet count for as long as they have been
 * watched. The curve of retained is that of the second order, however late.
 *
 * <p>Source of the five: McClure (2007), Startup metrics for pirates.
 */
public final class LifecycleStages {
  private final Scope scope;
  private final LifecycleOptions options;
  private final StageDays days;
  private final List<StageResult> stages;

  private LifecycleStages(
      Scope scope, LifecycleOptions options, StageDays days, List<StageResult> stages) {
    this.scope = scope;
    this.options = options;
    this.days = days;
    this.stages = stages;
  }

  /**
   * The stages by the end of a day.
   *
   * @param orders the orders
   * @param asOf the last day that counts
   * @param options what else is known
   * @return the stages of every customer known by then
   * @throws IllegalArgumentException if the day lies outside of 1900-01-01 to 2199-12-31
   * @throws org.clv4j.core.value.CurrencyMismatchException if the acquisition cost has not the
   *     currency of the orders
   */
  public static LifecycleStages of(
      CustomerOrders orders, LocalDate asOf, LifecycleOptions options) {
    int asOfDay = OrderColumns.checkDay(asOf, "as-of day");
    StageDays days = new StageDays(orders, asOfDay, options);
    StageMetrics metrics = new StageMetrics(orders, asOfDay, options, days);
    List<StageResult> stages = new ArrayList<>();
    for (LifecycleStage stage : LifecycleStage.values()) {
      stages.add(metrics.result(stage));
    }
    return new LifecycleStages(
        Scope.of(orders, asOf, options.inWords(orders.hasCosts())),
        options,
        days,
        List.copyOf(stages));
  }

  /**
   * The customers.
   *
   * @return the ids by row
   */
  public CustomerIds ids() {
    return days.ids();
  }

  /**
   * The number of customers.
   *
   * @return 0 or more
   */
  public int size() {
    return days.ids().size();
  }

  /**
   * The last of the five stages that a customer has reached.
   *
   * @param row from 0 to {@link #size()} - 1
   * @return the stage
   */
  public LifecycleStage stage(int row) {
    Objects.checkIndex(row, size());
    LifecycleStage last = LifecycleStage.ACQUIRED;
    for (LifecycleStage stage : LifecycleStage.values()) {
      last = days.day(stage, row) == StageDays.NEVER ? last : stage;
    }
    return last;
  }

  /**
   * When a customer reached a stage.
   *
   * @param row from 0 to {@link #size()} - 1
   * @param stage the stage
   * @return the day; empty if not by the as-of day
   */
  public Optional<LocalDate> reached(int row, LifecycleStage stage) {
    int day = days.day(stage, Objects.checkIndex(row, size()));
    return day == StageDays.NEVER ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(day));
  }

  /**
   * Every stage with its customers, conversion, time and cost.
   *
   * @return in the order of the stages
   */
  public List<StageResult> stages() {
    return stages;
  }

  /**
   * As-of day, options, zone, order policy and currency.
   *
   * @return the scope
   */
  public Scope scope() {
    return scope;
  }

  /**
   * What was known beside the orders, and what the stages meant.
   *
   * @return the options
   */
  public LifecycleOptions options() {
    return options;
  }

  /** The scope, and a stage on each line. */
  @Override
  public String toString() {
    return scope + stages.stream().map(stage -> "\n" + stage).collect(Collectors.joining());
  }
}
