package org.clv4j.segments.subscription;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.subscription.Subscription;
import org.clv4j.core.value.MissingRateException;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.Scope;

/**
 * Subscription metrics month by month.
 *
 * <p>The first month is that of the first start of a subscription, the last that of the as-of day.
 * A month ends where the next begins, so movements reconcile over all of them. Whatever happens
 * after the as-of day has no part in anything: ends, changes and resumptions that are planned
 * already do not count before their day.
 */
public final class SubscriptionSeries {
  private final SubscriptionOptions options;
  private final Scope scope;
  private final List<String> rateSources;
  private final List<SubscriptionMonth> months;

  private SubscriptionSeries(
      SubscriptionOptions options,
      LocalDate asOf,
      Collection<String> rateSources,
      List<SubscriptionMonth> months) {
    this.options = options;
    this.scope = options.scope(asOf, "calendar months", rateSources);
    this.rateSources = List.copyOf(rateSources);
    this.months = List.copyOf(months);
  }

  /**
   * The months.
   *
   * @param subscriptions in any order; one that comes twice counts once
   * @param asOf the last day that counts, to its end
   * @param options what monthly recurring revenue is
   * @return the series; without months if none began by then
   * @throws MissingRateException if a currency has no rate of the end of a month on which it is
   *     needed; it names the subscription
   * @throws IllegalArgumentException if two subscriptions of one id differ, or the day lies outside
   *     of 1900-01-01 to 2199-12-31
   */
  public static SubscriptionSeries of(
      Collection<Subscription> subscriptions, LocalDate asOf, SubscriptionOptions options) {
    OrderColumns.checkDay(asOf, "as-of day");
    Subscribers subscribers = Subscribers.of(subscriptions, options);
    List<SubscriptionMonth> months = new ArrayList<>();
    List<Metric> logoChurn = new ArrayList<>();
    LocalDate day =
        subscriptions.stream()
            .map(Subscription::start)
            .filter(start -> !start.isAfter(asOf))
            .min(LocalDate::compareTo)
            .orElse(asOf.plusDays(1));
    while (!day.isAfter(asOf)) {
      LocalDate start = day.withDayOfMonth(1);
      LocalDate next = start.plusMonths(1);
      boolean complete = !next.minusDays(1).isAfter(asOf);
      MrrMovements movements =
          subscribers.movements(start.minusDays(1), complete ? next.minusDays(1) : asOf);
      List<Metric> values =
          Arrays.stream(LtvPreset.values())
              .map(
                  preset ->
                      complete || !preset.needsWholeMonth()
                          ? preset.of(movements, logoChurn, options.margin())
                          : preset.unknown(SubscriptionMonth.notOver(movements)))
              .toList();
      months.add(new SubscriptionMonth(start, complete, movements, values));
      logoChurn.add(movements.logoChurn());
      day = next;
    }
    return new SubscriptionSeries(options, asOf, subscribers.rateSources(), months);
  }

  /**
   * What the series looked at.
   *
   * @return as-of day, rule for coupons, margin, sources of rates, zone and currency
   */
  public Scope scope() {
    return scope;
  }

  /**
   * What monthly recurring revenue is here.
   *
   * @return the options that were given
   */
  public SubscriptionOptions options() {
    return options;
  }

  /**
   * Where the exchange rates come from that were used.
   *
   * @return sorted; none where nothing was converted
   */
  public List<String> rateSources() {
    return rateSources;
  }

  /**
   * The months, none left out.
   *
   * @return in the order of time
   */
  public List<SubscriptionMonth> months() {
    return months;
  }

  /** For example {@code 24 months, 2024-01-01 to 2025-12-31}. */
  @Override
  public String toString() {
    return months.isEmpty()
        ? "no months"
        : months.size() + " months, " + months.get(0).start() + " to " + scope.asOf();
  }
}
