package org.clv4j.segments.economics;

import java.time.LocalDate;
import java.util.Objects;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.value.Money;
import org.clv4j.segments.metric.CalendarPeriod;
import org.jspecify.annotations.Nullable;

/**
 * Of which customers unit economics are, and what counts.
 *
 * @param from first day of the acquisition period
 * @param to its last day; customers are watched for the whole horizon after it
 * @param horizonDays days of value from the first order on, its day included, 1 to 100 000
 * @param margin the share of the revenue that is kept; null to take the costs of the orders, or, of
 *     orders without costs, revenue, which is labelled so
 * @param orderCost what an order costs beside its goods (shipping, payment), or null for nothing;
 *     only for margins
 * @param targetRatio LTV:CAC that is wanted, above 0
 */
public record EconomicsOptions(
    LocalDate from,
    LocalDate to,
    int horizonDays,
    @Nullable Double margin,
    @Nullable Money orderCost,
    double targetRatio) {

  /** Checks the ranges. */
  public EconomicsOptions {
    Objects.requireNonNull(from, "from must not be null");
    OrderColumns.checkDay(from, "first day of acquisition");
    OrderColumns.checkDay(to, "last day of acquisition");
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "last day of acquisition must not be before the first, " + from + ", but was " + to);
    }
    Check.inRange(horizonDays, 1, 100_000, "horizonDays");
    if (margin != null) {
      Check.inRange(margin, -Double.MAX_VALUE, 1, "margin");
    }
    if (orderCost != null && orderCost.isNegative()) {
      throw new IllegalArgumentException("order cost must not be negative, but was " + orderCost);
    }
    Check.positive(targetRatio, "target ratio");
  }

  /**
   * Customers won from a day on who have been watched for the horizon by the as-of day; a target of
   * 3.
   *
   * @param from first day of the acquisition period
   * @param asOf the last day that is known, to its end
   * @param horizonDays days of value from the first order on
   * @return the options, with {@code to} so early that the horizon is over for all
   * @throws IllegalArgumentException if no day is so early
   */
  public static EconomicsOptions of(LocalDate from, LocalDate asOf, int horizonDays) {
    Check.inRange(horizonDays, 1, 100_000, "horizonDays");
    LocalDate to = asOf.minusDays(horizonDays - 1L);
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "horizon must be over by the as-of day for who was won on "
              + from
              + ", but "
              + horizonDays
              + " days from then end after "
              + asOf);
    }
    return new EconomicsOptions(from, to, horizonDays, null, null, 3);
  }

  /**
   * The same with an acquisition period of whole calendar periods, those that are cut at its ends
   * left out: who was won in a part of a month has no part in what the whole month cost.
   *
   * @param periods for example {@code CalendarPeriod.MONTH}
   * @return new options
   * @throws IllegalArgumentException if the acquisition period holds no whole one
   */
  public EconomicsOptions withWhole(CalendarPeriod periods) {
    int fromDay = (int) from.toEpochDay();
    int first = periods.indexOf(fromDay - 1) + 1;
    int next = periods.indexOf((int) to.toEpochDay() + 1);
    if (next <= first) {
      throw new IllegalArgumentException(
          "acquisition must last a whole "
              + periods.unit()
              + ", but "
              + from
              + " to "
              + to
              + " holds none");
    }
    return new EconomicsOptions(
        LocalDate.ofEpochDay(periods.firstDay(first)),
        LocalDate.ofEpochDay(periods.firstDay(next) - 1),
        horizonDays,
        margin,
        orderCost,
        targetRatio);
  }

  /**
   * The same with a margin.
   *
   * @param share of the revenue that is kept, at most 1
   * @return new options
   */
  public EconomicsOptions withMargin(double share) {
    return new EconomicsOptions(from, to, horizonDays, share, orderCost, targetRatio);
  }

  /**
   * The same with a cost of each order beside its goods.
   *
   * @param cost 0 or more
   * @return new options
   */
  public EconomicsOptions withOrderCost(Money cost) {
    return new EconomicsOptions(from, to, horizonDays, margin, cost, targetRatio);
  }

  /**
   * The same with another target.
   *
   * @param ratio LTV:CAC that is wanted, above 0
   * @return new options
   */
  public EconomicsOptions withTargetRatio(double ratio) {
    return new EconomicsOptions(from, to, horizonDays, margin, orderCost, ratio);
  }
}
