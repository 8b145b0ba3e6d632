package org.clv4j.segments.subscription;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.clv4j.segments.metric.Metric;

/**
 * A calendar month of subscriptions.
 *
 * @param start its first day
 * @param isComplete whether it was over on the as-of day; if not, its rates have no values
 * @param movements from the end of the month before to its last day, or the as-of day if that is
 *     earlier
 * @param lifetimeValues by preset, in their order
 */
public record SubscriptionMonth(
    LocalDate start, boolean isComplete, MrrMovements movements, List<Metric> lifetimeValues) {

  /** Takes a copy. */
  public SubscriptionMonth {
    Objects.requireNonNull(start, "start must not be null");
    Objects.requireNonNull(movements, "movements must not be null");
    lifetimeValues = List.copyOf(lifetimeValues);
  }

  /**
   * All figures of the month.
   *
   * @return sums, rates and lifetime values
   */
  public List<Metric> metrics() {
    List<Metric> all = new ArrayList<>(movements.sums());
    for (Metric rate : movements.rates()) {
      all.add(isComplete ? rate : Metric.unknown(rate.name(), rate.unit(), notOver(movements)));
    }
    all.addAll(lifetimeValues);
    return List.copyOf(all);
  }

  /**
   * One figure.
   *
   * @param name for example {@code net_revenue_retention}
   * @return the metric
   * @throws NoSuchElementException if there is none of that name
   */
  public Metric metric(String name) {
    return metrics().stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("there is no metric \"" + name + "\""));
  }

  /**
   * A lifetime value.
   *
   * @param preset which
   * @return empty with the reason where it cannot be computed
   */
  public Metric lifetimeValue(LtvPreset preset) {
    return metric(preset.metric());
  }

  static String notOver(MrrMovements movements) {
    return "the month is not over on " + movements.scope().asOf();
  }

  /** For example {@code 2024-03: EUR 100.00 + … = EUR 110.00}. */
  @Override
  public String toString() {
    return start.toString().substring(0, 7) + (isComplete ? ": " : " (not over): ") + movements;
  }
}
