package org.clv4j.segments.retention;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Locale;
import java.util.OptionalDouble;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.Money;
import org.clv4j.segments.internal.PeriodFlows;
import org.clv4j.segments.metric.CalendarPeriod;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.clv4j.segments.metric.Scope;

/**
 * Each calendar period beside the one before: of those who ordered then, who ordered again, and for
 * how much.
 *
 * <p>Period 0 is that of the log's first order, the last one that of the as-of day. A period that
 * the as-of day cuts has its counts so far but no value, because it would be too small to compare.
 * Who skips a period counts as lost in it, and as neither lost nor retained when they come back;
 * for goods that are bought once a year, monthly period retention is low in a healthy shop.
 */
public final class RetentionSeries {
  private static final int SHOWN = 24;
  private static final String NOTHING_BEFORE = "there is no period before the first";

  private final Scope scope;
  private final CalendarPeriod period;
  private final int firstIndex;
  private final boolean lastIsOver;
  private final PeriodFlows flows;

  private RetentionSeries(
      Scope scope, CalendarPeriod period, int firstIndex, boolean lastIsOver, PeriodFlows flows) {
    this.scope = scope;
    this.period = period;
    this.firstIndex = firstIndex;
    this.lastIsOver = lastIsOver;
    this.flows = flows;
  }

  /**
   * The series of some orders, in one thread.
   *
   * @param orders the orders
   * @param asOf the last day that counts
   * @param period for example {@code MONTH}
   * @return the series; without periods if no order came by the as-of day
   * @throws IllegalArgumentException if the day lies outside of 1900-01-01 to 2199-12-31
   * @throws ArithmeticException if the revenue of a period does not fit in a long of minor units
   */
  public static RetentionSeries of(CustomerOrders orders, LocalDate asOf, CalendarPeriod period) {
    return of(orders, asOf, period, 1);
  }

  /**
   * The series of some orders.
   *
   * @param orders the orders
   * @param asOf the last day that counts
   * @param period for example {@code MONTH}
   * @param threads at most so many, at least 1
   * @return the series; without periods if no order came by the as-of day
   * @throws IllegalArgumentException if the day lies outside of 1900-01-01 to 2199-12-31
   * @throws ArithmeticException if the revenue of a period does not fit in a long of minor units
   */
  public static RetentionSeries of(
      CustomerOrders orders, LocalDate asOf, CalendarPeriod period, int threads) {
    Scope scope = Scope.of(orders, asOf, "by " + period);
    int asOfDay = (int) asOf.toEpochDay();
    PeriodFlows flows = PeriodFlows.of(orders, asOfDay, period::indices, threads);
    int lastIndex = period.indexOf(asOfDay);
    boolean over = period.firstDay(lastIndex + 1) - 1 == asOfDay;
    return new RetentionSeries(scope, period, lastIndex - flows.periods() + 1, over, flows);
  }

  /**
   * What the series looked at.
   *
   * @return the scope
   */
  public Scope scope() {
    return scope;
  }

  /**
   * The number of periods.
   *
   * @return 0 if no order came by the as-of day
   */
  public int periods() {
    return flows.periods();
  }

  /**
   * The first day of a period.
   *
   * @param t from 0 to {@link #periods()} - 1
   * @return the day
   */
  public LocalDate start(int t) {
    return LocalDate.ofEpochDay(period.firstDay(firstIndex + check(t)));
  }

  /**
   * Whether the period was over by the end of the as-of day.
   *
   * @param t from 0 to {@link #periods()} - 1
   * @return false for the last one alone, if the as-of day cuts it
   */
  public boolean isOver(int t) {
    return check(t) < periods() - 1 || lastIsOver;
  }

  /**
   * The customers who ordered in a period.
   *
   * @param t from 0 to {@link #periods()} - 1
   * @return how many
   */
  public long customers(int t) {
    return flows.customers[check(t)];
  }

  /**
   * Of the customers who ordered in period t - 1, the share who ordered in period t.
   *
   * @param t from 0 to {@link #periods()} - 1
   * @return {@code period_retention}
   */
  public Metric periodRetention(int t) {
    return share("period_retention", t, flows.both[check(t)]);
  }

  /**
   * Of the customers who ordered in period t - 1, the share who did not in period t: 1 - {@link
   * #periodRetention}.
   *
   * @param t from 0 to {@link #periods()} - 1
   * @return {@code period_churn}
   */
  public Metric periodChurn(int t) {
    return share("period_churn", t, before(flows.customers, t) - flows.both[t]);
  }

