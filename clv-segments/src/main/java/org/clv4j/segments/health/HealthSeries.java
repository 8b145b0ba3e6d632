package org.clv4j.segments.health;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.segments.metric.Metric;

/**
 * Health at successive days, with the same definitions on each: what would have been seen then.
 *
 * <p>Each day sees the orders up to its end and nothing else, so a day of the series equals a
 * {@link CustomerBaseHealth} of a log that ends there. The orders are sorted once; a day costs one
 * walk over those up to it. With the adaptive window each day has its own.
 */
public final class HealthSeries {
  private final List<CustomerBaseHealth> days;

  private HealthSeries(List<CustomerBaseHealth> days) {
    this.days = days;
  }

  /**
   * The health on some days.
   *
   * @param orders the orders
   * @param options windows and what else is known; their as-of day has no part in it
   * @param dates the as-of days, each after the one before
   * @return one health per date, in their order
   * @throws IllegalArgumentException if the dates do not rise, or what {@link CustomerBaseHealth#of
   *     of} refuses
   */
  public static HealthSeries of(
      CustomerOrders orders, HealthOptions options, List<LocalDate> dates) {
    List<CustomerBaseHealth> days = new ArrayList<>(dates.size());
    LocalDate before = null;
    for (LocalDate date : dates) {
      Objects.requireNonNull(date, "date must not be null");
      if (before != null && !date.isAfter(before)) {
        throw new IllegalArgumentException(
            "dates must rise, but " + date + " came after " + before);
      }
      before = date;
      days.add(CustomerBaseHealth.of(orders, options.withAsOf(date)));
    }
    return new HealthSeries(List.copyOf(days));
  }

  /**
   * The days.
   *
   * @return one health per date; immutable
   */
  public List<CustomerBaseHealth> days() {
    return days;
  }

  /**
   * One metric over time.
   *
   * @param name its name, for example {@code share_active}
   * @return by date
   * @throws NoSuchElementException if there is no metric of that name
   */
  public List<Metric> metric(String name) {
    return days.stream().map(day -> day.metric(name)).toList();
  }

  /** For example {@code 12 days, 2024-01-31 to 2024-12-31}. */
  @Override
  public String toString() {
    return days.isEmpty()
        ? "no days"
        : days.size()
            + " days, "
            + days.get(0).scope().asOf()
            + " to "
            + days.get(days.size() - 1).scope().asOf();
  }
}