  /**
   * The revenue of period t from the customers of period t - 1, over what they brought then. It
   * exceeds 1 where those who stay buy more than others took away. New customers and those who come
   * back after a pause have no part in it.
   *
   * @param t from 0 to {@link #periods()} - 1
   * @return {@code net_revenue_retention}, a ratio
   */
  public Metric netRevenueRetention(int t) {
    return revenue("net_revenue_retention", t, flows.net[check(t)], MetricUnit.RATIO);
  }

  /**
   * Of what the customers of period t - 1 brought then, the part that they did not bring in period
   * t: 1 - {@link #netRevenueRetention}. It is negative where those who stay buy more than others
   * took away; the money lost is the numerator.
   *
   * @param t from 0 to {@link #periods()} - 1
   * @return {@code net_revenue_churn}, a ratio of at most 1
   */
  public Metric netRevenueChurn(int t) {
    long lost = before(flows.revenue, t) - flows.net[t];
    return revenue("net_revenue_churn", t, lost, MetricUnit.RATIO);
  }

  /**
   * As {@link #netRevenueRetention}, but each customer counts for at most what they brought in
   * period t - 1, or 0 if that was less: what was lost is not made up for by others who buy more.
   *
   * @param t from 0 to {@link #periods()} - 1
   * @return {@code gross_revenue_retention}, a share
   */
  public Metric grossRevenueRetention(int t) {
    return revenue("gross_revenue_retention", t, flows.gross[check(t)], MetricUnit.SHARE);
  }

  /**
   * Of what the customers of period t - 1 brought then, the part that is gone: all of those who did
   * not order in period t, and of those who did what they spent less. 1 - {@link
   * #grossRevenueRetention}; the money lost is the numerator.
   *
   * @param t from 0 to {@link #periods()} - 1
   * @return {@code gross_revenue_churn}, a share
   */
  public Metric grossRevenueChurn(int t) {
    long lost = before(flows.revenue, t) - flows.gross[t];
    return revenue("gross_revenue_churn", t, lost, MetricUnit.SHARE);
  }

  private Metric share(String name, int t, long part) {
    String nobody = t == 0 ? NOTHING_BEFORE : "nobody ordered in the period before";
    return ifOver(
        t, Metric.ratio(name, part, before(flows.customers, t), MetricUnit.SHARE, nobody));
  }

  private Metric revenue(String name, int t, long part, MetricUnit unit) {
    Currency currency = scope.currency();
    if (currency == null) {
      return Metric.unknown(name, unit, "the orders have no amounts");
    }
    BigDecimal before = money(before(flows.revenue, t), currency);
    String nothing = t == 0 ? NOTHING_BEFORE : "there was no revenue in the period before";
    if (before.signum() < 0) {
      return Metric.unknown(name, unit, "more was deducted than earned in the period before");
    }
    return ifOver(t, Metric.ratio(name, money(part, currency), before, unit, nothing));
  }

  private long before(long[] counts, int t) {
    return check(t) == 0 ? 0 : counts[t - 1];
  }

  private static BigDecimal money(long minor, Currency currency) {
    return Money.ofMinor(minor, currency).toBigDecimal();
  }

  private Metric ifOver(int t, Metric metric) {
    return isOver(t) || metric.value().isEmpty()
        ? metric
        : new Metric(
            metric.name(),
            metric.numerator(),
            metric.denominator(),
            OptionalDouble.empty(),
            metric.unit(),
            "the period was not over on " + scope.asOf());
  }

  private int check(int t) {
    return Check.inRange(t, 0, periods() - 1, "t");
  }

  /** The scope and the last 24 periods. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("retention, ").append(scope);
    text.append("\nperiod      customers period_retention net_revenue_retention");
    for (int t = Math.max(0, periods() - SHOWN); t < periods(); t++) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%-10s %10d %16s %21s",
              start(t),
              customers(t),
              shown(periodRetention(t)),
              shown(netRevenueRetention(t))));
    }
    return text.toString();
  }

  private static String shown(Metric metric) {
    OptionalDouble value = metric.value();
    return value.isEmpty() ? "-" : String.format(Locale.ROOT, "%.4f", value.getAsDouble());
  }
}
